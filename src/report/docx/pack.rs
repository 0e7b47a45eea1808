//! The parts of a DOCX into a small file that is the same each time.

use std::io::{Cursor, Read, Write};

use docx_rs::Docx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::picture;
use crate::report::paper::Paper;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// What the library writes for a row that is not split; of those without a height, only heads of tables are marked so.
const HEAD_ROW: &str = "<w:cantSplit /></w:trPr>";

/// The same, and repeated on each page, which the library can't say (ECMA-376, 17.4.78).
const REPEATED_ROW: &str = "<w:cantSplit /><w:tblHeader /></w:trPr>";

/// What the library writes for every picture.
const PICTURE: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";

/// The library stores its parts as they are, with the time of now; here they are compressed.
pub(super) fn pack(docx: Docx, paper: &Paper) -> Result<Vec<u8>, Failed> {
    let mut stored = Cursor::new(Vec::new());
    docx.pack(&mut stored)?;
    let mut parts = ZipArchive::new(stored)?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for index in 0..parts.len() {
        let mut part = parts.by_index(index)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes)?.replace(HEAD_ROW, REPEATED_ROW);
            bytes = described(&text, paper).into_bytes();
        }
        packed.start_file(name.as_str(), options)?;
        packed.write_all(&bytes)?;
    }
    Ok(packed.finish()?.into_inner())
}

/// The document with what each picture shows, in words, which the library can't say (ECMA-376, 20.4.2.5).
fn described(document: &str, paper: &Paper) -> String {
    let mut parts = document.split(PICTURE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for ((number, part), chart) in (1..).zip(parts).zip(picture::charts(paper)) {
        let [title, said] = [&chart.title, &chart.said].map(|words| escaped(&clean(words)));
        text.push_str(&format!("<wp:docPr id=\"{number}\" name=\"{title}\" descr=\"{said}\" />{part}"));
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The text without characters that XML forbids.
pub(super) fn clean(text: &str) -> String {
    let fit = |char: &char| !char.is_control() || matches!(char, '\n' | '\t');
    text.chars().filter(|char| fit(char) && !matches!(char, '\u{fffe}' | '\u{ffff}')).collect()
}
