//! A cell into a value of the tree, by what its column holds.

use calamine::Data;

use super::super::place::Spot;
use super::super::problem::Problems;
use super::super::toml_tree::{decimal, entries};
use super::super::tree::{Entry, Node, Value};
use super::Holds;
use crate::domain::message::Message;

/// What a column holds, with where faults of a cell are noted.
pub(super) struct Cell<'a> {
    pub(super) holds: Holds,
    pub(super) spot: Spot,
    pub(super) problems: &'a Problems<'a>,
}

impl Cell<'_> {
    /// The value of a cell; an empty one is blank.
    pub(super) fn node(&self, data: &Data) -> Node {
        let value = match (self.holds, plain(data)) {
            (_, Value::Blank) => Value::Blank,
            (Holds::Text, Value::Number(number)) => Value::Text(number.to_string()),
            (Holds::Number, Value::Text(text)) => {
                decimal(text.trim()).map_or(Value::Text(text), |number| Value::Number(number.normalize()))
            }
            (Holds::Flag, Value::Text(text)) => flag(text),
            (Holds::Group, Value::Text(text)) => {
                Value::Text(text.split_whitespace().next().unwrap_or_default().to_owned())
            }
            (Holds::List, Value::Text(text)) => self.list(&text),
            (Holds::Lines, Value::Text(text)) => self.lines(&text),
            (Holds::Rule, Value::Text(text)) => self.rule(&text),
            (Holds::Needs, Value::Text(text)) => self.needs(&text),
            (_, value) => value,
        };
        Node::new(self.spot, value)
    }

    fn list(&self, text: &str) -> Value {
        let codes = text.split([',', '，', '、', '\n']).map(str::trim).filter(|code| !code.is_empty());
        Value::List(codes.map(|code| Node::text(self.spot, code)).collect())
    }

    fn lines(&self, text: &str) -> Value {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        Value::List(lines.map(|line| Node::text(self.spot, line)).collect())
    }

    fn rule(&self, text: &str) -> Value {
        match entries(text, &|_offset| self.spot) {
            Ok(entries) => Value::Table(entries),
            Err(error) => self.reported(error.what),
        }
    }

    fn needs(&self, text: &str) -> Value {
        let lines = text.split(['\n', ';', '；']).map(str::trim).filter(|line| !line.is_empty());
        Value::List(lines.map(|line| Node::new(self.spot, self.need(line))).collect())
    }

    fn need(&self, line: &str) -> Value {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [kind, min, per] = words.as_slice() else {
            return self.reported(Message::new("sheet-bad-need").with("value", line));
        };
        let text = |text: &str| Node::text(self.spot, text);
        let min = decimal(min).map_or_else(|| text(min), |min| Node::new(self.spot, Value::Number(min)));
        let fields = [("kind", text(kind)), ("min", min), ("per", text(per))];
        Value::Table(fields.into_iter().map(|(key, node)| Entry::plain(key, node)).collect())
    }

    fn reported(&self, what: Message) -> Value {
        self.problems.add(self.spot, what);
        Value::Reported
    }
}

fn flag(text: String) -> Value {
    match text.trim() {
        "是" | "true" | "TRUE" => Value::Bool(true),
        "否" | "false" | "FALSE" => Value::Bool(false),
        _ => Value::Text(text),
    }
}

/// The value as the workbook has it. A number is taken by its shortest digits, which are the ones
/// that were typed.
fn plain(data: &Data) -> Value {
    match data {
        Data::Empty => Value::Blank,
        Data::String(text) if text.trim().is_empty() => Value::Blank,
        Data::String(text) => Value::Text(text.clone()),
        Data::Bool(flag) => Value::Bool(*flag),
        Data::Int(number) => Value::Number((*number).into()),
        Data::Float(number) => match decimal(&number.to_string()) {
            Some(number) => Value::Number(number.normalize()),
            None => Value::Other { kind: "sheet-kind-odd-number", text: number.to_string() },
        },
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            Value::Other { kind: "sheet-kind-date", text: data.to_string() }
        }
        Data::Error(error) => Value::Other { kind: "sheet-kind-error", text: error.to_string() },
    }
}
