//! Work that is done in the background, by whichever copy of the program takes it up first.
//!
//! `due_at` is the one time that decides: a job that waits may be taken up from then on; one that is being
//! worked on may be taken from its worker then, because the worker has not said in time that it still lives.
//! Whoever ends a job must still hold it, so what is written with the end is written once.

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::conn::{all, execute};
use super::schema::job;
use super::{Conn, StoreError};

/// The state of a job that waits.
pub const WAITING: &str = "waiting";
/// The state of a job that somebody works on.
pub const RUNNING: &str = "running";
/// The state of a job that has made what it was to make.
pub const DONE: &str = "done";
/// The state of a job that was given up.
pub const FAILED: &str = "failed";

/// A row of `job`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = job, treat_none_as_default_value = false)]
pub struct JobRow {
    /// UUIDv7.
    pub id: String,
    /// What is to be done.
    pub kind: String,
    /// What it is to be done to.
    pub subject: String,
    /// How, in the words of its kind, or nothing; one job of a kind, subject and detail is open at a time.
    pub detail: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// When it may be taken up, or taken from its worker.
    pub due_at: NaiveDateTime,
    /// Who works on it: a name for this one attempt, or nothing.
    pub worker: String,
    /// How often it was taken up.
    pub attempts: i64,
    /// How far it is, in hundredths.
    pub progress: i64,
    /// Why it failed, or why it is tried again; nothing when all is well.
    pub reason: String,
    /// Name of the account that asked for it.
    pub asked_by: String,
    /// When it was asked for.
    pub asked_at: NaiveDateTime,
    /// When it was done or given up.
    pub ended_at: Option<NaiveDateTime>,
}

/// Keeps a new job.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Conn, row: &JobRow) -> Result<(), StoreError> {
    execute(conn, diesel::insert_into(job::table).values(row))?;
    Ok(())
}

/// The job with this id.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: &str) -> Result<Option<JobRow>, StoreError> {
    Ok(job::table.find(id).select(JobRow::as_select()).first(conn).optional()?)
}

/// The jobs of some kinds on some subjects, newest first, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn of(conn: &mut Conn, kinds: &[&str], subjects: &[String]) -> Result<Vec<JobRow>, StoreError> {
    let rows = job::table.order(job::id.desc());
    Ok(match subjects {
        // Those of one are few, whatever their kinds.
        [subject] => {
            let mut of: Vec<JobRow> = all(conn, rows.filter(job::subject.eq(subject)))?;
            of.retain(|job| kinds.contains(&job.kind.as_str()));
            of
        }
        subjects => rows.filter(job::subject.eq_any(subjects)).filter(job::kind.eq_any(kinds)).load(conn)?,
    })
}

/// The job that may be taken up first, those of a kind left out if it is named.
///
/// # Errors
/// When the database refuses.
pub fn first_due(conn: &mut Conn, now: NaiveDateTime, but: &str) -> Result<Option<JobRow>, StoreError> {
    let mut first = |state| first_in(conn, state, (now, but));
    let (waiting, running) = (first(WAITING)?, first(RUNNING)?);
    let order = |job: &JobRow| (job.due_at, job.id.clone());
    Ok(waiting.into_iter().chain(running).min_by_key(order))
}

/// Of one state alone, so that an index hands out the first: of both together all that wait would be sorted.
fn first_in(
    conn: &mut Conn,
    state: &str,
    (now, but): (NaiveDateTime, &str),
) -> Result<Option<JobRow>, StoreError> {
    let rows = job::table.filter(job::state.eq(state)).filter(job::due_at.le(now)).filter(job::kind.ne(but));
    Ok(rows.order((job::due_at, job::id)).select(JobRow::as_select()).first(conn).optional()?)
}

/// Gives a job to a worker until a time.
///
/// # Errors
/// When the database refuses.
pub fn take(conn: &mut Conn, id: &str, (worker, until): (&str, NaiveDateTime)) -> Result<(), StoreError> {
    diesel::update(job::table.find(id))
        .set((
            job::state.eq(RUNNING),
            job::worker.eq(worker),
            job::due_at.eq(until),
            job::attempts.eq(job::attempts + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Lets a worker keep its job until a time, and says how far it is; `false` when the job is not its own.
///
/// # Errors
/// When the database refuses.
pub fn keep(
    conn: &mut Conn,
    (id, worker): (&str, &str),
    (until, progress): (NaiveDateTime, i64),
) -> Result<bool, StoreError> {
    let held = job::table.find(id).filter(job::worker.eq(worker)).filter(job::state.eq(RUNNING));
    let set = diesel::update(held).set((job::due_at.eq(until), job::progress.eq(progress)));
    Ok(set.execute(conn)? == 1)
}

/// How a job goes on that its worker lets go of.
#[derive(Debug, Clone, Copy)]
pub struct After<'a> {
    /// The state that it gets.
    pub state: &'a str,
    /// When it may be taken up again; the time of the end for one that ended.
    pub at: NaiveDateTime,
    /// Why, or nothing.
    pub reason: &'a str,
}

/// Takes a job from its worker; `false` when it is not its own any more, and then nothing is changed.
///
/// # Errors
/// When the database refuses.
pub fn release(conn: &mut Conn, (id, worker): (&str, &str), after: After<'_>) -> Result<bool, StoreError> {
    let ended = matches!(after.state, DONE | FAILED);
    let held = job::table.find(id).filter(job::worker.eq(worker)).filter(job::state.eq(RUNNING));
    let set = diesel::update(held).set((
        job::state.eq(after.state),
        job::due_at.eq(after.at),
        job::worker.eq(""),
        job::reason.eq(after.reason),
        job::ended_at.eq(ended.then_some(after.at)),
    ));
    Ok(set.execute(conn)? == 1)
}

/// Takes back the attempt of a worker that was stopped in good order.
///
/// # Errors
/// When the database refuses.
pub fn forgive(conn: &mut Conn, id: &str) -> Result<(), StoreError> {
    diesel::update(job::table.find(id)).set(job::attempts.eq(job::attempts - 1)).execute(conn)?;
    Ok(())
}

/// How many jobs of each kind wait, are worked on, or were given up.
///
/// # Errors
/// When the database refuses.
pub fn counts(conn: &mut Conn) -> Result<Vec<(String, String, i64)>, StoreError> {
    let open = job::table.filter(job::state.eq_any([WAITING, RUNNING, FAILED]));
    let rows = open.group_by((job::kind, job::state)).select((job::kind, job::state, count_star()));
    Ok(rows.order((job::kind, job::state)).load(conn)?)
}

/// Forgets the jobs that ended before a time.
///
/// # Errors
/// When the database refuses.
pub fn forget(conn: &mut Conn, before: NaiveDateTime) -> Result<(), StoreError> {
    diesel::delete(job::table.filter(job::ended_at.lt(before))).execute(conn)?;
    Ok(())
}
