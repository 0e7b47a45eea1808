//! What an answer says, wherever it hides: headers, text, the members of packages, the words of a PDF.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::city::{COUNTIES, word};
use crate::client::Answer;
use crate::programs::run;

/// How deep packages lie in packages: an archive holds workbooks.
const DEPTH: usize = 3;

/// All that an answer says, in lower case.
pub(crate) fn said(answer: &Answer) -> String {
    let mut said = String::new();
    for (name, value) in &answer.headers {
        said.push_str(&format!("{name}: {value}\n"));
    }
    unpack(&answer.bytes, DEPTH, &mut said);
    said.to_lowercase()
}

fn unpack(bytes: &[u8], depth: usize, said: &mut String) {
    said.push_str(&String::from_utf8_lossy(bytes));
    said.push('\n');
    if bytes.starts_with(b"PK") && depth > 0 {
        unzip(bytes, depth, said);
    } else if bytes.starts_with(b"%PDF") && bytes.len() > 2_000 {
        said.push_str(&words_of_pdf(bytes));
    }
}

fn unzip(bytes: &[u8], depth: usize, said: &mut String) {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for position in 0..zip.len() {
        let mut member = zip.by_index(position).unwrap();
        said.push_str(&member.name().unwrap());
        let mut inside = Vec::new();
        member.read_to_end(&mut inside).unwrap();
        drop(member);
        unpack(&inside, depth - 1, said);
    }
}

/// The words of a PDF, without the ends of lines, at which a long word may be broken.
fn words_of_pdf(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), bytes).unwrap();
    let text = run("pdftotext", &["-raw", "a.pdf", "-"], folder.path());
    text.split_whitespace().collect()
}

/// The words of counties that are said, each with its county.
pub(crate) fn words_in(said: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for (county, begins) in COUNTIES {
        for (at, _) in said.match_indices(begins) {
            found.push((county, whole(county, &said[at..])));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The word that a text begins with, whatever follows it.
fn whole(county: &str, text: &str) -> String {
    let known = crate::city::PLACES.iter().map(|place| word(county, place));
    let fitting = known.filter(|word| text.starts_with(word.as_str()));
    fitting.max_by_key(String::len).unwrap_or_else(|| text.chars().take(20).collect())
}
