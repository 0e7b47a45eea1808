//! Reports, against what else sets the same table: reportlab and a warm typst for PDF, XlsxWriter for workbooks.

use std::path::Path;

use serde_json::json;
use yingjian::domain::round::Phase;
use yingjian::ops::{reports, scores};
use yingjian::report::{Block, Cell, Format, GapReport, Paper, Table};
use yingjian::texts::Lang;

use crate::office::Filled;
use crate::programs::{Python, folder};
use crate::table::{Row, in_turn, timed};

/// How often the gaps of a county are repeated for a workbook of a hundred thousand cells.
const LONG: usize = 100_000;

pub(crate) fn rows() -> Vec<Row> {
    let office = Filled::new(1);
    let view = scores::round(&office.office, None).unwrap();
    let today = "2026-11-01".parse().unwrap();
    let report = reports::gaps(&office.office, &view, ("c1", Phase::Final, today)).unwrap();
    let place = folder();
    let mut rows = as_pdf(&report, place.path());
    rows.push(as_workbook(&report, place.path()));
    rows
}

fn as_pdf(report: &GapReport, place: &Path) -> Vec<Row> {
    let paper = report.paper(Lang::Hans);
    let input = written(&paper, &place.join("report.json"));
    let fonts = format!("{}/templates/assets/fonts", env!("CARGO_MANIFEST_DIR"));
    let mut reportlab = Python::start("reportlab_table.py", &[&input]);
    let mut typst = Python::start("typst_table.py", &[&input, &fonts]);
    // The paper of another day each time: no page is like one that was set before.
    let mut ours = || timed(|| drop(bytes(Format::Pdf, &report.paper(Lang::Hans))));
    let [ours, reportlab, typst] =
        in_turn(8, [&mut ours, &mut || reportlab.seconds(), &mut || typst.seconds()]);
    vec![
        Row::cost("gap report as PDF ÷ reportlab, same table", (ours, reportlab), "reportlab", (1.0, 0.3)),
        Row::cost("gap report as PDF ÷ warm typst, same table", (ours, typst), "typst", (4.0, 1.2)),
    ]
}

fn as_workbook(report: &GapReport, place: &Path) -> Row {
    let mut paper = report.paper(Lang::Hans);
    let table = longest(&mut paper);
    let cells = table.columns.len();
    let some = table.rows.clone();
    table.rows = some.into_iter().cycle().take(LONG / cells).collect();
    let input = written(&paper, &place.join("long.json"));
    let mut xlsxwriter = Python::start("workbook.py", &[&input]);
    let mut ours = || timed(|| drop(bytes(Format::Xlsx, &paper)));
    let [ours, theirs] = in_turn(5, [&mut ours, &mut || xlsxwriter.seconds()]);
    Row::speed("XLSX, cells a second ÷ XlsxWriter", (ours, theirs), "XlsxWriter", (3.0, 6.0))
}

fn bytes(format: Format, paper: &Paper) -> Vec<u8> {
    let mut bytes = Vec::new();
    format.write(paper, &mut bytes).unwrap();
    bytes
}

fn longest(paper: &mut Paper) -> &mut Table {
    let tables = paper.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.max_by_key(|table| table.rows.len()).unwrap()
}

/// All that the paper says, for the others to set.
fn written(paper: &Paper, path: &Path) -> String {
    let blocks: Vec<serde_json::Value> = paper.blocks.iter().map(block).collect();
    let said = json!({"title": paper.title, "blocks": blocks});
    std::fs::write(path, said.to_string()).unwrap();
    path.to_string_lossy().into_owned()
}

fn block(block: &Block) -> serde_json::Value {
    match block {
        Block::Heading { text, .. } => json!({"heading": text}),
        Block::Paragraph(text) => json!({"paragraph": text}),
        Block::Facts(facts) => {
            json!({"paragraph": facts.iter().map(|(label, value)| format!("{label} {value}")).collect::<Vec<_>>().join("; ")})
        }
        Block::Table(table) => json!({
            "widths": table.columns.iter().map(|column| column.width).collect::<Vec<_>>(),
            "head": table.columns.iter().map(|column| &column.title).collect::<Vec<_>>(),
            "rows": table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>()).collect::<Vec<_>>(),
        }),
        Block::PageBreak | Block::Spacer | Block::Charts(_) => json!({}),
    }
}

fn cell(cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Points(points) => json!(points.to_string().parse::<f64>().unwrap()),
        Cell::Number(number) => json!(number),
        Cell::Date(day) => json!(day.to_string()),
        Cell::Empty => json!(""),
    }
}
