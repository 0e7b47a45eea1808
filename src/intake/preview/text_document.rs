//! The paragraphs and tables of a part of a DOCX or a PPTX. A table inside a cell becomes text of the cell.

use std::io::BufReader;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::budget::Budget;
use super::{Archive, Block, PreviewFault, part};

/// The part that holds the text itself.
pub(in crate::intake) const MAIN: &str = "word/document.xml";

/// Reads a part.
pub(in crate::intake) fn read(
    archive: &mut Archive,
    name: &str,
    budget: &mut Budget,
) -> Result<Vec<Block>, PreviewFault> {
    let mut reader = Reader::from_reader(BufReader::new(part(archive, name)?));
    // A part that is cut at its limit ends inside an element.
    reader.config_mut().check_end_names = false;
    let (mut page, mut buffer) = (Page::default(), Vec::new());
    while !budget.is_spent() {
        match reader.read_event_into(&mut buffer).map_err(|fault| PreviewFault::of(&fault))? {
            Event::Start(element) => page.begin(element.local_name().as_ref()),
            Event::Empty(element) => page.empty(element.local_name().as_ref(), budget),
            Event::End(element) => page.end(element.local_name().as_ref(), budget),
            Event::Text(text) => page.say(&text.xml10_content(), budget),
            Event::CData(text) => page.say(&text.xml10_content(), budget),
            Event::GeneralRef(name) => page.say(&referred(&name), budget),
            Event::Eof => return Ok(page.blocks),
            _ => {}
        }
        buffer.clear();
    }
    budget.cut();
    page.end_paragraph();
    page.end_table();
    Ok(page.blocks)
}

/// The character behind a reference; entities of one's own are refused when a document comes in.
fn referred(name: &BytesRef<'_>) -> String {
    if let Ok(Some(char)) = name.resolve_char_ref() {
        return char.to_string();
    }
    let known = quick_xml::escape::resolve_predefined_entity(&name.xml10_content());
    known.unwrap_or_default().to_owned()
}

/// What has been read, and where the reader stands.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    paragraph: String,
    rows: Vec<Vec<String>>,
    /// How many tables are open, one inside the other.
    tables: usize,
    /// How many fallbacks for old programs are open, which repeat what was said.
    repeats: usize,
    in_text: bool,
}

impl Page {
    fn begin(&mut self, name: &str) {
        match name {
            "Fallback" => self.repeats = self.repeats.saturating_add(1),
            "t" => self.in_text = true,
            // A text box stands inside a paragraph and has paragraphs of its own.
            "txbxContent" if self.tables == 0 && self.repeats == 0 => self.end_paragraph(),
            "tbl" => {
                if self.tables == 0 {
                    self.end_paragraph();
                }
                self.tables = self.tables.saturating_add(1);
            }
            "tr" if self.tables == 1 => self.rows.push(Vec::new()),
            "tc" if self.tables == 1 => {
                self.paragraph.clear();
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn empty(&mut self, name: &str, budget: &mut Budget) {
        match name {
            "tab" => self.add("\t", budget),
            "br" | "cr" => self.add("\n", budget),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, budget: &mut Budget) {
        match name {
            "Fallback" => self.repeats = self.repeats.saturating_sub(1),
            "t" => self.in_text = false,
            "p" if self.tables == 0 => self.end_paragraph(),
            "p" => self.add("\n", budget),
            "tc" if self.tables == 1 => {
                budget.cell();
                let text = std::mem::take(&mut self.paragraph);
                if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
                    text.trim().clone_into(cell);
                }
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_table();
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str, budget: &mut Budget) {
        if self.in_text {
            self.add(text, budget);
        }
    }

    fn add(&mut self, text: &str, budget: &mut Budget) {
        if self.repeats == 0 {
            budget.add(&mut self.paragraph, text);
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if !text.trim().is_empty() {
            self.blocks.push(Block::Text(text.trim_end().to_owned()));
        }
    }

    fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            self.blocks.push(Block::Table(rows));
        }
        self.paragraph.clear();
    }
}
