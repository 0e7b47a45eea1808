//! 备考表 after DA/T 22-2015: what the binder holds and lacks, who arranged it, who checked it.

use super::{Binder, Contents};
use crate::domain::message::Message;
use crate::report::paper::{Block, Column, Paper, Table};
use crate::report::words;

/// The note; the names are left for signatures.
pub fn note(binder: &Binder, contents: &Contents) -> Paper {
    let situation = Message::new("binder-note-situation")
        .with("pieces", contents.pieces)
        .with("files", contents.files)
        .with("waiting", contents.waiting)
        .with("sent_back", contents.sent_back)
        .with("gaps", contents.gaps);
    let blocks = vec![
        Block::Heading { level: 1, text: binder.lang.word("binder-note-about") },
        Block::Paragraph(binder.lang.say(&situation)),
        Block::Spacer,
        Block::Table(signatures(binder)),
    ];
    binder.paper(binder.title("binder-note-title"), (false, blocks))
}

/// A line to sign for each hand that the binder goes through.
fn signatures(binder: &Binder) -> Table {
    let word = |id| binder.lang.word(id);
    let hands = ["binder-note-arranged", "binder-note-checked"];
    Table {
        name: word("binder-note-signatures"),
        columns: vec![
            Column::center(word("binder-note-hand"), 20),
            Column::left(word("binder-note-name"), 50),
            Column::center(word("binder-date"), 30),
        ],
        rows: hands.map(|id| vec![word(id).into(), "".into(), blank_day(binder).into()]).into(),
        totals: Vec::new(),
    }
}

/// The year that is sure, month and day left open.
fn blank_day(binder: &Binder) -> String {
    let year = words::year(Some(crate::domain::facts::Year(chrono::Datelike::year(&binder.date))));
    binder.lang.say(&Message::new("binder-blank-day").with("year", year))
}
