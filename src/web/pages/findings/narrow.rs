//! What a list of findings is narrowed to, as an address says it.

use serde::{Deserialize, Serialize};

use crate::domain::finding::{FindingKind, Severity};
use crate::domain::round::Phase;
use crate::ops::scores::RoundView;
use crate::store::findings::FindingFilter;
use crate::web::pages::evidence::{Choice, item_options, year_options};
use crate::web::request::Context;
use crate::web::secrets::in_query;

/// Findings on one page.
const FINDINGS: i64 = 50;
/// What nobody has waved off.
const OPEN: &str = "open";
/// What somebody has.
const WAVED: &str = "waved";

/// An empty field narrows nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrow {
    pub(super) county: String,
    kind: String,
    severity: String,
    item: String,
    year: String,
    state: String,
    after: String,
}

/// What each filter offers, with what is chosen.
#[derive(Serialize)]
pub(super) struct FilterView {
    county: String,
    kinds: Vec<Choice>,
    severities: Vec<Choice>,
    items: Vec<Choice>,
    years: Vec<Choice>,
    states: Vec<Choice>,
}

impl Narrow {
    /// What a form sent to come back to; nothing when it can't be read.
    pub(super) fn read(query: &str) -> Self {
        let read = actix_web::web::Query::<Self>::from_query(query);
        read.map(actix_web::web::Query::into_inner).unwrap_or_default()
    }

    /// The same on the page of one county, which no address narrows to another.
    pub(super) fn within_county(self) -> Self {
        Self { county: String::new(), ..self }
    }

    pub(super) fn filter(&self, county: Option<&str>) -> FindingFilter {
        let some = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        FindingFilter {
            county: county.map(str::to_owned),
            kind: some(&self.kind),
            severity: some(&self.severity),
            item: some(&self.item),
            year: some(&self.year).and_then(|year| year.parse().ok()),
            waved: match self.state.as_str() {
                OPEN => Some(false),
                WAVED => Some(true),
                _ => None,
            },
            after: some(&self.after),
            limit: FINDINGS,
        }
    }

    pub(super) fn narrows(&self) -> bool {
        self.narrowing().iter().any(|(_, value)| !value.is_empty())
    }

    pub(super) fn is_later(&self) -> bool {
        !self.after.is_empty()
    }

    fn narrowing(&self) -> [(&'static str, &str); 6] {
        [
            ("county", &self.county),
            ("kind", &self.kind),
            ("severity", &self.severity),
            ("item", &self.item),
            ("year", &self.year),
            ("state", &self.state),
        ]
    }

    /// The same narrowing as the beginning of a query, for another field to follow.
    pub(super) fn query(&self) -> String {
        in_query(self.narrowing())
    }

    pub(super) fn options(&self, cx: &Context, round: &RoundView) -> FilterView {
        let choice = |id: &str, label: String, chosen: &str| Choice {
            value: id.to_owned(),
            label,
            chosen: id == chosen,
        };
        let kind = |kind: FindingKind| choice(kind.id(), cx.lang.named("finding", kind.id()), &self.kind);
        let severity = |one: Severity| choice(one.id(), cx.lang.named("severity", one.id()), &self.severity);
        let state = |one: &str| choice(one, cx.lang.named("finding_state", one), &self.state);
        FilterView {
            county: self.county.clone(),
            kinds: FindingKind::ALL.map(kind).into(),
            severities: Severity::ALL.map(severity).into(),
            items: item_options(round.standard(Phase::Final), &[self.item.as_str()]),
            years: year_options(round, &[self.year.as_str()]),
            states: [OPEN, WAVED].map(state).into(),
        }
    }
}
