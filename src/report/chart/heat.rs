//! The heat map: counties and aspects, how much of the points there is.

use kuva::render::render::{Primitive, Scene, TextAnchor};
use rust_decimal::Decimal;

use super::radar::share;
use super::scene::{LETTERS, breadth, nth, plain, word};
use super::{Chart, Drawing, Ink};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::report::paper::{Cell, Column, Table};
use crate::texts::Lang;

/// The width of all cells together, and the height of one.
const CELLS: f64 = 640.0;
const ROW: f64 = 26.0;

/// The most characters of a county's name.
const NAME: usize = 12;

/// A county in a heat map: for each aspect what it has and what there is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatRow {
    /// Its name.
    pub name: String,
    /// Points and full points, aspect by aspect; none when the figure is not there.
    pub cells: Vec<Option<(Points, Points)>>,
}

/// A cell: its ink and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeatCell {
    ink: Ink,
    text: String,
}

/// The heat map of some counties; `figure` names what is shown.
pub fn heat(aspects: &[String], rows: &[HeatRow], (figure, lang): (&str, Lang)) -> Chart {
    let title = lang.say(&Message::new("report-chart-heat").with("figure", figure));
    let cell = |cell: &Option<(Points, Points)>| match cell {
        Some((points, full)) => HeatCell { ink: ink(*points, *full), text: points.to_string() },
        None => HeatCell { ink: Ink::Heat0, text: "—".to_owned() },
    };
    let drawn = rows.iter().map(|row| (row.name.clone(), row.cells.iter().map(cell).collect()));
    let mut columns = vec![Column::left(lang.word("report-chart-county"), 16)];
    columns.extend(aspects.iter().map(|aspect| Column::right(aspect, 12)));
    let line = |row: &HeatRow| {
        let mut line: Vec<Cell> = vec![row.name.clone().into()];
        line.extend(row.cells.iter().map(|cell| Cell::from(cell.map(|(points, _)| points))));
        line
    };
    Chart {
        id: "heat",
        said: lang.say(
            &Message::new("report-chart-heat-said")
                .with("counties", rows.len())
                .with("aspects", aspects.len()),
        ),
        table: Table {
            name: title.clone(),
            columns,
            rows: rows.iter().map(line).collect(),
            totals: Vec::new(),
        },
        title,
        drawing: Drawing::Heat { columns: aspects.to_vec(), rows: drawn.collect() },
    }
}

/// The ink of a share: a fifth each.
fn ink(points: Points, full: Points) -> Ink {
    let share = share(points, full).decimal();
    let below = |limit: &i64| share >= Decimal::from(*limit);
    let step = [20, 40, 60, 80].iter().filter(|limit| below(limit)).count();
    Ink::HEAT.get(step).copied().unwrap_or(Ink::Heat4)
}

pub(super) fn scene(columns: &[String], rows: &[(String, Vec<HeatCell>)]) -> Scene {
    let rows: Vec<(String, &Vec<HeatCell>)> = rows.iter().map(|(name, cells)| (short(name), cells)).collect();
    let names = rows.iter().map(|(name, _)| breadth(name)).fold(40.0, f64::max) + 10.0;
    let each = CELLS / nth(columns.len().max(1));
    let heads: Vec<Vec<String>> = columns.iter().map(|name| lines(&plain(name), each)).collect();
    let head = nth(heads.iter().map(Vec::len).max().unwrap_or_default()) * 16.0 + 8.0;
    let mut scene = Scene::new(names + CELLS + 4.0, head + ROW * nth(rows.len()) + 4.0);
    for (at, lines) in heads.iter().enumerate() {
        let x = names + each * (nth(at) + 0.5);
        let first = head - 6.0 - 16.0 * (nth(lines.len()) - 1.0);
        for (line, text) in lines.iter().enumerate() {
            scene.add(word((x, first + 16.0 * nth(line)), text, TextAnchor::Middle));
        }
    }
    for (row, (name, cells)) in rows.iter().enumerate() {
        let y = head + ROW * nth(row);
        scene.add(word((names - 8.0, y + 17.5), name, TextAnchor::End));
        for (at, cell) in cells.iter().enumerate() {
            draw(&mut scene, (names + each * nth(at), y, each), cell);
        }
    }
    scene
}

fn draw(scene: &mut Scene, (x, y, width): (f64, f64, f64), cell: &HeatCell) {
    scene.add(Primitive::Rect {
        x,
        y,
        width,
        height: ROW,
        fill: cell.ink.color(),
        stroke: Some(Ink::OnDark.color()),
        stroke_width: Some(1.5),
        opacity: None,
    });
    let dark = matches!(cell.ink, Ink::Heat3 | Ink::Heat4);
    let mut word = word((x + width / 2.0, y + 17.5), &cell.text, TextAnchor::Middle);
    if let Primitive::Text { color, .. } = &mut word {
        *color = Some(if dark { Ink::OnDark } else { Ink::OnLight }.color());
    }
    scene.add(word);
}

/// A name that is not too long for the side of the cells.
fn short(name: &str) -> String {
    let fits: String = name.chars().take(NAME).collect();
    if fits.len() < name.len() { fits + "…" } else { fits }
}

/// A name in lines that are no wider than its column.
fn lines(name: &str, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for char in name.chars() {
        if let Some(line) = lines.last_mut().filter(|line| breadth(line) + f64::from(LETTERS) <= width - 6.0)
        {
            line.push(char);
        } else {
            lines.push(char.to_string());
        }
    }
    lines
}
