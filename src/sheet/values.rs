//! What a key's value may be: one type a kind of value, each saying what is wrong with others.
//!
//! The messages lack the place and the key; [`super::fields::Fields`] adds them.

use rust_decimal::Decimal;

use super::nearest::hint;
use super::tree::{Node, Value, shortened};
use crate::domain::lexicon::{Cue, CueFault, WORD_LENGTHS, tokens};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::standard::{Per, Tells};

/// A value that a node can be read as.
pub(super) trait Readable: Sized {
    /// The value, or what is wrong with the node.
    fn read(node: &Node) -> Result<Self, Message>;
}

/// The longest text, in characters.
const LONGEST_TEXT: usize = 2_000;

/// The longest code or id, in characters.
const LONGEST_CODE: usize = 32;

/// The most points, and the largest number anywhere, that a sheet may name.
const MOST: u32 = 10_000;

/// Text that says something.
pub(super) struct Said(pub(super) String);

/// Text that may be empty.
pub(super) struct Remark(pub(super) String);

/// A code or id: it becomes part of file names, and lists in cells are split at other characters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Code(pub(super) String);

/// Points above 0.
pub(super) struct SomePoints(pub(super) Points);

/// Points that may be 0.
pub(super) struct PointsOrNone(pub(super) Points);

/// A ratio, 1 being all.
pub(super) struct Share(pub(super) Decimal);

/// A whole number from 1.
pub(super) struct Count(pub(super) u32);

/// 保管期限 of DA/T 22-2015.
pub(super) struct Retention(pub(super) String);

fn wrong_type(expected: &'static str, node: &Node) -> Message {
    Message::new("sheet-wrong-type")
        .with("expected", Message::new(expected))
        .with("found", node.value.shown())
}

fn text_of(node: &Node) -> Result<String, Message> {
    let Value::Text(text) = &node.value else { return Err(wrong_type("sheet-kind-text", node)) };
    let text = text.replace("\r\n", "\n").trim().to_owned();
    let length = text.chars().count();
    if length > LONGEST_TEXT {
        return Err(Message::new("sheet-text-long").with("length", length).with("limit", LONGEST_TEXT));
    }
    if let Some(control) = text.chars().find(|letter| is_unfit(*letter)) {
        let code = format!("U+{:04X}", u32::from(control));
        return Err(Message::new("sheet-text-control").with("value", code));
    }
    Ok(text)
}

/// Characters that XML, and so a workbook, cannot hold.
fn is_unfit(letter: char) -> bool {
    (letter.is_control() && letter != '\n' && letter != '\t') || matches!(letter, '\u{FFFE}' | '\u{FFFF}')
}

impl Readable for Said {
    fn read(node: &Node) -> Result<Self, Message> {
        match text_of(node)? {
            text if text.is_empty() => Err(Message::new("sheet-text-empty")),
            text => Ok(Self(text)),
        }
    }
}

impl Readable for Remark {
    fn read(node: &Node) -> Result<Self, Message> {
        text_of(node).map(Self)
    }
}

/// A line of words of a class.
pub(super) struct ClassWords(pub(super) Vec<String>);

impl Readable for ClassWords {
    fn read(node: &Node) -> Result<Self, Message> {
        let line = text_of(node)?;
        let words: Vec<String> = tokens(&line).map(str::to_owned).collect();
        if words.is_empty() {
            return Err(Message::new("sheet-text-empty"));
        }
        if let Some(signed) = words.iter().find(|word| word.starts_with(['+', '~', '＋', '－', '～'])) {
            return Err(Message::new("sheet-class-sign").with("word", shortened(signed)));
        }
        match words.iter().find(|word| word.chars().count() > WORD_LENGTHS.1) {
            Some(long) => Err(too_long(long)),
            None => Ok(Self(words)),
        }
    }
}

fn too_long(word: &str) -> Message {
    Message::new("sheet-cue-long").with("word", shortened(word)).with("most", WORD_LENGTHS.1)
}

impl Readable for Cue {
    fn read(node: &Node) -> Result<Self, Message> {
        let line = text_of(node)?;
        line.parse().map_err(|fault| match fault {
            CueFault::NoWord => Message::new("sheet-cue-no-word").with("value", shortened(&line)),
            CueFault::EmptyGroup => Message::new("sheet-cue-empty-group").with("value", shortened(&line)),
            CueFault::Short(word) => {
                Message::new("sheet-cue-short").with("word", word).with("least", WORD_LENGTHS.0)
            }
            CueFault::Long(word) => too_long(&word),
        })
    }
}

impl Readable for Code {
    fn read(node: &Node) -> Result<Self, Message> {
        let text = text_of(node)?;
        let starts_well = text.chars().next().is_some_and(char::is_alphanumeric);
        let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let ends_well = !text.ends_with('.');
        if starts_well && ends_well && text.chars().all(fits) && text.chars().count() <= LONGEST_CODE {
            return Ok(Self(text));
        }
        Err(Message::new("sheet-bad-code").with("value", shortened(&text)).with("limit", LONGEST_CODE))
    }
}

impl Readable for bool {
    fn read(node: &Node) -> Result<Self, Message> {
        match node.value {
            Value::Bool(flag) => Ok(flag),
            _ => Err(wrong_type("sheet-kind-bool", node)),
        }
    }
}

/// A number between two limits with at most so many decimal places.
fn number(node: &Node, least: Decimal, places: u32) -> Result<Decimal, Message> {
    let Value::Number(number) = node.value else { return Err(wrong_type("sheet-kind-number", node)) };
    let number = number.normalize();
    if number < least || number > Decimal::from(MOST) {
        return Err(Message::new("sheet-number-range")
            .with("value", number.to_string())
            .with("least", least.to_string())
            .with("most", MOST.to_string()));
    }
    if number.scale() > places {
        return Err(Message::new("sheet-number-fine")
            .with("value", number.to_string())
            .with("places", i64::from(places)));
    }
    Ok(number)
}

impl Readable for SomePoints {
    fn read(node: &Node) -> Result<Self, Message> {
        PointsOrNone::read(node).and_then(|PointsOrNone(points)| match points.is_zero() {
            true => Err(Message::new("sheet-points-zero")),
            false => Ok(Self(points)),
        })
    }
}

impl Readable for PointsOrNone {
    fn read(node: &Node) -> Result<Self, Message> {
        number(node, Decimal::ZERO, Points::PLACES).map(|number| Self(Points::exact(number)))
    }
}

impl Readable for Share {
    fn read(node: &Node) -> Result<Self, Message> {
        const PLACES: u32 = 6;
        number(node, Decimal::ZERO, PLACES).map(Self)
    }
}

impl Readable for Count {
    fn read(node: &Node) -> Result<Self, Message> {
        let number = number(node, Decimal::ONE, 0)?;
        u32::try_from(number).map(Self).map_err(|_error| wrong_type("sheet-kind-number", node))
    }
}

/// One of a few words.
fn word<T: Clone>(node: &Node, known: &[(&'static str, T)]) -> Result<T, Message> {
    let text = text_of(node)?;
    if let Some((_, meant)) = known.iter().find(|(word, _)| *word == text) {
        return Ok(meant.clone());
    }
    let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
    Err(Message::new("sheet-bad-word")
        .with("hint", hint(&text, words.iter().copied()))
        .with("value", shortened(&text))
        .with("expected", words.join(", ")))
}

impl Readable for Per {
    fn read(node: &Node) -> Result<Self, Message> {
        word(node, &[("year", Self::Year), ("cycle", Self::Cycle)])
    }
}

impl Readable for Retention {
    fn read(node: &Node) -> Result<Self, Message> {
        let known = ["Y", "D30", "D10"].map(|word| (word, word));
        word(node, &known).map(|word| Self(word.to_owned()))
    }
}

impl Readable for Tells {
    fn read(node: &Node) -> Result<Self, Message> {
        word(node, &Self::ALL.map(|tells| (tells.id(), tells)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::place::Spot;
    use super::*;

    fn id<T: Readable>(value: Value) -> Option<String> {
        T::read(&Node::new(Spot::File, value)).err().map(|message| message.id.into_owned())
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn digits(digits: &str) -> Value {
        Value::Number(Decimal::from_str_exact(digits).unwrap())
    }

    #[test]
    fn codes_can_stand_in_file_names_and_lists() {
        for good in ["A01", "1.1", "一", "x-2_b"] {
            assert_eq!(id::<Code>(text(good)), None, "{good}");
        }
        for bad in ["", "a b", "../x", ".", "a.", "甲、乙", "a/b", "a:b", &"x".repeat(33)] {
            assert_eq!(id::<Code>(text(bad)).as_deref(), Some("sheet-bad-code"), "{bad}");
        }
    }

    #[test]
    fn numbers_keep_within_their_limits() {
        assert_eq!(id::<PointsOrNone>(digits("-0.5")).as_deref(), Some("sheet-number-range"));
        assert_eq!(id::<PointsOrNone>(digits("0.06251")).as_deref(), Some("sheet-number-fine"));
        assert_eq!(id::<PointsOrNone>(digits("0.06250")), None);
        assert_eq!(id::<SomePoints>(digits("0.0")).as_deref(), Some("sheet-points-zero"));
        assert_eq!(id::<Count>(digits("0")).as_deref(), Some("sheet-number-range"));
        assert_eq!(id::<Count>(digits("1.5")).as_deref(), Some("sheet-number-fine"));
        assert_eq!(id::<Share>(text("0.5")).as_deref(), Some("sheet-wrong-type"));
    }

    #[test]
    fn texts_are_bounded_and_printable() {
        assert_eq!(id::<Said>(text("  ")).as_deref(), Some("sheet-text-empty"));
        assert_eq!(id::<Remark>(text("")), None);
        assert_eq!(id::<Said>(text("a\u{7}b")).as_deref(), Some("sheet-text-control"));
        assert_eq!(id::<Said>(text(&"双".repeat(2_001))).as_deref(), Some("sheet-text-long"));
        assert_eq!(id::<Said>(text("a\r\nb")), None);
    }
}
