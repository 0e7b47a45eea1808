//! The page that opens the archive from a memory stick.

use super::Material;
use super::papers::Document;
use super::pieces::{BoundAspect, BoundFile, BoundPiece};
use crate::archive::index::{Index, IndexEntry};
use crate::domain::message::Message;
use crate::domain::score::Figure;
use crate::ops::OpsError;

/// Its name, below `data/`.
pub(super) const NAME: &str = "index.html";

/// The page: facts of the binder, its papers, its files.
pub(super) fn index(material: &Material<'_>, documents: &[Document]) -> Result<String, OpsError> {
    let entries: Vec<IndexEntry> =
        material.bound.aspects.iter().flat_map(|aspect| entries(material, aspect)).collect();
    let documents: Vec<(String, String)> =
        documents.iter().map(|document| (document.label.clone(), document.path.clone())).collect();
    let lang = material.binder.lang;
    let title = lang.say(&Message::new("binder-cover-title").with("county", &material.binder.county));
    let page =
        Index { title: &title, lang, facts: &facts(material), documents: &documents, entries: &entries };
    Ok(page.html()?)
}

fn facts(material: &Material<'_>) -> Vec<(String, String)> {
    let lang = material.binder.lang;
    let total = material.scored.score().total;
    let mut facts = vec![
        (lang.word("binder-round"), material.binder.round.clone()),
        (lang.word("binder-phase"), lang.named("phase", material.binder.phase.id())),
        (lang.word("binder-fonds"), material.binder.fonds.clone()),
    ];
    let figures = [Figure::Claimed, Figure::Provable, Figure::City];
    facts.extend(
        figures
            .into_iter()
            .filter_map(|figure| Some((lang.named("figure", figure.id()), total.get(figure)?.to_string()))),
    );
    facts
}

fn entries<'a>(material: &'a Material<'_>, aspect: &'a BoundAspect) -> impl Iterator<Item = IndexEntry> + 'a {
    let of_piece = move |piece: &'a BoundPiece| {
        piece.files.iter().map(move |file| entry(material, (aspect, piece, file)))
    };
    aspect.pieces.iter().flat_map(of_piece)
}

fn entry(
    material: &Material<'_>,
    (aspect, piece, file): (&BoundAspect, &BoundPiece, &BoundFile),
) -> IndexEntry {
    IndexEntry {
        path: file.path.clone(),
        title: format!("{} {}", piece.line.code, piece.line.title),
        aspect: (aspect.code.clone(), aspect.name.clone()),
        item: piece.item.clone(),
        year: Some(piece.year.to_string()),
        kind: piece.kind.clone(),
        size: file.size,
        sha256: file.sha256.clone(),
        is_picture: matches!(file.media_type.as_str(), "image/jpeg" | "image/png"),
        note: note(material, piece, file),
    }
}

/// The file number, where else the piece is, and what the file was called when its name had to change.
fn note(material: &Material<'_>, piece: &BoundPiece, file: &BoundFile) -> String {
    let original = file
        .original
        .as_ref()
        .map(|name| material.binder.lang.say(&Message::new("binding-original-name").with("name", name)));
    let notes = [Some(piece.line.file_number.clone()), Some(piece.line.note.clone()), original];
    notes.into_iter().flatten().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(" · ")
}
