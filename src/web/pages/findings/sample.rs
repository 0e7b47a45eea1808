//! Findings for the page that shows each part: one that is open, and one that somebody waved off.

use serde::Serialize;

use super::WaveView;
use super::line::{LineView, Lines};
use crate::domain::finding::{Beyond, FindingKind, ItemYear, Severity, Spot};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::ops::findings::{Found, Waved};
use crate::web::assets;
use crate::web::pages::styleguide::{Sample, YEARS};
use crate::web::request::Context;

/// What the partials of findings show.
#[derive(Serialize)]
pub(in crate::web::pages) struct FindingsSample {
    lines: [LineView; 2],
    wave: WaveView,
}

impl FindingsSample {
    pub(in crate::web::pages) fn new(cx: &Context, sample: &Sample) -> Self {
        let counties = std::slice::from_ref(&sample.county);
        let lines = Lines { cx, counties, standard: &sample.standard, open: "open" };
        let reason = "同一活动的两次报送，照片相同属实".to_owned();
        let waved = Waved { reason, account: "样例负责人".to_owned(), at: sample.at };
        let found = [found(sample, ("open", None)), found(sample, ("waved", Some(waved)))];
        let mut shown = found.each_ref().map(|found| lines.of(found));
        for spot in shown.iter_mut().flat_map(|line| &mut line.spots) {
            spot.picture = Some(assets::address("icon.svg"));
        }
        let own = "/styleguide".to_owned();
        Self {
            lines: shown,
            wave: WaveView {
                address: own.clone(),
                undo: own,
                back: String::new(),
                key: String::new(),
                typed: String::new(),
            },
        }
    }
}

fn found(sample: &Sample, (key, waved): (&str, Option<Waved>)) -> Found {
    let item = sample.standard.items.first().map(|item| item.code.clone()).unwrap_or_default();
    let spot = Spot {
        evidence: Some(sample.piece.row.id.clone()),
        title: sample.piece.row.title.clone(),
        page: Some(2),
        passage: "样例县召开双拥工作会议".to_owned(),
        ..Spot::default()
    };
    Found {
        key: key.to_owned(),
        county: sample.county.code.clone(),
        kind: FindingKind::PhotoAgain,
        severity: if waved.is_some() { Severity::Hint } else { Severity::Serious },
        points: sample.standard.items.first().map_or(Points::ZERO, |item| item.points),
        message: Message::new("finding-said-photo-again").with("count", 2),
        parts: YEARS.map(|year| ItemYear { item: item.clone(), year: Some(year) }).into(),
        beyond: vec![Beyond { county: sample.county.code.clone(), spot: spot.clone() }],
        spots: vec![spot],
        found_at: sample.at,
        waved,
    }
}
