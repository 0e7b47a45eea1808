//! Several copies of the server for one office.

use yingjian::ops::Office;
use yingjian::web::{Front, Limits, Running, Settings, start};

use crate::client::Client;

/// Starts another copy, with settings of its own.
pub(crate) fn copy(office: &Office, change: impl FnOnce(&mut Settings)) -> Running {
    let bind = "127.0.0.1:0".into();
    let mut settings = Settings { bind, workers: Some(2), ..Settings::default() };
    change(&mut settings);
    start(office.clone(), settings).unwrap()
}

/// Limits that a test reaches.
pub(crate) fn low() -> Limits {
    Limits { failures: 5, uploads: 4, papers: 3 }
}

/// What trusts a proxy on this machine.
pub(crate) fn behind_proxy() -> Front {
    Front::new(&["127.0.0.1".into()], None, &[]).unwrap()
}

/// A program that asks a copy.
pub(crate) fn ask(running: &Running) -> Client {
    Client::new(running.address())
}
