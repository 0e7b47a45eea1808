//! Progress: what was stated and what was provable, week after week.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use kuva::plot::line::LinePlot;
use kuva::render::layout::{ComputedLayout, Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, Scene, TextAnchor, render_multiple};

use super::scene::{dash, dressed, legend, number, word};
use super::{Chart, Drawing, Ink, Series};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::report::paper::{Cell, Column, Table};
use crate::report::words;
use crate::texts::Lang;

/// Weeks that are shown.
const WEEKS: u64 = 26;

/// The score of a phase as it stood on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayScore {
    /// The day.
    pub day: NaiveDate,
    /// What the stated facts earned.
    pub claimed: Points,
    /// What the proven facts earned.
    pub provable: Points,
}

/// The last weeks of a history in the order of its days; none before it has two.
pub fn progress(history: &[DayScore], lang: Lang) -> Option<Chart> {
    let weeks = by_week(history);
    let (first, last) = (weeks.first()?, weeks.last()?);
    if first.day == last.day {
        return None;
    }
    let series = |label, ink, value: fn(&DayScore) -> Points| Series {
        label: lang.word(label),
        ink,
        values: weeks.iter().map(|score| Some(value(score))).collect(),
    };
    let title = lang.word("report-chart-progress");
    Some(Chart {
        id: "progress",
        said: said((first, last), lang),
        table: table(&weeks, &title, lang),
        title,
        drawing: Drawing::Progress {
            days: weeks.iter().map(|score| score.day).collect(),
            marks: marks((first.day, last.day), lang),
            series: vec![
                series("report-figure-claimed", Ink::Claimed, |score| score.claimed),
                series("report-figure-provable", Ink::Provable, |score| score.provable),
            ],
        },
    })
}

/// The last score of each week, of the last weeks.
fn by_week(history: &[DayScore]) -> Vec<DayScore> {
    let end = history.last().map(|score| score.day).unwrap_or_default();
    let start = end.checked_sub_days(Days::new(7 * WEEKS)).unwrap_or(end);
    let mut weeks: Vec<DayScore> = Vec::new();
    for score in history {
        // What stood when the shown weeks began, they begin with.
        let shown = DayScore { day: score.day.max(start), ..*score };
        match weeks.last_mut().filter(|last| last.day.iso_week() == shown.day.iso_week()) {
            Some(last) => *last = shown,
            None => weeks.push(shown),
        }
    }
    weeks
}

fn said((first, last): (&DayScore, &DayScore), lang: Lang) -> String {
    let said = Message::new("report-chart-progress-said")
        .with("start", words::day(first.day))
        .with("end", words::day(last.day))
        .with("provable_then", first.provable.to_string())
        .with("provable_now", last.provable.to_string())
        .with("claimed_then", first.claimed.to_string())
        .with("claimed_now", last.claimed.to_string());
    lang.say(&said)
}

fn table(weeks: &[DayScore], name: &str, lang: Lang) -> Table {
    let row = |score: &DayScore| -> Vec<Cell> {
        vec![score.day.into(), score.claimed.into(), score.provable.into()]
    };
    Table {
        name: name.to_owned(),
        columns: vec![
            Column::left(lang.word("report-chart-day"), 20),
            Column::right(lang.word("report-figure-claimed"), 12),
            Column::right(lang.word("report-figure-provable"), 12),
        ],
        rows: weeks.iter().map(row).collect(),
        totals: Vec::new(),
    }
}

/// Days with their words, evenly along the axis.
fn marks((first, last): (NaiveDate, NaiveDate), lang: Lang) -> Vec<(NaiveDate, String)> {
    let days = last.signed_duration_since(first).num_days().max(1);
    let each = days.div_euclid(4).max(1);
    let mark = |step: i64| {
        let day = first.checked_add_signed(chrono::TimeDelta::days(step.saturating_mul(each)))?;
        let short = Message::new("report-chart-short-day")
            .with("month", i64::from(day.month()))
            .with("day", i64::from(day.day()));
        (day <= last).then(|| (day, lang.say(&short)))
    };
    (0..=4).filter_map(mark).collect()
}

pub(super) fn scene(days: &[NaiveDate], series: &[Series], marks: &[(NaiveDate, String)]) -> Scene {
    let first = days.first().copied().unwrap_or_default();
    let since = |day: NaiveDate| {
        let days = day.signed_duration_since(first).num_days();
        i32::try_from(days).map(f64::from).unwrap_or_default()
    };
    let line = |one: &Series| -> Plot {
        let values = one.values.iter().map(|points| number(points.unwrap_or_default()));
        let mut line = LinePlot::new().with_data(days.iter().map(|day| since(*day)).zip(values)).with_step();
        line = line.with_color(one.ink.name()).with_stroke_width(2.4);
        if dash(one.ink).is_some() { line.with_dashed() } else { line }.into()
    };
    let plots: Vec<Plot> = series.iter().map(line).collect();
    let end = days.last().map_or(1.0, |day| since(*day)).max(1.0);
    let layout = dressed(Layout::auto_from_plots(&plots))
        .with_x_axis_min(0.0)
        .with_x_axis_max(end)
        .with_clamp_axis()
        .with_y_axis_min(0.0)
        .with_y_axis_max(top(series) * 1.08)
        // The library would call days by their number; their words are written below.
        .with_x_tick_step(end)
        .with_x_tick_format(TickFormat::Custom(Arc::new(|_day| String::new())))
        .with_force_margins(44.0, 60.0)
        .with_force_margins_y(34.0, 30.0);
    let places = ComputedLayout::from_layout(&layout);
    let mut scene = render_multiple(plots, layout);
    let foot = places.map_y(0.0);
    for (day, text) in marks {
        let x = places.map_x(since(*day));
        scene.add(Primitive::Line {
            x1: x,
            y1: foot,
            x2: x,
            y2: foot + 5.0,
            stroke: Ink::Axis.color(),
            stroke_width: 1.0,
            stroke_dasharray: None,
        });
        scene.add(word((x, foot + 20.0), text, TextAnchor::Middle));
    }
    name_ends(&mut scene, series, &places);
    let entries: Vec<(&str, Ink)> = series.iter().map(|one| (one.label.as_str(), one.ink)).collect();
    legend(&mut scene, &entries, Some(dash));
    scene
}

fn top(series: &[Series]) -> f64 {
    let values = series.iter().flat_map(|one| one.values.iter().flatten());
    values.map(|points| number(*points)).fold(1.0, f64::max)
}

/// Where each line ends, in exact points; one that ends near another is moved away.
fn name_ends(scene: &mut Scene, series: &[Series], places: &ComputedLayout) {
    let x = places.width - places.margin_right + 5.0;
    let mut before = f64::NEG_INFINITY;
    for one in series {
        let Some(points) = one.values.last().copied().flatten() else { continue };
        let y = (places.map_y(number(points)) + 4.0).max(before + 14.0);
        scene.add(word((x, y), &points.to_string(), TextAnchor::Start));
        before = y;
    }
}
