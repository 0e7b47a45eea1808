//! What is inside a file of a kind that is taken, before anybody decodes or unpacks it: pictures and office
//! documents say how much they claim to hold, and are refused when that can only do harm.

use std::path::Path;

use super::{FileKind, IntakeError, document, picture};

/// Looks into the file at `path`, which the person calls `name`. Memory and time stay small whatever it says.
///
/// # Errors
/// When it is a picture that is cut off or larger than anybody can use, or a document that swells, shares
/// bytes, is encrypted or damaged, leads out of itself or declares entities; and when it can't be read.
pub fn inspect(path: &Path, name: &str, kind: FileKind) -> Result<(), IntakeError> {
    match kind {
        FileKind::Jpg => picture::check_jpeg(path, name),
        FileKind::Png => picture::check_png(path, name),
        FileKind::Docx | FileKind::Xlsx | FileKind::Pptx | FileKind::Ofd => document::check(path, name),
        FileKind::Pdf
        | FileKind::Doc
        | FileKind::Xls
        | FileKind::Wps
        | FileKind::Et
        | FileKind::Ppt
        | FileKind::Heic
        | FileKind::Mp4
        | FileKind::Txt => Ok(()),
    }
}
