//! One import that a clerk has begun: how far it is, its file while that is needed, and the threads that
//! work on it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDateTime;

use crate::blob::Incoming;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::standard::Standard;
use crate::intake::Package;
use crate::ops::import::{self, Import, Imported, Plan};
use crate::ops::scores::RoundView;
use crate::ops::{By, Office, OpsError};
use crate::web::error::WebError;

/// An import that somebody has begun.
pub(in crate::web) struct Begun {
    pub(in crate::web) id: String,
    pub(in crate::web) county: String,
    /// Name of the account that it belongs to.
    pub(in crate::web) account: String,
    /// What the ZIP is called.
    pub(in crate::web) name: String,
    pub(in crate::web) at: NaiveDateTime,
    /// The round that it is for.
    view: RoundView,
    state: Mutex<State>,
}

/// How far an import is.
#[derive(Clone)]
pub(in crate::web) enum Stage {
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
pub(in crate::web) struct Start {
    pub(in crate::web) county: String,
    pub(in crate::web) view: RoundView,
    /// What the ZIP is called.
    pub(in crate::web) name: String,
    pub(in crate::web) package: Package,
    /// The file that the package lies in.
    pub(in crate::web) file: Incoming,
}

impl Begun {
    pub(super) fn new(id: String, by: &By, start: Start) -> Self {
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
    pub(in crate::web) fn stage(&self) -> Stage {
        self.lock().stage.clone()
    }

    /// The sheet of a phase of its round.
    pub(in crate::web) fn standard(&self, phase: Phase) -> &Standard {
        self.view.standard(phase)
    }

    /// Passes from the preview to filing, if the clerk may decide that now.
    pub(super) fn starts(&self) -> bool {
        let mut state = self.lock();
        let Stage::Ready(plan) = &state.stage else { return false };
        state.stage = Stage::Running(0, plan.lines.len());
        true
    }

    pub(super) fn look(&self, office: &Office) -> Stage {
        let planned = self.with_package(|import| {
            import::plan(office, import, &mut |done, total| self.tell(Stage::Looking(done, total)))
        });
        planned.map_or_else(|error| failed(&error), |plan| Stage::Ready(Arc::new(plan)))
    }

    pub(super) fn file(&self, office: &Office, by: &By) -> Stage {
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
    pub(super) fn aside(
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

    pub(super) fn is_running(&self) -> bool {
        matches!(self.lock().stage, Stage::Running(..))
    }

    pub(super) fn is_over(&self) -> bool {
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
