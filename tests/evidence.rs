//! The life of a piece of evidence: filed, linked, revised, reviewed, and what the score makes of it.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod office;

use std::collections::BTreeMap;

use office::{by, office, points};
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::points::Points;
use yingjian::ops::evidence::{
    self, Change, Filing, Place, Taken, Verdict, detail, file, link, review, revise, take, unlink,
};
use yingjian::ops::scores::{self, RoundView};
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::{Office, OpsError};
use yingjian::store::evidence::Filter;

fn taken(office: &Office, name: &str, text: &str) -> Taken {
    let mut incoming = office.blobs.receive(1 << 20).unwrap();
    incoming.write(format!("%PDF-1.4\n{text}\n%%EOF\n").as_bytes()).unwrap();
    take(incoming, name).unwrap()
}

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect()
}

/// Minutes of 2022 under A01, whose day says the year.
fn minutes(office: &Office, text: &str) -> Filing {
    Filing {
        county: "c1".into(),
        kind: "minutes".into(),
        fields: fields(&[("title", "议军会纪要"), ("meeting_date", "2022年3月15日"), ("chair", "县委书记")]),
        items: vec!["A01".into()],
        years: vec![],
        files: vec![taken(office, "会议纪要(终稿).pdf", text)],
    }
}

fn provable(office: &Office, view: &RoundView) -> Points {
    scores::standing(office, view, "c1").unwrap().at_final.total.provable
}

fn refused_for(filed: Result<evidence::Filed, OpsError>) -> String {
    match filed.unwrap_err() {
        OpsError::Refused(message) => message.to_string(),
        other => panic!("{other}"),
    }
}

#[test]
fn the_year_comes_from_the_day_and_the_score_follows_the_proof() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    let facts = Facts { count: Some(2), ..Facts::default() };
    let statement = Statement { county: "c1".into(), item: "A01".into(), year: Year(2022), facts, seen: 0 };
    state(&office, &view, &by(), &statement).unwrap();
    assert_eq!(provable(&office, &view), points("0"));

    let id = file(&office, &view, &by(), &minutes(&office, "一")).unwrap().id;
    assert_eq!(provable(&office, &view), points("50"), "one of two years");
    review(&office, &by(), (&id, 1), &Verdict::SendBack("没有签字".into())).unwrap();
    assert_eq!(provable(&office, &view), points("0"), "sent back");
    review(&office, &by(), (&id, 1), &Verdict::Accept).unwrap();
    assert_eq!(provable(&office, &view), points("50"), "accepted");

    let place = Place { item: "A01".into(), year: Year(2022) };
    unlink(&office, &by(), (&id, &place)).unwrap();
    assert_eq!(provable(&office, &view), points("0"), "unlinked");
    assert_eq!(detail(&office, &id).unwrap().piece.places, [], "but not deleted");
    assert!(matches!(unlink(&office, &by(), (&id, &place)), Err(OpsError::NotFound(_))));
    link(&office, &view, &by(), (&id, &place)).unwrap();
    assert_eq!(provable(&office, &view), points("50"), "linked again");
}

#[test]
fn a_revision_keeps_the_earlier_one_and_waits_for_review() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    let id = file(&office, &view, &by(), &minutes(&office, "一")).unwrap().id;
    review(&office, &by(), (&id, 1), &Verdict::SendBack("没有签字".into())).unwrap();
    let signed = Change {
        seen: 1,
        kind: "minutes".into(),
        fields: fields(&[("title", "议军会纪要（签字）")]),
        files: vec![taken(&office, "签字.pdf", "二"), taken(&office, "签到.pdf", "三")],
    };
    revise(&office, &view, &by(), (&id, &signed)).unwrap();
    let found = detail(&office, &id).unwrap();
    assert_eq!((found.piece.row.revision, found.piece.row.state.as_str()), (2, "waiting"));
    assert_eq!(
        found.piece.files.iter().map(|(file, _)| &file.name).collect::<Vec<_>>(),
        ["签字.pdf", "签到.pdf"]
    );
    assert!(found.earlier[0].body.contains("没有签字"), "{}", found.earlier[0].body);
    assert_eq!(found.earlier_files[0].0.name, "会议纪要(终稿).pdf");

    let late = revise(&office, &view, &by(), (&id, &signed)).unwrap_err();
    assert!(matches!(late, OpsError::Refused(message) if message.id == "evidence-changed"));
    let unseen = review(&office, &by(), (&id, 1), &Verdict::Accept).unwrap_err();
    assert!(matches!(unseen, OpsError::Refused(message) if message.id == "evidence-changed"));

    let fields_only = Change { seen: 2, files: vec![], ..signed };
    revise(&office, &view, &by(), (&id, &fields_only)).unwrap();
    assert_eq!(detail(&office, &id).unwrap().piece.files.len(), 2, "files are carried over");
}

#[test]
fn the_same_bytes_are_one_blob_and_the_clerk_is_told_where() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    let first = file(&office, &view, &by(), &minutes(&office, "同样")).unwrap();
    assert_eq!(first.same, []);
    let second = file(&office, &view, &by(), &minutes(&office, "同样")).unwrap();
    assert_eq!(second.same[0].evidence, first.id);
    assert_eq!(second.same[0].title, "议军会纪要");
    assert_eq!(detail(&office, &first.id).unwrap().same[0].evidence, second.id);
    assert_eq!(office.blobs.list(None).map(Result::unwrap).count(), 1);
}

#[test]
fn every_fault_of_a_filing_is_told_at_once_and_nothing_is_kept() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    let good = minutes(&office, "一");
    let bad = Filing {
        kind: "minutes".into(),
        fields: fields(&[("amount", "3"), ("meeting_date", "2022-02-30")]),
        items: vec!["A01".into(), "Z99".into()],
        years: vec![Year(2031)],
        files: vec![],
        ..good.clone()
    };
    let told = refused_for(file(&office, &view, &by(), &bad));
    for expected in [
        "facts-unknown-item item=\"Z99\"",
        "evidence-no-file",
        "field=\"amount\"",
        "2022-02-30",
        "year=\"2031\"",
    ] {
        assert!(told.contains(expected), "{expected} in {told}");
    }
    let kind = Filing { kind: "film".into(), ..good.clone() };
    assert!(refused_for(file(&office, &view, &by(), &kind)).contains("evidence-unknown-kind kind=\"film\""));
    let no_year = Filing { fields: fields(&[]), ..good.clone() };
    assert!(refused_for(file(&office, &view, &by(), &no_year)).contains("evidence-no-year"));
    let outside = Filing { fields: fields(&[("date", "20310101")]), ..good };
    assert!(refused_for(file(&office, &view, &by(), &outside)).contains("evidence-day-outside"));
    let page = evidence::list(&office, ("r", "c1"), &Filter { limit: 10, ..Filter::default() }).unwrap();
    assert_eq!(page.pieces.len(), 0);
}

#[test]
fn a_day_in_another_year_is_told_and_taken() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    let january = Filing { years: vec![Year(2023)], ..minutes(&office, "一") };
    let filed = file(&office, &view, &by(), &january).unwrap();
    assert_eq!(filed.notes.iter().map(|note| note.id.clone()).collect::<Vec<_>>(), ["evidence-year-differs"]);
}

#[test]
fn a_list_goes_on_where_the_page_ended() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    let ids: Vec<String> = (0..5)
        .map(|number| file(&office, &view, &by(), &minutes(&office, &number.to_string())).unwrap().id)
        .collect();
    let mut seen = Vec::new();
    let mut filter = Filter { limit: 2, text: Some("终稿".into()), ..Filter::default() };
    loop {
        let page = evidence::list(&office, ("r", "c1"), &filter).unwrap();
        seen.extend(page.pieces.into_iter().map(|piece| piece.row.id));
        filter.after = page.next;
        if filter.after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ids.into_iter().rev().collect::<Vec<_>>());
}
