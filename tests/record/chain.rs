//! The chain of the record, and the database that lets nobody change it.

use chrono::DateTime;
use yingjian::store::audit::{self, AuditRow};
use yingjian::store::chain::{Break, Fault, Link, Walk};
use yingjian::store::{Store, write};

use crate::desk::Desk;

fn note(store: &Store, id: &str, county: Option<&str>) {
    let row = AuditRow {
        id: id.into(),
        at: DateTime::from_timestamp(1_790_000_000, 123_456_789).unwrap().naive_utc(),
        account: "clerk".into(),
        action: "facts.state".into(),
        county: county.map(String::from),
        subject: "A01".into(),
        detail: "会议 2".into(),
    };
    write(&mut store.conn().unwrap(), |conn| audit::insert(conn, &row)).unwrap();
}

fn five() -> Desk {
    five_in(Desk::empty())
}

fn five_in(desk: Desk) -> Desk {
    ["1", "2", "3", "4", "5"].into_iter().for_each(|id| note(&desk.office.store, id, Some("c1")));
    desk
}

fn walk(desk: &Desk, anchors: &[Link]) -> Result<Link, Break> {
    let conn = &mut desk.office.store.conn().unwrap();
    let mut walk = Walk::past(anchors);
    for entry in audit::after(conn, 0, 1_000).unwrap() {
        walk.step(&entry)?;
    }
    walk.end()
}

#[test]
fn an_entry_is_hashed_as_the_documentation_says() {
    let desk = Desk::empty();
    note(&desk.office.store, "1", None);
    note(&desk.office.store, "2", Some("c1"));
    let entries = audit::after(&mut desk.office.store.conn().unwrap(), 0, 9).unwrap();
    let fields = "1:2,1:2,27:2026-09-21T14:13:20.123456Z,5:clerk,11:facts.state,3:=c1,3:A01,8:会议 2,";
    let text = format!("{}{fields}", entries[0].hash.as_ref().unwrap());
    let expected = yingjian::blob::Sha256Hex::of(text.as_bytes());
    assert_eq!(entries[1].hash.as_deref(), Some(expected.as_str()));
}

#[test]
fn many_who_write_at_once_make_one_chain() {
    let desk = Desk::empty();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let store = &desk.office.store;
            scope.spawn(move || (0..25).for_each(|n| note(store, &format!("{writer}-{n}"), None)));
        }
    });
    assert_eq!(walk(&desk, &[]).unwrap().position, 100);
}

#[test]
fn the_database_lets_nobody_change_or_remove_what_is_on_record() {
    let desk = five();
    let mut statements = vec![
        "UPDATE audit SET detail = 'nothing' WHERE id = '3'",
        "UPDATE audit SET position = NULL",
        "DELETE FROM audit WHERE id = '3'",
        "DELETE FROM audit",
    ];
    if desk.home.database.is_some() {
        statements.push("TRUNCATE audit");
        statements.push(
            "INSERT INTO audit SELECT * FROM audit WHERE id = '3' \
            ON CONFLICT (id) DO UPDATE SET detail = 'nothing'",
        );
    } else {
        statements.push("REPLACE INTO audit SELECT * FROM audit WHERE id = '3'");
        statements.push("UPDATE OR REPLACE audit SET id = '4' WHERE id = '3'");
    }
    for statement in statements {
        assert!(desk.tamper(statement).is_err(), "{statement}");
    }
    assert_eq!(walk(&desk, &[]).unwrap().position, 5);
    let reopened = yingjian::ops::Office::at(&desk.home).unwrap();
    note(&reopened.store, "6", None);
    assert_eq!(walk(&desk, &[]).unwrap().position, 6);
}

/// On SQLite, in every run: PostgreSQL's is the same as ever.
#[test]
fn an_office_with_an_earlier_guard_gets_todays() {
    let desk = five_in(Desk::with_file());
    let earlier = "DROP TRIGGER audit_is_not_overwritten; CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit \
                   WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'no'); END;";
    desk.tamper(earlier).unwrap();
    let reopened = yingjian::ops::Office::at(&desk.home).unwrap();
    let gone = desk.tamper("DROP TRIGGER audit_is_not_replaced").unwrap_err();
    assert!(gone.to_string().contains("no such trigger"), "{gone}");
    assert!(desk.tamper("REPLACE INTO audit SELECT * FROM audit WHERE id = '3'").is_err());
    note(&reopened.store, "6", None);
    assert_eq!(walk(&desk, &[]).unwrap().position, 6);
}

#[test]
fn whoever_gets_past_the_database_is_given_away_by_the_chain() {
    let at = |position, id: Option<&str>, fault| Break { position, id: id.map(String::from), fault };
    for (statement, expected) in [
        ("UPDATE audit SET detail = 'nothing' WHERE id = '3'", at(3, Some("3"), Fault::Changed)),
        ("UPDATE audit SET county = NULL WHERE id = '2'", at(2, Some("2"), Fault::Changed)),
        ("UPDATE audit SET hash = repeat_of WHERE id = '1'", at(1, Some("1"), Fault::Changed)),
        ("DELETE FROM audit WHERE id = '3'", at(3, Some("4"), Fault::Missing)),
        ("DELETE FROM audit WHERE id IN ('1', '2')", at(1, Some("3"), Fault::Missing)),
        ("DELETE FROM audit WHERE id > '3'", at(4, None, Fault::CutOff)),
        ("DELETE FROM audit", at(1, None, Fault::CutOff)),
    ] {
        let desk = five();
        let anchor = walk(&desk, &[]).unwrap();
        desk.unguard();
        desk.tamper(&statement.replace("repeat_of", "'0000'")).unwrap();
        assert_eq!(walk(&desk, &[anchor]).unwrap_err(), expected, "{statement}");
    }
}

#[test]
fn a_chain_that_was_written_anew_does_not_agree_with_the_anchor() {
    let (desk, other) = (five(), Desk::empty());
    ["1", "2", "3", "4", "5"].into_iter().for_each(|id| note(&other.office.store, id, Some("c2")));
    let anchor = walk(&desk, &[]).unwrap();
    walk(&other, &[]).unwrap();
    let broken = walk(&other, &[anchor]).unwrap_err();
    assert_eq!((broken.position, broken.fault), (5, Fault::Rewritten));
}
