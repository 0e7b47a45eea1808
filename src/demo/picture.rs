//! Drawn pictures that stand for photos and scans: different each, and marked 示例.

use chrono::{NaiveDate, NaiveTime};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

use super::DemoError;
use super::dice::Dice;
use super::exif::with_exif;

const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;
const QUALITY: u8 = 80;

const RED: Rgb<u8> = Rgb([200, 30, 35]);
const YELLOW: Rgb<u8> = Rgb([250, 215, 70]);
const GREY: Rgb<u8> = Rgb([120, 120, 125]);

/// The two characters 示例 in dots; the product's fonts are for papers.
const STAMP: [&str; 12] = [
    "................................",
    "..########........#.......#.....",
    "................##.#####..#..#..",
    "................#...#.....#..#..",
    "############...##...####..#..#..",
    ".....##.......###..#...#..#..#..",
    "..#..##..#.....##.##.#.#..#..#..",
    ".##..##..##....##....##...#..#..",
    "##...##...##...##...##.......#..",
    ".....##........##..##........#..",
    "...####........##.##.......###..",
    "................................",
];

/// A photo: sky, hills, a house with a red banner, people before it.
///
/// # Errors
/// When the encoder fails.
pub(super) fn photo(seed: &str, day: NaiveDate) -> Result<Vec<u8>, DemoError> {
    let mut dice = Dice::of(seed);
    let sky = [dice.between(120, 190), dice.between(170, 215), dice.between(215, 250)].map(byte);
    let (sun, hill) = ((dice.below(WIDTH), dice.between(30, 120)), dice.between(90, 200));
    let ground = Rgb([dice.between(90, 150), dice.between(120, 160), dice.between(60, 100)].map(byte));
    let mut picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let ridge = 200 + x.abs_diff(hill * 3) / 6 + (x / 16 % 5) * 2;
        if y > 330 {
            ground
        } else if y > ridge {
            Rgb([70, 120, 80])
        } else if x.abs_diff(sun.0).pow(2) + y.abs_diff(sun.1).pow(2) < 700 {
            Rgb([255, 240, 190])
        } else {
            Rgb(sky.map(|part| part.saturating_add(byte(y / 8))))
        }
    });
    for _ in 0..dice.between(7, 12) {
        draw_neighbour(&mut picture, &mut dice);
    }
    draw_house(&mut picture, &mut dice);
    for _ in 0..dice.between(4, 16) {
        draw_person(&mut picture, &mut dice);
    }
    encode(&picture, (seed, day), dice)
}

/// Something that stands about: a wall, a tree, a shed. Without them one place would look like another.
fn draw_neighbour(picture: &mut RgbImage, dice: &mut Dice) {
    let place = (dice.below(WIDTH - 40), dice.between(60, 380));
    let size = (dice.between(40, 200), dice.between(40, 190));
    let ink = [dice.between(20, 240), dice.between(40, 230), dice.between(20, 220)].map(byte);
    fill(picture, (place.0, place.1, size.0, size.1), Rgb(ink));
}

fn draw_house(picture: &mut RgbImage, dice: &mut Dice) {
    let (left, top, width) = (dice.between(10, 380), dice.between(70, 230), dice.between(150, 420));
    fill(picture, (left, top, width, 360 - top), Rgb([225, 218, 205]));
    for window in 0..width / 50 {
        fill(picture, (left + 14 + window * 50, top + 60, 26, 34), Rgb([90, 120, 150]));
    }
    fill(picture, (left, top, width, 44), RED);
    stamp(picture, ((left + width / 2).saturating_sub(48), top + 4), (3, YELLOW));
}

fn draw_person(picture: &mut RgbImage, dice: &mut Dice) {
    let (x, y) = (dice.between(20, WIDTH - 40), dice.between(330, 410));
    let green = dice.chance(500);
    let clothes = if green { [70, 95, 60] } else { [60, 90, 80].map(|most| dice.between(40, 120 + most)) };
    fill(picture, (x, y, 22, 48), Rgb(clothes.map(byte)));
    fill(picture, (x + 5, y.saturating_sub(16), 12, 16), Rgb([225, 185, 155]));
}

/// A scan: a red head, lines of grey where text would be, a seal.
///
/// # Errors
/// When the encoder fails.
pub(super) fn scan(seed: &str, day: NaiveDate) -> Result<Vec<u8>, DemoError> {
    let mut dice = Dice::of(seed);
    let mut picture = RgbImage::from_pixel(HEIGHT, WIDTH, Rgb([248, 246, 240]));
    stamp(&mut picture, (HEIGHT / 2 - 80, 40), (5, RED));
    fill(&mut picture, (50, 120, HEIGHT - 100, 4), RED);
    for line in 0..dice.between(12, 18) {
        let width = if line % 5 == 4 { dice.between(80, 300) } else { dice.between(350, 380) };
        fill(&mut picture, (50, 150 + line * 24, width, 7), GREY);
    }
    let (x, y) = (dice.between(310, 380), dice.between(520, 570));
    for (px, py, pixel) in picture.enumerate_pixels_mut() {
        let distance = px.abs_diff(x).pow(2) + py.abs_diff(y).pow(2);
        if (1_900..2_400).contains(&distance) {
            *pixel = RED;
        }
    }
    stamp(&mut picture, (x.saturating_sub(32), y.saturating_sub(12)), (2, RED));
    encode(&picture, (seed, day), dice)
}

fn encode(picture: &RgbImage, (seed, day): (&str, NaiveDate), mut dice: Dice) -> Result<Vec<u8>, DemoError> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(picture)?;
    let seconds = dice.between(8 * 3_600, 17 * 3_600);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    Ok(with_exif(&jpeg, &format!("示例照片 sample: {seed}"), day.and_time(time))?)
}

/// Fills left, top, width and height, as far as they lie in the picture.
fn fill(picture: &mut RgbImage, (left, top, width, height): (u32, u32, u32, u32), ink: Rgb<u8>) {
    for y in top..top.saturating_add(height).min(picture.height()) {
        for x in left..left.saturating_add(width).min(picture.width()) {
            picture.put_pixel(x, y, ink);
        }
    }
}

fn stamp(picture: &mut RgbImage, (left, top): (u32, u32), (size, ink): (u32, Rgb<u8>)) {
    for (y, row) in (0..).zip(STAMP) {
        for (x, _) in (0..).zip(row.chars()).filter(|(_, dot)| *dot == '#') {
            fill(picture, (left + x * size, top + y * size, size, size), ink);
        }
    }
}

fn byte(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
