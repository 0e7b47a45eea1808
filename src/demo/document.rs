//! A piece of evidence as files: its catalogue fields, the names of its files and their bytes.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::filler::Filler;
use super::pieces::Piece;
use super::words::{Book, County, Form, KindWords};
use super::{DemoError, film, picture, written_report};
use crate::domain::round::Phase;
use crate::ops::scores::RoundView;
use crate::report::{Align, Block, Cell, Column, Format, Paper, Table};
use crate::texts::Lang;

/// Records of meetings come with a photo of the sign-in sheet, this often.
const SIGN_IN_EVERY: u32 = 8;

/// A piece of evidence before it is filed.
#[derive(Debug)]
pub(super) struct Document {
    /// Catalogue fields by id.
    pub(super) fields: BTreeMap<String, String>,
    /// Names and bytes of its files.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

/// Makes the document of a piece.
///
/// # Errors
/// When a writer of files fails.
pub(super) fn make(
    book: &Book,
    view: &RoundView,
    (county, piece): (&County, &Piece),
) -> Result<Document, DemoError> {
    let words = book.kind(&piece.kind)?;
    let mut filler = Filler::new(book, view, (county, piece));
    let is_report = written_report::is_report(piece);
    let [title, name] = match &book.words.report {
        [title, name] if is_report => [title.as_str(), name.as_str()],
        _ => [in_turn(&words.titles, piece), in_turn(&words.names, piece)],
    };
    let title = filler.fill(title);
    filler.say("title", title);
    let fields = fields(&mut filler, view, (county, piece, words));
    let name = filler.fill(name);
    let body = match is_report {
        true => written_report::paragraphs((book, view), &mut filler, (county, piece)),
        false => words.body.iter().map(|text| filler.fill(text)).collect(),
    };
    let mut files = vec![(name.clone(), bytes(book, &mut filler, (piece, words, &fields), (&name, body))?)];
    if piece.kind == "record" && piece.nth % SIGN_IN_EVERY == 1 {
        let seed = format!("{} sign-in", piece.drawn_from.0);
        let sheet = picture::scan(&seed, piece.day)?;
        files.push((filler.fill(&book.words.sign_in), sheet));
    }
    Ok(Document { fields, files })
}

fn in_turn<'a>(list: &'a [String], piece: &Piece) -> &'a str {
    let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
    let at = piece.nth.saturating_sub(1).checked_rem(count).unwrap_or_default();
    list.get(usize::try_from(at).unwrap_or_default()).map(String::as_str).unwrap_or_default()
}

/// The fields of the kind, `title` and `date` too; weaker counties leave some of a photo's blank.
fn fields(
    filler: &mut Filler<'_>,
    view: &RoundView,
    (county, piece, words): (&County, &Piece, &KindWords),
) -> BTreeMap<String, String> {
    let ids = view.standard(Phase::Final).kind(&piece.kind).map(|kind| kind.fields.clone());
    let mut fields = BTreeMap::new();
    for id in ids.unwrap_or_default().into_iter().chain(["title", "date"].map(String::from)) {
        let needed = matches!(id.as_str(), "title" | "event" | "name") || id.ends_with("date");
        let blank = words.form == Form::Photo && !needed && filler.dice.chance((1_000 - county.backed) / 4);
        let text = if id == "title" { filler.fill("{title}") } else { filler.field(&id) };
        if !blank && !text.is_empty() {
            fields.insert(id, text);
        }
    }
    fields
}

fn bytes(
    book: &Book,
    filler: &mut Filler<'_>,
    (piece, words, fields): (&Piece, &KindWords, &BTreeMap<String, String>),
    (name, body): (&str, Vec<String>),
) -> Result<Vec<u8>, DemoError> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let (seed, day) = &piece.drawn_from;
    match Format::from_id(&ending) {
        Some(format) => {
            let mut bytes = Vec::new();
            format.write(&paper(book, filler, (piece, words, fields), body), &mut bytes)?;
            Ok(bytes)
        }
        None if words.form == Form::Film => Ok(film::film(seed, *day)),
        None if words.form == Form::Photo => picture::photo(seed, *day),
        None => picture::scan(seed, *day),
    }
}

fn paper(
    book: &Book,
    filler: &mut Filler<'_>,
    (piece, words, fields): (&Piece, &KindWords, &BTreeMap<String, String>),
    body: Vec<String>,
) -> Paper {
    let label = |(id, text): (&String, &String)| {
        book.words.labels.get(id).filter(|_| id != "doc_no").map(|label| (label.clone(), text.clone()))
    };
    let mut blocks = vec![Block::Facts(fields.iter().filter_map(label).collect())];
    blocks.extend(body.into_iter().map(Block::Paragraph));
    if !words.columns.is_empty() {
        blocks.push(Block::Table(table(book, filler, (piece, words))));
    }
    blocks.push(Block::Paragraph(book.words.notice.clone()));
    let author = fields.get("issuer").cloned().unwrap_or_else(|| filler.field("issuer"));
    Paper {
        title: fields.get("title").cloned().unwrap_or_default(),
        subtitle: Some(book.words.subtitle.clone()),
        number: fields.get("doc_no").cloned(),
        author,
        date: piece.day,
        lang: Lang::Hans,
        landscape: false,
        blocks,
    }
}

/// A table whose figures add up to those of the document.
fn table(book: &Book, filler: &mut Filler<'_>, (piece, words): (&Piece, &KindWords)) -> Table {
    let kinds: Vec<(&str, &str)> = words.columns.iter().filter_map(|column| column.split_once(':')).collect();
    let column = |(title, kind): &(&str, &str)| {
        let width = if *kind == "seq" { 6 } else { 16 };
        let align = if is_figure(kind) { Align::Right } else { Align::Left };
        Column { title: (*title).to_owned(), width, align }
    };
    let by_town = kinds.iter().any(|(_, kind)| *kind == "each_town");
    let rows =
        if by_town { i64::try_from(book.words.towns.len()).unwrap_or(1) } else { filler.figure("rows") };
    let towns = book.words.towns.iter().map(String::as_str).chain(std::iter::repeat(""));
    let numbered = (0..rows).zip(towns);
    Table {
        name: piece.year.to_string(),
        columns: kinds.iter().map(column).collect(),
        rows: numbered.map(|(at, town)| cells(filler, piece, &Row { at, rows, town }, &kinds)).collect(),
        totals: kinds.iter().enumerate().filter(|(_, (_, kind))| is_figure(kind)).map(|(at, _)| at).collect(),
    }
}

/// Whether a column shares out a figure of the document among its rows.
fn is_figure(kind: &str) -> bool {
    matches!(kind, "amount" | "denominator" | "numerator" | "sample_size" | "satisfied")
}

/// A row of a table: its place among how many, and its town when there is a row for each.
struct Row<'a> {
    at: i64,
    rows: i64,
    town: &'a str,
}

fn cells(filler: &mut Filler<'_>, piece: &Piece, row: &Row<'_>, kinds: &[(&str, &str)]) -> Vec<Cell> {
    let cell = |(_, kind): &(&str, &str)| match *kind {
        "seq" => Cell::Number(row.at + 1),
        "day" => Cell::Date(piece.day.with_day(filler.dice.between(1, 28)).unwrap_or(piece.day)),
        "each_town" => Cell::Text(filler.fill(row.town)),
        kind if is_figure(kind) => Cell::Number(share(filler.figure(kind), row)),
        kind => Cell::Text(filler.cell(kind)),
    };
    kinds.iter().map(cell).collect()
}

/// A row's share of a figure; the first rows take what does not divide.
fn share(figure: i64, row: &Row<'_>) -> i64 {
    let each = figure.checked_div(row.rows).unwrap_or_default();
    let rest = figure.checked_rem(row.rows).unwrap_or_default();
    each + i64::from(row.at < rest)
}
