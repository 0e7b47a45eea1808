//! The papers of a binder as files: which there are, what they are called, in which formats.

use std::collections::VecDeque;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::Material;
use super::pieces::BoundAspect;
use crate::archive::names::safe_name;
use crate::domain::score::Figure;
use crate::ops::OpsError;
use crate::report::{
    AspectLines, Contents, Format, Paper, cover, filing_catalogue, inner_catalogue, note, score_sheet,
    spine_labels,
};

/// For reading and print.
const PRINTED: &[Format] = &[Format::Pdf];
/// Also for sorting and adding up.
const COUNTED: &[Format] = &[Format::Pdf, Format::Xlsx];
/// Also for editing.
const EDITED: &[Format] = &[Format::Pdf, Format::Xlsx, Format::Docx];

/// A paper in one format.
pub(super) struct Document {
    /// Below `data/`.
    pub(super) path: String,
    /// Its name in the page that opens the archive.
    pub(super) label: String,
    pub(super) bytes: Vec<u8>,
}

/// A paper before it has a format.
struct Sheet {
    folder: &'static str,
    name: &'static str,
    formats: &'static [Format],
    paper: Paper,
}

/// Every paper of the binder in each of its formats. This is most of the time that an archive of small files
/// takes, so two threads share it: one begins with the catalogues as PDF, which take most memory and follow each
/// other, one with the workbooks at the other end. Charts as pictures take much, too: they come in between.
pub(super) fn documents(material: &Material<'_>, contents: &Contents) -> Result<Vec<Document>, OpsError> {
    let sheets = sheets(material, contents);
    let asked = sheets.iter().flat_map(|sheet| sheet.formats.iter().map(move |format| (sheet, *format)));
    let (printed, mut others): (Vec<_>, Vec<_>) = asked.partition(|(_, format)| *format == Format::Pdf);
    others.sort_by_key(|(_, format)| *format != Format::Docx);
    let waiting: Mutex<VecDeque<_>> =
        Mutex::new((0_usize..).zip(printed.into_iter().chain(others)).collect());
    let next = |from_front: bool| {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if from_front { waiting.pop_front() } else { waiting.pop_back() }
    };
    let work = |from_front: bool| {
        let mine = std::iter::from_fn(|| next(from_front));
        mine.map(|(place, (sheet, format))| (place, sheet.written(format))).collect::<Vec<_>>()
    };
    let mut written = thread::scope(|scope| {
        let other = scope.spawn(|| work(false));
        let mut written = work(true);
        written.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        written
    });
    written.sort_by_key(|(place, _)| *place);
    written.into_iter().map(|(_, document)| document).collect()
}

fn sheets(material: &Material<'_>, contents: &Contents) -> Vec<Sheet> {
    let binder = &material.binder;
    let of = |folder, name, formats, paper| Sheet { folder, name, formats, paper };
    let catalogue = "binding-folder-catalogue";
    let lines: Vec<AspectLines> = material.bound.aspects.iter().map(lines).collect();
    let mut sheets = vec![
        of(catalogue, "binding-cover", PRINTED, cover(binder, contents)),
        of(catalogue, "binding-inner", COUNTED, inner_catalogue(binder, &lines)),
        of(catalogue, "binding-filing", COUNTED, filing_catalogue(binder, &material.bound.filed)),
        of(catalogue, "binding-spine", PRINTED, spine_labels(binder, &material.bound.boxes)),
        of(catalogue, "binding-note", PRINTED, note(binder, contents)),
    ];
    let scores = "binding-folder-scores";
    let score = (material.scored.score(), material.view.standard(material.scored.phase));
    let figures = [
        (Figure::Claimed, "binding-claimed"),
        (Figure::Provable, "binding-provable"),
        (Figure::City, "binding-city"),
    ];
    sheets
        .extend(figures.map(|(figure, name)| of(scores, name, COUNTED, score_sheet(binder, figure, score))));
    sheets.push(of(scores, "binding-gaps", EDITED, material.gaps.paper(binder.lang)));
    sheets
}

fn lines(aspect: &BoundAspect) -> AspectLines {
    let lines = aspect.pieces.iter().map(|piece| piece.line.clone()).collect();
    AspectLines { name: format!("{} {}", aspect.code, aspect.name), lines }
}

impl Sheet {
    fn written(&self, format: Format) -> Result<Document, OpsError> {
        let lang = self.paper.lang;
        let mut bytes = Vec::new();
        format.write(&self.paper, &mut bytes)?;
        let name = lang.word(self.name);
        let folder = safe_name(&lang.word(self.folder));
        let path = format!("{folder}/{}.{}", safe_name(&name), format.extension());
        let label = format!("{name} · {}", format.extension().to_uppercase());
        Ok(Document { path, label, bytes })
    }
}
