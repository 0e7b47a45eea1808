//! The sample round: a city with eight counties, made in a fresh folder through the same operations
//! that people use, so that every file lies on disk and every deed is on record.
//!
//! All of it follows from the day it is made on and the words in `fixtures/demo/`; only ids,
//! passwords and tokens are random. Serving it is not done here.

mod accounts;
mod calendar;
mod city;
mod dice;
mod document;
mod error;
mod exif;
mod filing;
mod filler;
mod film;
mod folder;
mod picture;
mod pieces;
mod readiness;
mod statements;
mod weeks;
mod words;
mod written_report;

use std::path::Path;

use chrono::{Days, NaiveDate};

pub use calendar::ROUND;
pub use error::DemoError;
pub use folder::{LogIn, find, log_ins_file};

use crate::domain::facts::Facts;
use crate::domain::policy::SecondFactor;
use crate::domain::round::{Phase, Window};
use crate::domain::standard::Item;
use crate::ops::{By, Office, opening, scores, sheets};
use crate::sheet;
use crate::store::tasks::TaskRow;
use filing::Scene;
use statements::Stated;
use words::{Book, County};

/// How much of the sample round is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// All of it.
    Whole,
    /// The first and the last aspect alone, for tests.
    Small,
}

/// How far the making is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Sheet, round and accounts are there.
    Opened,
    /// So many pieces of evidence of a phase are filed.
    Filed {
        /// Pieces filed.
        done: usize,
        /// Pieces of the phase.
        of: usize,
    },
    /// The phase was reviewed, marked and, for the midterm, frozen.
    Judged(Phase),
}

/// Makes the sample round in a folder that is empty or not there, as of today.
///
/// # Errors
/// When the folder holds something, or an operation refuses or fails; what was made by then stays
/// and is never taken for a sample round, since its log-ins are written last.
pub fn make(
    folder: &Path,
    (size, today): (Size, NaiveDate),
    progress: &dyn Fn(Step),
) -> Result<Vec<LogIn>, DemoError> {
    if folder::find(folder)?.is_some() {
        return Err(DemoError::NotEmpty(folder.to_owned()));
    }
    let book = Book::read()?;
    let mut office = Office::open(folder)?;
    // Everybody shall get in with the name and password of the list.
    office.settle_second_factor(SecondFactor::Offered)?;
    let standard = sheet::sample().map_err(|_problems| DemoError::Sheet)?;
    let round = calendar::round(&book.plan, &standard, today);
    let start = round.years.first().map_or(today, |year| year.starts);
    let by = By { account: city::LEADER.to_owned(), at: start.and_time(chrono::NaiveTime::MIN) };
    sheets::take(&office, &by, &standard)?;
    opening::open(&office, &by, &round)?;
    let view = scores::round(&office, Some(ROUND))?;
    let yesterday = today - Days::new(1);
    let scene = Scene { office: &office, view: &view, book: &book, last: yesterday };
    let log_ins = accounts::make(scene)?;
    assign(scene)?;
    progress(Step::Opened);
    for phase in Phase::ALL {
        make_phase(scene, (size, phase), progress)?;
        progress(Step::Judged(phase));
    }
    city::rule_all(scene)?;
    folder::write(folder, &log_ins)?;
    Ok(log_ins)
}

/// Gives each item of each county to its lead unit, due before the inspection.
fn assign(scene: Scene<'_>) -> Result<(), DemoError> {
    let by = By { account: city::LEADER.to_owned(), at: scene.after(scene.last, 0) };
    let round = &scene.view.round;
    for county in &scene.view.counties {
        let task = |(at, item): (u64, &Item)| TaskRow {
            round: round.code.clone(),
            county: county.code.clone(),
            item: item.code.clone(),
            unit: item.lead.clone(),
            due: (round.deadline - Days::new(3 + at % 12)).to_string(),
        };
        let tasks: Vec<TaskRow> = (0..).zip(&scene.view.standard(Phase::Final).items).map(task).collect();
        opening::assign(scene.office, &by, (&round.code, &county.code), &tasks)?;
    }
    Ok(())
}

/// What was stated and filed in the years of the midterm and judged then, or what came after it.
fn make_phase(
    scene: Scene<'_>,
    (size, phase): (Size, Phase),
    progress: &dyn Fn(Step),
) -> Result<(), DemoError> {
    let at_midterm = phase == Phase::Midterm;
    let windows: Vec<&Window> =
        scene.view.round.years.iter().filter(|window| window.midterm == at_midterm).collect();
    let over = windows.last().map_or(scene.last, |window| window.ends + Days::new(30));
    let items = items(scene, size);
    let mut pieces = Vec::new();
    let mut statements = Vec::new();
    for county in &scene.book.plan.counties {
        statements.extend(statements_of(scene, (county, &items), &windows));
        pieces.extend(pieces::of_county(scene.book, scene.view, (county, &items)));
    }
    pieces.retain(|piece| windows.iter().any(|window| window.year == piece.year));
    if at_midterm {
        statements.into_iter().try_for_each(|one| one.make(scene))?;
        pieces.sort_by_key(|piece| piece.day);
        let filed =
            filing::file_all(scene, &pieces, &|done| progress(Step::Filed { done, of: pieces.len() }))?;
        city::review_all(scene, &filed, (over, 0))?;
    } else {
        weeks::work(scene, (statements, pieces), (over, progress))?;
    }
    for county in scene.book.plan.counties.iter().filter(|county| county.midterm || !at_midterm) {
        city::mark(scene, county, (phase, over))?;
        if at_midterm {
            city::freeze(scene, county, over + Days::new(14))?;
        }
    }
    Ok(())
}

fn items<'a>(scene: Scene<'a>, size: Size) -> Vec<&'a Item> {
    let standard = scene.view.standard(Phase::Final);
    let ends = [standard.aspects.first(), standard.aspects.last()];
    let of_ends = |item: &&Item| ends.iter().flatten().any(|aspect| aspect.code == item.aspect);
    standard.items.iter().filter(|item| size == Size::Whole || of_ends(item)).collect()
}

/// The facts of these years: every year for items that are scored by year, once for the others.
fn statements_of(scene: Scene<'_>, (county, items): (&County, &[&Item]), windows: &[&Window]) -> Vec<Stated> {
    let has = |window: &&&Window| county.midterm || !window.midterm;
    let mut statements = Vec::new();
    for (at, window) in windows.iter().filter(has).enumerate() {
        let last = at + 1 == windows.len();
        for item in items.iter().filter(|item| item.each_year || last) {
            let excuse = readiness::excuse(scene.book, scene.view, (county, &item.code, window.year));
            let excused =
                excuse.map(|reason| Facts { not_applicable: Some(reason.to_owned()), ..Facts::default() });
            let facts = excused.or_else(|| readiness::facts(scene.book, county, item, window.year));
            statements.extend(facts.map(|facts| Stated::of((county, window), (&item.code, facts))));
        }
        let claims = scene.book.plan.bonus.iter().filter(|claim| claim.county == county.code);
        for claim in claims.filter(|claim| scene.view.round.years.get(claim.year) == Some(*window)) {
            let facts = Facts { count: Some(1), ..Facts::default() };
            statements.push(Stated::of((county, window), (&claim.code, facts)));
        }
    }
    statements
}
