//! The sheet of a round in words: aspects, items with their rules and evidence, bonus items, vetoes.

use serde::Serialize;

use super::choices::Choice;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::standard::{Aspect, Bonus, Item, Per, Standard};
use crate::sheet::rule_in_words;
use crate::web::guard::Member;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

#[derive(Serialize)]
struct StandardView {
    version: String,
    phases: Vec<Choice>,
    total: Points,
    aspects: Vec<AspectView>,
    bonuses: Vec<BonusView>,
    vetoes: Vec<VetoView>,
}

#[derive(Serialize)]
struct AspectView {
    code: String,
    name: String,
    full: Points,
    items: Vec<ItemView>,
}

#[derive(Serialize)]
struct ItemView {
    code: String,
    name: String,
    full: Points,
    rule: String,
    needs: Vec<String>,
    lead: String,
    site_visit: bool,
}

#[derive(Serialize)]
struct BonusView {
    code: String,
    name: String,
    rule: String,
}

#[derive(Serialize)]
struct VetoView {
    code: String,
    name: String,
    trigger: String,
}

/// The sheet of one of the phases.
pub(in crate::web) fn show_standard(cx: &Context, _right: Member) -> Answer {
    let phase = cx.query_value("phase").and_then(|phase| Phase::from_id(&phase)).unwrap_or(Phase::Final);
    let view = cx.round()?;
    let standard = view.standard(phase);
    let shown = StandardView {
        version: standard.version.clone(),
        phases: Choice::phases(cx, phase, |one| format!("/standard?phase={}", one.id())),
        total: standard.base_total,
        aspects: standard.aspects.iter().map(|aspect| aspect_view(cx, standard, aspect)).collect(),
        bonuses: standard.bonuses.iter().map(|bonus| bonus_view(cx, bonus)).collect(),
        vetoes: standard
            .vetoes
            .iter()
            .map(|veto| VetoView {
                code: veto.code.clone(),
                name: veto.name.clone(),
                trigger: veto.trigger.clone(),
            })
            .collect(),
    };
    Page::new(cx, "standard", standard.title.clone()).reply(&shown)
}

fn aspect_view(cx: &Context, standard: &Standard, aspect: &Aspect) -> AspectView {
    let items = standard.items.iter().filter(|item| item.aspect == aspect.code);
    AspectView {
        code: aspect.code.clone(),
        name: aspect.name.clone(),
        full: aspect.points,
        items: items.map(|item| item_view(cx, standard, item)).collect(),
    }
}

fn item_view(cx: &Context, standard: &Standard, item: &Item) -> ItemView {
    let need = |need: &crate::domain::standard::Need| {
        let id = if need.per == Per::Year { "web-need-yearly" } else { "web-need-once" };
        let label = standard.kind(&need.kind).map_or(need.kind.as_str(), |kind| kind.label.as_str());
        cx.say(&Message::new(id).with("kind", label).with("count", i64::from(need.min)))
    };
    ItemView {
        code: item.code.clone(),
        name: item.name.clone(),
        full: item.points,
        rule: cx.say(&rule_in_words(&item.rule, item.each_year)),
        needs: item.needs.iter().map(need).collect(),
        lead: item.lead.clone(),
        site_visit: item.site_visit,
    }
}

fn bonus_view(cx: &Context, bonus: &Bonus) -> BonusView {
    let said = Message::new("web-bonus-rule").with("per", &bonus.per);
    let said = said.with("points", bonus.points).with("cap", bonus.cap.to_string());
    BonusView { code: bonus.code.clone(), name: bonus.name.clone(), rule: cx.say(&said) }
}
