//! A good part of the photos of screens is told from photos of rooms, streets and paper, and of whatever else repeats
//! finely; and of those, none is taken for one of a screen. `YINGJIAN_LIKENESS=whole` takes ten times as many.

use std::thread;

use image::{RgbImage, load_from_memory};
use yingjian::intake::{jpeg_shows_screen, shows_screen};

use crate::patterns::{KINDS, pattern};
use crate::scenes::{Dice, page, photo};
use crate::shots::{Shot, as_it_is, on_screen};
use crate::whole;

const SIZE: (usize, usize) = (720, 608);

fn shot(dice: &mut Dice) -> Shot {
    Shot {
        size: SIZE,
        turned: dice.between(-9.0, 9.0),
        tilt: [dice.between(-0.14, 0.14), dice.between(-0.14, 0.14)],
        noise: dice.between(0.005, 0.03),
        quality: dice.between(70.0, 95.0) as u8,
    }
}

/// The numbers of those that are taken for photos of a screen, looked at by two threads.
fn taken_for_screens(count: u64, made: fn(u64) -> Vec<u8>) -> Vec<u64> {
    let half = |odd: u64| (odd..count).step_by(2).filter(|number| jpeg_shows_screen(made(*number)));
    thread::scope(|scope| {
        let halves = [0, 1].map(|odd| scope.spawn(move || half(odd).collect::<Vec<u64>>()));
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    })
}

fn of_screen(number: u64) -> Vec<u8> {
    let mut dice = Dice::new(number + 600);
    let shown = if number.is_multiple_of(3) { page(number, 480, 360) } else { photo(number, 480, 360) };
    let pitch = dice.between(1.3, 4.5);
    shot(&mut dice).of(&on_screen(&shown, pitch))
}

fn of_pattern(number: u64) -> Vec<u8> {
    let mut dice = Dice::new(number + 700);
    let pattern = pattern(number, &mut dice);
    shot(&mut dice).of(&*pattern)
}

/// A room, a street or a page, one of the camera's pixels to each of the picture's.
fn of_scene(number: u64) -> Vec<u8> {
    let mut dice = Dice::new(number + 800);
    let (width, height) = (SIZE.0 as u32, SIZE.1 as u32);
    let picture =
        if number.is_multiple_of(3) { page(number, width, height) } else { photo(number, width, height) };
    shot(&mut dice).of(&as_it_is(&picture, 1.0))
}

#[test]
fn photos_of_screens_are_told_from_photos_of_scenes_pages_and_patterns() {
    let times = if whole() { 10 } else { 1 };
    let (screens, scenes, patterns) = (14 * times, 6 * times, 2 * KINDS * times);
    let found = taken_for_screens(screens, of_screen);
    println!("{} of {screens} photos of screens found: {found:?}", found.len());
    let (wrong_scenes, wrong_patterns) =
        (taken_for_screens(scenes, of_scene), taken_for_screens(patterns, of_pattern));
    println!("wrong: scenes {wrong_scenes:?} of {scenes}, patterns {wrong_patterns:?} of {patterns}");
    assert!(found.len() as u64 * 100 >= screens * 40, "{found:?} of {screens}");
    assert_eq!(
        (wrong_scenes, wrong_patterns.len() as u64 * 100 / patterns),
        (vec![], 0),
        "{wrong_patterns:?}"
    );
}

#[test]
fn a_jpeg_is_judged_as_its_pixels_are_and_what_is_none_shows_nothing() {
    let bytes = of_screen(0);
    assert!(jpeg_shows_screen(bytes.clone()));
    assert!(shows_screen(&load_from_memory(&bytes).unwrap().into_rgb8()));
    for end in (0..700).step_by(3).chain([bytes.len() / 8, bytes.len() / 2]) {
        let torn = bytes[..end].to_vec();
        let _ = jpeg_shows_screen(torn);
    }
    assert!(!jpeg_shows_screen(b"\xFF\xD8\xFF\xC0\0\x08\x08\xFF\xFF\xFF\xFF".to_vec()));
    assert!(!shows_screen(&RgbImage::from_pixel(900, 700, image::Rgb([90, 90, 90]))));
    assert!(!shows_screen(&RgbImage::new(0, 0)) && !shows_screen(&RgbImage::new(700, 200)));
}
