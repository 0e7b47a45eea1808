//! EXIF as a camera writes it (CIPA DC-008): what, by whom, when.

use chrono::NaiveDateTime;

/// Types of values.
const TEXT: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;

/// Tags of values.
const DESCRIPTION: u16 = 0x010E;
const MAKE: u16 = 0x010F;
const ORIENTATION: u16 = 0x0112;
const TIME: u16 = 0x0132;
const ARTIST: u16 = 0x013B;
const MORE: u16 = 0x8769;
const TIME_TAKEN: u16 = 0x9003;

/// Bytes before the first directory: byte order, the number 42, the directory's place.
const HEADER: usize = 8;

/// The JPEG with these facts, as its first segment.
pub(super) fn with_exif(jpeg: &[u8], description: &str, taken: NaiveDateTime) -> Vec<u8> {
    let (start, rest) = jpeg.split_at(jpeg.len().min(2));
    let body = [b"Exif\0\0".as_slice(), &tiff(description, taken)].concat();
    let length = u16::try_from(body.len().saturating_add(2)).unwrap_or(u16::MAX).to_be_bytes();
    [start, &[0xFF, 0xE1], &length, &body, rest].concat()
}

fn tiff(description: &str, taken: NaiveDateTime) -> Vec<u8> {
    let time = taken.format("%Y:%m:%d %H:%M:%S").to_string();
    let main = Directory::default()
        .text(DESCRIPTION, description)
        .text(MAKE, "yingjian sample")
        .number(ORIENTATION, SHORT, 1)
        .text(TIME, &time)
        .text(ARTIST, "示例");
    // The place of the second directory is known once the first has all its entries.
    let size = main.clone().number(MORE, LONG, 0).bytes(HEADER).len();
    let second = u32::try_from(HEADER.saturating_add(size)).unwrap_or(u32::MAX);
    let main = main.number(MORE, LONG, second).bytes(HEADER);
    let more = Directory::default().text(TIME_TAKEN, &time);
    let more = more.bytes(HEADER.saturating_add(main.len()));
    [b"II*\0\x08\0\0\0".as_slice(), &main, &more].concat()
}

/// A directory of values, in the order of their tags.
#[derive(Clone, Default)]
struct Directory {
    entries: Vec<(u16, u16, u32, Vec<u8>)>,
}

impl Directory {
    fn text(self, tag: u16, text: &str) -> Self {
        let bytes = [text.as_bytes(), b"\0"].concat();
        let count = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.entry((tag, TEXT, count, bytes))
    }

    fn number(self, tag: u16, kind: u16, number: u32) -> Self {
        self.entry((tag, kind, 1, number.to_le_bytes().to_vec()))
    }

    fn entry(mut self, entry: (u16, u16, u32, Vec<u8>)) -> Self {
        self.entries.push(entry);
        self
    }

    /// The directory as it stands at `place`: its entries, then the values of more than four bytes.
    fn bytes(&self, place: usize) -> Vec<u8> {
        let count = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        let mut entries = count.to_le_bytes().to_vec();
        let mut values = Vec::new();
        let after = place.saturating_add(self.entries.len().saturating_mul(12)).saturating_add(6);
        for (tag, kind, count, bytes) in &self.entries {
            entries.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
            entries.extend(count.to_le_bytes());
            if bytes.len() <= 4 {
                entries.extend(bytes.iter().copied().chain(std::iter::repeat(0)).take(4));
            } else {
                let at = after.saturating_add(values.len());
                entries.extend(u32::try_from(at).unwrap_or(u32::MAX).to_le_bytes());
                values.extend(bytes);
                // Values begin at even places.
                values.extend(std::iter::repeat_n(0, bytes.len() % 2));
            }
        }
        entries.extend([0; 4]);
        entries.extend(values);
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_finds_what_was_written() {
        let taken = chrono::NaiveDate::from_ymd_opt(2024, 2, 3).and_then(|day| day.and_hms_opt(9, 5, 0));
        let jpeg = with_exif(b"\xFF\xD8\xFF\xD9", "示例照片", taken.unwrap_or_default());
        let read = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(jpeg)).unwrap();
        let shown = |tag| read.get_field(tag, exif::In::PRIMARY).unwrap().display_value().to_string();
        assert_eq!(shown(exif::Tag::DateTimeOriginal), "2024-02-03 09:05:00");
        assert_eq!(shown(exif::Tag::Orientation), "row 0 at top and column 0 at left");
    }
}
