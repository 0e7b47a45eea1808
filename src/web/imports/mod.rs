//! Imports that clerks have begun: the uploaded ZIP lies in a private file that vanishes after the import,
//! when it is called off, or after a day. Looking through it and filing run on threads of their own; pages
//! ask how far they are. Nothing of this outlives the process, and what was filed needs nothing of it.

mod begun;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use data_encoding::HEXLOWER;

pub(super) use begun::{Begun, Stage, Start};

use super::Shared;
use super::error::WebError;
use crate::domain::message::Message;
use crate::ops::{By, Office, OpsError, uploads};

/// Hours that an import waits for its clerk.
const HOURS: i64 = 24;
/// How long a received file lies untouched before it has no owner any more; longer than an import waits and
/// runs, since the file of one that runs is not touched either.
const LEFT: Duration = Duration::from_hours(72);
/// Seconds between two looks for what has waited too long.
const SWEEP: Duration = Duration::from_secs(3600);
/// Imports of one account that may wait or run at a time; each may hold a large file.
const MOST: usize = 3;

/// The imports of all clerks.
#[derive(Default)]
pub(super) struct Imports(Mutex<HashMap<String, Arc<Begun>>>);

impl Imports {
    /// Begins to look through a package and gives the id of the import.
    ///
    /// # Errors
    /// Refuses when the account has too many that are not over.
    pub(super) fn begin(&self, office: &Office, by: &By, start: Start) -> Result<String, WebError> {
        let id = random_id()?;
        let begun = {
            let mut all = self.lock();
            let open = all.values().filter(|begun| begun.account == by.account && !begun.is_over());
            let count = open.count();
            if count >= MOST {
                return Err(OpsError::Refused(Message::new("import-too-many").with("count", count)).into());
            }
            let begun = Arc::new(Begun::new(id.clone(), by, start));
            all.insert(id.clone(), begun.clone());
            begun
        };
        let office = office.clone();
        begun.aside("import-look", move |begun| begun.look(&office))?;
        Ok(id)
    }

    /// The import with this id.
    pub(super) fn find(&self, id: &str) -> Option<Arc<Begun>> {
        self.lock().get(id).cloned()
    }

    /// The imports of an account for a county, newest first.
    pub(super) fn of(&self, account: &str, county: &str) -> Vec<Arc<Begun>> {
        let all = self.lock();
        let own = all.values().filter(|begun| begun.account == account && begun.county == county);
        let mut own: Vec<_> = own.cloned().collect();
        own.sort_by_key(|begun| std::cmp::Reverse(begun.at));
        own
    }

    /// Files what is ready of an import; pressed twice, it runs once. Two of one county never run side by
    /// side, since neither would see what the other has filed.
    ///
    /// # Errors
    /// Refuses while another import of the county is running; fails when no thread can be started.
    pub(super) fn run(&self, begun: &Arc<Begun>, office: &Office, by: By) -> Result<(), WebError> {
        {
            let all = self.lock();
            let beside = |other: &Arc<Begun>| other.id != begun.id && other.county == begun.county;
            if all.values().any(|other| beside(other) && other.is_running()) {
                return Err(OpsError::Refused(Message::new("import-beside")).into());
            }
            if !begun.starts() {
                return Ok(());
            }
        }
        let office = office.clone();
        begun.aside("import-run", move |begun| begun.file(&office, &by))
    }

    /// Forgets an import with its file; `false` while it is running.
    pub(super) fn forget(&self, begun: &Begun) -> bool {
        let running = begun.is_running();
        if !running {
            self.lock().remove(&begun.id);
        }
        !running
    }

    /// Forgets what has waited for a day.
    fn forget_old(&self, now: NaiveDateTime) {
        let limit = now - TimeDelta::hours(HOURS);
        self.lock().retain(|_, begun| begun.at > limit || begun.is_running());
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<Begun>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn random_id() -> Result<String, WebError> {
    let mut bits = [0_u8; 16];
    getrandom::fill(&mut bits).map_err(|error| WebError::Broken(error.to_string()))?;
    Ok(HEXLOWER.encode(&bits))
}

/// Forgets imports that waited too long, and removes received files that a process left behind when it was
/// ended; for as long as the server runs.
pub(super) async fn sweep(shared: Arc<Shared>) {
    let mut clock = actix_web::rt::time::interval(SWEEP);
    loop {
        clock.tick().await;
        let shared = shared.clone();
        let swept = actix_web::web::block(move || {
            let now = chrono::Utc::now().naive_utc();
            shared.imports.forget_old(now);
            uploads::sweep(&shared.office, now)?;
            Ok::<_, OpsError>(shared.office.blobs.sweep(LEFT)?)
        });
        match swept.await {
            Ok(Ok(removed)) => tracing::debug!(removed, "swept what was left of uploads"),
            Ok(Err(error)) => tracing::warn!(%error, "what is left of uploads can't be swept"),
            Err(error) => tracing::warn!(%error, "the sweep of uploads stopped"),
        }
    }
}
