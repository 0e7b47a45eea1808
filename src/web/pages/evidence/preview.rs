//! What a document says, as a page of text and tables; the page of its piece takes it in.

use serde::Serialize;

use crate::intake::Block;
use crate::ops::evidence;
use crate::web::error::WebError;
use crate::web::guard::EvidenceReader;
use crate::web::lookups;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

#[derive(Serialize)]
struct PreviewView {
    back: String,
    address: String,
    blocks: Vec<BlockView>,
    cut: bool,
    none: bool,
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
    let said = evidence::document_text(cx.office(), &file)?;
    let county = lookups::county_of(cx.office(), &right.piece)?;
    let back = format!("/evidence/{}", right.piece.row.id);
    let shown = PreviewView {
        address: format!("{back}/files/{}", cx.asked.param("position").unwrap_or_default()),
        back,
        none: said.is_none(),
        cut: said.as_ref().is_some_and(|said| said.cut),
        blocks: said.into_iter().flat_map(|said| said.blocks).map(BlockView::from).collect(),
    };
    Page::new(cx, "evidence-preview", file.name).of_county(&county).reply(&shown)
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
