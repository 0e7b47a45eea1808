//! How often what is costly, or what guesses, is taken in a minute: log-ins and tokens that fail by the address
//! they come from, uploads, reports and archives by account. Everything else is not counted.
//!
//! Counts are kept in memory and settled with those of the other copies once a second, when there are any. So a
//! limit holds across copies to within a second, and a request never waits for it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::http::header;
use actix_web::http::{Method, StatusCode};
use chrono::NaiveDateTime;

use super::Shared;
use super::error::WebError;
use super::reply::Answer;
use super::request::Context;
use crate::domain::message::Message;
use crate::ops::rates::{self, Tally};

/// The most in a minute; zero is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Log-ins and tokens that fail, from one address.
    pub failures: u32,
    /// Uploads of one account.
    pub uploads: u32,
    /// Reports and archives of one account.
    pub papers: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { failures: 60, uploads: 20_000, papers: 600 }
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Failure,
    Upload,
    Paper,
}

/// The routes that are counted by account.
const COSTLY: [(Method, &str, Class); 10] = [
    (Method::POST, "/counties/{county}/evidence", Class::Upload),
    (Method::POST, "/counties/{county}/import", Class::Upload),
    (Method::POST, "/evidence/{id}/change", Class::Upload),
    (Method::POST, "/api/v1/counties/{county}/evidence", Class::Upload),
    (Method::POST, "/api/v1/counties/{county}/uploads", Class::Upload),
    (Method::GET, "/counties/{county}/gaps/{format}", Class::Paper),
    (Method::GET, "/counties/{county}/archive.zip", Class::Paper),
    (Method::GET, "/evidence/{id}/files/{position}/preview", Class::Paper),
    (Method::GET, "/api/v1/counties/{county}/gaps", Class::Paper),
    (Method::GET, "/api/v1/counties/{county}/archive.zip", Class::Paper),
];

/// Subjects that are counted in one minute; beyond it new ones are not, so that guesses do not fill the memory.
const MOST: usize = 100_000;
/// The time between two looks for what is to be settled.
const SETTLE: Duration = Duration::from_secs(1);

impl Class {
    /// What a route is counted as.
    fn of(method: &Method, pattern: &str) -> Option<Self> {
        let found = COSTLY.iter().find(|(known, path, _)| known == method && *path == pattern);
        found.map(|(.., class)| *class)
    }

    /// The name in the database and in message ids.
    fn id(self) -> &'static str {
        match self {
            Self::Failure => "failure",
            Self::Upload => "upload",
            Self::Paper => "paper",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Failure, Self::Upload, Self::Paper].into_iter().find(|class| class.id() == id)
    }
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self { failures: 0, uploads: 0, papers: 0 };

    fn of(self, class: Class) -> i64 {
        i64::from(match class {
            Class::Failure => self.failures,
            Class::Upload => self.uploads,
            Class::Paper => self.papers,
        })
    }
}

/// What was counted of one subject in the minute.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// By all copies, as of the last time it was settled.
    settled: i64,
    /// By this one since.
    fresh: i64,
}

#[derive(Debug, Default)]
struct Minute {
    number: i64,
    seen: HashMap<(Class, String), Seen>,
}

/// The counts of this copy.
#[derive(Debug, Default)]
pub(super) struct Meter(Mutex<Minute>);

impl Meter {
    /// Refuses when it was done too often in this minute.
    ///
    /// # Errors
    /// [`WebError::TooMany`].
    pub(super) fn check(
        &self,
        limits: Limits,
        (class, subject): (Class, &str),
        now: NaiveDateTime,
    ) -> Result<(), WebError> {
        let limit = limits.of(class);
        let minute = self.minute(minute_of(now));
        let seen = minute.seen.get(&(class, subject.to_owned())).copied().unwrap_or_default();
        if limit == 0 || seen.settled.saturating_add(seen.fresh) < limit {
            return Ok(());
        }
        let seconds = 60_i64.saturating_sub(now.and_utc().timestamp().rem_euclid(60));
        Err(WebError::TooMany { kind: class.id(), limit, seconds })
    }

    /// Counts one more.
    pub(super) fn count(&self, (class, subject): (Class, &str), now: NaiveDateTime) {
        let mut minute = self.minute(minute_of(now));
        let key = (class, subject.to_owned());
        if minute.seen.len() < MOST || minute.seen.contains_key(&key) {
            let seen = minute.seen.entry(key).or_default();
            seen.fresh = seen.fresh.saturating_add(1);
        }
    }

    /// The counts of a minute; those of the one before are forgotten.
    fn minute(&self, number: i64) -> MutexGuard<'_, Minute> {
        // A thread that panicked while counting left a count that is at most one too low.
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.number != number {
            *minute = Minute { number, seen: HashMap::new() };
        }
        minute
    }

    /// What is not settled yet, with its minute.
    fn fresh(&self) -> (i64, Vec<Tally>) {
        let minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = minute.seen.iter().filter(|(_, seen)| seen.fresh > 0);
        let tally = |((class, subject), seen): (&(Class, String), &Seen)| Tally {
            kind: class.id(),
            subject: subject.clone(),
            count: seen.fresh,
        };
        (minute.number, fresh.map(tally).collect())
    }

    /// Takes over what all copies have counted, where `sent` was this one's share.
    fn settled(&self, number: i64, (sent, totals): (&[Tally], Vec<Tally>)) {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.number != number {
            return;
        }
        for (sent, total) in sent.iter().zip(totals) {
            let Some(class) = Class::from_id(total.kind) else { continue };
            let seen = minute.seen.entry((class, total.subject)).or_default();
            *seen = Seen { settled: total.count, fresh: seen.fresh.saturating_sub(sent.count) };
        }
    }
}

/// Lets a request through and counts what is costly, or refuses it. A log-in is refused before its password is
/// looked at, whoever it is of; a token only when it is wrong, so that guesses keep no program out.
///
/// # Errors
/// [`WebError::TooMany`].
pub(super) fn admit(cx: &Context) -> Result<(), WebError> {
    if is_log_in(cx) {
        return check_failures(cx);
    }
    let class = cx.asked.pattern.as_deref().and_then(|pattern| Class::of(&cx.asked.method, pattern));
    let (Some(class), Some(account)) = (class, cx.account()) else { return Ok(()) };
    let meter = &cx.shared.meter;
    meter.check(cx.shared.settings.limits, (class, &account.name), cx.now)?;
    if cx.shared.settings.limits.of(class) > 0 {
        meter.count((class, &account.name), cx.now);
    }
    Ok(())
}

/// Counts what failed; who failed too often is told that and no more.
///
/// # Errors
/// [`WebError::TooMany`], and what `answer` was.
pub(super) fn after(cx: &Context, answer: Answer) -> Answer {
    let status = match &answer {
        Ok(reply) => reply.status(),
        Err(error) => error.status(),
    };
    // Pages take no tokens, so none was tried there.
    let guessed = is_log_in(cx) || cx.asked.is_api() && cx.asked.header(header::AUTHORIZATION).is_some();
    if status != StatusCode::UNAUTHORIZED || !guessed {
        return answer;
    }
    check_failures(cx)?;
    if let Some(address) = cx.asked.client {
        cx.shared.meter.count((Class::Failure, &subject(address)), cx.now);
    }
    answer
}

fn check_failures(cx: &Context) -> Result<(), WebError> {
    let Some(address) = cx.asked.client else { return Ok(()) };
    cx.shared.meter.check(cx.shared.settings.limits, (Class::Failure, &subject(address)), cx.now)
}

/// Whether it is a step of a log-in.
fn is_log_in(cx: &Context) -> bool {
    let pattern = cx.asked.pattern.as_deref().unwrap_or_default();
    !cx.asked.only_reads() && pattern.starts_with("/log-in") || pattern == "/log-in/oidc/back"
}

/// Whom failures are counted of: an address, or the network that one subscriber has of the newer kind.
fn subject(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Settles with the other copies as long as the server runs.
pub(super) async fn settle(shared: Arc<Shared>) {
    loop {
        actix_web::rt::time::sleep(SETTLE).await;
        let (minute, fresh) = shared.meter.fresh();
        if fresh.is_empty() {
            continue;
        }
        let office = shared.office.clone();
        let sent = fresh.clone();
        match actix_web::web::block(move || rates::settle(&office, minute, &sent)).await {
            Ok(Ok(totals)) => shared.meter.settled(minute, (&fresh, totals)),
            Ok(Err(error)) => {
                tracing::warn!(?error, "counts are not settled; this copy goes on with its own")
            }
            Err(stopped) => tracing::warn!(error = %stopped, "counts are not settled"),
        }
    }
}

/// What the answer says.
pub(super) fn message(kind: &'static str, limit: i64, seconds: i64) -> Message {
    let id = match Class::from_id(kind) {
        Some(Class::Upload) => "edge-many-uploads",
        Some(Class::Paper) => "edge-many-papers",
        Some(Class::Failure) | None => "edge-many-failures",
    };
    Message::new(id).with("limit", limit).with("seconds", seconds)
}

fn minute_of(now: NaiveDateTime) -> i64 {
    now.and_utc().timestamp().div_euclid(60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::routes::table;

    #[test]
    fn every_route_that_is_counted_is_there() {
        for (method, path, _) in COSTLY {
            let there = table().iter().any(|row| row.path == path && row.method == method.as_str());
            assert!(there, "{method} {path}");
        }
    }
}
