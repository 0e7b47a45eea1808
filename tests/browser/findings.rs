//! The page of findings while the evidence is being looked at: it says so, shows by itself what is found, and takes
//! nothing away from somebody who writes.

use image::ImageFormat;

use crate::chromium::Browser;
use crate::evidence::filed;
use crate::log_in;
use crate::making::picture;
use crate::office::Served;

#[test]
fn findings_appear_by_themselves_and_nobody_who_writes_is_disturbed() {
    let served = Served::new();
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    browser.open(&format!("http://{}/counties/c1/findings", served.address()));
    browser.shows("#found", "没有看出问题");
    browser.script("window.untouched = true");
    for title in ["议军会", "联席会议"] {
        filed(&served, title, &[("照片.png", picture(ImageFormat::Png, 64, 48))]);
    }
    browser.shows("#found", "正在核对材料");
    browser.shows("#found", "照片重复使用");
    browser.wait("return !document.querySelector('[data-looking]')");
    // A reason that is being written stays, whatever comes meanwhile; the page only tells of it.
    browser.script("document.querySelector('.finding-wave').open = true");
    browser.write(".finding-wave textarea", "两次会议同一场地");
    filed(&served, "座谈会", &[("照片.png", picture(ImageFormat::Png, 80, 60))]);
    browser.wait("return !document.querySelector('.in-step').hidden");
    let written = browser.script("return document.querySelector('.finding-wave textarea').value");
    assert_eq!(written, "两次会议同一场地");
    assert_eq!(browser.script("return window.untouched"), true, "the page was not loaded anew");
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}
