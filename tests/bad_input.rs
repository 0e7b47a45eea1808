//! Bad input, one table: each kind is refused in one clear sentence with what and where, in the person's
//! language; nothing is changed, and the server goes on.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics says where"
)]

#[path = "api/client.rs"]
mod client;
#[path = "bad_input/desk.rs"]
mod desk;
#[path = "intake/making.rs"]
#[expect(dead_code, reason = "the tests of intake use more of it")]
mod making;
#[path = "api/multipart.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod multipart;
#[path = "web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
#[expect(dead_code, reason = "other tests run Python, too")]
mod programs;

use std::io::{Cursor, Read, Write};

use desk::Desk;
use making::zip_with;
use multipart::{Upload, pdf};
use programs::run;
use serde_json::{Value, json};
use yingjian::sheet::{self, SheetFormat};
use yingjian::texts::Lang;

const FACTS: &str = "/counties/c1/items";
const EVIDENCE: &str = "/counties/c1/evidence";

/// Checks a scoring sheet and imports it.
fn sheets(desk: &Desk, (name, bytes): (&str, &[u8]), words: &[&str]) {
    let path = desk.keep(name, bytes);
    for verb in ["check", "import"] {
        desk.refuses(words, |lang| desk.command(lang, &["standard", verb, &path]));
    }
}

/// Imports a package over the page and from the shell; in both it is refused as a whole.
fn packages(desk: &Desk, zip: &[u8], words: &[&str]) {
    let path = desk.keep("package.zip", zip);
    let command = ["evidence", "import", "--county", "c1", "--zip", &path];
    desk.refuses(words, |lang| desk.command(lang, &command));
    let form = |token: &str| Upload::default().text("csrf", token).file("package.zip", zip);
    desk.refuses(words, |lang| desk.send_form(lang, "/counties/c1/import", (422, form)));
}

/// Imports a folder with one file from the shell, which plans and takes nothing of it.
fn folders(desk: &Desk, (path, bytes): (&str, &[u8]), words: &[&str]) {
    let folder = desk.keep_below(path, bytes);
    let command = ["evidence", "import", "--county", "c1", "--dir", &folder];
    desk.refuses(words, |lang| desk.command(lang, &command));
    desk.refuses(words, |lang| desk.command(lang, &[&command[..], &["--dry-run"]].concat()));
}

/// Uploads minutes of an item and a year through the API and the page.
fn uploads(desk: &Desk, (item, year): (&str, &str), (file, words): ((&str, &[u8]), &[&str])) {
    let (name, bytes) = file;
    let minutes = || Upload::default().text("kind", "minutes").text("year", year);
    desk.refuses(words, |lang| {
        // A good file before the bad one is not kept either.
        let upload = minutes().text("items", item).file("good.pdf", &pdf("good")).file(name, bytes);
        desk.api(lang).upload(&format!("/api/v1{EVIDENCE}"), &upload).problem(422).1
    });
    let form = |token: &str| {
        let form = Upload::default().text("csrf", token).text("kind", "minutes");
        form.text("item", item).text("year", year).file("good.pdf", &pdf("good")).file(name, bytes)
    };
    desk.refuses(words, |lang| desk.send_form(lang, EVIDENCE, (422, form)));
}

/// States facts through the API and the page; the page answers with a status of its own.
fn facts(desk: &Desk, [item, year]: [&str; 2], (body, form, status): (&Value, &str, u16), words: &[&str]) {
    let address = format!("/api/v1/counties/c1/facts/{item}/{year}");
    desk.refuses(words, |lang| desk.api(lang).put(&address, body).problem(422).1);
    let address = format!("{FACTS}/{item}/facts/{year}");
    desk.refuses(words, |lang| desk.post(lang, &address, (status, &format!("seen=0&{form}"))));
}

/// A sheet as a workbook in which a column has another name.
fn workbook_with(right: &str, wrong: &str) -> Vec<u8> {
    let standard = sheet::read(include_bytes!("../fixtures/standards/all-kinds.toml"), SheetFormat::Toml);
    let bytes = sheet::write(&standard.unwrap(), SheetFormat::Xlsx).unwrap();
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut member = old.by_index(index).unwrap();
        let mut text = String::new();
        member.read_to_string(&mut text).unwrap();
        new.start_file(member.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.replace(right, wrong).as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// A ZIP that only opens with a password, made by another program.
fn encrypted() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("locked.pdf"), pdf("locked")).unwrap();
    run("7z", &["a", "-tzip", "-psecret", "locked.zip", "locked.pdf"], folder.path());
    std::fs::read(folder.path().join("locked.zip")).unwrap()
}

/// The head of a program for Windows.
fn program() -> Vec<u8> {
    let mut bytes = vec![0; 256];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[0x3C] = 0x80;
    bytes[0x80..0x86].copy_from_slice(b"PE\0\0\x64\x86");
    bytes[0x80 + 20..0x80 + 26].copy_from_slice(&[0xF0, 0, 0x22, 0, 0x0B, 0x02]);
    bytes
}

#[test]
fn what_is_taken_is_seen_in_rows_and_files() {
    let desk = Desk::new();
    let before = desk.state();
    desk.filed();
    let after = desk.state();
    for table in ["evidence", "evidence_file", "evidence_link", "blob", "audit"] {
        assert!(before[table] != after[table], "{table}");
    }
    assert_eq!(after.len(), before.len() + 1, "one file more");
}

#[test]
fn a_broken_toml() {
    let desk = Desk::new();
    let toml = "[meta]\nid = \"x\"\nversion = \"1\" 2\n";
    sheets(&desk, ("broken.toml", toml.as_bytes()), &["broken.toml", "3", "15", "version = \"1\" 2"]);
}

#[test]
fn an_xlsx_with_a_wrong_column() {
    let desk = Desk::new();
    let columns =
        "大项、序号、考评内容、分值、评分标准、得分、规则、佐证材料、逐年、牵头单位、看现场、备注、词语";
    let words = ["wrong.xlsx", columns, "评分标准", "C1", "考核内容", "考评内容"];
    sheets(&desk, ("wrong.xlsx", &workbook_with("考评内容", "考核内容")), &words);
}

#[test]
fn a_column_of_another_name_is_told_once() {
    for column in ["序号", "考评内容", "规则", "逐年", "牵头单位", "看现场", "备注", "词语"]
    {
        let wrong = format!("另一个叫法{column}");
        let found = sheet::read(&workbook_with(column, &wrong), SheetFormat::Xlsx).unwrap_err();
        let said: Vec<String> = found.iter().map(|problem| Lang::Hans.say(&problem.message())).collect();
        let told = said.iter().filter(|said| said.contains("评分标准") && said.contains(&wrong)).count();
        assert_eq!((told, said.len()), (1, 1), "{said:#?}");
    }
}

#[test]
fn a_zip_that_leads_out_of_itself() {
    let desk = Desk::new();
    let zip = zip_with(&[("A01/2022/good.pdf", &pdf("good")), ("A01/../../bad.pdf", &pdf("bad"))]);
    packages(&desk, &zip, &["A01/../../bad.pdf", ".."]);
}

#[test]
fn a_bomb() {
    let desk = Desk::new();
    let zip = zip_with(&[("A01/2022/good.pdf", &pdf("good")), ("A01/2022/zeros.pdf", &vec![0; 24 << 20])]);
    packages(&desk, &zip, &["A01/2022/zeros.pdf", "25.1 MB", "200"]);
    let workbook = zip_with(&[("xl/workbook.xml", &vec![0; (100 << 20) + 1])]);
    sheets(&desk, ("bomb.xlsx", &workbook), &["bomb.xlsx", "104857600"]);
}

#[test]
fn an_encrypted_zip() {
    let desk = Desk::new();
    packages(&desk, &encrypted(), &["locked.pdf"]);
    // The same ZIP as if it were a paper.
    uploads(&desk, ("A01", "2022"), (("locked.pdf", &encrypted()), &["locked.pdf", "ZIP"]));
}

#[test]
fn a_pdf_that_is_a_program() {
    let desk = Desk::new();
    uploads(&desk, ("A01", "2022"), (("report.pdf", &program()), &["report.pdf", "Portable Executable"]));
    folders(&desk, ("A01/2022/report.pdf", &program()), &["A01/2022/report.pdf", "Portable Executable"]);
}

#[test]
fn a_change_of_evidence_with_a_bad_file_or_field() {
    let desk = Desk::new();
    let address = desk.filed();
    let change = |day: &'static str, (name, bytes): (&'static str, Vec<u8>)| {
        move |token: &str| {
            let form = Upload::default().text("csrf", token).text("seen", "1").text("kind", "minutes");
            let form = form.text("field-meeting_date", day).file("good.pdf", &pdf("good"));
            form.file(name, &bytes)
        }
    };
    let bad_file = change("2022-03-15", ("report.pdf", program()));
    let bad_day = change("yesterday", ("new.pdf", pdf("new")));
    desk.refuses(&["report.pdf", "Portable Executable"], |lang| {
        desk.send_form(lang, &address, (422, &bad_file))
    });
    desk.refuses(&["yesterday"], |lang| desk.send_form(lang, &address, (422, &bad_day)));
}

#[test]
fn a_file_of_0_bytes() {
    let desk = Desk::new();
    uploads(&desk, ("A01", "2022"), (("empty.pdf", b""), &["empty.pdf", "0"]));
    folders(&desk, ("A01/2022/empty.pdf", b""), &["A01/2022/empty.pdf", "0"]);
}

#[test]
fn a_year_outside_the_round() {
    let desk = Desk::new();
    let words = ["2031", "2022, 2023"];
    facts(&desk, ["A01", "2031"], (&json!({"count": 1}), "count=1", 404), &words);
    uploads(&desk, ("A01", "2031"), (("a.pdf", &pdf("a")), &words));
    folders(&desk, ("A01/2031/a.pdf", &pdf("a")), &["A01/2031/a.pdf", "2022, 2023"]);
}

#[test]
fn an_unknown_item() {
    let desk = Desk::new();
    facts(&desk, ["Z99", "2022"], (&json!({"count": 1}), "count=1", 404), &["Z99"]);
    uploads(&desk, ("Z99", "2022"), (("a.pdf", &pdf("a")), &["Z99"]));
    folders(&desk, ("A99/2022/a.pdf", &pdf("a")), &["A99/2022/a.pdf", "A99"]);
}

#[test]
fn a_year_that_is_none() {
    let desk = Desk::new();
    uploads(&desk, ("A01", "last"), (("a.pdf", &pdf("a")), &["last"]));
}

#[test]
fn a_negative_count() {
    let desk = Desk::new();
    let words = ["A01", "2022", "-1"];
    facts(&desk, ["A01", "2022"], (&json!({"count": -1}), "count=-1", 422), &words);
}

#[test]
fn a_denominator_of_zero() {
    let desk = Desk::new();
    let body = json!({"numerator": 3, "denominator": 0});
    let words = ["B01", "2022", "0"];
    facts(&desk, ["B01", "2022"], (&body, "numerator=3&denominator=0", 422), &words);
}
