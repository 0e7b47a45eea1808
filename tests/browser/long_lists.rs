//! A list of 5,000 pieces and a wall of 2,000 photos, scrolled to their ends.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::Instant;

use yingjian::domain::facts::Year;
use yingjian::ops::evidence::{Filing, file, take};
use yingjian::ops::scores::{self, RoundView};

use crate::chromium::Browser;
use crate::log_in;
use crate::office::{PDF, Served, by};

const PIECES: usize = 5_000;
const PHOTOS: usize = 2_000;
const WRITERS: usize = 8;

/// A small photo of a colour of its own.
fn photo(number: usize) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let [.., high, low] = number.to_be_bytes();
    let pixels = image::RgbImage::from_pixel(40, 30, image::Rgb([high, low, 90]));
    pixels.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// Files every piece; writers who wait together share a commit.
fn fill(served: &Served) {
    let view = &scores::round(&served.office, None).unwrap();
    std::thread::scope(|scope| {
        for first in 0..WRITERS {
            scope.spawn(move || file_each(served, view, (first..PIECES).step_by(WRITERS)));
        }
    });
}

fn file_each(served: &Served, view: &RoundView, numbers: impl Iterator<Item = usize>) {
    for number in numbers {
        let is_photo = number % 5 < 2;
        let bytes = if is_photo { photo(number) } else { PDF.to_vec() };
        let mut incoming = served.office.blobs.receive(1 << 20).unwrap();
        incoming.write(&bytes).unwrap();
        let (kind, field, name) = match is_photo {
            true => ("photo", "event", "现场.jpg"),
            false => ("minutes", "title", "纪要.pdf"),
        };
        let filing = Filing {
            county: "c1".into(),
            kind: kind.into(),
            fields: BTreeMap::from([(field.to_owned(), format!("第{number}次活动"))]),
            items: vec!["A01".into()],
            years: vec![Year(2022)],
            files: vec![take(incoming, name).unwrap()],
        };
        file(&served.office, view, &by(), &filing).unwrap();
    }
}

/// Scrolls until so many pieces are there and nothing more is offered; gives the most of what a script counted.
fn scroll_to_the_end(browser: &Browser, pieces: usize, count: &str) -> u64 {
    let mut most = 0;
    let mut there = 0;
    while there < pieces as u64 {
        // What came while this was asked makes the page longer: the end is looked for again and again.
        browser.wait(&format!(
            "window.scrollTo(0, document.body.scrollHeight);
             return document.querySelectorAll('#pieces .piece').length > {there}"
        ));
        most = most.max(browser.script(count).as_u64().unwrap());
        there = browser.script("return document.querySelectorAll('#pieces .piece').length").as_u64().unwrap();
    }
    assert_eq!(there, pieces as u64);
    assert_eq!(browser.script("return document.querySelectorAll('#more a').length"), 0);
    most
}

#[test]
fn long_lists_are_scrolled_without_holding_what_is_far_away() {
    let served = Served::new();
    let begun = Instant::now();
    fill(&served);
    println!("{PIECES} pieces filed in {:?}", begun.elapsed());
    let browser = Browser::start();
    log_in(&browser, &served, "clerk");
    let list = format!("http://{}/counties/c1/evidence", served.address());

    browser.open(&list);
    let begun = Instant::now();
    scroll_to_the_end(&browser, PIECES, "return 0");
    println!("{PIECES} rows scrolled through in {:?}", begun.elapsed());

    browser.open(&format!("{list}?view=wall&kind=photo"));
    browser.wait("return document.querySelector('.wall-picture img[src]')");
    let begun = Instant::now();
    let held = scroll_to_the_end(
        &browser,
        PHOTOS,
        "return document.querySelectorAll('.wall-picture img[src]').length",
    );
    println!("{PHOTOS} photos scrolled past in {:?}, {held} held at most", begun.elapsed());
    for place in ["0", "document.body.scrollHeight / 2", "document.body.scrollHeight"] {
        browser.script(&format!("window.scrollTo(0, {place})"));
        // What is on the screen and nothing else, once the browser has looked where everything is.
        browser.wait(
            "const all = [...document.querySelectorAll('.wall-picture')].map(one => [one, one.getBoundingClientRect()]);
             const seen = all.filter(([, box]) => box.height && box.bottom > 0 && box.top < innerHeight);
             const row = all.filter(([, box]) => box.top === all[0][1].top).length;
             const held = document.querySelectorAll('.wall-picture img[src]').length;
             return seen.length > row && seen.every(([one]) => one.querySelector('img[src]'))
                 && held <= seen.length",
        );
    }
    browser.picture("wall-of-2000");
    assert_eq!(browser.console(), Vec::<String>::new(), "the console stays empty");
}
