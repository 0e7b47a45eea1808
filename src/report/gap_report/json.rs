//! The gap report for programs: stable names, points as strings.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{GapFindingJson, GapLine, GapReport};
use crate::domain::facts::Year;
use crate::domain::gap::Cause;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::texts::Lang;

/// `gaps --format json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GapReportJson {
    /// The county's code.
    pub county: String,
    /// The phase.
    #[schema(value_type = String)]
    pub phase: Phase,
    /// Days until the inspection; negative after it.
    pub days_left: i64,
    /// The gaps, most points first.
    pub gaps: Vec<GapJson>,
    /// What was found in the evidence, the gravest first; it changes no score.
    pub findings: Vec<GapFindingJson>,
    /// What the county's written reports leave out; not there when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<WrittenJson>,
}

/// The written reports of [`GapReportJson`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WrittenJson {
    /// How many reports were read.
    pub reports: usize,
    /// Codes of the items that none of them mentions.
    pub absent: Vec<String>,
}

/// One gap of [`GapReportJson`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GapJson {
    /// Code of the item.
    pub code: String,
    /// The year; null for what is earned once in the cycle.
    #[schema(value_type = Option<i32>)]
    pub year: Option<Year>,
    /// Ids of the kinds of evidence that are missing, joined by commas; for work not done, the kind of rule.
    pub kind: Option<String>,
    /// Why the points are lost.
    #[schema(value_type = String)]
    pub cause: Cause,
    /// What can be won, such as `"1.5"`.
    #[schema(value_type = String)]
    pub points: Points,
    /// What is needed, in words.
    pub need: String,
    /// What is there, in words.
    pub have: String,
    /// The lead unit.
    pub lead_unit: String,
    /// When it is due, such as `"2026-09-10"`.
    pub due: Option<NaiveDate>,
}

impl GapReport {
    /// The report for programs; `need` and `have` are in `lang`.
    pub fn json(&self, lang: Lang) -> GapReportJson {
        GapReportJson {
            county: self.county_code.clone(),
            phase: self.phase,
            days_left: self.days_left,
            gaps: self.gaps.iter().map(|gap| gap.json(lang)).collect(),
            findings: self.findings.iter().map(|finding| finding.json(lang)).collect(),
            written: self.written.as_ref().map(|written| WrittenJson {
                reports: written.reports,
                absent: written.absent.iter().map(|item| item.code.clone()).collect(),
            }),
        }
    }
}

impl GapLine {
    fn json(&self, lang: Lang) -> GapJson {
        GapJson {
            code: self.code.clone(),
            year: self.year,
            kind: self.kind.clone(),
            cause: self.cause,
            points: self.points,
            need: lang.say(&self.need),
            have: lang.say(&self.have),
            lead_unit: self.lead_unit.clone(),
            due: self.due,
        }
    }
}
