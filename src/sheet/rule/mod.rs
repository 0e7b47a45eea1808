//! Rules in a sheet's file: reading their tables, writing them, saying them in plain words.
//!
//! One file a kind, as in [`crate::domain::rule`], with the keys, the checks and the words of the
//! kind; here stands the list of all.

mod all_or_none;
mod both;
mod by_level;
mod clauses;
mod count;
mod deduct;
mod per_year;
mod ratio;
mod sampled_ratio;

use rust_decimal::Decimal;

use super::fields::{Fields, Found};
use super::lookup::Codes;
use super::nearest::hint;
use super::reader::INFORMATION;
use super::toml_text::TomlText;
use super::tree::shortened;
use super::values::Said;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::rule::{AllOrNone, Rule};

/// What a rule's checks need to know of its item.
pub(super) struct Around<'a> {
    /// The item's points, if they can be read.
    pub(super) points: Option<Points>,
    /// Whether the item says that it is scored year by year.
    pub(super) each_year: Option<Found<bool>>,
    /// The kinds of evidence of the sheet.
    pub(super) kinds: &'a Codes,
}

/// The rule of an item. A stand-in takes the place of one that cannot be read.
pub(super) fn read_of_item(item: &Fields<'_>, around: &Around<'_>) -> Rule {
    let owner = Message::new("sheet-owner-rule").with("owner", item.owner.clone());
    let fields = item.needed_node("rule").and_then(|node| item.inner(node, owner));
    let Some(rule) = fields.and_then(|fields| read(&fields, around)) else {
        return Rule::AllOrNone(AllOrNone { need: String::new() });
    };
    check_years(&rule, item, around);
    rule
}

/// Reads a rule of any kind.
fn read(fields: &Fields<'_>, around: &Around<'_>) -> Option<Rule> {
    let kind = fields.needed::<Said>("kind")?.map(|kind| kind.0);
    let (keys, rule): (&[&str], Rule) = match kind.value.as_str() {
        "clauses" => (&clauses::KEYS, Rule::Clauses(clauses::read(fields, around))),
        "per_year" => (&per_year::KEYS, Rule::PerYear(per_year::read(fields))),
        "count" => (&count::KEYS, Rule::Count(count::read(fields, around))),
        "ratio" => (&ratio::KEYS, Rule::Ratio(ratio::read(fields))),
        "sampled_ratio" => (&sampled_ratio::KEYS, Rule::SampledRatio(sampled_ratio::read(fields))),
        "deduct" => (&deduct::KEYS, Rule::Deduct(deduct::read(fields, around))),
        "all_or_none" => (&all_or_none::KEYS, Rule::AllOrNone(all_or_none::read(fields))),
        "both" => (&both::KEYS, Rule::Both(both::read(fields))),
        "by_level" => (&by_level::KEYS, Rule::ByLevel(by_level::read(fields, around)?)),
        _ => {
            note_unknown_kind(fields, &kind);
            return None;
        }
    };
    fields.only(&[&["kind"], keys, &INFORMATION].concat());
    Some(rule)
}

fn note_unknown_kind(fields: &Fields<'_>, kind: &Found<String>) {
    let fault = Message::new("sheet-unknown-rule-kind")
        .with("hint", hint(&kind.value, Rule::KINDS))
        .with("value", shortened(&kind.value))
        .with("expected", Rule::KINDS.join(", "));
    fields.note("kind", kind.spot, fault);
}

/// Some kinds are always scored by year and one never is; an item that says otherwise is misread
/// by people, so it is refused.
fn check_years(rule: &Rule, item: &Fields<'_>, around: &Around<'_>) {
    let Some(each_year) = around.each_year else { return };
    let fault = match rule {
        Rule::PerYear(_) if !each_year.value => "sheet-always-yearly",
        Rule::Deduct(_) if each_year.value => "sheet-never-yearly",
        Rule::ByLevel(rule) => {
            check_years(&rule.prefecture, item, around);
            return check_years(&rule.county, item, around);
        }
        _ => return,
    };
    item.note("each_year", each_year.spot, Message::new(fault).with("kind", rule.kind()));
}

/// Whether an item with this rule is scored by year when it does not say.
pub(super) fn is_yearly(rule: &Rule) -> bool {
    match rule {
        Rule::PerYear(_) => true,
        Rule::Clauses(rule) => rule.clauses.iter().any(|clause| clause.each_year),
        Rule::ByLevel(rule) => is_yearly(&rule.prefecture) || is_yearly(&rule.county),
        _ => false,
    }
}

/// Writes the keys of a rule.
pub(super) fn write(rule: &Rule, out: &mut TomlText) {
    out.text("kind", rule.kind());
    match rule {
        Rule::Clauses(rule) => clauses::write(rule, out),
        Rule::PerYear(rule) => per_year::write(rule, out),
        Rule::Count(rule) => count::write(rule, out),
        Rule::Ratio(rule) => ratio::write(rule, out),
        Rule::SampledRatio(rule) => sampled_ratio::write(rule, out),
        Rule::Deduct(rule) => deduct::write(rule, out),
        Rule::AllOrNone(rule) => all_or_none::write(rule, out),
        Rule::Both(rule) => both::write(rule, out),
        Rule::ByLevel(rule) => by_level::write(rule, out),
    }
}

/// How an item is scored, in plain words, as in the column 评分办法 of a printed sheet.
pub fn rule_in_words(rule: &Rule, each_year: bool) -> Message {
    let words = match rule {
        Rule::Clauses(rule) => return clauses::words(rule),
        Rule::PerYear(rule) => return per_year::words(rule),
        Rule::Deduct(rule) => return deduct::words(rule),
        Rule::ByLevel(rule) => return by_level::words(rule, each_year),
        Rule::AllOrNone(rule) => return all_or_none::words(rule, each_year),
        Rule::Count(rule) => count::words(rule),
        Rule::Ratio(rule) => ratio::words(rule),
        Rule::SampledRatio(rule) => sampled_ratio::words(rule),
        Rule::Both(rule) => both::words(rule),
    };
    if each_year { Message::new("sheet-words-shared").with("rule", words) } else { words }
}

/// The text of a key that must say something.
fn said(fields: &Fields<'_>, key: &str) -> String {
    fields.needed::<Said>(key).map_or_else(String::new, |found| found.value.0)
}

/// A ratio as a percentage, such as `85%`.
fn percent(ratio: Decimal) -> String {
    format!("{}%", (ratio * Decimal::ONE_HUNDRED).normalize())
}
