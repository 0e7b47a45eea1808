//! Tables: wrapped cells, a head that is repeated on each page, a last row of sums.

use super::face::FaceName;
use super::lines::Line;
use super::page::{Ink, Pages, Style};
use crate::report::paper::{Align, Cell, Table};
use crate::texts::Lang;

/// Between the rules of a cell and its text, in points.
const PADDING: f32 = 3.0;

/// A row that is broken into lines already.
struct Row {
    cells: Vec<Vec<Line>>,
    is_head: bool,
}

struct Layout<'a> {
    table: &'a Table,
    lang: Lang,
    /// Of each column, in points.
    widths: Vec<f32>,
}

/// Draws a table from the cursor on.
pub(super) fn draw(pages: &mut Pages, table: &Table, lang: Lang) {
    let layout = Layout { table, lang, widths: widths(table, pages.format.text_width()) };
    let head = layout.head(pages);
    let first = table.rows.first().map(|row| layout.row(pages, row).height());
    if pages.left() < head.height() + first.unwrap_or_default() {
        pages.turn();
    }
    layout.draw_row(pages, &head);
    for cells in &table.rows {
        let row = layout.row(pages, cells);
        layout.draw_on_pages(pages, row, &head);
    }
    if !table.totals.is_empty() {
        let row = layout.row(pages, &table.sums(lang));
        layout.draw_on_pages(pages, row, &head);
    }
}

fn widths(table: &Table, total: f32) -> Vec<f32> {
    let sum: f32 = table.columns.iter().map(|column| f32::from(column.width)).sum();
    let share = |width: u16| if sum > 0.0 { total * f32::from(width) / sum } else { total };
    table.columns.iter().map(|column| share(column.width)).collect()
}

impl Row {
    fn height(&self) -> f32 {
        let style = style(self.is_head, Align::Left);
        let lines = self.cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
        f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * style.line_height() + 2.0 * PADDING
    }

    /// The first lines of each cell, as many as fit, and the rest; at least one line is taken.
    fn split(self, height: f32) -> (Self, Option<Self>) {
        let line_height = style(self.is_head, Align::Left).line_height();
        let mut room = height - 2.0 * PADDING;
        let mut count = 0_usize;
        while count == 0 || room >= line_height {
            room -= line_height;
            count += 1;
        }
        let cut = |cell: Vec<Line>| {
            let mut lines = cell.into_iter();
            (lines.by_ref().take(count).collect::<Vec<_>>(), lines.collect::<Vec<_>>())
        };
        let (first, rest): (Vec<_>, Vec<_>) = self.cells.into_iter().map(cut).unzip();
        let is_head = self.is_head;
        let more = rest.iter().any(|cell| !cell.is_empty());
        (Self { cells: first, is_head }, more.then_some(Self { cells: rest, is_head }))
    }
}

fn style(is_head: bool, align: Align) -> Style {
    let (face, align) = if is_head { (FaceName::Serif, Align::Center) } else { (FaceName::Sans, align) };
    Style { face, size: 9.0, leading: 1.4, align }
}

impl Layout<'_> {
    fn head(&self, pages: &mut Pages) -> Row {
        let titles = self.table.columns.iter().zip(&self.widths);
        let cells = titles.map(|(column, width)| {
            pages.break_text(&column.title, width - 2.0 * PADDING, style(true, column.align))
        });
        Row { cells: cells.collect(), is_head: true }
    }

    fn row(&self, pages: &mut Pages, cells: &[Cell]) -> Row {
        let columns = self.table.columns.iter().zip(&self.widths).enumerate();
        let cells = columns.map(|(at, (column, width))| {
            let text = cells.get(at).map(|cell| cell.text(self.lang)).unwrap_or_default();
            pages.break_text(&text, width - 2.0 * PADDING, style(false, column.align))
        });
        Row { cells: cells.collect(), is_head: false }
    }

    /// Draws a row here, on the next page, or in parts when it is higher than a page.
    fn draw_on_pages(&self, pages: &mut Pages, row: Row, head: &Row) {
        let whole = pages.format.text_height() - head.height();
        let mut row = row;
        loop {
            if row.height() > pages.left() && (row.height() <= whole || pages.left() < whole / 3.0) {
                pages.turn();
                self.draw_row(pages, head);
            }
            let (part, rest) =
                if row.height() <= pages.left() { (row, None) } else { row.split(pages.left()) };
            self.draw_row(pages, &part);
            match rest {
                Some(rest) => row = rest,
                None => return,
            }
        }
    }

    fn draw_row(&self, pages: &mut Pages, row: &Row) {
        let (top, height) = (pages.at, row.height());
        let total: f32 = self.widths.iter().sum();
        if row.is_head {
            pages.fill((0.0, top), (total, height), Ink::Pale);
            pages.rule((0.0, top), (total, top), (0.9, Ink::Black));
        }
        let mut x = 0.0;
        for ((width, lines), column) in self.widths.iter().zip(&row.cells).zip(&self.table.columns) {
            let style = style(row.is_head, column.align);
            let mut y = top + PADDING;
            for line in lines {
                pages.line(line, (x + PADDING, y, width - 2.0 * PADDING), style);
                y += style.line_height();
            }
            pages.rule((x, top), (x, top + height), (0.4, Ink::Grey));
            x += width;
        }
        pages.rule((x, top), (x, top + height), (0.4, Ink::Grey));
        pages.rule((0.0, top + height), (total, top + height), (0.4, Ink::Grey));
        pages.at += height;
    }
}
