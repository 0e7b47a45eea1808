//! What the list of evidence is narrowed to, and which of its two views is asked for, as an address says it.

use serde::{Deserialize, Serialize};

use super::form::{Choice, item_options, kind_options, year_options};
use crate::domain::proof::ReviewState;
use crate::domain::round::Phase;
use crate::domain::standard::Standard;
use crate::ops::scores::RoundView;
use crate::store::evidence::Filter;
use crate::web::request::Context;
use crate::web::secrets::in_query;

/// Pieces on one page.
const PIECES: i64 = 50;

/// The view of pictures.
pub(super) const WALL: &str = "wall";

/// What the list is narrowed to; an empty field narrows nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrow {
    item: String,
    unit: String,
    year: String,
    kind: String,
    state: String,
    pub(super) q: String,
    pub(super) view: String,
    pub(super) after: String,
}

/// What each filter offers, with what is chosen.
#[derive(Serialize)]
pub(super) struct FilterView {
    words: String,
    wall: bool,
    items: Vec<Choice>,
    units: Vec<Choice>,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
}

impl Narrow {
    pub(super) fn filter(&self, standard: &Standard) -> Filter {
        let some = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Filter {
            item: some(&self.item),
            items: some(&self.unit).map(|unit| items_of(standard, &unit)),
            year: some(&self.year).and_then(|year| year.parse().ok()),
            kind: some(&self.kind),
            state: some(&self.state),
            text: some(&self.q),
            grams: None,
            after: some(&self.after),
            limit: PIECES,
        }
    }

    pub(super) fn options(&self, cx: &Context, round: &RoundView) -> FilterView {
        let standard = round.standard(Phase::Final);
        FilterView {
            words: self.q.clone(),
            wall: self.is_wall(),
            items: item_options(standard, &[self.item.as_str()]),
            units: unit_options(standard, &self.unit),
            years: year_options(round, &[self.year.as_str()]),
            kinds: kind_options(standard, &self.kind),
            states: state_options(cx, &self.state),
        }
    }

    pub(super) fn is_wall(&self) -> bool {
        self.view == WALL
    }

    pub(super) fn narrows(&self) -> bool {
        self.narrowing().iter().any(|(_, value)| !value.is_empty())
    }

    fn narrowing(&self) -> [(&'static str, &str); 6] {
        [
            ("item", &self.item),
            ("unit", &self.unit),
            ("year", &self.year),
            ("kind", &self.kind),
            ("state", &self.state),
            ("q", &self.q),
        ]
    }

    /// The same narrowing in a view, as the query of an address.
    pub(super) fn query(&self, view: &str) -> String {
        in_query(self.narrowing().into_iter().chain([("view", view)])).trim_end_matches('&').to_owned()
    }
}

/// The units that a sheet names for an item, one by one.
fn units_of(lead: &str) -> impl Iterator<Item = &str> {
    lead.split(['、', '，', ',', ';', '；']).map(str::trim).filter(|unit| !unit.is_empty())
}

/// Codes of the items that a unit leads, alone or with others.
fn items_of(standard: &Standard, unit: &str) -> Vec<String> {
    let led = standard.items.iter().filter(|item| units_of(&item.lead).any(|known| known == unit));
    led.map(|item| item.code.clone()).collect()
}

fn unit_options(standard: &Standard, chosen: &str) -> Vec<Choice> {
    let mut units: Vec<&str> = Vec::new();
    for unit in standard.items.iter().flat_map(|item| units_of(&item.lead)) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let option =
        |unit: &str| Choice { value: unit.to_owned(), label: unit.to_owned(), chosen: unit == chosen };
    units.into_iter().map(option).collect()
}

fn state_options(cx: &Context, chosen: &str) -> Vec<Choice> {
    let option = |state: ReviewState| Choice {
        value: state.id().to_owned(),
        label: cx.lang.named("state", state.id()),
        chosen: state.id() == chosen,
    };
    ReviewState::ALL.map(option).into()
}
