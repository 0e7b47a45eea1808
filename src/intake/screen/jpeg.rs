//! Of a JPEG only the rows of the uppermost squares are decoded at first: where nothing turns in any of those, which is
//! so in nearly every photo, there are too few others to tell a screen by, and most of the work is saved.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbImage};

use super::spectrum::{SIDE, Spectra};
use super::{AGREE, LEAST, TILES, places, shows_screen, turning};

/// Without one of the uppermost squares there are too few.
const _: () = assert!(TILES[0] * (TILES[1] - 1) < AGREE);

/// The most pixels that are decoded.
const MOST_PIXELS: u32 = 32 << 20;

/// Whether a JPEG looks like a photo of a screen. One that is not told row by row, too small or too large is not
/// looked at.
pub fn jpeg_shows_screen(mut file: Vec<u8>) -> bool {
    let Some(frame) = Frame::find(&file) else { return false };
    let (width, height) = (u32::from(frame.width), u32::from(frame.height));
    if width.min(height) < LEAST || width * height > MOST_PIXELS {
        return false;
    }
    frame.has_hope(&mut file) && frame.first_rows(&mut file, height).is_some_and(|all| shows_screen(&all))
}

/// What the head of a JPEG says.
struct Frame {
    /// Where in the file the height stands.
    height_at: usize,
    height: u16,
    width: u16,
}

impl Frame {
    /// That of a JPEG whose rows come one after the other.
    fn find(file: &[u8]) -> Option<Self> {
        let mut at = 2;
        loop {
            let [0xFF, mark, high, low, rest @ ..] = file.get(at..)? else { return None };
            match mark {
                0xC0 | 0xC1 => {
                    let [_, height, low, width, low_width, ..] = rest else { return None };
                    let number = |high: &u8, low: &u8| u16::from_be_bytes([*high, *low]);
                    let (height, width) = (number(height, low), number(width, low_width));
                    return Some(Self { height_at: at + 5, height, width });
                }
                // Frames of other kinds, or pixels before any.
                0xC2 | 0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF | 0xD8..=0xDA => return None,
                _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
            }
        }
    }

    /// Whether something turns in the uppermost squares, without which too few are left.
    fn has_hope(&self, file: &mut [u8]) -> bool {
        let [_, down] = TILES;
        let top = places(self.height.into(), down).into_iter().next().unwrap_or_default();
        let turns = |strip: RgbImage| !turning(&mut Spectra::new(), &strip, (0, top)).is_empty();
        self.first_rows(file, top + SIDE).is_some_and(turns)
    }

    /// The first rows, by a head that says there are no more; nothing where they can't be decoded.
    fn first_rows(&self, file: &mut [u8], rows: u32) -> Option<RgbImage> {
        let rows = u16::try_from(rows.div_ceil(16) * 16).ok()?.min(self.height);
        file.get_mut(self.height_at..self.height_at + 2)?.copy_from_slice(&rows.to_be_bytes());
        let mut reader = ImageReader::with_format(Cursor::new(file), ImageFormat::Jpeg);
        let mut limits = Limits::no_limits();
        (limits.max_image_width, limits.max_image_height) = (Some(self.width.into()), Some(rows.into()));
        reader.limits(limits);
        reader.decode().map(DynamicImage::into_rgb8).ok()
    }
}
