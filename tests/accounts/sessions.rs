//! Sessions: what ends them, and that nobody can plant one.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Timestamp};
use yingjian::domain::policy::Profile;
use yingjian::ops::accounts::{AccessSettings, Entered, Kind, Known, Secret, note_use, recognise};

use crate::office::{PASSWORD, Served};
use crate::{enter, now, try_at};

fn session_at(served: &Served, name: &str, now: NaiveDateTime) -> Secret {
    let Ok(Entered::Whole(secret)) = try_at(served, (name, PASSWORD), now) else { panic!("{name}") };
    secret
}

/// What a request does with a session.
fn used(served: &Served, secret: &Secret, now: NaiveDateTime) -> Option<Known> {
    let known = recognise(&served.office, secret, &[Kind::Session], now).unwrap();
    if known.as_ref().is_some_and(|known| known.unnoted) {
        note_use(&served.office, secret, now).unwrap();
    }
    known
}

fn is_in(served: &Served, secret: &Secret, now: NaiveDateTime) -> bool {
    used(served, secret, now).is_some()
}

#[test]
fn a_session_ends_when_it_is_idle_and_when_it_is_old() {
    for (profile, idle) in [(Profile::Djbh3, 30), (Profile::Asvs, 60)] {
        let told = AccessSettings { policy: Some(profile), ..AccessSettings::default() };
        let served = Served::under(&told);
        let begun = now();
        let at = |minutes: i64| begun + TimeDelta::minutes(minutes);
        let secret = session_at(&served, "clerk", begun);
        for use_no in 1..4 {
            assert!(is_in(&served, &secret, at(use_no * idle)), "{profile:?}: used again and again");
        }
        assert!(!is_in(&served, &secret, at(4 * idle + 1)), "{profile:?}: idle");
        assert!(!is_in(&served, &secret, at(4 * idle + 2)), "{profile:?}: it stays over");
        let secret = session_at(&served, "clerk", begun);
        for use_no in 1..(12 * 60 / idle) {
            assert!(is_in(&served, &secret, at(use_no * idle)), "{profile:?}: used all day");
        }
        assert!(is_in(&served, &secret, at(12 * 60) - TimeDelta::seconds(1)), "{profile:?}");
        assert!(!is_in(&served, &secret, at(12 * 60)), "{profile:?}: twelve hours at the most");
    }
}

#[derive(QueryableByName)]
struct Seen {
    #[diesel(sql_type = Nullable<Timestamp>)]
    seen_at: Option<NaiveDateTime>,
}

#[test]
fn reading_pages_writes_the_last_use_once_a_minute_at_the_most() {
    let served = Served::new();
    let begun = now();
    let secret = session_at(&served, "clerk", begun);
    let seen = || {
        let conn = &mut *served.office.store.conn().unwrap();
        let rows: Vec<Seen> = diesel::sql_query("SELECT seen_at FROM credential").load(conn).unwrap();
        rows[0].seen_at.unwrap()
    };
    for (seconds, written) in [(10, 0), (60, 0), (61, 61), (100, 61), (121, 61), (122, 122)] {
        assert!(is_in(&served, &secret, begun + TimeDelta::seconds(seconds)));
        assert_eq!(seen(), begun + TimeDelta::seconds(written), "after {seconds} s");
    }
}

#[test]
fn a_session_that_was_planted_is_worth_nothing_and_each_log_in_makes_a_new_one() {
    let served = Served::new();
    let planted = "00".repeat(32);
    let browser = served.visitor().with_session(&planted);
    assert_eq!(enter(&browser, "clerk", PASSWORD).status, 303);
    assert_eq!(browser.get("/counties/c1").status, 200);
    assert_eq!(served.visitor().with_session(&planted).get("/counties/c1").status, 303);
    // The one who planted it has a session of their own: it does not become the other's, either.
    let neighbours = served.secret("neighbour", Kind::Session);
    let browser = served.visitor().with_session(&neighbours);
    let token = browser.get("/profile").token();
    let form = format!("csrf={token}&name=clerk&password={}", PASSWORD.replace(' ', "+"));
    let answer = browser.post_bare("/log-in", &form);
    assert_eq!(answer.status, 303);
    assert_eq!(browser.get("/counties/c1").status, 200);
    assert_eq!(
        served.visitor().with_session(&neighbours).get("/counties/c2").status,
        303,
        "the earlier one is over"
    );
}

#[test]
fn ones_own_sessions_are_listed_and_the_others_ended() {
    let served = Served::new();
    let here = served.visitor().with_header("user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    assert_eq!(enter(&here, "clerk", PASSWORD).status, 303);
    let elsewhere =
        served.visitor().with_header("user-agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Edg/140.0");
    assert_eq!(enter(&elsewhere, "clerk", PASSWORD).status, 303);
    let somebody = served.client("leader");
    let page = here.get("/profile").body;
    assert!(page.contains("Firefox · Linux") && page.contains("Edge · Windows"), "{page}");
    assert_eq!(here.post("/profile/sessions", "").status, 303);
    assert_eq!((here.get("/counties/c1").status, elsewhere.get("/counties/c1").status), (200, 303));
    assert_eq!(somebody.get("/counties/c1").status, 200);
}

#[test]
fn an_old_password_has_to_be_changed_first_where_the_policy_says_so() {
    for (profile, due) in [(Profile::Djbh3, true), (Profile::Asvs, false)] {
        let served = Served::under(&AccessSettings { policy: Some(profile), ..AccessSettings::default() });
        let later = now() + TimeDelta::days(91);
        let secret = session_at(&served, "clerk", later);
        let known = recognise(&served.office, &secret, &[Kind::Session], later).unwrap().unwrap();
        assert_eq!(known.must.is_some(), due, "{profile:?}");
    }
}
