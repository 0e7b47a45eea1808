//! Pictures as they are to be read: as the camera was held, which a telephone tells beside the pixels and `tesseract`
//! does not ask for, and in a format that it knows. What is upright and known already stays as it is.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek, Write};

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageReader, ImageResult, Limits};

use crate::intake::{FileKind, HeicFault, decode_heic};

/// The most bytes that a picture which has to be turned may unpack to; in grey it takes a third of them besides.
const MOST_BYTES: u64 = 160 << 20;

/// The picture upright; nothing where it can't be decoded at all.
pub(super) fn upright(mut picture: File, kind: FileKind) -> io::Result<Option<File>> {
    let turned = match kind {
        FileKind::Heic => match decode_heic(&picture) {
            Ok(pixels) => DynamicImage::from(pixels).to_luma8(),
            Err(HeicFault::Io(error)) => return Err(error),
            Err(_) => return Ok(None),
        },
        // What can't be decoded here is left to the one who reads it.
        _ => match turned(&picture) {
            Ok(Some(turned)) => turned,
            Ok(None) | Err(_) => {
                picture.rewind()?;
                return Ok(Some(picture));
            }
        },
    };
    written(&turned).map(Some)
}

/// In grey, as it is to be looked at; nothing where that is how it is.
fn turned(picture: &File) -> ImageResult<Option<GrayImage>> {
    let mut reader = ImageReader::new(BufReader::new(picture)).with_guessed_format()?;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let held = decoder.orientation()?;
    if held == Orientation::NoTransforms || decoder.total_bytes() > MOST_BYTES {
        return Ok(None);
    }
    let mut grey = DynamicImage::from(DynamicImage::from_decoder(decoder)?.into_luma8());
    grey.apply_orientation(held);
    Ok(Some(grey.into_luma8()))
}

/// A PGM (netpbm), which is the pixels behind a line.
fn written(picture: &GrayImage) -> io::Result<File> {
    let mut file = BufWriter::new(tempfile::tempfile()?);
    write!(file, "P5\n{} {}\n255\n", picture.width(), picture.height())?;
    file.write_all(picture.as_raw())?;
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(file)
}
