//! What an office asks of those who come in, and what that takes: the rules, the key that secrets are sealed
//! with, the turnstile before the costly check of a password.

use std::path::Path;
use std::sync::Arc;

use super::sealed::Key;
use super::turnstile::Turnstile;
use crate::domain::message::Message;
use crate::domain::policy::{Policy, Profile, SecondFactor};
use crate::ops::{Office, OpsError};
use crate::store::{self, Store, settings};

/// The setting of an office that lets everybody in with a password alone.
const SECOND_FACTOR: &str = "second-factor";

/// What an office asks of those who come in.
#[derive(Clone)]
pub struct Access {
    /// Passwords, lock-out, sessions.
    pub policy: Policy,
    /// Whether those who must have a second factor are let in without one.
    pub second_factor: SecondFactor,
    pub(super) key: Key,
    pub(super) turnstile: Arc<Turnstile>,
}

/// What a command was told of it; what it was not told is as the office has settled, or the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessSettings {
    /// The profile.
    pub policy: Option<Profile>,
    /// Whether second factors are required.
    pub second_factor: Option<SecondFactor>,
    /// The key that secrets are sealed with, as 64 hexadecimal digits; a file of the data folder otherwise.
    pub key: Option<String>,
}

impl Access {
    /// What the office with this database and folder has settled.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::ops) fn of(store: &Store, folder: &Path) -> Result<Self, OpsError> {
        let settled = settings::find(&mut *store.conn()?, SECOND_FACTOR)?;
        let second_factor = settled.as_deref().and_then(SecondFactor::from_id);
        Ok(Self {
            policy: Profile::default().policy(),
            second_factor: second_factor.unwrap_or_default(),
            key: Key::in_folder(folder),
            turnstile: Arc::default(),
        })
    }

    /// Whether an account of this role may do nothing before it has a second factor.
    pub fn demands_second_factor(&self, role: crate::domain::role::Role) -> bool {
        self.second_factor == SecondFactor::Required && self.policy.needs_second_factor(role)
    }
}

impl Office {
    /// The same office under what a command was told.
    ///
    /// # Errors
    /// When the key is none.
    pub fn under(mut self, told: &AccessSettings) -> Result<Self, OpsError> {
        if let Some(profile) = told.policy {
            self.access.policy = profile.policy();
        }
        if let Some(second_factor) = told.second_factor {
            self.access.second_factor = second_factor;
        }
        if let Some(digits) = &told.key {
            let wrong = || OpsError::Refused(Message::new("account-key-wrong"));
            self.access.key = Key::given(digits).ok_or_else(wrong)?;
        }
        Ok(self)
    }

    /// Settles for this office whether second factors are required, whatever program opens it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle_second_factor(&mut self, value: SecondFactor) -> Result<(), OpsError> {
        store::write(&mut *self.store.conn()?, |conn| settings::put(conn, SECOND_FACTOR, value.id()))?;
        self.access.second_factor = value;
        Ok(())
    }
}
