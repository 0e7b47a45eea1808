//! Failed log-ins, counted by account in the database: every copy of the program counts the same ones, and a
//! restart forgets none. Names that nobody has are counted in buckets, so that they take the same work and
//! fill no table.

use chrono::NaiveDateTime;

use crate::blob::Sha256Hex;
use crate::domain::lock::{Failures, LockOut};
use crate::domain::message::Message;
use crate::ops::{Office, OpsError};
use crate::store::accounts::AccountRow;
use crate::store::log_in_guards::{self, GuardRow};
use crate::store::{Conn, StoreError};

/// Failures of one account, in a transaction that writes.
pub(super) struct Guard {
    subject: String,
    failures: Failures,
}

impl Guard {
    /// What has failed so far with this account, or with this name that nobody has.
    pub(super) fn load(
        conn: &mut Conn,
        (account, name): (Option<&AccountRow>, &str),
        now: NaiveDateTime,
    ) -> Result<Self, StoreError> {
        let subject = account.map_or_else(|| bucket(name), |row| row.id.clone());
        let row = log_in_guards::find(conn, &subject)?;
        let failures = row.map_or_else(
            || Failures::none(now),
            |row| Failures { count: row.failures, since: row.since, locked_until: row.locked_until },
        );
        Ok(Self { subject, failures })
    }

    pub(super) fn locked(&self, now: NaiveDateTime) -> bool {
        self.failures.locked(now)
    }

    /// Counts one more; whether this one closed the account.
    pub(super) fn fail(
        &self,
        conn: &mut Conn,
        rules: &LockOut,
        now: NaiveDateTime,
    ) -> Result<bool, StoreError> {
        let after = self.failures.after_one_more(rules, now);
        let row = GuardRow {
            subject: self.subject.clone(),
            failures: after.count,
            since: after.since,
            locked_until: after.locked_until,
        };
        log_in_guards::put(conn, &row)?;
        Ok(after.locked(now) && !self.failures.locked(now))
    }

    /// Forgets what has failed.
    pub(super) fn forget(&self, conn: &mut Conn) -> Result<(), StoreError> {
        log_in_guards::forget(conn, &self.subject)?;
        Ok(())
    }
}

/// One of 4,096.
fn bucket(name: &str) -> String {
    let hash: String = Sha256Hex::of(name.as_bytes()).into();
    format!("nobody:{}", hash.get(..3).unwrap_or_default())
}

/// The same words whatever was wrong: they say what happens to an account, and nothing of this one.
pub(super) fn refused(office: &Office, id: &'static str) -> OpsError {
    let rules = &office.access.policy.lock_out;
    let message = Message::new(id)
        .with("failures", rules.failures)
        .with("window", rules.window.num_minutes())
        .with("lasts", rules.lasts.num_minutes());
    OpsError::Refused(message)
}
