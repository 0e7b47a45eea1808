//! Two people who edit the same facts: the second is told, and loses nothing.

use yingjian::domain::facts::Facts;

use crate::chromium::Browser;
use crate::log_in;
use crate::office::Served;

#[test]
fn the_second_of_two_who_edit_the_same_facts_is_told_and_loses_nothing() {
    let served = Served::new();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    browser.open(&format!("http://{}/counties/c1/items/A01", served.address()));
    browser.write("#count-2022", "9");
    // Meanwhile somebody else was faster.
    served.state("A01", 2022, Facts { count: Some(7), ..Facts::default() });
    browser.click("form[action*='/facts/2022'] button[type='submit']");
    browser.shows("#year-2022 .alert-danger", "别人改动了这一项");
    let count = || browser.script("return document.getElementById('count-2022').value");
    assert_eq!(count(), "9");
    browser.picture("facts-conflict");
    // Left and come back to, it still is not lost.
    browser.open(&format!("http://{}/counties/c1/items/A01", served.address()));
    browser.shows("#year-2022 .draft-restored", "已恢复");
    assert_eq!(count(), "9");
    browser.click("form[action*='/facts/2022'] button[type='submit']");
    browser.shows("#year-2022 .alert-success", "2022");
    browser.open(&format!("http://{}/counties/c1/items/A01", served.address()));
    assert_eq!(count(), "9");
    assert_eq!(browser.script("return document.querySelectorAll('.draft-restored').length"), 0);
}
