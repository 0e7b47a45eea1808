//! Tables of a DOCX.

use docx_rs::{
    AlignmentType, Paragraph, Shading, Table as DocxTable, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use super::{HEADING, fonts, run, twips};
use crate::report::paper::{Align, Cell, Column, Paper, Table};

/// Half points of the letters in tables.
const SIZE: usize = 18;
/// Twentieths of a point between a cell's text and its lines: above and below, left and right.
const MARGINS: (usize, usize) = (28, 57);

/// The table over the width of the text.
pub(super) fn table(table: &Table, paper: &Paper) -> DocxTable {
    let width = if paper.landscape { twips(257) } else { twips(154) };
    let widths = widths(table, width);
    let mut rows = vec![head(table, &widths)];
    rows.extend(table.rows.iter().map(|cells| row((table, paper, &widths), cells)));
    if !table.totals.is_empty() {
        rows.push(row((table, paper, &widths), &table.sums(paper.lang)));
    }
    let total: usize = widths.iter().sum();
    let (ends, sides) = MARGINS;
    let margins = TableCellMargins::new().margin(ends, sides, ends, sides);
    let table = DocxTable::new(rows).set_grid(widths).layout(TableLayoutType::Fixed);
    table.width(total, WidthType::Dxa).margins(margins)
}

fn widths(table: &Table, total: u32) -> Vec<usize> {
    let sum: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
    let share = |column: &Column| total * u32::from(column.width) / sum.max(1);
    table.columns.iter().map(|column| usize::try_from(share(column)).unwrap_or_default()).collect()
}

/// The head; packing turns the mark of a row that is not split and has no height into that of a repeated head, too.
fn head(table: &Table, widths: &[usize]) -> TableRow {
    let cell = |(column, width): (&Column, &usize)| {
        let text = run(&column.title).size(SIZE).fonts(fonts(HEADING));
        let paragraph = Paragraph::new().align(AlignmentType::Center).add_run(text);
        let shading = Shading::new().fill("EBEDF0");
        TableCell::new().width(*width, WidthType::Dxa).shading(shading).add_paragraph(paragraph)
    };
    TableRow::new(table.columns.iter().zip(widths).map(cell).collect()).cant_split()
}

fn row((table, paper, widths): (&Table, &Paper, &[usize]), cells: &[Cell]) -> TableRow {
    let cell = |(at, (column, width)): (usize, (&Column, &usize))| {
        let text = cells.get(at).map(|cell| cell.text(paper.lang)).unwrap_or_default();
        let align = match column.align {
            Align::Left => AlignmentType::Left,
            Align::Center => AlignmentType::Center,
            Align::Right => AlignmentType::Right,
        };
        let paragraph = Paragraph::new().align(align).add_run(run(&text).size(SIZE));
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .add_paragraph(paragraph)
    };
    TableRow::new(table.columns.iter().zip(widths).enumerate().map(cell).collect())
        .cant_split()
        .row_height(0.0)
}
