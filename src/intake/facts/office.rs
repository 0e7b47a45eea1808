//! Title and day of an office document, from the part in which it speaks of itself: `docProps/core.xml` of Word,
//! Excel and PowerPoint since 2007 (ECMA-376), `OFD.xml` of OFD (GB/T 33190).

use std::io::{self, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Facts, day};
use crate::intake::IntakeError;
use crate::intake::package::{Limits, Package};

/// As many as [`crate::intake::inspect`] lets pass.
const LIMITS: Limits =
    Limits { entries: 10_000, file_bytes: 400_000_000, total_bytes: 600_000_000, ratio: 200 };
/// The most bytes of the part.
const MAX_PART: u64 = 256 << 10;
/// Where documents speak of themselves.
const PARTS: [&str; 2] = ["docProps/core.xml", "OFD.xml"];

pub(super) fn facts(path: &Path) -> Facts {
    part(path).map(|xml| read(&xml)).unwrap_or_default()
}

fn part(path: &Path) -> Option<Vec<u8>> {
    let package = Package::open_document(path, "", &LIMITS).ok()?;
    let index = package.entries().iter().position(|listed| PARTS.contains(&listed.path.as_str()))?;
    let read = package.read::<Vec<u8>, IntakeError>(index, |part| {
        let mut xml = Vec::new();
        let read = part.take(MAX_PART).read_to_end(&mut xml).and_then(|_| io::copy(part, &mut io::sink()));
        read.map_err(|source| IntakeError::Io { path: String::new(), source })?;
        Ok(xml)
    });
    read.ok()
}

/// The first title and the first day of creation.
fn read(xml: &[u8]) -> Facts {
    let mut facts = Facts::default();
    // What is not UTF-8 is written by no office program.
    let Ok(xml) = std::str::from_utf8(xml) else { return facts };
    let mut reader = Reader::from_str(xml);
    let mut inside = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => inside = start.local_name().as_ref().to_owned(),
            Ok(Event::Text(text)) => {
                let text = text.trim().to_owned();
                match inside.as_str() {
                    _ if text.is_empty() => {}
                    "title" | "Title" => facts.title = facts.title.or(Some(text)),
                    "created" | "CreationDate" => facts.day = facts.day.or_else(|| day(&text)),
                    _ => {}
                }
            }
            Ok(Event::End(_)) => inside.clear(),
            Ok(Event::Eof) | Err(_) => return facts,
            Ok(_) => {}
        }
    }
}
