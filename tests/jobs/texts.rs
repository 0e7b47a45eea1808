//! What files say: read in the background by a process of its own, once for the same bytes, and given by evidence.

use std::io::Cursor;

use docx_rs::{Docx, Footer, Header, Paragraph, Run};
use encoding_rs::{BIG5, GBK};
use yingjian::intake::TextPlace;
use yingjian::ops::evidence::piece;
use yingjian::ops::jobs::{JobKind, Runner, RunnerSettings, ask_for_daily};
use yingjian::ops::texts::{TextOfFile, each_of_county, of_piece};
use yingjian::ops::{Office, OpsError};
use yingjian::report::{Block, Format, Paper};
use yingjian::store::jobs;
use yingjian::store::texts::{self, FAILED, FileTextRow, MADE, NONE};
use yingjian::texts::Lang;

use crate::copies::{file_as, filled, wait_for};
use crate::office::day;

pub(crate) const SAID: &str = "县委议军会议听取双拥工作汇报，投入经费3万余元。";
const SAID_THERE: &str = "縣委議軍會議聽取雙擁工作彙報，投入經費3萬餘元。";

pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
    let mut blocks = Vec::new();
    for page in pages {
        blocks.extend([Block::Paragraph((*page).to_owned()), Block::PageBreak]);
    }
    blocks.pop();
    let paper = Paper {
        title: "会议纪要".into(),
        subtitle: None,
        number: None,
        author: "县双拥办".into(),
        date: day("2023-03-15"),
        lang: Lang::Hans,
        landscape: false,
        blocks,
    };
    let mut bytes = Vec::new();
    Format::Pdf.write(&paper, &mut bytes).unwrap();
    bytes
}

fn docx() -> Vec<u8> {
    let paragraph = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
    let mut bytes = Cursor::new(Vec::new());
    let document = Docx::new().add_paragraph(paragraph(SAID));
    let document = document.header(Header::new().add_paragraph(paragraph("县双拥办文件")));
    let document = document.footer(Footer::new().add_paragraph(paragraph("第一页")));
    document.build().pack(&mut bytes).unwrap();
    bytes.into_inner()
}

fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("优待金").unwrap();
    sheet.write(0, 0, "姓名").unwrap().write(0, 1, "金额").unwrap();
    sheet.write(1, 0, "王五").unwrap().write(1, 1, 16_600).unwrap();
    book.save_to_buffer().unwrap()
}

/// The row of the text of a piece's only file, once there is one.
pub(crate) fn row(office: &Office, id: &str) -> FileTextRow {
    let sha256 = piece(office, id).unwrap().files[0].0.sha256.clone();
    let find = || texts::find(&mut office.store.conn().unwrap(), &sha256).unwrap();
    wait_for("the file is read", || find().is_some());
    find().unwrap()
}

pub(crate) fn text(office: &Office, id: &str) -> TextOfFile {
    row(office, id);
    of_piece(office, &piece(office, id).unwrap()).unwrap().pop().unwrap()
}

#[test]
fn every_kind_of_document_gives_its_words_and_their_places() {
    let (_folder, _home, office) = filled(10);
    let _runner = Runner::start(&office, RunnerSettings::default());
    let file = |name: &str, bytes: &[u8]| text(&office, &file_as(&office, name, bytes));

    let paged = file("纪要.pdf", &pdf(&[SAID, SAID_THERE]));
    let at = |text: &TextOfFile, words: &str| {
        let byte =
            text.text.replace('\n', "").find(words).unwrap_or_else(|| panic!("{words}: {}", text.text));
        text.text[..byte].chars().count()
    };
    assert!(paged.text.contains("县委议军会议听取双拥工作汇报"), "{}", paged.text);
    assert_eq!(paged.place_of(0), Some(&TextPlace::Page(1)));
    assert_eq!(paged.place_of(at(&paged, "縣委") + 5), Some(&TextPlace::Page(2)));

    let document = file("纪要.docx", &docx());
    assert_eq!(document.text, format!("{SAID}\n县双拥办文件\n第一页\n"));
    assert_eq!(document.place_of(0), None);
    assert_eq!(document.place_of(at(&document, "县双拥办文件") + 1), Some(&TextPlace::Margin));

    let table = file("发放表.xlsx", &xlsx());
    assert_eq!(table.text, "姓名\t金额\n王五\t16600\n");
    assert_eq!(table.place_of(0), Some(&TextPlace::Sheet("优待金".into())));

    assert_eq!(file("一.txt", SAID.as_bytes()).text.trim(), SAID);
    assert_eq!(file("二.txt", &GBK.encode(SAID).0).text.trim(), SAID);
    assert_eq!(file("三.txt", &BIG5.encode(SAID_THERE).0).text.trim(), SAID_THERE);
}

#[test]
fn a_file_without_text_says_so_and_a_broken_one_says_why() {
    let (_folder, _home, office) = filled(10);
    let blank = file_as(&office, "白.pdf", &pdf(&[""]));
    let broken = file_as(&office, "坏.pdf", b"%PDF-1.7\nnothing that follows is one");
    let _runner = Runner::start(&office, RunnerSettings::default());
    assert_eq!(row(&office, &broken).state, FAILED);
    assert_eq!(row(&office, &broken).reason, "damaged");
    let blank = row(&office, &blank);
    assert!(blank.state == NONE || blank.text.contains("会议纪要"), "{blank:?}");
}

#[test]
fn what_was_there_before_anybody_read_is_read_later_and_once() {
    let (_folder, _home, office) = filled(10);
    let ids = ["甲.txt", "乙.txt"].map(|name| file_as(&office, name, SAID.as_bytes()));
    let conn = &mut *office.store.conn().unwrap();
    diesel::connection::SimpleConnection::batch_execute(conn, "DELETE FROM job").unwrap();
    ask_for_daily(&office).unwrap();
    let _runner = Runner::start(&office, RunnerSettings::default());
    let sha256 = row(&office, &ids[0]).sha256;
    assert_eq!(row(&office, &ids[1]).state, MADE);
    assert_eq!(jobs::of(conn, &[JobKind::Text.id()], &[sha256]).unwrap().len(), 1);
}

#[test]
fn the_texts_of_a_county_come_with_their_pieces_and_no_other_county_s() {
    let (_folder, _home, office) = filled(10);
    let ids: Vec<String> = (0..45)
        .map(|number| {
            let text = format!("{SAID}第{number}件");
            file_as(&office, &format!("{number}.txt"), text.as_bytes())
        })
        .collect();
    let _runner = Runner::start(&office, RunnerSettings::default());
    ids.iter().for_each(|id| assert_eq!(row(&office, id).state, MADE));
    let collected = |county: &str| {
        let mut found = Vec::new();
        let each = |told: yingjian::ops::texts::PieceText| {
            found.extend(told.texts.iter().map(|text| (told.piece.row.id.clone(), text.text.clone())));
            Ok::<_, OpsError>(())
        };
        each_of_county(&office, ("r", county), each).unwrap();
        found
    };
    let own = collected("c1");
    assert_eq!(own.len(), 45);
    assert_eq!(own[0], (ids[44].clone(), format!("{SAID}第44件\n")), "newest first");
    assert!(collected("c2").is_empty());
}
