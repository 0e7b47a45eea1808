//! Small real files of every kind.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP with these names, each holding one byte.
pub(crate) fn zip_of(names: &[&str]) -> Vec<u8> {
    let files: Vec<_> = names.iter().map(|name| (*name, b"x".as_slice())).collect();
    zip_with(&files)
}

/// A ZIP with these files.
pub(crate) fn zip_with(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn docx() -> Vec<u8> {
    let paragraph = docx_rs::Paragraph::new().add_run(docx_rs::Run::new().add_text("议军会纪要"));
    let mut bytes = Cursor::new(Vec::new());
    docx_rs::Docx::new().add_paragraph(paragraph).build().pack(&mut bytes).unwrap();
    bytes.into_inner()
}

pub(crate) fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "名册").unwrap();
    book.save_to_buffer().unwrap()
}

pub(crate) fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n\
      trailer<</Root 1 0 R>>\n%%EOF\n"
        .to_vec()
}

pub(crate) fn picture(format: image::ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::new(width, height).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The first box of an MPEG-4 or HEIC file, and an empty one.
pub(crate) fn boxes(brand: &[u8; 4]) -> Vec<u8> {
    [b"\0\0\0\x14ftyp".as_slice(), brand, b"\0\0\x02\0mif1", b"\0\0\0\x08free"].concat()
}

/// A compound file with these streams at its top, and one of a table embedded below.
pub(crate) fn compound(streams: &[&str]) -> Vec<u8> {
    const NONE: u32 = u32::MAX;
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    header[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    header[44..48].copy_from_slice(&1u32.to_le_bytes());
    header[48..52].copy_from_slice(&1u32.to_le_bytes());
    header[68..72].copy_from_slice(&NONE.to_le_bytes());
    header[76..80].copy_from_slice(&0u32.to_le_bytes());
    header[80..].fill(0xFF);
    let mut entries = vec![entry("Root Entry", 5, [NONE, NONE, 1])];
    for (number, name) in (2u32..).zip(streams) {
        let next = if number as usize <= streams.len() { number } else { NONE };
        entries.push(entry(name, 2, [NONE, next, NONE]));
    }
    let below = u32::try_from(streams.len() + 2).unwrap();
    entries.push(entry("ObjectPool", 1, [NONE, NONE, below]));
    entries.push(entry("Workbook", 2, [NONE, NONE, NONE]));
    // Sector 0 is the table; the directory takes sectors 1, 2, 3 …, chained.
    let sectors = u32::try_from(entries.len().div_ceil(4)).unwrap();
    let chain = (2..=sectors).chain([0xFFFF_FFFE]);
    let table: Vec<u8> = [0xFFFF_FFFD].into_iter().chain(chain).flat_map(u32::to_le_bytes).collect();
    let mut file = [header, table].concat();
    file.resize(1024, 0xFF);
    file.extend(entries.concat());
    file.resize(1024 + sectors as usize * 512, 0);
    file
}

fn entry(name: &str, kind: u8, [left, right, child]: [u32; 3]) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(entry.len() + 2).unwrap();
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend([left, right, child].into_iter().flat_map(u32::to_le_bytes));
    entry.resize(128, 0);
    entry
}
