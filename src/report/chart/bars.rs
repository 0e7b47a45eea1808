//! Bars: where the points of a phase go on their way from full to provable, and the phases side by side.

use kuva::plot::bar::BarPlot;
use kuva::render::layout::{ComputedLayout, Layout};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, Scene, TextAnchor, render_multiple};

use super::scene::{dressed, legend, nth, number, plain, word};
use super::{Chart, Drawing, Ink, Series, Step};
use crate::domain::gap::Cause;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::score::Figures;
use crate::report::gap_report::{GapReport, cause_word};
use crate::report::paper::{Cell, Column, Table};
use crate::texts::Lang;

/// The share of a group's room that its bars take.
const WIDTH: f64 = 0.72;

/// The figures of both phases and of both together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseFigures {
    /// The midterm that counts; none when nothing of it was ever stated or filed.
    pub midterm: Option<Figures>,
    /// The final.
    pub at_final: Figures,
    /// The selection score; none when the round gives none.
    pub composite: Option<Figures>,
}

/// The waterfall of a phase: full, what is lost for each cause, what bonus items bring, what is provable.
pub fn waterfall(report: &GapReport, lang: Lang) -> Chart {
    let full: Points = report.by_aspect.iter().map(|aspect| aspect.figures.full).sum();
    let of_items: Points = report.by_aspect.iter().map(|aspect| aspect.figures.provable).sum();
    let whole = |label, ink, points: Points| Step {
        label: lang.word(label),
        ink,
        low: Points::ZERO,
        high: points,
        after: points,
        value: points.to_string(),
    };
    let mut steps = vec![whole("report-figure-full", Ink::Full, full)];
    let mut at = full;
    for (cause, lost) in &report.by_cause {
        let (label, value) = (
            lang.word(cause_word(*cause)),
            if lost.is_zero() { lost.to_string() } else { format!("−{lost}") },
        );
        let low = at - *lost;
        steps.push(Step { label, ink: cause_ink(*cause), low, high: at, after: low, value });
        at = low;
    }
    // On a sheet that is scaled to 100 the items' points and those of the bonus are of different sizes.
    let total = of_items + report.bonus;
    if !report.bonus.is_zero() && total == report.figures.provable {
        let (label, value) = (lang.word("report-chart-bonus"), format!("+{}", report.bonus));
        steps.push(Step { label, ink: Ink::City, low: at, high: total, after: total, value });
        at = total;
    }
    steps.push(whole("report-figure-provable", Ink::Provable, at));
    let title = lang.word("report-chart-waterfall");
    Chart {
        id: "waterfall",
        said: waterfall_said(&steps, lang),
        table: waterfall_table(&steps, &title, lang),
        title,
        drawing: Drawing::Waterfall(steps),
    }
}

fn cause_ink(cause: Cause) -> Ink {
    match cause {
        Cause::NotDone => Ink::NotDone,
        Cause::NotProven => Ink::NotProven,
        Cause::SentBack => Ink::SentBack,
    }
}

fn waterfall_said(steps: &[Step], lang: Lang) -> String {
    let part = |step: &Step| {
        Message::new("report-chart-step")
            .with("label", step.label.as_str())
            .with("value", step.value.as_str())
    };
    let parts: Vec<Message> = steps.iter().map(part).collect();
    lang.say(&Message::new("report-chart-waterfall-said").with("parts", parts))
}

fn waterfall_table(steps: &[Step], name: &str, lang: Lang) -> Table {
    let row = |step: &Step| -> Vec<Cell> { vec![step.label.clone().into(), step.value.clone().into()] };
    Table {
        name: name.to_owned(),
        columns: vec![
            Column::left(lang.word("report-chart-what"), 26),
            Column::right(lang.word("report-chart-points"), 12),
        ],
        rows: steps.iter().map(row).collect(),
        totals: Vec::new(),
    }
}

pub(super) fn waterfall_scene(steps: &[Step]) -> Scene {
    let mut plot = BarPlot::new().with_stacked().with_width(WIDTH);
    for step in steps {
        let (low, high) = (number(step.low), number(step.high));
        plot = plot.with_group(plain(&step.label), [(low, "none".to_owned()), (high - low, step.ink.name())]);
    }
    let top = steps.iter().map(|step| number(step.high)).fold(1.0, f64::max);
    let (mut scene, layout) = upright(plot, top, 14.0);
    for (at, step) in steps.iter().enumerate() {
        let place = (layout.map_x(nth(at) + 1.0), layout.map_y(number(step.high)) - 6.0);
        scene.add(word(place, &step.value, TextAnchor::Middle));
        // A thread from bar to bar shows where the next one hangs.
        if at + 1 < steps.len() {
            let y = layout.map_y(number(step.after));
            scene.add(Primitive::Line {
                x1: layout.map_x(nth(at) + 1.0 + WIDTH / 2.0),
                y1: y,
                x2: layout.map_x(nth(at) + 2.0 - WIDTH / 2.0),
                y2: y,
                stroke: Ink::Axis.color(),
                stroke_width: 1.0,
                stroke_dasharray: Some("3,3".to_owned()),
            });
        }
    }
    scene
}

/// The scene of bars with an axis from nothing to `top`, and where its values stand.
fn upright(plot: BarPlot, top: f64, above: f64) -> (Scene, ComputedLayout) {
    let plots: Vec<Plot> = vec![plot.into()];
    let layout = dressed(Layout::auto_from_plots(&plots))
        .with_y_axis_min(0.0)
        .with_y_axis_max(top * 1.08)
        .with_force_margins(44.0, 8.0)
        .with_force_margins_y(above, 30.0);
    let places = ComputedLayout::from_layout(&layout);
    (render_multiple(plots, layout), places)
}

/// Midterm, final and both together, in the three figures that move.
pub fn phases(figures: &PhaseFigures, lang: Lang) -> Chart {
    let all = [figures.midterm, Some(figures.at_final), figures.composite];
    let series = |label, ink, value: fn(&Figures) -> Option<Points>| Series {
        label: lang.word(label),
        ink,
        values: all.iter().map(|figures| figures.as_ref().and_then(value)).collect(),
    };
    let series = vec![
        series("report-figure-provable", Ink::Provable, |figures| Some(figures.provable)),
        series("report-figure-claimed", Ink::Claimed, |figures| Some(figures.claimed)),
        series("report-figure-city", Ink::City, |figures| figures.city),
    ];
    let groups =
        ["report-phase-midterm", "report-phase-final", "report-chart-composite"].map(|id| lang.word(id));
    let title = lang.word("report-chart-phases");
    let row = |(at, group): (usize, &String)| {
        let mut row: Vec<Cell> = vec![group.clone().into()];
        row.extend(series.iter().map(|one| Cell::from(one.values.get(at).copied().flatten())));
        row
    };
    let mut columns = vec![Column::left(lang.word("report-chart-phase"), 20)];
    columns.extend(series.iter().map(|one| Column::right(&one.label, 12)));
    Chart {
        id: "phases",
        said: phases_said(figures, lang),
        table: Table {
            name: title.clone(),
            columns,
            rows: groups.iter().enumerate().map(row).collect(),
            totals: Vec::new(),
        },
        title,
        drawing: Drawing::Phases { groups: groups.to_vec(), series },
    }
}

fn phases_said(figures: &PhaseFigures, lang: Lang) -> String {
    let points = |figures: Option<Figures>| match figures {
        Some(figures) => Message::new("report-points").with("points", figures.provable),
        None => Message::new("report-chart-none"),
    };
    let said = Message::new("report-chart-phases-said")
        .with("midterm", points(figures.midterm))
        .with("final", points(Some(figures.at_final)))
        .with("composite", points(figures.composite));
    lang.say(&said)
}

pub(super) fn phases_scene(groups: &[String], series: &[Series]) -> Scene {
    let value = |one: &Series, at: usize| one.values.get(at).copied().flatten();
    let mut plot = BarPlot::new().with_width(WIDTH);
    for (at, group) in groups.iter().enumerate() {
        let bars = series.iter().map(|one| (number(value(one, at).unwrap_or_default()), one.ink.name()));
        plot = plot.with_group(plain(group), bars.collect::<Vec<_>>());
    }
    let values = series.iter().flat_map(|one| one.values.iter().flatten());
    let top = values.map(|points| number(*points)).fold(1.0, f64::max);
    let (mut scene, layout) = upright(plot, top, 40.0);
    for at in 0..groups.len() {
        for (place, one) in series.iter().enumerate() {
            let x = nth(at) + 1.0 - WIDTH / 2.0 + WIDTH / nth(series.len()) * (nth(place) + 0.5);
            let points = value(one, at);
            let y = layout.map_y(number(points.unwrap_or_default())) - 5.0;
            let text = points.map_or_else(|| "—".to_owned(), |points| points.to_string());
            let mut word = word((layout.map_x(x), y), &text, TextAnchor::Middle);
            if let Primitive::Text { size, .. } = &mut word {
                *size = 11;
            }
            scene.add(word);
        }
    }
    let entries: Vec<(&str, Ink)> = series.iter().map(|one| (one.label.as_str(), one.ink)).collect();
    legend(&mut scene, &entries, None);
    scene
}
