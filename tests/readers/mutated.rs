//! Each of our own parsers before files that are broken at random: whatever it says, it ends. A few seconds in the
//! ordinary run; see [`crate::dice`].

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use yingjian::contract::{upload_metadata, upload_number};
use yingjian::intake::{Facts, FileKind, inspect, photo_marks, read_text, words_of_table};
use yingjian::reading::blanks::blanks;
use yingjian::reading::figures::figures;
use yingjian::reading::fold::Folded;
use yingjian::reading::paper::{Paper, army_persons};
use yingjian::reading::repeats::repeats;
use yingjian::reading::roster::roster;
use yingjian::reading::sentences::{clauses, sentences};

use crate::dice::{fuzz, fuzz_bytes, fuzz_zip, stored};
use crate::samples::{SAID, doc, docx, ofd, paragraph, pdf, xlsx};

pub(crate) fn read_as(kind: FileKind) -> impl Fn(&Path) {
    move |file| drop(read_text::read(std::fs::File::open(file).unwrap(), kind))
}

#[test]
fn the_table_of_pieces_of_a_word_document() {
    fuzz("doc", &[doc()], read_as(FileKind::Doc));
}

#[test]
fn the_parts_of_a_docx() {
    let table = format!("<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>", paragraph());
    fuzz_zip("docx", &[docx(&paragraph()), docx(&table)], read_as(FileKind::Docx));
}

#[test]
fn the_pages_of_an_ofd() {
    fuzz_zip("ofd", &[ofd()], read_as(FileKind::Ofd));
}

#[test]
fn the_sheets_of_a_workbook() {
    fuzz_zip("xlsx", &[xlsx()], read_as(FileKind::Xlsx));
}

#[test]
fn plain_text_in_any_encoding() {
    let gbk = encoding_rs::GBK.encode(SAID).0.into_owned();
    let wide = [0xFF, 0xFE].into_iter().chain(SAID.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    fuzz("txt", &[SAID.as_bytes().to_vec(), gbk, wide], read_as(FileKind::Txt));
}

#[test]
fn what_a_file_says_of_itself() {
    let samples = [pdf(), stored(&docx(&paragraph())), stored(&ofd()), doc()];
    fuzz("facts", &samples, |file| {
        for kind in [FileKind::Pdf, FileKind::Docx, FileKind::Ofd, FileKind::Jpg] {
            drop(Facts::of(file, kind));
        }
    });
}

#[test]
fn what_a_file_is_and_whether_it_is_taken() {
    let samples = [pdf(), docx(&paragraph()), ofd(), doc(), xlsx(), SAID.as_bytes().to_vec()];
    fuzz("kind", &samples, |file| {
        for name in ["a.docx", "a.wps", "a.txt"] {
            if let Ok(kind) = FileKind::of(file, name) {
                drop(inspect(file, name, kind));
            }
        }
    });
}

#[test]
fn what_a_program_says_of_an_upload() {
    let samples = [
        "filename 57qq6KaBLnBkZg==,path MjAyMi/kvJrorq4v57qq6KaBLnBkZg==,is_confidential",
        "filename\tYQ==, path  YQ== ,,x",
        "18446744073709551615",
        "0",
    ];
    fuzz_bytes("tus", &samples.map(|said| said.as_bytes().to_vec()), |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        if let Ok(said) = upload_metadata(text) {
            // What was read says the same when it is said again.
            let pair = |(name, value): (&String, &String)| format!("{name} {}", BASE64.encode(value));
            let again = said.iter().map(pair).collect::<Vec<_>>().join(",");
            let read = upload_metadata(&again).unwrap();
            assert!(
                read == said || said.keys().any(|name| name.trim() != name || name.is_empty()),
                "{again}"
            );
        }
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse::<u64>().ok().filter(|_| plain);
        assert_eq!(upload_number(text), number);
    });
}

#[test]
fn what_tesseract_tells_of_a_picture() {
    let mut table =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
        1\t1\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t\n4\t1\t1\t1\t1\t0\t180\t190\t600\t40\t-1\t\n"
            .to_owned();
    for (line, words) in [["双拥", "工作"], ["634", "名"], ["Page", "two"]].iter().enumerate() {
        for (at, word) in words.iter().enumerate() {
            table += &format!("5\t1\t1\t1\t{line}\t{at}\t180\t190\t90\t40\t9{at}.5\t{word}\n");
        }
    }
    fuzz_bytes("tesseract", &[table.into_bytes(), b"head\n".to_vec()], |bytes| {
        let words = words_of_table(bytes);
        assert!(words.len() <= bytes.len() * 3, "no more than was told");
        assert!(!words.contains('\t'), "{words}");
    });
}

#[test]
fn what_a_picture_claims_to_be() {
    let pixels = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8, y as u8, 7]));
    let written = |format| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    let samples = [written(image::ImageFormat::Jpeg), written(image::ImageFormat::Png)];
    fuzz("picture", &samples, |file| {
        for (name, kind) in [("a.jpg", FileKind::Jpg), ("a.png", FileKind::Png)] {
            drop(inspect(file, name, kind));
        }
        let opened = std::fs::File::open(file).unwrap();
        drop(photo_marks(&mut std::io::BufReader::new(opened)));
    });
}

#[test]
fn what_a_report_says() {
    let report = "<p>2023年，縣財政投入3萬餘元（1.66万元），85%以上的優撫對象　　戶受益，十余次，634名，４臺，</p>\n\
        双办〔2023〕12號\n一、組織領導\n县武装部部长李四、军分区副司令员王五参加。100多万，12-15个，三分之二。\n\
        二〇二三年三月十五日\n姓名\t金额\n王五\t16600\n李六\t1,234.50\n";
    fuzz_bytes("report", &[SAID.as_bytes().to_vec(), report.as_bytes().to_vec()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let folded = Folded::of(&text);
        let sentences = sentences(&folded);
        drop((figures(&folded), blanks(&folded), repeats(&folded, &sentences)));
        drop((roster(&text), Paper::read(&text), army_persons(&text)));
        for sentence in sentences {
            drop(clauses(folded.text(), sentence));
        }
    });
}
