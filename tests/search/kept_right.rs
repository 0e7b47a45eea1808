//! An index of an older program, and one that something was done to, are put right.

use diesel::connection::SimpleConnection;
use yingjian::ops::Office;
use yingjian::ops::search::{Asked, index_missing, place_again, remove_leftovers};
use yingjian::ops::verify::{self, Share};
use yingjian::store::Conn;

use crate::office::{fill, homes};
use crate::{asked, filed, found, ids};

/// The kinds of what is wrong with an office, and with how many pieces each.
fn wrong(office: &Office) -> Vec<(&'static str, usize)> {
    let begun = verify::begin(&office.folder, Share::ALL, false).unwrap();
    let findings = verify::run(office, &begun, |_, _| Ok(())).unwrap().findings;
    let wrong = findings.iter().map(|finding| match finding {
        verify::Finding::Index { pieces, .. } => (finding.kind(), *pieces),
        _ => (finding.kind(), 0),
    });
    wrong.collect()
}

fn tamper(office: &Office, statement: &str) {
    office.store.conn().unwrap().batch_execute(statement).unwrap();
}

#[test]
fn an_index_of_an_older_program_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let home = homes::home(folder.path());
    let office = homes::open(&home);
    fill(&office);
    let id = filed(&office, "c1", "双拥纪要", ("一.txt", "正文"));
    tamper(&office, "DROP TABLE search_place; ALTER TABLE search_piece DROP COLUMN version");
    tamper(&office, "DROP TABLE search_state");
    drop(office);
    let office = homes::open(&home);
    // It is still to be made, which is no fault.
    assert!(wrong(&office).is_empty());
    assert_eq!(index_missing(&office, |_count| true).unwrap(), 1);
    assert!(wrong(&office).is_empty());
    let narrowed = Asked { year: Some(2022), kind: Some("minutes".into()), ..asked("双拥纪要") };
    let hits = yingjian::ops::search::find(&office, ("r", yingjian::ops::search::Reach::Round), &narrowed);
    assert_eq!(ids(&hits.unwrap()), [id]);
}

#[test]
fn what_is_amiss_in_the_index_is_found_and_mended() {
    let folder = tempfile::tempdir().unwrap();
    let office = homes::office(folder.path());
    fill(&office);
    let pieces: Vec<String> =
        (0..6).map(|number| filed(&office, "c1", &format!("双拥纪要{number}"), ("一.txt", "正文"))).collect();
    assert_eq!(index_missing(&office, |_count| true).unwrap(), 0);
    assert!(wrong(&office).is_empty());
    let of = |piece: usize| format!("(SELECT id FROM search_piece WHERE evidence = '{}')", pieces[piece]);
    tamper(&office, &format!("DELETE FROM search_place WHERE piece = {}", of(0)));
    tamper(&office, &format!("DELETE FROM search_piece WHERE id = {}", of(0)));
    tamper(&office, &format!("UPDATE search_piece SET evidence = 'gone' WHERE id = {}", of(1)));
    tamper(&office, &format!("UPDATE search_place SET year = 2023 WHERE piece = {}", of(2)));
    tamper(&office, &format!("DELETE FROM search_place WHERE piece = {}", of(3)));
    tamper(&office, &format!("DELETE FROM search_place WHERE item = '' AND piece = {}", of(4)));
    let is_sqlite = matches!(&*office.store.conn().unwrap(), Conn::Sqlite(_));
    if is_sqlite {
        tamper(&office, &format!("DELETE FROM search_grams WHERE rowid = {}", of(5)));
    }
    // Grams stand by themselves there.
    let (missing, left) = if is_sqlite { (3, 2) } else { (2, 1) };
    assert_eq!(wrong(&office), [("not_indexed", missing), ("index_leftover", left), ("index_misplaced", 3)]);
    assert_eq!(remove_leftovers(&office).unwrap(), left);
    assert_eq!(place_again(&office).unwrap(), 3);
    assert_eq!(index_missing(&office, |_count| true).unwrap(), missing);
    assert!(wrong(&office).is_empty());
    assert_eq!(found(&office, "c1", "双拥").count, 6);
}
