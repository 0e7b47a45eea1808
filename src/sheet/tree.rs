//! The tree that both formats are turned into: plain values, each with its place.

use rust_decimal::Decimal;

use super::place::Spot;
use crate::domain::message::Message;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) spot: Spot,
    pub(super) value: Value,
}

/// A value of the tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    /// From the digits of the file, never by way of a float.
    Number(Decimal),
    Bool(bool),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// An empty cell: nothing there, but a place to say so.
    Blank,
    /// Something that no key takes, such as a date; its text as in the file.
    Other {
        kind: &'static str,
        text: String,
    },
    /// Could not be made out, and that has been reported already.
    Reported,
}

/// A key of a table with its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// The key of the format.
    pub(super) key: String,
    /// What the person sees: the key itself, or the title of the column.
    pub(super) label: String,
    /// Where the key stands.
    pub(super) spot: Spot,
    pub(super) node: Node,
}

impl Node {
    pub(super) fn new(spot: Spot, value: Value) -> Self {
        Self { spot, value }
    }

    pub(super) fn text(spot: Spot, text: impl Into<String>) -> Self {
        Self::new(spot, Value::Text(text.into()))
    }
}

impl Entry {
    /// A key that the person sees as it is; its value has the same place.
    pub(super) fn plain(key: &str, node: Node) -> Self {
        Self { key: key.to_owned(), label: key.to_owned(), spot: node.spot, node }
    }
}

impl Value {
    /// The id of the message that names the kind of value.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "sheet-kind-text",
            Self::Number(_) => "sheet-kind-number",
            Self::Bool(_) => "sheet-kind-bool",
            Self::List(_) => "sheet-kind-list",
            Self::Table(_) => "sheet-kind-table",
            Self::Blank | Self::Reported => "sheet-kind-blank",
            Self::Other { kind, .. } => kind,
        }
    }

    /// The kind and, for plain values, the value itself, in words.
    pub(super) fn shown(&self) -> Message {
        let kind = Message::new(self.kind());
        let text = match self {
            Self::Text(text) | Self::Other { text, .. } => shortened(text),
            Self::Number(number) => number.to_string(),
            Self::Bool(flag) => flag.to_string(),
            Self::List(_) | Self::Table(_) | Self::Blank | Self::Reported => return kind,
        };
        Message::new("sheet-value-shown").with("kind", kind).with("value", text)
    }
}

/// A text that fits into a sentence.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(std::iter::once('…')).collect()
}
