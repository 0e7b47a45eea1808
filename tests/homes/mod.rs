//! Where a test keeps its office. The same tests run on every home: SQLite and a folder unless
//! `tests/with-servers.sh` names a PostgreSQL server and an S3 store in the environment.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use uuid::Uuid;
use yingjian::domain::policy::SecondFactor;
use yingjian::intake::TextReader;
use yingjian::ops::accounts::AccessSettings;
use yingjian::ops::{Home, Office};

/// An office of a test's own, with its data folder here. Everybody gets in with a password alone; the tests of
/// second factors ask for them.
pub(crate) fn office(folder: &Path) -> Office {
    open(&home(folder))
}

/// The office of a home that may be there already.
pub(crate) fn open(home: &Home) -> Office {
    let told = AccessSettings { second_factor: Some(SecondFactor::Offered), ..AccessSettings::default() };
    with_reader(Office::at(home).unwrap()).under(&told).unwrap()
}

/// The same office, which reads files by the program that is tested and not by the test.
pub(crate) fn with_reader(mut office: Office) -> Office {
    office.reader = TextReader::at(env!("CARGO_BIN_EXE_yingjian").into());
    office
}

/// Where that office is kept; everything in it is new.
pub(crate) fn home(folder: &Path) -> Home {
    let blobs = std::env::var("YINGJIAN_TEST_BLOBS").ok();
    Home {
        folder: folder.to_owned(),
        database: database(),
        blobs: blobs.map(|url| format!("{url}/{}", Uuid::now_v7())),
    }
}

/// Address of an empty database on the server of the run, when it has one.
pub(crate) fn database() -> Option<String> {
    let server = std::env::var("YINGJIAN_TEST_POSTGRES").ok()?;
    let name = format!("t{}", Uuid::now_v7().simple());
    let mut conn = PgConnection::establish(&format!("{server}/postgres")).unwrap();
    conn.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    Some(format!("{server}/{name}"))
}
