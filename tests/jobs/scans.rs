//! Words in pictures: by `tesseract` where it is there, and a clear word where it is not.

use std::path::Path;
use std::process::Command;

use yingjian::intake::{FileKind, Scanner, TextPlace};
use yingjian::ops::Office;
use yingjian::ops::jobs::{Runner, RunnerSettings, ask_for_daily};
use yingjian::ops::search::{Asked, Reach, find};
use yingjian::store::texts::{self, NONE, SCAN};

use crate::copies::{file_as, filled, wait_for};
use crate::texts::{SAID, pdf, row, text};

/// A page as a scanner makes it: a JPEG of a printed one.
fn scanned() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let printed = folder.path().join("a.pdf");
    std::fs::write(&printed, pdf(&[SAID])).unwrap();
    let page = folder.path().join("page");
    let mut draw = Command::new("pdftoppm");
    draw.args(["-r", "200", "-jpeg", "-singlefile"]).arg(&printed).arg(&page);
    assert!(draw.status().unwrap().success());
    std::fs::read(page.with_extension("jpg")).unwrap()
}

/// A PDF whose pages are pictures.
fn of_pictures(jpeg: &[u8], pages: usize) -> Vec<u8> {
    let picture = image::load_from_memory(jpeg).unwrap();
    let mut file = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n".to_vec();
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", page + 5)).collect();
    let page =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 3 0 R>>>>>>";
    let mut head = format!("2 0 obj<</Type/Pages/Count {pages}/Kids[{kids}]>>endobj\n");
    for number in 0..pages {
        head += &format!("{} 0 obj{page}endobj\n", number + 5);
    }
    head += "4 0 obj<</Length 29>>stream\nq 595 0 0 842 0 0 cm /P Do Q\nendstream endobj\n";
    head += &format!(
        "3 0 obj<</Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceRGB/BitsPerComponent 8\
         /Filter/DCTDecode/Length {}>>stream\n",
        picture.width(),
        picture.height(),
        jpeg.len()
    );
    file.extend(head.as_bytes());
    file.extend(jpeg);
    file.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    file
}

fn scanner() -> Scanner {
    // tesseract-ocr with chi_sim is one of the packages of the tests.
    Scanner::find(Path::new("tesseract")).unwrap()
}

/// The page has 29 characters, of which a good reader misses hardly any.
fn assert_read(text: &str) {
    let text: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let seen = ["县委议军会议", "双拥工作", "投入经费"].iter().filter(|words| text.contains(**words)).count();
    assert!(seen >= 2, "{text}");
}

#[test]
fn words_are_recognised_in_photos_and_in_the_pages_of_scans() {
    let (_folder, _home, office) = filled(10);
    let office = office.scanned_by(Some(scanner()));
    let jpeg = scanned();
    let photo = file_as(&office, "扫描.jpg", &jpeg);
    let pages = file_as(&office, "扫描.pdf", &of_pictures(&jpeg, 2));
    let _runner = Runner::start(&office, RunnerSettings::default());
    assert_read(&text(&office, &photo).text);
    wait_for_scan(&office, &pages);
    let read = text(&office, &pages);
    assert!(read.from_scan);
    assert_read(&read.text);
    assert_eq!(read.place_of(read.text.chars().count() - 2), Some(&TextPlace::Page(2)));
    let asked = Asked { question: "议军会议".into(), limit: 10, ..Asked::default() };
    let found = find(&office, ("r", Reach::County("c1")), &asked).unwrap();
    assert_eq!(found.count, 2);
    assert!(found.hits[0].passage.as_ref().unwrap().from_scan);
}

/// A photo that the telephone has turned by a quarter in its pixels, and says so (EXIF) or not.
fn turned(jpeg: &[u8], orientation: Option<u8>) -> Vec<u8> {
    let picture = image::load_from_memory(jpeg).unwrap().rotate270();
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let mut bytes = bytes.into_inner();
    if let Some(orientation) = orientation {
        let mut said = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        said.extend([orientation, 0, 0, 0, 0, 0, 0]);
        bytes.splice(2..2, said);
    }
    bytes
}

#[test]
fn a_photo_of_a_paper_is_turned_as_the_camera_was_held_before_it_is_read() {
    let scanner = scanner();
    let recognised = |bytes: &[u8], kind| {
        let mut file = tempfile::tempfile().unwrap();
        std::io::Write::write_all(&mut file, bytes).unwrap();
        std::io::Seek::rewind(&mut file).unwrap();
        scanner.recognise_photo(file, kind).unwrap()
    };
    let jpeg = scanned();
    // 6: the picture is to be turned to the right by a quarter.
    assert_read(&recognised(&turned(&jpeg, Some(6)), FileKind::Jpg));
    let lying = recognised(&turned(&jpeg, None), FileKind::Jpg);
    assert!(!lying.contains("县委议军会议"), "without that it lies on its side: {lying}");
    assert_eq!(recognised(b"\0\0\0\x18ftypheic no photo", FileKind::Heic), "");
    assert_eq!(recognised(b"\xFF\xD8\xFF no photo", FileKind::Jpg), "");
}

#[test]
fn a_photo_in_heic_is_looked_at_like_any_other() {
    let (_folder, _home, office) = filled(10);
    let office = office.scanned_by(Some(scanner()));
    let paper = file_as(&office, "文件.heic", include_bytes!("paper.heic"));
    let person = file_as(&office, "照片.heic", include_bytes!("phone.heic"));
    let _runner = Runner::start(&office, RunnerSettings::default());
    assert_read(&text(&office, &paper).text);
    // It shows no paper, so there is no text, and that is known.
    assert_eq!(row(&office, &person).state, NONE);
}

fn wait_for_scan(office: &Office, id: &str) {
    wait_for("the pages are looked at", || row(office, id).source == SCAN);
}

#[test]
fn a_scan_says_that_nobody_can_read_it_and_is_read_once_somebody_can() {
    let (_folder, _home, office) = filled(10);
    let id = file_as(&office, "扫描.pdf", &of_pictures(&scanned(), 1));
    let runner = Runner::start(&office, RunnerSettings::default());
    let first = row(&office, &id);
    assert_eq!((first.state.as_str(), first.reason.as_str()), (NONE, "no_scanner"));
    drop(runner);
    let office = office.scanned_by(Some(scanner()));
    ask_for_daily(&office).unwrap();
    let _runner = Runner::start(&office, RunnerSettings::default());
    let sha256 = first.sha256;
    let is_read = || {
        let row = texts::find(&mut office.store.conn().unwrap(), &sha256).unwrap();
        row.is_some_and(|row| row.source == SCAN)
    };
    wait_for("the pages are looked at", is_read);
    assert_read(&text(&office, &id).text);
}

#[test]
fn a_program_that_knows_no_chinese_is_none() {
    assert!(Scanner::find(Path::new("/bin/true")).is_none());
    assert!(Scanner::find(Path::new("/nowhere/tesseract")).is_none());
    assert!(scanner().languages().contains("chi_sim"));
}
