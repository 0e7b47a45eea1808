//! The tables: what goes in comes out, filtered, counted and told apart.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

#[expect(dead_code, reason = "other tests use more of it")]
mod homes;

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, NaiveDateTime};
use diesel::{Connection, RunQueryDsl};
use tempfile::TempDir;
use yingjian::domain::facts::Year;
use yingjian::domain::proof::{ProofCount, ReviewState};
use yingjian::domain::round::WithoutMidterm;
use yingjian::store::evidence::{BlobRow, EvidenceRow, FileRow, Filter, LinkRow};
use yingjian::store::facts::FactRow;
use yingjian::store::rounds::{CountyRow, RoundRow, YearRow};
use yingjian::store::standards::StandardRow;
use yingjian::store::{Conn, Store, StoreError, evidence, facts, rounds, standards, write};

fn now() -> NaiveDateTime {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc()
}

/// An office with a round of one year and two counties.
fn office() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.sqlite").to_string_lossy().into_owned();
    let store = Store::open(&homes::database().unwrap_or(file)).unwrap();
    let conn = &mut store.conn().unwrap();
    let sheet = StandardRow {
        id: "s1".into(),
        code: "sheet".into(),
        version: "1".into(),
        title: "标准".into(),
        body: "{}".into(),
        taken_at: now(),
    };
    standards::insert(conn, &sheet).unwrap();
    let round = RoundRow {
        code: "r".into(),
        title: "周期".into(),
        city: "city".into(),
        midterm_weight: "0.4".into(),
        without_midterm: "final_only".into(),
        deadline: "2026-12-14".into(),
        midterm_standard: "s1".into(),
        final_standard: "s1".into(),
        published: false,
        opened_at: now(),
    };
    let year = YearRow {
        round: "r".into(),
        year: 2022,
        starts: "2022-04-01".into(),
        ends: "2023-03-31".into(),
        midterm: true,
        at_final: true,
    };
    rounds::insert(conn, &round, &[year]).unwrap();
    for (position, code) in ["c1", "c2"].into_iter().enumerate() {
        let county = CountyRow {
            code: code.into(),
            name: code.into(),
            city: "city".into(),
            level: "county".into(),
            fonds: "Z001".into(),
            position: i64::try_from(position).unwrap(),
        };
        rounds::insert_county(conn, &county).unwrap();
    }
    (folder, store)
}

fn add(store: &Store, id: &str, county: &str, title: &str) {
    let row = EvidenceRow {
        id: id.into(),
        round: "r".into(),
        county: county.into(),
        kind: "minutes".into(),
        title: title.into(),
        day: None,
        fields: "{}".into(),
        state: "waiting".into(),
        reason: String::new(),
        revision: 1,
        search: title.to_lowercase(),
        added_by: "clerk".into(),
        added_at: now(),
    };
    let file = FileRow {
        evidence: id.into(),
        revision: 1,
        position: 1,
        name: "纪要.pdf".into(),
        sha256: "same".into(),
    };
    let bytes =
        BlobRow { sha256: "same".into(), size: 1, media_type: "application/pdf".into(), added_at: now() };
    let link = link(id, county);
    evidence::insert(&mut store.conn().unwrap(), &row, &[(file, bytes)], &[link]).unwrap();
}

fn link(id: &str, county: &str) -> LinkRow {
    let (round, county) = ("r".into(), county.into());
    LinkRow { evidence: id.into(), item: "A02".into(), year: 2022, round, county }
}

#[test]
fn what_is_proven_is_counted_as_the_pieces_stand() {
    let (_folder, store) = office();
    let conn = &mut store.conn().unwrap();
    let count = |conn: &mut Conn, county: &str| {
        let counts = evidence::proof_counts(conn, "r", &[county.to_owned()]).unwrap();
        let line = |(whose, count): (String, ProofCount)| {
            let ProofCount { item, year, kind, state, count } = count;
            format!("{whose} {item} {year} {kind} {} {count}", state.id())
        };
        let mut lines: Vec<String> = counts.into_iter().map(line).collect();
        lines.sort();
        lines
    };
    for id in ["1", "2", "3"] {
        add(&store, id, "c1", "纪要");
    }
    add(&store, "4", "c2", "纪要");
    assert_eq!(count(conn, "c1"), ["c1 A02 2022 minutes waiting 3"]);
    let second = evidence::find(conn, "2").unwrap().unwrap();
    evidence::set_state(conn, &second, ("sent_back", "无签名")).unwrap();
    let sent_back = ["c1 A02 2022 minutes sent_back 1", "c1 A02 2022 minutes waiting 2"];
    assert_eq!(count(conn, "c1"), sent_back);
    let elsewhere = LinkRow { item: "A03".into(), ..link("2", "c1") };
    evidence::insert_link(conn, &elsewhere).unwrap();
    assert_eq!(
        count(conn, "c1")[2..],
        ["c1 A03 2022 minutes sent_back 1"],
        "a new link has the state of its piece"
    );
    let changed = EvidenceRow { kind: "record".into(), state: "waiting".into(), ..second };
    evidence::update(conn, &changed).unwrap();
    let expected =
        ["c1 A02 2022 minutes waiting 2", "c1 A02 2022 record waiting 1", "c1 A03 2022 record waiting 1"];
    assert_eq!(count(conn, "c1"), expected);
    evidence::remove_link(conn, &elsewhere).unwrap();
    assert_eq!(count(conn, "c1"), expected[..2]);
    assert_eq!(count(conn, "c2"), ["c2 A02 2022 minutes waiting 1"], "another county's is counted by itself");
}

#[test]
fn a_round_comes_back_with_its_windows() {
    let (_folder, store) = office();
    let conn = &mut store.conn().unwrap();
    let row = rounds::find(conn, None).unwrap().unwrap();
    let round = rounds::with_years(conn, &row).unwrap();
    assert_eq!(round.without_midterm, WithoutMidterm::FinalOnly);
    assert_eq!(round.year_of("2023-03-31".parse().unwrap()), Some(Year(2022)));
    assert_eq!(round.year_of("2023-04-01".parse().unwrap()), None);
    assert!(rounds::find(conn, Some("other")).unwrap().is_none());
}

#[test]
fn the_slower_of_two_who_edit_facts_is_told() {
    let (_folder, store) = office();
    let conn = &mut store.conn().unwrap();
    let version = |version, body: &str| FactRow {
        round: "r".into(),
        county: "c1".into(),
        item: "A02".into(),
        year: 2022,
        body: body.into(),
        version,
        changed_by: "clerk".into(),
        changed_at: now(),
    };
    assert!(facts::write(conn, &version(1, "{}")).unwrap());
    assert!(!facts::write(conn, &version(1, "{\"count\":9}")).unwrap());
    assert!(facts::write(conn, &version(2, "{\"count\":2}")).unwrap());
    assert!(!facts::write(conn, &version(2, "{\"count\":3}")).unwrap());
    let found = facts::find(conn, ("r", "c1", "A02", 2022)).unwrap().unwrap();
    assert_eq!((found.version, found.body.as_str()), (2, "{\"count\":2}"));
}

#[test]
fn evidence_is_listed_newest_first_in_pages_of_its_own_county() {
    let (_folder, store) = office();
    for (id, county, title) in
        [("1", "c1", "议军会 100%"), ("2", "c1", "议军会 100x"), ("3", "c1", "慰问"), ("4", "c2", "议军会")]
    {
        add(&store, id, county, title);
    }
    let conn = &mut store.conn().unwrap();
    let mut ids = |filter: Filter| -> Vec<String> {
        let page = evidence::page(conn, ("r", "c1"), &Filter { limit: 2, ..filter }).unwrap();
        page.into_iter().map(|row| row.id).collect()
    };
    assert_eq!(ids(Filter::default()), ["3", "2"]);
    assert_eq!(ids(Filter { after: Some("2".into()), ..Filter::default() }), ["1"]);
    assert_eq!(ids(Filter { text: Some("100%".into()), ..Filter::default() }), ["1"]);
    assert_eq!(ids(Filter { item: Some("A02".into()), year: Some(2022), ..Filter::default() }), ["3", "2"]);
    assert!(ids(Filter { year: Some(2023), ..Filter::default() }).is_empty());
}

#[test]
fn every_narrowing_of_a_list_finds_what_a_look_at_all_finds() {
    let (_folder, store) = office();
    let kinds = ["minutes", "photo"];
    let states = ["waiting", "accepted", "sent_back"];
    let conn = &mut store.conn().unwrap();
    for number in 0..24_usize {
        let id = format!("{number:02}");
        add(&store, &id, if number % 4 == 3 { "c2" } else { "c1" }, "纪要");
        let mut row = evidence::find(conn, &id).unwrap().unwrap();
        kinds[number % 2].clone_into(&mut row.kind);
        evidence::update(conn, &row).unwrap();
        evidence::set_state(conn, &row, (states[number % 3], "")).unwrap();
        for (item, year) in [("A02", 2023), ("A03", 2022)] {
            if number % 5 < 3 {
                let link = LinkRow { item: item.into(), year, ..link(&id, &row.county) };
                evidence::insert_link(conn, &link).unwrap();
            }
        }
    }
    let everything = evidence::page(conn, ("r", "c1"), &Filter { limit: 100, ..Filter::default() }).unwrap();
    assert_eq!(everything.len(), 18);
    let links = evidence::links_of(conn, &everything.iter().map(|row| row.id.clone()).collect::<Vec<_>>());
    let links = links.unwrap();
    for choice in 0..3 * 3 * 3 * 4 * 2 * 3_usize {
        let pick = |step: usize, among: &[&str]| {
            among.get(choice / step % (among.len() + 1)).map(|one| (*one).to_owned())
        };
        let filter = Filter {
            item: pick(1, &["A02", "A03"]),
            items: pick(216, &["A02", "A03"]).map(|unit| vec![unit, "A09".into()]),
            year: pick(3, &["2022", "2023"]).map(|year| year.parse().unwrap()),
            kind: pick(9, &kinds),
            state: pick(27, &states),
            after: pick(108, &["17"]),
            text: None,
            grams: None,
            limit: 5,
        };
        let filed = |id: &str| {
            links.iter().any(|link| {
                link.evidence == id
                    && filter.item.as_ref().is_none_or(|item| *item == link.item)
                    && filter.items.as_ref().is_none_or(|items| items.contains(&link.item))
                    && filter.year.is_none_or(|year| year == link.year)
            })
        };
        let expected = everything.iter().filter(|row| {
            filed(&row.id)
                && filter.kind.as_ref().is_none_or(|kind| *kind == row.kind)
                && filter.state.as_ref().is_none_or(|state| *state == row.state)
                && filter.after.as_ref().is_none_or(|after| row.id < *after)
        });
        let expected: Vec<&str> = expected.take(5).map(|row| row.id.as_str()).collect();
        let page = evidence::page(conn, ("r", "c1"), &filter).unwrap();
        let found: Vec<&str> = page.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(found, expected, "{filter:?}");
    }
}

#[test]
fn proofs_are_counted_by_county_and_state() {
    let (_folder, store) = office();
    for (id, county) in [("1", "c1"), ("2", "c1"), ("3", "c1"), ("4", "c2")] {
        add(&store, id, county, "纪要");
    }
    let conn = &mut store.conn().unwrap();
    let row = evidence::find(conn, "3").unwrap().unwrap();
    evidence::set_state(conn, &row, ("sent_back", "无签名")).unwrap();
    let mut counts = evidence::proof_counts(conn, "r", &["c1".into()]).unwrap();
    counts.sort_by_key(|(_, proof)| proof.state);
    let proof = |state, count| {
        let kind = "minutes".to_owned();
        ("c1".to_owned(), ProofCount { item: "A02".into(), year: Year(2022), kind, state, count })
    };
    assert_eq!(counts, [proof(ReviewState::Waiting, 2), proof(ReviewState::SentBack, 1)]);
    let users = evidence::users_of_blobs(conn, ("r", "c1"), &["same".to_owned()]).unwrap();
    let users: Vec<&str> = users.iter().map(|user| user.evidence.as_str()).collect();
    assert_eq!(users, ["1", "2", "3"]);
}

#[test]
fn unlinking_keeps_the_evidence() {
    let (_folder, store) = office();
    add(&store, "1", "c1", "纪要");
    let conn = &mut store.conn().unwrap();
    let link = link("1", "c1");
    assert!(!evidence::insert_link(conn, &link).unwrap());
    assert!(evidence::remove_link(conn, &link).unwrap());
    assert!(!evidence::remove_link(conn, &link).unwrap());
    assert!(evidence::find(conn, "1").unwrap().is_some());
    assert_eq!(evidence::files_of(conn, &["1".into()]).unwrap().len(), 1);
    assert!(evidence::links_of(conn, &["1".into()]).unwrap().is_empty());
}

#[test]
fn there_is_one_writer_at_a_time_so_what_it_read_still_holds_when_it_writes() {
    let (_folder, store) = office();
    let one_more = |store: &Store| {
        yingjian::store::write(&mut store.conn().unwrap(), |conn| {
            let known = facts::find(conn, ("r", "c1", "A02", 2022))?.map_or(0, |fact| fact.version);
            let next = FactRow {
                round: "r".into(),
                county: "c1".into(),
                item: "A02".into(),
                year: 2022,
                body: "{}".into(),
                version: known + 1,
                changed_by: "clerk".into(),
                changed_at: now(),
            };
            facts::write(conn, &next)
        })
    };
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..25).for_each(|_| assert!(one_more(&store).unwrap())));
        }
    });
    let last = facts::find(&mut store.conn().unwrap(), ("r", "c1", "A02", 2022)).unwrap().unwrap();
    assert_eq!(last.version, 100);
}

/// A sheet that is told apart by its number.
fn numbered(number: usize) -> StandardRow {
    StandardRow {
        id: format!("n{number}"),
        code: format!("code{number}"),
        version: "1".into(),
        title: "标准".into(),
        body: "{}".into(),
        taken_at: now(),
    }
}

#[test]
fn of_many_writers_at_once_each_is_kept_or_refused_for_itself() {
    let (_folder, store) = office();
    std::thread::scope(|scope| {
        for writer in 0..16 {
            let store = &store;
            scope.spawn(move || {
                for round in 0..12 {
                    let number = writer * 12 + round;
                    let done = write(&mut store.conn().unwrap(), |conn| {
                        standards::insert(conn, &numbered(number))?;
                        // Every third thinks better of it after it has written.
                        if number % 3 == 0 { Err(StoreError::ReadOnly) } else { Ok(()) }
                    });
                    assert_eq!(done.is_ok(), number % 3 != 0, "{done:?}");
                    // Who is told that it was written finds it.
                    let found = standards::find_newest(&mut store.conn().unwrap(), &format!("code{number}"));
                    assert_eq!(found.unwrap().is_some(), number % 3 != 0, "{number}");
                }
            });
        }
    });
    // The same number twice is refused by the database, and nobody else is.
    let twice = write(&mut store.conn().unwrap(), |conn| standards::insert(conn, &numbered(1)));
    assert!(matches!(twice, Err(StoreError::Query(_))), "{twice:?}");
    write(&mut store.conn().unwrap(), |conn| standards::insert(conn, &numbered(1_000))).unwrap();
}

/// One who refuses takes back what was written for the same commit: it is written once more, and nobody notices. Only
/// writers of SQLite share commits.
#[test]
fn what_is_taken_back_with_anothers_refusal_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("office.sqlite").to_string_lossy()).unwrap();
    let mut taken_back = 0;
    for round in 0..200 {
        let runs = AtomicUsize::new(0);
        let (enter, entered) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                write(&mut store.conn().unwrap(), |conn| {
                    if runs.fetch_add(1, Ordering::SeqCst) == 0 {
                        enter.send(()).unwrap();
                        // Until then the other waits for its turn.
                        std::thread::sleep(std::time::Duration::from_millis(5));
                    }
                    standards::insert(conn, &numbered(round))
                })
                .unwrap();
            });
            entered.recv().unwrap();
            let refused = write(&mut store.conn().unwrap(), |conn| {
                standards::insert(conn, &numbered(1_000 + round))?;
                Err::<(), _>(StoreError::ReadOnly)
            });
            assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
        });
        let conn = &mut store.conn().unwrap();
        assert!(standards::find_newest(conn, &format!("code{round}")).unwrap().is_some());
        assert!(standards::find_newest(conn, &format!("code{}", 1_000 + round)).unwrap().is_none());
        assert!(runs.load(Ordering::SeqCst) <= 2);
        taken_back += runs.load(Ordering::SeqCst) - 1;
        if taken_back > 10 {
            return;
        }
    }
    panic!("taken back {taken_back} times only");
}

#[test]
fn a_writer_that_panics_takes_nobody_with_it() {
    let (_folder, store) = office();
    std::thread::scope(|scope| {
        let panics = || {
            write::<(), StoreError>(&mut store.conn().unwrap(), |conn| {
                standards::insert(conn, &numbered(1))?;
                panic!("as the test wants it");
            })
        };
        assert!(scope.spawn(panics).join().is_err());
    });
    write(&mut store.conn().unwrap(), |conn| standards::insert(conn, &numbered(1))).unwrap();
}

#[derive(diesel::QueryableByName)]
struct BuildOption {
    #[diesel(sql_type = diesel::sql_types::Text)]
    compile_options: String,
}

/// As `.cargo/config.toml` has it built; without it a statement with a bound limit is prepared anew each time.
#[test]
fn sqlite_is_built_as_the_program_asks() {
    let mut conn = diesel::SqliteConnection::establish(":memory:").unwrap();
    let options: Vec<BuildOption> = diesel::sql_query("PRAGMA compile_options").load(&mut conn).unwrap();
    for wanted in ["ENABLE_QPSG", "THREADSAFE=2"] {
        assert!(options.iter().any(|option| option.compile_options == wanted), "{wanted}");
    }
}
