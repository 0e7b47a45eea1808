//! Three-way match: the figures of each fact side by side, those that differ first.

use serde::Serialize;

use super::choices::Choice;
use crate::domain::message::Message;
use crate::domain::standard::Tells;
use crate::ops::three_way::{self, Line, SOURCES};
use crate::store::rounds::CountyRow;
use crate::web::guard::CountyReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

#[derive(Serialize)]
struct MatchView {
    choices: Vec<Choice>,
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
    /// In the order of [`SOURCES`].
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
    let differing = cx.query_value("only").as_deref() == Some("differing");
    let choices = choices(cx, &right.county, (&lines, differing));
    lines.retain(|line| !differing || !line.agrees);
    let lines = lines.iter().map(|line| line_view(cx, &right.county, line)).collect();
    let view = MatchView { choices, lines };
    let title = cx.say(&Message::new("web-match-title").with("county", &right.county.name));
    Page::new(cx, "match", title).of_county(&right.county).wide().reply(&view)
}

/// All facts, or those that differ, with how many there are; none when there is nothing to choose from.
fn choices(cx: &Context, county: &CountyRow, (lines, differing): (&[Line], bool)) -> Vec<Choice> {
    if lines.is_empty() {
        return Vec::new();
    }
    let address = format!("/counties/{}/match", county.code);
    let label = |id, count: usize| cx.say(&Message::new(id).with("count", count));
    let differ = lines.iter().filter(|line| !line.agrees).count();
    let all =
        Choice { label: label("web-match-all", lines.len()), address: address.clone(), current: !differing };
    let address = format!("{address}?only=differing");
    vec![all, Choice { label: label("web-match-differing", differ), address, current: differing }]
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
        told: SOURCES.map(|source| figures(cx, line, source)).into(),
    }
}

fn figures(cx: &Context, line: &Line, source: Tells) -> Vec<FigureView> {
    let of_source = line.told.iter().filter(|figure| figure.source == source);
    of_source
        .map(|figure| FigureView {
            figure: if figure.about {
                cx.say(&Message::new("web-match-about").with("figure", &figure.figure))
            } else {
                figure.figure.clone()
            },
            title: figure.spot.title.clone(),
            // The beginning of a roster says nothing.
            passage: if source == Tells::Roster { String::new() } else { figure.spot.passage.clone() },
            address: figure.spot.evidence.as_ref().map(|id| format!("/evidence/{id}")),
        })
        .collect()
}
