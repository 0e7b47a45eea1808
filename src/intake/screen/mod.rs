//! Whether a photo is of a screen. A screen's pixels are stripes of red, green and blue, side by side: along the rows
//! the hue turns, always the same way round. Where the camera still tells the stripes apart, or they make rings with
//! its own pixels, that turning is the strongest thing that repeats all over the photo. Bricks, cloth, print and paper
//! repeat as well, but in greys or between two colours, which swings to and fro and turns no way round.
//!
//! It is a guess and errs on the side of silence: it misses half of the photos of screens that the tests make, and what
//! was scaled down or taken from afar.

mod jpeg;
mod plane;
mod spectrum;

use image::RgbImage;

pub use jpeg::jpeg_shows_screen;
use plane::most_on_a_plane;
use spectrum::{Peak, SIDE, Spectra};

/// A smaller picture is not looked at: pixels on the shorter side.
const LEAST: u32 = 600;
/// Squares that are looked at, across and down.
const TILES: [u32; 2] = [4, 3];
/// One part in so many on each edge is left out: more than the screen is often seen there.
const EDGE: u32 = 12;
/// Squares in which the same turning must be seen.
const AGREE: u32 = 9;

/// The peak of a square of the picture, and the place of the square among the others.
type Seen = ((f32, f32), Peak);

/// Whether a photo looks as if it were of a screen.
pub fn shows_screen(picture: &RgbImage) -> bool {
    if picture.width().min(picture.height()) < LEAST {
        return false;
    }
    let [_, down] = TILES;
    let mut spectra = Spectra::new();
    let tops = places(picture.height(), down);
    let seen: Vec<Seen> = (0_u8..).zip(tops).flat_map(|row| turning(&mut spectra, picture, row)).collect();
    usize::try_from(AGREE).is_ok_and(|agree| most_on_a_plane(&seen) >= agree)
}

/// What turns in a row of squares, by its number and where it begins.
fn turning(spectra: &mut Spectra, picture: &RgbImage, (row, top): (u8, u32)) -> Vec<Seen> {
    let [across, _] = TILES;
    let lefts = (0_u8..).zip(places(picture.width(), across));
    let seen = lefts.filter_map(|(column, left)| {
        let peak = spectra.peak(picture, (left, top)).filter(Peak::turns)?;
        Some(((f32::from(column), f32::from(row)), peak))
    });
    seen.collect()
}

/// Where squares begin that are spread over a length; at even pixels, as colours are told for two at once.
fn places(length: u32, count: u32) -> Vec<u32> {
    let edge = length / EDGE;
    let room = length.saturating_sub(2 * edge + SIDE);
    (0..count).map(|at| (edge + room * at / (count - 1).max(1)) / 2 * 2).collect()
}
