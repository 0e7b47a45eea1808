//! The main job in a real browser: log in, state facts, upload, see the score change, take the report and the
//! archive home.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics says where"
)]

#[path = "../web/blns.rs"]
mod blns;
#[expect(dead_code, reason = "the tests of hostile content use more of it")]
mod chromium;
#[path = "../web/client.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod client;
mod cutting;
mod evidence;
mod facts;
mod findings;
mod jobs;
mod long_lists;
#[path = "../intake/making.rs"]
#[expect(dead_code, reason = "the tests of intake use more of it")]
mod making;
#[path = "../web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
mod sources;
mod tour;
mod uploads;

use chromium::Browser;
use office::{PASSWORD, PDF, Served};
use yingjian::archive::verify::{VerifyLimits, verify_archive};

fn log_in(browser: &Browser, served: &Served, name: &str) {
    browser.open(&format!("http://{}/", served.address()));
    browser.write("#name", name);
    browser.write("#password", PASSWORD);
    browser.click("form[action='/log-in'] button");
    browser.text(".who");
}

/// The provable composite on a county's home.
fn provable(browser: &Browser, served: &Served) -> String {
    browser.open(&format!("http://{}/counties/c1", served.address()));
    browser.text("section[aria-labelledby='provable'] .big")
}

#[test]
fn a_clerk_does_the_main_job() {
    let served = Served::new();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    browser.picture("home");
    assert_eq!(provable(&browser, &served), "0");

    // Two meetings in 2022 are stated; without evidence they prove nothing.
    browser.click("a[href='/counties/c1/items/A01']");
    browser.write("#count-2022", "2");
    browser.click("form[action*='/facts/2022'] button[type='submit']");
    browser.text(".alert-success");
    browser.picture("item-stated");
    assert_eq!(provable(&browser, &served), "0");

    // Minutes with a Chinese name prove them.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("会议纪要(终稿).pdf");
    std::fs::write(&path, PDF).unwrap();
    browser.open(&format!(
        "http://{}/counties/c1/evidence/new?item=A01&year=2022&kind=minutes",
        served.address()
    ));
    browser.write("#field-title", "双拥工作领导小组会议纪要");
    browser.write("#field-meeting_date", "2022-03-15");
    browser.write("#file", path.to_str().unwrap());
    browser.picture("upload");
    browser.click("#upload > button[type='submit']");
    browser.shows("main", "会议纪要(终稿).pdf");
    browser.picture("evidence");
    // A01 gives 50 in two years: 25 for 2022, which is all of the midterm's year: 0.4 x 50 + 0.6 x 25.
    assert_eq!(provable(&browser, &served), "35");

    // The report and the archive are kept as files under Chinese names.
    browser.click("a[href='/counties/c1/gaps']");
    browser.picture("gaps");
    browser.click("a[href^='/counties/c1/gaps/pdf']");
    let report = browser.downloaded(".pdf");
    assert!(report.to_str().unwrap().contains("甲县"), "{}", report.display());
    assert!(std::fs::read(report).unwrap().starts_with(b"%PDF-"));
    browser.click("a[href='/counties/c1/archive']");
    browser.picture("archive");
    browser.click("a[href^='/counties/c1/archive.zip']");
    let archive = browser.downloaded(".zip");
    let verified = verify_archive(&archive, &VerifyLimits::default()).unwrap();
    assert!(verified.files > 10, "{verified:?}");
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}

#[test]
fn pages_fit_a_phone() {
    let served = Served::new();
    served.file_minutes("会议纪要.pdf", "2022-03-15");
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    browser.resize((390, 844));
    let county = format!("http://{}/counties/c1", served.address());
    for page in [
        "",
        "/items",
        "/items/A01",
        "/evidence",
        "/evidence/new",
        "/gaps",
        "/archive",
        "/decisions",
        "/import",
    ] {
        browser.open(&format!("{county}{page}"));
        let wider = browser.script("return document.documentElement.scrollWidth - window.innerWidth");
        assert!(wider.as_i64().unwrap() <= 0, "{page} is {wider} pixels wider than a phone");
        browser.picture(&format!("phone{}", page.replace('/', "-")));
    }
}

#[test]
fn an_inspector_sees_every_county() {
    let served = Served::new();
    served.file_minutes("会议纪要.pdf", "2022-03-15");
    let browser = Browser::start();
    log_in(&browser, &served, "inspector");
    browser.open(&format!("http://{}/matrix", served.address()));
    browser.click("[data-tour='end']");
    browser.shows("main", "甲县");
    browser.picture("matrix");
    browser.click("a[href^='/counties/c1/items/A01']");
    browser.picture("inspector-item");
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}
