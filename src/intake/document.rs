//! Office documents that are ZIPs (docx, xlsx, pptx, ofd), looked at before anybody opens them. The directory
//! is judged first; then each part is read through, a little at a time, to see that it holds what it says.

use std::io::{self, Read};
use std::path::Path;

use super::IntakeError;
use super::amount::amount;
use super::package::{Limits, Package};
use crate::domain::message::Message;

/// What a document may ask of the machine.
const LIMITS: Limits =
    Limits { entries: 10_000, file_bytes: 400_000_000, total_bytes: 600_000_000, ratio: 200 };

/// Bytes in which a part of XML must have come to its content.
const PROLOG: usize = 64 << 10;
/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;

/// What is wrong inside a document; sizes are in bytes.
#[derive(Debug)]
pub enum DocumentFault {
    /// It, or a part of it, swells beyond what office programs write.
    Bomb {
        /// The part, or the document.
        path: String,
        /// Packed.
        packed: u64,
        /// Unpacked.
        size: u64,
        /// How many times is taken.
        limit: u64,
    },
    /// Unpacked it is larger than is taken.
    TooLarge {
        /// Unpacked.
        size: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// It has more parts than is taken.
    TooManyParts {
        /// How many.
        count: u64,
        /// The most that are taken.
        limit: usize,
    },
    /// A part declares a document type, which no office program writes and with which entities swell.
    Entities {
        /// The part.
        path: String,
    },
    /// A part is encrypted, leads out of the document, shares bytes with another, or occurs twice.
    Unsafe {
        /// The part.
        path: String,
    },
    /// A part is not what the directory says, or the whole is cut off.
    Damaged {
        /// The part, or the document.
        path: String,
    },
}

impl DocumentFault {
    /// What people are told.
    pub(super) fn message(&self) -> Message {
        let at = |id, path: &String| Message::new(id).with("path", path);
        match self {
            Self::Bomb { path, packed, size, limit } => at("intake-document-bomb", path)
                .with("packed", amount(*packed))
                .with("size", amount(*size))
                .with("limit", *limit),
            Self::TooLarge { size, limit } => Message::new("intake-document-large")
                .with("size", amount(*size))
                .with("limit", amount(*limit)),
            Self::TooManyParts { count, limit } => {
                Message::new("intake-document-parts").with("count", *count).with("limit", *limit)
            }
            Self::Entities { path } => at("intake-document-entities", path),
            Self::Unsafe { path } => at("intake-document-unsafe", path),
            Self::Damaged { path } => at("intake-document-damaged", path),
        }
    }
}

/// Looks into the document at `path`, which the person calls `name`.
pub(super) fn check(path: &Path, name: &str) -> Result<(), IntakeError> {
    let told = |error: IntakeError| of_document(error, name);
    let package = Package::open_document(path, name, &LIMITS).map_err(told)?;
    for (index, listed) in package.entries().iter().enumerate() {
        let is_xml = is_xml(&listed.name);
        let clean = package.read::<bool, IntakeError>(index, |part| read_part(part, is_xml, &listed.path));
        if !clean.map_err(told)? {
            let fault = DocumentFault::Entities { path: listed.path.clone() };
            return Err(IntakeError::Document { name: name.to_owned(), fault });
        }
    }
    Ok(())
}

fn is_xml(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("xml" | "rels" | "vml" | "svg" | "xhtml" | "html" | "htm"))
}

/// Reads a part to its end, and gives whether it is free of declarations that swell.
fn read_part(part: &mut dyn Read, is_xml: bool, path: &str) -> Result<bool, IntakeError> {
    let damaged = |source| IntakeError::Damaged { path: path.to_owned(), source: Some(source) };
    let mut head = Vec::new();
    if is_xml {
        let limit = u64::try_from(PROLOG).unwrap_or(u64::MAX);
        Read::take(&mut *part, limit).read_to_end(&mut head).map_err(damaged)?;
    }
    drain(part).map_err(damaged)?;
    Ok(!declares(&head))
}

/// Reads to the end and keeps nothing, so that length and sum are known to be those of the directory.
fn drain(part: &mut dyn Read) -> io::Result<()> {
    let mut chunk = vec![0; CHUNK];
    loop {
        match part.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether XML declares a document type before its content; what does not come to its content in the
/// bytes that are looked at is taken for such.
fn declares(head: &[u8]) -> bool {
    // UTF-16 has a zero beside every sign that matters here.
    let plain: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&plain);
    let mut rest = text.trim_start_matches(|char: char| char.is_whitespace() || !char.is_ascii());
    loop {
        let closing = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => return rest.starts_with("<!"),
        };
        match rest.split_once(closing) {
            Some((_, after)) => rest = after.trim_start(),
            None => return head.len() >= PROLOG,
        }
    }
}

/// What is said of a package, said of a document.
fn of_document(error: IntakeError, name: &str) -> IntakeError {
    let fault = match error {
        IntakeError::Bomb { path, packed, size, limit } => DocumentFault::Bomb { path, packed, size, limit },
        IntakeError::FileTooLarge { size, limit, .. } | IntakeError::TooManyBytes { size, limit } => {
            DocumentFault::TooLarge { size, limit }
        }
        IntakeError::LargeDirectory { size, limit } => DocumentFault::TooLarge { size, limit },
        IntakeError::TooManyEntries { count, limit } => DocumentFault::TooManyParts { count, limit },
        IntakeError::UnsafePath { path }
        | IntakeError::LongPath { path, .. }
        | IntakeError::SamePath { path }
        | IntakeError::BadName { path, .. }
        | IntakeError::Overlap { path }
        | IntakeError::Encrypted { path }
        | IntakeError::Method { path, .. } => DocumentFault::Unsafe { path },
        IntakeError::MoreThanSaid { path, .. } | IntakeError::Damaged { path, .. } => {
            DocumentFault::Damaged { path }
        }
        IntakeError::NotZip { name, .. } => DocumentFault::Damaged { path: name },
        other => return other,
    };
    IntakeError::Document { name: name.to_owned(), fault }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_type_is_seen_wherever_it_hides() {
        let hidden = format!("<!-- {} --><!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "长".repeat(1_000));
        let endless = format!("<!-- {}", "x".repeat(PROLOG));
        let wide: Vec<u8> =
            "<?xml version='1.0'?><!DOCTYPE x><x/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xFF\xFE".as_slice(), &wide].concat();
        for bad in
            ["<!DOCTYPE x><x/>".as_bytes(), b"\xEF\xBB\xBF<!DOCTYPE x>", hidden.as_bytes(), &wide, &marked]
        {
            assert!(declares(bad), "{}", String::from_utf8_lossy(bad));
        }
        assert!(declares(&endless.as_bytes()[..PROLOG]));
        for good in [
            "<?xml version=\"1.0\"?>\n<x>&lt;!DOCTYPE</x>",
            "<!-- a --> <x/>",
            "",
            "x",
            "<x><!-- <!DOCTYPE -->",
        ] {
            assert!(!declares(good.as_bytes()), "{good}");
        }
    }
}
