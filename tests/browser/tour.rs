//! The tour of the first page: step by step to its end, back, left by Escape, and asked for again.

use crate::chromium::Browser;
use crate::log_in;
use crate::office::Served;

const ESCAPE: &str = "\u{e00c}";
/// That the office has heard of the end.
const NOTED: &str =
    "return performance.getEntriesByType('resource').some((sent) => sent.name.endsWith('/tour/end'))";
const OPEN: &str = "return document.getElementById('tour')?.open ?? false";

/// The step that is shown: its words, the id that it tells of, and the count beside the title.
fn step(browser: &Browser) -> (String, String, String) {
    let shown = "[...document.querySelectorAll('#tour [data-for]')].filter((step) => !step.hidden)";
    assert_eq!(browser.script(&format!("return {shown}.length")), 1, "one step is shown at a time");
    let told = |what: &str| browser.script(&format!("return {shown}[0].{what}")).as_str().unwrap().to_owned();
    (told("textContent.trim()"), told("dataset.for"), browser.text("#tour [data-tour='count']"))
}

/// That a step's place is marked, alone, and comes into sight.
fn is_pointed_at(browser: &Browser, target: &str) {
    let marked = format!(
        "const all = document.querySelectorAll('.tour-target'); \
         return all.length === 1 && (all[0].matches('{target}') || all[0].querySelector('{target}') !== null)"
    );
    assert_eq!(browser.script(&marked), true, "{target} is marked, and nothing else");
    browser.wait(
        "const box = document.querySelector('.tour-target').getBoundingClientRect(); \
         return box.bottom > 0 && box.top < innerHeight",
    );
}

/// Walks from the first step to the last; the words and places of all.
fn walk(browser: &Browser) -> Vec<(String, String)> {
    let count =
        browser.script("return document.querySelectorAll('#tour [data-for]').length").as_u64().unwrap();
    let mut seen = Vec::new();
    loop {
        let (words, target, at) = step(browser);
        is_pointed_at(browser, &target);
        seen.push((words, target));
        assert_eq!(at, format!("{} / {count}", seen.len()));
        if u64::try_from(seen.len()) == Ok(count) {
            return seen;
        }
        browser.click("[data-tour='next']");
    }
}

#[test]
fn the_tour_leads_through_the_page_and_ends() {
    let served = Served::new();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    browser.wait(OPEN);
    assert_eq!(browser.script("return document.querySelector(\"[data-tour='back']\").disabled"), true);
    let seen = walk(&browser);
    let targets: Vec<&str> = seen.iter().map(|(_, target)| target.as_str()).collect();
    assert_eq!(targets, ["#days", "#provable", "#steps", "#chart-waterfall", "#county-menu", "#help"]);
    assert!(seen.iter().all(|(words, _)| words.chars().count() > 10), "each step says something: {seen:?}");
    // At the end there is no way on, only back and out.
    assert_eq!(browser.script("return document.querySelector(\"[data-tour='next']\").hidden"), true);
    assert_eq!(browser.text("[data-tour='end']"), "看完了");
    browser.click("[data-tour='back']");
    assert_eq!(step(&browser).1, "#county-menu");
    assert_eq!(browser.text("[data-tour='end']"), "不看了");
    browser.picture("tour");
    // Escape ends it, and who goes on by keyboard is where the page begins.
    browser.keep_focus();
    browser.press(ESCAPE);
    browser.wait("return !document.getElementById('tour').open && document.activeElement.id === 'main'");
    assert_eq!(browser.script("return document.querySelectorAll('.tour-target').length"), 0);
    browser.wait(NOTED);
    let home = format!("http://{}/counties/c1", served.address());
    let offered = || {
        browser.open(&home);
        browser.script("return document.getElementById('tour') !== null")
    };
    assert_eq!(offered(), false, "what was ended is not offered again");

    browser.open(&format!("http://{}/profile", served.address()));
    browser.click("form[action='/profile/tour/again'] button");
    browser.wait(OPEN);
    assert_eq!(walk(&browser).len(), seen.len());
    browser.click("[data-tour='end']");
    browser.wait(NOTED);
    assert_eq!(offered(), false);
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}

#[test]
fn the_tour_of_the_city_fits_a_phone() {
    let served = Served::new();
    let browser = Browser::start();
    browser.resize((360, 740));
    log_in(&browser, &served, "inspector");
    browser.open(&format!("http://{}/matrix", served.address()));
    browser.wait(OPEN);
    for (_, target) in walk(&browser) {
        assert!(["#league", "#lost", "#heat", "#help"].contains(&target.as_str()), "{target}");
    }
    let wider = browser.script("return document.documentElement.scrollWidth - innerWidth");
    assert!(wider.as_i64().unwrap() <= 0, "the tour is {wider} pixels wider than a phone");
    let inside = "const box = document.getElementById('tour').getBoundingClientRect(); \
                  return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight + 1";
    assert_eq!(browser.script(inside), true, "the box of the tour stands within the window");
}
