//! The formats of a gap report: those of any paper, and JSON for programs.

use std::io::Write;

use super::GapReport;
use crate::report::{Format, ReportError};
use crate::texts::Lang;

/// A format that a gap report is given in. Menus, command line and API follow [`GapFormat::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapFormat {
    /// For people.
    Paper(Format),
    /// For programs.
    Json,
}

impl GapFormat {
    /// All, in the order of menus.
    pub fn all() -> impl Iterator<Item = Self> {
        Format::ALL.into_iter().map(Self::Paper).chain([Self::Json])
    }

    /// The name on the command line and in addresses; also how names of its files end.
    pub fn id(self) -> &'static str {
        match self {
            Self::Paper(format) => format.id(),
            Self::Json => "json",
        }
    }

    /// The format with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|format| format.id() == id)
    }

    /// The media type of its files.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Paper(format) => format.media_type(),
            Self::Json => "application/json",
        }
    }

    /// Writes `report` in `lang` to `out`.
    ///
    /// # Errors
    ///
    /// Those of [`Format::write`].
    pub fn write(self, report: &GapReport, (lang, out): (Lang, &mut dyn Write)) -> Result<(), ReportError> {
        match self {
            Self::Paper(format) => format.write(&report.paper(lang), out),
            Self::Json => {
                let json = serde_json::to_vec_pretty(&report.json(lang));
                let json = json.map_err(|error| ReportError::format("json", error))?;
                out.write_all(&json).map_err(ReportError::Output)
            }
        }
    }
}
