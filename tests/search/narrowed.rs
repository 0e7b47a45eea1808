//! Hits narrowed by kind, item and year: as the evidence is filed now, however it came there.

use yingjian::domain::facts::Year;
use yingjian::domain::standard::{EvidenceKind, Item, Standard};
use yingjian::ops::evidence::{
    Change, Family, Place, Seen, Step, change_together, link, piece, revise, undo, unlink,
};
use yingjian::ops::opening::open;
use yingjian::ops::search::{Asked, Reach, find};
use yingjian::ops::{Office, scores, sheets};

use crate::office::{by, homes, points, round, sheet};
use crate::{asked, filed};

/// The sheet with a second item and a second kind.
fn wider() -> Standard {
    let mut sheet = sheet();
    let item = Item { points: points("50"), ..sheet.items[0].clone() };
    sheet.items = ["A01", "A02"].map(|code| Item { code: code.into(), ..item.clone() }).to_vec();
    let photo = EvidenceKind { id: "photo".into(), label: "照片".into(), ..sheet.kinds[0].clone() };
    sheet.kinds.push(photo);
    sheet
}

fn place(item: &str, year: i32) -> Place {
    Place { item: item.into(), year: Year(year) }
}

/// How many hits of county `c1` there are for a word, under an item, in a year, of a kind.
fn count(office: &Office, item: &str, year: i64, kind: &str) -> i64 {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let asked = Asked {
        item: some(item),
        year: Some(year).filter(|year| *year > 0),
        kind: some(kind),
        ..asked("纪要")
    };
    let counts = [Reach::County("c1"), Reach::Round].map(|reach| {
        let found = find(office, ("r", reach), &asked).unwrap();
        assert_eq!(i64::try_from(found.hits.len()).unwrap(), found.count);
        found.count
    });
    assert_eq!(counts[0], counts[1]);
    let elsewhere = find(office, ("r", Reach::County("c2")), &asked).unwrap();
    assert_eq!(elsewhere.count, 0);
    counts[0]
}

#[test]
fn hits_are_narrowed_by_what_holds_now() {
    let folder = tempfile::tempdir().unwrap();
    let office = homes::office(folder.path());
    sheets::take(&office, &by(), &wider()).unwrap();
    open(&office, &by(), &round()).unwrap();
    let view = scores::round(&office, None).unwrap();
    let id = filed(&office, "c1", "双拥纪要", ("一.txt", "正文"));
    let count = |item, year, kind| count(&office, item, year, kind);
    for (item, year, kind, hits) in [
        ("A01", 0, "", 1),
        ("A01", 2022, "", 1),
        ("", 2022, "minutes", 1),
        ("", 2023, "", 0),
        ("A02", 0, "", 0),
        ("", 0, "photo", 0),
    ] {
        assert_eq!(count(item, year, kind), hits, "{item} {year} {kind}");
    }
    link(&office, &view, &by(), (&id, &place("A02", 2023))).unwrap();
    assert_eq!(
        (count("A02", 2023, ""), count("", 2023, "minutes"), count("A01", 2022, "minutes")),
        (1, 1, 1)
    );
    // Filed under the item and in the year, but not under the item in that year.
    assert_eq!((count("A02", 2022, ""), count("A01", 2023, "")), (0, 0));
    unlink(&office, &by(), (&id, &place("A01", 2022))).unwrap();
    assert_eq!((count("A01", 0, ""), count("", 2022, ""), count("A02", 0, "minutes")), (0, 0, 1));

    let seen = [Seen { id: id.clone(), revision: 1 }];
    let step = Step::Link(place("A01", 2023));
    let done = change_together(&office, &view, &by(), ("c1", &seen, &step)).unwrap().unwrap();
    assert_eq!(count("A01", 2023, ""), 1);
    undo(&office, &by(), ("c1", &done, Family::Places)).unwrap();
    assert_eq!(count("A01", 2023, ""), 0);

    let fields = piece(&office, &id).unwrap().row.fields;
    let fields = serde_json::from_str(&fields).unwrap();
    let change = Change { seen: 1, kind: "photo".into(), fields, files: vec![] };
    revise(&office, &view, &by(), (&id, &change)).unwrap();
    assert_eq!(
        (count("A02", 2023, "photo"), count("A02", 2023, "minutes"), count("", 0, "minutes")),
        (1, 0, 0)
    );
}
