//! Photos of telephones in HEIC (ISO/IEC 23008-12), which browsers don't show, as pixels.

use std::io::Read;

use image::RgbImage;

/// The most bytes of a photo's file.
const MOST_BYTES: u64 = 64 << 20;
/// The most pixels: what telephones take by themselves. Each takes 14 bytes while it is decoded.
const MOST_PIXELS: usize = 25_000_000;

/// Why a photo can't be shown.
#[derive(Debug, thiserror::Error)]
pub enum HeicFault {
    /// It can't be read; the disk may do better another time.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// It is damaged, of an unknown profile, or no HEIC at all.
    #[error(transparent)]
    Undecodable(#[from] heic_decoder::HeifError),
    /// It claims more pixels than are decoded.
    #[error("{width} × {height} pixels are more than {MOST_PIXELS}")]
    TooLarge {
        /// Pixels across.
        width: usize,
        /// Pixels down.
        height: usize,
    },
}

/// The photo as the camera was held.
///
/// # Errors
/// When it can't be read, is damaged or too large.
pub fn decode_heic(file: impl Read) -> Result<RgbImage, HeicFault> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    let info = heic_decoder::probe(&bytes)?;
    let (width, height) = (info.width, info.height);
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(HeicFault::TooLarge { width, height });
    }
    let pixels = heic_decoder::decode(&bytes)?.to_rgb8()?;
    let too_large = || HeicFault::TooLarge { width, height };
    let sides = u32::try_from(pixels.width).ok().zip(u32::try_from(pixels.height).ok());
    let (width, height) = sides.ok_or_else(too_large)?;
    RgbImage::from_raw(width, height, pixels.data).ok_or_else(too_large)
}
