//! Many files, a line that breaks, a page that is left: nothing is lost, and nothing is typed twice.

use std::io::{BufWriter, Write};
use std::path::Path;

use yingjian::blob::Sha256Hex;
use yingjian::ops::evidence::{self, Piece};
use yingjian::store::evidence::Filter;

use crate::chromium::Browser;
use crate::cutting::CuttingLine;
use crate::log_in;
use crate::office::{PASSWORD, PDF, Served};

pub(crate) const NEW: &str = "/counties/c1/evidence/new";
pub(crate) const SEND: &str = "#upload > button[type='submit']";

pub(crate) fn pieces(served: &Served) -> Vec<Piece> {
    let filter = Filter { limit: 500, ..Filter::default() };
    evidence::list(&served.office, ("r", "c1"), &filter).unwrap().pieces
}

pub(crate) fn open_form(browser: &Browser, served: &Served, query: &str) {
    browser.open(&format!("http://{}{NEW}{query}", served.address()));
    browser.text("#uploads h2");
}

#[test]
fn a_folder_of_a_hundred_files_is_dropped_and_each_is_filed() {
    let served = Served::new();
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().join("双拥材料");
    for number in 0..100 {
        let (item, year) = (["A01", "A02", "B01", "B02"][number % 4], [2022, 2023][number % 2]);
        let inner = top.join(format!("{item} 佐证")).join(year.to_string());
        std::fs::create_dir_all(&inner).unwrap();
        let bytes = [PDF, format!("% {number}").as_bytes()].concat();
        std::fs::write(inner.join(format!("第{number}次会议纪要.pdf")), bytes).unwrap();
    }
    std::fs::write(top.join("Thumbs.db"), b"left by Windows").unwrap();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    open_form(&browser, &served, "");
    browser.drop_on(".upload-drop", &top);
    browser.shows(".upload-sum", "100 / 100");
    browser.picture("upload-folder");
    browser.click(SEND);
    browser.text("table, .evidence-name");
    let filed = pieces(&served);
    assert_eq!(filed.len(), 100);
    for piece in &filed {
        assert_eq!((piece.row.kind.as_str(), piece.places.len()), ("minutes", 1), "{}", piece.row.title);
        assert!(
            piece.row.title.starts_with('第') && piece.row.title.ends_with("次会议纪要"),
            "{}",
            piece.row.title
        );
    }
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}

/// A film of so many bytes, none of which is like the others.
fn film(path: &Path, bytes: usize) -> Sha256Hex {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    file.write_all(b"\0\0\0\x14ftypisom\0\0\x02\0isom\0\0\0\x01mdat").unwrap();
    let mut word = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..bytes / 8 {
        word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        file.write_all(&word.to_le_bytes()).unwrap();
    }
    file.into_inner().unwrap();
    Sha256Hex::of_all(std::fs::File::open(path).unwrap()).unwrap()
}

/// A clerk's browser on the far side of a line, with a file chosen on the form.
pub(crate) fn chosen_over(line: &CuttingLine, path: &Path) -> Browser {
    let browser = Browser::start();
    browser.open(&format!("http://{}/", line.address));
    browser.write("#name", "clerk");
    browser.write("#password", PASSWORD);
    browser.click("form[action='/log-in'] button");
    browser.text(".who");
    browser.open(&format!("http://{}{NEW}?item=A01&year=2022&kind=minutes", line.address));
    browser.write("#file", path.to_str().unwrap());
    browser
}

#[test]
fn a_film_whose_line_is_cut_ten_times_arrives_whole() {
    let served = Served::with_limit(300_000_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("双拥专题片.mp4");
    let sha256 = film(&path, 200_000_000);
    let line = CuttingLine::to(served.address(), (17_000_000, 10));
    let browser = chosen_over(&line, &path);
    let since = std::time::Instant::now();
    while !browser.text(".upload-state").contains("已传完") {
        assert!(since.elapsed().as_secs() < 240, "{}", browser.text("#uploads"));
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    println!("200 MB over a line that was cut ten times took {:?}", since.elapsed());
    assert_eq!(line.left(), 0, "the line was not cut so often");
    browser.click(SEND);
    browser.shows("main", "双拥专题片.mp4");
    browser.shows(".alert-success", "材料已上传");
    assert_eq!(pieces(&served)[0].files[0].0.sha256, sha256.as_str());
    served.office.blobs.verify(&sha256).unwrap();
}

#[test]
fn a_firewall_that_lets_no_patch_through_does_not_stop_a_file() {
    let served = Served::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议纪要.pdf");
    std::fs::write(&path, PDF).unwrap();
    let line = CuttingLine::strictly_to(served.address());
    let browser = chosen_over(&line, &path);
    browser.shows(".upload-state", "已传完");
    assert_eq!(line.refused(), 1, "a refusal is enough to know the firewall by");
}

#[test]
fn what_was_typed_and_sent_is_there_after_the_page_was_left() {
    let served = Served::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("20220315 军政座谈会纪要.pdf");
    std::fs::write(&path, PDF).unwrap();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    open_form(&browser, &served, "?kind=minutes");
    browser.write("#file", path.to_str().unwrap());
    browser.shows(".upload-state", "已传完");
    browser.shows("#uploads", "请核对");
    let value = |selector: &str| {
        let value = browser.script(&format!("return document.querySelector('{selector}').value"));
        value.as_str().unwrap().to_owned()
    };
    assert_eq!(value("#field-title"), "军政座谈会纪要");
    assert_eq!(value("#field-meeting_date"), "2022-03-15");
    browser.write("#field-chair", "<b>张三</b>");
    browser.picture("upload-proposed");
    open_form(&browser, &served, "?kind=minutes");
    browser.shows(".draft-restored", "已恢复");
    assert_eq!(
        (value("#field-title"), value("#field-chair")),
        ("军政座谈会纪要".into(), "<b>张三</b>".into())
    );
    browser.shows(".upload-state", "已传完");
    // Refused for want of an item, and still nothing is lost.
    browser.click(SEND);
    browser.shows(".upload-refused", "项目");
    assert_eq!(value("#field-chair"), "<b>张三</b>");
    browser.script("document.querySelectorAll('#upload details').forEach((part) => part.open = true)");
    browser.click("#item-A01");
    browser.click(SEND);
    browser.shows(".alert-success", "材料已上传");
    assert_eq!(pieces(&served)[0].fields["chair"], "<b>张三</b>");
    // What was filed is no draft any more, and logging out leaves nothing in the browser.
    open_form(&browser, &served, "?kind=minutes");
    assert_eq!(value("#field-title"), "");
    browser.write("#field-title", "还没有写完");
    browser.click("form[action='/log-out'] button");
    browser.text("#password");
    browser.wait("return localStorage.length === 0");
}

#[test]
fn the_upload_is_done_by_keyboard_on_a_phone() {
    const TAB: char = '\u{e004}';
    let served = Served::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("20220315 会议纪要.pdf");
    std::fs::write(&path, PDF).unwrap();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    browser.resize((360, 740));
    open_form(&browser, &served, "?item=A01&year=2022&kind=minutes");
    browser.write("#file", path.to_str().unwrap());
    browser.shows(".upload-state", "已传完");
    let wider = browser.script("return document.documentElement.scrollWidth - window.innerWidth");
    assert!(wider.as_i64().unwrap() <= 0, "{wider} pixels wider than a phone");
    browser.picture("upload-phone");
    browser.script("document.querySelector('#main').focus()");
    for _ in 0..80 {
        browser.press(&TAB.to_string());
        if browser.script("return document.activeElement.matches(\"#upload > button[type='submit']\")")
            == true
        {
            break;
        }
    }
    browser.press("\u{e007}");
    browser.shows(".alert-success", "材料已上传");
    assert_eq!(pieces(&served).len(), 1);
}
