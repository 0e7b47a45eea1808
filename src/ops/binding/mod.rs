//! Binding a county's evidence for the inspection: a bag of the files in a tree aspect / item / year with
//! catalogues, labels, score sheets, the gap report and a page that opens it.
//!
//! The bag is a plan: the bytes of evidence stay where they are until somebody writes it. It depends on the
//! office and the [`Request`] alone, so the same state bound twice gives the same bytes.

mod page;
mod papers;
mod pieces;

use chrono::{NaiveDate, NaiveTime};

use super::reports::Scored;
use super::scores::RoundView;
use super::{Office, OpsError};
use crate::archive::names;
use crate::archive::write::{Bag, Entry, Opener, check_sources};
use crate::blob::Sha256Hex;
use crate::domain::day::eight_digits;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::report::{Binder, Contents, GapReport};
use crate::store::holdings;
use crate::texts::Lang;
use pieces::Bound;

/// What is to be bound.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The county's code.
    pub county: &'a str,
    /// The phase: its years, its sheet.
    pub phase: Phase,
    /// The language of names and papers.
    pub lang: Lang,
    /// The day of the papers.
    pub today: NaiveDate,
}

/// The archive of a county, every file of it looked for already.
///
/// # Errors
/// When the county does not take part, a file is missing or has another size, or the database fails.
pub fn bind(office: &Office, view: &RoundView, request: &Request<'_>) -> Result<Bag, OpsError> {
    let material = Material::load(office, view, request)?;
    let hashes = material.hashes()?;
    let bag = material.bag(request, &hashes)?;
    check_sources(&bag, &office.blobs.sizes_of(&hashes)?)?;
    Ok(bag)
}

/// How much the archive of a county would hold.
///
/// # Errors
/// When the county does not take part or the database fails.
pub fn contents(office: &Office, view: &RoundView, request: &Request<'_>) -> Result<Contents, OpsError> {
    Ok(Material::load(office, view, request)?.contents())
}

/// The name that the archive's file is offered under.
pub fn file_name(view: &RoundView, request: &Request<'_>) -> Result<String, OpsError> {
    let county = view.county(request.county)?;
    let phase = request.lang.named("phase", request.phase.id());
    let name = Message::new("binding-file-name").with("county", &county.name).with("phase", phase);
    let name = request.lang.say(&name.with("day", eight_digits(request.today)));
    Ok(format!("{}.zip", names::safe_name(&name)))
}

/// Everything that the parts of the bag are made from.
struct Material<'a> {
    office: &'a Office,
    view: &'a RoundView,
    scored: Scored,
    gaps: GapReport,
    bound: Bound,
    binder: Binder,
}

impl<'a> Material<'a> {
    fn load(office: &'a Office, view: &'a RoundView, request: &Request<'_>) -> Result<Self, OpsError> {
        let county = view.county(request.county)?;
        let conn = &mut *office.store.conn()?;
        let scored = Scored::load((office, conn), view, (request.county, request.phase))?;
        let evidence = holdings::of_county(conn, (&view.round.code, request.county))?;
        let binder = Binder {
            county: county.name.clone(),
            fonds: county.fonds.clone(),
            round: view.round.title.clone(),
            phase: request.phase,
            date: request.today,
            lang: request.lang,
        };
        let bound = Bound::of(evidence, view, (request, &county.fonds))?;
        Ok(Self { office, view, gaps: scored.gaps(view, request.today), scored, bound, binder })
    }

    fn bag(&self, request: &Request<'_>, hashes: &[Sha256Hex]) -> Result<Bag, OpsError> {
        let contents = self.contents();
        let documents = papers::documents(self, &contents)?;
        let index = page::index(self, &documents)?;
        let mut entries = vec![Entry::bytes(page::NAME, index.into_bytes())];
        entries.extend(documents.into_iter().map(|document| Entry::bytes(document.path, document.bytes)));
        entries.extend(self.evidence_entries(hashes));
        Ok(Bag {
            folder: format!("{}-{}-{}", self.view.round.code, request.county, request.phase.id()),
            info: self.info(),
            modified: self.binder.date.and_time(NaiveTime::MIN),
            entries,
        })
    }

    /// The hashes of the evidence, in the order in which it is bound.
    fn hashes(&self) -> Result<Vec<Sha256Hex>, OpsError> {
        let parsed =
            |file: &pieces::BoundFile| file.sha256.parse().map_err(|_fault| pieces::bad(&file.sha256));
        Ok(self.bound.files().map(parsed).collect::<Result<_, _>>()?)
    }

    fn evidence_entries(&self, hashes: &[Sha256Hex]) -> Vec<Entry> {
        let entry = |(file, hash): (&pieces::BoundFile, &Sha256Hex)| {
            let (blobs, hash) = (self.office.blobs.clone(), hash.clone());
            let opener = Opener::new(move || Ok(Box::new(blobs.open_file(&hash)?)));
            Entry::kept(&file.path, file.size, &file.sha256, opener)
        };
        self.bound.files().zip(hashes).map(entry).collect()
    }

    fn contents(&self) -> Contents {
        Contents {
            pieces: self.bound.filed.len(),
            files: self.bound.files().count(),
            bytes: self.bound.files().map(|file| file.size).sum(),
            waiting: self.bound.waiting,
            sent_back: self.bound.sent_back,
            gaps: self.gaps.gaps.len(),
        }
    }

    /// Labels of `bag-info.txt` as RFC 8493, 2.2.2 has them.
    fn info(&self) -> Vec<(String, String)> {
        let lines = [
            ("Source-Organization", self.binder.county.clone()),
            ("External-Description", format!("{} {}", self.binder.round, self.binder.phase.id())),
            ("External-Identifier", self.binder.fonds.clone()),
            ("Bagging-Date", self.binder.date.to_string()),
        ];
        lines.map(|(label, value)| (label.to_owned(), value)).into()
    }
}
