//! What a whole upload seems to be, for a person to correct: by its name and the folders around it, and by what
//! the file says of itself.

use chrono::NaiveDate;

use super::{Begun, locked};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::intake::{Facts, FileKind, IntakeError, Proposal, inspect, propose as propose_by_name};
use crate::ops::scores::RoundView;
use crate::ops::{Office, OpsError};

/// Where a value of a proposal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The name of the file, or of a folder around it.
    Name,
    /// The file itself.
    File,
}

/// A proposal with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Items, years, kind, title, day and notes.
    pub proposal: Proposal,
    /// Where the title comes from.
    pub title_from: Source,
    /// Where the day comes from.
    pub day_from: Source,
}

/// Proposes what a whole upload is.
///
/// # Errors
/// Refuses what is not whole, and a file whose content is not taken.
pub fn propose(office: &Office, view: &RoundView, begun: &Begun) -> Result<Proposed, OpsError> {
    if !begun.is_here() {
        return Err(locked());
    }
    if !begun.is_whole() {
        let message = Message::new("upload-not-whole").with("name", &begun.row.name);
        let message = message.with("offset", begun.offset.unwrap_or(0));
        return Err(OpsError::Refused(message.with("size", begun.size())));
    }
    let path = office.blobs.partials().path(&begun.row.id);
    let refused = |error: IntakeError| match error {
        IntakeError::Io { source, .. } => OpsError::Io(source),
        error => OpsError::Refused(error.message()),
    };
    let kind = FileKind::of(&path, &begun.row.name).map_err(refused)?;
    inspect(&path, &begun.row.name, kind).map_err(refused)?;
    let standard = view.standard(Phase::Final);
    let by_name = propose_by_name(&begun.row.path, standard, &view.round, kind);
    Ok(joined(view, by_name, Facts::of(&path, kind)))
}

/// The name comes first; what the file says fills what it leaves open.
fn joined(view: &RoundView, mut proposal: Proposal, facts: Facts) -> Proposed {
    let mut title_from = Source::Name;
    if let Some(title) = facts.title.filter(|_| is_of_machine(&proposal.title)) {
        proposal.title = title;
        title_from = Source::File;
    }
    let mut day_from = Source::Name;
    if let Some(day) = facts.day.filter(|_| proposal.day.is_none())
        && take_day(view, &mut proposal, day)
    {
        day_from = Source::File;
    }
    Proposed { proposal, title_from, day_from }
}

/// Takes the day that the file tells, unless it lies outside the round or speaks against the year of the name.
fn take_day(view: &RoundView, proposal: &mut Proposal, day: NaiveDate) -> bool {
    let Some(year) = view.round.year_of(day) else { return false };
    if proposal.years.is_empty() {
        proposal.years = vec![year];
    }
    let agrees = proposal.years.contains(&year);
    if agrees {
        proposal.day = Some(day);
    } else {
        let years: Vec<String> = proposal.years.iter().map(ToString::to_string).collect();
        let note = Message::new("import-photo-year").with("day", day.to_string());
        proposal.notes.push(note.with("years", years.join(", ")));
    }
    agrees
}

/// Names that cameras, scanners and messengers give; the rest of such a name is digits.
const OF_MACHINES: [&str; 32] = [
    "img",
    "dsc",
    "dscn",
    "pic",
    "photo",
    "image",
    "scan",
    "mmexport",
    "wx_camera_",
    "微信图片",
    "微信圖片",
    "扫描",
    "扫描件",
    "掃描",
    "新建",
    "screenshot",
    "截屏",
    "截图",
    "截圖",
    "屏幕截图",
    "屏幕快照",
    "微信截图",
    "qq图片",
    "qq截图",
    "照片",
    "图片",
    "圖片",
    "粘贴",
    "粘貼",
    "pasted",
    "pxl",
    "vid",
];
/// Telephones write behind this which program was seen.
const SCREENSHOT: &str = "screenshotcom";

fn is_of_machine(title: &str) -> bool {
    let lower = title.to_lowercase();
    let letters: String = lower.chars().filter(|char| char.is_alphabetic()).collect();
    letters.is_empty()
        || letters.starts_with(SCREENSHOT)
        || OF_MACHINES.iter().any(|name| letters == name.replace('_', ""))
}

#[cfg(test)]
mod tests {
    use super::is_of_machine;

    #[test]
    fn names_of_machines_are_told_from_names_of_people() {
        for name in [
            "IMG_20230315_101010",
            "微信图片_20230315",
            "20230315",
            "scan0001",
            "屏幕截图 2023-09-01",
            "Screenshot_2023-09-01-10-10-10-123_com.tencent.mm",
            "粘贴 10.05.23",
            "",
        ] {
            assert!(is_of_machine(name), "{name}");
        }
        for name in ["会议纪要", "IMG 议军会", "2023年总结"] {
            assert!(!is_of_machine(name), "{name}");
        }
    }
}
