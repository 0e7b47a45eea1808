//! The city's table: the places, what all counties lose alike, and every item of the sheet against the counties as a
//! heat map. Of many counties it shows some at once, and finds others by their names.

mod heat;
mod layer;
mod league;
mod lost;
mod sample;

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::round::Phase;
use crate::ops::scores::board::{Line, board};
use crate::report::Format;
use crate::web::downloads;
use crate::web::error::WebError;
use crate::web::guard::CityReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
use crate::web::secrets::in_address;
use heat::AspectRows;
use layer::Layer;
use league::LeagueLine;
use lost::LostView;
pub(super) use sample::MatrixSample;

/// Counties that are shown at once.
const COUNTIES: usize = 25;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Narrow {
    phase: Option<Phase>,
    figure: Layer,
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
    league: Vec<LeagueLine>,
    lost: LostView,
    counties: Vec<CountyHead>,
    totals: Vec<TotalRow>,
    aspects: Vec<AspectRows>,
    files: Vec<Choice>,
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

/// The table, in one phase and one layer of figures; places follow the same figure, among all counties.
pub(in crate::web) fn show_matrix(cx: &Context, _right: CityReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let (phase, layer) = (narrow.phase.unwrap_or(Phase::Final), narrow.figure);
    let view = cx.round_of_all()?;
    let board = board(cx.office(), &view, layer.ranked_by())?;
    let many = board.lines.len() > COUNTIES;
    let found = board.lines.iter().filter(|line| line.county.name.contains(narrow.q.trim()));
    let found: Vec<&Line> = found.collect();
    let page = narrow.page.unwrap_or(1).saturating_sub(1);
    let shown = found.chunks(COUNTIES).nth(page).unwrap_or_default();
    let codes: Vec<String> = shown.iter().map(|line| line.county.code.clone()).collect();
    let cells = board.read_cells(cx.office(), (&view, phase), &codes)?;
    let standard = view.standard(phase);
    let shown = MatrixView {
        round: view.round.title.clone(),
        phases: Choice::phases(cx, phase, |one| address(one, layer)),
        figures: Layer::ALL.map(|one| one.choice(cx, (phase, layer))).into(),
        phase: phase.id(),
        figure: layer.id(),
        find: many.then(|| find(&narrow, (phase, layer), (page, found.len()))),
        league: league::lines(&view.round, shown),
        lost: LostView::of(standard, &cells),
        counties: shown.iter().map(|line| county_head(line)).collect(),
        totals: league::totals(cx, (&view, shown), layer),
        aspects: heat::rows(standard, (shown, &cells), layer),
        files: Format::ALL.map(|format| file_choice(phase, format)).into(),
    };
    Page::new(cx, "matrix", cx.word("web-matrix-title")).wide().reply(&shown)
}

/// The table as a file.
pub(in crate::web) fn show_file(cx: &Context, _right: CityReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let format = cx.asked.param("format").and_then(Format::from_id).ok_or(WebError::NotFound)?;
    downloads::city_report(cx, (narrow.phase.unwrap_or(Phase::Final), format))
}

fn file_choice(phase: Phase, format: Format) -> Choice {
    let address = format!("/matrix/{}?phase={}", format.id(), phase.id());
    Choice { address, label: format.id().to_uppercase(), current: false }
}

fn find(narrow: &Narrow, (phase, layer): (Phase, Layer), (page, of): (usize, usize)) -> FindView {
    let words = narrow.q.trim();
    let first = page.saturating_mul(COUNTIES).saturating_add(1).min(of);
    let last = page.saturating_add(1).saturating_mul(COUNTIES).min(of);
    let at = |page: usize| format!("{}&q={}&page={page}", address(phase, layer), in_address(words));
    FindView {
        words: words.to_owned(),
        first,
        last,
        of,
        before: (page > 0).then(|| at(page)),
        after: (last < of).then(|| at(page.saturating_add(2))),
    }
}

fn address(phase: Phase, layer: Layer) -> String {
    format!("/matrix?phase={}&figure={}", phase.id(), layer.id())
}

fn county_head(line: &Line) -> CountyHead {
    CountyHead {
        name: line.county.name.clone(),
        address: format!("/counties/{}", line.county.code),
        vetoes: line.head.vetoes.iter().map(|(code, _)| code.clone()).collect(),
    }
}
