//! Smaller pictures of pictures, made once and kept, and what is read out of a picture while it is decoded anyhow. Only what says it is of a bearable size is decoded.

use std::io::{BufRead, BufReader, Cursor, Seek};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageError};

use super::shrink::{Shrunk, shrink, undecodable};
use super::work::{Made, Stop, Work};
use super::{Asked, JobKind, new, now};
use crate::blob::{BlobError, Sha256Hex};
use crate::intake::likeness::Print;
use crate::intake::{PHOTO_VERSION, photo_marks};
use crate::ops::evidence::FileToSend;
use crate::ops::{By, Office, OpsError};
use crate::store::derived::{self, DerivedRow};
use crate::store::evidence::{BlobRow, FileRow};
use crate::store::jobs::{self, FAILED, JobRow, RUNNING, WAITING};
use crate::store::photo_prints::PrintRow;
use crate::store::{self, Conn, StoreError};

/// Quality of the JPEG, in hundredths.
const QUALITY: u8 = 80;

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
    pub(super) fn side(self) -> u32 {
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
    let asked = jobs::of(conn, &[kind], &wanted)?;
    wanted.retain(|sha256| !made.iter().any(|row| row.source == *sha256));
    wanted.retain(|sha256| !asked.iter().any(|job| job.subject == *sha256));
    for sha256 in &wanted {
        jobs::insert(conn, &new(by, &Asked { kind: JobKind::Thumbnail, subject: sha256, detail: "" }))?;
    }
    Ok(!wanted.is_empty())
}

/// Asks for those of some files whose prints are missing, where nothing has failed.
pub(super) fn want_prints(conn: &mut Conn, by: &By, hashes: &[String]) -> Result<(), StoreError> {
    let kind = JobKind::Thumbnail;
    let asked = jobs::of(conn, &[kind.id()], hashes)?;
    let open = |job: &JobRow| matches!(job.state.as_str(), WAITING | RUNNING | FAILED);
    for sha256 in hashes {
        if !asked.iter().any(|job| job.subject == *sha256 && open(job)) {
            jobs::insert(conn, &new(by, &Asked { kind, subject: sha256, detail: "" }))?;
        }
    }
    Ok(())
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
    Ok(jobs::of(conn, &[kind.id()], &[source.to_owned()])?.into_iter().next())
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
    let mut file = BufReader::new(work.office.blobs.open_here(&sha256)?);
    let picture = shrink(&mut file, size)?;
    work.go_on(1, 1)?;
    let small = written(&picture.small).map_err(undecodable)?;
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
    let print = match size {
        Size::Small => Some(print_row(source, &picture, &mut file)?),
        Size::Large => None,
    };
    Ok(Made { derived: Some(derived), print, ..Made::default() })
}

/// What is read out of a picture while it is at hand.
fn print_row(source: &str, picture: &Shrunk, file: &mut (impl BufRead + Seek)) -> Result<PrintRow, Stop> {
    file.rewind()?;
    let marks = photo_marks(file);
    let print = Print::of(&picture.small.to_rgb8()).map(|print| BASE64.encode(print.bytes()));
    Ok(PrintRow {
        sha256: source.to_owned(),
        print: print.unwrap_or_default(),
        compared: false,
        width: picture.width.into(),
        height: picture.height.into(),
        media_type: picture.media_type.to_owned(),
        shot_at: marks.shot_at,
        place: marks.place.unwrap_or_default(),
        camera: marks.camera.unwrap_or_default(),
        software: marks.software.unwrap_or_default(),
        made_at: now(),
        screen: picture.screen,
        reader: PHOTO_VERSION,
    })
}

fn written(picture: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Cursor::new(Vec::new());
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    Ok(bytes.into_inner())
}
