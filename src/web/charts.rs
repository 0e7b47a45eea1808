//! Charts as pages show them: the picture, what it shows in a sentence, and the table behind it.

use serde::Serialize;

use super::request::Context;
use crate::report::chart::Chart;
use crate::report::{Align, Cell};

/// A chart of a page.
#[derive(Debug, Serialize)]
pub(super) struct ChartView {
    id: String,
    title: String,
    said: String,
    /// Made by us, with all text in it escaped.
    svg: String,
    columns: Vec<ColumnView>,
    rows: Vec<Vec<CellView>>,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    title: String,
    number: bool,
}

#[derive(Debug, Serialize)]
struct CellView {
    text: String,
    number: bool,
    /// Whether it names its row.
    head: bool,
}

impl ChartView {
    /// The view of a chart; its name stands once on a page.
    pub(super) fn of(cx: &Context, chart: Chart) -> Self {
        let id = format!("chart-{}", chart.id);
        let number =
            |at: usize| chart.table.columns.get(at).is_some_and(|column| column.align == Align::Right);
        let cell = |(at, cell): (usize, &Cell)| CellView {
            text: cell.text(cx.lang),
            number: number(at),
            head: at == 0,
        };
        let columns = chart.table.columns.iter().enumerate();
        Self {
            svg: chart.page_svg(&id),
            columns: columns
                .map(|(at, column)| ColumnView { title: column.title.clone(), number: number(at) })
                .collect(),
            rows: chart.table.rows.iter().map(|row| row.iter().enumerate().map(cell).collect()).collect(),
            id,
            title: chart.title,
            said: chart.said,
        }
    }
}
