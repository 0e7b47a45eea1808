//! An office of every released schema is opened by today's program: nothing is missing, the record is chained.
//! `fixtures/upgrade/` holds the rows that such an office had; the schema is that of the migrations up to then.

use std::fs;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use yingjian::intake::TEXT_VERSION;
use yingjian::ops::{Home, Office, scores};
use yingjian::store::{audit, texts};

use crate::desk::yingjian;
use crate::office::homes;

/// Each release: the last of its migrations, and the rows of an office.
const RELEASES: [(&str, &str); 1] = [("2026-11-24-000000_start", "first.sql")];

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The statements that make an office of a release, as the database knows its own migrations.
fn old_office(last: &str, rows: &str) -> String {
    schema(last)
        + &fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/upgrade").join(rows))
            .unwrap()
}

/// Those that make its tables.
fn schema(last: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = fs::read_dir(root.join("migrations"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.as_str() <= last)
        .collect();
    names.sort();
    let mut text = String::from(
        "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, \
         run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);\n",
    );
    for name in names {
        text += &fs::read_to_string(root.join("migrations").join(&name).join("up.sql")).unwrap();
        let version: String = name.split('_').next().unwrap().replace('-', "");
        text += &format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}');\n");
    }
    text
}

fn make(folder: &Path, statements: &str) -> Home {
    let home = Home { blobs: None, ..homes::home(folder) };
    match &home.database {
        Some(url) => PgConnection::establish(url).unwrap().batch_execute(statements).unwrap(),
        None => {
            let file = folder.join("yingjian.sqlite").to_string_lossy().into_owned();
            SqliteConnection::establish(&file).unwrap().batch_execute(statements).unwrap();
        }
    }
    let blob = yingjian::blob::Sha256Hex::of(b"%PDF-1.4\nminutes\n").to_string();
    let place = folder.join("blobs").join(&blob[..2]);
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join(&blob), b"%PDF-1.4\nminutes\n").unwrap();
    home
}

#[test]
fn an_office_of_every_release_is_opened_with_all_that_is_in_it() {
    for (last, rows) in RELEASES {
        let folder = tempfile::tempdir().unwrap();
        let home = make(folder.path(), &old_office(last, rows));
        let office = Office::at(&home).unwrap();
        let conn = &mut *office.store.conn().unwrap();
        for (table, expected) in [
            ("standard", 1),
            ("round", 1),
            ("assessment_year", 4),
            ("county", 2),
            ("account", 2),
            ("credential", 1),
            ("fact", 1),
            ("evidence", 1),
            ("evidence_file", 1),
            ("evidence_link", 1),
            ("blob", 1),
            ("audit", 6),
        ] {
            let query = format!("SELECT count(*) AS count FROM {table}");
            assert_eq!(
                diesel::sql_query(query).get_result::<Count>(conn).unwrap().count,
                expected,
                "{table}"
            );
        }
        let view = scores::round(&office, None).unwrap();
        assert_eq!(view.round.code, "2026");
        let entries = audit::after(conn, 0, 100).unwrap();
        let places: Vec<i64> = entries.iter().filter_map(|entry| entry.position).collect();
        assert_eq!(places, [1, 2, 3, 4, 5, 6]);
        yingjian(&home, &["verify"]).with_code(0);
        yingjian(&home, &["score", "--county", "c1"]).with_code(0);
        Office::at(&home).unwrap();
    }
}

#[test]
fn photos_that_were_read_lying_on_their_side_are_read_anew_after_the_upgrade() {
    let file = |number: u8, media_type: &str| {
        let hash = format!("{number:064x}");
        format!(
            "INSERT INTO blob (sha256, size, media_type, added_at) VALUES ('{hash}', 1, '{media_type}', '2026-01-01 00:00:00');
             INSERT INTO file_text (sha256, state, source, reason, reader, text, marks, characters, pages, cut, made_at)
             VALUES ('{hash}', 'read', 'scan', '', {TEXT_VERSION}, '双拥', '[]', 2, 1, FALSE, '2026-01-01 00:00:00');\n"
        )
    };
    let kinds = ["image/jpeg", "image/heic", "image/png", "application/pdf"];
    let rows: String = (1..).zip(kinds).map(|(number, kind)| file(number, kind)).collect();
    let folder = tempfile::tempdir().unwrap();
    let home = make(folder.path(), &(schema("2026-11-26-000140_finding_open") + &rows));
    let office = Office::at(&home).unwrap();
    let conn = &mut *office.store.conn().unwrap();
    let unread = texts::unread(conn, (&kinds, TEXT_VERSION), ("", 10)).unwrap();
    let unread: Vec<String> = unread.into_iter().map(|(_, media_type)| media_type).collect();
    assert_eq!(unread, ["image/jpeg", "image/heic"]);
    // Until then what was read stays.
    let kept = diesel::sql_query("SELECT count(*) AS count FROM file_text WHERE text = '双拥'");
    assert_eq!(kept.get_result::<Count>(conn).unwrap().count, 4);
}
