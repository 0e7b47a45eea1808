//! Results: whole files or none, tables on the terminal, CSV that no program runs.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::CliError;

/// Writes a file that is there whole or not at all.
pub(super) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&File>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::Builder::new().prefix(".yingjian-").tempfile_in(folder);
    let file = file.map_err(|cause| CliError::file(path, cause))?;
    let mut out = BufWriter::new(file.as_file());
    write(&mut out)?;
    out.flush().map_err(|cause| CliError::file(path, cause))?;
    drop(out);
    file.as_file().sync_all().map_err(|cause| CliError::file(path, cause))?;
    file.persist(path).map_err(|failed| CliError::file(path, failed.error))?;
    Ok(())
}

/// Progress on standard error, once a second: in one line of a terminal, else in lines of its own.
pub(super) struct Progress {
    last: Instant,
    told: bool,
}

impl Progress {
    /// Nothing is told in the first second.
    pub(super) fn new() -> Self {
        Self { last: Instant::now(), told: false }
    }

    /// Says how far it is, when a second has passed since it was said last.
    pub(super) fn tell(&mut self, words: impl FnOnce() -> String) {
        if self.last.elapsed() < Duration::from_secs(1) {
            return;
        }
        self.last = Instant::now();
        self.told = true;
        if std::io::stderr().is_terminal() { eprint!("\r{}", words()) } else { eprintln!("{}", words()) }
    }

    /// Leaves the line that was written over and over.
    pub(super) fn end(&self) {
        if self.told && std::io::stderr().is_terminal() {
            eprintln!();
        }
    }
}

/// Prints rows in columns; a wide character takes two cells of a terminal.
pub(super) fn table(rows: &[Vec<String>]) -> Result<(), CliError> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cells(cell)).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = std::io::stdout().lock();
    for row in rows {
        let line: String = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn padded(cell: &str, width: usize) -> String {
    format!("{cell}{}  ", " ".repeat(width.saturating_sub(cells(cell))))
}

fn cells(text: &str) -> usize {
    text.chars().map(|char| if char >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// Prints rows as CSV (RFC 4180) with a byte order mark, which spreadsheets need to see UTF-8.
pub(super) fn csv(rows: &[Vec<String>]) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    out.write_all("\u{feff}".as_bytes())?;
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        write!(out, "{}\r\n", cells.join(","))?;
    }
    Ok(())
}

/// A cell that begins like a formula, in full width too, gets an apostrophe, which spreadsheets show as text.
fn csv_cell(cell: &str) -> String {
    let number = cell.parse::<rust_decimal::Decimal>().is_ok();
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !number;
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// Prints JSON with a line break at the end.
pub(super) fn json(value: &impl serde::Serialize) -> Result<(), CliError> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_of_a_csv_file_is_a_formula() {
        for (cell, written) in [
            ("=1+2", "'=1+2"),
            ("@x", "'@x"),
            ("-1.5", "-1.5"),
            ("-x", "'-x"),
            ("＝1+2", "'＝1+2"),
            ("＠x", "'＠x"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("会议", "会议"),
        ] {
            assert_eq!(csv_cell(cell), written);
        }
    }
}
