//! A county's evidence bound for the inspection, checked with programs that are not ours.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod office;
mod programs;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use yingjian::archive::verify::{VerifyLimits, verify_archive};
use yingjian::archive::write::{Bag, write_bag};
use yingjian::blob::{Blobs, Sha256Hex};
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::round::Phase;
use yingjian::ops::binding::{self, Request, bind};
use yingjian::ops::evidence::{self, Filing, Verdict, review, take};
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::{Office, OpsError, scores};
use yingjian::texts::Lang;

use office::{by, office};
use programs::{python, run};

const REQUEST: Request<'static> =
    Request { county: "c1", phase: Phase::Final, lang: Lang::Hans, today: day_of_test() };

const fn day_of_test() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

/// Names that people give files, as bad as they come.
const NAMES: [&str; 6] = [
    "會議紀錄.pdf",
    "会议纪要(终稿).pdf",
    "a/b\\c:d.pdf",
    "=cmd.pdf",
    "\u{20BB7}野家.pdf",
    "re\u{301}sume\u{301}.pdf",
];

fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.4\n% {text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n").into_bytes()
}

/// Files minutes of 2022 and gives their id.
fn file(office: &Office, (name, bytes): (&str, &[u8])) -> String {
    let mut incoming = office.blobs.receive(1 << 20).unwrap();
    incoming.write(bytes).unwrap();
    let taken = take(incoming, name).unwrap();
    let view = scores::round(office, None).unwrap();
    let fields = [("title", "议军会议纪要"), ("meeting_date", "2022-03-15")];
    let filing = Filing {
        county: "c1".into(),
        kind: "minutes".into(),
        fields: fields.map(|(id, value)| (id.to_owned(), value.to_owned())).into(),
        items: vec!["A01".into()],
        years: vec![Year(2022)],
        files: vec![taken],
    };
    evidence::file(office, &view, &by(), &filing).unwrap().id
}

/// An office with a file of every name, two different `IMG_0001.pdf`, and one that was sent back.
fn filled() -> (TempDir, Office) {
    let (folder, office) = office();
    for name in NAMES {
        file(&office, (name, &pdf(name)));
    }
    file(&office, ("IMG_0001.pdf", &pdf("one")));
    file(&office, ("IMG_0001.pdf", &pdf("other")));
    let bad = file(&office, ("退回.pdf", &pdf("bad")));
    review(&office, &by(), (&bad, 1), &Verdict::SendBack("没有签字".into())).unwrap();
    let view = scores::round(&office, None).unwrap();
    let facts = Facts { count: Some(2), ..Facts::default() };
    let statement = Statement { county: "c1".into(), item: "A01".into(), year: Year(2022), facts, seen: 0 };
    state(&office, &view, &by(), &statement).unwrap();
    (folder, office)
}

fn bound(office: &Office) -> Bag {
    bind(office, &scores::round(office, None).unwrap(), &REQUEST).unwrap()
}

fn zipped(office: &Office) -> Vec<u8> {
    write_bag(&bound(office), Vec::new()).unwrap()
}

fn archive(office: &Office) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c1.zip");
    std::fs::write(&path, zipped(office)).unwrap();
    (folder, path)
}

fn unpacked(folder: &Path) -> PathBuf {
    run("unzip", &["-q", "c1.zip"], folder);
    folder.join("r-c1-final")
}

#[test]
fn other_programs_take_it_and_find_every_file_and_paper() {
    let (_data, office) = filled();
    let (folder, path) = archive(&office);
    run("7z", &["t", "c1.zip"], folder.path());
    python(&["-c", "import zipfile; assert zipfile.ZipFile('c1.zip').testzip() is None"], folder.path());
    let bag = unpacked(folder.path());
    python(&["-m", "bagit", "--validate", "r-c1-final"], folder.path());
    assert!(verify_archive(&path, &VerifyLimits::default()).is_ok());
    let tree = bag.join("data/佐证材料/A 组织领导/A01 会议/2022");
    let mut names: Vec<String> = std::fs::read_dir(tree)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let expected = [
        "=cmd.pdf",
        "IMG_0001 (2).pdf",
        "IMG_0001.pdf",
        "a_b_c_d.pdf",
        "r\u{e9}sum\u{e9}.pdf",
        "会议纪要(终稿).pdf",
        "會議紀錄.pdf",
        "\u{20BB7}野家.pdf",
    ];
    assert_eq!(names, expected);
    let papers =
        ["封面", "卷内目录", "归档文件目录", "盒脊标签", "备考表"].map(|name| format!("目录/{name}"));
    let scores =
        ["自评得分表", "可证明得分表", "市考评得分表", "漏项报告"].map(|name| format!("评分/{name}"));
    for paper in papers.iter().chain(&scores) {
        run("qpdf", &["--check", &format!("data/{paper}.pdf")], &bag);
    }
}

#[test]
fn papers_say_what_the_binder_holds() {
    let (_data, office) = filled();
    let (folder, _path) = archive(&office);
    let bag = unpacked(folder.path());
    let text = |paper: &str| run("pdftotext", &["-layout", &format!("data/{paper}.pdf"), "-"], &bag);
    let says = |paper: &str, wanted: &[&str]| {
        let text: String = text(paper).split_whitespace().collect();
        for wanted in wanted {
            assert!(text.contains(&wanted.replace(' ', "")), "{paper} lacks {wanted}:\n{text}");
        }
    };
    says("目录/封面", &["c1县双拥模范城（县）创建迎检材料", "Z001", "8 件", "2026年11月24日"]);
    says("目录/卷内目录", &["A01-2022-01", "A01-2022-08", "议军会议纪要", "20220315", "责任者"]);
    says("目录/归档文件目录", &["Z001-WS·2022-Y-A-0001", "Z001-WS·2022-Y-A-0008", "档号"]);
    says("目录/盒脊标签", &["起件号", "0001", "0008", "Z001"]);
    says("目录/备考表", &["8 件材料", "8 件尚未审核", "另有 1 件被退回", "检查人"]);
    says("评分/可证明得分表", &["A01", "会议", "50"]);
    says("评分/漏项报告", &["2023", "会议"]);
    assert!(!text("目录/卷内目录").contains("A01-2022-09"), "what was sent back is left out");
}

#[test]
fn the_page_that_opens_it_leads_to_every_file_and_tells_names_that_changed() {
    let (_data, office) = filled();
    let bag = bound(&office);
    let (folder, _path) = archive(&office);
    let root = unpacked(folder.path()).join("data");
    let page = std::fs::read_to_string(root.join("index.html")).unwrap();
    let links: Vec<String> =
        page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().into()).collect();
    for link in &links {
        let path = percent_encoding::percent_decode_str(link).decode_utf8().unwrap();
        assert!(root.join(path.as_ref()).is_file(), "{link}");
    }
    for entry in bag.entries.iter().filter(|entry| entry.path != "index.html") {
        let found = links
            .iter()
            .any(|link| percent_encoding::percent_decode_str(link).decode_utf8().unwrap() == entry.path);
        assert!(found, "{} has no link", entry.path);
    }
    assert!(page.contains("原名：a/b\\c:d.pdf"), "the original name is told");
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing comes from elsewhere");
}

#[test]
fn bound_twice_it_is_the_same() {
    let (_data, office) = filled();
    assert_eq!(zipped(&office), zipped(&office));
}

#[test]
fn a_missing_or_damaged_file_stops_it_with_its_name() {
    let (data, office) = filled();
    let lost = bound(&office).entries.into_iter().find(|entry| entry.path.ends_with("會議紀錄.pdf")).unwrap();
    let hash: Sha256Hex = lost.sha256.parse().unwrap();
    let mut whole = Vec::new();
    office.blobs.open_file(&hash).unwrap().read_to_end(&mut whole).unwrap();
    let told = |fault: &dyn Fn() -> OpsError| Lang::Hans.say(&fault().message());
    let refused = || bind(&office, &scores::round(&office, None).unwrap(), &REQUEST).unwrap_err();
    office.blobs.remove(&hash).unwrap();
    assert!(told(&refused).contains("會議紀錄.pdf"), "{}", told(&refused));
    // Only into a folder can one write behind the office's back.
    if matches!(office.blobs, Blobs::Folder(_)) {
        let mut damaged = whole.clone();
        damaged[10] ^= 1;
        let path = data.path().join("blobs").join(&lost.sha256[..2]).join(&lost.sha256);
        std::fs::write(path, damaged).unwrap();
        let broken = || OpsError::from(write_bag(&bound(&office), Vec::new()).unwrap_err());
        assert!(told(&broken).contains("會議紀錄.pdf"), "{}", told(&broken));
    }
    let mut again = office.blobs.receive(1 << 20).unwrap();
    again.write(&whole).unwrap();
    again.finish().unwrap();
    assert!(!zipped(&office).is_empty());
}

#[test]
fn a_piece_under_two_places_lies_in_both_and_keeps_one_file_number() {
    let (_data, office) = filled();
    let view = scores::round(&office, None).unwrap();
    let id = file(&office, ("两处.pdf", &pdf("two")));
    let place = evidence::Place { item: "A01".into(), year: Year(2023) };
    evidence::link(&office, &view, &by(), (&id, &place)).unwrap();
    let bag = bound(&office);
    let found: Vec<&str> = bag
        .entries
        .iter()
        .filter(|entry| entry.path.ends_with("两处.pdf"))
        .map(|entry| entry.path.as_str())
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    let contents = binding::contents(&office, &view, &REQUEST).unwrap();
    assert_eq!((contents.pieces, contents.files), (9, 10));
    let (folder, _path) = archive(&office);
    let bag = unpacked(folder.path());
    let text = run("pdftotext", &["-layout", "data/目录/卷内目录.pdf", "-"], &bag);
    assert!(text.replace(' ', "").contains("同A01-2022-09"), "{text}");
}

#[test]
fn the_midterm_holds_its_years_alone() {
    let (_data, office) = filled();
    let view = scores::round(&office, None).unwrap();
    let request = Request { phase: Phase::Midterm, ..REQUEST };
    let bag = bind(&office, &view, &request).unwrap();
    assert!(bag.entries.iter().any(|entry| entry.path.contains("/2022/")));
    assert!(!bag.entries.iter().any(|entry| entry.path.contains("/2023/")));
    assert_eq!(bag.folder, "r-c1-midterm");
}

#[test]
fn every_language_binds_the_same_files() {
    let (_data, office) = filled();
    let view = scores::round(&office, None).unwrap();
    let mut counts = BTreeMap::new();
    for lang in Lang::ALL {
        let bag = bind(&office, &view, &Request { lang, ..REQUEST }).unwrap();
        counts.insert(lang.tag(), bag.entries.len());
        write_bag(&bag, Vec::new()).unwrap();
    }
    assert_eq!(counts.values().collect::<std::collections::BTreeSet<_>>().len(), 1, "{counts:?}");
}
