//! The inspector's home: evidence that waits for review, oldest first, of all counties or of one.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::standard::Standard;
use crate::ops::evidence::{Piece, queue};
use crate::ops::scores::RoundView;
use crate::web::guard::CityReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

/// How many pieces are shown.
const PIECES: i64 = 50;
/// How many counties can be chosen, those first that have most waiting.
const COUNTIES: usize = 24;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Narrow {
    county: String,
}

#[derive(Serialize)]
struct QueueView {
    round: String,
    waiting: i64,
    counties: Vec<Choice>,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    address: String,
    title: String,
    kind: String,
    county: String,
    county_address: String,
    places: Vec<String>,
    files: usize,
    by: String,
    at: String,
    waits: String,
}

/// The queue.
pub(in crate::web) fn show_queue(cx: &Context, _right: CityReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let view = cx.round_of_all()?;
    let county = view.counties.iter().find(|county| county.code == narrow.county);
    let county = county.map(|county| county.code.as_str());
    let queue = queue(cx.office(), (&view.round.code, county), PIECES)?;
    let names: HashMap<&str, &str> =
        view.counties.iter().map(|county| (county.code.as_str(), county.name.as_str())).collect();
    let shown = QueueView {
        round: view.round.title.clone(),
        waiting: queue.counts.iter().map(|(_, count)| count).sum(),
        counties: choices(cx, (&view, &queue.counts), county),
        lines: queue
            .pieces
            .iter()
            .map(|piece| line(cx, (view.standard(Phase::Final), &names), piece))
            .collect(),
    };
    Page::new(cx, "queue", cx.word("web-queue-title")).reply(&shown)
}

fn choices(
    cx: &Context,
    (view, counts): (&RoundView, &[(String, i64)]),
    chosen: Option<&str>,
) -> Vec<Choice> {
    let mut counts: Vec<(&str, i64)> = counts.iter().map(|(code, count)| (code.as_str(), *count)).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.truncate(COUNTIES);
    let choice = |(code, count): (&str, i64)| {
        let county = view.counties.iter().find(|county| county.code == code)?;
        let label = Message::new("web-queue-county").with("county", &county.name).with("count", count);
        let address = format!("/queue?county={code}");
        Some(Choice { address, label: cx.say(&label), current: chosen == Some(code) })
    };
    let all =
        Choice { address: "/queue".to_owned(), label: cx.word("web-queue-all"), current: chosen.is_none() };
    std::iter::once(all).chain(counts.into_iter().filter_map(choice)).collect()
}

fn line(cx: &Context, (standard, names): (&Standard, &HashMap<&str, &str>), piece: &Piece) -> LineView {
    let row = &piece.row;
    let days = cx.today().signed_duration_since(cx.local(row.added_at).date()).num_days();
    let kind = standard.kind(&row.kind);
    LineView {
        address: format!("/evidence/{}", row.id),
        title: row.title.clone(),
        kind: kind.map_or_else(|| row.kind.clone(), |kind| kind.label.clone()),
        county: names.get(row.county.as_str()).map_or_else(|| row.county.clone(), |name| (*name).to_owned()),
        county_address: format!("/counties/{}", row.county),
        places: piece.places.iter().map(|place| format!("{}·{}", place.item, place.year)).collect(),
        files: piece.files.len(),
        by: row.added_by.clone(),
        at: cx.day(cx.local(row.added_at).date()),
        waits: cx.say(&Message::new("web-queue-waits").with("days", days.max(0))),
    }
}
