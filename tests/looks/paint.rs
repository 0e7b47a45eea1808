//! When home and item pages are first painted, and what the main pages weigh: printed, with bounds that a busy machine keeps.

use std::time::Duration;

use yingjian::demo::Size;
use yingjian::domain::role::Role;

use crate::chromium::Browser;
use crate::sample::Sample;

/// Pages are opened so often; the middle one is told.
const TIMES: usize = 7;

/// Milliseconds from the request to the first contentful paint.
fn first_paint(browser: &Browser, address: &str) -> u64 {
    let mut times: Vec<u64> = (0..TIMES)
        .map(|_| {
            browser.open(address);
            let found = browser.script(
                "return new Promise((tell) => new PerformanceObserver((list) => {
                    const one = list.getEntriesByName('first-contentful-paint')[0];
                    const from = performance.getEntriesByType('navigation')[0].requestStart;
                    if (one) tell(Math.round(one.startTime - from));
                }).observe({type: 'paint', buffered: true}))",
            );
            found.as_u64().unwrap()
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}

#[test]
fn home_and_item_are_painted_soon() {
    let sample = Sample::new(Size::Small);
    let browser = Browser::start();
    browser.open(&sample.url("/log-in"));
    browser.keep_cookie("session", &sample.session(Role::CountyClerk));
    for path in ["/counties/c1".to_owned(), format!("/counties/c1/items/{}", sample.item())] {
        let took = Duration::from_millis(first_paint(&browser, &sample.url(&path)));
        println!("{path}: first paint {took:?} after the request");
        assert!(took < Duration::from_secs(3), "{path} is painted after {took:?}");
    }
}
