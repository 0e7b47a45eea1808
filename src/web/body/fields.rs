//! The fields of a form, in the order they were sent.

use actix_web::web::Query;
use serde::de::DeserializeOwned;

use crate::domain::message::Message;
use crate::web::error::WebError;

/// Names and values of a form whose fields depend on what it is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::web) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(in crate::web) fn parse(bytes: &[u8]) -> Result<Self, WebError> {
        typed(bytes).map(Self)
    }

    /// The value of a field, without the blanks around it; an empty one is none.
    pub(in crate::web) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The value of a field as it was typed, such as a password.
    pub(in crate::web) fn raw(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field that may be repeated.
    pub(in crate::web) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every field, in the order they were sent.
    pub(in crate::web) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Keeps one more field.
    pub(in crate::web) fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }
}

/// A form read into a type.
pub(super) fn typed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WebError> {
    let fault = |error: &dyn std::fmt::Display| {
        WebError::Unreadable(Message::new("web-body-unreadable").with("fault", error.to_string()))
    };
    let text = std::str::from_utf8(bytes).map_err(|error| fault(&error))?;
    Query::<T>::from_query(text).map(Query::into_inner).map_err(|error| fault(&error))
}
