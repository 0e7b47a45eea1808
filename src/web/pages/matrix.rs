//! The city's table: every item of the sheet against every county, with the standings on top.

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::score::{Figure, Figures, PhaseScore};
use crate::domain::standard::{Aspect, Standard};
use crate::ops::scores::{Standing, standings};
use crate::web::guard::CityReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

#[derive(Deserialize)]
struct Narrow {
    #[serde(default)]
    phase: Option<Phase>,
    #[serde(default)]
    figure: Option<Figure>,
}

#[derive(Serialize)]
struct MatrixView {
    round: String,
    phases: Vec<Choice>,
    figures: Vec<Choice>,
    figure: &'static str,
    counties: Vec<CountyHead>,
    totals: Vec<TotalRow>,
    aspects: Vec<AspectRows>,
}

#[derive(Serialize)]
struct CountyHead {
    name: String,
    address: String,
    vetoes: Vec<String>,
}

/// A line of totals, such as the midterm or the place.
#[derive(Serialize)]
struct TotalRow {
    label: String,
    cells: Vec<Option<String>>,
}

#[derive(Serialize)]
struct AspectRows {
    name: String,
    span: usize,
    rows: Vec<ItemRow>,
}

#[derive(Serialize)]
struct ItemRow {
    code: String,
    name: String,
    full: Points,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    address: String,
    points: Option<Points>,
    /// How much of full it is, in words that a style sheet knows.
    level: &'static str,
}

/// The table, in one phase and one figure; places follow the same figure.
pub(in crate::web) fn show_matrix(cx: &Context, _right: CityReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let (phase, figure) = (narrow.phase.unwrap_or(Phase::Final), narrow.figure.unwrap_or(Figure::Provable));
    let view = cx.round()?;
    let standings = standings(cx.office(), &view, figure)?;
    let standard = view.standard(phase);
    let shown = MatrixView {
        round: view.round.title.clone(),
        phases: Choice::phases(cx, phase, |one| address(one, figure)),
        figures: [Figure::Provable, Figure::Claimed, Figure::City]
            .map(|one| figure_choice(cx, one, (phase, figure)))
            .into(),
        figure: figure.id(),
        counties: standings.iter().map(county_head).collect(),
        totals: totals(cx, &standings, figure),
        aspects: aspects(standard, &standings, (phase, figure)),
    };
    Page::new(cx, "matrix", cx.word("web-matrix-title")).wide().reply(&shown)
}

fn figure_choice(cx: &Context, one: Figure, (phase, figure): (Phase, Figure)) -> Choice {
    let label = cx.lang.named("figure", one.id());
    Choice { address: address(phase, one), label, current: one == figure }
}

fn address(phase: Phase, figure: Figure) -> String {
    format!("/matrix?phase={}&figure={}", phase.id(), figure.id())
}

fn county_head(standing: &Standing) -> CountyHead {
    CountyHead {
        name: standing.county.name.clone(),
        address: format!("/counties/{}", standing.county.code),
        vetoes: standing.vetoes.iter().map(|(code, _)| code.clone()).collect(),
    }
}

fn totals(cx: &Context, standings: &[Standing], figure: Figure) -> Vec<TotalRow> {
    let row = |label: String, cell: &dyn Fn(&Standing) -> Option<String>| TotalRow {
        label,
        cells: standings.iter().map(cell).collect(),
    };
    let total = |score: &PhaseScore| score.total.get(figure).map(|points| points.to_string());
    vec![
        row(cx.word("web-rank"), &|standing| standing.rank.map(|rank| rank.to_string())),
        row(cx.word("web-composite"), &|standing| standing.composite.map(|points| points.to_string())),
        row(cx.lang.named("phase", Phase::Midterm.id()), &|standing| {
            standing.counting_midterm().and_then(total)
        }),
        row(cx.lang.named("phase", Phase::Final.id()), &|standing| total(&standing.at_final)),
    ]
}

fn aspects(standard: &Standard, standings: &[Standing], (phase, figure): (Phase, Figure)) -> Vec<AspectRows> {
    let scores: Vec<(&Standing, Option<&PhaseScore>)> = standings
        .iter()
        .map(|standing| match phase {
            Phase::Midterm => (standing, standing.counting_midterm()),
            Phase::Final => (standing, Some(&standing.at_final)),
        })
        .collect();
    let rows_of = |aspect: &Aspect| {
        let items = standard.items.iter().filter(|item| item.aspect == aspect.code);
        let row = |item: &crate::domain::standard::Item| ItemRow {
            code: item.code.clone(),
            name: item.name.clone(),
            full: item.points,
            cells: scores
                .iter()
                .map(|(standing, score)| cell(standing, *score, (&item.code, figure)))
                .collect(),
        };
        let rows = items.map(row).collect();
        AspectRows { name: aspect.name.clone(), span: standings.len().saturating_add(2), rows }
    };
    standard.aspects.iter().map(rows_of).collect()
}

fn cell(standing: &Standing, score: Option<&PhaseScore>, (code, figure): (&str, Figure)) -> Cell {
    let found = score.and_then(|score| score.items.iter().find(|item| item.code == code));
    let figures = found.map(|item| item.figures).unwrap_or_default();
    let points = found.and_then(|item| item.figures.get(figure));
    Cell {
        address: format!("/counties/{}/items/{code}", standing.county.code),
        level: level(points, figures),
        points,
    }
}

/// Full, more than half, some, none, or not given.
fn level(points: Option<Points>, figures: Figures) -> &'static str {
    let Some(points) = points else { return "absent" };
    match points {
        points if points >= figures.full => "full",
        points if points.is_zero() => "none",
        points if points + points >= figures.full => "most",
        _ => "some",
    }
}
