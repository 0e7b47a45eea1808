//! Windows that wait to be told of changes in their county (server-sent events). One task looks for all of them
//! together once a second, so a listener costs no thread; a listener whose session ends is let go, and so are all
//! when the program is told to end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::rt::signal::unix::{SignalKind, signal};
use actix_web::web;
use chrono::Utc;
use futures_util::future::select;
use futures_util::pin_mut;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::Shared;
use crate::ops::accounts::{self, Secret};
use crate::ops::{Office, OpsError, watching};

/// The time between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// Looks between two words that only keep the line open.
const QUIET: u32 = 20;
/// Listeners of one session, and of all.
const OF_ONE: usize = 20;
const OF_ALL: usize = 5_000;
/// Words that may wait for a slow listener; one that is slower is let go, and comes again by itself.
const WAITING: usize = 8;

type Word = std::io::Result<Vec<u8>>;

struct Listener {
    round: String,
    county: String,
    session: Secret,
    told: i64,
    sender: Sender<Word>,
}

#[derive(Default)]
struct State {
    listeners: Vec<Listener>,
    looks: u32,
    closed: bool,
}

/// All listeners of this copy.
#[derive(Default)]
pub(super) struct Listeners(Mutex<State>);

/// The number of a county's changes, as a listener is told.
pub(super) fn event(number: i64) -> Vec<u8> {
    format!("retry: 3000\ndata: {number}\n\n").into_bytes()
}

impl Listeners {
    /// Begins to tell a session of changes in a county of a round, first how many there are; none when there are
    /// too many listeners.
    pub(super) fn begin(
        &self,
        session: &Secret,
        (round, county): (&str, &str),
        number: i64,
    ) -> Option<Receiver<Word>> {
        let mut state = self.lock();
        let own = state.listeners.iter().filter(|known| known.session == *session).count();
        if state.closed || own >= OF_ONE || state.listeners.len() >= OF_ALL {
            return None;
        }
        let (sender, receiver) = channel(WAITING);
        sender.try_send(Ok(event(number))).ok()?;
        let (round, county) = (round.to_owned(), county.to_owned());
        state.listeners.push(Listener { round, county, session: session.clone(), told: number, sender });
        Some(receiver)
    }

    /// Lets all go, and takes no more.
    fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.listeners.clear();
    }

    /// Looks once for all: lets those go whose sessions have ended, and tells the others what is new. The database
    /// is asked without the lock.
    fn look(&self, office: &Office) -> Result<(), OpsError> {
        let (sessions, mut rounds) = {
            let state = self.lock();
            let sessions: Vec<Secret> = state.listeners.iter().map(|known| known.session.clone()).collect();
            let rounds: Vec<String> = state.listeners.iter().map(|known| known.round.clone()).collect();
            (sessions, rounds)
        };
        if sessions.is_empty() {
            return Ok(());
        }
        let alive = accounts::still_in(office, &sessions, Utc::now().naive_utc())?;
        rounds.sort_unstable();
        rounds.dedup();
        let mut numbers = Vec::new();
        for round in rounds {
            let of_round = watching::changes_in(office, &round)?;
            numbers.push((round, of_round));
        }
        let gone = |session: &Secret| {
            sessions.iter().position(|known| known == session).is_some_and(|at| alive.get(at) == Some(&false))
        };
        let mut state = self.lock();
        state.looks = state.looks.wrapping_add(1);
        let quiet = state.looks.checked_rem(QUIET) == Some(0);
        state.listeners.retain_mut(|listener| {
            let of_round = numbers.iter().find(|(round, _)| *round == listener.round);
            let number = of_round.and_then(|(_, counties)| counties.get(&listener.county)).copied();
            !gone(&listener.session) && listener.tell(number.unwrap_or(listener.told), quiet)
        });
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// Tells a number that is new; `false` when nobody listens any more, or too slowly.
    fn tell(&mut self, number: i64, quiet: bool) -> bool {
        if number != self.told {
            self.told = number;
            return self.sender.try_send(Ok(event(number))).is_ok();
        }
        if quiet { self.sender.try_send(Ok(b":\n\n".to_vec())).is_ok() } else { !self.sender.is_closed() }
    }
}

/// Looks again and again, as long as the server runs.
pub(super) async fn watch(shared: Arc<Shared>) {
    loop {
        actix_web::rt::time::sleep(PAUSE).await;
        let aside = shared.clone();
        let looked = web::block(move || aside.listeners.look(&aside.office)).await;
        match looked {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "listeners could not be told"),
            Err(error) => tracing::error!(%error, "looking for listeners stopped"),
        }
    }
}

/// Lets the listeners go when the program is told to end, so that ending does not wait for them.
pub(super) async fn end_with_program(shared: Arc<Shared>) {
    let (Ok(mut terminated), Ok(mut interrupted)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::warn!("no signals can be heard; listeners are let go when time is up");
        return;
    };
    let (terminated, interrupted) = (terminated.recv(), interrupted.recv());
    pin_mut!(terminated, interrupted);
    select(terminated, interrupted).await;
    shared.listeners.close();
}
