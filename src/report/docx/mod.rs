//! Papers as DOCX that an official edits in WPS or Word: it names the official fonts, which those
//! programs have, and the heads of tables are repeated.

mod pack;
mod picture;
mod table;

use std::io::Write;

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNum,
    PageOrientationType, Paragraph, Run, RunFonts, SpecialIndentType, Style, StyleType, Tab, TabValueType,
};

use super::ReportError;
use super::paper::{Block, Paper};

/// Twentieths of a point of a millimetre, times ten.
const TEN_TWIPS_OF_MM: u32 = 567;

/// Fonts that official documents are set in (GB/T 9704-2012).
const TITLE: &str = "方正小标宋简体";
const BODY: &str = "仿宋_GB2312";
const HEADING: &str = "黑体";
const SUBHEADING: &str = "楷体_GB2312";

/// Writes the paper; the same paper gives the same bytes.
pub(super) fn write(paper: &Paper, out: &mut dyn Write) -> Result<(), ReportError> {
    let packed = pack::pack(document(paper)?, paper).map_err(|cause| ReportError::format("docx", cause))?;
    out.write_all(&packed).map_err(ReportError::Output)
}

fn twips(millimetres: u32) -> u32 {
    millimetres * TEN_TWIPS_OF_MM / 10
}

fn document(paper: &Paper) -> Result<Docx, ReportError> {
    let day = format!("{}T00:00:00Z", paper.date);
    let mut docx = styled(Docx::new().created_at(&day).updated_at(&day));
    docx = laid_out(docx, paper.landscape);
    if !paper.places_its_title() {
        docx = docx.footer(page_number());
        docx = docx.add_paragraph(paragraph(&paper.title, "Title").align(AlignmentType::Center));
        for line in paper.subtitle.iter().chain(&paper.number) {
            docx = docx.add_paragraph(paragraph(line, "Normal").align(AlignmentType::Center));
        }
    }
    for block in &paper.blocks {
        docx = match block {
            Block::Charts(charts) => picture::add(docx, charts, paper)?,
            block => add_block(docx, block, paper),
        };
    }
    Ok(if paper.places_its_title() { docx } else { signed(docx, paper) })
}

fn laid_out(docx: Docx, landscape: bool) -> Docx {
    let (width, height) = (twips(210), twips(297));
    let margin = |top: u32, side: u32| {
        let [top, side] = [top, side].map(|mm| i32::try_from(twips(mm)).unwrap_or_default());
        PageMargin::new().top(top).bottom(top).left(side).right(side)
    };
    if landscape {
        let docx = docx.page_size(height, width).page_orient(PageOrientationType::Landscape);
        docx.page_margin(margin(26, 20))
    } else {
        docx.page_size(width, height).page_margin(margin(37, 28))
    }
}

fn styled(docx: Docx) -> Docx {
    let style = |id: &str, name: &str, (font, half_points): (&str, usize)| {
        Style::new(id, StyleType::Paragraph).name(name).fonts(fonts(font)).size(half_points)
    };
    docx.default_fonts(fonts(BODY))
        .default_size(24)
        .add_style(style("Title", "Title", (TITLE, 44)))
        .add_style(style("Heading1", "heading 1", (HEADING, 32)).outline_lvl(0))
        .add_style(style("Heading2", "heading 2", (SUBHEADING, 28)).outline_lvl(1))
        .add_style(style("Heading3", "heading 3", (SUBHEADING, 24)).outline_lvl(2))
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().east_asia(name).ascii("Times New Roman").hi_ansi("Times New Roman")
}

fn page_number() -> Footer {
    let dash = || Run::new().add_text("— ");
    let end = Run::new().add_text(" —");
    let number = Paragraph::new().align(AlignmentType::Center).add_run(dash());
    Footer::new().add_paragraph(number.add_page_num(PageNum::new()).add_run(end))
}

fn paragraph(text: &str, style: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

/// The text with its line breaks.
fn run(text: &str) -> Run {
    let clean = pack::clean(text);
    let mut lines = clean.split('\n');
    let first = Run::new().add_text(lines.next().unwrap_or_default());
    lines.fold(first, |run, line| run.add_break(BreakType::TextWrapping).add_text(line))
}

fn add_block(docx: Docx, block: &Block, paper: &Paper) -> Docx {
    let spacing = LineSpacing::new().line_rule(LineSpacingType::Auto).line(360);
    match block {
        Block::Heading { level: 0, text } => {
            docx.add_paragraph(paragraph(text, "Title").align(AlignmentType::Center))
        }
        Block::Heading { level, text } => {
            let style = format!("Heading{}", level.clamp(&1, &3));
            docx.add_paragraph(paragraph(text, &style).keep_next(true))
        }
        Block::Paragraph(text) => {
            let indent = Some(SpecialIndentType::FirstLine(480));
            let body = paragraph(text, "Normal").line_spacing(spacing);
            docx.add_paragraph(body.indent(None, indent, None, None))
        }
        Block::Facts(facts) => facts.iter().fold(docx, |docx, (label, value)| {
            let tab = Tab::new().val(TabValueType::Left).pos(3_600);
            let label = run(label).fonts(fonts(HEADING)).add_tab();
            docx.add_paragraph(Paragraph::new().add_tab(tab).add_run(label).add_run(run(value)))
        }),
        Block::Table(table) => docx.add_table(table::table(table, paper)).add_paragraph(Paragraph::new()),
        Block::PageBreak => {
            docx.add_paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page)))
        }
        Block::Charts(_) => docx,
        Block::Spacer => (0..4).fold(docx, |docx, _line| docx.add_paragraph(Paragraph::new())),
    }
}

fn signed(docx: Docx, paper: &Paper) -> Docx {
    let (author, day) = paper.signature();
    let right = |text: &str| paragraph(text, "Normal").align(AlignmentType::Right);
    docx.add_paragraph(Paragraph::new()).add_paragraph(right(&author)).add_paragraph(right(&day))
}
