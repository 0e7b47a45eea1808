//! DOCX and PPTX: the main part, then headers, footers and notes; text boxes stand where they are anchored. Slide by
//! slide, each with its notes. The same reader serves the previews.

use std::fs::File;

use super::lines::Lines;
use super::{Place, TextFault};
use crate::intake::preview::{Archive, opened, text_document};

/// Parts of a kind that are read.
const MOST_PARTS: usize = 1_000;

/// What stands beside the text of a document.
const MARGINS: [&str; 4] = ["word/header", "word/footer", "word/footnotes", "word/endnotes"];

pub(super) fn read_document(file: File, lines: &mut Lines) -> Result<(), TextFault> {
    let mut archive = opened(file)?;
    let main = text_document::read(&mut archive, text_document::MAIN, &mut lines.budget)?;
    lines.blocks(main);
    let mut begun = false;
    let margins: Vec<String> = MARGINS.iter().flat_map(|begins| parts(&archive, begins)).collect();
    for name in margins {
        if lines.is_spent() {
            break;
        }
        let Ok(blocks) = text_document::read(&mut archive, &name, &mut lines.budget) else { continue };
        if !blocks.is_empty() && !std::mem::replace(&mut begun, true) {
            lines.begin(Place::Margin);
        }
        lines.blocks(blocks);
    }
    Ok(())
}

pub(super) fn read_slides(file: File, lines: &mut Lines) -> Result<(), TextFault> {
    let mut archive = opened(file)?;
    for (number, name) in (1..).zip(parts(&archive, "ppt/slides/slide")) {
        if lines.is_spent() {
            break;
        }
        lines.begin(Place::Page(number));
        let notes = name.replace("slides/slide", "notesSlides/notesSlide");
        for name in [name, notes] {
            if let Ok(blocks) = text_document::read(&mut archive, &name, &mut lines.budget) {
                lines.blocks(blocks);
            }
        }
    }
    Ok(())
}

/// The parts of XML whose names begin so, in the order of their numbers.
fn parts(archive: &Archive, begins: &str) -> Vec<String> {
    let numbered = |name: &str| {
        let rest = name.strip_prefix(begins)?.strip_suffix(".xml")?;
        let number = if rest.is_empty() { 0 } else { rest.parse::<u32>().ok()? };
        Some((number, name.to_owned()))
    };
    let mut found: Vec<(u32, String)> =
        archive.file_names().filter_map(Result::ok).filter_map(|name| numbered(&name)).collect();
    found.sort_unstable();
    found.into_iter().take(MOST_PARTS).map(|(_, name)| name).collect()
}
