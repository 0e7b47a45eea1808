//! Names as people give them: the same on the page, in the download's header, in papers and in the archive,
//! or safe there and told; equal names keep their own bytes, equal bytes are kept once.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics says where"
)]

#[path = "api/client.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod client;
#[path = "intake/making.rs"]
#[expect(dead_code, reason = "the tests of intake use more of it")]
mod making;
#[path = "api/multipart.rs"]
mod multipart;
#[path = "web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
#[expect(dead_code, reason = "other tests use more of it")]
mod programs;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use client::{Answer, Client};
use image::ImageFormat;
use multipart::{Upload, pdf};
use office::Served;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use yingjian::ops::accounts::Kind;
use zip::ZipArchive;

const EVIDENCE: &str = "/counties/c1/evidence";

/// A file as somebody uploads it.
struct Given {
    name: String,
    bytes: Vec<u8>,
    sha256: String,
}

impl Given {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { name: name.to_owned(), bytes, sha256 }
    }

    /// What it is called in lists when it was given no title.
    fn title(&self) -> &str {
        self.name.rsplit_once('.').unwrap().0
    }
}

/// Names that have broken other programs, and two photos of one name.
fn given() -> Vec<Given> {
    let long = format!("{}.pdf", "长".repeat(196));
    let of_pdf =
        ["會議紀錄.pdf", "a/b\\c:d.pdf", "re\u{301}sume\u{301}.pdf", "𠮷野家.pdf", "<b>\"'&.pdf", &long];
    let mut given: Vec<Given> = of_pdf.iter().map(|name| Given::new(name, pdf(name))).collect();
    given.push(Given::new("会议纪要(终稿).docx", making::docx()));
    given.push(Given::new("=cmd.xlsx", making::xlsx()));
    given.push(Given::new("IMG_0001.jpg", making::picture(ImageFormat::Jpeg, 8, 8)));
    given.push(Given::new("IMG_0001.jpg", making::picture(ImageFormat::Jpeg, 9, 9)));
    given
}

/// A clerk at a program and at a browser, and what they have uploaded through both.
struct Desk {
    served: Served,
    given: Vec<Given>,
    /// Ids of the evidence, those of the program and those of the browser.
    ids: [Vec<String>; 2],
}

impl Desk {
    fn filled() -> Self {
        let desk = Self { served: Served::new(), given: given(), ids: <[Vec<String>; 2]>::default() };
        let by_program = desk.given.iter().map(|file| upload_by_program(&desk, file)).collect();
        let browser = desk.browser();
        let by_browser = desk.given.iter().map(|file| upload_by_browser(&browser, file)).collect();
        Self { ids: [by_program, by_browser], ..desk }
    }

    fn program(&self) -> Client {
        let token = self.served.secret("clerk", Kind::Token);
        self.served.visitor().with("authorization", &format!("Bearer {token}"))
    }

    fn browser(&self) -> Client {
        self.served.visitor().with_session(&self.served.secret("clerk", Kind::Session))
    }

    /// Every piece of evidence with the file that it was made of.
    fn pieces(&self) -> impl Iterator<Item = (&str, &Given)> {
        self.ids.iter().flat_map(|ids| ids.iter().map(String::as_str).zip(&self.given))
    }
}

fn token(browser: &Client) -> String {
    let page = browser.get("/profile").text();
    page.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

fn upload_by_program(desk: &Desk, file: &Given) -> String {
    let upload = Upload::minutes().file(&file.name, &file.bytes);
    let filed = desk.program().upload(&format!("/api/v1{EVIDENCE}"), &upload).json(201);
    assert_eq!(filed["files"][0]["name"], file.name);
    assert_eq!(filed["sha256"], file.sha256);
    filed["id"].as_str().unwrap().to_owned()
}

fn upload_by_browser(browser: &Client, file: &Given) -> String {
    let form = Upload::default().text("csrf", &token(browser)).text("kind", "minutes").text("item", "A01");
    let form = form.text("year", "2023").file(&file.name, &file.bytes);
    let answer = browser.upload(EVIDENCE, &form);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let address = answer.header("location").strip_prefix("/evidence/").unwrap();
    address.split('?').next().unwrap().to_owned()
}

/// The text of a page as a person reads it.
fn read(page: &str) -> String {
    let escaped = ["&lt;", "&gt;", "&quot;", "&#x27;", "&#x3D;", "&#x60;", "&amp;"];
    escaped
        .iter()
        .zip(["<", ">", "\"", "'", "=", "`", "&"])
        .fold(page.to_owned(), |page, (escaped, plain)| page.replace(escaped, plain))
}

/// What a browser calls the file that it keeps, and what one of 1999 does (RFC 6266).
fn kept_as(answer: &Answer) -> (String, String) {
    let disposition = answer.header("content-disposition");
    let (plain, encoded) = disposition.split_once("; filename*=UTF-8''").unwrap();
    let plain = plain.strip_prefix("attachment; filename=\"").unwrap().strip_suffix('"').unwrap();
    (percent_decode_str(encoded).decode_utf8().unwrap().into_owned(), plain.to_owned())
}

#[test]
fn pages_and_downloads_give_the_same_name_and_bytes() {
    let desk = Desk::filled();
    let (program, browser) = (desk.program(), desk.browser());
    let list = read(&browser.get(EVIDENCE).text());
    for (id, file) in desk.pieces() {
        let piece = program.get(&format!("/api/v1/evidence/{id}")).json(200);
        assert_eq!(piece["files"][0]["name"], file.name);
        assert_eq!(piece["title"], file.title());
        let page = browser.get(&format!("/evidence/{id}")).text();
        assert!(!page.contains("<b>\""), "raw HTML of a name: {page}");
        assert!(read(&page).contains(&format!(">{}</a>", file.name)), "{}: {page}", file.name);
        assert!(list.contains(file.title()), "{} is not in the list", file.name);
        let by_program = program.get(&format!("/api/v1/evidence/{id}/file"));
        let by_browser = browser.get(&format!("/evidence/{id}/files/1?keep=1"));
        for sent in [by_program, by_browser] {
            assert_eq!((sent.status, &sent.bytes), (200, &file.bytes));
            let (name, plain) = kept_as(&sent);
            assert_eq!(name, file.name);
            assert!(plain.is_ascii() && !plain.contains(['"', '\\', '%']), "{plain}");
        }
    }
}

#[test]
fn the_same_bytes_are_one_blob_and_equal_names_keep_their_own() {
    let desk = Desk::filled();
    let blobs = walkdir::WalkDir::new(desk.served.folder().join("blobs")).into_iter().map(Result::unwrap);
    let blobs = blobs.filter(|entry| entry.file_type().is_file());
    let kept: BTreeSet<String> = blobs.map(|entry| entry.file_name().to_str().unwrap().to_owned()).collect();
    let given: BTreeSet<String> = desk.given.iter().map(|file| file.sha256.clone()).collect();
    assert_eq!(kept, given);
    assert_eq!(given.len(), desk.given.len(), "the two photos differ");
    let page = read(&desk.browser().get(&format!("/evidence/{}", desk.ids[1][0])).text());
    assert!(page.contains(&format!("href=\"/evidence/{}\"", desk.ids[0][0])), "where else they are: {page}");
}

/// Whether every name of an archive that is not ASCII is marked as UTF-8.
fn marks_names(zip: &[u8]) -> bool {
    let number = |at: usize| u16::from_le_bytes([zip[at], zip[at + 1]]);
    let heads = (0..zip.len()).filter(|at| zip[*at..].starts_with(b"PK\x01\x02"));
    let marks: Vec<bool> = heads
        .map(|at| {
            let name = &zip[at + 46..at + 46 + usize::from(number(at + 28))];
            name.is_ascii() || number(at + 8) & 0x800 != 0
        })
        .collect();
    marks.len() > 20 && marks.iter().all(|marked| *marked)
}

/// Every file of an archive by its path.
fn unpacked(zip: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let count = zip.len();
    let unpack = |index| {
        let mut member = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        (member.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(unpack).collect()
}

fn file<'a>(files: &'a [(String, Vec<u8>)], end: &str) -> &'a [u8] {
    &files.iter().find(|(path, _)| path.ends_with(end)).unwrap_or_else(|| panic!("no {end}")).1
}

#[test]
fn the_archive_holds_every_name_or_a_safe_one_and_tells_the_original() {
    let desk = Desk::filled();
    let zip = desk.browser().get("/counties/c1/archive.zip").bytes;
    assert!(marks_names(&zip));
    let files = unpacked(zip);
    let page = read(std::str::from_utf8(file(&files, "/data/index.html")).unwrap());
    for year in ["2022", "2023"] {
        for given in &desk.given {
            let folder = format!("/{year}/");
            let here = files.iter().filter(|(path, bytes)| path.contains(&folder) && *bytes == given.bytes);
            let paths: Vec<&str> = here.map(|(path, _)| path.as_str()).collect();
            assert_eq!(paths.len(), 1, "{} in {year}: {paths:?}", given.name);
            let name = paths[0].rsplit('/').next().unwrap();
            assert!(name.len() <= 255 && !name.contains(['\\', ':', '<', '"']), "{name}");
            let told = page.contains(&format!("原名：{}", given.name));
            assert!(name == given.name || told, "{} is {name}, and nobody says so", given.name);
        }
    }
    let names: BTreeSet<&str> = files.iter().map(|(path, _)| path.rsplit('/').next().unwrap()).collect();
    for same in
        ["會議紀錄.pdf", "会议纪要(终稿).docx", "=cmd.xlsx", "𠮷野家.pdf", "IMG_0001.jpg", "IMG_0001 (2).jpg"]
    {
        assert!(names.contains(same), "{same}: {names:?}");
    }
}

#[test]
fn papers_list_every_title_and_none_is_a_formula() {
    let desk = Desk::filled();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c1.zip");
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.arg("--data-dir").arg(desk.served.folder()).args(["archive", "--county", "c1", "-o"]).arg(&path);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = unpacked(std::fs::read(&path).unwrap());
    for paper in ["卷内目录", "归档文件目录"] {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file(&files, &format!("/{paper}.xlsx")))).unwrap();
        let mut texts = BTreeSet::new();
        for sheet in book.sheet_names() {
            let formulas = book.worksheet_formula(&sheet).unwrap();
            assert!(formulas.used_cells().next().is_none_or(|(_, _, text)| text.is_empty()), "{sheet}");
            let cells = book.worksheet_range(&sheet).unwrap();
            texts.extend(cells.used_cells().filter_map(|(_, _, cell)| match cell {
                Data::String(text) => Some(text.clone()),
                _ => None,
            }));
        }
        let pdf = folder.path().join("paper.pdf");
        std::fs::write(&pdf, file(&files, &format!("/{paper}.pdf"))).unwrap();
        let printed = programs::run("pdftotext", &["-layout", "-nodiag", "paper.pdf", "-"], folder.path());
        let printed: String = printed.nfc().filter(|char| !char.is_whitespace()).collect();
        for given in &desk.given {
            assert!(texts.contains(given.title()), "{paper}.xlsx has no {}: {texts:?}", given.title());
            let title: String = given.title().nfc().collect();
            let begins: String = title.chars().take(4).collect();
            assert!(printed.contains(&begins), "{paper}.pdf has no {begins}:\n{printed}");
        }
        assert!(printed.matches('长').count() >= 2 * 196, "the long name is printed whole");
    }
}

#[test]
fn a_zip_gives_its_names_as_they_are() {
    let served = Served::new();
    let given = given();
    let kept: Vec<&Given> = given.iter().filter(|file| !file.name.contains(['/', '<'])).collect();
    let paths: Vec<String> =
        (1..).zip(&kept).map(|(number, file)| format!("A01/2022/{number}/{}", file.name)).collect();
    let members: Vec<(&str, &[u8])> =
        paths.iter().map(String::as_str).zip(kept.iter().map(|file| file.bytes.as_slice())).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("package.zip");
    std::fs::write(&path, making::zip_with(&members)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.arg("--data-dir").arg(served.folder()).args(["evidence", "import", "--county", "c1", "--zip"]);
    let output = command.arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let clerk = served.visitor().with_session(&served.secret("clerk", Kind::Session));
    let pieces = clerk.get(&format!("/api/v1{EVIDENCE}")).json(200);
    let imported: BTreeSet<(&str, &str)> = pieces["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| {
            (piece["files"][0]["name"].as_str().unwrap(), piece["files"][0]["sha256"].as_str().unwrap())
        })
        .collect();
    let expected = kept.iter().map(|file| (file.name.as_str(), file.sha256.as_str())).collect();
    assert_eq!(imported, expected);
}
