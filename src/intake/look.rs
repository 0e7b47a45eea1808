//! A look into a file, to tell its kind.
//!
//! Nothing is unpacked or expanded: of a ZIP the names in its directory are read, of a compound file
//! the names at its top.

use std::io::{self, Read, Seek, SeekFrom};

use file_format::FileFormat;

use super::compound;
use super::directory::Directory;
use super::found::Found;
use super::kind::FileKind;
use super::text::is_plain;

/// Bytes at the beginning of a file that are looked at.
const HEAD: u64 = 1_024;
/// Bytes at the beginning of a plain text that are looked at.
const TEXT_HEAD: u64 = 64 << 10;
/// Names in a ZIP that are looked at for those of an office document.
const MOST_NAMES: usize = 4_096;

/// What a look into a file found.
pub(super) enum Look {
    Kind(FileKind),
    Empty,
    Locked,
    Other(Found),
}

/// Looks into a file that the person calls `name`.
///
/// # Errors
/// When it can't be read.
pub(super) fn look(reader: &mut (impl Read + Seek), name: &str) -> io::Result<Look> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut head)?;
    if head.is_empty() {
        return Ok(Look::Empty);
    }
    if is_pdf(&head) {
        return Ok(Look::Kind(FileKind::Pdf));
    }
    if head.starts_with(b"PK\x03\x04") {
        return look_into_zip(reader);
    }
    if head.starts_with(compound::SIGNATURE) {
        return look_into_compound(reader, name);
    }
    if head.starts_with(b"#!") {
        return Ok(Look::Other(Found::named("intake-found-script", "#!")));
    }
    reader.seek(SeekFrom::Start(0))?;
    let format = match (FileFormat::from_reader(&mut *reader)?, head.get(..12)) {
        // A film whose last box is cut off is still told by its first.
        (FileFormat::ArbitraryBinaryData, Some(first)) => FileFormat::from_bytes(first),
        (format, _) => format,
    };
    Ok(match format {
        FileFormat::JointPhotographicExpertsGroup => Look::Kind(FileKind::Jpg),
        FileFormat::PortableNetworkGraphics | FileFormat::AnimatedPortableNetworkGraphics => {
            Look::Kind(FileKind::Png)
        }
        FileFormat::HighEfficiencyImageCoding | FileFormat::HighEfficiencyImageFileFormat => {
            Look::Kind(FileKind::Heic)
        }
        FileFormat::Mpeg4Part14 | FileFormat::Mpeg4Part14Video | FileFormat::AppleItunesVideo => {
            Look::Kind(FileKind::Mp4)
        }
        FileFormat::PlainText | FileFormat::ArbitraryBinaryData
            if is_named_text(name) && is_text(reader)? =>
        {
            Look::Kind(FileKind::Txt)
        }
        other => Look::Other(Found::from_format(other)),
    })
}

/// Text is taken only under a name that no program runs by.
fn is_named_text(name: &str) -> bool {
    let ending = name.trim_end().rsplit_once('.').map(|(_, ending)| ending);
    ending.and_then(FileKind::from_extension) == Some(FileKind::Txt)
}

/// Its beginning decides; a page or a script for browsers is none, whatever it is called.
fn is_text(reader: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut head = Vec::new();
    reader.seek(SeekFrom::Start(0))?;
    reader.by_ref().take(TEXT_HEAD).read_to_end(&mut head)?;
    let begins = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    Ok(!begins.starts_with(b"<") && is_plain(&head))
}

/// Some scanners put a byte order mark or blank lines in front.
fn is_pdf(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"%PDF-")
}

fn look_into_zip(reader: &mut (impl Read + Seek)) -> io::Result<Look> {
    let names = match Directory::find(reader)? {
        Some(directory) => directory.names(reader, MOST_NAMES)?,
        None => Vec::new(),
    };
    let has = |wanted: &[u8]| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let has_folder = |folder: &[u8]| names.iter().any(|name| name.starts_with(folder));
    if has(b"OFD.xml") {
        return Ok(Look::Kind(FileKind::Ofd));
    }
    let open_xml: [(&[u8], _); 3] =
        [(b"word/", FileKind::Docx), (b"xl/", FileKind::Xlsx), (b"ppt/", FileKind::Pptx)];
    let found = open_xml.into_iter().find(|(folder, _)| has_folder(folder));
    Ok(match found.filter(|_| has(b"[Content_Types].xml")) {
        Some((_, kind)) => Look::Kind(kind),
        None => Look::Other(Found::named("intake-found-archive", "ZIP")),
    })
}

fn look_into_compound(reader: &mut (impl Read + Seek), name: &str) -> io::Result<Look> {
    let names = compound::top_names(reader)?;
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let called = |extension: &str| {
        name.rsplit_once('.').is_some_and(|(_, ending)| ending.trim().eq_ignore_ascii_case(extension))
    };
    if has("EncryptedPackage") {
        return Ok(Look::Locked);
    }
    Ok(if has("WordDocument") {
        Look::Kind(if called("wps") { FileKind::Wps } else { FileKind::Doc })
    } else if has("Workbook") || has("Book") {
        Look::Kind(if called("et") { FileKind::Et } else { FileKind::Xls })
    } else if has("PowerPoint Document") {
        Look::Kind(FileKind::Ppt)
    } else {
        reader.seek(SeekFrom::Start(0))?;
        Look::Other(Found::from_format(FileFormat::from_reader(reader)?))
    })
}
