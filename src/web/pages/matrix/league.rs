//! The counties in the order of their places, and the totals above the heat map.

use serde::Serialize;

use super::TotalRow;
use super::layer::Layer;
use crate::domain::points::Points;
use crate::domain::round::{Phase, Round};
use crate::domain::score::{Figure, Figures};
use crate::ops::scores::RoundView;
use crate::ops::scores::board::Line;
use crate::web::bars::Bar;
use crate::web::pages::scores::Figures4;
use crate::web::request::Context;

#[derive(Serialize)]
pub(super) struct LeagueLine {
    rank: Option<usize>,
    name: String,
    address: String,
    figures: Figures4,
    bar: Bar,
    vetoes: Vec<String>,
}

/// The counties that are shown, those with a place first.
pub(super) fn lines(round: &Round, lines: &[&Line]) -> Vec<LeagueLine> {
    let mut sorted: Vec<&&Line> = lines.iter().collect();
    sorted.sort_by_key(|line| (line.rank.is_none(), line.rank));
    sorted.into_iter().map(|line| league_line(round, line)).collect()
}

fn league_line(round: &Round, line: &Line) -> LeagueLine {
    let of = |figure: Figure| composite(round, line, |figures| figures.get(figure));
    let figures = Figures {
        // What could be reached does not shrink because there was no midterm.
        full: match line.head.midterm {
            Some(_) => of(Figure::Full).unwrap_or_default(),
            None => line.head.at_final.full,
        },
        claimed: of(Figure::Claimed).unwrap_or_default(),
        provable: of(Figure::Provable).unwrap_or_default(),
        city: of(Figure::City),
    };
    LeagueLine {
        rank: line.rank,
        name: line.county.name.clone(),
        address: format!("/counties/{}", line.county.code),
        figures: figures.into(),
        bar: Bar::of(figures),
        vetoes: line.head.vetoes.iter().map(|(code, _)| code.clone()).collect(),
    }
}

/// The selection score of what is picked from the totals; none when the final has none of it.
fn composite(round: &Round, line: &Line, pick: impl Fn(Figures) -> Option<Points>) -> Option<Points> {
    let at_final = pick(line.head.at_final)?;
    round.composite(line.head.midterm.map(|figures| pick(figures).unwrap_or_default()), at_final)
}

pub(super) fn totals(cx: &Context, (view, lines): (&RoundView, &[&Line]), layer: Layer) -> Vec<TotalRow> {
    let row = |label: String, cell: &dyn Fn(&Line) -> Option<String>| TotalRow {
        label,
        cells: lines.iter().map(|line| cell(line)).collect(),
    };
    let total = |line: &Line, phase| Some(layer.of(line.total(phase)?)?.to_string());
    let score = |line: &Line| match layer {
        Layer::Lost => composite(&view.round, line, |figures| layer.of(figures)),
        _ => line.composite,
    };
    vec![
        row(cx.word("web-rank"), &|line| line.rank.map(|rank| rank.to_string())),
        row(cx.word("web-composite"), &|line| score(line).map(|points| points.to_string())),
        row(cx.lang.named("phase", Phase::Midterm.id()), &|line| total(line, Phase::Midterm)),
        row(cx.lang.named("phase", Phase::Final.id()), &|line| total(line, Phase::Final)),
    ]
}
