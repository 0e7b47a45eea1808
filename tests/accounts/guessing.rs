//! Guessing with many names at once: nobody is let in, everything is on record, no table fills up, and those
//! who are in work on. The guesses come as from as many addresses, so that no limit by address helps. The full number of names is `YINGJIAN_TEST_NAMES=10000`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use yingjian::ops::accounts::Kind;
use yingjian::web::Limits;

use crate::client::Client;
use crate::enter;
use crate::office::{PASSWORD, Served};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn count(served: &Served, sql: &str) -> usize {
    let conn = &mut *served.office.store.conn().unwrap();
    let row: Count = diesel::sql_query(sql).get_result(conn).unwrap();
    usize::try_from(row.n).unwrap()
}

fn names() -> usize {
    std::env::var("YINGJIAN_TEST_NAMES").ok().map_or(120, |names| names.parse().unwrap())
}

#[test]
fn many_names_at_once_let_nobody_in_fill_nothing_and_hold_nobody_up() {
    let served = Served::new();
    let copy = served.copy_within(Limits::NONE);
    let (names, next, refused, busy) =
        (names(), AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let clerk = Client::new(copy.address()).with_session(&served.secret("clerk", Kind::Session));
    let page = || {
        let begun = Instant::now();
        assert_eq!(clerk.get("/counties/c1").status, 200);
        begun.elapsed()
    };
    let mut quiet: Vec<Duration> = (0..200).map(|_| page()).collect();
    let mut pages = Vec::new();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let browser = Client::new(copy.address());
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    if at >= names {
                        break;
                    }
                    // One in 400 is a name that there is, with a password that many have.
                    let name = if at % 400 == 7 { "clerk".to_owned() } else { format!("name-{at}") };
                    match enter(&browser, &name, "Summer-2026").status {
                        401 => refused.fetch_add(1, Ordering::SeqCst),
                        503 => busy.fetch_add(1, Ordering::SeqCst),
                        status => panic!("{name}: {status}"),
                    };
                }
            });
        }
        while next.load(Ordering::SeqCst) < names {
            pages.push(page());
        }
    });
    let [quiet, meanwhile] = [&mut quiet, &mut pages].map(|times| {
        times.sort();
        (times[times.len() / 2], times[times.len() * 99 / 100])
    });
    let median = meanwhile.0;
    let (refused, busy) = (refused.into_inner(), busy.into_inner());
    println!(
        "{names} names: {refused} refused, {busy} told to come again; {} pages, median and p99 {meanwhile:?}, before {quiet:?}",
        pages.len()
    );
    assert_eq!(refused + busy, names);
    assert_eq!(count(&served, "SELECT COUNT(*) AS n FROM audit WHERE action = 'log_in.failed'"), refused);
    assert!(count(&served, "SELECT COUNT(*) AS n FROM log_in_guard") <= 4096 + 1);
    assert!(median < Duration::from_secs(2), "{median:?}");
    if names < 2_000 {
        assert_eq!(
            enter(&served.visitor(), "clerk", PASSWORD).status,
            303,
            "one try in {names} closes nothing"
        );
    }
}
