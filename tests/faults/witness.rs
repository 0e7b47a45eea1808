//! Looks by itself what a database and a folder of files hold: by SQL and by hashing, without the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{PgConnection, SqliteConnection, sql_query};
use yingjian::ops::Home;

use crate::client::sha256;
use crate::ledger::{Kept, Ledger};
use crate::server::command;

/// A row of two texts; every question is put so that this is its answer.
#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = Text)]
    a: String,
    #[diesel(sql_type = Text)]
    b: String,
}

/// What a fault took or left behind.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Acknowledged uploads and facts that are not there.
    pub(crate) lost: Vec<String>,
    /// Rows whose file is missing.
    pub(crate) without_file: Vec<String>,
    /// Files whose bytes are not what their name says.
    pub(crate) corrupt: Vec<String>,
    /// What the database says of itself, and rows without their record.
    pub(crate) broken: Vec<String>,
}

impl Found {
    pub(crate) fn is_clean(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.lost.extend(other.lost);
        self.without_file.extend(other.without_file);
        self.corrupt.extend(other.corrupt);
        self.broken.extend(other.broken);
    }
}

/// Runs `gc`, and gives what is left all the same. In a folder it sees by itself what is still wanted; of what
/// lies in a far store it only knows the age.
pub(crate) fn swept(home: &Home) -> Vec<PathBuf> {
    let arguments: &[&str] = if home.blobs.is_none() { &["gc"] } else { &["gc", "--grace", "0"] };
    let swept = command(home, arguments).output().unwrap();
    assert!(swept.status.success(), "{}", String::from_utf8_lossy(&swept.stderr));
    Witness::of(home).leftovers()
}

/// Who looks at one home.
pub(crate) struct Witness {
    home: Home,
}

impl Witness {
    pub(crate) fn of(home: &Home) -> Self {
        Self { home: home.clone() }
    }

    /// Every row has its file and its record, the database is whole, and of the acknowledged uploads those
    /// from `first` on are there, byte for byte.
    pub(crate) fn look(&self, ledger: &Ledger, first: usize) -> Found {
        let mut found = Found { broken: self.integrity(), ..Found::default() };
        let files = self.files();
        found.lost = self.lost_facts(ledger);
        for kept in ledger.uploads_from(first) {
            self.look_at(&kept, &files, &mut found);
        }
        for (hash, size) in self.blobs() {
            match fs::metadata(self.path_of(&hash)) {
                Ok(there) if there.len().to_string() == size => {}
                Ok(there) => found.corrupt.push(format!("{hash}: {} of {size} bytes", there.len())),
                Err(_missing) => found.without_file.push(hash),
            }
        }
        found.broken.extend(self.without_record(&files));
        found
    }

    /// As [`Self::look`] at all that was ever acknowledged, and every file that a row names is read through.
    pub(crate) fn look_at_all(&self, ledger: &Ledger) -> Found {
        let mut found = self.look(ledger, 0);
        for (hash, _) in self.blobs() {
            let bytes = fs::read(self.path_of(&hash)).unwrap_or_default();
            if sha256(&bytes) != hash {
                found.corrupt.push(hash);
            }
        }
        found
    }

    /// Files that no row names, and what waits in `tmp/`.
    pub(crate) fn leftovers(&self) -> Vec<PathBuf> {
        let named: BTreeSet<PathBuf> = self.blobs().iter().map(|(hash, _)| self.path_of(hash)).collect();
        let below = |folder| walkdir::WalkDir::new(folder).into_iter();
        let entries =
            below(self.home.folder.join("tmp")).chain(below(self.files_of_home())).map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
        files.filter(|path| !named.contains(path)).collect()
    }

    /// How often each blob is used by a file of evidence.
    pub(crate) fn uses(&self) -> BTreeMap<String, usize> {
        let mut uses: BTreeMap<String, usize> =
            self.blobs().into_iter().map(|(hash, _size)| (hash, 0)).collect();
        for (_evidence, hash) in self.files() {
            *uses.entry(hash).or_default() += 1;
        }
        uses
    }

    fn look_at(&self, kept: &Kept, files: &BTreeSet<(String, String)>, found: &mut Found) {
        if !files.contains(&(kept.id.clone(), kept.sha256.clone())) {
            found.lost.push(format!("row {} of {} in {}", kept.id, kept.sha256, kept.county));
            return;
        }
        match fs::read(self.path_of(&kept.sha256)) {
            Ok(bytes) if bytes.len() == kept.size && sha256(&bytes) == kept.sha256 => {}
            Ok(bytes) => {
                found.corrupt.push(format!("{}: {} of {} bytes", kept.sha256, bytes.len(), kept.size));
            }
            Err(_missing) => found.lost.push(format!("file {}", kept.sha256)),
        }
    }

    /// A version that was acknowledged is there, or the one after it, whose answer was cut off.
    fn lost_facts(&self, ledger: &Ledger) -> Vec<String> {
        let rows = self.ask(
            "SELECT item || '/' || CAST(year AS TEXT) AS a, CAST(version AS TEXT) || ' ' || body AS b \
             FROM fact WHERE county = 'c1'",
        );
        let there: BTreeMap<String, String> = rows.into_iter().collect();
        let holds = |place: &String, version: i64, count: i64| {
            let row = there.get(place).and_then(|row| row.split_once(' '));
            row.is_some_and(|(found, body)| {
                let body: serde_json::Value = serde_json::from_str(body).unwrap();
                let found: i64 = found.parse().unwrap();
                (found == version && body["count"] == count) || found == version + 1
            })
        };
        let lost = ledger.facts().into_iter().filter(|(place, fact)| !holds(place, fact.version, fact.count));
        lost.map(|(place, fact)| format!("facts {place} {fact:?}")).collect()
    }

    fn without_record(&self, files: &BTreeSet<(String, String)>) -> Vec<String> {
        let recorded = self.ask("SELECT subject AS a, action AS b FROM audit WHERE action = 'evidence.file'");
        let recorded: BTreeSet<String> = recorded.into_iter().map(|(subject, _)| subject).collect();
        let without = files.iter().filter(|(evidence, _)| !recorded.contains(evidence));
        without.map(|(evidence, _)| format!("{evidence} is not in the record")).collect()
    }

    /// What the database finds wrong with itself.
    fn integrity(&self) -> Vec<String> {
        if self.home.database.is_some() {
            return Vec::new();
        }
        let told = self.ask("SELECT integrity_check AS a, '' AS b FROM pragma_integrity_check");
        let keys = self.ask("SELECT \"table\" AS a, 'foreign key' AS b FROM pragma_foreign_key_check");
        let told = told.into_iter().filter(|(told, _)| told != "ok").chain(keys);
        told.map(|(what, kind)| format!("{what} {kind}")).collect()
    }

    fn files(&self) -> BTreeSet<(String, String)> {
        self.ask("SELECT evidence AS a, sha256 AS b FROM evidence_file").into_iter().collect()
    }

    fn blobs(&self) -> Vec<(String, String)> {
        self.ask("SELECT sha256 AS a, CAST(size AS TEXT) AS b FROM blob")
    }

    fn path_of(&self, hash: &str) -> PathBuf {
        self.files_of_home().join(&hash[..2]).join(hash)
    }

    /// Where the files are; those of the S3 server of the run lie in a folder of its own.
    fn files_of_home(&self) -> PathBuf {
        let blobs = self.home.blobs.as_deref().and_then(|url| url.strip_prefix("s3://"));
        let server = || PathBuf::from(std::env::var("YINGJIAN_TEST_S3_FOLDER").unwrap());
        blobs.map_or_else(|| self.home.folder.clone(), |place| server().join(place)).join("blobs")
    }

    fn ask(&self, question: &str) -> Vec<(String, String)> {
        let rows: Vec<Pair> = match &self.home.database {
            None => sql_query(question).load(&mut sqlite(&self.home.folder)).unwrap(),
            Some(url) => sql_query(question).load(&mut PgConnection::establish(url).unwrap()).unwrap(),
        };
        rows.into_iter().map(|row| (row.a, row.b)).collect()
    }
}

fn sqlite(folder: &Path) -> SqliteConnection {
    let file = folder.join("yingjian.sqlite");
    SqliteConnection::establish(&file.to_string_lossy()).unwrap()
}
