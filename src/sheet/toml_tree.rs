//! TOML text into the tree. Knows the syntax only, none of the keys.

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::place::{Source, Spot};
use super::problem::{Problem, Problems};
use super::tree::{Entry, Node, Value, shortened};
use crate::domain::message::Message;

/// A syntax error and the byte at which it was met.
pub(super) struct SyntaxError {
    pub(super) offset: usize,
    /// What is told of it: the line, and the parser's own words.
    pub(super) what: Message,
}

/// The text of a file: UTF-8, with or without a byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let readable = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let readable = String::from_utf8_lossy(readable);
        let place = Source::text(&readable).place(Spot::Offset(readable.len()));
        Problem { place, what: Message::new("sheet-not-utf8") }
    })
}

/// The tree of a whole file, or none with one problem where its syntax breaks.
pub(super) fn parse(text: &str, problems: &Problems<'_>) -> Option<Node> {
    match entries(text, &Spot::Offset) {
        Ok(entries) => Some(Node::new(Spot::File, Value::Table(entries))),
        Err(error) => {
            problems.add(Spot::Offset(error.offset), error.what);
            None
        }
    }
}

/// The entries of a TOML text; `spot` turns a byte of it into a place.
pub(super) fn entries(text: &str, spot: &dyn Fn(usize) -> Spot) -> Result<Vec<Entry>, SyntaxError> {
    match DeTable::parse(text) {
        Ok(table) => Ok(entries_of(table.into_inner(), spot)),
        Err(error) => {
            let offset = error.span().map_or(text.len(), |span| span.start);
            let what = Message::new("sheet-toml-syntax").with("line", shortened(line_at(text, offset)));
            Err(SyntaxError { offset, what: what.with("detail", error.message()) })
        }
    }
}

/// The line around a byte, without blanks at its ends.
fn line_at(text: &str, offset: usize) -> &str {
    let (before, after) = text.split_at(text.floor_char_boundary(offset));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |length| before.len() + length);
    text.get(start..end).unwrap_or_default().trim()
}

fn entries_of(table: DeTable<'_>, spot: &dyn Fn(usize) -> Spot) -> Vec<Entry> {
    let entry = |(key, value): (Spanned<_>, Spanned<DeValue<'_>>)| {
        let at = spot(key.span().start);
        let name: String = std::borrow::Cow::into_owned(key.into_inner());
        Entry { label: name.clone(), key: name, spot: at, node: node(value, spot) }
    };
    let mut entries: Vec<Entry> = table.into_iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.spot);
    entries
}

fn node(value: Spanned<DeValue<'_>>, spot: &dyn Fn(usize) -> Spot) -> Node {
    let at = spot(value.span().start);
    Node::new(at, value_of(value.into_inner(), spot))
}

fn value_of(value: DeValue<'_>, spot: &dyn Fn(usize) -> Spot) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Boolean(flag) => Value::Bool(flag),
        DeValue::Integer(number) => {
            number_or_other(integer(number.as_str(), number.radix()), &number.to_string())
        }
        DeValue::Float(number) => number_or_other(decimal(number.as_str()), number.as_str()),
        DeValue::Datetime(date) => Value::Other { kind: "sheet-kind-date", text: date.to_string() },
        DeValue::Array(list) => Value::List(list.into_iter().map(|value| node(value, spot)).collect()),
        DeValue::Table(table) => Value::Table(entries_of(table, spot)),
    }
}

fn number_or_other(number: Option<Decimal>, text: &str) -> Value {
    match number {
        Some(number) => Value::Number(number.normalize()),
        None => Value::Other { kind: "sheet-kind-odd-number", text: text.to_owned() },
    }
}

fn integer(digits: &str, radix: u32) -> Option<Decimal> {
    match radix {
        10 => decimal(digits),
        _ => i128::from_str_radix(digits, radix)
            .ok()
            .and_then(|number| Decimal::try_from_i128_with_scale(number, 0).ok()),
    }
}

/// The exact value of the digits; none for `nan`, `inf` and what 28 digits cannot hold.
pub(super) fn decimal(digits: &str) -> Option<Decimal> {
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    match digits.split_once(['e', 'E']) {
        None => Decimal::from_str_exact(digits).ok(),
        Some((base, exponent)) => {
            Decimal::from_str_exact(base).ok()?;
            let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
            Decimal::from_scientific(&format!("{base}e{exponent}")).ok()
        }
    }
}
