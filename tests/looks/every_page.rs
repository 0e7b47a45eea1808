//! Every page of every role, in three languages and both themes: nothing that axe finds, nothing wider than a phone
//! or a screen at 400 %, nothing that jumps, nothing heavy.

use std::sync::LazyLock;
use std::time::Instant;

use yingjian::demo::Size;
use yingjian::domain::role::Role;
use yingjian::texts::Lang;

use crate::axe::Axe;
use crate::chromium::Browser;
use crate::sample::{Sample, Who};

static SAMPLE: LazyLock<Sample> = LazyLock::new(|| Sample::new(Size::Small));

/// The most bytes of a page once the style sheets and scripts of all pages are there.
const WEIGHT: i64 = 100_000;
/// What a page may jump, as browsers measure it (cumulative layout shift); 0.1 counts as good.
const JUMPS: f64 = 0.05;

/// Width and weight: the window is as wide as one of 1280 pixels at 400 %.
const MEASURES: &str = "
    const fetched = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const jumps = new Promise((tell) => {
        let sum = 0;
        const moved = [];
        new PerformanceObserver((list) => list.getEntries().forEach((one) => {
            sum += one.value;
            one.sources.forEach(({node, previousRect, currentRect}) => moved.push(
                `${node?.cloneNode().outerHTML ?? node} from ${previousRect.y} to ${currentRect.y}`));
        })).observe({type: 'layout-shift', buffered: true});
        requestAnimationFrame(() => setTimeout(() => tell({sum, moved: moved.join('; ')}), 50));
    });
    return jumps.then((jumped) => ({
        wider: document.documentElement.scrollWidth - window.innerWidth,
        sideways: [...document.querySelectorAll('.downwards')].map((list) => list.closest('.table-wrap'))
            .filter((box) => box?.scrollWidth > box?.clientWidth + 1)
            .map((box) => box.getAttribute('aria-labelledby') ?? box.getAttribute('aria-label')).join(),
        weight: fetched.reduce((sum, one) => sum + one.transferSize, 0),
        jumped,
    }))";

fn look_at_all(who: Who) {
    let begun = Instant::now();
    let (axe, browser) = (Axe::new(), Browser::start());
    browser.open(&SAMPLE.url("/log-in"));
    if let Some(role) = who {
        browser.keep_cookie("session", &SAMPLE.session(role));
    }
    let pages = SAMPLE.pages(who);
    assert!(pages.len() > 1 || who.is_none(), "{who:?} sees no pages");
    let mut faults = Vec::new();
    for page in &pages {
        for lang in Lang::ALL {
            let mark = if page.contains('?') { '&' } else { '?' };
            let address = format!("{page}{mark}lang={}", lang.tag());
            let named = |fault: String| format!("{address} as {who:?}: {fault}");
            browser.open(&SAMPLE.url(&format!("{address}&theme=light")));
            faults.extend(axe.all(&browser).into_iter().map(named));
            browser.resize((320, 900));
            browser.open(&SAMPLE.url(&format!("{address}&theme=dark")));
            faults.extend(measured(&browser).into_iter().map(named));
            if lang == Lang::Hans {
                // Lists read downwards here, and are tables for screen readers still.
                faults.extend(axe.all(&browser).into_iter().map(named));
            }
            browser.resize((1280, 1000));
            faults.extend(axe.colours(&browser).into_iter().map(named));
        }
    }
    println!("{} pages of {who:?} in {:?}", pages.len(), begun.elapsed());
    faults.extend(browser.console());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn measured(browser: &Browser) -> Vec<String> {
    let found = browser.script(MEASURES);
    let wider = found["wider"].as_i64().unwrap();
    let weight = found["weight"].as_i64().unwrap();
    let jumped = found["jumped"]["sum"].as_f64().unwrap();
    let faults = [
        (wider > 0).then(|| format!("{wider} pixels wider than the window")),
        (found["sideways"] != "").then(|| format!("has to be pushed aside: {}", found["sideways"])),
        (weight > WEIGHT).then(|| format!("weighs {weight} bytes")),
        (jumped > JUMPS).then(|| format!("jumps by {jumped}: {}", found["jumped"]["moved"])),
    ];
    faults.into_iter().flatten().collect()
}

#[test]
fn pages_of_nobody() {
    look_at_all(None);
}

#[test]
fn pages_of_a_clerk() {
    look_at_all(Some(Role::CountyClerk));
}

#[test]
fn pages_of_a_county_leader() {
    look_at_all(Some(Role::CountyLeader));
}

#[test]
fn pages_of_an_inspector() {
    look_at_all(Some(Role::CityInspector));
}

#[test]
fn pages_of_a_city_leader() {
    look_at_all(Some(Role::CityLeader));
}

#[test]
fn pages_of_the_administrators() {
    for role in [Role::Administrator, Role::SecurityAdministrator, Role::AuditAdministrator] {
        look_at_all(Some(role));
    }
}
