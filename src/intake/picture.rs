//! What a picture claims to be, read from its marks and never from its pixels: nothing is decoded here, so a
//! head that claims the world costs nothing.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use super::IntakeError;

/// The most bytes that a picture may unpack to: a camera of 200 million pixels, an A0 plan in grey at 600 dpi.
const MOST_BYTES: u64 = 800_000_000;
/// Chunks of a PNG that are followed; a picture of gigabytes has fewer.
const MOST_CHUNKS: usize = 2_000_000;
const PNG: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// What a picture says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Claim {
    width: u64,
    height: u64,
    /// Bytes of a pixel when it is decoded.
    depth: u64,
}

/// Looks at a JPEG from mark to mark, up to the mark of its end.
pub(super) fn check_jpeg(path: &Path, name: &str) -> Result<(), IntakeError> {
    judge(read(path, jpeg)?, name)
}

/// Looks at a PNG from chunk to chunk, up to its last.
pub(super) fn check_png(path: &Path, name: &str) -> Result<(), IntakeError> {
    judge(read(path, png)?, name)
}

/// What the picture claims; none when it is not whole.
fn read(
    path: &Path,
    claim: impl FnOnce(&mut BufReader<File>) -> io::Result<Option<Claim>>,
) -> Result<Option<Claim>, IntakeError> {
    let opened = File::open(path).map(BufReader::new);
    match opened.and_then(|mut reader| claim(&mut reader)) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
        read => read.map_err(|source| IntakeError::io(path, source)),
    }
}

fn judge(claim: Option<Claim>, name: &str) -> Result<(), IntakeError> {
    let name = name.to_owned();
    let Some(Claim { width, height, depth }) = claim.filter(|claim| claim.width > 0 && claim.height > 0)
    else {
        return Err(IntakeError::PictureBroken { name });
    };
    let size = width.saturating_mul(height).saturating_mul(depth);
    if size > MOST_BYTES {
        return Err(IntakeError::PictureTooLarge { name, width, height, size, limit: MOST_BYTES });
    }
    Ok(())
}

/// Chunks are a length, a name, the bytes and a sum; the first is the head, the last has no bytes.
fn png(reader: &mut BufReader<File>) -> io::Result<Option<Claim>> {
    if &bytes::<8>(reader)? != PNG {
        return Ok(None);
    }
    let mut claim = None;
    for _ in 0..MOST_CHUNKS {
        let length = u32::from_be_bytes(bytes(reader)?);
        let name = bytes::<4>(reader)?;
        match (&name, claim) {
            (b"IHDR", None) => {
                claim = Some(png_head(reader)?);
                skip(reader, u64::from(length).saturating_sub(13).saturating_add(4))?;
            }
            (b"IEND", claim) => return Ok(claim),
            (_, None) => return Ok(None),
            _ => skip(reader, u64::from(length).saturating_add(4))?,
        }
    }
    Ok(None)
}

fn png_head(reader: &mut impl Read) -> io::Result<Claim> {
    let width = u64::from(u32::from_be_bytes(bytes(reader)?));
    let height = u64::from(u32::from_be_bytes(bytes(reader)?));
    let [bits, colours, ..] = bytes::<5>(reader)?;
    // Grey, RGB, palette (decoded to RGB), grey with alpha, RGB with alpha.
    let samples = match colours {
        0 => 1,
        2 | 3 => 3,
        4 => 2,
        _ => 4,
    };
    Ok(Claim { width, height, depth: samples * u64::from(bits).div_ceil(8) })
}

/// Marks are `FF` and a byte; those with bytes of their own say how many, and the pixels go on up to the next.
fn jpeg(reader: &mut BufReader<File>) -> io::Result<Option<Claim>> {
    let mut claim = None;
    let mut pixels = false;
    loop {
        match mark(reader)? {
            // Pixels that hold an FF, and marks to start anew among them.
            0x00 | 0x01 | 0xD0..=0xD7 | 0xFF => {}
            0xD8 => claim = None,
            0xD9 => return Ok(claim.filter(|_| pixels)),
            name => {
                let length = u64::from(u16::from_be_bytes(bytes(reader)?)).saturating_sub(2);
                if is_frame(name) && claim.is_none() {
                    claim = Some(jpeg_head(reader)?);
                    skip(reader, length.saturating_sub(6))?;
                } else {
                    pixels |= name == 0xDA;
                    skip(reader, length)?;
                }
            }
        }
    }
}

/// The byte after the next `FF`.
fn mark(reader: &mut BufReader<File>) -> io::Result<u8> {
    reader.skip_until(0xFF)?;
    let mut name = 0xFF;
    while name == 0xFF {
        [name] = bytes(reader)?;
    }
    Ok(name)
}

/// The marks of a frame's head; the three among them are tables.
fn is_frame(name: u8) -> bool {
    matches!(name, 0xC0..=0xCF) && !matches!(name, 0xC4 | 0xC8 | 0xCC)
}

fn jpeg_head(reader: &mut impl Read) -> io::Result<Claim> {
    let [bits] = bytes(reader)?;
    let height = u64::from(u16::from_be_bytes(bytes(reader)?));
    let width = u64::from(u16::from_be_bytes(bytes(reader)?));
    let [samples] = bytes(reader)?;
    Ok(Claim { width, height, depth: u64::from(samples) * u64::from(bits).div_ceil(8) })
}

fn bytes<const N: usize>(reader: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Goes on behind some bytes, which must be there.
fn skip(reader: &mut BufReader<File>, length: u64) -> io::Result<()> {
    let Some(last) = length.checked_sub(1) else { return Ok(()) };
    reader.seek_relative(i64::try_from(last).unwrap_or(i64::MAX))?;
    bytes::<1>(reader).map(|_last| ())
}
