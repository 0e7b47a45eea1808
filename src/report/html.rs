//! Papers as one HTML file that opens anywhere and prints well. Everything is escaped.

use std::io::Write;
use std::sync::LazyLock;

use handlebars::Handlebars;
use serde::Serialize;

use super::ReportError;
use super::chart::Chart;
use super::paper::{Align, Block, Cell, Column, Paper, Table};
use crate::texts::Lang;

static TEMPLATES: LazyLock<Result<Handlebars<'static>, Box<handlebars::TemplateError>>> =
    LazyLock::new(|| {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        templates
            .register_template_string("paper", include_str!("../../templates/report/paper.hbs"))
            .map_err(Box::new)?;
        templates
            .register_partial("table", include_str!("../../templates/report/table.hbs"))
            .map_err(Box::new)?;
        templates
            .register_partial("style", include_str!("../../templates/report/style.hbs"))
            .map_err(Box::new)?;
        Ok(templates)
    });

/// The page as the template wants it.
#[derive(Serialize)]
struct View<'a> {
    lang: &'static str,
    title: &'a str,
    head: Option<Head<'a>>,
    landscape: bool,
    blocks: Vec<BlockView<'a>>,
    author: String,
    day: String,
}

#[derive(Serialize)]
struct Head<'a> {
    subtitle: Option<&'a str>,
    number: Option<&'a str>,
}

#[derive(Serialize, Default)]
struct BlockView<'a> {
    title: Option<&'a str>,
    heading: Option<HeadingView<'a>>,
    paragraph: Option<&'a str>,
    facts: Option<&'a [(String, String)]>,
    table: Option<TableView<'a>>,
    charts: Option<Vec<ChartView<'a>>>,
    page_break: bool,
    spacer: bool,
}

#[derive(Serialize)]
struct HeadingView<'a> {
    level: u8,
    text: &'a str,
}

#[derive(Serialize)]
struct TableView<'a> {
    name: &'a str,
    columns: Vec<ColumnView<'a>>,
    rows: Vec<Vec<CellView>>,
    totals: Option<Vec<CellView>>,
}

/// A picture, what it shows in words, and the table behind it.
#[derive(Serialize)]
struct ChartView<'a> {
    id: String,
    title: &'a str,
    said: &'a str,
    svg: String,
    figures: String,
    table: TableView<'a>,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    title: &'a str,
    align: &'static str,
    width: String,
}

#[derive(Serialize)]
struct CellView {
    text: String,
    align: &'static str,
}

pub(super) fn write(paper: &Paper, out: &mut dyn Write) -> Result<(), ReportError> {
    let templates = TEMPLATES.as_ref().map_err(|broken| ReportError::format("html", broken.to_string()))?;
    let page =
        templates.render("paper", &view(paper)).map_err(|broken| ReportError::format("html", broken))?;
    out.write_all(page.as_bytes()).map_err(ReportError::Output)
}

fn view(paper: &Paper) -> View<'_> {
    let (author, day) = paper.signature();
    let head = Head { subtitle: paper.subtitle.as_deref(), number: paper.number.as_deref() };
    View {
        lang: paper.lang.tag(),
        title: &paper.title,
        head: (!paper.places_its_title()).then_some(head),
        landscape: paper.landscape,
        blocks: paper.blocks.iter().map(|block| block_view(block, paper.lang)).collect(),
        author,
        day,
    }
}

fn block_view(block: &Block, lang: Lang) -> BlockView<'_> {
    let empty = BlockView::default();
    match block {
        Block::Heading { level: 0, text } => BlockView { title: Some(text), ..empty },
        Block::Heading { level, text } => {
            let level = level.saturating_add(1).min(4);
            BlockView { heading: Some(HeadingView { level, text }), ..empty }
        }
        Block::Paragraph(text) => BlockView { paragraph: Some(text), ..empty },
        Block::Facts(facts) => BlockView { facts: Some(facts), ..empty },
        Block::Table(table) => BlockView { table: Some(table_view(table, lang)), ..empty },
        Block::Charts(charts) => {
            let charts = charts.iter().map(|chart| chart_view(chart, lang)).collect();
            BlockView { charts: Some(charts), ..empty }
        }
        Block::PageBreak => BlockView { page_break: true, ..empty },
        Block::Spacer => BlockView { spacer: true, ..empty },
    }
}

fn chart_view(chart: &Chart, lang: Lang) -> ChartView<'_> {
    let id = format!("chart-{}", chart.id);
    ChartView {
        svg: chart.page_svg(&id),
        id,
        title: &chart.title,
        said: &chart.said,
        figures: lang.word("report-chart-figures"),
        table: table_view(&chart.table, lang),
    }
}

fn table_view(table: &Table, lang: Lang) -> TableView<'_> {
    let sum: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
    let column = |column: &'_ Column| format!("{}%", u32::from(column.width) * 100 / sum.max(1));
    let columns = table.columns.iter().map(|one| ColumnView {
        title: &one.title,
        align: align(one.align),
        width: column(one),
    });
    let cells = |row: &Vec<Cell>| {
        let cell = |(at, column): (usize, &Column)| CellView {
            text: row.get(at).map(|cell| cell.text(lang)).unwrap_or_default(),
            align: align(column.align),
        };
        table.columns.iter().enumerate().map(cell).collect()
    };
    TableView {
        name: &table.name,
        columns: columns.collect(),
        rows: table.rows.iter().map(cells).collect(),
        totals: (!table.totals.is_empty()).then(|| cells(&table.sums(lang))),
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}
