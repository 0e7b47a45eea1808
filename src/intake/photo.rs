//! When and where a photo was taken and by what, as the camera wrote it (EXIF, CIPA DC-008).

use std::fs::File;
use std::io::{BufRead, BufReader, Seek};
use std::path::Path;

use chrono::NaiveDateTime;
use exif::{DateTime, Exif, In, Reader, Tag, Value};

/// Which version of the readers comes to what is kept of a picture; it grows when they see more or better.
pub const VERSION: i64 = 1;

/// The most characters of a mark that are kept.
const MAX_MARK: usize = 100;

/// The time that the camera gave a photo, on its own clock; none when the file says none or nonsense.
pub fn shot_at(path: &Path) -> Option<NaiveDateTime> {
    let mut file = BufReader::new(File::open(path).ok()?);
    let facts = Reader::new().read_from_container(&mut file).ok()?;
    time(&facts)
}

/// What the camera, or whoever wrote the file after it, says of a photo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhotoMarks {
    /// When it was shot, on the camera's own clock.
    pub shot_at: Option<NaiveDateTime>,
    /// Where, in degrees north and east, such as `31.23040 121.47370`.
    pub place: Option<String>,
    /// Maker and model of the camera.
    pub camera: Option<String>,
    /// The program that wrote the file.
    pub software: Option<String>,
}

/// Reads the marks of a photo; what can't be read is left out.
pub fn photo_marks(reader: &mut (impl BufRead + Seek)) -> PhotoMarks {
    let Ok(facts) = Reader::new().read_from_container(reader) else { return PhotoMarks::default() };
    let words = |tag| text(&facts, tag);
    let camera = [words(Tag::Make), words(Tag::Model)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    PhotoMarks {
        shot_at: time(&facts),
        place: place(&facts),
        camera: Some(camera).filter(|camera| !camera.is_empty()),
        software: words(Tag::Software),
    }
}

fn time(facts: &Exif) -> Option<NaiveDateTime> {
    let Value::Ascii(texts) = &facts.get_field(Tag::DateTimeOriginal, In::PRIMARY)?.value else {
        return None;
    };
    let time = DateTime::from_ascii(texts.first()?).ok()?;
    let day = chrono::NaiveDate::from_ymd_opt(time.year.into(), time.month.into(), time.day.into())?;
    day.and_hms_opt(time.hour.into(), time.minute.into(), time.second.into())
}

/// A short text without what is not to be read.
fn text(facts: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(texts) = &facts.get_field(tag, In::PRIMARY)?.value else { return None };
    let text = String::from_utf8_lossy(texts.first()?);
    let text: String = text.trim().chars().filter(|char| !char.is_control()).take(MAX_MARK).collect();
    Some(text).filter(|text| !text.is_empty())
}

fn place(facts: &Exif) -> Option<String> {
    let north = degrees(facts, (Tag::GPSLatitude, Tag::GPSLatitudeRef), "S")?;
    let east = degrees(facts, (Tag::GPSLongitude, Tag::GPSLongitudeRef), "W")?;
    let known = north.abs() <= 90.0 && east.abs() <= 180.0 && (north, east) != (0.0, 0.0);
    known.then(|| format!("{north:.5} {east:.5}"))
}

fn degrees(facts: &Exif, (tag, side): (Tag, Tag), negative: &str) -> Option<f64> {
    let Value::Rational(parts) = &facts.get_field(tag, In::PRIMARY)?.value else { return None };
    let [degrees, minutes, seconds, ..] = parts.as_slice() else { return None };
    let value = degrees.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3_600.0;
    let turned = text(facts, side).is_some_and(|side| side.eq_ignore_ascii_case(negative));
    value.is_finite().then_some(if turned { -value } else { value })
}
