//! `clauses`: a list of `{ text, points, each_year, evidence }`.
//!
//! When no clause has points, they share the item's equally. `each_year` is the item's when a
//! clause does not say.

use rust_decimal::Decimal;

use super::super::fields::{Fields, Found};
use super::super::lookup::Reference;
use super::super::reader::INFORMATION;
use super::super::toml_text::{self, TomlText};
use super::super::values::SomePoints;
use super::{Around, said};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::rule::{Clause, Clauses};

pub(super) const KEYS: [&str; 1] = ["clauses"];

pub(super) fn read(fields: &Fields<'_>, around: &Around<'_>) -> Clauses {
    let tables = tables(fields);
    let named = tables.iter().filter(|table| table.node("points").is_some()).count();
    if named == 0 {
        return equal_parts(fields, &tables, around);
    }
    let read = |table: &Fields<'_>| {
        let points = table.needed::<SomePoints>("points").map(|found| found.value.0);
        (clause(table, points.unwrap_or_default(), around), points)
    };
    let (clauses, points): (Vec<Clause>, Vec<Option<Points>>) = tables.iter().map(read).unzip();
    if let (Some(sum), Some(full)) = (points.into_iter().sum::<Option<Points>>(), around.points)
        && sum != full
    {
        let fault = Message::new("sheet-clauses-sum").with("sum", sum.to_string());
        note(fields, fault.with("points", full));
    }
    Clauses { clauses }
}

fn tables<'a>(fields: &Fields<'a>) -> Vec<Fields<'a>> {
    let table = |(index, node)| {
        let owner = Message::new("sheet-owner-clause").with("owner", fields.owner.clone());
        fields.inner(node, owner.with("number", index + 1))
    };
    fields.needed_nodes("clauses").iter().enumerate().filter_map(table).collect()
}

fn equal_parts(fields: &Fields<'_>, tables: &[Fields<'_>], around: &Around<'_>) -> Clauses {
    let full = around.points.unwrap_or_default();
    let part = full.decimal().checked_div(Decimal::from(tables.len())).unwrap_or_default();
    let points = Points::rounded(part);
    if points.decimal() != part.normalize() {
        let fault = Message::new("sheet-clauses-uneven").with("points", full);
        note(fields, fault.with("count", tables.len()));
    }
    Clauses { clauses: tables.iter().map(|table| clause(table, points, around)).collect() }
}

fn note(fields: &Fields<'_>, fault: Message) {
    fields.note("clauses", fields.node("clauses").map_or(fields.spot, |node| node.spot), fault);
}

fn clause(table: &Fields<'_>, points: Points, around: &Around<'_>) -> Clause {
    table.only(&[&["text", "points", "each_year", "evidence"][..], &INFORMATION].concat());
    let of_item = |found: Option<Found<bool>>| found.is_some_and(|found| found.value);
    let kinds = Reference { key: "evidence", unknown: "sheet-unknown-evidence", codes: around.kinds };
    Clause {
        text: said(table, "text"),
        points,
        each_year: of_item(table.optional("each_year").or(around.each_year)),
        evidence: kinds.list(table),
    }
}

pub(super) fn write(rule: &Clauses, out: &mut TomlText) {
    let line = |clause: &Clause| {
        let evidence = match clause.evidence.as_slice() {
            [] => String::new(),
            kinds => format!(", evidence = {}", toml_text::list(kinds)),
        };
        let (text, points) = (toml_text::quoted(&clause.text), toml_text::digits(clause.points.decimal()));
        format!("{{ text = {text}, points = {points}, each_year = {}{evidence} }}", clause.each_year)
    };
    out.lines("clauses", &rule.clauses.iter().map(line).collect::<Vec<_>>());
}

pub(super) fn words(rule: &Clauses) -> Message {
    let clause = |clause: &Clause| {
        let id = if clause.each_year { "sheet-words-clause-yearly" } else { "sheet-words-clause" };
        Message::new(id).with("text", &clause.text).with("points", clause.points)
    };
    Message::new("sheet-words-clauses").with("clauses", rule.clauses.iter().map(clause).collect::<Vec<_>>())
}
