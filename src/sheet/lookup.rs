//! Codes of a sheet that must exist once and that other parts refer to.

use std::collections::BTreeMap;

use super::fields::{Fields, Found};
use super::nearest::hint;
use super::place::Spot;
use super::values::Code;
use crate::domain::message::Message;

/// The codes of one kind of thing with their places. Codes that differ only in case are the same:
/// they become names of folders, and not every file system tells those apart.
#[derive(Debug, Default)]
pub(super) struct Codes {
    known: BTreeMap<String, Known>,
}

#[derive(Debug)]
struct Known {
    spelled: String,
    spot: Spot,
}

impl Codes {
    /// Takes in the code that stands under a key; one that is there already is noted.
    pub(super) fn add(&mut self, key: &str, code: &Found<String>, fields: &Fields<'_>) {
        if let Some(first) = self.known.get(&code.value.to_lowercase()) {
            let fault = Message::new("sheet-double-code").with("value", &code.value);
            fields.note(key, code.spot, fault.with("first", fields.place(first.spot)));
        }
        self.add_again(code);
    }

    /// Takes in a code that other codes have already been compared with.
    pub(super) fn add_again(&mut self, code: &Found<String>) {
        let known = || Known { spelled: code.value.clone(), spot: code.spot };
        self.known.entry(code.value.to_lowercase()).or_insert_with(known);
    }

    fn has(&self, code: &str) -> bool {
        self.known.get(&code.to_lowercase()).is_some_and(|known| known.spelled == code)
    }

    fn hint(&self, code: &str) -> Message {
        hint(code, self.known.values().map(|known| known.spelled.as_str()))
    }
}

/// A key that refers to codes defined elsewhere.
pub(super) struct Reference<'a> {
    /// The key.
    pub(super) key: &'static str,
    /// The message for a code that does not exist.
    pub(super) unknown: &'static str,
    /// The codes that do.
    pub(super) codes: &'a Codes,
}

impl Reference<'_> {
    /// Notes a code that is not defined. When nothing at all is defined, that is the problem, and
    /// it has been noted once.
    pub(super) fn check(&self, code: &Found<String>, fields: &Fields<'_>) {
        if !self.codes.known.is_empty() {
            self.check_each(code, fields);
        }
    }

    /// The same, also when nothing is defined: a sheet may have none of the kind.
    pub(super) fn check_each(&self, code: &Found<String>, fields: &Fields<'_>) {
        if self.codes.has(&code.value) {
            return;
        }
        let fault = Message::new(self.unknown).with("value", &code.value);
        fields.note(self.key, code.spot, fault.with("hint", self.codes.hint(&code.value)));
    }

    /// The codes of a list; unknown and repeated ones are noted.
    pub(super) fn list(&self, fields: &Fields<'_>) -> Vec<String> {
        let codes = code_list(self.key, fields);
        codes.iter().for_each(|code| self.check(code, fields));
        codes.into_iter().map(|code| code.value).collect()
    }
}

/// A list of codes, none of them twice.
pub(super) fn code_list(key: &str, fields: &Fields<'_>) -> Vec<Found<String>> {
    let mut list: Vec<Found<String>> = Vec::new();
    for code in fields.values::<Code>(key, fields.nodes(key)) {
        let code = code.map(|Code(code)| code);
        if list.iter().any(|before| before.value == code.value) {
            fields.note(key, code.spot, Message::new("sheet-repeated").with("value", &code.value));
        }
        list.push(code);
    }
    list
}
