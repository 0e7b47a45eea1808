//! No one comes in who does not belong: lock-out, time-outs, second factors, grave steps, three administrators.
//! Real servers, real requests; where hours have to pass, the time is an argument of the operations.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod administrators;
#[path = "../web/client.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod client;
mod enumeration;
mod forgery;
mod guessing;
mod locking;
#[path = "../web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
mod proving;
mod second_factor;
mod sessions;

use chrono::NaiveDateTime;
use yingjian::ops::OpsError;
use yingjian::ops::accounts::{Attempt, Entered, Secret, log_in};

use client::{Answer, Client};
use office::{PASSWORD, Served};

/// The time, as the database keeps it.
fn now() -> NaiveDateTime {
    chrono::DateTime::from_timestamp_micros(chrono::Utc::now().timestamp_micros()).unwrap().naive_utc()
}

/// Sends the log-in form.
fn enter(browser: &Client, name: &str, password: &str) -> Answer {
    let token = browser.get("/log-in").token();
    let password = password.replace(' ', "+");
    browser.post_bare("/log-in", &format!("csrf={token}&name={name}&password={password}"))
}

/// Logs in by the operation, at a time.
fn try_at(served: &Served, (name, password): (&str, &str), now: NaiveDateTime) -> Result<Entered, OpsError> {
    let password = Secret(password.into());
    log_in(&served.office, Attempt { name, password: &password, label: "" }, now)
}

fn right_at(served: &Served, name: &str, now: NaiveDateTime) -> bool {
    try_at(served, (name, PASSWORD), now).is_ok()
}
