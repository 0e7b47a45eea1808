//! Every page that shows people's words, opened in a real browser: nothing runs, nothing is even markup.

use std::io::Cursor;
use std::path::Path;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use yingjian::web::table;

use crate::COUNTIES;
use crate::beacon::Beacon;
use crate::chromium::Browser;
use crate::city::Own;
use crate::planted::Planted;

/// Counts what only a payload brings onto a page.
pub(crate) const FOREIGN: &str = "return document.querySelectorAll('[onerror],[onload],[href^=\"javascript:\" i],\
    script:not([src^=\"/assets/\"]),base,iframe,object,embed').length";

/// Pages that a file or nothing is behind.
const NOT_PAGES: [&str; 3] = ["/health", "/metrics", "/assets/{version}/{name}"];

fn address(pattern: &str, own: &Own) -> String {
    pattern
        .replace("{county}", own.county)
        .replace("{id}", &own.evidence)
        .replace("{import}", &own.import)
        .replace("{job}", "none")
        .replace("{item}", "A01")
        .replace("{position}", "1")
        .replace("{revision}", "1")
        .replace("{chapter}", "04-upload")
        .replace("{format}", "html")
        .replace("{year}", "2022")
}

fn look(browser: &Browser, beacon: &Beacon, address: &str) {
    browser.open(address);
    assert_eq!(browser.dialog(), None, "a dialog at {address}");
    assert_eq!(browser.script(FOREIGN), 0, "markup of a payload at {address}");
    assert_ne!(browser.script("return document.title"), "OWNED", "{address}");
    // An address that is answered 404 is told on the console, too, with the payload in it; so is advice on forms.
    let usual = |line: &String| line.contains("Failed to load resource") || line.contains("[DOM]");
    let lines = browser.console().into_iter().filter(|line| !usual(line));
    let refused: Vec<String> = lines.collect();
    assert!(refused.is_empty(), "something was kept from running at {address}: {refused:?}");
    assert_eq!(beacon.asked(), Vec::<String>::new(), "called home at {address}");
}

/// Pages that this account may see, of its county or of any.
fn pages(planted: &Planted, name: &str, own: &Own) -> Vec<String> {
    let client = planted.client(name);
    let rows = table().into_iter().filter(|row| row.method == "GET" && !row.path.starts_with("/api"));
    let rows = rows.filter(|row| !NOT_PAGES.contains(&row.path));
    let all = rows.map(|row| address(row.path, own));
    let is_page = |address: &String| {
        let answer = client.get(address);
        answer.status == 200
            && answer.header("content-type").starts_with("text/html")
            && !answer.header("content-disposition").starts_with("attachment")
    };
    all.filter(is_page).collect()
}

/// Where an address itself is repeated.
fn repeating() -> Vec<String> {
    let payload = |at: usize| utf8_percent_encode(COUNTIES[at].1, NON_ALPHANUMERIC).to_string();
    let all = (0..COUNTIES.len()).flat_map(|at| {
        let payload = payload(at);
        [
            format!("/counties/c1/evidence?q={payload}"),
            format!("/counties/c1/evidence?kind={payload}&year={payload}&after={payload}"),
            format!("/counties/{payload}"),
            format!("/counties/c1/items/{payload}"),
            format!("/evidence/{payload}"),
            format!("/manual/{payload}"),
            format!("/counties/c1?lang={payload}&phase={payload}"),
            format!("/log-in?next={payload}"),
        ]
    });
    all.collect()
}

#[test]
fn no_word_of_people_runs_on_any_page() {
    let (planted, beacon) = (Planted::new(), Beacon::start());
    let browser = beacon.browser();
    let base = format!("http://{}", planted.address());
    let mut opened = 0;
    let mut known: Vec<(String, String)> = Vec::new();
    for (name, role) in planted.accounts() {
        let at = planted.city.own.iter().position(|own| own.clerk == name).unwrap_or(2);
        browser.open(&format!("{base}/manual-of-nothing"));
        browser.keep_cookie("session", &planted.session(&name));
        for page in pages(&planted, &name, &planted.city.own[at]) {
            // A page of the same address is another only for another role.
            let key = (page.clone(), role.id().to_owned());
            if !known.contains(&key) {
                look(&browser, &beacon, &format!("{base}{page}"));
                known.push(key);
                opened += 1;
            }
        }
        if at == 0 {
            for page in repeating() {
                look(&browser, &beacon, &format!("{base}{page}"));
                opened += 1;
            }
        }
    }
    println!("{opened} pages opened");
    assert!(opened > 60, "{opened}");
}

/// Pages that are opened from a disk have no headers to guard them.
#[test]
fn no_word_of_people_runs_in_the_archive_or_the_report_on_a_disk() {
    let (planted, beacon) = (Planted::new(), Beacon::start());
    let browser = beacon.browser();
    let folder = tempfile::tempdir().unwrap();
    for own in &planted.city.own[..3] {
        let client = planted.client(&own.clerk);
        let archive = client.get(&format!("/counties/{}/archive.zip", own.county));
        let mut archive = zip::ZipArchive::new(Cursor::new(archive.bytes)).unwrap();
        let unpacked = folder.path().join(own.county);
        archive.extract(&unpacked).unwrap();
        let pages = walkdir::WalkDir::new(&unpacked).into_iter().map(|entry| entry.unwrap().into_path());
        let mut pages: Vec<_> =
            pages.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect();
        let report = folder.path().join(format!("{}.html", own.county));
        std::fs::write(&report, client.get(&format!("/counties/{}/gaps/html", own.county)).bytes).unwrap();
        pages.push(report);
        assert!(pages.len() > 1, "{pages:?}");
        pages.iter().for_each(|page| look_on_disk(&browser, &beacon, page));
    }
}

fn look_on_disk(browser: &Browser, beacon: &Beacon, page: &Path) {
    let path = utf8_percent_encode(page.to_str().unwrap(), NON_ALPHANUMERIC).to_string().replace("%2F", "/");
    browser.open(&format!("file://{path}"));
    assert_eq!(browser.dialog(), None, "{}", page.display());
    let foreign = FOREIGN.replace("script:not([src^=\"/assets/\"])", "script[src]");
    assert_eq!(browser.script(&foreign), 0, "markup of a payload in {}", page.display());
    assert!(
        browser.script("return document.body.innerText.length").as_i64().unwrap() > 20,
        "{}",
        page.display()
    );
    assert_eq!(beacon.asked(), Vec::<String>::new(), "{} called home", page.display());
}
