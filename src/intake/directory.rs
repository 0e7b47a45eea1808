//! The directory at the end of a ZIP, as far as it can be known without holding it: how many entries,
//! and their raw names one after the other. Entries themselves are read by the `zip` crate.
//!
//! A ZIP of a gigabyte may hold millions of names, so whoever opens one looks here first.

use std::io::{self, Read, Seek, SeekFrom};

/// The end record with the longest comment, in bytes.
const TAIL: u64 = 22 + 65_535;
const END: &[u8] = b"PK\x05\x06";
const END64_PLACE: &[u8] = b"PK\x06\x07";
const END64: &[u8] = b"PK\x06\x06";
const ENTRY: &[u8] = b"PK\x01\x02";

/// Where the directory of a ZIP lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Directory {
    /// How many entries it says it has.
    pub(super) entries: u64,
    /// Its size in bytes.
    pub(super) size: u64,
    start: u64,
}

impl Directory {
    /// Finds the directory; none when the file does not end as a ZIP does.
    ///
    /// # Errors
    /// When the file can't be read.
    pub(super) fn find(reader: &mut (impl Read + Seek)) -> io::Result<Option<Self>> {
        let length = reader.seek(SeekFrom::End(0))?;
        let start = length.saturating_sub(TAIL);
        reader.seek(SeekFrom::Start(start))?;
        let mut tail = Vec::new();
        reader.by_ref().take(TAIL).read_to_end(&mut tail)?;
        let Some(at) = tail.windows(END.len()).rposition(|window| window == END) else { return Ok(None) };
        let end = tail.get(at..).unwrap_or_default();
        let (Some(entries), Some(size)) = (number(end, 10, 2), number(end, 12, 4)) else { return Ok(None) };
        let end_at = start.saturating_add(u64::try_from(at).unwrap_or(u64::MAX));
        if entries == 0xFFFF || size == 0xFFFF_FFFF {
            let place = at.checked_sub(20).and_then(|place| tail.get(place..at));
            if let Some(place) = place.filter(|place| place.starts_with(END64_PLACE)) {
                return Self::large(reader, number(place, 8, 8).unwrap_or(u64::MAX), end_at);
            }
        }
        Ok(Self::ending_at(end_at, entries, size))
    }

    /// The directory of a ZIP64, whose end record says where the larger one lies.
    fn large(reader: &mut (impl Read + Seek), said: u64, end_at: u64) -> io::Result<Option<Self>> {
        // The record stands right before the 20 bytes that point to it; `said` is wrong when
        // something was put in front of the ZIP.
        for at in [end_at.saturating_sub(20 + 56), said] {
            let mut record = Vec::new();
            reader.seek(SeekFrom::Start(at))?;
            reader.by_ref().take(56).read_to_end(&mut record)?;
            let found = (number(&record, 32, 8), number(&record, 40, 8));
            if let (true, (Some(entries), Some(size))) = (record.starts_with(END64), found) {
                return Ok(Self::ending_at(at, entries, size));
            }
        }
        Ok(None)
    }

    fn ending_at(end: u64, entries: u64, size: u64) -> Option<Self> {
        // An entry has at least 46 bytes.
        let possible = entries <= size / 46;
        end.checked_sub(size).filter(|_| possible).map(|start| Self { entries, size, start })
    }

    /// The raw names in the order of the directory, at most `most` of them; fewer when it breaks off.
    ///
    /// # Errors
    /// When the file can't be read.
    pub(super) fn names(&self, reader: &mut (impl Read + Seek), most: usize) -> io::Result<Vec<Vec<u8>>> {
        let mut names = Vec::new();
        let mut at = self.start;
        while names.len() < most && u64::try_from(names.len()).unwrap_or(u64::MAX) < self.entries {
            reader.seek(SeekFrom::Start(at))?;
            let mut head = Vec::new();
            reader.by_ref().take(46).read_to_end(&mut head)?;
            let lengths = [number(&head, 28, 2), number(&head, 30, 2), number(&head, 32, 2)];
            let [Some(name_length), Some(extra), Some(comment)] = lengths else { break };
            let mut name = Vec::new();
            reader.by_ref().take(name_length).read_to_end(&mut name)?;
            if !head.starts_with(ENTRY) || u64::try_from(name.len()).ok() != Some(name_length) {
                break;
            }
            names.push(name);
            at = at.saturating_add(46 + name_length + extra + comment);
        }
        Ok(names)
    }
}

/// The little-endian number of `length` bytes at `at`.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn zip_of(names: &[&str]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(b"x").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn names_are_read_up_to_a_number_and_behind_other_bytes() {
        let mut bytes = b"something in front".to_vec();
        bytes.extend(zip_of(&["a", "b/c", "议军会"]));
        let mut reader = Cursor::new(bytes);
        let directory = Directory::find(&mut reader).unwrap().unwrap();
        assert_eq!(directory.entries, 3);
        let names = directory.names(&mut reader, 10).unwrap();
        assert_eq!(names, [b"a".as_slice(), b"b/c", "议军会".as_bytes()]);
        assert_eq!(directory.names(&mut reader, 2).unwrap().len(), 2);
    }

    #[test]
    fn more_than_65535_entries_are_counted() {
        let names: Vec<String> = (0..70_000).map(|number| number.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut reader = Cursor::new(zip_of(&names));
        let directory = Directory::find(&mut reader).unwrap().unwrap();
        assert_eq!(directory.entries, 70_000);
        assert_eq!(directory.names(&mut reader, usize::MAX).unwrap().len(), 70_000);
    }

    #[test]
    fn what_does_not_end_as_a_zip_has_no_directory() {
        let whole = zip_of(&["a", "b"]);
        for bytes in [b"".as_slice(), b"PK\x03\x04", b"PK\x05\x06", &whole[..whole.len() - 30]] {
            assert_eq!(Directory::find(&mut Cursor::new(bytes)).unwrap(), None);
        }
    }
}
