//! Files made to harm: each is read or refused in ten seconds and 256 MB, by a process that nothing else depends on.

use std::fmt::Write as _;
use std::io::{Read, Seek, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use yingjian::intake::{FileKind, FileText, TextFault, TextReader};
use yingjian::sheet::{self, Place, SheetFormat};

use crate::samples::{SAID, doc, docx, ofd, paragraph, pdf, pdf_of, xlsx, zip_of};

const TIME: Duration = Duration::from_secs(11);
/// In kB.
const MEMORY: u64 = 256 << 10;

type Outcome = Result<FileText, TextFault>;

fn file_of(bytes: &[u8]) -> std::fs::File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

/// What becomes of a file, which must be within the bounds.
fn bounded(what: &str, kind: FileKind, bytes: &[u8]) -> Outcome {
    let begun = Instant::now();
    let peak = peak(kind, bytes);
    let reader = TextReader::at(env!("CARGO_BIN_EXE_yingjian").into());
    let again = Instant::now();
    let outcome = reader.read(file_of(bytes), kind).unwrap();
    let took = again.elapsed();
    let told = outcome.as_ref().map(|said| (said.pages, said.text.chars().count(), said.cut));
    eprintln!("{what}: {told:?}, {} MB, {took:?}", peak >> 10);
    assert!(took < TIME, "{what} took {took:?}, and {:?} in all", begun.elapsed());
    assert!(peak < MEMORY, "{what} took {peak} kB");
    outcome
}

/// The most memory that the process of a reader has, in kB.
fn peak(kind: FileKind, bytes: &[u8]) -> u64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.args(["read-text", kind.extension()]).stdin(file_of(bytes)).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut output = child.stdout.take().unwrap();
    let drained = std::thread::spawn(move || output.read_to_end(&mut Vec::new()));
    let (begun, mut peak) = (Instant::now(), 0);
    while child.try_wait().unwrap().is_none() && begun.elapsed() < TIME {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(peak).max(peak);
        std::thread::sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    child.wait().unwrap();
    drained.join().unwrap().unwrap();
    peak
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Zeros without end, packed twice over.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    let some = vec![b' '; 1 << 20];
    (0..megabytes).for_each(|_| packer.write_all(&some).unwrap());
    packer.finish().unwrap()
}

fn with_stream(mut file: Vec<u8>, dictionary: &str, stream: &[u8]) -> Vec<u8> {
    let end = file.windows(7).rposition(|bytes| bytes == b"trailer").unwrap();
    let tail = file.split_off(end);
    file.extend(format!("4 0 obj\n<<{dictionary}/Length {}>>stream\n", stream.len()).as_bytes());
    file.extend(stream);
    file.extend(b"\nendstream\nendobj\n");
    file.extend(tail);
    file
}

fn one_page(contents: &str, resources: &str) -> Vec<String> {
    vec![
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]{contents}/Resources<<{resources}>>>>"),
    ]
}

/// A ZIP with another part in the place of one of its own.
fn with_part(zip: &[u8], replaced: &str, with: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        parts.push((name.clone(), if name == replaced { with.to_vec() } else { bytes }));
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zip_of(&parts)
}

#[test]
fn whole_files_give_their_words_all_the_same() {
    for (kind, bytes) in [
        (FileKind::Docx, docx(&paragraph())),
        (FileKind::Doc, doc()),
        (FileKind::Ofd, ofd()),
        (FileKind::Xlsx, xlsx()),
        (FileKind::Txt, SAID.as_bytes().to_vec()),
    ] {
        let said = bounded(kind.extension(), kind, &bytes).unwrap();
        assert!(said.text.contains(SAID), "{}: {}", kind.extension(), said.text);
    }
    assert!(bounded("doc", FileKind::Doc, &doc()).unwrap().text.contains("a\tb"));
    assert!(bounded("pdf", FileKind::Pdf, &pdf()).unwrap().text.contains("Hello double support"));
}

#[test]
fn a_pdf_of_a_hundred_thousand_pages_is_cut() {
    let kids: String = (0..100_000).fold(String::new(), |mut kids, _| {
        kids.push_str("3 0 R ");
        kids
    });
    let mut objects = one_page("/Contents 4 0 R", "/Font<</F 5 0 R>>");
    objects[1] = format!("<</Type/Pages/Count 100000/Kids[{kids}]>>");
    objects.push("<</Length 26>>stream\nBT /F 9 Tf (page) Tj ET   \nendstream".into());
    objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".into());
    let said = bounded("one page 100,000 times", FileKind::Pdf, &pdf_of(&objects));
    assert!(said.is_ok_and(|said| said.pages <= 5_000));
    let mut each = objects[..2].to_vec();
    let mut numbers = String::new();
    for number in 0..100_000 {
        write!(numbers, "{} 0 R ", number + 3).unwrap();
        each.push("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".into());
    }
    each[1] = format!("<</Type/Pages/Count 100000/Kids[{numbers}]>>");
    let said = bounded("100,000 pages", FileKind::Pdf, &pdf_of(&each));
    assert!(said.is_err() || said.is_ok_and(|said| said.cut));
}

#[test]
fn pdfs_in_circles_and_deep_ones_end() {
    let mut pages = one_page("", "");
    pages[1] = "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R 3 0 R]>>".into();
    let _ = bounded("pages in a circle", FileKind::Pdf, &pdf_of(&pages));
    let mut forms = one_page("/Contents 5 0 R", "/XObject<</X 4 0 R>>");
    forms.push(
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 12>>stream\n/X Do /X Do \nendstream"
            .into(),
    );
    forms.push("<</Length 6>>stream\n/X Do \nendstream".into());
    let _ = bounded("forms in a circle", FileKind::Pdf, &pdf_of(&forms));
    let mut contents = one_page("/Contents 4 0 R", "");
    contents.push("4 0 R".into());
    let _ = bounded("a reference to itself", FileKind::Pdf, &pdf_of(&contents));
    let mut deep = one_page("/Contents 4 0 R", "");
    deep.push(format!("{}{}", "[".repeat(200_000), "]".repeat(200_000)));
    let _ = bounded("deep arrays", FileKind::Pdf, &pdf_of(&deep));
    let mut stacked = one_page("/Contents 4 0 R", "");
    let content = "q ".repeat(500_000);
    stacked.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    let _ = bounded("a deep stack", FileKind::Pdf, &pdf_of(&stacked));
}

#[test]
fn pdfs_that_swell_and_fonts_that_lie_are_bounded() {
    let page = pdf_of(&one_page("/Contents 4 0 R", ""));
    let _ = bounded("a bomb", FileKind::Pdf, &with_stream(page.clone(), "/Filter/FlateDecode", &bomb(2_000)));
    let twice = packed(&bomb(1_000));
    let filters = "/Filter[/FlateDecode/FlateDecode]";
    let _ = bounded("a bomb in a bomb", FileKind::Pdf, &with_stream(page, filters, &twice));
    let font = |descendant: &str, encoding: &str| {
        let mut objects = one_page("/Contents 5 0 R", "/Font<</F 6 0 R>>");
        let content = format!("BT /F 9 Tf <{}> Tj ET", "4E00".repeat(1_000));
        objects.push("<<>>".into());
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
        objects.push(format!(
            "<</Type/Font/Subtype/Type0/BaseFont/A/{encoding}/DescendantFonts[{descendant}]>>"
        ));
        pdf_of(&objects)
    };
    let lies = "<</Subtype/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 99>>\
                /W[0[1 2] 5 99999999 1 0 4294967295 7]/FontDescriptor<</FontFile2 4 0 R/FontName/A>>>>";
    for encoding in
        ["Encoding/UniGB-UCS2-H", "Encoding/Identity-H", "Encoding 6 0 R", "ToUnicode 6 0 R/Encoding/None"]
    {
        let file = with_stream(font(lies, encoding), "", &[0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3]);
        let _ = bounded(encoding, FileKind::Pdf, &file);
    }
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap 99999 beginbfrange {} endbfrange endcmap",
        "<0000> <FFFF> <4E00> ".repeat(20_000)
    );
    let mapped = with_stream(
        font("<</Subtype/CIDFontType2>>", "ToUnicode 4 0 R/Encoding/Identity-H"),
        "",
        map.as_bytes(),
    );
    let _ = bounded("a map without end", FileKind::Pdf, &mapped);
}

#[test]
fn office_documents_without_end_are_cut() {
    let endless = docx(&paragraph().repeat(600_000));
    assert!(bounded("endless paragraphs", FileKind::Docx, &endless).unwrap().cut);
    let deep = docx(&format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(300_000), paragraph()));
    let _ = bounded("deep tables", FileKind::Docx, &deep);
    let _ = bounded(
        "one long word",
        FileKind::Docx,
        &docx(&format!("<w:p><w:r><w:t>{}", "字".repeat(9_000_000))),
    );
    let _ = bounded("one long name", FileKind::Docx, &docx(&format!("<w:{}>", "x".repeat(30_000_000))));
    let page = b"<TextCode>x</TextCode>".repeat(1_000_000);
    let _ = bounded("an endless page", FileKind::Ofd, &zip_of(&[("Doc_0/Pages/Page_0/Content.xml", &page)]));
    let rows = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>".repeat(500_000);
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}"
    );
    let book = with_part(&xlsx(), "xl/worksheets/sheet1.xml", sheet.as_bytes());
    assert!(bounded("an endless sheet", FileKind::Xlsx, &book).is_ok_and(|said| said.cut));
    let _ = bounded("endless text", FileKind::Txt, &"双拥\n".repeat(9_000_000).into_bytes());
}

#[test]
fn files_that_are_cut_anywhere_are_read_or_refused() {
    for (kind, bytes) in [
        (FileKind::Pdf, pdf()),
        (FileKind::Docx, docx(&paragraph())),
        (FileKind::Doc, doc()),
        (FileKind::Wps, doc()),
        (FileKind::Et, doc()),
        (FileKind::Ofd, ofd()),
        (FileKind::Xlsx, xlsx()),
    ] {
        for part in 0..4 {
            let _ = bounded(kind.extension(), kind, &bytes[..bytes.len() * part / 4]);
        }
    }
}

#[test]
fn a_scoring_sheet_with_a_cell_far_out_takes_no_room_for_all_between() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let worksheet = book.add_worksheet().set_name("评分标准").unwrap();
    worksheet.write(0, 0, SAID).unwrap();
    worksheet.write(1_048_575, 16_383, SAID).unwrap();
    let problems = sheet::read(&book.save_to_buffer().unwrap(), SheetFormat::Xlsx).unwrap_err();
    let far = problems.iter().find(|problem| problem.what.id == "sheet-large-worksheet").unwrap();
    let there = Place::Cell { sheet: "评分标准".into(), row: 1_048_576, column: 16_384 };
    assert_eq!(far.place, there, "{problems:?}");
}
