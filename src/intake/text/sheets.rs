//! Workbooks, sheet by sheet: XLSX by the reader of the previews, XLS and ET by calamine's, which wants them whole.

use std::fs::File;
use std::io::BufReader;

use calamine::{Reader, Xls};

use super::lines::Lines;
use super::{Place, TextFault};
use crate::intake::preview::{opened, workbook};

/// Larger old workbooks are not opened.
const MOST_BYTES: u64 = 32 << 20;

pub(super) fn read(file: File, lines: &mut Lines) -> Result<(), TextFault> {
    let blocks = workbook::read(opened(file)?, &mut lines.budget)?;
    lines.blocks(blocks);
    Ok(())
}

pub(super) fn read_old(file: File, lines: &mut Lines) -> Result<(), TextFault> {
    if file.metadata().is_ok_and(|file| file.len() > MOST_BYTES) {
        return Err(TextFault::TooMuch);
    }
    let mut book = Xls::new(BufReader::new(file)).map_err(|_fault| TextFault::Damaged)?;
    let names = book.sheet_names();
    for name in names.into_iter().take(lines.budget.limits.sheets) {
        if lines.is_spent() {
            break;
        }
        let Ok(range) = book.worksheet_range(&name) else { continue };
        lines.begin(Place::Sheet(name));
        for row in range.rows().take(lines.budget.limits.rows) {
            if lines.is_spent() {
                break;
            }
            let cells: Vec<String> = row.iter().map(workbook::said).collect();
            lines.line(cells.join("\t").trim_end());
        }
    }
    Ok(())
}
