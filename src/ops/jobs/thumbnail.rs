//! Smaller pictures of pictures, made once and kept. Only what says it is of a bearable size is decoded.

use std::io::{BufRead, BufReader, Cursor, Seek};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};

use super::work::{Made, Stop, Work};
use super::{Asked, JobKind, new, now};
use crate::blob::{BlobError, Sha256Hex};
use crate::domain::message::Message;
use crate::intake::{HeicFault, decode_heic};
use crate::ops::evidence::FileToSend;
use crate::ops::{By, Office, OpsError};
use crate::store::derived::{self, DerivedRow};
use crate::store::evidence::{BlobRow, FileRow};
use crate::store::jobs::{self, FAILED, JobRow, RUNNING, WAITING};
use crate::store::{self, Conn, StoreError};

/// Quality of the JPEG, in hundredths.
const QUALITY: u8 = 80;
/// The most bytes that a picture may unpack to: each worker may need as much.
const MOST_BYTES: u64 = 256 << 20;
/// The most pixels on a side.
const MOST_SIDE: u32 = 65_535;

/// How large a picture is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// For lists.
    Small,
    /// For a page of its own, of what browsers don't show.
    Large,
}

impl Size {
    fn kind(self) -> JobKind {
        match self {
            Self::Small => JobKind::Thumbnail,
            Self::Large => JobKind::Picture,
        }
    }

    /// The longest side, in pixels.
    fn side(self) -> u32 {
        match self {
            Self::Small => 480,
            Self::Large => 2048,
        }
    }
}

/// What there is to show of a file.
#[derive(Debug)]
pub enum Thumbnail {
    /// A JPEG.
    Made(Vec<u8>),
    /// It is being made.
    Soon,
    /// There is none of this file.
    None,
}

/// Whether files of this type get one.
pub fn is_picture(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png" | "image/heic")
}

/// Asks for those that are missing of some files; call it in the transaction that keeps the files, and ring the
/// bell afterwards when it gives `true`.
pub(in crate::ops) fn want_thumbnails(
    conn: &mut Conn,
    by: &By,
    files: &[(FileRow, BlobRow)],
) -> Result<bool, StoreError> {
    let pictures = files.iter().filter(|(_, blob)| is_picture(&blob.media_type));
    let mut wanted: Vec<String> = pictures.map(|(file, _)| file.sha256.clone()).collect();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(false);
    }
    let kind = JobKind::Thumbnail.id();
    let made = derived::of(conn, &wanted, kind)?;
    let asked = jobs::of(conn, kind, &wanted)?;
    wanted.retain(|sha256| !made.iter().any(|row| row.source == *sha256));
    wanted.retain(|sha256| !asked.iter().any(|job| job.subject == *sha256));
    for sha256 in &wanted {
        jobs::insert(conn, &new(by, &Asked { kind: JobKind::Thumbnail, subject: sha256, detail: "" }))?;
    }
    Ok(!wanted.is_empty())
}

/// The thumbnail of a file; one that nobody has asked for yet is asked for.
///
/// # Errors
/// When the database or the files fail.
pub fn thumbnail(office: &Office, by: &By, file: &FileToSend, size: Size) -> Result<Thumbnail, OpsError> {
    if !is_picture(&file.media_type) {
        return Ok(Thumbnail::None);
    }
    let kind = size.kind();
    let conn = &mut *office.store.conn()?;
    let source = file.sha256.as_str();
    // The job is looked at before what it makes: one that has ended by now has made it.
    let newest = newest_job(conn, (kind, source))?;
    if let Some(row) = derived::find(conn, source, kind.id())? {
        match read(office, &row) {
            Err(OpsError::Blob(BlobError::Missing(_))) => {}
            read => return read.map(Thumbnail::Made),
        }
    }
    match newest.as_ref().map(|job| job.state.as_str()) {
        Some(FAILED) => return Ok(Thumbnail::None),
        Some(WAITING | RUNNING) => return Ok(Thumbnail::Soon),
        _ => {}
    }
    store::write(conn, |conn| {
        if newest_job(conn, (kind, source))? == newest {
            jobs::insert(conn, &new(by, &Asked { kind, subject: source, detail: "" }))?;
        }
        Ok::<_, StoreError>(())
    })?;
    office.bell.ring();
    Ok(Thumbnail::Soon)
}

fn newest_job(conn: &mut Conn, (kind, source): (JobKind, &str)) -> Result<Option<JobRow>, StoreError> {
    Ok(jobs::of(conn, kind.id(), &[source.to_owned()])?.into_iter().next())
}

fn read(office: &Office, row: &DerivedRow) -> Result<Vec<u8>, OpsError> {
    let bad = |_fault| StoreError::Row { table: "derived", value: row.sha256.clone() };
    let sha256: Sha256Hex = row.sha256.parse().map_err(bad)?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut office.derived.open_file(&sha256)?, &mut bytes)?;
    Ok(bytes)
}

/// Makes one.
pub(super) fn make(work: &Work<'_>, size: Size) -> Result<Made, Stop> {
    let source = &work.job.subject;
    let bad = |_fault| StoreError::Row { table: "job", value: source.clone() };
    let sha256: Sha256Hex = source.parse().map_err(bad)?;
    let file = work.office.blobs.open_here(&sha256)?;
    let small = shrink(BufReader::new(file), size)?;
    work.go_on(1, 1)?;
    let mut incoming = work.office.derived.receive(u64::MAX)?;
    incoming.write(&small)?;
    let stored = incoming.finish()?;
    let derived = DerivedRow {
        source: source.clone(),
        kind: size.kind().id().to_owned(),
        sha256: stored.sha256.as_str().to_owned(),
        size: i64::try_from(stored.size).unwrap_or(i64::MAX),
        name: String::new(),
        made_at: now(),
    };
    Ok(Made { derived: Some(derived), ..Made::default() })
}

/// The disk may do better another time; the picture will not.
fn undecodable(error: ImageError) -> Stop {
    match error {
        ImageError::IoError(error) => Stop::from(error),
        error => never(&error),
    }
}

fn never(error: &dyn std::fmt::Display) -> Stop {
    Stop::Never(Message::new("job-undecodable").with("cause", error.to_string()))
}

/// A JPEG of the picture as the camera was held.
fn shrink(mut reader: impl BufRead + Seek, size: Size) -> Result<Vec<u8>, Stop> {
    let known = ImageReader::new(&mut reader).with_guessed_format()?.format().is_some();
    reader.rewind()?;
    let picture =
        if known { decoded(reader, size).map_err(undecodable)? } else { decoded_heic(reader, size)? };
    written(&picture).map_err(undecodable)
}

fn decoded(reader: impl BufRead + Seek, size: Size) -> Result<DynamicImage, ImageError> {
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
    let mut picture = within(DynamicImage::from_decoder(decoder)?, size.side());
    picture.apply_orientation(held);
    Ok(picture)
}

fn decoded_heic(reader: impl BufRead, size: Size) -> Result<DynamicImage, Stop> {
    match decode_heic(reader) {
        Ok(pixels) => Ok(within(pixels.into(), size.side())),
        Err(HeicFault::Io(error)) => Err(Stop::from(error)),
        Err(fault) => Err(never(&fault)),
    }
}

fn within(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width() > side || picture.height() > side { picture.thumbnail(side, side) } else { picture }
}

fn written(picture: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Cursor::new(Vec::new());
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    Ok(bytes.into_inner())
}
