//! Papers as XLSX: a worksheet for what is said before the tables and one for each table, with live
//! sums, filters, frozen heads and a print set-up. Text is always written as text, never as a formula.

use std::collections::HashSet;
use std::io::Write;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::ReportError;
use super::paper::{Align, Block, Cell, Column, Paper, Table};

/// The most characters of a worksheet's name, and those that it can't have.
const NAME_LENGTH: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The most characters of a cell.
const CELL_LENGTH: usize = 32_767;

/// Writes the paper; the same paper gives the same bytes.
pub(super) fn write(paper: &Paper, out: &mut dyn Write) -> Result<(), ReportError> {
    let bytes = workbook(paper).map_err(|cause| ReportError::format("xlsx", cause))?;
    out.write_all(&bytes).map_err(ReportError::Output)
}

fn workbook(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&paper.date.to_string())?;
    let properties = DocProperties::new().set_title(&paper.title).set_author(&paper.author);
    workbook.set_properties(&properties.set_creation_datetime(&created));
    let mut names = Names::default();
    write_words(workbook.add_worksheet(), paper, &names.take(&paper.lang.word("report-overview")))?;
    for table in paper.tables() {
        let name = names.take(&table.name);
        write_table(workbook.add_worksheet().set_name(name)?, paper, table)?;
    }
    workbook.save_to_buffer()
}

/// Names of worksheets that a spreadsheet takes, each once.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    fn take(&mut self, wished: &str) -> String {
        let clean = |char: char| !char.is_control() && !NOT_IN_NAMES.contains(&char);
        let clean: String = wished.chars().filter(|char| clean(*char)).collect();
        let clean = clean.trim_matches([' ', '\'']);
        let base = if clean.is_empty() { "Sheet" } else { clean };
        let numbered = |number: u32| {
            let end = if number == 1 { String::new() } else { format!(" {number}") };
            let room = NAME_LENGTH.saturating_sub(end.len() * 2);
            // Spreadsheets count UTF-16 units: two for a character beyond the first plane.
            let mut used = 0;
            let fits = |char: &char| {
                used += char.len_utf16();
                used <= room
            };
            base.chars().take_while(fits).collect::<String>().trim_end().to_owned() + &end
        };
        let free = (1..).map(numbered).find(|name| self.0.insert(name.to_lowercase()));
        free.unwrap_or_default()
    }
}

/// Title, headings, paragraphs and facts, one below the other.
fn write_words(sheet: &mut Worksheet, paper: &Paper, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_column_width(0, 26)?.set_column_width(1, 80)?;
    let bold = Format::new().set_bold();
    let title = Format::new().set_bold().set_font_size(16);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut row = 0;
    let mut next = || {
        row += 1;
        row - 1
    };
    sheet.write_string_with_format(next(), 0, cut(&paper.title), &title)?;
    for line in paper.subtitle.iter().chain(&paper.number) {
        sheet.write_string(next(), 0, cut(line))?;
    }
    for block in &paper.blocks {
        match block {
            Block::Heading { level: 0, .. }
            | Block::Table(_)
            | Block::Charts(_)
            | Block::PageBreak
            | Block::Spacer => {}
            Block::Heading { text, .. } => {
                sheet.write_string_with_format(next(), 0, cut(text), &bold)?;
            }
            Block::Paragraph(text) => {
                let row = next();
                sheet.merge_range(row, 0, row, 1, &cut(text), &wrapped)?;
                sheet.set_row_height(row, 60)?;
            }
            Block::Facts(facts) => {
                for (label, value) in facts {
                    let row = next();
                    sheet.write_string_with_format(row, 0, cut(label), &bold)?;
                    sheet.write_string_with_format(row, 1, cut(value), &wrapped)?;
                }
            }
        }
    }
    let (author, day) = paper.signature();
    sheet.write_string(next(), 1, cut(&author))?;
    sheet.write_string(next(), 1, cut(&day))?;
    Ok(())
}

fn write_table(sheet: &mut Worksheet, paper: &Paper, table: &Table) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_background_color("EBEDF0")
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    for (at, column) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(at, f64::from(column.width.clamp(6, 70)))?;
        sheet.write_string_with_format(0, at, cut(&column.title), &head)?;
    }
    let formats: Vec<Formats> = table.columns.iter().map(Formats::of).collect();
    for (row, cells) in (1_u32..).zip(&table.rows) {
        let cells = cells.iter().chain(std::iter::repeat(&Cell::Empty));
        for ((at, formats), cell) in (0_u16..).zip(&formats).zip(cells) {
            write_cell(sheet, (row, at), (cell, formats))?;
        }
    }
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    if !table.totals.is_empty() {
        write_sums(sheet, paper, table)?;
    }
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, last_column)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    if paper.landscape {
        sheet.set_landscape();
    }
    Ok(())
}

/// The formats of a column's cells: one for each kind of value, made once.
struct Formats {
    plain: Format,
    points: Format,
    day: Format,
}

impl Formats {
    fn of(column: &Column) -> Self {
        let plain = format(column);
        Self {
            points: plain.clone().set_num_format("0.####"),
            day: plain.clone().set_num_format("yyyy-mm-dd"),
            plain,
        }
    }
}

fn format(column: &Column) -> Format {
    let align = match column.align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    };
    Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(align).set_align(FormatAlign::Top)
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    (cell, formats): (&Cell, &Formats),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(row, at, cut(text), &formats.plain)?,
        Cell::Points(points) => {
            let value = points.decimal().to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, at, value, &formats.points)?
        }
        Cell::Number(number) => {
            let value = number.to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, at, value, &formats.plain)?
        }
        Cell::Date(date) => {
            let day = ExcelDateTime::parse_from_str(&date.to_string())?;
            sheet.write_datetime_with_format(row, at, &day, &formats.day)?
        }
        Cell::Empty => sheet.write_blank(row, at, &formats.plain)?,
    };
    Ok(())
}

/// Sums that follow the filter, with the value of today for programs that do not calculate.
fn write_sums(sheet: &mut Worksheet, paper: &Paper, table: &Table) -> Result<(), XlsxError> {
    let row = u32::try_from(table.rows.len().saturating_add(1)).unwrap_or(u32::MAX);
    for ((at, column), cell) in table.columns.iter().enumerate().zip(table.sums(paper.lang)) {
        let format = format(column).set_bold();
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        match cell {
            Cell::Points(sum) if row > 1 => {
                let letter = rust_xlsxwriter::utility::column_number_to_name(column);
                let formula = Formula::new(format!("=SUBTOTAL(109,{letter}2:{letter}{row})"));
                let formula = formula.set_result(sum.to_string());
                let format = format.set_num_format("0.####");
                sheet.write_formula_with_format(row, column, formula, &format)?
            }
            Cell::Text(text) => sheet.write_string_with_format(row, column, cut(&text), &format)?,
            _ => sheet.write_blank(row, column, &format)?,
        };
    }
    Ok(())
}

/// A text as long as a cell can hold, without characters that XML forbids.
fn cut(text: &str) -> String {
    let fit = |char: &char| !char.is_control() || matches!(char, '\n' | '\t');
    let fit = |char: &char| fit(char) && !matches!(char, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(fit).take(CELL_LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_worksheets_are_short_clean_and_different() {
        let mut names = Names::default();
        let long = "长".repeat(40);
        let taken: Vec<String> =
            ["漏项清单", "漏项清单", "a/b:c*", "", "'", &long, &long].map(|name| names.take(name)).to_vec();
        assert_eq!(taken[..5], ["漏项清单", "漏项清单 2", "abc", "Sheet", "Sheet 2"].map(String::from));
        assert!(taken.iter().all(|name| name.encode_utf16().count() <= NAME_LENGTH), "{taken:?}");
    }
}
