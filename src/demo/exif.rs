//! EXIF as a camera writes it (CIPA DC-008): what, by whom, when.

use std::io::Cursor;

use chrono::NaiveDateTime;
use exif::experimental::Writer;
use exif::{Field, In, Tag, Value};

/// The JPEG with these facts, as its first segment.
pub(super) fn with_exif(
    jpeg: &[u8],
    description: &str,
    taken: NaiveDateTime,
) -> Result<Vec<u8>, exif::Error> {
    let (start, rest) = jpeg.split_at(jpeg.len().min(2));
    let body = [b"Exif\0\0".as_slice(), &tiff(description, taken)?].concat();
    let length = u16::try_from(body.len().saturating_add(2)).unwrap_or(u16::MAX).to_be_bytes();
    Ok([start, &[0xFF, 0xE1], &length, &body, rest].concat())
}

fn tiff(description: &str, taken: NaiveDateTime) -> Result<Vec<u8>, exif::Error> {
    let time = taken.format("%Y:%m:%d %H:%M:%S").to_string();
    let text = |tag, text: &str| field(tag, Value::Ascii(vec![text.as_bytes().to_vec()]));
    let fields = [
        text(Tag::ImageDescription, description),
        text(Tag::Make, "yingjian sample"),
        field(Tag::Orientation, Value::Short(vec![1])),
        text(Tag::DateTime, &time),
        text(Tag::Artist, "示例"),
        text(Tag::DateTimeOriginal, &time),
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut bytes = Cursor::new(Vec::new());
    writer.write(&mut bytes, true)?;
    Ok(bytes.into_inner())
}

fn field(tag: Tag, value: Value) -> Field {
    Field { tag, ifd_num: In::PRIMARY, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_finds_what_was_written() {
        let taken = chrono::NaiveDate::from_ymd_opt(2024, 2, 3).and_then(|day| day.and_hms_opt(9, 5, 0));
        let jpeg = with_exif(b"\xFF\xD8\xFF\xD9", "示例照片", taken.unwrap_or_default()).unwrap();
        let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(jpeg)).unwrap();
        let shown = |tag| read.get_field(tag, exif::In::PRIMARY).unwrap().display_value().to_string();
        assert_eq!(shown(exif::Tag::DateTimeOriginal), "2024-02-03 09:05:00");
        assert_eq!(shown(exif::Tag::Orientation), "row 0 at top and column 0 at left");
    }
}
