//! A paper onto pages, and the pages into a file that is the same each time.

use std::io::Write;

use lopdf::{Object, StringFormat};
use printpdf::date::OffsetDateTime;
use printpdf::{FontId, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};
use sha2::{Digest, Sha256};

use super::chart;
use super::face::{FaceName, Unknown};
use super::page::{Format, Ink, Pages, Style};
use super::table;
use crate::domain::message::Message;
use crate::report::ReportError;
use crate::report::paper::{Align, Block, Paper};

const TITLE: Style = Style { face: FaceName::Serif, size: 20.0, leading: 1.5, align: Align::Center };
const SUBTITLE: Style = Style { face: FaceName::Sans, size: 12.0, leading: 1.6, align: Align::Center };
const BODY: Style = Style { face: FaceName::Sans, size: 12.0, leading: 1.75, align: Align::Left };
const SMALL: Style = Style { face: FaceName::Sans, size: 9.0, leading: 1.6, align: Align::Left };

/// Writes the paper; the same paper gives the same bytes.
pub(in crate::report) fn write(paper: &Paper, out: &mut dyn Write) -> Result<(), ReportError> {
    let format = if paper.landscape { Format::ACROSS } else { Format::UPRIGHT };
    let mut pages = Pages::new(format);
    if !paper.places_its_title() {
        draw_title(&mut pages, paper);
    }
    for block in &paper.blocks {
        draw_block(&mut pages, block, paper);
    }
    draw_signature(&mut pages, paper);
    name_unknown(&mut pages, paper);
    let (pages, bookmarks, _unknown) = pages.finish(!paper.places_its_title());
    save(document(paper, pages, &bookmarks), paper, out)
}

fn draw_title(pages: &mut Pages, paper: &Paper) {
    pages.bookmark(&paper.title);
    pages.paragraph(&paper.title, TITLE, 0.0);
    for line in paper.subtitle.iter().chain(&paper.number) {
        pages.paragraph(line, SUBTITLE, 0.0);
    }
    pages.skip(6.0);
    let (y, width) = (pages.at, pages.format.text_width());
    pages.rule((0.0, y), (width, y), (1.4, Ink::Red));
    pages.skip(14.0);
}

fn draw_block(pages: &mut Pages, block: &Block, paper: &Paper) {
    match block {
        Block::Heading { level: 0, text } => {
            pages.bookmark(text);
            pages.paragraph(text, TITLE, 0.0);
            pages.skip(10.0);
        }
        Block::Heading { level, text } => draw_heading(pages, *level, text),
        Block::Paragraph(text) => {
            pages.paragraph(text, BODY, 2.0);
            pages.skip(4.0);
        }
        Block::Facts(facts) => draw_facts(pages, facts),
        Block::Table(table) => {
            table::draw(pages, table, paper.lang);
            pages.skip(12.0);
        }
        Block::Charts(charts) => {
            chart::draw(pages, charts);
            pages.skip(8.0);
        }
        Block::PageBreak => pages.turn(),
        Block::Spacer => pages.skip(60.0),
    }
}

/// A heading never stands alone at the foot of a page.
fn draw_heading(pages: &mut Pages, level: u8, text: &str) {
    let size = match level {
        1 => 15.0,
        2 => 13.0,
        _ => 12.0,
    };
    let style = Style { face: FaceName::Serif, size, leading: 1.7, align: Align::Left };
    if pages.left() < style.line_height() + 4.0 * BODY.line_height() {
        pages.turn();
    }
    pages.bookmark(text);
    pages.paragraph(text, style, 0.0);
    pages.skip(2.0);
}

/// Labels and values in two columns of the page, the label before its value.
fn draw_facts(pages: &mut Pages, facts: &[(String, String)]) {
    let label = Style { face: FaceName::Serif, ..BODY };
    let widest = facts.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    let widest = f32::from(u16::try_from(widest).unwrap_or(20).min(20));
    let left = (widest + 1.0) * BODY.size;
    let width = (pages.format.text_width() - left).max(BODY.size);
    for (name, value) in facts {
        let lines = pages.break_text(value, width, BODY);
        let names = pages.break_text(name, left, label);
        for at in 0..lines.len().max(names.len()) {
            if pages.left() < BODY.line_height() {
                pages.turn();
            }
            let y = pages.at;
            if let Some(line) = names.get(at) {
                pages.line(line, (0.0, y, left), label);
            }
            if let Some(line) = lines.get(at) {
                pages.line(line, (left, y, width), BODY);
            }
            pages.at += BODY.line_height();
        }
    }
    pages.skip(6.0);
}

/// Who and when, at the right below the text.
fn draw_signature(pages: &mut Pages, paper: &Paper) {
    if paper.places_its_title() {
        return;
    }
    let style = Style { align: Align::Right, ..BODY };
    let (author, day) = paper.signature();
    if pages.left() < 3.0 * style.line_height() {
        pages.turn();
    }
    pages.skip(style.line_height());
    pages.paragraph(&author, style, 0.0);
    pages.paragraph(&day, style, 0.0);
}

/// Characters that no font has are named at the end, by their numbers.
fn name_unknown(pages: &mut Pages, paper: &Paper) {
    if pages.unknown.is_empty() {
        return;
    }
    let unknown: Unknown = pages.unknown.clone();
    let codes: Vec<String> = unknown.iter().map(|char| format!("U+{:04X}", u32::from(*char))).collect();
    let note = Message::new("report-unknown-characters").with("codes", codes.join(" "));
    pages.paragraph(&paper.lang.say(&note), SMALL, 0.0);
}

fn document(paper: &Paper, pages: Vec<PdfPage>, bookmarks: &[(String, usize)]) -> PdfDocument {
    let mut document = PdfDocument::new(&paper.title);
    let info = &mut document.metadata.info;
    info.document_title.clone_from(&paper.title);
    info.author.clone_from(&paper.author);
    info.subject = paper.subtitle.clone().unwrap_or_default();
    info.creator = "yingjian".to_owned();
    info.producer = format!("yingjian {}", env!("CARGO_PKG_VERSION"));
    let seconds = paper.date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    if let Ok(time) = OffsetDateTime::from_unix_timestamp(seconds) {
        info.creation_date = time;
        info.modification_date = time;
        info.metadata_date = time;
    }
    for face in FaceName::ALL {
        if let Some(loaded) = face.loaded() {
            let font = PdfFont::new(loaded.parsed.clone());
            document.resources.fonts.map.insert(FontId(face.id().to_owned()), font);
        }
    }
    document.with_pages(pages);
    for (name, page) in bookmarks {
        document.add_bookmark(name, *page);
    }
    document
}

/// Saves with the language of the words and an id that depends on the paper alone.
fn save(document: PdfDocument, paper: &Paper, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let id: Vec<u8> = Sha256::digest(format!("{paper:?}")).into_iter().take(16).collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Lang", Object::string_literal(paper.lang.tag()));
    }
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|cause| ReportError::format("pdf", cause))?;
    out.write_all(&bytes).map_err(ReportError::Output)
}
