//! Evidence in a real browser: by keys, many at once and back, every kind of file shown, two windows in step.

use std::io::Cursor;

use serde_json::Value;
use yingjian::ops::By;
use yingjian::ops::evidence::{Filing, Verdict, file, review, take};
use yingjian::ops::scores;

use crate::blns::{file_as, strings};
use crate::chromium::Browser;
use crate::log_in;
use crate::office::{Served, by};

const FILM: &[u8] = include_bytes!("film.mp4");

fn list(served: &Served) -> String {
    format!("http://{}/counties/c1/evidence", served.address())
}

/// Files a piece with these files and gives its id.
pub(crate) fn filed(served: &Served, title: &str, files: &[(&str, Vec<u8>)]) -> String {
    let view = scores::round(&served.office, None).unwrap();
    let take_in = |(name, bytes): &(&str, Vec<u8>)| {
        let mut incoming = served.office.blobs.receive(1 << 24).unwrap();
        incoming.write(bytes).unwrap();
        take(incoming, name).unwrap()
    };
    let filing = Filing {
        county: "c1".into(),
        kind: "minutes".into(),
        fields: [("title".to_owned(), title.to_owned())].into(),
        items: vec!["A01".into()],
        years: vec![yingjian::domain::facts::Year(2022)],
        files: files.iter().map(take_in).collect(),
    };
    file(&served.office, &view, &by(), &filing).unwrap().id
}

fn focused(browser: &Browser) -> Value {
    browser.script("return document.activeElement.textContent.trim()")
}

#[test]
fn an_inspector_goes_through_the_list_by_keys() {
    let served = Served::new();
    for name in ["一", "二", "三"] {
        filed(&served, name, &[("一.pdf", crate::office::PDF.to_vec())]);
    }
    let browser = Browser::start();
    log_in(&browser, &served, "inspector");
    browser.open(&list(&served));
    browser.text("[data-keys]:not([hidden])");
    browser.press("jj");
    assert_eq!(focused(&browser), "二");
    browser.press("k");
    assert_eq!(focused(&browser), "三");
    browser.press("x");
    browser.wait("return document.querySelector('.chosen-count').textContent == '已选 1 件'");
    // Keys are silent while somebody types; Escape leads back to the page.
    browser.press("b");
    browser.press("jx?");
    assert_eq!(browser.script("return document.getElementById('chosen-reason').value"), "jx?");
    browser.script("document.activeElement.blur()");
    browser.press("?");
    browser.wait("return document.getElementById('keys').open");
    browser.picture("evidence-keys");
    browser.click("#keys-on");
    browser.click("#keys button");
    browser.script("document.activeElement.blur()");
    browser.press("jj");
    assert_ne!(focused(&browser), "二", "single keys are switched off");
    browser.open(&list(&served));
    browser.press("j");
    assert_ne!(focused(&browser), "三", "and stay off");
    browser.click("[data-keys]");
    browser.click("#keys-on");
    browser.click("#keys button");
    // Into a piece, to the next of the list, and accepted there.
    browser.script("document.activeElement.blur()");
    browser.press("jo");
    browser.wait("return document.querySelector('h1')?.textContent == '三' && !document.querySelector('[data-next]')?.hidden");
    browser.press("j");
    browser.wait("return document.querySelector('h1')?.textContent == '二' && !document.querySelector('[data-next]')?.hidden");
    browser.press("a");
    // A key sends a form: the page that answers comes later.
    browser.shows("#piece-head .tag", "已认可");
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}

#[test]
fn many_are_filed_at_once_and_taken_back() {
    let served = Served::new();
    for name in ["一", "二", "三"] {
        filed(&served, name, &[("一.pdf", crate::office::PDF.to_vec())]);
    }
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    browser.open(&list(&served));
    browser.click("[data-choose-all]:not([hidden])");
    assert_eq!(browser.text(".chosen-count"), "已选 3 件");
    browser.picture("evidence-chosen");
    browser.script("document.getElementById('chosen-item').value = 'B01'");
    browser.click("#chosen button[value='link']");
    browser.shows(".done-line", "3 件材料已归入 B01 的 2022 年");
    assert!(browser.text("#pieces").contains("B01·2022"));
    browser.click(".done-line button");
    browser.shows(".done-line", "已撤销");
    assert!(!browser.text("#pieces").contains("B01·2022"));
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}

#[test]
fn every_kind_of_file_is_shown_as_far_as_it_can_be() {
    let served = Served::new();
    let mut photo = Cursor::new(Vec::new());
    image::RgbImage::from_pixel(400, 300, image::Rgb([200, 30, 30]))
        .write_to(&mut photo, image::ImageFormat::Jpeg)
        .unwrap();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    // The office's own report is a real PDF of several pages with Chinese fonts.
    let report = served.client("clerk").get("/counties/c1/gaps/pdf").bytes;
    let files = [
        ("报告.pdf", report),
        ("照片.jpg", photo.into_inner()),
        ("纪要.docx", crate::making::docx()),
        ("名册.xlsx", crate::making::xlsx()),
        ("专题片.mp4", FILM.to_vec()),
        ("手机照片.heic", include_bytes!("../jobs/phone.heic").to_vec()),
    ];
    let piece = format!("http://{}/evidence/{}", served.address(), filed(&served, "样样都有", &files));
    browser.open(&piece);
    browser.wait("return document.querySelector('.pdf-page canvas')");
    let inked = "const canvas = document.querySelector('.pdf-page canvas');
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let dark = 0; for (let at = 0; at < pixels.length; at += 4) if (pixels[at] < 100) dark += 1; return dark";
    assert!(browser.script(inked).as_i64().unwrap() > 500, "the page has no letters");
    let words = browser.script("return document.querySelector('.pdf-page .visually-hidden').textContent");
    assert!(words.as_str().unwrap().contains("甲县"), "{words}");
    browser.picture("evidence-pdf");
    browser.open(&format!("{piece}?file=2"));
    browser.wait("return document.querySelector('.shown-picture')?.naturalWidth == 400");
    browser.open(&format!("{piece}?file=3"));
    browser.wait("return document.querySelector('.document-text')?.textContent == '议军会纪要'");
    browser.open(&format!("{piece}?file=4"));
    browser.wait("return document.querySelector('.document-table td')?.textContent == '名册'");
    browser.picture("evidence-xlsx");
    browser.open(&format!("{piece}?file=5"));
    browser.wait("return document.querySelector('video')?.readyState >= 1");
    browser.script("document.querySelector('video').currentTime = 15");
    browser.wait("const film = document.querySelector('video'); return !film.seeking && film.currentTime == 15 && film.readyState >= 2");
    browser.picture("evidence-film");
    browser.open(&format!("{piece}?file=6"));
    assert!(browser.text("#shown").contains("HEIC"));
    browser.wait("return document.querySelector('.shown-picture')?.naturalWidth == 320");
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}

#[test]
fn two_windows_are_kept_in_step() {
    let served = Served::new();
    let id = filed(&served, "纪要", &[("一.pdf", crate::office::PDF.to_vec())]);
    let (piece, all) = (Browser::start(), Browser::start());
    log_in(&piece, &served, "clerk");
    log_in(&all, &served, "leader");
    piece.open(&format!("http://{}/evidence/{id}", served.address()));
    all.open(&list(&served));
    piece.script("window.untouched = true");
    all.script("window.untouched = true");
    let inspector = By { account: "inspector".into(), ..by() };
    review(&served.office, &inspector, (&id, 1), &Verdict::SendBack("缺签名".into())).unwrap();
    piece.wait("return document.getElementById('piece-head').textContent.includes('缺签名')");
    all.wait("return document.getElementById('results').textContent.includes('缺签名')");
    for browser in [&piece, &all] {
        assert_eq!(browser.script("return window.untouched"), true, "the page was not loaded anew");
    }
    // Who is in the middle of something is told and loses nothing.
    piece.script("document.getElementById('link-more').open = true; document.getElementById('link-item').value = 'B01'");
    review(&served.office, &inspector, (&id, 1), &Verdict::Accept).unwrap();
    piece.wait("return !document.querySelector('.in-step').hidden");
    assert_eq!(piece.script("return document.getElementById('link-item').value"), "B01");
    all.wait("return document.getElementById('results').textContent.includes('已认可')");
    for browser in [&piece, &all] {
        assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
    }
}

#[test]
fn naughty_strings_are_only_words() {
    let served = Served::new();
    let strings = strings();
    let ids: Vec<String> = strings.iter().map(|text| file_as(&served, text)).collect();
    let browser = Browser::start();
    log_in(&browser, &served, "inspector");
    let mut shown = Vec::new();
    for view in ["", "&view=wall"] {
        let mut address = format!("{}?state=sent_back{view}", list(&served));
        loop {
            browser.open(&address);
            looks_clean(&browser, &address);
            let titles = browser.script(
                "return [...document.querySelectorAll('.piece-link')].map(link => (link.querySelector('.wall-title') ?? link).textContent)",
            );
            shown.extend(titles.as_array().unwrap().iter().map(|title| title.as_str().unwrap().to_owned()));
            let next = browser.script("return document.querySelector('#more a')?.href ?? ''");
            match next.as_str().unwrap() {
                "" => break,
                next => next.clone_into(&mut address),
            }
        }
    }
    let newest_first = strings.iter().rev().map(|text| text.trim());
    let expected: Vec<&str> = newest_first.clone().chain(newest_first).collect();
    assert_eq!(shown, expected);
    for id in ids.iter().step_by(12) {
        let address = format!("http://{}/evidence/{id}", served.address());
        browser.open(&address);
        looks_clean(&browser, &address);
    }
}

/// Nothing runs and nothing is markup.
fn looks_clean(browser: &Browser, address: &str) {
    assert_eq!(browser.dialog(), None, "{address}");
    let foreign = "return document.querySelectorAll('[onerror],[onload],[href^=\"javascript:\" i],\
        script:not([src^=\"/assets/\"]),base,iframe,object,embed').length";
    assert_eq!(browser.script(foreign), 0, "{address}");
}
