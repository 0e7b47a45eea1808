//! The same photo is found again, however it was resized, compressed, cut, made brighter or given a caption, and
//! another photo is not taken for it, though many show the same kind of room. Photos of screens are told from others.
//!
//! The pictures are made here: rooms with people at a table under a banner, streets with buildings, things close by;
//! and pages of paper. `YINGJIAN_LIKENESS=whole` makes 500 of them, 1,000 copies, and compares 10,000.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]
#![expect(clippy::as_conversions, reason = "pictures are drawn here by figures that all are small")]
#![expect(clippy::too_many_arguments, reason = "what is drawn has four sides and a colour")]

mod copies;
mod patterns;
mod scenes;
mod screens;
mod shots;

use std::time::Instant;

use image::RgbImage;
use yingjian::intake::likeness::{Look, Print, pairs};

use copies::altered;
use scenes::{Dice, page, photo};

fn whole() -> bool {
    std::env::var("YINGJIAN_LIKENESS").is_ok_and(|edition| edition == "whole")
}

fn look(picture: &RgbImage) -> Option<Look> {
    Print::of(picture).map(|print| Look::of(&print))
}

#[test]
fn altered_copies_are_found_and_other_photos_are_not() {
    let (photos, copies, size) = if whole() { (500, 1_000, (480, 360)) } else { (40, 80, (320, 240)) };
    let pictures: Vec<RgbImage> = (0..photos).map(|number| photo(number, size.0, size.1)).collect();
    let mut looks: Vec<(usize, Look)> = Vec::new();
    for (number, picture) in pictures.iter().enumerate() {
        looks.push((number, look(picture).unwrap()));
    }
    let (mut dice, mut told) = (Dice::new(99), Vec::new());
    for copy in 0..copies {
        let of = usize::try_from(copy % photos).unwrap();
        let (picture, how) = altered(&pictures[of], &mut dice, copy + copy / 7);
        looks.push((of, look(&picture).unwrap_or_else(|| panic!("no print of {how}"))));
        told.push(how);
    }
    let all: Vec<Look> = looks.iter().map(|(_, look)| look.clone()).collect();
    let found = pairs(&all, &[], || true);
    let wrong = found.iter().filter(|(one, other)| looks[*one].0 != looks[*other].0).count();
    let originals = pictures.len();
    let right = found.iter().filter(|(one, other)| *one < originals && *other >= originals);
    let right = right.filter(|(one, other)| looks[*one].0 == looks[*other].0).count();
    for (at, (of, _)) in looks.iter().enumerate().skip(originals) {
        if !found.contains(&(*of, at)) {
            println!("not found: {}", told[at - originals]);
        }
    }
    println!("{right} of {copies} copies found, {wrong} wrong pairs among {} pictures", looks.len());
    assert!(right * 100 >= usize::try_from(copies).unwrap() * 97, "{right} of {copies}");
    assert!(wrong <= looks.len() / 1_000, "{wrong} wrong pairs");
}

#[test]
fn pages_walls_and_the_dark_are_compared_with_nothing() {
    for number in 0..10 {
        assert_eq!(Print::of(&page(number, 210, 297)), None, "page {number}");
    }
    for shade in [0, 40, 200, 255] {
        assert_eq!(Print::of(&RgbImage::from_pixel(200, 150, image::Rgb([shade, shade, shade]))), None);
    }
    let wall =
        RgbImage::from_fn(200, 150, |x, y| image::Rgb([90 + (x / 20) as u8, 120, 100 + (y / 15) as u8]));
    assert_eq!(Print::of(&wall), None);
}

#[test]
fn a_print_is_kept_as_bytes_and_nothing_else_is_read_as_one() {
    let print = Print::of(&photo(3, 200, 150)).unwrap();
    let bytes = print.bytes();
    assert_eq!(Print::from_bytes(&bytes), Some(print));
    assert_eq!(Print::from_bytes(&bytes[1..]), None);
    assert_eq!(Print::from_bytes(&[]), None);
}

#[test]
fn many_copies_of_one_photo_make_no_more_pairs_than_are_wanted() {
    let [one, other] = [2, 4].map(|number| look(&photo(number, 200, 150)).unwrap());
    let known = [vec![other; 995], vec![one.clone(); 60]].concat();
    let found = pairs(&vec![one; 10], &known, || true);
    assert_eq!(found.len(), 10 * 32);
    assert!((1..10).all(|at| found.contains(&(at - 1, at))) && found.contains(&(9, 1_005)), "{found:?}");
}

#[test]
fn ten_thousand_are_compared_soon() {
    if !whole() {
        return;
    }
    let made = (0..10_000).filter_map(|number| Print::of(&photo(number + 5_000, 96, 72)));
    let looks: Vec<Look> = made.map(|print| Look::of(&print)).collect();
    let begun = Instant::now();
    let found = pairs(&looks, &[], || true);
    println!("{} compared in {:?}, {} wrong pairs", looks.len(), begun.elapsed(), found.len());
    assert!(found.len() <= 10, "{found:?}");
}
