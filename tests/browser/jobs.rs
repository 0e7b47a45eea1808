//! The main job of each role, in each language, by mouse, by keyboard alone, and on a phone.
//!
//! The keyboard goes from the address of a page by Tab to what it wants, which must show that it has the focus. The
//! phone is 360 pixels wide, and no page that the job passes may be wider.

use std::cell::Cell;
use std::path::PathBuf;

use tempfile::TempDir;
use yingjian::texts::Lang;

use crate::chromium::Browser;
use crate::office::{PASSWORD, PDF, Served};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
/// No page has so many places for the focus before what a job wants.
const TABS: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Mouse,
    Keyboard,
    Phone,
}

/// Somebody at work: one browser, one office, a way of working.
struct Hand {
    browser: Browser,
    served: Served,
    way: Cell<Way>,
    folder: TempDir,
}

impl Hand {
    fn open(&self, path: &str) {
        self.browser.open(&format!("http://{}{path}", self.served.address()));
        self.fits();
    }

    /// Waits for what a page shows when a step has ended.
    fn sees(&self, selector: &str) {
        self.browser.text(selector);
        self.fits();
    }

    fn fits(&self) {
        if self.way.get() == Way::Phone {
            let wider =
                self.browser.script("return document.documentElement.scrollWidth - window.innerWidth");
            let at = self.browser.script("return location.pathname");
            assert!(wider.as_i64().unwrap() <= 0, "{at} is {wider} pixels wider than a phone");
        }
    }

    /// Follows a link or presses a button.
    fn push(&self, selector: &str) {
        match self.way.get() {
            Way::Keyboard => {
                self.reach(selector);
                self.browser.press(ENTER);
            }
            Way::Mouse | Way::Phone => self.browser.click(selector),
        }
    }

    fn write(&self, selector: &str, text: &str) {
        match self.way.get() {
            Way::Keyboard => {
                self.reach(selector);
                self.browser.press(text);
            }
            Way::Mouse | Way::Phone => self.browser.write(selector, text),
        }
    }

    /// Takes the next choice of a list.
    fn choose_next(&self, selector: &str) {
        match self.way.get() {
            Way::Keyboard => {
                self.reach(selector);
                self.browser.press(DOWN);
            }
            Way::Mouse | Way::Phone => self.browser.write(selector, DOWN),
        }
    }

    /// Goes to a place by Tab alone.
    fn reach(&self, selector: &str) {
        self.browser.text(selector);
        let there = format!(
            "const at = document.activeElement; return at !== document.body && at.matches({selector:?})"
        );
        for _ in 0..TABS {
            if self.browser.script(&there) == true {
                self.browser.wait("return document.activeElement.matches(':focus-visible')");
                return;
            }
            self.browser.press(TAB);
        }
        panic!("{selector} can't be reached by Tab");
    }

    fn log_in(&self, name: &str, lang: Lang) {
        self.open(&format!("/log-in?lang={}", lang.tag()));
        self.write("#name", name);
        self.write("#password", PASSWORD);
        self.push("form[action='/log-in'] button");
        self.sees(".who");
        assert_eq!(self.browser.script("return document.documentElement.lang"), lang.tag());
    }

    fn log_out(&self) {
        self.push("form[action='/log-out'] button");
        self.sees("#password");
    }

    /// A file that no pass before had.
    fn file(&self, pass: usize) -> PathBuf {
        let path = self.folder.path().join(format!("会议纪要{pass}.pdf"));
        std::fs::write(&path, [PDF, format!("% {pass}").as_bytes()].concat()).unwrap();
        path
    }
}

/// Does a job in all languages and all ways, and looks at the console at the end.
fn in_all_ways(names: &[&str], prepare: impl Fn(&Served), job: impl Fn(&Hand, &str, usize)) {
    let (browser, served, folder) = (Browser::start(), Served::new(), tempfile::tempdir().unwrap());
    prepare(&served);
    browser.keep_focus();
    let hand = Hand { browser, served, way: Cell::new(Way::Mouse), folder };
    let mut pass = 0;
    for way in [Way::Mouse, Way::Keyboard, Way::Phone] {
        hand.way.set(way);
        hand.browser.resize(if way == Way::Phone { (360, 740) } else { (1280, 1000) });
        for lang in Lang::ALL {
            pass += 1;
            for name in names {
                hand.log_in(name, lang);
                // The tour opens itself once its script has come.
                hand.browser.wait("return document.readyState === 'complete'");
                if hand.browser.script("return document.querySelector('#tour')?.open ?? false") == true {
                    hand.push("[data-tour='end']");
                    hand.browser.wait("return !document.querySelector('#tour')?.open");
                }
                job(&hand, name, pass);
                hand.log_out();
            }
        }
    }
    assert_eq!(hand.browser.console(), Vec::<String>::new(), "the console stays empty");
}

#[test]
fn a_clerk_states_and_proves() {
    let provable = |hand: &Hand| {
        hand.open("/counties/c1");
        hand.browser.text("section[aria-labelledby='provable'] .big")
    };
    in_all_ways(
        &["clerk"],
        |_| {},
        |hand, _, pass| {
            let before = provable(hand);
            assert_eq!(before, if pass == 1 { "0" } else { "35" });
            hand.open("/counties/c1/items/A01");
            hand.write("#count-2022", "2");
            hand.push("form[action*='/facts/2022'] button[type='submit']");
            hand.sees("#year-2022 .alert-success");
            hand.push("#year-2022 a[href*='/evidence/new']");
            // What the machine's own window for files would be asked.
            hand.browser.write("#file", hand.file(pass).to_str().unwrap());
            hand.browser.wait("return document.querySelector('.upload-row progress')?.value >= 1 || document.querySelector('.upload-state')");
            hand.browser.wait("return document.querySelector('#field-title').value !== ''");
            hand.write("#field-chair", "李四");
            hand.push("#upload > button[type='submit']");
            hand.sees(".alert-success");
            assert_eq!(provable(hand), "35");
        },
    );
}

#[test]
fn a_leader_sees_what_is_missing_and_says_so() {
    in_all_ways(
        &["leader"],
        |_| {},
        |hand, _, pass| {
            hand.open("/counties/c1");
            hand.push("a[href='/counties/c1/gaps']");
            hand.push("form.filters button[type='submit']");
            hand.push("main a[href*='/counties/c1/items/A01']");
            let words = format!("第{pass}次提醒：请补齐");
            hand.write("#comment-text", &words);
            hand.push(".comment-form button");
            hand.browser.shows("#talk", &words);
        },
    );
}

#[test]
fn an_inspector_works_off_the_queue() {
    in_all_ways(
        &["inspector"],
        |served| {
            for pass in 1..=18 {
                served.file_minutes(&format!("纪要{pass}.pdf"), "2022-03-15");
            }
        },
        |hand, _, pass| {
            hand.open("/queue");
            hand.push(".queue .evidence-name a");
            hand.push("button[data-accept]");
            hand.sees(".tag-accepted");
            hand.open("/queue");
            hand.push(".queue .evidence-name a");
            hand.write("#reason", "看不清");
            hand.push("button[value='send_back']");
            hand.sees(".tag-sent_back");
            hand.open("/counties/c1/items/A01");
            hand.write("#mark-points", "10.5");
            hand.write("#mark-reason", &format!("第{pass}次"));
            hand.push(".mark-form button");
            hand.browser.shows("#marks", &format!("第{pass}次"));
        },
    );
}

#[test]
fn a_city_leader_compares_and_grants_a_bonus() {
    in_all_ways(
        &["head"],
        |_| {},
        |hand, _, pass| {
            hand.open("/matrix");
            hand.push(".matrix a[href^='/counties/c1/items/A01']");
            hand.sees("h1");
            hand.open("/counties/c1/decisions");
            hand.push("details:has(#units-X01) > summary");
            hand.write("#reason-X01", &format!("第{pass}份表彰"));
            hand.push("form:has(#units-X01) button");
            hand.browser.shows("main", &format!("第{pass}份表彰"));
        },
    );
}

#[test]
fn the_administrators_prepare_confirm_and_look_up() {
    in_all_ways(
        &["admin", "security", "auditor"],
        |_| {},
        |hand, name, pass| match name {
            "admin" => {
                hand.open("/accounts");
                hand.write("form[action='/accounts'] #name", &format!("clerk{pass}"));
                hand.choose_next("#county");
                hand.push("form[action='/accounts'] button");
                prove(hand);
                hand.sees(".secret-text");
            }
            "security" => {
                hand.open("/security");
                hand.push("form[action='/security/confirm'] button");
                prove(hand);
                hand.browser.shows("main", &format!("clerk{pass}"));
                hand.browser.wait("return !document.querySelector(\"form[action='/security/confirm']\")");
            }
            _ => {
                hand.open("/audit");
                hand.browser.shows("main", &format!("clerk{pass}"));
            }
        },
    );
}

/// Gives the password once more where a page asks for it.
fn prove(hand: &Hand) {
    if hand.browser.script("return document.querySelector('#proof_password') !== null") == true {
        hand.write("#proof_password", PASSWORD);
        hand.push("form:has(#proof_password) button");
    }
}
