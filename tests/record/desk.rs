//! A small office that the tests of this program fill, damage, keep and move.

use std::path::Path;
use std::process::{Command, Output};

use diesel::connection::SimpleConnection;
use tempfile::TempDir;
use yingjian::ops::evidence::{Filing, file_received};
use yingjian::ops::opening::open;
use yingjian::ops::{Home, Office, scores, sheets};
use yingjian::store::Conn;

use crate::office::{self, homes};

pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) home: Home,
    pub(crate) office: Office,
}

impl Desk {
    /// An office with a round and two counties.
    pub(crate) fn new() -> Self {
        Self::empty().open()
    }

    fn open(self) -> Self {
        sheets::take(&self.office, &office::by(), &office::sheet()).unwrap();
        open(&self.office, &office::by(), &office::round()).unwrap();
        self
    }

    /// An office in which nothing was done yet.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = homes::home(folder.path());
        Self::at(folder, home)
    }

    /// An office whose files are in a folder here, whatever the home of the run.
    pub(crate) fn with_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home { blobs: None, ..homes::home(folder.path()) };
        Self::at(folder, home).open()
    }

    /// An office of nothing but a file and a folder here, in which nothing was done yet.
    pub(crate) fn with_file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home { database: None, blobs: None, ..homes::home(folder.path()) };
        Self::at(folder, home)
    }

    fn at(folder: TempDir, home: Home) -> Self {
        let office = Office::at(&home).unwrap();
        Self { folder, home, office }
    }

    /// Files one piece of evidence of county `c1` with these bytes, made a PDF.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        file(&self.office, name, bytes)
    }

    /// A statement as somebody with the database in their hands would give it.
    pub(crate) fn tamper(&self, statement: &str) -> diesel::QueryResult<()> {
        self.office.store.conn().unwrap().batch_execute(statement)
    }

    /// Takes away what guards the record.
    pub(crate) fn unguard(&self) {
        let guards = match &mut *self.office.store.conn().unwrap() {
            Conn::Sqlite(_) => {
                "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed; \
                 DROP TRIGGER audit_is_not_overwritten;"
            }
            Conn::Postgres(_) => "ALTER TABLE audit DISABLE TRIGGER audit_is_append_only;",
        };
        self.tamper(guards).unwrap();
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Files one piece of evidence of county `c1`.
pub(crate) fn file(office: &Office, name: &str, bytes: &[u8]) -> String {
    try_file(office, name, bytes).unwrap()
}

/// As [`file`], when it may be refused.
pub(crate) fn try_file(office: &Office, name: &str, bytes: &[u8]) -> Result<String, yingjian::ops::OpsError> {
    let mut incoming = office.blobs.receive(1 << 30)?;
    incoming.write(b"%PDF-1.4\n")?;
    incoming.write(bytes)?;
    let view = scores::round(office, None)?;
    let filing = Filing {
        county: "c1".into(),
        kind: "minutes".into(),
        fields: [("title".to_owned(), name.to_owned())].into(),
        items: vec!["A01".into()],
        years: vec![yingjian::domain::facts::Year(2022)],
        files: vec![],
    };
    let by = yingjian::ops::By { account: "clerk".into(), at: chrono::Utc::now().naive_utc() };
    Ok(file_received(office, &view, &by, (filing, vec![(incoming, name.to_owned())]))?.0.id)
}

/// What a command did: its exit code, standard output, standard error.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Done {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Standard output of a command that ended with this code.
    pub(crate) fn with_code(self, code: i32) -> String {
        assert_eq!(self.code, code, "{self:?}");
        self.out
    }
}

/// The program on a home, by way of another program (such as one that takes rights away) or none.
pub(crate) fn command(home: &Home, through: &[&str], arguments: &[&str]) -> Command {
    let mut words = through.to_vec();
    words.push(env!("CARGO_BIN_EXE_yingjian"));
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(arguments).arg("--data-dir").arg(&home.folder).args(["--lang", "en"]);
    for (name, value) in [("DATABASE_URL", &home.database), ("BLOB_URL", &home.blobs)] {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Runs a command of the program on a home.
pub(crate) fn yingjian(home: &Home, arguments: &[&str]) -> Done {
    Done::of(command(home, &[], arguments).output().unwrap())
}
