//! A running office goes to another home and back; nothing that was acknowledged is missing, and no row is different.

use std::collections::BTreeSet;
use std::sync::Mutex;

use serde_json::Value;
use yingjian::domain::role::Role;
use yingjian::ops::accounts::{self, NewAccount, Secret};
use yingjian::ops::{Home, Office, OpsError};
use yingjian::store::door::Closed;
use yingjian::store::tables::{self, Kind, Table};
use yingjian::store::{Conn, Store, StoreError, copy};
use yingjian::web::{Settings, start};

use crate::backup::evidence;
use crate::desk::{Desk, command, file, try_file, yingjian};
use crate::office::homes;

/// The arguments that name a home.
fn to(home: &Home) -> Vec<String> {
    let mut words = vec!["move".to_owned(), "--to-dir".into(), home.folder.to_string_lossy().into_owned()];
    for (flag, value) in [("--to-database", &home.database), ("--to-blobs", &home.blobs)] {
        words.extend(value.iter().flat_map(|value| [flag.to_owned(), value.clone()]));
    }
    words
}

#[test]
fn a_running_office_moves_there_and_back_and_loses_nothing() {
    let desk = Desk::new();
    desk.file("一.pdf", b"one");
    let elsewhere = tempfile::tempdir().unwrap();
    let new = homes::home(&elsewhere.path().join("new"));
    let acknowledged = Mutex::new(evidence(&desk.office));
    std::thread::scope(|scope| {
        for clerk in 0..3 {
            let (desk, acknowledged) = (&desk, &acknowledged);
            scope.spawn(move || {
                for number in 0.. {
                    match try_file(&desk.office, "纪要.pdf", format!("{clerk} {number}").as_bytes()) {
                        Ok(id) => drop(acknowledged.lock().unwrap().insert(id)),
                        Err(OpsError::Store(StoreError::Closed(Closed::Moved))) => return,
                        Err(OpsError::Store(StoreError::Closed(_))) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
            });
        }
        let arguments = to(&new);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        yingjian(&desk.home, &arguments).with_code(0);
    });
    let acknowledged = acknowledged.into_inner().unwrap();
    let moved = Office::at(&new).unwrap();
    assert_eq!(evidence(&moved), acknowledged);
    println!("{} acknowledged, all of them moved", acknowledged.len());
    yingjian(&new, &["verify"]).with_code(0);
    file(&moved, "二.pdf", b"two");
    let done = yingjian(&desk.home, &["move", "--cancel"]);
    assert_eq!(done.code, 1, "who has moved is not opened again: {done:?}");
    let back = Home::in_folder(&elsewhere.path().join("back"));
    let arguments = to(&back);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // A folder and SQLite, whatever the environment names.
    let mut command = command(&new, &[], &arguments);
    assert!(command.output().unwrap().status.success());
    yingjian(&back, &["verify"]).with_code(0);
    assert_eq!(evidence(&Office::at(&back).unwrap()).len(), acknowledged.len() + 1);
}

#[test]
fn a_move_that_fails_leaves_the_office_open_where_it_was() {
    let (desk, other) = (Desk::new(), Desk::new());
    desk.file("一.pdf", b"one");
    let arguments = to(&other.home);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = yingjian(&desk.home, &arguments);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(done.err.contains("not empty"), "{done:?}");
    desk.file("二.pdf", b"two");
    desk.office.blobs.remove(&yingjian::blob::Sha256Hex::of(b"%PDF-1.4\none")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let arguments = to(&homes::home(elsewhere.path()));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = yingjian(&desk.home, &arguments);
    assert_eq!(done.code, 1, "{done:?}");
    desk.file("三.pdf", b"three");
}

/// Text that breaks careless writers, in every column of every table; as all of it is the same, references hold.
fn filled(table: &Table) -> Value {
    let value = |kind: Kind| match kind {
        Kind::Text => Value::from("迎'\"\\\n\t{}[],$1 ? 🏯 \u{7f} é"),
        Kind::Number => Value::from(i64::MAX),
        Kind::Flag => Value::from(1),
        Kind::Time => Value::from("2026-11-25 16:00:00.123456"),
    };
    table.columns.iter().map(|column| value(column.kind)).collect()
}

fn rows(conn: &mut Conn) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for table in tables::all().unwrap() {
        copy::read(conn, &table, |batch| {
            all.push((table.name.clone(), serde_json::from_str(batch.text()).unwrap()));
            Ok::<_, StoreError>(())
        })
        .unwrap();
    }
    all
}

fn copy_all(from: &mut Conn, to: &mut Conn) {
    for table in tables::all().unwrap() {
        copy::read(from, &table, |batch| copy::write(to, &table, &batch)).unwrap();
    }
}

#[test]
fn every_column_of_every_table_is_the_same_there_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let first = Store::open(&file("first.sqlite")).unwrap();
    let second = Store::open(&homes::database().unwrap_or_else(|| file("second.sqlite"))).unwrap();
    let third = Store::open(&file("third.sqlite")).unwrap();
    let (first, second, third) =
        (&mut *first.conn().unwrap(), &mut *second.conn().unwrap(), &mut *third.conn().unwrap());
    let mut expected = Vec::new();
    for table in tables::all().unwrap() {
        let row = filled(&table);
        copy::write(first, &table, &copy::Batch::of(&row.to_string())).unwrap();
        expected.push((table.name, Value::from(vec![row])));
    }
    assert_eq!(rows(first), expected);
    copy_all(first, second);
    assert_eq!(rows(second), expected);
    copy_all(second, third);
    assert_eq!(rows(third), expected);
    let names: BTreeSet<String> = expected.into_iter().map(|(name, _)| name).collect();
    assert!(names.contains("audit") && names.contains("credential"));
}

#[test]
fn a_closed_office_is_read_and_those_who_write_are_told_to_come_again() {
    let desk = Desk::new();
    let by = yingjian::ops::By { account: "test".into(), at: chrono::Utc::now().naive_utc() };
    let new = NewAccount {
        name: "zhang".into(),
        password: Secret("Correct horse 7 battery".into()),
        role: Role::CountyClerk,
        county: Some("c1".into()),
    };
    let id = accounts::add(&desk.office, &by, &new).unwrap();
    let token = accounts::issue(&desk.office, &id, accounts::Kind::Token, by.at).unwrap();
    let settings = Settings { bind: "127.0.0.1:0".into(), workers: Some(1), ..Settings::default() };
    let running = start(Office::at(&desk.home).unwrap(), settings).unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let address = format!("http://{}/api/v1/counties/c1/facts/A01/2022", running.address());
    let bearer = format!("Bearer {}", token.0);
    let state = |count: u32| {
        let request = agent.put(&address).header("authorization", &bearer);
        request.header("content-type", "application/json").send(format!("{{\"count\":{count}}}")).unwrap()
    };
    let close = |closed| {
        let conn = &mut *desk.office.store.conn().unwrap();
        yingjian::store::write_though_closed(conn, |conn| yingjian::store::door::set(conn, closed)).unwrap();
    };
    close(Some(Closed::Moving));
    let refused = state(1);
    assert_eq!(refused.status(), 503);
    assert!(refused.headers().contains_key("retry-after"));
    let read = agent.get(&address).header("authorization", &bearer).call().unwrap();
    assert_ne!(read.status(), 503, "it can be read");
    close(None);
    assert!(state(1).status().is_success());
}
