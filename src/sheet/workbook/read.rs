//! A workbook into the tree. Knows the columns, and nothing of what makes a sheet right.

use std::io::Cursor;

use calamine::{Cell as Filled, Data, DataRef, Range, Reader, Xlsx, XlsxError};

use super::super::nearest::{hinted, nearest};
use super::super::place::{Place, Source, Spot};
use super::super::problem::{Problem, Problems};
use super::super::tree::{Entry, Node, Value};
use super::cells::Cell;
use super::{Column, Holds, LISTS, META, META_ROWS, Worksheet, bounds};
use crate::domain::message::Message;

/// The most rows and columns of a worksheet, and the most cells that hold something.
const MOST_ROWS: u32 = 20_000;
const MOST_COLUMNS: u32 = 100;
const MOST_CELLS: usize = 500_000;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The workbook in these bytes with the names of its worksheets.
pub(in crate::sheet) fn source(bytes: &[u8]) -> Result<(Workbook<'_>, Source<'static>), Problem> {
    bounds::check(bytes)?;
    let workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|cause| {
        tracing::debug!(%cause, "not a workbook");
        Problem { place: Place::File, what: Message::new("sheet-not-workbook").with("limit", 0) }
    })?;
    let names = workbook.sheet_names();
    Ok((workbook, Source::Book(names)))
}

/// The tree of a whole workbook; worksheets and columns that are missing are noted.
pub(in crate::sheet) fn parse(mut workbook: Workbook<'_>, problems: &Problems<'_>) -> Node {
    let mut root = Vec::new();
    if let Some((index, range)) = worksheet(&mut workbook, META, problems) {
        let rows = Rows { range, sheet: index, problems };
        root.push(Entry::plain("meta", Node::new(Spot::sheet(index), Value::Table(rows.meta()))));
    }
    let names = workbook.sheet_names();
    let is_there = |list: &&Worksheet| !list.may_be_missing || names.iter().any(|name| name == list.name);
    for list in LISTS.iter().filter(is_there) {
        if let Some((index, range)) = worksheet(&mut workbook, list.name, problems) {
            let rows = Rows { range, sheet: index, problems };
            let node = Node::new(Spot::sheet(index), Value::List(rows.list(list)));
            root.push(Entry { label: list.name.to_owned(), ..Entry::plain(list.list, node) });
        }
    }
    Node::new(Spot::File, Value::Table(root))
}

fn worksheet(
    workbook: &mut Workbook<'_>,
    name: &str,
    problems: &Problems<'_>,
) -> Option<(usize, Range<Data>)> {
    let Some(index) = workbook.sheet_names().iter().position(|known| known == name) else {
        problems.add(Spot::File, Message::new("sheet-missing-worksheet").with("sheet", name));
        return None;
    };
    match filled(workbook, name) {
        Ok(range) => Some((index, range)),
        Err(CellFault::Broken(cause)) => {
            tracing::debug!(%cause, "a worksheet can't be read");
            problems.add(Spot::sheet(index), Message::new("sheet-broken-worksheet").with("sheet", name));
            None
        }
        Err(CellFault::Beyond { row, column }) => {
            let large = Message::new("sheet-large-worksheet").with("sheet", name);
            let large = large.with("rows", i64::from(MOST_ROWS)).with("columns", i64::from(MOST_COLUMNS));
            problems.add(cell(index, row, column), large.with("cells", MOST_CELLS));
            None
        }
    }
}

/// Why the cells of a worksheet are not taken.
enum CellFault {
    Broken(XlsxError),
    /// This one holds something and lies further out than any of a sheet, or there are too many before it.
    Beyond {
        row: u32,
        column: u32,
    },
}

/// A cell of a worksheet, counted from 0.
fn cell(sheet: usize, row: u32, column: u32) -> Spot {
    Spot::Cell { sheet, row: row.saturating_add(1), column: column.saturating_add(1) }
}

/// The cells that hold something. A range has a place for every cell between its first and its last, so a single one
/// far out would take all memory there is.
fn filled(workbook: &mut Workbook<'_>, name: &str) -> Result<Range<Data>, CellFault> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(CellFault::Broken)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(CellFault::Broken)? {
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        let (row, column) = cell.get_position();
        if row >= MOST_ROWS || column >= MOST_COLUMNS || cells.len() >= MOST_CELLS {
            return Err(CellFault::Beyond { row, column });
        }
        cells.push(Filled::new((row, column), Data::from(cell.get_value().clone())));
    }
    Ok(Range::from_sparse(cells))
}

/// The rows of a worksheet.
struct Rows<'a> {
    range: Range<Data>,
    sheet: usize,
    problems: &'a Problems<'a>,
}

impl Rows<'_> {
    fn spot(&self, row: u32, column: u32) -> Spot {
        cell(self.sheet, row, column)
    }

    fn data(&self, row: u32, column: u32) -> &Data {
        self.range.get_value((row, column)).unwrap_or(&Data::Empty)
    }

    fn end(&self) -> (u32, u32) {
        self.range.end().unwrap_or_default()
    }

    fn node(&self, (row, column): (u32, u32), holds: Holds) -> Node {
        let spot = self.spot(row, column);
        Cell { holds, spot, problems: self.problems }.node(self.data(row, column))
    }

    /// Titles in the first column, values in the second.
    fn meta(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for row in 0..=self.end().0 {
            let title = self.data(row, 0).to_string();
            let Some(known) = META_ROWS.iter().find(|known| known.title == title.trim()) else { continue };
            entries.push(self.entry(known, (row, 1)));
        }
        entries
    }

    fn entry(&self, column: &Column, at: (u32, u32)) -> Entry {
        let node = self.node(at, column.holds);
        Entry { key: column.key.to_owned(), label: column.title.to_owned(), spot: node.spot, node }
    }

    /// An element for each row below the head that is not empty.
    fn list(&self, list: &Worksheet) -> Vec<Node> {
        let columns = self.columns(list);
        let missing = missing(list, &columns);
        let mut above: Option<Node> = None;
        let mut nodes = Vec::new();
        for row in 1..=self.end().0 {
            let mut entries: Vec<Entry> =
                columns.iter().map(|(at, column)| self.entry(column, (row, *at))).collect();
            if entries.iter().all(|entry| entry.node.value == Value::Blank) {
                continue;
            }
            let group = columns.iter().position(|(_, column)| column.holds == Holds::Group);
            if let Some(entry) = group.and_then(|index| entries.get_mut(index)) {
                match (&above, &entry.node.value) {
                    (Some(above), Value::Blank) => entry.node.value = above.value.clone(),
                    _ => above = Some(entry.node.clone()),
                }
            }
            // The column is told of once, not again in each row.
            entries.extend(missing.iter().map(|column| reported(column, self.spot(row, 0))));
            nodes.push(Node::new(self.spot(row, 0), Value::Table(entries)));
        }
        nodes
    }

    /// Where the known columns stand. A column that is missing or not known is noted.
    fn columns<'a>(&self, list: &'a Worksheet) -> Vec<(u32, &'a Column)> {
        let mut found: Vec<(u32, &Column)> = Vec::new();
        let mut strangers: Vec<(u32, String)> = Vec::new();
        for at in 0..=self.end().1 {
            let title = self.data(0, at).to_string();
            match list.columns.iter().find(|column| column.title == title.trim()) {
                Some(column) => found.push((at, column)),
                None if title.trim().is_empty() => {}
                None => strangers.push((at, title.trim().to_owned())),
            }
        }
        let mut missing = missing(list, &found);
        for (at, title) in &strangers {
            let only = missing.first().filter(|_| strangers.len() == 1 && missing.len() == 1);
            let near = nearest(title, missing.iter().map(|column| column.title));
            let meant = only.map(|column| column.title).or(near);
            missing.retain(|column| Some(column.title) != meant);
            self.note_unknown(list, (*at, title), meant);
        }
        for column in missing {
            let what = Message::new("sheet-missing-column").with("column", column.title);
            self.problems.add(Spot::sheet(self.sheet), what.with("sheet", list.name));
        }
        found.retain(|(_, column)| column.holds != Holds::Shown);
        found
    }

    /// A column that is not known; the missing one that it was probably meant to be is named with it.
    fn note_unknown(&self, list: &Worksheet, (at, title): (u32, &str), meant: Option<&str>) {
        let known: Vec<&str> = list.columns.iter().map(|column| column.title).collect();
        let what = Message::new("sheet-unknown-column").with("column", title).with("sheet", list.name);
        self.problems.add(self.spot(0, at), what.with("hint", hinted(meant)).with("known", known.join("、")));
    }
}

/// The columns that have to be there and are not.
fn missing<'a>(list: &'a Worksheet, found: &[(u32, &Column)]) -> Vec<&'a Column> {
    let is_there = |column: &Column| found.iter().any(|(_, known)| known.key == column.key);
    let may_be_missing = |column: &&Column| matches!(column.holds, Holds::Shown | Holds::Lines);
    list.columns.iter().filter(|column| !may_be_missing(column) && !is_there(column)).collect()
}

/// The cell of a column that is missing.
fn reported(column: &Column, spot: Spot) -> Entry {
    Entry { label: column.title.to_owned(), ..Entry::plain(column.key, Node::new(spot, Value::Reported)) }
}
