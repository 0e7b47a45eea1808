//! Pictures made smaller: only what says it is of a bearable size is decoded, and a JPEG at a fraction of its size. And whether
//! they look like photos of a screen.

use std::io::{BufRead, Read, Seek};
use std::thread;

use image::{DynamicImage, GrayImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};

use super::thumbnail::Size;
use super::work::Stop;
use crate::domain::message::Message;
use crate::intake::{HeicFault, decode_heic, jpeg_shows_screen, shows_screen};

/// The most pixels on a side.
const MOST_SIDE: u32 = 65_535;
/// The most pixels of a JPEG that is decoded at a fraction of its size.
const MOST_PIXELS: u64 = 32 << 20;
/// The most bytes of a JPEG that is looked at for a screen; telephones write fewer.
const MOST_LOOKED_AT: u64 = 32 << 20;
/// The most bytes that a picture may unpack to: each worker may need as much.
const MOST_BYTES: u64 = 256 << 20;

/// A picture made smaller, and what it was.
pub(super) struct Shrunk {
    pub(super) small: DynamicImage,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) media_type: &'static str,
    /// Whether it looks like a photo of a screen; only looked for in photos made small.
    pub(super) screen: bool,
}

/// The disk may do better another time; the picture will not.
pub(super) fn undecodable(error: ImageError) -> Stop {
    match error {
        ImageError::IoError(error) => Stop::from(error),
        error => never(&error),
    }
}

fn never(error: &dyn std::fmt::Display) -> Stop {
    Stop::Never(Message::new("job-undecodable").with("cause", error.to_string()))
}

/// The picture as the camera was held, small.
pub(super) fn shrink(mut reader: impl BufRead + Seek, size: Size) -> Result<Shrunk, Stop> {
    let format = ImageReader::new(&mut reader).with_guessed_format()?.format();
    reader.rewind()?;
    match format {
        Some(ImageFormat::Jpeg) if size == Size::Small => looked_at(reader),
        Some(format) => decoded((reader, format), size).map_err(undecodable),
        None => decoded_heic(reader, size),
    }
}

/// A JPEG made small. Meanwhile another thread decodes what is needed of it to look for a screen.
fn looked_at(mut reader: impl BufRead + Seek) -> Result<Shrunk, Stop> {
    let mut bytes = Vec::new();
    let read = reader.by_ref().take(MOST_LOOKED_AT).read_to_end(&mut bytes)?;
    let is_whole = u64::try_from(read).is_ok_and(|read| read < MOST_LOOKED_AT);
    reader.rewind()?;
    thread::scope(|scope| {
        let screen = scope.spawn(move || is_whole && jpeg_shows_screen(bytes));
        let shrunk = decoded((reader, ImageFormat::Jpeg), Size::Small).map_err(undecodable);
        let screen = screen.join().unwrap_or_default();
        Ok(Shrunk { screen, ..shrunk? })
    })
}

fn decoded(
    (mut reader, format): (impl BufRead + Seek, ImageFormat),
    size: Size,
) -> Result<Shrunk, ImageError> {
    let scaled = if format == ImageFormat::Jpeg { scaled(&mut reader, size.side())? } else { None };
    reader.rewind()?;
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_SIDE), Some(MOST_SIDE));
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::new(reader).with_guessed_format()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let held = decoder.orientation()?;
    if decoder.total_bytes() > MOST_BYTES {
        let kind = image::error::LimitErrorKind::InsufficientMemory;
        return Err(ImageError::Limits(image::error::LimitError::from_kind(kind)));
    }
    let (width, height) = decoder.dimensions();
    let picture = match scaled {
        Some(picture) => picture,
        None => DynamicImage::from_decoder(decoder)?,
    };
    let mut small = within(picture, size.side());
    small.apply_orientation(held);
    Ok(Shrunk { small, width, height, media_type: format.to_mime_type(), screen: false })
}

/// A JPEG decoded at a fraction of its size, in half of the time: none of one of an uncommon kind, or one so large
/// that a decoder that keeps all of it would need too much.
fn scaled(reader: &mut (impl BufRead + Seek), side: u32) -> Result<Option<DynamicImage>, ImageError> {
    let mut decoder = jpeg_decoder::Decoder::new(reader);
    let Some(info) = decoder.read_info().ok().and_then(|()| decoder.info()) else { return Ok(None) };
    if u64::from(info.width) * u64::from(info.height) > MOST_PIXELS {
        return Ok(None);
    }
    let side = u16::try_from(side).unwrap_or(u16::MAX);
    let (Ok((width, height)), Some(format)) = (decoder.scale(side, side), decoder.info()) else {
        return Ok(None);
    };
    let Ok(pixels) = decoder.decode() else { return Ok(None) };
    let (width, height) = (u32::from(width), u32::from(height));
    Ok(match format.pixel_format {
        jpeg_decoder::PixelFormat::RGB24 => RgbImage::from_raw(width, height, pixels).map(Into::into),
        jpeg_decoder::PixelFormat::L8 => GrayImage::from_raw(width, height, pixels).map(Into::into),
        _ => None,
    })
}

fn decoded_heic(reader: impl BufRead, size: Size) -> Result<Shrunk, Stop> {
    match decode_heic(reader) {
        Ok(pixels) => {
            let (width, height) = pixels.dimensions();
            let screen = size == Size::Small && shows_screen(&pixels);
            let small = within(pixels.into(), size.side());
            Ok(Shrunk { small, width, height, media_type: "image/heic", screen })
        }
        Err(HeicFault::Io(error)) => Err(Stop::from(error)),
        Err(fault) => Err(never(&fault)),
    }
}

fn within(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width() > side || picture.height() > side { picture.thumbnail(side, side) } else { picture }
}
