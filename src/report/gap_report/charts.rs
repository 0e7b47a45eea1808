//! The charts of a gap report, which the county's home shows, too.

use super::GapReport;
use crate::report::chart::{self, Chart};
use crate::texts::Lang;

impl GapReport {
    /// Its charts: those that there are figures for.
    pub fn charts(&self, lang: Lang) -> Vec<Chart> {
        let phases = self.phases.as_ref().map(|figures| chart::phases(figures, lang));
        [
            Some(chart::waterfall(self, lang)),
            chart::radar(&self.by_aspect, lang),
            chart::progress(&self.history, lang),
            phases,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
