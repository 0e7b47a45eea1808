//! What a check found, and what a sweep removed, as programs see it.

use serde::Serialize;

use crate::ops::sweep::Swept;
use crate::ops::verify::{Finding, Report};
use crate::texts::Lang;

/// A check of an office.
#[derive(Debug, Serialize)]
pub struct VerifyJson {
    /// The share of the files, such as `1/30`.
    pub share: String,
    /// Files whose bytes were read through.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Entries of the record that hold.
    pub entries: i64,
    /// Whether nothing is wrong.
    pub clean: bool,
    /// What is wrong.
    pub findings: Vec<FindingJson>,
}

/// Something that is wrong.
#[derive(Debug, Serialize)]
pub struct FindingJson {
    /// `missing`, `not_a_file`, `wrong_size`, `row_size`, `damaged`, `unreadable`, `orphan`, `bad_row`, `listing`,
    /// `database`, `dangling`, `record`, `not_indexed`, `index_leftover` or `index_misplaced`.
    pub kind: &'static str,
    /// The file; `null` when it is about none.
    pub sha256: Option<String>,
    /// The place in the record; `null` when it is not about one.
    pub position: Option<i64>,
    /// What is wrong, in words.
    pub detail: String,
    /// Where the file is used.
    pub used: Vec<UseJson>,
}

/// Where a file is used.
#[derive(Debug, Serialize)]
pub struct UseJson {
    /// Id of the evidence.
    pub evidence: String,
    /// The file's name there.
    pub name: String,
}

impl VerifyJson {
    /// The JSON of a report, with words in a language.
    pub fn of(report: &Report, lang: Lang) -> Self {
        let finding = |finding: &Finding| FindingJson {
            kind: finding.kind(),
            sha256: finding.sha256().map(ToString::to_string),
            position: if let Finding::Record(broken) = finding { Some(broken.position) } else { None },
            detail: lang.say(&finding.message()),
            used: used(report, finding),
        };
        Self {
            share: format!("{}/{}", report.share.number, report.share.of),
            files: report.counted.files,
            bytes: report.counted.bytes,
            entries: report.entries,
            clean: report.is_clean(),
            findings: report.findings.iter().map(finding).collect(),
        }
    }
}

fn used(report: &Report, finding: &Finding) -> Vec<UseJson> {
    let users = finding.sha256().and_then(|sha256| report.users.get(sha256.as_str()));
    let one =
        |(evidence, name): &(String, String)| UseJson { evidence: evidence.clone(), name: name.clone() };
    users.into_iter().flatten().map(one).collect()
}

/// A sweep.
#[derive(Debug, Serialize)]
pub struct SweptJson {
    /// Whether nothing was removed.
    pub dry_run: bool,
    /// Files that no row names.
    pub files: Vec<String>,
    /// Their bytes.
    pub bytes: u64,
    /// Files without a row that are too young to be swept.
    pub young: usize,
    /// What broken-off uploads left behind.
    pub unfinished: usize,
}

impl SweptJson {
    /// The JSON of a sweep.
    pub fn of(swept: &Swept, dry_run: bool) -> Self {
        Self {
            dry_run,
            files: swept.files.iter().map(|file| file.sha256.to_string()).collect(),
            bytes: swept.files.iter().map(|file| file.size).sum(),
            young: swept.young,
            unfinished: swept.unfinished,
        }
    }
}
