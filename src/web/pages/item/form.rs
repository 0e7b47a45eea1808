//! The form in which a clerk states the facts of one year, and reading it back.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::subject::Subject;
use crate::domain::facts::Facts;
use crate::domain::message::{Arg, Message};
use crate::texts::Lang;
use crate::web::body::Fields;

/// Why one field was not taken.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    /// The name of the field.
    field: &'static str,
    pub(super) message: Message,
}

/// What somebody tried to save and could not.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub(super) fields: Fields,
    pub(super) faults: Vec<Fault>,
}

/// The form as the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct FormView {
    ticks: Vec<TickView>,
    tick_fault: Option<String>,
    numbers: Vec<NumberView>,
    reason: String,
    reason_fault: Option<String>,
    reason_open: bool,
}

#[derive(Debug, Serialize)]
struct TickView {
    name: String,
    label: String,
    checked: bool,
}

#[derive(Debug, Serialize)]
struct NumberView {
    name: &'static str,
    label: String,
    value: String,
    fault: Option<String>,
}

impl FormView {
    /// The form for facts that are stated, or for what somebody tried to state.
    pub(super) fn new(subject: Subject<'_>, lang: Lang, facts: &Facts, attempt: Option<&Attempt>) -> Self {
        let fields = attempt.map_or_else(|| fields_of(facts), |attempt| attempt.fields.clone());
        let fault = |field: &str| {
            let faults = attempt.map_or(&[][..], |attempt| attempt.faults.as_slice());
            faults.iter().find(|fault| fault.field == field).map(|fault| lang.say(&fault.message))
        };
        let tick = |(place, label): (usize, &str)| {
            let name = tick_name(place);
            TickView { checked: fields.get(&name).is_some(), label: label.to_owned(), name }
        };
        let number = |(name, label): (&'static str, String)| {
            let value = fields.get(name).unwrap_or_default().to_owned();
            NumberView { name, label, value, fault: fault(name) }
        };
        let reason = fields.get("not_applicable").unwrap_or_default().to_owned();
        Self {
            ticks: subject.ticks().into_iter().enumerate().map(tick).collect(),
            tick_fault: fault("done"),
            numbers: subject.numbers(lang).into_iter().map(number).collect(),
            reason_fault: fault("not_applicable"),
            reason_open: !reason.is_empty() || fault("not_applicable").is_some(),
            reason,
        }
    }
}

/// Facts as the fields of the form that states them.
fn fields_of(facts: &Facts) -> Fields {
    let mut fields = Fields::default();
    for (place, done) in facts.done.iter().flatten().enumerate() {
        if *done {
            fields.push(tick_name(place), "1");
        }
    }
    for name in ["count", "numerator", "denominator", "checked", "passed", "incidents"] {
        if let Some(number) = facts.number(name) {
            fields.push(name, number.to_string());
        }
    }
    if let Some(reason) = &facts.not_applicable {
        fields.push("not_applicable", reason);
    }
    fields
}

fn tick_name(place: usize) -> String {
    format!("done-{place}")
}

/// The facts that the form states, or every fault with its field.
pub(super) fn read(subject: Subject<'_>, fields: &Fields) -> Result<Facts, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut number = |field: &'static str| {
        let text = fields.get(field)?;
        let number = parse_number(text);
        if number.is_none() {
            faults.push(Fault { field, message: Message::new("web-number-wrong").with("value", text) });
        }
        number
    };
    let facts = Facts {
        done: None,
        count: number("count"),
        numerator: number("numerator"),
        denominator: number("denominator"),
        checked: number("checked"),
        passed: number("passed"),
        incidents: number("incidents"),
        not_applicable: fields.get("not_applicable").map(str::to_owned),
    };
    let facts = Facts { done: ticked(subject, fields, &facts), ..facts };
    if let Some(rule) = subject.rule().filter(|_| faults.is_empty()) {
        let field = |message: Message| Fault { field: field_of(&message), message };
        faults.extend(rule.check(&facts).into_iter().map(field));
    }
    if faults.is_empty() { Ok(facts) } else { Err(faults) }
}

/// The ticks; when none is set and the item is said not to apply, nothing is said of them.
fn ticked(subject: Subject<'_>, fields: &Fields, facts: &Facts) -> Option<Vec<bool>> {
    let done: Vec<bool> =
        (0..subject.ticks().len()).map(|place| fields.get(&tick_name(place)).is_some()).collect();
    let silent = done.is_empty() || (facts.not_applicable.is_some() && !done.contains(&true));
    (!silent).then_some(done)
}

/// A whole number as people type it: full-width digits and thousands' marks are taken.
fn parse_number(text: &str) -> Option<i64> {
    let plain: String = text.nfkc().filter(|char| !matches!(char, ',' | ' ')).collect();
    plain.parse().ok()
}

/// The field that a fault of the rule is about.
fn field_of(fault: &Message) -> &'static str {
    match &*fault.id {
        "facts-zero-denominator" => return "denominator",
        "facts-more-passed" => return "passed",
        "facts-reason-missing" => return "not_applicable",
        "facts-wrong-ticks" => return "done",
        _ => {}
    }
    let named = fault.args.iter().find_map(|(name, value)| match value {
        Arg::Said(said) if matches!(name.as_ref(), "field" | "one") => Some(said.id.as_ref()),
        _ => None,
    });
    match named {
        Some("field-count") => "count",
        Some("field-numerator") => "numerator",
        Some("field-denominator") => "denominator",
        Some("field-checked") => "checked",
        Some("field-passed") => "passed",
        Some("field-incidents") => "incidents",
        _ => "done",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_people_type_them() {
        for (text, number) in [
            ("12", Some(12)),
            ("１２", Some(12)),
            ("1,234", Some(1234)),
            ("1，234", Some(1234)),
            ("-1", Some(-1)),
        ] {
            assert_eq!(parse_number(text), number, "{text}");
        }
        for text in ["一", "1.5", "12人", ""] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }
}
