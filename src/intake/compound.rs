//! The names at the top of a compound file (CFB), the container of doc, xls, ppt, wps and et.
//!
//! An embedded table has its own streams further down, so only the root's children tell what the
//! document is. The class id of the root is not looked at: WPS Office leaves it empty.

use std::io::{self, Read, Seek, SeekFrom};

/// The first bytes of every compound file.
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Entries of the directory that are looked at, at the most.
const MOST_ENTRIES: usize = 16_384;
/// Sectors with places of further table sectors that are followed, at the most.
const MOST_HOPS: usize = 4_096;
/// Bytes of one directory entry.
const ENTRY: usize = 128;
/// Places of table sectors that the header holds.
const IN_HEADER: usize = 109;
/// Numbers from here on are marks, such as "end of chain".
const FIRST_MARK: u32 = 0xFFFF_FFFA;

/// The names of the root's children, in no order; empty when the file is broken.
///
/// # Errors
/// When the file can't be read.
pub(super) fn top_names(reader: &mut (impl Read + Seek)) -> io::Result<Vec<String>> {
    let mut header = vec![0; 512];
    reader.seek(SeekFrom::Start(0))?;
    if !filled(reader, &mut header)? {
        return Ok(Vec::new());
    }
    let sector = match number(&header, 30, 2) {
        9 => 512,
        12 => 4_096,
        _ => return Ok(Vec::new()),
    };
    let mut file = Compound { reader, header, sector };
    let directory = file.directory()?;
    Ok(children_of_root(&directory))
}

struct Compound<'a, R> {
    reader: &'a mut R,
    header: Vec<u8>,
    sector: usize,
}

impl<R: Read + Seek> Compound<'_, R> {
    /// The bytes of the directory, following its chain of sectors.
    fn directory(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut next = number(&self.header, 48, 4);
        while next < FIRST_MARK && bytes.len() < MOST_ENTRIES * ENTRY {
            let Some(sector) = self.sector_at(next)? else { break };
            bytes.extend(sector);
            next = self.following(next)?;
        }
        Ok(bytes)
    }

    fn sector_at(&mut self, index: u32) -> io::Result<Option<Vec<u8>>> {
        let size = u64::try_from(self.sector).unwrap_or(u64::MAX);
        let at = u64::from(index).saturating_add(1).saturating_mul(size);
        self.reader.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; self.sector];
        // The last sector of a file may be cut short; its missing bytes are zero.
        let read = read_up_to(self.reader, &mut bytes)?;
        Ok((read > 0).then_some(bytes))
    }

    /// The sector after this one in its chain, from the file's table of sectors.
    fn following(&mut self, index: u32) -> io::Result<u32> {
        let per_sector = self.sector / 4;
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let table = self.table_sector(index / per_sector)?;
        let sector = if table < FIRST_MARK { self.sector_at(table)? } else { None };
        Ok(sector.map_or(u32::MAX, |sector| number(&sector, index % per_sector * 4, 4)))
    }

    /// Where the part of the table with this number lies: the header knows the first 109, a chain
    /// of sectors the others.
    fn table_sector(&mut self, part: usize) -> io::Result<u32> {
        let Some(beyond) = part.checked_sub(IN_HEADER) else {
            return Ok(number(&self.header, 76 + part * 4, 4));
        };
        let per_sector = self.sector / 4 - 1;
        let mut next = number(&self.header, 68, 4);
        for hop in 0..MOST_HOPS {
            let sector = if next < FIRST_MARK { self.sector_at(next)? } else { None };
            let Some(sector) = sector else { break };
            if hop == beyond / per_sector {
                return Ok(number(&sector, beyond % per_sector * 4, 4));
            }
            next = number(&sector, per_sector * 4, 4);
        }
        Ok(u32::MAX)
    }
}

/// Siblings form a tree: each entry names one to its left and one to its right.
fn children_of_root(directory: &[u8]) -> Vec<String> {
    let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
    let mut seen = vec![false; entries.len()];
    let mut names = Vec::new();
    let mut waiting = vec![entries.first().map_or(u32::MAX, |root| number(root, 76, 4))];
    while let Some(index) = waiting.pop() {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let (Some(entry), Some(seen)) = (entries.get(index), seen.get_mut(index)) else { continue };
        if !std::mem::replace(seen, true) {
            names.push(name_of(entry));
            waiting.extend([number(entry, 68, 4), number(entry, 72, 4)]);
        }
    }
    names
}

/// UTF-16 of 32 units at the most, with its length in bytes and a closing zero.
fn name_of(entry: &[u8]) -> String {
    let units = entry.get(..64).unwrap_or_default().chunks_exact(2);
    let units = units.map(|unit| u16::from_le_bytes(<[u8; 2]>::try_from(unit).unwrap_or_default()));
    let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    String::from_utf16_lossy(&units)
}

/// The little-endian number of `length` bytes (4 at the most); the mark "none" beyond the end.
fn number(bytes: &[u8], at: usize, length: usize) -> u32 {
    let digits = at.checked_add(length).and_then(|end| bytes.get(at..end));
    digits.map_or(u32::MAX, |digits| digits.iter().rev().fold(0, |sum, digit| sum << 8 | u32::from(*digit)))
}

fn read_up_to(reader: &mut impl Read, bytes: &mut [u8]) -> io::Result<usize> {
    let limit = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let mut found = Vec::with_capacity(bytes.len());
    reader.by_ref().take(limit).read_to_end(&mut found)?;
    for (place, byte) in bytes.iter_mut().zip(&found) {
        *place = *byte;
    }
    Ok(found.len())
}

fn filled(reader: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    Ok(read_up_to(reader, bytes)? == bytes.len())
}
