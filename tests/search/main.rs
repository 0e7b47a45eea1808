//! Search: whatever script and words, however short, with the passage; what is another's is neither found nor counted.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

#[path = "../office/mod.rs"]
mod office;

mod kept_right;
mod many;
mod narrowed;
mod suggested;

use std::time::{Duration, Instant};

use yingjian::intake::TextPlace;
use yingjian::ops::evidence::{Change, Filing, file, list, piece, revise, take};
use yingjian::ops::jobs::{Runner, RunnerSettings};
use yingjian::ops::search::{Asked, Found, Reach, find, index_missing};
use yingjian::ops::{Office, scores};
use yingjian::store::evidence::Filter;
use yingjian::store::{search as index, texts};

use office::{by, office};

/// Files minutes of a county.
pub(crate) fn filed(office: &Office, county: &str, title: &str, (name, text): (&str, &str)) -> String {
    let view = scores::round(office, None).unwrap();
    let mut incoming = office.blobs.receive(1 << 30).unwrap();
    incoming.write(text.as_bytes()).unwrap();
    let fields = [("title", title), ("meeting_date", "2022-03-15"), ("chair", "李司令")];
    let filing = Filing {
        county: county.into(),
        kind: "minutes".into(),
        fields: fields.map(|(field, value)| (field.to_owned(), value.to_owned())).into(),
        items: vec!["A01".into()],
        years: vec![],
        files: vec![take(incoming, name).unwrap()],
    };
    file(office, &view, &by(), &filing).unwrap().id
}

pub(crate) fn read(office: &Office, ids: &[&String]) {
    let _runner = Runner::start(office, RunnerSettings::default());
    let since = Instant::now();
    for id in ids {
        let sha256 = piece(office, id).unwrap().files[0].0.sha256.clone();
        while texts::find(&mut office.store.conn().unwrap(), &sha256).unwrap().is_none() {
            assert!(since.elapsed() < Duration::from_secs(60), "nobody reads the file");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

pub(crate) fn asked(question: &str) -> Asked {
    Asked { question: question.into(), limit: 20, ..Asked::default() }
}

pub(crate) fn found(office: &Office, county: &str, question: &str) -> Found {
    find(office, ("r", Reach::County(county)), &asked(question)).unwrap()
}

pub(crate) fn ids(found: &Found) -> Vec<String> {
    found.hits.iter().map(|hit| hit.piece.row.id.clone()).collect()
}

#[test]
fn a_piece_is_found_by_any_of_its_words_in_any_script_and_length() {
    let (_folder, office) = office();
    let said = "县双拥办\n各社区为优抚对象送喜报634名，投入3万余元。\n组织领导坚强有力，军分区参加。";
    let id = filed(&office, "c1", "雙擁工作會議紀要", ("红头文件.txt", said));
    let other = filed(&office, "c1", "别的", ("别的.txt", "没有什么"));
    read(&office, &[&id, &other]);
    for question in [
        "双",
        "雙",
        "双拥",
        "雙擁",
        "会议纪要",
        "會議",
        "红头文件",
        "社区",
        "社區",
        "社群",
        "送喜报",
        "送喜報",
        "634",
        "634名",
        "3万余元",
        "軍分割槽",
        "军分区",
        "双拥 喜报",
        "喜报 李司令",
        "拥办各社区",
    ] {
        assert_eq!(ids(&found(&office, "c1", question)), std::slice::from_ref(&id), "{question}");
        assert_eq!(found(&office, "c1", question).count, 1, "{question}");
    }
    for question in ["航", "航空", "喜报 航空", "635", "%", "", "OR", "NOT 双", "\"双"] {
        let none = found(&office, "c1", question);
        assert!(none.hits.is_empty() || question == "\"双", "{question}");
    }
}

#[test]
fn a_hit_shows_its_passage_and_where_it_stands() {
    let (_folder, office) = office();
    let id = filed(&office, "c1", "纪要", ("一.txt", "第一行\n縣委聽取雙擁工作匯報。\n第三行"));
    read(&office, &[&id]);
    let hit = &found(&office, "c1", "双拥").hits[0];
    let passage = hit.passage.as_ref().unwrap();
    assert_eq!((passage.name.as_str(), passage.position, &passage.place), ("一.txt", 1, &None::<TextPlace>));
    let marked: Vec<&str> =
        passage.parts.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect();
    assert_eq!(marked, ["雙擁"]);
    let whole: String = passage.parts.iter().map(|part| part.text.as_str()).collect();
    assert!(whole.contains("縣委聽取雙擁工作匯報"), "{whole}");
    assert!(found(&office, "c1", "纪要").hits[0].title[0].hit);
}

#[test]
fn a_passage_far_into_a_long_text_is_shown_with_its_place() {
    let (_folder, office) = office();
    let long = "各镇开展工作。\n".repeat(30_000);
    let folded = filed(&office, "c1", "长文", ("长.txt", &format!("{long}最后一句写优待金发放。")));
    let given = filed(&office, "c1", "長文", ("長.txt", &format!("{long}最後一句寫優待金發放。")));
    read(&office, &[&folded, &given]);
    for (question, id, said) in
        [("优待金发放", &folded, "写优待金发放"), ("優待金發放", &given, "寫優待金發放")]
    {
        let page = found(&office, "c1", question);
        assert_eq!(page.count, 2);
        let hit = page.hits.iter().find(|hit| hit.piece.row.id == *id).unwrap();
        let parts = &hit.passage.as_ref().unwrap().parts;
        let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert!(whole.contains(said), "{whole}");
    }
}

#[test]
fn another_county_s_pieces_are_neither_found_nor_counted() {
    let (_folder, office) = office();
    let own = filed(&office, "c1", "双拥纪要", ("一.txt", "共同的话：秘密甲"));
    let other = filed(&office, "c2", "双拥纪要", ("二.txt", "共同的话：秘密乙"));
    // The very same bytes in both.
    let same = ["c1", "c2"].map(|county| filed(&office, county, "同一文件", ("三.txt", "一样的字节")));
    read(&office, &[&own, &other, &same[0]]);
    for (county, mine) in [("c1", [&own, &same[0]]), ("c2", [&other, &same[1]])] {
        assert_eq!(ids(&found(&office, county, "共同的话")), [mine[0].clone()]);
        assert_eq!(found(&office, county, "双拥").count, 1);
        assert_eq!(ids(&found(&office, county, "一样的字节")), [mine[1].clone()]);
    }
    assert_eq!(found(&office, "c1", "秘密乙").count, 0);
    assert_eq!(found(&office, "c3", "双拥").count, 0);
    assert_eq!(find(&office, ("r", Reach::Round), &asked("共同")).unwrap().count, 2);
    assert_eq!(find(&office, ("r2", Reach::Round), &asked("共同")).unwrap().count, 0);
}

#[test]
fn what_is_changed_is_found_as_it_is_now_and_the_list_finds_what_files_say() {
    let (_folder, office) = office();
    let id = filed(&office, "c1", "旧题名", ("一.txt", "旧的正文"));
    read(&office, &[&id]);
    let view = scores::round(&office, None).unwrap();
    let mut incoming = office.blobs.receive(1 << 20).unwrap();
    incoming.write("崭新的内容".as_bytes()).unwrap();
    let fields = [("title", "另一题名"), ("meeting_date", "2022-03-15")];
    let change = Change {
        seen: 1,
        kind: "minutes".into(),
        fields: fields.map(|(field, value)| (field.to_owned(), value.to_owned())).into(),
        files: vec![take(incoming, "二.txt").unwrap()],
    };
    revise(&office, &view, &by(), (&id, &change)).unwrap();
    read(&office, &[&id]);
    for (question, count) in [("旧题名", 0), ("旧的正文", 0), ("另一题名", 1), ("嶄新的內容", 1)]
    {
        assert_eq!(found(&office, "c1", question).count, count, "{question}");
        let filter = Filter { text: Some(question.into()), limit: 10, ..Filter::default() };
        let listed = list(&office, ("r", "c1"), &filter).unwrap();
        assert_eq!(i64::try_from(listed.pieces.len()).unwrap(), count, "{question}");
        assert!(list(&office, ("r", "c2"), &filter).unwrap().pieces.is_empty());
    }
}

#[test]
fn what_the_index_misses_is_taken_in_again() {
    let (_folder, office) = office();
    let id = filed(&office, "c1", "双拥纪要", ("一.txt", "正文"));
    read(&office, &[&id]);
    index::clear(&mut office.store.conn().unwrap()).unwrap();
    assert_eq!(found(&office, "c1", "双拥").count, 0);
    assert_eq!(index_missing(&office, |_count| true).unwrap(), 1);
    assert_eq!(ids(&found(&office, "c1", "正文")), [id]);
    assert_eq!(index_missing(&office, |_count| true).unwrap(), 0);
}
