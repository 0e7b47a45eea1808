//! Three-way match: the figures of each fact side by side, those that differ first.

use serde::Serialize;

use crate::domain::message::Message;
use crate::ops::three_way::{self, Line, Source};
use crate::store::rounds::CountyRow;
use crate::web::guard::CountyReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

#[derive(Serialize)]
struct MatchView {
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    agrees: bool,
    item: String,
    name: String,
    label: String,
    address: String,
    year: String,
    stated: Option<String>,
    /// In the order of [`Source::ALL`].
    told: Vec<Vec<FigureView>>,
}

#[derive(Serialize)]
struct FigureView {
    figure: String,
    title: String,
    passage: String,
    address: Option<String>,
}

/// The county's facts, each with everything that tells it.
pub(in crate::web) fn show_match(cx: &Context, right: CountyReader) -> Answer {
    let mut lines = three_way::of_county(cx.office(), &cx.round()?, &right.county)?;
    lines.sort_by_key(|line| (line.agrees, line.differs_by_rosters_alone()));
    let view = MatchView { lines: lines.iter().map(|line| line_view(cx, &right.county, line)).collect() };
    let title = cx.say(&Message::new("web-match-title").with("county", &right.county.name));
    Page::new(cx, "match", title).of_county(&right.county).wide().reply(&view)
}

fn line_view(cx: &Context, county: &CountyRow, line: &Line) -> LineView {
    LineView {
        agrees: line.agrees,
        item: line.label.item.clone(),
        name: line.label.item_name.clone(),
        label: line.label.label.clone(),
        address: format!("/counties/{}/items/{}", county.code, line.label.item),
        year: line.year.map_or_else(|| cx.word("web-match-cycle"), |year| year.to_string()),
        stated: line.stated.map(|number| number.to_string()),
        told: Source::ALL.map(|source| figures(line, source)).into(),
    }
}

fn figures(line: &Line, source: Source) -> Vec<FigureView> {
    let of_source = line.told.iter().filter(|figure| figure.source == source);
    of_source
        .map(|figure| FigureView {
            figure: figure.figure.clone(),
            title: figure.spot.title.clone(),
            // The beginning of a roster says nothing.
            passage: if source == Source::Roster { String::new() } else { figure.spot.passage.clone() },
            address: figure.spot.evidence.as_ref().map(|id| format!("/evidence/{id}")),
        })
        .collect()
}
