//! The worksheets of an XLSX, cell by cell, as they come; formulas are shown by what they gave last.

use calamine::{Cell, Data, DataRef, ExcelDateTime, Reader, Xlsx};

use super::budget::Budget;
use super::{Archive, Block, MOST_BYTES, PreviewFault};

/// Reads the workbook.
pub(in crate::intake) fn read(mut archive: Archive, budget: &mut Budget) -> Result<Vec<Block>, PreviewFault> {
    held(&mut archive)?;
    let file = archive.into_inner();
    let mut workbook = Xlsx::new(file).map_err(|fault| PreviewFault::of(&fault))?;
    let names = workbook.sheet_names();
    if names.len() > budget.limits.sheets {
        budget.cut();
    }
    let mut blocks = Vec::new();
    for name in names.into_iter().take(budget.limits.sheets) {
        if budget.is_spent() {
            break;
        }
        let rows = rows(&mut workbook, &name, budget);
        blocks.push(Block::Sheet(name));
        if !rows.is_empty() {
            blocks.push(Block::Table(rows));
        }
    }
    Ok(blocks)
}

/// Refuses a workbook whose parts, those of worksheets aside, would take too much memory: the reader holds them.
fn held(archive: &mut Archive) -> Result<(), PreviewFault> {
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|fault| PreviewFault::of(&fault))?;
        let name = part.name().map_err(|fault| PreviewFault::of(&fault))?;
        if name.starts_with("xl/worksheets/") || name.starts_with("xl/media/") {
            continue;
        }
        left = left.checked_sub(part.size()).ok_or_else(|| PreviewFault::of(&"too large"))?;
    }
    Ok(())
}

/// The rows that hold something. A worksheet that can't be read ends where it could not.
fn rows<RS: std::io::Read + std::io::Seek>(
    workbook: &mut Xlsx<RS>,
    name: &str,
    budget: &mut Budget,
) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let Ok(mut cells) = workbook.worksheet_cells_reader(name) else { return rows };
    let mut current = None;
    while !budget.is_spent() {
        let Ok(Some(cell)) = cells.next_cell() else { return rows };
        let (row, column) = cell.get_position();
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        if current != Some(row) {
            if rows.len() == budget.limits.rows {
                budget.cut();
                return rows;
            }
            current = Some(row);
            rows.push(Vec::new());
        }
        if let (Some(last), true) = (rows.last_mut(), column < budget.limits.columns) {
            put(last, (column, &cell), budget);
        } else {
            budget.cut();
        }
    }
    rows
}

fn put(row: &mut Vec<String>, (column, cell): (u32, &Cell<DataRef<'_>>), budget: &mut Budget) {
    budget.cell();
    let column = usize::try_from(column).unwrap_or_default();
    while row.len() <= column {
        row.push(String::new());
    }
    if let Some(at) = row.get_mut(column) {
        let text = said(&Data::from(cell.get_value().clone()));
        at.clear();
        budget.add(at, &text);
    }
}

/// What a cell shows.
pub(in crate::intake) fn said(value: &Data) -> String {
    match value {
        Data::DateTime(moment) => day(moment),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "✓".to_owned(),
        Data::Bool(false) => "✗".to_owned(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// A day, with the time when it has one.
fn day(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if moment.as_f64().fract() == 0.0 { date } else { format!("{date} {hour:02}:{minute:02}") }
}
