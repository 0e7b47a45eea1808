//! Small whole files of the kinds that are read for their words.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) const SAID: &str = "县委议军会议听取双拥工作汇报";

pub(crate) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    let main = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let margins = format!("<w:ftr xmlns:w=\"w\"><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p></w:ftr>");
    zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", main.as_bytes()),
        ("word/footer1.xml", margins.as_bytes()),
    ])
}

pub(crate) fn paragraph() -> String {
    format!("<w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>")
}

pub(crate) fn ofd() -> Vec<u8> {
    let page = format!(
        "<ofd:Page xmlns:ofd=\"o\"><ofd:TextObject Boundary=\"1 1 9 9\"><ofd:TextCode>{SAID}</ofd:TextCode>\
         </ofd:TextObject></ofd:Page>"
    );
    zip_of(&[("OFD.xml", b"<OFD/>"), ("Doc_0/Pages/Page_0/Content.xml", page.as_bytes())])
}

pub(crate) fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, SAID).unwrap();
    book.save_to_buffer().unwrap()
}

/// A Word document of two pieces, the second of single bytes, as [MS-DOC] has them.
pub(crate) fn doc() -> Vec<u8> {
    let (said, plain) = (format!("{SAID}\r"), "a\u{7}b\u{7}\u{7}");
    let text: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (wide, narrow) = (said.encode_utf16().count() as u32, plain.len() as u32);
    let mut main = vec![0; 0x200];
    main[..2].copy_from_slice(&0xA5EC_u16.to_le_bytes());
    main[10..12].copy_from_slice(&0x0200_u16.to_le_bytes());
    main[0x4C..0x50].copy_from_slice(&(wide + narrow).to_le_bytes());
    let at = main.len() as u32;
    main.extend(&text);
    let narrow_at = main.len() as u32;
    main.extend(plain.as_bytes());
    let mut pieces = Vec::new();
    for position in [0, wide, wide + narrow] {
        pieces.extend(position.to_le_bytes());
    }
    for place in [at, (narrow_at * 2) | 0x4000_0000] {
        pieces.extend([0, 0]);
        pieces.extend(place.to_le_bytes());
        pieces.extend([0, 0]);
    }
    // A modifier of properties stands before the table.
    let mut table = vec![1, 3, 0, 9, 9, 9, 2];
    table.extend((pieces.len() as u32).to_le_bytes());
    table.extend(&pieces);
    main[0x1A6..0x1AA].copy_from_slice(&(table.len() as u32).to_le_bytes());
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("WordDocument").unwrap().write_all(&main).unwrap();
    file.create_stream("1Table").unwrap().write_all(&table).unwrap();
    file.into_inner().into_inner()
}

/// A PDF of these objects, numbered from 1, the first of them its catalogue; without a table of places.
pub(crate) fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    file.extend(b"trailer<</Root 1 0 R>>\n%%EOF\n");
    file
}

pub(crate) fn pdf() -> Vec<u8> {
    let content = "BT /F 12 Tf 50 700 Td (Hello double support) Tj ET";
    pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
            .into(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".into(),
    ])
}
