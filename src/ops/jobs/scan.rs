//! Words in pictures: of photos, and of the pages of PDFs that have no text. It takes seconds a page, so it is done
//! after all else, by one worker of a copy that has a [`crate::intake::Scanner`]; where none has, a row says so.

use std::fs::File;
use std::io::{Seek, Write};

use super::text;
use super::work::{Made, Stop, Work};
use crate::blob::Sha256Hex;
use crate::intake::{FileKind, FileText, Mark, Scanner, TextPlace};
use crate::ops::OpsError;
use crate::store::texts::SCAN;
use crate::store::{StoreError, texts};

/// Pages that are looked at.
const MOST_PAGES: usize = 300;

/// What stands for the reason while no copy can look at pictures.
pub(in crate::ops) const NO_SCANNER: &str = "no_scanner";

/// Whether words are looked for in pictures of this kind.
pub(in crate::ops) fn is_scanned(kind: FileKind) -> bool {
    matches!(kind, FileKind::Jpg | FileKind::Png | FileKind::Heic)
}

/// Looks at one.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let Some(scanner) = &work.office.scanner else {
        let row = text::row(&work.job.subject, Ok(FileText::default()))?;
        let row = texts::FileTextRow { reason: NO_SCANNER.to_owned(), ..row };
        return Ok(Made { text: Some(row), ..Made::default() });
    };
    let said = match FileKind::from_extension(&work.job.detail) {
        Some(FileKind::Pdf) => pages(work, scanner)?,
        kind => {
            let kind = kind.unwrap_or(FileKind::Jpg);
            FileText { text: scanner.recognise_photo(opened(work)?, kind)?, ..FileText::default() }
        }
    };
    let mut row = text::row(&work.job.subject, Ok(said))?;
    if !row.source.is_empty() {
        SCAN.clone_into(&mut row.source);
    }
    Ok(Made { text: Some(row), ..Made::default() })
}

fn opened(work: &Work<'_>) -> Result<File, OpsError> {
    let bad = |_fault| StoreError::Row { table: "job", value: work.job.subject.clone() };
    let hash: Sha256Hex = work.job.subject.parse().map_err(bad)?;
    Ok(work.office.blobs.open_here(&hash)?)
}

/// The pages of a PDF, one after the other.
fn pages(work: &Work<'_>, scanner: &Scanner) -> Result<FileText, Stop> {
    let known = texts::find(&mut *work.office.store.conn()?, &work.job.subject)?;
    let count = known.and_then(|row| usize::try_from(row.pages).ok()).unwrap_or_default();
    let mut said = FileText { pages: count, cut: count > MOST_PAGES, ..FileText::default() };
    let (mut characters, looked_at) = (0, count.min(MOST_PAGES));
    for page in 1..=looked_at {
        let parts = |number: usize| u64::try_from(number).unwrap_or_default();
        work.go_on(parts(page - 1), parts(looked_at))?;
        let picture = work.office.reader.picture(opened(work)?, page)?;
        if picture.is_empty() {
            continue;
        }
        let mut file = tempfile::tempfile()?;
        file.write_all(&picture)?;
        file.rewind()?;
        let text = scanner.recognise(file)?;
        said.marks.push(Mark { at: characters, place: TextPlace::Page(page) });
        characters += text.chars().count() + 1;
        said.text.push_str(&text);
        said.text.push('\n');
    }
    Ok(said)
}
