//! Filing the evidence: files are made and put on disk by several threads, rows are written by one.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::DemoError;
use super::document;
use super::pieces::Piece;
use super::words::{Book, County};
use crate::ops::evidence::{self, Filing, Taken, file, take};
use crate::ops::scores::RoundView;
use crate::ops::{By, Office};

/// Threads that make files.
const MAKERS: usize = 2;
/// Documents that a thread makes ahead.
const AHEAD: usize = 8;
/// No sample file comes near this.
const MAX_FILE: u64 = 16 << 20;
/// Days between a document and its filing.
const LATER: u64 = 6;
/// Seconds between two deeds of the same day.
const PACE: u64 = 7;

/// What the makers and the writer share.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) office: &'a Office,
    pub(super) view: &'a RoundView,
    pub(super) book: &'a Book,
    /// The last day on which something is done.
    pub(super) last: NaiveDate,
}

/// A piece that was filed.
pub(super) struct Filed<'a> {
    pub(super) id: String,
    pub(super) piece: &'a Piece,
    pub(super) fields: BTreeMap<String, String>,
}

type Made = Result<(BTreeMap<String, String>, Vec<Taken>), DemoError>;

/// Files the pieces in their order; `progress` hears how many are filed.
///
/// # Errors
/// When a document can't be made or is refused.
pub(super) fn file_all<'a>(
    scene: Scene<'_>,
    pieces: &'a [Piece],
    progress: &dyn Fn(usize),
) -> Result<Vec<Filed<'a>>, DemoError> {
    thread::scope(|scope| {
        let mut makers: Vec<Receiver<Made>> = Vec::new();
        for maker in 0..MAKERS {
            let (sender, receiver) = sync_channel(AHEAD);
            scope.spawn(move || make_share(scene, pieces.iter().skip(maker).step_by(MAKERS), &sender));
            makers.push(receiver);
        }
        let in_turn = makers.iter().cycle();
        let mut filed = Vec::with_capacity(pieces.len());
        for (piece, maker) in pieces.iter().zip(in_turn) {
            let (fields, files) = maker.recv().map_err(|_ended| DemoError::Stopped)??;
            filed.push(file_one(scene, piece, (fields, files))?);
            progress(filed.len());
        }
        Ok(filed)
    })
}

fn make_share<'a>(scene: Scene<'_>, pieces: impl Iterator<Item = &'a Piece>, sender: &SyncSender<Made>) {
    for piece in pieces {
        // Whoever waits for documents has ended when it does not take this one.
        if sender.send(make_one(scene, piece)).is_err() {
            return;
        }
    }
}

fn make_one(scene: Scene<'_>, piece: &Piece) -> Made {
    let county = scene.county(&piece.county)?;
    let document = document::make(scene.book, scene.view, (county, piece))?;
    let taken = document.files.iter().map(|(name, bytes)| {
        let mut incoming = scene.office.blobs.receive(MAX_FILE)?;
        incoming.write(bytes)?;
        Ok(take(incoming, name)?)
    });
    let taken = taken.collect::<Result<Vec<Taken>, DemoError>>()?;
    Ok((document.fields, taken))
}

fn file_one<'a>(
    scene: Scene<'_>,
    piece: &'a Piece,
    (fields, files): (BTreeMap<String, String>, Vec<Taken>),
) -> Result<Filed<'a>, DemoError> {
    let filing = Filing {
        county: piece.county.clone(),
        kind: piece.kind.clone(),
        fields: fields.clone(),
        items: piece.items.clone(),
        years: vec![piece.year],
        files,
    };
    let by = By { account: clerk(&piece.county), at: scene.after(piece.filed, u64::from(piece.nth)) };
    let filed: evidence::Filed = file(scene.office, scene.view, &by, &filing)?;
    Ok(Filed { id: filed.id, piece, fields })
}

/// The name of the account of a county's clerk.
pub(super) fn clerk(county: &str) -> String {
    format!("clerk-{county}")
}

impl Scene<'_> {
    /// The county with this code.
    pub(super) fn county(&self, code: &str) -> Result<&County, DemoError> {
        let found = self.book.plan.counties.iter().find(|county| county.code == code);
        found.ok_or_else(|| DemoError::NoWords(code.to_owned()))
    }

    /// Some days after a day, never after the last; deeds with higher numbers come later in the day.
    pub(super) fn after(&self, day: NaiveDate, number: u64) -> NaiveDateTime {
        let start = (day + Days::new(LATER)).min(self.last).and_time(NaiveTime::MIN);
        let seconds = number.saturating_mul(PACE).min(7 * 3_600);
        start + chrono::TimeDelta::seconds(i64::try_from(seconds).unwrap_or_default())
    }
}
