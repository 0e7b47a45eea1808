//! What a document says, as a page of text and tables, and what was read of any other file; the page of its piece takes
//! it in.

use serde::Serialize;

use super::search;
use crate::intake::{Block, Mark};
use crate::ops::evidence::{self, FileToSend};
use crate::ops::texts::{self, Known};
use crate::web::error::WebError;
use crate::web::guard::EvidenceReader;
use crate::web::lookups;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

/// Characters of a text that are shown.
const SHOWN: usize = 200_000;

#[derive(Serialize)]
struct PreviewView {
    back: String,
    address: String,
    blocks: Vec<BlockView>,
    cut: bool,
    scan: bool,
    /// Why there is nothing.
    none: Option<String>,
}

#[derive(Default, Serialize)]
struct BlockView {
    text: Option<String>,
    sheet: Option<String>,
    rows: Vec<Vec<String>>,
}

/// The text of a document.
pub(in crate::web) fn show_preview(cx: &Context, right: EvidenceReader) -> Answer {
    let position = cx.asked.param("position").and_then(|position| position.parse().ok());
    let file = evidence::file_to_send(&right.piece, position.ok_or(WebError::NotFound)?)?;
    let county = lookups::county_of(cx.office(), &right.piece)?;
    let back = format!("/evidence/{}", right.piece.row.id);
    let shown = PreviewView {
        address: format!("{back}/files/{}", cx.asked.param("position").unwrap_or_default()),
        back,
        ..said(cx, &file)?
    };
    Page::new(cx, "evidence-preview", file.name).of_county(&county).reply(&shown)
}

/// A document as it is laid out in text and tables; of any other file what was read of it in the background.
fn said(cx: &Context, file: &FileToSend) -> Result<PreviewView, WebError> {
    let none = |none| PreviewView {
        back: String::new(),
        address: String::new(),
        blocks: Vec::new(),
        cut: false,
        scan: false,
        none,
    };
    if let Some(said) = evidence::document_text(cx.office(), file)? {
        let blocks = said.blocks.into_iter().map(BlockView::from).collect();
        return Ok(PreviewView { blocks, cut: said.cut, ..none(None) });
    }
    Ok(match texts::of_file_shown(cx.office(), file)? {
        Known::Nothing(why) => none(Some(cx.say(&why))),
        Known::Said { text, marks, from_scan, cut } => PreviewView {
            cut: cut || text.chars().nth(SHOWN).is_some(),
            scan: from_scan,
            blocks: parts(cx, &text, &marks),
            ..none(None)
        },
    })
}

/// Lines, and where pages and worksheets begin.
fn parts(cx: &Context, text: &str, marks: &[Mark]) -> Vec<BlockView> {
    let (mut blocks, mut marks, mut at) = (Vec::new(), marks.iter().peekable(), 0_usize);
    for line in text.lines() {
        while let Some(mark) = marks.next_if(|mark| mark.at <= at) {
            blocks.push(BlockView { sheet: Some(search::said(cx, &mark.place)), ..BlockView::default() });
        }
        blocks.push(BlockView { text: Some(line.to_owned()), ..BlockView::default() });
        at = at.saturating_add(line.chars().count()).saturating_add(1);
        if at > SHOWN {
            break;
        }
    }
    blocks
}

impl From<Block> for BlockView {
    fn from(block: Block) -> Self {
        match block {
            Block::Text(text) => Self { text: Some(text), ..Self::default() },
            Block::Sheet(name) => Self { sheet: Some(name), ..Self::default() },
            Block::Table(rows) => Self { rows, ..Self::default() },
        }
    }
}
