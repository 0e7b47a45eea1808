//! An account is closed for a while after too many failures, on every copy of the program, whatever restarts.

use chrono::TimeDelta;
use yingjian::domain::policy::Profile;
use yingjian::ops::accounts::AccessSettings;
use yingjian::store::audit;

use crate::client::Client;
use crate::office::{PASSWORD, Served};
use crate::{enter, now, right_at, try_at};

#[test]
fn the_lock_out_holds_on_another_copy_and_after_a_restart() {
    let served = Served::new();
    let other = served.copy();
    let copies = [served.address(), other.address()];
    for attempt in 0..5 {
        let browser = Client::new(copies[attempt % 2]);
        assert_eq!(enter(&browser, "clerk", "wrong").status, 401);
    }
    for copy in copies {
        assert_eq!(enter(&Client::new(copy), "clerk", PASSWORD).status, 401, "closed on both");
    }
    drop(other);
    let restarted = served.copy();
    assert_eq!(
        enter(&Client::new(restarted.address()), "clerk", PASSWORD).status,
        401,
        "closed after a restart"
    );
    assert_eq!(enter(&Client::new(restarted.address()), "leader", PASSWORD).status, 303, "others come in");
    let security = served.client("security");
    assert!(security.get("/security").body.contains("锁定到"), "the security administrator sees it");
    assert_eq!(security.post("/security/unlock", "name=clerk").status, 303);
    assert_eq!(enter(&Client::new(restarted.address()), "clerk", PASSWORD).status, 303, "opened for both");
}

#[test]
fn who_is_in_stays_in_while_somebody_else_guesses() {
    let served = Served::new();
    let clerk = served.client("clerk");
    for _ in 0..6 {
        enter(&served.visitor(), "clerk", "wrong");
    }
    assert_eq!(clerk.get("/counties/c1").status, 200);
}

#[test]
fn an_account_opens_by_itself_and_a_log_in_forgets_what_failed() {
    for (profile, failures, lasts) in [(Profile::Djbh3, 5, 30), (Profile::Asvs, 10, 15)] {
        let told = AccessSettings { policy: Some(profile), ..AccessSettings::default() };
        let served = Served::under(&told);
        let begun = now();
        let at = |seconds: i64| begun + TimeDelta::seconds(seconds);
        for failure in 0..failures - 1 {
            assert!(try_at(&served, ("clerk", "wrong"), at(failure)).is_err());
        }
        assert!(right_at(&served, "clerk", at(100)), "{profile:?}: one short of it");
        for failure in 0..failures {
            assert!(try_at(&served, ("clerk", "wrong"), at(200 + failure)).is_err());
        }
        let closed = 200 + failures - 1;
        assert!(!right_at(&served, "clerk", at(closed + 1)), "{profile:?}");
        assert!(
            !right_at(&served, "clerk", at(closed + lasts * 60 - 1)),
            "{profile:?}: tries make it no shorter"
        );
        assert!(right_at(&served, "clerk", at(closed + lasts * 60)), "{profile:?}: nor longer");
    }
}

#[test]
fn every_failure_and_the_lock_out_are_on_record_and_what_was_typed_for_a_name_is_not() {
    let served = Served::new();
    for _ in 0..5 {
        assert!(try_at(&served, ("clerk", "wrong"), now()).is_err());
    }
    assert!(try_at(&served, ("my secret password", "x"), now()).is_err());
    assert!(right_at(&served, "leader", now()));
    let rows = audit::newest(&mut served.office.store.conn().unwrap(), 8).unwrap();
    let told: Vec<String> =
        rows.iter().rev().map(|row| format!("{} {} {}", row.account, row.action, row.detail)).collect();
    let mut expected = vec!["clerk log_in.failed password"; 5];
    expected.extend(["clerk account.lock ", "- log_in.failed name", "leader log_in "]);
    assert_eq!(told, expected);
}
