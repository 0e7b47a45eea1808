//! The papers of a binder as files: which there are, what they are called, in which formats.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
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

/// Papers that are written at the same time; each takes a few megabytes for its fonts.
const MOST_THREADS: usize = 4;

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

/// Every paper of the binder in each of its formats; they are written side by side, because this is most of
/// the time that an archive of small files takes.
pub(super) fn documents(material: &Material<'_>, contents: &Contents) -> Result<Vec<Document>, OpsError> {
    let sheets = sheets(material, contents);
    let asked: Vec<(&Sheet, Format)> =
        sheets.iter().flat_map(|sheet| sheet.formats.iter().map(move |format| (sheet, *format))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let take = || {
            let place = next.fetch_add(1, Ordering::Relaxed);
            asked.get(place).map(|(sheet, format)| (place, sheet.written(*format)))
        };
        std::iter::from_fn(take).collect::<Vec<_>>()
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let mut written = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        let joined = |other: thread::ScopedJoinHandle<'_, _>| {
            other.join().unwrap_or_else(|panic| resume_unwind(panic))
        };
        own.into_iter().chain(others.into_iter().flat_map(joined)).collect::<Vec<_>>()
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
    let score = (&material.scored.score, material.view.standard(material.scored.phase));
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
