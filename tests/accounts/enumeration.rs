//! Whoever guesses learns from no answer which accounts there are, nor from the time that it takes.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use yingjian::ops::accounts::keeping;

use crate::office::{PASSWORD, Served, by};
use crate::{enter, now, try_at};

/// Tries of each kind whose times are compared.
const SAMPLES: usize = 15;

/// Names of the same length, since the page repeats what was typed.
const UNKNOWN: &str = "leadex";

/// An office where `leader` is closed, `clerk` is disabled and `neighbour` waits to be confirmed.
fn office() -> Served {
    let served = Served::new();
    for _ in 0..5 {
        assert!(try_at(&served, ("leader", "wrong"), now()).is_err());
    }
    keeping::set_disabled(&served.office, &by(), "clerk", true).unwrap();
    let conn = &mut *served.office.store.conn().unwrap();
    conn.batch_execute("UPDATE account SET confirmed = FALSE WHERE name = 'neighbour'").unwrap();
    served
}

#[test]
fn unknown_wrong_closed_disabled_and_not_confirmed_are_told_alike() {
    let served = office();
    let told = |name: &str, password: &str| {
        let browser = served.visitor();
        let answer = enter(&browser, name, password);
        let token = browser.get("/log-in").token();
        let body =
            answer.body.replace(&token, "TOKEN").replace(&format!("value=\"{name}\""), "value=\"NAME\"");
        let headers = ["content-type", "cache-control", "location", "retry-after"];
        (answer.status, headers.map(|header| answer.header(header).to_owned()), body)
    };
    let unknown = told(UNKNOWN, PASSWORD);
    assert_eq!(unknown.0, 401);
    assert!(
        unknown.2.contains("NAME") && unknown.2.contains("15 分钟内输错 5 次，会锁定 30 分钟"),
        "{}",
        unknown.2
    );
    for (name, password, case) in [
        ("inspector", "wrong", "a wrong password"),
        ("leader", PASSWORD, "a closed account"),
        ("leader", "wrong", "a closed account and a wrong password"),
        ("clerk", PASSWORD, "a disabled account"),
        ("neighbour", PASSWORD, "an account that waits to be confirmed"),
    ] {
        assert_eq!(told(name, password), unknown, "{case}");
    }
}

/// Without the check of a password for names that nobody has, they would be answered in a hundredth of the time.
#[test]
fn the_clock_does_not_tell_them_apart_either() {
    let served = office();
    let kinds = [(UNKNOWN, PASSWORD), ("inspector", "wrong"), ("leader", PASSWORD), ("clerk", PASSWORD)];
    let mut took: [Vec<Duration>; 4] = Default::default();
    // Interleaved, so that whatever else the machine does falls on all alike. The days keep `inspector` open.
    for sample in 0..i64::try_from(SAMPLES).unwrap() {
        for (kind, attempt) in kinds.into_iter().enumerate() {
            let at = if attempt.0 == "inspector" { now() + TimeDelta::days(sample) } else { now() };
            let begun = Instant::now();
            assert!(try_at(&served, attempt, at).is_err());
            took[kind].push(begun.elapsed());
        }
    }
    let medians = took.map(|mut times| {
        times.sort();
        times[SAMPLES / 2].as_secs_f64()
    });
    println!("medians in seconds, unknown, wrong, closed, disabled: {medians:?}");
    let (least, most) =
        (medians.into_iter().fold(f64::MAX, f64::min), medians.into_iter().fold(0.0, f64::max));
    assert!(most < 2.0 * least, "{medians:?}");
}
