//! A round as programs see it: its years, weight, deadline, sheets and counties.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::round::Window;
use crate::domain::standard::Standard;
use crate::ops::scores::RoundView;
use crate::store::rounds::CountyRow;

/// A round.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundJson {
    /// Its code.
    pub code: String,
    /// Its title as printed.
    pub title: String,
    /// The assessment years, in order of time.
    pub years: Vec<WindowJson>,
    /// The midterm's share of the selection score, such as `"0.4"`.
    pub midterm_weight: String,
    /// What becomes of a county without a midterm: `zero`, `final_only` or `excluded`.
    pub without_midterm: String,
    /// The day of the inspection, ISO 8601.
    pub deadline: String,
    /// Whether counties may know their place among the others.
    pub published: bool,
    /// The sheet of the midterm.
    pub midterm_standard: SheetJson,
    /// The sheet of the final.
    pub final_standard: SheetJson,
    /// The counties that take part, those alone that the asker may read.
    pub counties: Vec<CountyJson>,
}

/// An assessment year.
#[derive(Debug, Serialize, ToSchema)]
pub struct WindowJson {
    /// Its name.
    pub year: i32,
    /// First day, ISO 8601.
    pub starts: String,
    /// Last day, ISO 8601.
    pub ends: String,
    /// Whether the midterm covers it.
    pub midterm: bool,
    /// Whether the final covers it.
    pub r#final: bool,
}

/// A version of a scoring sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetJson {
    /// The sheet's code.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Its title as printed.
    pub title: String,
}

/// A county.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountyJson {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `county` or `prefecture`.
    pub level: String,
}

impl RoundJson {
    /// The round with those of its counties that `reads` lets through.
    pub fn new(view: &RoundView, reads: impl Fn(&CountyRow) -> bool) -> Self {
        let round = &view.round;
        Self {
            code: round.code.clone(),
            title: round.title.clone(),
            years: round.years.iter().map(WindowJson::from).collect(),
            midterm_weight: round.midterm_weight.normalize().to_string(),
            without_midterm: round.without_midterm.id().to_owned(),
            deadline: round.deadline.to_string(),
            published: view.published,
            midterm_standard: (&*view.midterm_standard).into(),
            final_standard: (&*view.final_standard).into(),
            counties: view.counties.iter().filter(|county| reads(county)).map(CountyJson::from).collect(),
        }
    }
}

impl From<&Window> for WindowJson {
    fn from(window: &Window) -> Self {
        Self {
            year: window.year.0,
            starts: window.starts.to_string(),
            ends: window.ends.to_string(),
            midterm: window.midterm,
            r#final: window.at_final,
        }
    }
}

impl From<&Standard> for SheetJson {
    fn from(standard: &Standard) -> Self {
        Self { code: standard.id.clone(), version: standard.version.clone(), title: standard.title.clone() }
    }
}

impl From<&CountyRow> for CountyJson {
    fn from(county: &CountyRow) -> Self {
        Self { code: county.code.clone(), name: county.name.clone(), level: county.level.clone() }
    }
}
