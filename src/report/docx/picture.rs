//! Charts of a DOCX: pictures in a table without lines, each below its title and above what it shows.

use docx_rs::{Docx, Paragraph, Pic, Run, Table, TableCell, TableLayoutType, TableRow, WidthType};
use rust_decimal::prelude::ToPrimitive;

use super::{HEADING, fonts, run, twips};
use crate::report::ReportError;
use crate::report::chart::{Chart, png};
use crate::report::paper::{Block, Paper};

/// Length units of pictures in a millimetre (ECMA-376, 20.1.2.1).
const EMUS_OF_MM: f32 = 36_000.0;

/// Half points of the letters below a picture.
const SMALL: usize = 18;

/// Adds charts, none parted from its title by the end of a page: two beside each other on a sheet that lies on its long side.
pub(super) fn add(docx: Docx, charts: &[Chart], paper: &Paper) -> Result<Docx, ReportError> {
    let (columns, millimetres) = if paper.landscape { (2, 128) } else { (1, 150) };
    let width = usize::try_from(twips(millimetres)).unwrap_or_default();
    let mut rows = Vec::new();
    for some in charts.chunks(columns) {
        let cells: Result<Vec<TableCell>, ReportError> =
            some.iter().map(|chart| cell(chart, (paper, millimetres))).collect();
        let cells = cells?.into_iter().map(|cell| cell.width(width, WidthType::Dxa));
        rows.push(TableRow::new(cells.collect()).cant_split().row_height(0.0));
    }
    let table = Table::without_borders(rows).set_grid(vec![width; columns]).layout(TableLayoutType::Fixed);
    Ok(docx.add_table(table).add_paragraph(Paragraph::new()))
}

fn cell(chart: &Chart, (paper, millimetres): (&Paper, u32)) -> Result<TableCell, ReportError> {
    let picture = png(chart)?;
    let width = (f32::from(u16::try_from(millimetres).unwrap_or_default()) - 6.0) * EMUS_OF_MM;
    let height = width * picture.height / picture.width.max(1.0);
    let [width, height] = [width, height].map(|length| length.to_u32().unwrap_or_default());
    let pic = Pic::new_with_dimensions(picture.bytes, 0, 0).id(name(chart, paper)).size(width, height);
    let title = Paragraph::new().add_run(run(&chart.title).fonts(fonts(HEADING))).keep_next(true);
    let shown = Paragraph::new().add_run(Run::new().add_image(pic)).keep_next(true);
    let said = Paragraph::new().add_run(run(&chart.said).size(SMALL));
    Ok(TableCell::new().add_paragraph(title).add_paragraph(shown).add_paragraph(said))
}

/// The library counts pictures over all documents it has made; here each has the number of its place.
fn name(chart: &Chart, paper: &Paper) -> String {
    let at = charts(paper).position(|other| std::ptr::eq(other, chart)).unwrap_or_default();
    format!("rIdImage{}", at.saturating_add(1))
}

/// All charts of a paper in their order, which is that of the pictures in the document.
pub(super) fn charts(paper: &Paper) -> impl Iterator<Item = &Chart> {
    let of_block = |block: &'_ Block| matches!(block, Block::Charts(_));
    paper.blocks.iter().filter(move |block| of_block(block)).flat_map(|block| match block {
        Block::Charts(charts) => charts.as_slice(),
        _ => &[],
    })
}
