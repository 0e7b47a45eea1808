//! Typed access to the keys of one table, with every fault noted under the table's name.

use super::nearest::hint;
use super::place::Spot;
use super::problem::Problems;
use super::tree::{Entry, Node, Value};
use super::values::Readable;
use crate::domain::message::Message;

/// A value that was read, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) spot: Spot,
}

impl<T> Found<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Found<U> {
        Found { value: change(self.value), spot: self.spot }
    }
}

/// A table with the words for what it describes, such as “item A01”.
#[derive(Clone)]
pub(super) struct Fields<'a> {
    pub(super) spot: Spot,
    pub(super) owner: Message,
    entries: &'a [Entry],
    problems: &'a Problems<'a>,
}

impl<'a> Fields<'a> {
    /// The table in a node. Anything else is noted as a problem.
    pub(super) fn of(node: &'a Node, owner: Message, problems: &'a Problems<'a>) -> Option<Self> {
        match &node.value {
            Value::Table(entries) => Some(Self { spot: node.spot, owner, entries, problems }),
            Value::Reported => None,
            other => {
                let what = Message::new("sheet-not-table").with("owner", owner).with("found", other.shown());
                problems.add(node.spot, what);
                None
            }
        }
    }

    /// The same table under another name.
    #[must_use]
    pub(super) fn named(self, owner: Message) -> Self {
        Self { owner, ..self }
    }

    /// The table in one of this table's nodes.
    pub(super) fn inner(&self, node: &'a Node, owner: Message) -> Option<Self> {
        Self::of(node, owner, self.problems)
    }

    /// Notes every key that is not one of these.
    pub(super) fn only(&self, known: &[&str]) {
        for entry in self.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let what = Message::new("sheet-unknown-key")
                .with("owner", self.owner.clone())
                .with("key", &entry.label)
                .with("hint", hint(&entry.key, known.iter().copied()))
                .with("expected", known.join(", "));
            self.problems.add(entry.spot, what);
        }
    }

    fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of a key, unless it is absent or an empty cell.
    pub(super) fn node(&self, key: &str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.node).filter(|node| node.value != Value::Blank)
    }

    /// The value of a key; its absence is noted.
    pub(super) fn needed_node(&self, key: &str) -> Option<&'a Node> {
        let node = self.node(key);
        if node.is_none() {
            self.note_missing(key);
        }
        node
    }

    fn note_missing(&self, key: &str) {
        let spot = self.entry(key).map_or(self.spot, |entry| entry.node.spot);
        self.note(key, spot, Message::new("sheet-missing-key"));
    }

    /// A key that must be there.
    pub(super) fn needed<T: Readable>(&self, key: &str) -> Option<Found<T>> {
        self.take(key, self.needed_node(key)?)
    }

    /// A key that may be absent.
    pub(super) fn optional<T: Readable>(&self, key: &str) -> Option<Found<T>> {
        self.take(key, self.node(key)?)
    }

    fn take<T: Readable>(&self, key: &str, node: &Node) -> Option<Found<T>> {
        if node.value == Value::Reported {
            return None;
        }
        match T::read(node) {
            Ok(value) => Some(Found { value, spot: node.spot }),
            Err(fault) => {
                self.note(key, node.spot, fault);
                None
            }
        }
    }

    /// Notes a fault of a key's value.
    pub(super) fn note(&self, key: &str, spot: Spot, fault: Message) {
        let label = self.entry(key).map_or(key, |entry| entry.label.as_str());
        self.problems.add(spot, fault.with("owner", self.owner.clone()).with("key", label));
    }

    /// Another place of the file in words.
    pub(super) fn place(&self, spot: Spot) -> Message {
        self.problems.place(spot)
    }

    /// The nodes of a list that may be absent; anything but a list is noted.
    pub(super) fn nodes(&self, key: &str) -> &'a [Node] {
        match self.node(key).map(|node| (node, &node.value)) {
            None | Some((_, Value::Reported)) => &[],
            Some((_, Value::List(nodes))) => nodes,
            Some((node, other)) => {
                let fault = Message::new("sheet-wrong-type")
                    .with("expected", Message::new("sheet-kind-list"))
                    .with("found", other.shown());
                self.note(key, node.spot, fault);
                &[]
            }
        }
    }

    /// The nodes of a list that must be there and not be empty.
    pub(super) fn needed_nodes(&self, key: &str) -> &'a [Node] {
        let Some(node) = self.needed_node(key) else { return &[] };
        if matches!(&node.value, Value::List(nodes) if nodes.is_empty()) {
            self.note(key, node.spot, Message::new("sheet-empty-list"));
        }
        self.nodes(key)
    }

    /// The values of a list's nodes, without those that cannot be read.
    pub(super) fn values<T: Readable>(&self, key: &str, nodes: &[Node]) -> Vec<Found<T>> {
        nodes.iter().filter_map(|node| self.take(key, node)).collect()
    }
}
