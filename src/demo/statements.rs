//! What the counties state of their work, each on a day.

use chrono::NaiveDate;

use super::DemoError;
use super::filing::{Scene, clerk};
use super::words::County;
use crate::domain::facts::{Facts, Year};
use crate::domain::round::Window;
use crate::ops::By;
use crate::ops::statements::{Statement, state};

/// Facts that a county states.
pub(super) struct Stated {
    pub(super) county: String,
    pub(super) item: String,
    pub(super) year: Year,
    facts: Facts,
    /// The day on which they are stated.
    pub(super) day: NaiveDate,
}

impl Stated {
    /// Facts that are stated when their year is over.
    pub(super) fn of((county, window): (&County, &Window), (item, facts): (&str, Facts)) -> Self {
        let (county, item) = (county.code.clone(), item.to_owned());
        Self { county, item, year: window.year, facts, day: window.ends }
    }

    /// States them.
    pub(super) fn make(self, scene: Scene<'_>) -> Result<(), DemoError> {
        let by = By { account: clerk(&self.county), at: scene.after(self.day, 0) };
        let Self { county, item, year, facts, .. } = self;
        state(scene.office, scene.view, &by, &Statement { county, item, year, facts, seen: 0 })?;
        Ok(())
    }
}
