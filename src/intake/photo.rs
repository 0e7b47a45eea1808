//! When a photo was taken, as the camera wrote it (EXIF, CIPA DC-008).

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use chrono::NaiveDateTime;
use exif::{DateTime, In, Reader, Tag, Value};

/// The time that the camera gave a photo, on its own clock; none when the file says none or nonsense.
pub fn shot_at(path: &Path) -> Option<NaiveDateTime> {
    let mut file = BufReader::new(File::open(path).ok()?);
    let facts = Reader::new().read_from_container(&mut file).ok()?;
    let Value::Ascii(texts) = &facts.get_field(Tag::DateTimeOriginal, In::PRIMARY)?.value else {
        return None;
    };
    let time = DateTime::from_ascii(texts.first()?).ok()?;
    let day = chrono::NaiveDate::from_ymd_opt(time.year.into(), time.month.into(), time.day.into())?;
    day.and_hms_opt(time.hour.into(), time.minute.into(), time.second.into())
}
