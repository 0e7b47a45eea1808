//! What is said to people, as data: a message id and its arguments.
//!
//! The words stand in `templates/texts/`; [`crate::texts`] puts them together in the language
//! of the reader, so nothing below the edges ever builds a sentence.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::points::Points;

/// A sentence to be said: the id of a Fluent message and what fills its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The id in the message files, such as `intake-file-empty`; one that was kept is read from the database.
    pub id: Cow<'static, str>,
    /// Names and values of the places in the message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

/// A value that fills a place in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Text that is shown as it stands, in no language of ours.
    Text(String),
    /// A whole number; Fluent chooses plural forms by it.
    Number(i64),
    /// A message of its own, said in the same language.
    Said(Message),
    /// Several messages, joined by the language's list comma.
    List(Vec<Message>),
}

impl Message {
    /// A message without arguments.
    pub fn new(id: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), args: Vec::new() }
    }

    /// The word for one of a family of names, such as `catalogue-place`.
    pub fn named(family: &str, name: &str) -> Self {
        Self { id: Cow::Owned(format!("{family}-{name}")), args: Vec::new() }
    }

    /// The same message with one more place filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }
}

/// For logs: the id and the arguments, in no particular language.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id)?;
        for (name, value) in &self.args {
            match value {
                Arg::Text(text) => write!(f, " {name}={text:?}")?,
                Arg::Number(number) => write!(f, " {name}={number}")?,
                Arg::Said(said) => write!(f, " {name}=({said})")?,
                Arg::List(list) => {
                    for said in list {
                        write!(f, " {name}=({said})")?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

/// Whole points are a number, so that a language can say "1 point"; others are text, with all their digits.
impl From<Points> for Arg {
    fn from(points: Points) -> Self {
        match points.whole() {
            Some(number) => Self::Number(number),
            None => Self::Text(points.to_string()),
        }
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Arg {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Message> for Arg {
    fn from(said: Message) -> Self {
        Self::Said(said)
    }
}

impl From<Vec<Message>> for Arg {
    fn from(list: Vec<Message>) -> Self {
        Self::List(list)
    }
}
