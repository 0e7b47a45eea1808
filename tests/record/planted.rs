//! An office of many files, and faults that are planted in it, each with the findings that it has to lead to.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::{FileExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use yingjian::blob::{Incoming, Sha256Hex, Stored};
use yingjian::ops::search::index_missing;
use yingjian::store::evidence::{BlobRow, EvidenceRow, FileRow};
use yingjian::store::{StoreError, evidence, write};

use crate::desk::Desk;
use crate::office;

/// A file and where it lies.
#[derive(Debug, Clone)]
pub(crate) struct Planted {
    pub(crate) sha256: String,
    pub(crate) size: u64,
    pub(crate) path: PathBuf,
}

/// What has to be found: the kind, and the file when it is about one.
pub(crate) type Expected = (String, Option<String>);

/// Files an office of its own has: of different sizes around `size`, with rows, and an hour old.
pub(crate) fn fill(desk: &Desk, (count, size): (usize, usize)) -> Vec<Planted> {
    let mut files = Vec::new();
    for chunk in (0..count).collect::<Vec<_>>().chunks(500) {
        let stored: Vec<Stored> = chunk.iter().map(|number| keep(desk, *number, size)).collect();
        let conn = &mut *desk.office.store.conn().unwrap();
        write(conn, |conn| stored.iter().try_for_each(|stored| insert(conn, stored))).unwrap();
        files.extend(stored.iter().map(|stored| place(desk.path(), stored)));
    }
    index_missing(&desk.office, |_count| true).unwrap();
    files
}

fn keep(desk: &Desk, number: usize, size: usize) -> Stored {
    let mut incoming: Incoming = desk.office.blobs.receive(1 << 30).unwrap();
    let start = Sha256Hex::of(number.to_string().as_bytes());
    let length = size / 2 + number * 7919 % size;
    incoming.write(start.as_str().as_bytes().repeat(length / 64 + 1).get(..length.max(8)).unwrap()).unwrap();
    incoming.finish().unwrap()
}

fn insert(conn: &mut yingjian::store::Conn, stored: &Stored) -> Result<(), StoreError> {
    let by = office::by();
    let row = EvidenceRow {
        id: stored.sha256.to_string(),
        round: "r".into(),
        county: "c1".into(),
        kind: "minutes".into(),
        title: "纪要".into(),
        day: None,
        fields: "{}".into(),
        state: "waiting".into(),
        reason: String::new(),
        revision: 1,
        search: String::new(),
        added_by: by.account,
        added_at: by.at,
    };
    let sha256 = stored.sha256.to_string();
    let file = FileRow {
        evidence: row.id.clone(),
        revision: 1,
        position: 1,
        name: "纪要.pdf".into(),
        sha256: sha256.clone(),
    };
    let size = i64::try_from(stored.size).unwrap();
    let blob = BlobRow { sha256, size, media_type: "application/pdf".into(), added_at: by.at };
    evidence::insert(conn, &row, &[(file, blob)], &[])
}

fn place(folder: &Path, stored: &Stored) -> Planted {
    let sha256 = stored.sha256.to_string();
    let path = folder.join("blobs").join(&sha256[..2]).join(&sha256);
    let hour_ago = SystemTime::now() - Duration::from_hours(1);
    OpenOptions::new().write(true).open(&path).unwrap().set_modified(hour_ago).unwrap();
    Planted { sha256, size: stored.size, path }
}

/// A way to plant a fault in one of two files.
type Plant = fn(&Desk, &Planted, &Planted) -> Vec<Expected>;

/// All ways.
pub(crate) const WAYS: [(&str, Plant); 26] = [
    ("first bit flipped", |_, file, _| flip(file, 0)),
    ("a bit in the middle flipped", |_, file, _| flip(file, file.size / 2)),
    ("last bit flipped", |_, file, _| flip(file, file.size - 1)),
    ("zeroed", |_, file, _| overwrite(file, &vec![0; usize::try_from(file.size).unwrap()])),
    ("other text of the same size", |_, file, _| {
        overwrite(file, "x".repeat(usize::try_from(file.size).unwrap()).as_bytes())
    }),
    ("cut by a byte", |_, file, _| resize(file, file.size - 1)),
    ("cut in half", |_, file, _| resize(file, file.size / 2)),
    ("a byte longer", |_, file, _| resize(file, file.size + 1)),
    ("a block longer", |_, file, _| resize(file, file.size + 4096)),
    ("emptied", |_, file, _| resize(file, 0)),
    ("removed", |_, file, _| {
        fs::remove_file(&file.path).unwrap();
        one("missing", file)
    }),
    ("contents swapped", swap),
    ("under another hash", |_, file, _| {
        let other = Sha256Hex::of(file.sha256.as_bytes()).to_string();
        let name = format!("{}{}", &file.sha256[..2], &other[2..]);
        fs::rename(&file.path, file.path.with_file_name(&name)).unwrap();
        [one("missing", file), vec![("orphan".into(), Some(name))]].concat()
    }),
    ("under a name that is no hash", |_, file, _| {
        fs::rename(&file.path, file.path.with_extension("bak")).unwrap();
        one("missing", file)
    }),
    ("in another folder", |_, file, other| {
        let folder = other.path.parent().unwrap();
        let folder = if folder == file.path.parent().unwrap() { folder.parent().unwrap() } else { folder };
        fs::rename(&file.path, folder.join(&file.sha256)).unwrap();
        one("missing", file)
    }),
    ("a folder in its place", |_, file, _| {
        fs::remove_file(&file.path).unwrap();
        fs::create_dir(&file.path).unwrap();
        one("not_a_file", file)
    }),
    ("a link to a copy in its place", |desk, file, _| {
        let copy = desk.path().join(format!("copy-{}", file.sha256));
        fs::rename(&file.path, &copy).unwrap();
        symlink(copy, &file.path).unwrap();
        one("not_a_file", file)
    }),
    ("a link to nowhere in its place", |_, file, _| {
        fs::remove_file(&file.path).unwrap();
        symlink("nowhere", &file.path).unwrap();
        one("not_a_file", file)
    }),
    ("unreadable", |_, file, _| {
        fs::set_permissions(&file.path, fs::Permissions::from_mode(0o000)).unwrap();
        one("unreadable", file)
    }),
    ("row removed", |desk, file, _| {
        let hash = &file.sha256;
        let gone = format!(
            "DELETE FROM evidence_file WHERE sha256 = '{hash}'; DELETE FROM blob WHERE sha256 = '{hash}'"
        );
        desk.tamper(&gone).unwrap();
        one("orphan", file)
    }),
    ("hash of the row changed", |desk, file, _| {
        let other = Sha256Hex::of(file.sha256.as_bytes()).to_string();
        unchecked(desk, &format!("UPDATE blob SET sha256 = '{other}' WHERE sha256 = '{}'", file.sha256));
        [one("orphan", file), vec![("missing".into(), Some(other)), ("dangling".into(), None)]].concat()
    }),
    ("hash of the row spoilt", |desk, file, _| {
        let hash = &file.sha256;
        unchecked(desk, &format!("UPDATE blob SET sha256 = '{hash}x' WHERE sha256 = '{hash}'"));
        [one("orphan", file), vec![("bad_row".into(), None), ("dangling".into(), None)]].concat()
    }),
    ("size of the row changed", |desk, file, _| {
        desk.tamper(&format!("UPDATE blob SET size = size + 1 WHERE sha256 = '{}'", file.sha256)).unwrap();
        one("row_size", file)
    }),
    ("in the index as an older program knew it", |desk, file, _| {
        let older = format!("UPDATE search_piece SET version = 1 WHERE evidence = '{}'", file.sha256);
        desk.tamper(&older).unwrap();
        vec![("not_indexed".into(), None)]
    }),
    ("in the index for nothing", |desk, file, _| {
        let other = Sha256Hex::of(file.sha256.as_bytes()).to_string();
        let renamed =
            format!("UPDATE search_piece SET evidence = '{other}' WHERE evidence = '{}'", file.sha256);
        desk.tamper(&renamed).unwrap();
        vec![("not_indexed".into(), None), ("index_leftover".into(), None)]
    }),
    ("filed elsewhere in the index", |desk, file, _| {
        let of_piece = format!("(SELECT id FROM search_piece WHERE evidence = '{}')", file.sha256);
        let placed =
            "INSERT INTO search_place (round, item, county, year, piece) VALUES ('r', 'A99', 'c1', 2022, ";
        desk.tamper(&format!("{placed}{of_piece})")).unwrap();
        vec![("index_misplaced".into(), None)]
    }),
];

fn one(kind: &str, file: &Planted) -> Vec<Expected> {
    vec![(kind.to_owned(), Some(file.sha256.clone()))]
}

fn flip(file: &Planted, at: u64) -> Vec<Expected> {
    let open = OpenOptions::new().read(true).write(true).open(&file.path).unwrap();
    let mut byte = [0];
    open.read_exact_at(&mut byte, at).unwrap();
    open.write_all_at(&[byte[0] ^ 1], at).unwrap();
    one("damaged", file)
}

fn overwrite(file: &Planted, bytes: &[u8]) -> Vec<Expected> {
    fs::write(&file.path, bytes).unwrap();
    one("damaged", file)
}

fn resize(file: &Planted, size: u64) -> Vec<Expected> {
    File::options().write(true).open(&file.path).unwrap().set_len(size).unwrap();
    one("wrong_size", file)
}

fn swap(_desk: &Desk, file: &Planted, other: &Planted) -> Vec<Expected> {
    let aside = file.path.with_extension("aside");
    fs::rename(&file.path, &aside).unwrap();
    fs::rename(&other.path, &file.path).unwrap();
    fs::rename(&aside, &other.path).unwrap();
    let kind = if file.size == other.size { "damaged" } else { "wrong_size" };
    [one(kind, file), one(kind, other)].concat()
}

/// A change that the database would refuse because of its references.
fn unchecked(desk: &Desk, statement: &str) {
    desk.tamper(&if desk.home.database.is_some() {
        format!(
            "SET session_replication_role = replica; {statement}; SET session_replication_role = DEFAULT;"
        )
    } else {
        format!("PRAGMA foreign_keys = OFF; {statement}; PRAGMA foreign_keys = ON;")
    })
    .unwrap();
}

/// Plants so many faults, each in files of its own far from one another, and gives what has to be found.
pub(crate) fn plant(desk: &Desk, files: &[Planted], faults: usize) -> BTreeSet<Expected> {
    let step = files.len() / faults;
    let pairs = files.chunks(step).map(|chunk| (&chunk[0], &chunk[1]));
    let ways = WAYS.iter().cycle();
    pairs.zip(ways).take(faults).flat_map(|((file, other), (_, plant))| plant(desk, file, other)).collect()
}
