//! Where a database is, and how its connections are to behave when a server goes away.

use std::sync::Arc;

use super::disk::Disk;
use super::queue::Queue;

/// Where a database is: a `postgres://` address, or else a file of SQLite.
#[derive(Clone)]
pub struct Address {
    url: String,
    /// What is known of the disk below a file.
    disk: Disk,
    /// Where the writers of a file take turns.
    queue: Arc<Queue>,
}

/// What a connection to PostgreSQL is asked when its address does not say otherwise. A server that vanished
/// without a word is noticed within seconds, whether it is being connected to, asked or waited for.
const USUAL: [(&str, &str); 6] = [
    ("application_name", "yingjian"),
    ("connect_timeout", "2"),
    ("tcp_user_timeout", "5000"),
    ("keepalives_idle", "5"),
    ("keepalives_interval", "2"),
    ("keepalives_count", "2"),
];

/// Of several servers the one that takes writes is meant.
const OF_SEVERAL: (&str, &str) = ("target_session_attrs", "read-write");

impl Address {
    /// The address with what it leaves unsaid.
    pub fn new(url: &str) -> Self {
        let disk = Disk::default();
        let queue = Arc::new(Queue::new(file_of(url), &disk));
        let mut address = Self { url: url.to_owned(), disk, queue };
        if address.is_postgres() {
            let several = url.split('?').next().is_some_and(|place| place.contains(','));
            for (key, value) in USUAL.into_iter().chain(several.then_some(OF_SEVERAL)) {
                address.set(key, value);
            }
        }
        address
    }

    /// Whether a server is asked, which may be away for a while; a file never is.
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres://") || self.url.starts_with("postgresql://")
    }

    /// The address as PostgreSQL's library reads it.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The file of SQLite.
    pub(super) fn file(&self) -> &str {
        file_of(&self.url)
    }

    pub(super) fn queue(&self) -> &Arc<Queue> {
        &self.queue
    }

    pub(super) fn disk(&self) -> &Disk {
        &self.disk
    }

    fn set(&mut self, key: &str, value: &str) {
        let query = self.url.split_once('?').map(|(_, query)| query);
        let named = |pair: &str| pair.split('=').next() == Some(key);
        if query.is_some_and(|query| query.split('&').any(named)) {
            return;
        }
        let join = if query.is_some() { '&' } else { '?' };
        self.url.push_str(&format!("{join}{key}={value}"));
    }
}

/// The file that an address names.
fn file_of(url: &str) -> &str {
    url.strip_prefix("sqlite://").unwrap_or(url)
}

/// An address may hold a password, so it is not printed.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Address").finish_non_exhaustive()
    }
}
