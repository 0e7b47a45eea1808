//! The form of evidence: its kind, the catalogue fields of that kind, items, years and files.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::round::Phase;
use crate::domain::standard::{Aspect, EvidenceKind, Standard};
use crate::ops::evidence::Catalogue;
use crate::ops::scores::RoundView;
use crate::texts::Lang;
use crate::web::body::Fields;

/// What the names of catalogue fields begin with, so that they never meet those of the form itself.
const PREFIX: &str = "field-";

/// A choice in a list or a box to tick.
#[derive(Debug, Clone, Serialize)]
pub(in crate::web::pages) struct Choice {
    pub(in crate::web::pages) value: String,
    pub(in crate::web::pages) label: String,
    pub(in crate::web::pages) chosen: bool,
}

/// The items of an aspect to choose from.
#[derive(Debug, Serialize)]
pub(super) struct ItemGroup {
    name: String,
    items: Vec<Choice>,
    open: bool,
}

/// A catalogue field.
#[derive(Debug, Serialize)]
pub(super) struct FieldView {
    name: String,
    id: String,
    label: String,
    value: String,
    is_day: bool,
    is_long: bool,
}

/// The items, in the order of the sheet, with the bonus items at the end.
pub(in crate::web::pages) fn item_options(standard: &Standard, chosen: &[&str]) -> Vec<Choice> {
    let items = standard.items.iter().map(|item| (&item.code, &item.name));
    let bonuses = standard.bonuses.iter().map(|bonus| (&bonus.code, &bonus.name));
    items.chain(bonuses).map(|(code, name)| option(code, name, chosen)).collect()
}

fn option(code: &str, name: &str, chosen: &[&str]) -> Choice {
    Choice { value: code.to_owned(), label: format!("{code} {name}"), chosen: chosen.contains(&code) }
}

/// The items by aspect; an aspect with a chosen one is open.
pub(super) fn item_groups(standard: &Standard, chosen: &[&str], bonus_label: String) -> Vec<ItemGroup> {
    let group = |name: String, items: Vec<Choice>| {
        let open = items.iter().any(|item| item.chosen);
        ItemGroup { name, items, open }
    };
    let of_aspect = |aspect: &Aspect| {
        let items = standard.items.iter().filter(|item| item.aspect == aspect.code);
        group(aspect.name.clone(), items.map(|item| option(&item.code, &item.name, chosen)).collect())
    };
    let mut groups: Vec<ItemGroup> = standard.aspects.iter().map(of_aspect).collect();
    let bonuses = standard.bonuses.iter().map(|bonus| option(&bonus.code, &bonus.name, chosen));
    groups.push(group(bonus_label, bonuses.collect()));
    groups.retain(|group| !group.items.is_empty());
    groups
}

/// The years of the round.
pub(in crate::web::pages) fn year_options(view: &RoundView, chosen: &[&str]) -> Vec<Choice> {
    let years = view.round.years.iter().map(|window| window.year.to_string());
    let option =
        |year: String| Choice { chosen: chosen.contains(&year.as_str()), label: year.clone(), value: year };
    years.map(option).collect()
}

/// The kinds of evidence.
pub(super) fn kind_options(standard: &Standard, chosen: &str) -> Vec<Choice> {
    let option = |kind: &EvidenceKind| Choice {
        value: kind.id.clone(),
        label: kind.label.clone(),
        chosen: kind.id == chosen,
    };
    standard.kinds.iter().map(option).collect()
}

/// A kind to choose, with the fields in which its title and its day stand.
#[derive(Debug, Serialize)]
pub(super) struct KindChoice {
    #[serde(flatten)]
    choice: Choice,
    name_field: &'static str,
    day_field: &'static str,
}

/// The kinds of evidence, for the form.
pub(super) fn kind_choices(standard: &Standard, chosen: &str) -> Vec<KindChoice> {
    let choices = kind_options(standard, chosen).into_iter().zip(&standard.kinds);
    let with_fields = |(choice, kind)| KindChoice {
        choice,
        name_field: Catalogue::name_field(kind),
        day_field: Catalogue::day_field(kind),
    };
    choices.map(with_fields).collect()
}

/// The catalogue fields of a kind. Every kind takes a title and a day, since lists need them.
pub(super) fn field_views(kind: &EvidenceKind, lang: Lang, fields: &Fields) -> Vec<FieldView> {
    let mut ids: Vec<&str> = kind.fields.iter().map(String::as_str).collect();
    let named = ids.iter().any(|id| matches!(*id, "title" | "event" | "name"));
    if !named {
        ids.insert(0, "title");
    }
    if !ids.iter().any(|id| is_day(id)) {
        ids.push("date");
    }
    let view = |id: &str| FieldView {
        name: format!("{PREFIX}{id}"),
        id: id.to_owned(),
        label: lang.named("catalogue", id),
        value: fields.get(&format!("{PREFIX}{id}")).unwrap_or_default().to_owned(),
        is_day: is_day(id),
        is_long: matches!(id, "attendees" | "topics" | "people" | "background" | "persons"),
    };
    ids.into_iter().map(view).collect()
}

fn is_day(id: &str) -> bool {
    matches!(id, "date" | "meeting_date" | "photo_date")
}

/// The catalogue fields that a form holds, those of the kind alone: a field that was filled before another
/// kind was chosen is left behind.
pub(super) fn catalogue(kind: Option<&EvidenceKind>, fields: &Fields) -> BTreeMap<String, String> {
    let known = |id: &str| kind.is_none_or(|kind| kind.fields.iter().any(|field| field == id));
    let given = fields.pairs().filter_map(|(name, value)| Some((name.strip_prefix(PREFIX)?, value)));
    let kept = given.filter(|(id, _)| matches!(*id, "title" | "date") || known(id));
    kept.map(|(id, value)| (id.to_owned(), value.to_owned())).collect()
}

/// Catalogue fields as the fields of a form.
pub(super) fn as_fields(catalogue: &BTreeMap<String, String>) -> Fields {
    let mut fields = Fields::default();
    for (id, value) in catalogue {
        fields.push(format!("{PREFIX}{id}"), value);
    }
    fields
}

/// The kind that a form begins with: what was asked for, else the first that the item needs, else the first.
pub(super) fn first_kind<'a>(
    view: &'a RoundView,
    asked: Option<&str>,
    item: Option<&str>,
) -> Option<&'a EvidenceKind> {
    let standard = view.standard(Phase::Final);
    let needed = item.and_then(|code| standard.item(code)).and_then(|item| item.needs.first());
    let wanted = asked.or(needed.map(|need| need.kind.as_str()));
    wanted.and_then(|id| standard.kind(id)).or(standard.kinds.first())
}
