//! Imports that clerks have begun: the uploaded ZIP lies in a private file that vanishes after the import,
//! when it is called off, or after a day. Looking through it and filing run on threads of their own; pages
//! ask how far they are. Nothing of this outlives the process, and what was filed needs nothing of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};

use super::Shared;
use super::error::WebError;
use crate::blob::Incoming;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::standard::Standard;
use crate::intake::Package;
use crate::ops::import::{self, Import, Imported, Plan};
use crate::ops::scores::RoundView;
use crate::ops::{By, Office, OpsError};

/// Hours that an import waits for its clerk, and a file without an owner for the next one.
const HOURS: i64 = 24;
/// Seconds between two looks for what has waited too long.
const SWEEP: Duration = Duration::from_secs(3600);
/// Imports of one account that may wait or run at a time; each may hold a large file.
const MOST: usize = 3;

/// The imports of all clerks.
#[derive(Default)]
pub(super) struct Imports(Mutex<HashMap<String, Arc<Begun>>>);

/// An import that somebody has begun.
pub(super) struct Begun {
    pub(super) id: String,
    pub(super) county: String,
    /// Name of the account that it belongs to.
    pub(super) account: String,
    /// What the ZIP is called.
    pub(super) name: String,
    pub(super) at: NaiveDateTime,
    /// The round that it is for.
    view: RoundView,
    state: Mutex<State>,
}

/// How far an import is.
#[derive(Clone)]
pub(super) enum Stage {
    /// The package is being looked through: files done, of how many.
    Looking(usize, usize),
    /// The clerk decides.
    Ready(Arc<Plan>),
    /// Files are being filed: done, of how many.
    Running(usize, usize),
    /// It is over.
    Ended(Arc<Imported>),
    /// It could not be looked through or begun.
    Failed(Message),
}

struct State {
    stage: Stage,
    /// The package, as long as it is needed.
    held: Option<Arc<Held>>,
}

/// A package with the file that it lies in, which vanishes with it.
struct Held {
    package: Package,
    _file: Incoming,
}

/// What an import begins with.
pub(super) struct Start {
    pub(super) county: String,
    pub(super) view: RoundView,
    /// What the ZIP is called.
    pub(super) name: String,
    pub(super) package: Package,
    /// The file that the package lies in.
    pub(super) file: Incoming,
}

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

impl Begun {
    fn new(id: String, by: &By, start: Start) -> Self {
        let stage = Stage::Looking(0, start.package.entries().len());
        let held = Held { package: start.package, _file: start.file };
        Self {
            id,
            county: start.county,
            account: by.account.clone(),
            name: start.name,
            at: by.at,
            view: start.view,
            state: Mutex::new(State { stage, held: Some(Arc::new(held)) }),
        }
    }

    /// How far it is.
    pub(super) fn stage(&self) -> Stage {
        self.lock().stage.clone()
    }

    /// The sheet of a phase of its round.
    pub(super) fn standard(&self, phase: Phase) -> &Standard {
        self.view.standard(phase)
    }

    /// Passes from the preview to filing, if the clerk may decide that now.
    fn starts(&self) -> bool {
        let mut state = self.lock();
        let Stage::Ready(plan) = &state.stage else { return false };
        state.stage = Stage::Running(0, plan.lines.len());
        true
    }

    fn look(&self, office: &Office) -> Stage {
        let planned = self.with_package(|import| {
            import::plan(office, import, &mut |done, total| self.tell(Stage::Looking(done, total)))
        });
        planned.map_or_else(|error| failed(&error), |plan| Stage::Ready(Arc::new(plan)))
    }

    fn file(&self, office: &Office, by: &By) -> Stage {
        let imported = self.with_package(|import| {
            import::run(office, import, by, &mut |done, total| self.tell(Stage::Running(done, total)))
        });
        imported.map_or_else(|error| failed(&error), |imported| Stage::Ended(Arc::new(imported)))
    }

    fn with_package<T>(&self, work: impl FnOnce(&Import<'_>) -> Result<T, OpsError>) -> Result<T, OpsError> {
        let held = self.lock().held.clone();
        let held = held.ok_or_else(|| OpsError::NotFound(Message::new("import-gone")))?;
        work(&Import { view: &self.view, county: &self.county, package: &held.package })
    }

    /// Works on a thread of its own and keeps what comes of it; a thread that ends in any other way has
    /// failed.
    fn aside(
        self: &Arc<Self>,
        name: &str,
        work: impl FnOnce(&Self) -> Stage + Send + 'static,
    ) -> Result<(), WebError> {
        let begun = self.clone();
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let mut end = End { begun: &begun, stage: Stage::Failed(Message::new("import-broken")) };
            end.stage = work(&begun);
        });
        thread.map(drop).map_err(|error| {
            self.tell(Stage::Failed(Message::new("import-broken")));
            WebError::Ops(error.into())
        })
    }

    fn tell(&self, stage: Stage) {
        let mut state = self.lock();
        if matches!(stage, Stage::Ended(_) | Stage::Failed(_)) {
            state.held = None;
        }
        state.stage = stage;
    }

    fn is_running(&self) -> bool {
        matches!(self.lock().stage, Stage::Running(..))
    }

    fn is_over(&self) -> bool {
        matches!(self.lock().stage, Stage::Ended(_) | Stage::Failed(_))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says how a thread's work has ended, also when it panicked.
struct End<'a> {
    begun: &'a Begun,
    stage: Stage,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.begun.tell(self.stage.clone());
    }
}

fn failed(error: &OpsError) -> Stage {
    tracing::error!(%error, "an import failed");
    Stage::Failed(error.message())
}

fn random_id() -> Result<String, WebError> {
    let mut bits = [0_u8; 16];
    getrandom::fill(&mut bits).map_err(|error| WebError::Broken(error.to_string()))?;
    Ok(bits.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Forgets imports that waited too long, and removes received files that a process left behind when it was
/// ended; for as long as the server runs.
pub(super) async fn sweep(shared: Arc<Shared>) {
    let mut clock = actix_web::rt::time::interval(SWEEP);
    loop {
        clock.tick().await;
        let shared = shared.clone();
        let swept = actix_web::web::block(move || {
            shared.imports.forget_old(chrono::Utc::now().naive_utc());
            shared.office.blobs.sweep(Duration::from_hours(HOURS.unsigned_abs()))
        });
        match swept.await {
            Ok(Ok(removed)) => tracing::debug!(removed, "swept what was left of uploads"),
            Ok(Err(error)) => tracing::warn!(%error, "what is left of uploads can't be swept"),
            Err(error) => tracing::warn!(%error, "the sweep of uploads stopped"),
        }
    }
}
