//! Charts of scores: what a county has and loses by aspect, by cause, over time and in both phases, and all
//! counties by aspect.
//!
//! A [`Chart`] holds exact points, the sentence that says what it shows, and the table behind it. It is drawn
//! once, as a scene of the chart library; [`svg`] makes it SVG for pages, the writers of papers make the same
//! scene lines of a PDF or a picture of an office file. Colours are [`Ink`]s until the very end.

mod bars;
mod heat;
mod ink;
mod png;
mod progress;
mod radar;
mod scene;
mod svg;

use chrono::NaiveDate;
use kuva::render::render::Scene;

pub use bars::{PhaseFigures, phases, waterfall};
pub use heat::{HeatRow, heat};
pub use ink::{Hatch, Ink};
pub use progress::{DayScore, progress};
pub use radar::radar;

pub(super) use png::png;
pub(super) use scene::{Anchor, Shape, Stroke, shapes};

use super::paper::Table;
use crate::domain::points::Points;

/// A picture of figures with all that it says in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its name in addresses and anchors, such as `radar`.
    pub id: &'static str,
    /// What stands above it.
    pub title: String,
    /// What it shows, in a sentence, for those who do not see it.
    pub said: String,
    /// The figures behind it.
    pub table: Table,
    drawing: Drawing,
}

/// What is drawn; labels are in the reader's language already.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Drawing {
    Radar { axes: Vec<String>, series: Vec<Series> },
    Waterfall(Vec<Step>),
    Phases { groups: Vec<String>, series: Vec<Series> },
    Progress { days: Vec<NaiveDate>, series: Vec<Series>, marks: Vec<(NaiveDate, String)> },
    Heat { columns: Vec<String>, rows: Vec<(String, Vec<heat::HeatCell>)> },
}

/// Values of one meaning; none where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Series {
    label: String,
    ink: Ink,
    values: Vec<Option<Points>>,
}

/// A bar of a waterfall: from where it hangs to where it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    label: String,
    ink: Ink,
    low: Points,
    high: Points,
    /// Where the next one begins.
    after: Points,
    /// What stands at it.
    value: String,
}

impl Chart {
    /// The chart as SVG for a page: its colours follow the style sheet, its ids begin with `uid`.
    pub fn page_svg(&self, uid: &str) -> String {
        svg::page(self.scene(), uid)
    }

    /// The chart as SVG that stands alone on white paper, with words in the embedded face.
    pub fn plain_svg(&self) -> String {
        svg::plain(self.scene())
    }

    pub(super) fn scene(&self) -> Scene {
        let mut scene = match &self.drawing {
            Drawing::Radar { axes, series } => radar::scene(axes, series),
            Drawing::Waterfall(steps) => bars::waterfall_scene(steps),
            Drawing::Phases { groups, series } => bars::phases_scene(groups, series),
            Drawing::Progress { days, series, marks } => progress::scene(days, series, marks),
            Drawing::Heat { columns, rows } => heat::scene(columns, rows),
        };
        scene.elements.retain(scene::is_seen);
        scene
    }
}
