//! The city's table: every item of the sheet against the counties, with the standings on top. Of many counties
//! it shows some at once, and finds others by their names.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::score::{Figure, Figures};
use crate::domain::standard::{Aspect, Standard};
use crate::ops::scores::board::{Cell as Kept, Line, board};
use crate::web::guard::CityReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
use crate::web::secrets::in_address;

/// Counties that are shown at once.
const COUNTIES: usize = 25;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Narrow {
    phase: Option<Phase>,
    figure: Option<Figure>,
    /// A part of a county's name.
    q: String,
    /// Which page of the counties, from 1.
    page: Option<usize>,
}

#[derive(Serialize)]
struct MatrixView {
    round: String,
    phases: Vec<Choice>,
    figures: Vec<Choice>,
    phase: &'static str,
    figure: &'static str,
    /// How the counties are narrowed, when there are more than fit at once.
    find: Option<FindView>,
    counties: Vec<CountyHead>,
    totals: Vec<TotalRow>,
    aspects: Vec<AspectRows>,
}

/// A field for names, and the ways to the counties before and after.
#[derive(Serialize)]
struct FindView {
    words: String,
    first: usize,
    last: usize,
    of: usize,
    before: Option<String>,
    after: Option<String>,
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

/// The table, in one phase and one figure; places follow the same figure, among all counties.
pub(in crate::web) fn show_matrix(cx: &Context, _right: CityReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let (phase, figure) = (narrow.phase.unwrap_or(Phase::Final), narrow.figure.unwrap_or(Figure::Provable));
    let view = cx.round_of_all()?;
    let board = board(cx.office(), &view, figure)?;
    let many = board.lines.len() > COUNTIES;
    let found = board.lines.iter().filter(|line| line.county.name.contains(narrow.q.trim()));
    let found: Vec<&Line> = found.collect();
    let page = narrow.page.unwrap_or(1).saturating_sub(1);
    let shown = found.chunks(COUNTIES).nth(page).unwrap_or_default();
    let codes: Vec<String> = shown.iter().map(|line| line.county.code.clone()).collect();
    let cells = board.read_cells(cx.office(), (&view, phase), &codes)?;
    let shown = MatrixView {
        round: view.round.title.clone(),
        phases: Choice::phases(cx, phase, |one| address(one, figure)),
        figures: [Figure::Provable, Figure::Claimed, Figure::City]
            .map(|one| figure_choice(cx, one, (phase, figure)))
            .into(),
        phase: phase.id(),
        figure: figure.id(),
        find: many.then(|| find(&narrow, (phase, figure), (page, found.len()))),
        counties: shown.iter().map(|line| county_head(line)).collect(),
        totals: totals(cx, shown, figure),
        aspects: aspects(view.standard(phase), (shown, &cells), figure),
    };
    Page::new(cx, "matrix", cx.word("web-matrix-title")).wide().reply(&shown)
}

fn find(narrow: &Narrow, (phase, figure): (Phase, Figure), (page, of): (usize, usize)) -> FindView {
    let words = narrow.q.trim();
    let first = page.saturating_mul(COUNTIES).saturating_add(1).min(of);
    let last = page.saturating_add(1).saturating_mul(COUNTIES).min(of);
    let at = |page: usize| format!("{}&q={}&page={page}", address(phase, figure), in_address(words));
    FindView {
        words: words.to_owned(),
        first,
        last,
        of,
        before: (page > 0).then(|| at(page)),
        after: (last < of).then(|| at(page.saturating_add(2))),
    }
}

fn figure_choice(cx: &Context, one: Figure, (phase, figure): (Phase, Figure)) -> Choice {
    let label = cx.lang.named("figure", one.id());
    Choice { address: address(phase, one), label, current: one == figure }
}

fn address(phase: Phase, figure: Figure) -> String {
    format!("/matrix?phase={}&figure={}", phase.id(), figure.id())
}

fn county_head(line: &Line) -> CountyHead {
    CountyHead {
        name: line.county.name.clone(),
        address: format!("/counties/{}", line.county.code),
        vetoes: line.head.vetoes.iter().map(|(code, _)| code.clone()).collect(),
    }
}

fn totals(cx: &Context, lines: &[&Line], figure: Figure) -> Vec<TotalRow> {
    let row = |label: String, cell: &dyn Fn(&Line) -> Option<String>| TotalRow {
        label,
        cells: lines.iter().map(|line| cell(line)).collect(),
    };
    let total = |line: &Line, phase| Some(line.total(phase)?.get(figure)?.to_string());
    vec![
        row(cx.word("web-rank"), &|line| line.rank.map(|rank| rank.to_string())),
        row(cx.word("web-composite"), &|line| line.composite.map(|points| points.to_string())),
        row(cx.lang.named("phase", Phase::Midterm.id()), &|line| total(line, Phase::Midterm)),
        row(cx.lang.named("phase", Phase::Final.id()), &|line| total(line, Phase::Final)),
    ]
}

/// The cells of each county that is shown.
type Cells = HashMap<String, Vec<Kept>>;

fn aspects(standard: &Standard, (lines, cells): (&[&Line], &Cells), figure: Figure) -> Vec<AspectRows> {
    let by_code = |line: &&Line| -> HashMap<&str, &Kept> {
        let own = cells.get(&line.county.code).map(Vec::as_slice).unwrap_or_default();
        own.iter().map(|cell| (cell.code.as_str(), cell)).collect()
    };
    let columns: Vec<(&str, HashMap<&str, &Kept>)> =
        lines.iter().map(|line| (line.county.code.as_str(), by_code(line))).collect();
    let rows_of = |aspect: &Aspect| {
        let items = standard.items.iter().filter(|item| item.aspect == aspect.code);
        let row = |item: &crate::domain::standard::Item| ItemRow {
            code: item.code.clone(),
            name: item.name.clone(),
            full: item.points,
            cells: columns
                .iter()
                .map(|(county, kept)| {
                    cell(county, &item.code, (kept.get(item.code.as_str()).copied(), figure))
                })
                .collect(),
        };
        let rows = items.map(row).collect();
        AspectRows { name: aspect.name.clone(), span: lines.len().saturating_add(2), rows }
    };
    standard.aspects.iter().map(rows_of).collect()
}

fn cell(county: &str, code: &str, (kept, figure): (Option<&Kept>, Figure)) -> Cell {
    let figures = kept.map(Kept::figures).unwrap_or_default();
    let points = kept.and_then(|_| figures.get(figure));
    Cell { address: format!("/counties/{county}/items/{code}"), level: level(points, figures), points }
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
