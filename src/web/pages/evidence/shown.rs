//! How a file of a piece is shown on its page: by the browser itself, by pdf.js, as text, or not at all.

use serde::Serialize;

use crate::intake::{Family, FileKind, has_preview, has_text};
use crate::ops::evidence::Piece;
use crate::store::evidence::{BlobRow, FileRow};
use crate::web::request::Context;

/// The file that is shown.
#[derive(Serialize)]
pub(super) struct ShownView {
    pub(super) address: String,
    /// Where the picture of a picture comes from.
    pub(super) source: String,
    pub(super) name: String,
    pub(super) pdf: bool,
    pub(super) picture: bool,
    pub(super) film: bool,
    /// Whether it is shown as text.
    pub(super) text: bool,
    /// What is to be known of what is shown.
    pub(super) note: Option<String>,
    /// Whether its words can be seen beside it.
    pub(super) words: bool,
    /// Why it is not shown.
    pub(super) none: Option<String>,
}

impl ShownView {
    /// The file that the address asks for, else the first.
    pub(super) fn of(cx: &Context, piece: &Piece) -> Option<Self> {
        let asked = cx.query_value("file").and_then(|file| file.parse::<i64>().ok());
        let found = piece.files.iter().find(|(file, _)| Some(file.position) == asked);
        let (file, blob) = found.or_else(|| piece.files.first())?;
        Some(Self::of_file(cx, format!("/evidence/{}/files/{}", piece.row.id, file.position), (file, blob)))
    }

    fn of_file(cx: &Context, address: String, (file, blob): (&FileRow, &BlobRow)) -> Self {
        let kind = FileKind::from_media_type(&blob.media_type);
        let is = |wanted| kind == Some(wanted);
        let text = kind.is_some_and(|kind| has_preview(kind) || has_text(kind) && kind != FileKind::Pdf);
        let heic = is(FileKind::Heic);
        let picture = heic || is(FileKind::Jpg) || is(FileKind::Png);
        let source = if heic { format!("{address}/thumbnail?size=large") } else { address.clone() };
        let note = heic.then(|| cx.word("files-heic"));
        let (pdf, film) = (is(FileKind::Pdf), kind.is_some_and(|kind| kind.family() == Family::Film));
        let none = match kind {
            _ if pdf || picture || film || text => None,
            _ => Some(cx.word("files-no-preview")),
        };
        Self {
            address,
            source,
            name: file.name.clone(),
            pdf,
            picture,
            film,
            text,
            words: pdf || picture,
            note,
            none,
        }
    }

    /// Whether the page needs the worker of pdf.js.
    pub(super) fn needs_worker(&self) -> bool {
        self.pdf
    }
}
