//! The radar: how much of each aspect's points is stated and is proven.

use kuva::plot::radar::RadarPlot;
use kuva::render::layout::Layout;
use kuva::render::plots::Plot;
use kuva::render::render::{Scene, render_multiple};
use rust_decimal::Decimal;

use super::scene::{WIDTH, dash, dressed, legend, nth, number, plain};
use super::{Chart, Drawing, Ink, Series};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::score::Figures;
use crate::report::gap_report::AspectLoss;
use crate::report::paper::{Cell, Column, Table};
use crate::texts::Lang;

/// Characters of an aspect's name on one line.
const LINE: usize = 8;

/// The radar of some aspects; none when there are too few for one.
pub fn radar(aspects: &[AspectLoss], lang: Lang) -> Option<Chart> {
    if aspects.len() < 3 {
        return None;
    }
    let series = |label, ink, value: fn(&Figures) -> Option<Points>| Series {
        label: lang.word(label),
        ink,
        values: aspects
            .iter()
            .map(|aspect| Some(share(value(&aspect.figures)?, aspect.figures.full)))
            .collect(),
    };
    let series = vec![
        series("report-figure-claimed", Ink::Claimed, |figures| Some(figures.claimed)),
        series("report-figure-provable", Ink::Provable, |figures| Some(figures.provable)),
    ];
    Some(Chart {
        id: "radar",
        title: lang.word("report-chart-radar"),
        said: said(aspects, lang),
        table: table(aspects, lang),
        drawing: Drawing::Radar { axes: aspects.iter().map(|aspect| aspect.name.clone()).collect(), series },
    })
}

/// In hundredths of `full`.
pub(super) fn share(points: Points, full: Points) -> Points {
    let share = points.decimal().checked_div(full.decimal()).unwrap_or_default();
    Points::rounded(share * Decimal::ONE_HUNDRED)
}

fn said(aspects: &[AspectLoss], lang: Lang) -> String {
    let level = |aspect: &&AspectLoss| share(aspect.figures.provable, aspect.figures.full);
    let named = |aspect: Option<&AspectLoss>| {
        let figures = aspect.map(|aspect| aspect.figures).unwrap_or_default();
        Message::new("report-chart-radar-aspect")
            .with("aspect", aspect.map(|aspect| aspect.name.as_str()).unwrap_or_default())
            .with("provable", figures.provable.to_string())
            .with("full", figures.full.to_string())
    };
    let said = Message::new("report-chart-radar-said")
        .with("least", named(aspects.iter().min_by_key(level)))
        .with("most", named(aspects.iter().rev().max_by_key(level)));
    lang.say(&said)
}

fn table(aspects: &[AspectLoss], lang: Lang) -> Table {
    let row = |aspect: &AspectLoss| {
        let figures = aspect.figures;
        let name: Cell = aspect.name.clone().into();
        vec![name, figures.full.into(), figures.claimed.into(), figures.provable.into(), figures.city.into()]
    };
    let mut columns = vec![Column::left(lang.word("report-aspect"), 26)];
    columns.extend(
        ["report-figure-full", "report-figure-claimed", "report-figure-provable", "report-figure-city"]
            .map(|id| Column::right(lang.word(id), 10)),
    );
    Table {
        name: lang.word("report-chart-radar"),
        columns,
        rows: aspects.iter().map(row).collect(),
        totals: Vec::new(),
    }
}

pub(super) fn scene(axes: &[String], series: &[Series]) -> Scene {
    let axes: Vec<String> = axes.iter().map(|name| in_lines(&plain(name))).collect();
    let mut plot = RadarPlot::new(axes)
        .with_range(0.0, 100.0)
        .with_grid_lines(4)
        .with_stroke_width(2.4)
        .with_dot_size(2.8);
    for one in series {
        let values: Vec<f64> = one.values.iter().map(|value| number(value.unwrap_or_default())).collect();
        plot = plot.with_series_color(values, one.label.clone(), one.ink.name());
        if let Some(dash) = dash(one.ink) {
            plot = plot.with_series_dasharray(dash);
        }
    }
    let plots: Vec<Plot> = vec![plot.into()];
    let layout = dressed(Layout::auto_from_plots(&plots))
        .with_width(WIDTH + 24.0)
        .with_force_margins(0.0, 0.0)
        .with_force_margins_y(24.0, 0.0);
    let mut scene = render_multiple(plots, layout);
    let entries: Vec<(&str, Ink)> = series.iter().map(|one| (one.label.as_str(), one.ink)).collect();
    legend(&mut scene, &entries, Some(dash));
    scene
}

/// A long name with blanks, at which the library breaks it; a name of words has its own.
fn in_lines(name: &str) -> String {
    let wide = name.chars().filter(|char| !char.is_ascii()).count();
    if wide <= LINE {
        return name.to_owned();
    }
    let lines = wide.div_ceil(LINE).max(1);
    let each = nth(wide) / nth(lines);
    let mut out = String::new();
    let (mut count, mut line) = (0.0, 1.0);
    for char in name.chars() {
        if count >= each * line {
            out.push(' ');
            line += 1.0;
        }
        out.push(char);
        count += 1.0;
    }
    out
}
