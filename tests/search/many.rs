//! Many documents: every question is answered at once. `YINGJIAN_SEARCH_DOCUMENTS=100000` is the large edition.

use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use yingjian::ops::Office;
use yingjian::ops::search::{Asked, Reach, find, index_missing};
use yingjian::store::evidence::{self as rows, EvidenceRow, LinkRow};
use yingjian::store::{Conn, write};

use crate::office::office;
use crate::{asked, found, ids};

/// Rows as an office of that size has them; every document is of one of eight counties.
fn many(office: &Office, documents: usize) {
    const WORDS: [&str; 12] = [
        "双拥工作领导小组",
        "议军会议",
        "优待金发放",
        "送喜报",
        "退役军人安置",
        "国防教育",
        "军民共建",
        "社区",
        "慰问",
        "随军家属",
        "军分区",
        "生态建设",
    ];
    let at = NaiveDateTime::default();
    let row = |number: usize| EvidenceRow {
        id: format!("{number:032}"),
        round: "r".into(),
        county: format!("c{}", number % 8 + 1),
        kind: if number.is_multiple_of(3) { "minutes" } else { "photo" }.into(),
        title: format!("{}第{number}号", WORDS[number % 12]),
        day: None,
        fields: "{}".into(),
        state: "waiting".into(),
        reason: String::new(),
        revision: 1,
        search: (0..25).map(|step| WORDS[(number * 7 + step * step * 5) % 12]).collect::<Vec<_>>().join("，")
            + &format!("第{number}号"),
        added_by: "clerk".into(),
        added_at: at,
    };
    let conn = &mut *office.store.conn().unwrap();
    conn.batch_execute(
        "INSERT INTO county (code, name, city, level, fonds, position) VALUES ('c3','','city','county','',3),\
         ('c4','','city','county','',4),('c5','','city','county','',5),('c6','','city','county','',6),\
         ('c7','','city','county','',7),('c8','','city','county','',8)",
    )
    .unwrap();
    for from in (0..documents).step_by(1_000) {
        write(conn, |conn| {
            for number in from..documents.min(from + 1_000) {
                let row = row(number);
                let year = 2022 + i64::try_from(number % 2).unwrap();
                let link = LinkRow {
                    evidence: row.id.clone(),
                    item: "A01".into(),
                    year,
                    round: row.round.clone(),
                    county: row.county.clone(),
                };
                rows::insert(conn, &row, &[], &[link])?;
            }
            Ok::<_, yingjian::store::StoreError>(())
        })
        .unwrap();
    }
    assert_eq!(index_missing(office, |_count| true).unwrap(), documents);
    settle(&mut office.store.conn().unwrap());
}

/// What PostgreSQL does by itself within a minute after so many rows.
fn settle(conn: &mut Conn) {
    if let Conn::Postgres(conn) = conn {
        conn.batch_execute("VACUUM ANALYZE").unwrap();
    }
}

#[test]
fn short_questions_and_long_ones_are_answered_at_once_over_many_documents() {
    let documents = std::env::var("YINGJIAN_SEARCH_DOCUMENTS").map_or(4_000, |count| count.parse().unwrap());
    let (_folder, office) = office();
    many(&office, documents);
    let of_kind = |question| Asked { kind: Some("minutes".into()), ..asked(question) };
    let narrowed = |question| Asked { kind: Some("minutes".into()), year: Some(2022), ..asked(question) };
    let filed = |question| Asked { item: Some("A01".into()), year: Some(2023), ..asked(question) };
    for question in
        ["双", "拥", "区", "社区", "军分", "议军会议", "退役军人", "双拥工作领导小组", "慰问 国防", "第7号"]
    {
        for (what, reach, asked) in [
            ("county", Reach::County("c1"), asked(question)),
            ("city", Reach::Round, asked(question)),
            ("county, kind", Reach::County("c1"), of_kind(question)),
            ("county, kind and year", Reach::County("c3"), narrowed(question)),
            ("county, item and year", Reach::County("c4"), filed(question)),
            ("city, kind and year", Reach::Round, narrowed(question)),
        ] {
            let mut count = 0;
            let mut took: Vec<Duration> = (0..9)
                .map(|_| {
                    let since = Instant::now();
                    count = find(&office, ("r", reach), &asked).unwrap().count;
                    since.elapsed()
                })
                .collect();
            took.sort();
            eprintln!("{documents} {what} {question}: {count} in {:?}", took[4]);
            assert!(took[4] < Duration::from_millis(50), "{what} {question}: {:?}", took[4]);
        }
    }
    let (mut seen, mut next) = (Vec::new(), None);
    let first = found(&office, "c2", "号");
    loop {
        let page = Asked { after: next, limit: 100, ..asked("号") };
        let page = find(&office, ("r", Reach::County("c2")), &page).unwrap();
        assert_eq!(page.count, first.count);
        seen.extend(ids(&page));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(i64::try_from(seen.len()).unwrap(), first.count);
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "newest first");
    assert!(seen.iter().all(|id| id.parse::<usize>().unwrap() % 8 == 1));
}
