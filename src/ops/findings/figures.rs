//! Figures of one fact that can't all be right: report, site, facts and roster against each other; and what a list adds
//! up to against its catalogue.

use std::collections::BTreeSet;

use super::passage::spot_at;
use super::scene::{Scene, parts_of};
use crate::domain::finding::{Finding, FindingKind, ItemYear, Severity, Spot};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::ops::texts;
use crate::ops::three_way::{self, Line};
use crate::reading::roster::roster;
use crate::reading::told::Meant;
use crate::store::Conn;

/// Places that are shown of a fact.
const SPOTS: usize = 8;
/// Pieces whose texts are in memory at once.
const AT_ONCE: usize = 200;

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let lines = three_way::lines(conn, (scene.view, scene.county), &scene.pieces)?;
    let mut found: Vec<Finding> = lines.iter().filter(|line| !line.agrees).map(told).collect();
    let lists: Vec<&Piece> =
        scene.pieces.iter().filter(|piece| piece.fields.contains_key("headcount")).collect();
    for some in lists.chunks(AT_ONCE) {
        let ids: Vec<String> = some.iter().map(|piece| piece.row.id.clone()).collect();
        let texts = texts::of_ids(conn, &ids)?;
        found.extend(some.iter().filter_map(|piece| {
            let text = texts.get(&piece.row.id)?.first()?;
            let list = roster(&text.text).filter(|list| list.rows > 0)?;
            let rows = list.rows.to_string();
            let catalogue = piece.fields.get("headcount")?.trim().trim_end_matches(['人', '名', '户']);
            let counted = catalogue.parse::<u32>().map(|number| Meant::exactly(number.into()));
            let differs = counted.is_ok_and(|counted| !counted.agrees_with(&list.meant()));
            let message =
                Message::new("finding-said-rows-differ").with("catalogue", catalogue).with("rows", &rows);
            let about = format!("{} {} rows", piece.row.id, text.file.sha256);
            differs.then(|| Finding {
                spots: vec![spot_at(piece, text, &(0..40))],
                parts: parts_of(piece).collect::<BTreeSet<_>>().into_iter().collect(),
                ..Finding::new(FindingKind::FiguresDiffer, about, message)
            })
        }));
    }
    Ok(found)
}

fn told(line: &Line) -> Finding {
    let mut figures: Vec<String> = line.told.iter().map(|figure| figure.figure.clone()).collect();
    figures.dedup();
    let said = figures.join("、");
    let message = match line.stated {
        Some(stated) => Message::new("finding-said-figures-differ").with("stated", stated.to_string()),
        None => Message::new("finding-said-figures-differ-untold"),
    };
    let mut pieces: Vec<String> =
        line.told.iter().filter_map(|figure| figure.spot.evidence.clone()).collect();
    pieces.sort_unstable();
    pieces.dedup();
    let year = line.year.map(|year| year.to_string()).unwrap_or_default();
    let about = format!("{} {} {year} {}", line.label.item, line.label.field, pieces.join(" "));
    let mut spots: Vec<Spot> = line.told.iter().take(SPOTS).map(|figure| figure.spot.clone()).collect();
    spots.dedup();
    let severity = if line.differs_by_rosters_alone() { Severity::Notice } else { Severity::Serious };
    Finding {
        severity,
        spots,
        parts: vec![ItemYear { item: line.label.item.clone(), year: line.year }],
        ..Finding::new(
            FindingKind::FiguresDiffer,
            about,
            message.with("label", &line.label.label).with("told", said),
        )
    }
}
