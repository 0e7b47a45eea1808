//! Search: everything that the visitor may see, with the passage and its place.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::form::{Choice, item_options, kind_options, year_options};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::intake::TextPlace;
use crate::ops::scores::RoundView;
use crate::ops::search::{self, Asked, Hit, Part, Passage};
use crate::web::guard::Searcher;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
use crate::web::secrets::in_query;

/// Hits on one page.
const HITS: i64 = 20;

/// What is looked for; an empty field narrows nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Narrow {
    q: String,
    item: String,
    year: String,
    kind: String,
    after: String,
}

#[derive(Serialize)]
struct SearchView {
    words: String,
    items: Vec<Choice>,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    asked: bool,
    count: i64,
    at_most: bool,
    lines: Vec<HitView>,
    next: Option<String>,
}

#[derive(Serialize)]
struct HitView {
    address: String,
    title: Vec<PartView>,
    /// The county, for those who see several.
    county: Option<String>,
    kind: String,
    day: Option<String>,
    places: Vec<String>,
    state: String,
    passage: Option<PassageView>,
}

#[derive(Serialize)]
struct PartView {
    text: String,
    hit: bool,
}

#[derive(Serialize)]
struct PassageView {
    file: String,
    place: Option<String>,
    scan: bool,
    parts: Vec<PartView>,
}

/// The page, with or without a question.
pub(in crate::web) fn show_search(cx: &Context, right: Searcher) -> Answer {
    let narrow: Narrow = cx.query()?;
    let view = right.round(cx)?;
    let found = search::find(cx.office(), (&view.round.code, right.reach()), &narrow.asked())?;
    let standard = view.standard(Phase::Final);
    let names: HashMap<&str, &str> =
        view.counties.iter().map(|county| (county.code.as_str(), county.name.as_str())).collect();
    let shown = SearchView {
        asked: !narrow.q.trim().is_empty(),
        items: item_options(standard, &[narrow.item.as_str()]),
        years: year_options(&view, &[narrow.year.as_str()]),
        kinds: kind_options(standard, &narrow.kind),
        count: found.count,
        at_most: found.at_most,
        next: found.next.map(|after| format!("/search?{}&after={after}", narrow.query())),
        lines: found.hits.into_iter().map(|hit| line(cx, (&view, &names, &right), hit)).collect(),
        words: narrow.q,
    };
    Page::new(cx, "search", cx.word("web-search-title")).reply(&shown)
}

impl Narrow {
    fn asked(&self) -> Asked {
        let some = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Asked {
            question: self.q.clone(),
            item: some(&self.item),
            year: self.year.trim().parse().ok(),
            kind: some(&self.kind),
            after: self.after.parse().ok(),
            limit: HITS,
        }
    }

    fn query(&self) -> String {
        let given = [("q", &self.q), ("item", &self.item), ("year", &self.year), ("kind", &self.kind)];
        in_query(given.map(|(name, value)| (name, value.as_str()))).trim_end_matches('&').to_owned()
    }
}

fn line(
    cx: &Context,
    (view, names, right): (&RoundView, &HashMap<&str, &str>, &Searcher),
    Hit { piece, title, passage }: Hit,
) -> HitView {
    let kind = view.standard(Phase::Final).kind(&piece.row.kind);
    let of_city = right.account.role.of_city();
    HitView {
        address: address(&piece.row.id, passage.as_ref()),
        title: title.into_iter().map(PartView::from).collect(),
        county: names.get(piece.row.county.as_str()).filter(|_| of_city).map(|name| (*name).to_owned()),
        kind: kind.map_or_else(|| piece.row.kind.clone(), |kind| kind.label.clone()),
        places: piece.places.iter().map(|place| format!("{}·{}", place.item, place.year)).collect(),
        day: piece.row.day,
        state: piece.row.state,
        passage: passage.map(|passage| PassageView {
            place: passage.place.as_ref().map(|place| said(cx, place)),
            file: passage.name,
            scan: passage.from_scan,
            parts: passage.parts.into_iter().map(PartView::from).collect(),
        }),
    }
}

/// The piece, with the file shown that says it.
fn address(id: &str, passage: Option<&Passage>) -> String {
    match passage {
        Some(passage) => format!("/evidence/{id}?file={}", passage.position),
        None => format!("/evidence/{id}"),
    }
}

/// A place in a file, in words.
pub(super) fn said(cx: &Context, place: &TextPlace) -> String {
    match place {
        TextPlace::Page(page) => cx.say(&Message::new("web-search-page").with("page", *page)),
        TextPlace::Sheet(name) => cx.say(&Message::new("web-search-sheet").with("sheet", name)),
        TextPlace::Margin => cx.word("web-search-margin"),
    }
}

impl From<Part> for PartView {
    fn from(part: Part) -> Self {
        Self { text: part.text, hit: part.hit }
    }
}
