//! Writers of a file of SQLite, one after the other on one connection. Those that wait while another is being
//! made last share the next commit: an fsync takes longer than all else, and one is enough for all of them.
//!
//! Nobody is told that something was written before the commit has succeeded; when it fails, everybody in it is told.
//! One who refuses takes back what the others have written for the same commit, and they write once more, in commits
//! that wait for nobody. That is rare, while a savepoint for each would copy the fifty pages that an upload changes and
//! have the index of search written out each time.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::connection::{Connection, TransactionManager};
use diesel::result::{DatabaseErrorKind, Error};

use super::conn::{self, Conn};
use super::disk::Disk;
use super::{StoreError, disk};

/// How long a writer waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most writers of one commit.
const MOST: usize = 64;

type Manager = <Conn as Connection>::TransactionManager;

/// The writers of one file.
pub(super) struct Queue {
    file: String,
    disk: Disk,
    state: Mutex<State>,
    turn: Condvar,
}

#[derive(Default)]
struct State {
    /// Whether it is somebody's turn.
    taken: bool,
    waiting: usize,
    /// What the last one left, unless it broke.
    open: Option<Open>,
}

/// The connection, with the commit that is being prepared on it.
struct Open {
    conn: Conn,
    prepared: Option<(Arc<Commit>, usize)>,
}

/// A commit that several wait for.
#[derive(Default)]
struct Commit {
    end: Mutex<Option<End>>,
    told: Condvar,
}

/// What became of it.
#[derive(Clone, Copy)]
enum End {
    Done,
    /// Taken back with what another refused.
    TakenBack,
    Full,
    ReadOnly,
    Unsure,
}

impl Queue {
    pub(super) fn new(file: &str, disk: &Disk) -> Self {
        Self { file: file.to_owned(), disk: disk.clone(), state: Mutex::default(), turn: Condvar::new() }
    }

    /// Runs a writer in its turn, and returns when what it wrote is safe.
    pub(super) fn write<T, E: From<StoreError>>(
        &self,
        work: &mut impl FnMut(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut most = MOST;
        loop {
            let mut turn = self.enter()?;
            let done = turn.work(work);
            let left = turn.leave(most);
            let value = done?;
            if left?.wait()? {
                return Ok(value);
            }
            // What is written for the second time is committed at once, so nobody can take it back again.
            most = 1;
        }
    }

    fn enter(&self) -> Result<Turn<'_>, StoreError> {
        let mut state = self.lock();
        state.waiting = state.waiting.saturating_add(1);
        let waited = self.turn.wait_timeout_while(state, PATIENCE, |state| state.taken);
        let (mut state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        state.waiting = state.waiting.saturating_sub(1);
        if waited.timed_out() {
            let told = Box::new("other writers did not end".to_owned());
            return Err(StoreError::Busy(Error::DatabaseError(DatabaseErrorKind::Unknown, told)));
        }
        state.taken = true;
        let left = state.open.take();
        drop(state);
        Turn { queue: self, open: left, over: false }.begun()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A writer's turn. Dropped in a panic it takes the connection with it, and the commit that was prepared.
struct Turn<'a> {
    queue: &'a Queue,
    open: Option<Open>,
    /// Whether it was passed on already.
    over: bool,
}

impl Turn<'_> {
    /// Opens what is not open yet.
    fn begun(mut self) -> Result<Self, StoreError> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => Open { conn: conn::of_writers(&self.queue.file, &self.queue.disk)?, prepared: None },
        };
        if open.prepared.is_none() {
            conn::begin(&mut open.conn)?;
            open.prepared = Some((Arc::default(), 0));
        }
        self.open = Some(open);
        Ok(self)
    }

    fn work<T, E: From<StoreError>>(
        &mut self,
        work: &mut impl FnMut(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(Open { conn, prepared: Some((_, writers)) }) = &mut self.open else {
            return Err(lost().into());
        };
        let done = work(conn);
        match &done {
            Ok(_) => *writers = writers.saturating_add(1),
            Err(_) => self.take_back(),
        }
        done
    }

    /// Takes back what was written for the commit that is being prepared.
    fn take_back(&mut self) {
        let Some(Open { mut conn, prepared: Some((commit, _)) }) = self.open.take() else { return };
        commit.end(if Manager::rollback_transaction(&mut conn).is_ok() {
            self.queue.lock().open = Some(Open { conn, prepared: None });
            End::TakenBack
        } else if self.queue.disk.may_write().is_ok() {
            // SQLite has rolled back by itself, as it does when the disk is full.
            End::Full
        } else {
            End::ReadOnly
        });
    }

    /// Leaves the commit to the next who waits, unless so many have written for it already, or commits for all; gives
    /// what to wait for.
    fn leave(mut self, most: usize) -> Result<Arc<Commit>, StoreError> {
        let Some(Open { conn, prepared: Some((commit, writers)) }) = self.open.take() else {
            return Err(lost());
        };
        let mut state = self.queue.lock();
        if state.waiting > 0 && writers < most {
            state.open = Some(Open { conn, prepared: Some((commit.clone(), writers)) });
            self.pass_on(state);
        } else {
            drop(state);
            self.commit(conn, &commit)?;
        }
        Ok(commit)
    }

    fn commit(&mut self, mut conn: Conn, commit: &Commit) -> Result<(), StoreError> {
        match Manager::commit_transaction(&mut conn).map_err(conn::not_committed) {
            Ok(()) => {
                commit.end(End::Done);
                self.queue.lock().open = Some(Open { conn, prepared: None });
                Ok(())
            }
            Err(error) => {
                commit.end(match error {
                    StoreError::Full(_) => End::Full,
                    _ => End::Unsure,
                });
                Err(error)
            }
        }
    }

    /// The next is let in at once with what is left to it, so that it can't go away in between.
    fn pass_on(&mut self, mut state: MutexGuard<'_, State>) {
        self.over = true;
        state.taken = false;
        drop(state);
        self.queue.turn.notify_one();
    }

    fn give_up(&mut self, end: End) {
        if let Some(Open { prepared: Some((commit, _)), .. }) = self.open.take() {
            commit.end(end);
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.give_up(End::Unsure);
        if !self.over {
            self.pass_on(self.queue.lock());
        }
    }
}

impl Commit {
    fn end(&self, end: End) {
        *self.end.lock().unwrap_or_else(PoisonError::into_inner) = Some(end);
        self.told.notify_all();
    }

    /// Whether it was made, or has to be written once more.
    fn wait(&self) -> Result<bool, StoreError> {
        let end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let end = self.told.wait_while(end, |end| end.is_none()).unwrap_or_else(PoisonError::into_inner);
        match *end {
            Some(End::Done) => Ok(true),
            Some(End::TakenBack) => Ok(false),
            Some(End::Full) => Err(StoreError::Full(disk::full())),
            Some(End::ReadOnly) => Err(StoreError::ReadOnly),
            Some(End::Unsure) | None => Err(lost()),
        }
    }
}

/// The commit that it was in is gone.
fn lost() -> StoreError {
    StoreError::Unsure(Error::BrokenTransactionManager)
}
