//! Findings on the pages: seen by the county and the city, waved off by the county's own people, and back.

use yingjian::domain::facts::Year;
use yingjian::ops::evidence::{Filing, file, take};
use yingjian::ops::{findings, scores};
use yingjian::store::audit;
use yingjian::store::findings::FindingFilter;

use crate::client::Client;
use crate::office::{Served, by};

const LIST: &str = "/counties/c1/findings";

/// A picture that is no other, and has too little in it to be like one.
fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(64, 48, image::Rgb([shade, 90, 160]));
    image::DynamicImage::ImageRgb8(picture).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Files a photo of a county under an item and a year.
fn file_photo(served: &Served, (county, year): (&str, i32), bytes: &[u8]) -> String {
    let view = scores::round(&served.office, None).unwrap();
    let mut incoming = served.office.blobs.receive(1 << 22).unwrap();
    incoming.write(bytes).unwrap();
    let filing = Filing {
        county: county.into(),
        kind: "photo".into(),
        fields: ["event", "date", "place", "people", "background", "photographer"]
            .map(|field| {
                (field.to_owned(), if field == "date" { format!("{year}-03-15") } else { county.into() })
            })
            .into(),
        items: vec!["A01".into()],
        years: vec![Year(year)],
        files: vec![take(incoming, "照片.png").unwrap()],
    };
    file(&served.office, &view, &by(), &filing).unwrap().id
}

fn found(served: &Served) {
    let view = scores::round(&served.office, None).unwrap();
    for county in ["c1", "c2"] {
        findings::refresh(&served.office, &view, (county, by().at)).unwrap();
    }
}

/// The key of the first finding on a page.
fn key(page: &str) -> String {
    let (_, rest) = page.split_once("id=\"f-").unwrap_or_else(|| panic!("no finding: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

fn wave_off(client: &Client, key: &str, reason: &str) -> u16 {
    client
        .post(&format!("{LIST}/waved"), &format!("finding={key}&reason={reason}&back=kind=photo_again%26"))
        .status
}

#[test]
fn a_photo_that_stands_in_two_pieces_is_found_and_leads_to_both() {
    let served = Served::new();
    let pieces = [2022, 2023].map(|year| file_photo(&served, ("c1", year), &picture(3)));
    file_photo(&served, ("c1", 2022), &picture(5));
    found(&served);
    let clerk = served.client("clerk");
    let page = clerk.get(LIST).body;
    for text in ["照片重复使用", "同一张照片出现在 2 件材料里", "涉及 50 分", "A01·2022", "A01·2023"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    for piece in pieces {
        assert!(page.contains(&format!("href=\"/evidence/{piece}\"")), "{page}");
        assert!(page.contains(&format!("/evidence/{piece}/files/1/thumbnail")), "{page}");
    }
    assert_eq!(page.matches("id=\"f-").count(), 1, "{page}");
    for (query, count) in [
        ("kind=photo_again&severity=serious&item=A01&year=2023&state=open", 1),
        ("item=A02", 0),
        ("year=2024", 0),
        ("state=waved", 0),
        ("severity=hint", 0),
    ] {
        let page = clerk.get(&format!("{LIST}?{query}")).body;
        assert_eq!(page.matches("id=\"f-").count(), count, "{query}: {page}");
    }
    assert!(
        clerk.get("/counties/c1").body.replace("&#x3D;", "=").contains(&format!("{LIST}?severity=serious"))
    );
    assert!(served.client("head").get("/findings").body.contains("照片重复使用"));
}

#[test]
fn a_finding_is_waved_off_with_reason_and_name_and_taken_back() {
    let served = Served::new();
    for year in [2022, 2023] {
        file_photo(&served, ("c1", year), &picture(3));
    }
    found(&served);
    let (clerk, leader) = (served.client("clerk"), served.client("leader"));
    let key = key(&clerk.get(LIST).body);
    assert_eq!(wave_off(&clerk, &key, "+"), 422, "without a reason");
    let long = "x".repeat(501);
    let refused = clerk.post(&format!("{LIST}/waved"), &format!("finding={key}&reason={long}"));
    assert!(refused.status == 422 && refused.body.contains(&long), "{}", refused.body);
    assert_eq!(wave_off(&clerk, "0011", "x"), 404);
    assert_eq!(wave_off(&served.client("inspector"), &key, "x"), 403, "only the county's own people");
    let done = clerk.post(
        &format!("{LIST}/waved"),
        &format!("finding={key}&reason=%3Cb%3E%E5%90%88%E5%BD%B1&back=kind%3Dphoto_again%26"),
    );
    assert_eq!(
        (done.status, done.header("location")),
        (303, "/counties/c1/findings?kind=photo%5Fagain&done=waved")
    );
    // It stays waved off when everything is worked out anew, and the city sees it with its reason.
    found(&served);
    for name in ["clerk", "leader", "inspector", "head"] {
        let page = served.client(name).get(&format!("{LIST}?state=waved")).body;
        assert!(page.contains("&lt;b&gt;合影") && page.contains("clerk 于"), "{name}: {page}");
    }
    assert!(!clerk.get("/counties/c1").body.replace("&#x3D;", "=").contains("severity=serious"));
    let record = audit::newest(&mut served.office.store.conn().unwrap(), 5).unwrap();
    assert!(
        record.iter().any(|row| row.action == "finding.wave_off" && row.detail.ends_with("合影")),
        "{record:?}"
    );
    assert_eq!(leader.post(&format!("{LIST}/waved/undo"), &format!("finding={key}")).status, 303);
    assert!(!clerk.get(&format!("{LIST}?state=waved")).body.contains("id=\"f-"));
    let record = audit::newest(&mut served.office.store.conn().unwrap(), 5).unwrap();
    assert!(record.iter().any(|row| row.action == "finding.take_back"), "{record:?}");
}

#[test]
fn what_is_another_case_is_not_waved_off_with_it_and_no_score_changes() {
    let served = Served::new();
    for year in [2022, 2023] {
        file_photo(&served, ("c1", year), &picture(3));
    }
    let view = scores::round(&served.office, None).unwrap();
    let score = || scores::standing(&served.office, &view, "c1").unwrap().at_final.clone();
    let before = score();
    found(&served);
    assert_eq!(score(), before);
    let clerk = served.client("clerk");
    assert_eq!(wave_off(&clerk, &key(&clerk.get(LIST).body), "x"), 303);
    file_photo(&served, ("c1", 2022), &picture(3));
    found(&served);
    let open = clerk.get(&format!("{LIST}?state=open")).body;
    assert!(open.contains("同一张照片出现在 3 件材料里"), "{open}");
}

#[test]
fn a_county_reads_none_of_what_was_found_in_another() {
    let served = Served::new();
    for year in [2022, 2023] {
        file_photo(&served, ("c2", year), &picture(3));
    }
    found(&served);
    assert!(served.client("neighbour").get("/counties/c2/findings").body.contains("照片重复使用"));
    assert!(!served.client("clerk").get(LIST).body.contains("id=\"f-"));
    assert_eq!(served.client("clerk").get("/counties/c2/findings").status, 404);
    assert_eq!(served.client("clerk").get("/findings").status, 403);
    // Nor is the key of another county's finding worth anything in one's own.
    let all = FindingFilter { limit: 10, ..FindingFilter::default() };
    let role = yingjian::domain::role::Role::CityLeader;
    let page = findings::list(&served.office, ("r", role), &all).unwrap();
    assert_eq!(wave_off(&served.client("clerk"), &page.found[0].key, "x"), 404);
}

#[test]
fn pages_of_findings_follow_one_another_without_a_gap() {
    let served = Served::new();
    for seed in 1..=60 {
        for year in [2022, 2023] {
            file_photo(&served, ("c1", year), &picture(seed));
        }
    }
    found(&served);
    let clerk = served.client("clerk");
    let first = clerk.get(LIST).body;
    assert_eq!(first.matches("id=\"f-").count(), 50);
    let (_, rest) = first.split_once("after&#x3D;").or_else(|| first.split_once("after=")).unwrap();
    let after = rest.split('"').next().unwrap();
    let second = clerk.get(&format!("{LIST}?after={after}")).body;
    assert_eq!(second.matches("id=\"f-").count(), 10, "{second}");
    assert!(!second.contains("after="), "{second}");
}

#[test]
fn an_empty_list_says_whether_the_look_is_at_its_end() {
    let served = Served::idle(1 << 22);
    let clerk = served.client("clerk");
    assert!(clerk.get(LIST).body.contains("没有看出问题"), "nothing was filed yet");
    file_photo(&served, ("c1", 2022), &picture(3));
    let page = clerk.get(&format!("{LIST}?kind=photo_again")).body;
    assert!(page.contains("正在核对材料：1 个文件已看 0 个") && page.contains("data-looking"), "{page}");
    assert!(!page.contains("没有看出问题") && page.contains("没有符合"), "{page}");
    assert!(page.replace("&#x3D;", "=").contains(&format!("href=\"{LIST}?kind=photo_again\"")), "{page}");
    let city = served.client("head").get("/findings").body;
    assert!(city.contains("正在核对材料：还有 1 个文件待看"), "{city}");
    let other = served.client("neighbour").get("/counties/c2/findings").body;
    assert!(other.contains("没有看出问题") && !other.contains("data-looking"), "{other}");
}
