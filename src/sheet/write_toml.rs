//! A sheet as TOML text, in the order and the layout of the sample.

use super::rule;
use super::toml_text::{TomlText, quoted};
use crate::domain::lexicon::WordClass;
use crate::domain::standard::{Aspect, Bonus, EvidenceKind, Item, Per, Standard, Veto};

/// How many words of a class stand in a line.
const WORDS_OF_LINE: usize = 20;

/// The whole sheet; reading it again gives an equal one.
pub(super) fn write(standard: &Standard) -> String {
    let mut out = TomlText::default();
    write_meta(standard, &mut out);
    standard.kinds.iter().for_each(|kind| write_kind(kind, &mut out));
    standard.aspects.iter().for_each(|aspect| write_aspect(aspect, &mut out));
    standard.word_classes.iter().for_each(|class| write_word_class(class, &mut out));
    standard.items.iter().for_each(|item| write_item(item, &mut out));
    standard.vetoes.iter().for_each(|veto| write_veto(veto, &mut out));
    standard.bonuses.iter().for_each(|bonus| write_bonus(bonus, &mut out));
    out.finish()
}

fn write_meta(standard: &Standard, out: &mut TomlText) {
    out.table("meta");
    out.text("id", &standard.id);
    out.text("version", &standard.version);
    out.text("title", &standard.title);
    out.number("base_total", standard.base_total.decimal());
    out.number("bonus_cap", standard.bonus_cap.decimal());
}

fn write_kind(kind: &EvidenceKind, out: &mut TomlText) {
    out.element("evidence_kind");
    out.text("id", &kind.id);
    out.text("label", &kind.label);
    out.texts("fields", &kind.fields);
    out.texts("formats", &kind.formats);
    out.text("retention_hint", &kind.retention);
    if let Some(tells) = kind.tells {
        out.text("tells", tells.id());
    }
}

fn write_aspect(aspect: &Aspect, out: &mut TomlText) {
    out.element("aspect");
    out.text("code", &aspect.code);
    out.text("name", &aspect.name);
    out.number("points", aspect.points.decimal());
}

fn write_word_class(class: &WordClass, out: &mut TomlText) {
    out.element("word_class");
    out.text("name", &class.name);
    let lines: Vec<String> = class_lines(class).map(|line| quoted(&line)).collect();
    out.lines("words", &lines);
}

/// The words of a class in lines that an editor shows whole.
pub(super) fn class_lines(class: &WordClass) -> impl Iterator<Item = String> {
    class.words.chunks(WORDS_OF_LINE).map(|words| words.join(" "))
}

fn write_item(item: &Item, out: &mut TomlText) {
    out.element("item");
    out.text("code", &item.code);
    out.text("aspect", &item.aspect);
    out.text("name", &item.name);
    out.number("points", item.points.decimal());
    out.flag("each_year", item.each_year);
    out.text("lead", &item.lead);
    out.flag("site_visit", item.site_visit);
    if !item.note.is_empty() {
        out.text("note", &item.note);
    }
    if !item.words.is_empty() {
        let lines: Vec<String> = item.words.iter().map(|cue| quoted(&cue.to_string())).collect();
        out.lines("words", &lines);
    }
    out.table("item.rule");
    let mut rule = TomlText::within("item.rule");
    rule::write(&item.rule, &mut rule);
    out.append(&rule.finish());
    for need in &item.needs {
        out.nested_element("item.evidence");
        out.text("kind", &need.kind);
        out.count("min", need.min);
        out.text("per", per_word(need.per));
    }
}

/// The word for how often evidence is asked for.
pub(super) fn per_word(per: Per) -> &'static str {
    match per {
        Per::Year => "year",
        Per::Cycle => "cycle",
    }
}

fn write_veto(veto: &Veto, out: &mut TomlText) {
    out.element("veto");
    out.text("code", &veto.code);
    out.text("name", &veto.name);
    out.text("trigger", &veto.trigger);
    out.texts("items", &veto.items);
}

fn write_bonus(bonus: &Bonus, out: &mut TomlText) {
    out.element("bonus");
    out.text("code", &bonus.code);
    out.text("name", &bonus.name);
    out.number("points", bonus.points.decimal());
    out.text("per", &bonus.per);
    out.number("cap", bonus.cap.decimal());
    out.texts("evidence", &bonus.evidence);
}
