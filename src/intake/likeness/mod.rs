//! Whether two pictures show the same photo, however it was resized, compressed, cut at its edges, made brighter or
//! given a caption. The crates for perceptual hashes compare whole pictures, which a cut of 8 % or a caption bar
//! undoes; so a print is kept that can be cut, too: the photo in little, 48 by 48 greys and 12 by 12 colours.
//!
//! Two prints are laid upon each other as if either had been cut at its sides by a few hundredths or had a bar
//! ([`window`]): by sums of differences first, then by which of two neighbouring cells is the brighter one, and by how
//! the small blocks of both go together in the end ([`blocks`]). Everything is counted alike on every machine. What has
//! little in it (a wall, the dark), and what is a page of paper, is like everything of its kind and is compared with
//! nothing.

mod blocks;
mod pairs;
mod plane;
mod window;

use image::RgbImage;
use image::imageops::thumbnail;

pub use pairs::{Look, pairs};
use plane::Sums;

/// Greys on a side.
const GREYS: u32 = 48;
/// Colours on a side.
const COLOURS: u32 = 12;
/// Greys on the side of a block of which it is asked how much is in it.
const BLOCK: usize = 6;
/// How much a block's greys have to vary, squared, for something to be in it.
const LIVELY: i32 = 16;
/// So many blocks of 64 have to have something in them.
const LIVELY_BLOCKS: usize = 16;
/// How much all greys have to vary, squared.
const VARIED: i32 = 64;
/// The least grey of paper.
const PAPER: i32 = 110;
/// How far the greys of a page's ground differ.
const GROUND: i32 = 20;
/// How much colour a page's ground has at the most.
const COLOURLESS: i32 = 30;

/// A photo in little.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    greys: Vec<u8>,
    blues: Vec<u8>,
    reds: Vec<u8>,
}

impl Print {
    /// How many bytes one has.
    const BYTES: usize = 48 * 48 + 2 * 12 * 12;

    /// The print of a picture that stands upright; none of one that has little in it, or is a page of paper.
    pub fn of(picture: &RgbImage) -> Option<Self> {
        let small = thumbnail(picture, GREYS, GREYS);
        let greys: Vec<u8> = small.pixels().map(|pixel| byte(grey(pixel.0))).collect();
        if !is_lively(&greys) || is_page(&small, &greys) {
            return None;
        }
        let tiny = thumbnail(&small, COLOURS, COLOURS);
        let blues = tiny.pixels().map(|pixel| byte(128 + colours(pixel.0).0)).collect();
        let reds = tiny.pixels().map(|pixel| byte(128 + colours(pixel.0).1)).collect();
        Some(Self { greys, blues, reds })
    }

    /// The bytes to keep.
    pub fn bytes(&self) -> Vec<u8> {
        [self.greys.as_slice(), &self.blues, &self.reds].concat()
    }

    /// The print of kept bytes; none when they are not one's.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != Self::BYTES {
            return None;
        }
        let (greys, rest) = bytes.split_at_checked(48 * 48)?;
        let (blues, reds) = rest.split_at_checked(12 * 12)?;
        Some(Self { greys: greys.to_vec(), blues: blues.to_vec(), reds: reds.to_vec() })
    }

    fn sums(&self) -> [Sums; 3] {
        [Sums::new(&self.greys), Sums::new(&self.blues), Sums::new(&self.reds)]
    }
}

/// By the weights of ITU-R BT.601.
fn grey([red, green, blue]: [u8; 3]) -> i32 {
    (299 * i32::from(red) + 587 * i32::from(green) + 114 * i32::from(blue)) / 1000
}

/// How much bluer and redder than grey.
fn colours([red, green, blue]: [u8; 3]) -> (i32, i32) {
    let (red, green, blue) = (i32::from(red), i32::from(green), i32::from(blue));
    ((500 * blue - 169 * red - 331 * green) / 1000, (500 * red - 419 * green - 81 * blue) / 1000)
}

fn byte(value: i32) -> u8 {
    u8::try_from(value.clamp(0, 255)).unwrap_or_default()
}

/// Mean of the squares less the square of the mean.
fn variance(values: impl Iterator<Item = u8>) -> i32 {
    let (mut count, mut sum, mut squares) = (0, 0, 0);
    for value in values.map(i32::from) {
        (count, sum, squares) = (count + 1, sum + value, squares + value * value);
    }
    let mean = |total: i32| total.checked_div(count).unwrap_or_default();
    mean(squares) - mean(sum) * mean(sum)
}

fn is_lively(greys: &[u8]) -> bool {
    let rows: Vec<&[u8]> = greys.chunks_exact(48).collect();
    let lively = |band: &[&[u8]]| {
        let of_column = |at: usize| band.iter().filter_map(move |row| row.get(at..at + BLOCK)).flatten();
        let columns = (0..48).step_by(BLOCK);
        columns.filter(|at| variance(of_column(*at).copied()) > LIVELY).count()
    };
    let blocks: usize = rows.chunks_exact(BLOCK).map(lively).sum();
    blocks >= LIVELY_BLOCKS && variance(greys.iter().copied()) > VARIED
}

/// Whether most of it is of one bright grey, without colour.
fn is_page(picture: &RgbImage, greys: &[u8]) -> bool {
    let mut ground: Vec<i32> = Vec::with_capacity(greys.len());
    for (pixel, grey) in picture.pixels().zip(greys) {
        let (least, most) = (pixel.0.iter().min().copied(), pixel.0.iter().max().copied());
        let colour = i32::from(most.unwrap_or_default()) - i32::from(least.unwrap_or_default());
        if colour <= COLOURLESS && i32::from(*grey) >= PAPER {
            ground.push(i32::from(*grey));
        }
    }
    ground.sort_unstable();
    // The most that lie within the band of a ground.
    let within = |from: usize| {
        let first = ground.get(from).copied().unwrap_or_default();
        ground.partition_point(|grey| *grey <= first + 2 * GROUND) - from
    };
    let most = (0..ground.len()).step_by(8).map(within).max().unwrap_or_default();
    most * 10 >= greys.len() * 6
}
