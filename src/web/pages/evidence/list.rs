//! The list of a county's evidence: narrowed by item, year, kind, review and words, page by page.

use serde::{Deserialize, Serialize};

use super::form::{Choice, item_options, kind_options, year_options};
use crate::domain::message::Message;
use crate::domain::proof::ReviewState;
use crate::domain::round::Phase;
use crate::domain::standard::Standard;
use crate::ops::evidence::{self, Piece};
use crate::store::evidence::Filter;
use crate::web::guard::CountyReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
use crate::web::secrets::in_address;

/// Pieces on one page.
const PIECES: i64 = 50;

/// What the list is narrowed to; an empty field narrows nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Narrow {
    item: String,
    year: String,
    kind: String,
    state: String,
    q: String,
    after: String,
}

#[derive(Serialize)]
struct ListView {
    address: String,
    upload: Option<String>,
    items: Vec<Choice>,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    words: String,
    narrowed: bool,
    lines: Vec<LineView>,
    next: Option<String>,
    later: bool,
}

#[derive(Serialize)]
struct LineView {
    address: String,
    title: String,
    kind: String,
    day: Option<String>,
    places: Vec<String>,
    state: String,
    reason: String,
    files: Vec<String>,
}

/// A page of the list.
pub(in crate::web) fn list_evidence(cx: &Context, right: CountyReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let view = cx.round()?;
    let found = evidence::list(cx.office(), (&view.round.code, &right.county.code), &narrow.filter())?;
    let standard = view.standard(Phase::Final);
    let base = format!("/counties/{}/evidence", right.county.code);
    let files = right.account.role.files(right.account.county.as_deref(), &right.county.code);
    let shown = ListView {
        upload: files.then(|| format!("{base}/new")),
        items: item_options(standard, &[narrow.item.as_str()]),
        years: year_options(&view, &[narrow.year.as_str()]),
        kinds: kind_options(standard, &narrow.kind),
        states: state_options(cx, &narrow.state),
        words: narrow.q.clone(),
        narrowed: narrow.narrows(),
        lines: found.pieces.iter().map(|piece| line(standard, piece)).collect(),
        next: found.next.map(|id| format!("{base}?{}&after={id}", narrow.query())),
        later: !narrow.after.is_empty(),
        address: base,
    };
    let title = cx.say(&Message::new("web-evidence-title").with("county", &right.county.name));
    Page::new(cx, "evidence-list", title).of_county(&right.county).reply(&shown)
}

impl Narrow {
    fn filter(&self) -> Filter {
        let some = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Filter {
            item: some(&self.item),
            year: some(&self.year).and_then(|year| year.parse().ok()),
            kind: some(&self.kind),
            state: some(&self.state),
            text: some(&self.q),
            after: some(&self.after),
            limit: PIECES,
        }
    }

    fn narrows(&self) -> bool {
        [&self.item, &self.year, &self.kind, &self.state, &self.q].iter().any(|field| !field.is_empty())
    }

    /// The same narrowing as the query of an address.
    fn query(&self) -> String {
        let fields = [
            ("item", &self.item),
            ("year", &self.year),
            ("kind", &self.kind),
            ("state", &self.state),
            ("q", &self.q),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", in_address(value))).collect::<Vec<_>>().join("&")
    }
}

fn state_options(cx: &Context, chosen: &str) -> Vec<Choice> {
    let option = |state: ReviewState| Choice {
        value: state.id().to_owned(),
        label: cx.lang.named("state", state.id()),
        chosen: state.id() == chosen,
    };
    ReviewState::ALL.map(option).into()
}

fn line(standard: &Standard, piece: &Piece) -> LineView {
    let kind = standard.kind(&piece.row.kind);
    LineView {
        address: format!("/evidence/{}", piece.row.id),
        title: piece.row.title.clone(),
        kind: kind.map_or_else(|| piece.row.kind.clone(), |kind| kind.label.clone()),
        day: piece.row.day.clone(),
        places: piece.places.iter().map(|place| format!("{}·{}", place.item, place.year)).collect(),
        state: piece.row.state.clone(),
        reason: piece.row.reason.clone(),
        files: piece.files.iter().map(|(file, _)| file.name.clone()).collect(),
    }
}
