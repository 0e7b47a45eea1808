//! Files that swell, claim, overlap or lead away: refused with their reason by a real server, which meanwhile
//! takes little memory and little time. The figures are printed.

use std::io::{Cursor, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use image::{ImageFormat, RgbImage};
use yingjian::ops::accounts::Kind;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::client::Client;
use crate::making::{self, zip_with};
use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::programs::run;

/// The most memory that a refusal may take beside what the server had, in kB.
const MORE: u64 = 64 << 10;
/// The most time.
const TIME: Duration = Duration::from_secs(2);

/// The program as a process of its own on the office's folder.
struct Process {
    child: Child,
    client: Client,
    browser: Client,
}

impl Process {
    fn start(served: &Served) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
        command.args([
            "serve",
            "--bind",
            "127.0.0.1:0",
            "--workers",
            "1",
            "--job-workers",
            "0",
            "--data-dir",
        ]);
        command.arg(served.folder()).stderr(Stdio::piped());
        for variable in ["DATABASE_URL", "BLOB_URL"] {
            command.env_remove(variable);
        }
        let mut child = command.spawn().unwrap();
        let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap()));
        let line = lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        let authorization = format!("Bearer {}", served.secret("clerk", Kind::Token));
        let client = Client::new(address).with("authorization", &authorization);
        let browser = Client::new(address).with_session(&served.secret("clerk", Kind::Session));
        Self { child, client, browser }
    }

    /// The most memory since it was last asked to count anew, in kB.
    fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    fn count_anew(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
    }

    /// Asks, and gives the answer with what it took.
    fn measured(&self, ask: impl FnOnce(&Self) -> (u16, String)) -> (u16, String, u64, Duration) {
        self.count_anew();
        let (before, begun) = (self.peak(), Instant::now());
        let (status, said) = ask(self);
        (status, said, self.peak().saturating_sub(before), begun.elapsed())
    }

    fn evidence(&self, name: &str, bytes: &[u8]) -> (u16, String) {
        let sent = self.client.upload("/api/v1/counties/c1/evidence", &Upload::minutes().file(name, bytes));
        (sent.status, sent.text())
    }

    fn package(&self, name: &str, bytes: &[u8]) -> (u16, String) {
        let page = self.browser.get("/profile").text();
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
        let token = rest.split('"').next().unwrap();
        let form = Upload::default().text("csrf", token).file(name, bytes);
        let sent = self.browser.upload("/counties/c1/import", &form);
        (sent.status, sent.text())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// A document with one more part.
fn document(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(making::docx())).unwrap();
    zip.start_file(path, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
        .unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

fn workbook(path: &str, bytes: &[u8]) -> Vec<u8> {
    zip_with(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"), (path, bytes)])
}

const LAUGHS: &str = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
    <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><x>&d;&d;&d;&d;</x>";

/// The head of a PNG of this size, whose pixels are zeros packed as far as they are.
fn png(width: u32, height: u32, [bits, colours]: [u8; 2]) -> Vec<u8> {
    let mut small = Cursor::new(Vec::new());
    RgbImage::new(8, 8).write_to(&mut small, ImageFormat::Png).unwrap();
    let mut bytes = small.into_inner();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes[24..26].copy_from_slice(&[bits, colours]);
    let sum = crc(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&sum);
    bytes
}

/// The sum of a PNG's chunk.
fn crc(bytes: &[u8]) -> u32 {
    bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 },
        )
    }) ^ u32::MAX
}

/// A JPEG whose head claims this size.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = making::picture(ImageFormat::Jpeg, 8, 8);
    let at = bytes.windows(2).position(|mark| mark == b"\xFF\xC0").unwrap();
    bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    bytes[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// Each entry of the directory points to the same bytes.
fn overlapping(count: usize) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(|number| format!("xl/{number:05}.bin")).collect();
    let zeros = vec![0; 8 << 10];
    let mut files: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>")];
    files.extend(names.iter().map(|name| (name.as_str(), zeros.as_slice())));
    let mut bytes = zip_with(&files);
    let heads: Vec<usize> =
        (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect();
    let first: [u8; 4] = bytes[heads[1] + 42..heads[1] + 46].try_into().unwrap();
    heads.iter().skip(2).for_each(|head| bytes[head + 42..head + 46].copy_from_slice(&first));
    bytes
}

/// Says of every entry but the first that it has one byte.
fn lying(mut bytes: Vec<u8>, entry: &str) -> Vec<u8> {
    let at = |mark: &[u8], name_at: usize, bytes: &[u8]| {
        (0..bytes.len() - 4)
            .find(|at| bytes[*at..].starts_with(mark) && bytes[*at + name_at..].starts_with(entry.as_bytes()))
    };
    let central = at(b"PK\x01\x02", 46, &bytes).unwrap();
    bytes[central + 24..central + 28].copy_from_slice(&1_u32.to_le_bytes());
    let local = at(b"PK\x03\x04", 30, &bytes).unwrap();
    bytes[local + 22..local + 26].copy_from_slice(&1_u32.to_le_bytes());
    bytes
}

fn encrypted() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.docx"), making::docx()).unwrap();
    run("7z", &["x", "a.docx", "-oin"], folder.path());
    run("7z", &["a", "-tzip", "-psecret", "../locked.docx", "."], &folder.path().join("in"));
    std::fs::read(folder.path().join("locked.docx")).unwrap()
}

/// A ZIP in which names are GBK: one leads out, and 誠 ends in the byte of a backslash.
fn gbk(name: &str) -> Vec<u8> {
    let (raw, _, _) = encoding_rs::GBK.encode(name);
    let bytes = pdf("gbk");
    let placed: String = "x".repeat(raw.len());
    let mut zip = zip_with(&[(&placed, &bytes)]);
    while let Some(at) = zip.windows(raw.len()).position(|found| found == placed.as_bytes()) {
        zip[at..at + raw.len()].copy_from_slice(&raw);
    }
    zip
}

fn many(count: usize) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(|number| format!("A01/2022/{number}.pdf")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    zip_with(&files)
}

/// A name, the bytes, whether it comes as a package, and words of the refusal.
type Bomb = (&'static str, Vec<u8>, bool, &'static [&'static str]);

fn packages() -> Vec<Bomb> {
    let big = zip_with(&[("A01/2022/零.pdf", &vec![0; 400_000_000])]);
    assert!((300_000..450_000).contains(&big.len()), "{}", big.len());
    let slip = zip_with(&[("A01/2022/好.pdf", &pdf("good")), ("../../坏.pdf", &pdf("bad"))]);
    vec![
        ("炸弹.zip", big, true, &["零.pdf", "400.0 MB", "200"]),
        ("越界.zip", slip, true, &["../../坏.pdf", ".."]),
        ("国标.zip", gbk("考核/../../会议.pdf"), true, &["考核/../../会议.pdf", ".."]),
        ("国标盘.zip", gbk("C:\\会议.pdf"), true, &["C:\\会议.pdf"]),
        ("七万.zip", many(70_000), true, &["70000", "20000"]),
        ("重叠.zip", overlapping(3_000), true, &[".bin"]),
    ]
}

fn documents() -> Vec<Bomb> {
    let big = document("word/media/零.bin", &vec![0; 200_000_000]);
    assert!((190_000..260_000).contains(&big.len()), "{}", big.len());
    let out = workbook("../../x.xml", b"<x/>");
    let svg = document("word/media/图.svg", LAUGHS.as_bytes());
    let cut = making::docx();
    vec![
        ("纪要.docx", big, false, &["纪要.docx", "零.bin", "200.0 MB", "200"]),
        (
            "实体.docx",
            document("customXml/a.xml", LAUGHS.as_bytes()),
            false,
            &["实体.docx", "customXml/a.xml", "<!DOCTYPE>"],
        ),
        (
            "实体.xlsx",
            workbook("xl/sharedStrings.xml", LAUGHS.as_bytes()),
            false,
            &["sharedStrings.xml", "<!DOCTYPE>"],
        ),
        ("矢量.docx", svg, false, &["图.svg", "<!DOCTYPE>"]),
        (
            "说谎.docx",
            lying(document("word/a.bin", &vec![7; 3_000_000]), "word/a.bin"),
            false,
            &["word/a.bin"],
        ),
        ("重叠.xlsx", overlapping(3_000), false, &["重叠.xlsx", ".bin"]),
        ("加密.docx", encrypted(), false, &["加密.docx"]),
        ("越界.xlsx", out, false, &["越界.xlsx", "../../x.xml"]),
        (
            "多.xlsx",
            {
                let mut all = many(70_000);
                all.truncate(all.len());
                all
            },
            false,
            &["多.xlsx"],
        ),
        ("断.docx", cut[..cut.len() - 40].to_vec(), false, &["断.docx"]),
    ]
}

fn pictures() -> Vec<Bomb> {
    let whole = making::picture(ImageFormat::Jpeg, 300, 300);
    let whole_png = making::picture(ImageFormat::Png, 300, 300);
    vec![
        (
            "洪水.png",
            png(50_000, 50_000, [8, 2]),
            false,
            &["洪水.png", "50000 × 50000", "7.5 GB", "800.0 MB"],
        ),
        ("洪水.jpg", jpeg(50_000, 50_000), false, &["洪水.jpg", "50000 × 50000", "7.5 GB"]),
        ("一吉.png", png(11_600, 11_600, [16, 6]), false, &["一吉.png", "11600 × 11600", "1.0 GB"]),
        ("无.png", png(0, 10, [8, 2]), false, &["无.png"]),
        ("断.jpg", whole[..whole.len() - 100].to_vec(), false, &["断.jpg"]),
        ("断.png", whole_png[..whole_png.len() - 10].to_vec(), false, &["断.png"]),
    ]
}

#[test]
fn what_swells_is_refused_in_little_memory_and_time() {
    let served = Served::with_limit(1 << 30);
    let process = Process::start(&served);
    // What the first of everything needs is not the bombs'.
    assert_eq!(process.evidence("好.docx", &making::docx()).0, 201);
    assert_eq!(process.evidence("好.jpg", &making::picture(ImageFormat::Jpeg, 30, 30)).0, 201);
    process.package("坏.zip", &zip_with(&[("../x", b"x")]));
    for (name, bytes, is_package, words) in [packages(), documents(), pictures()].concat() {
        let (status, said, more, took) = process.measured(|process| {
            if is_package { process.package(name, &bytes) } else { process.evidence(name, &bytes) }
        });
        println!("{name}: {} kB sent, {more} kB more, {} ms", bytes.len() / 1_000, took.as_millis());
        let plain = said.replace("&lt;", "<").replace("&gt;", ">");
        assert_eq!(status, 422, "{name}: {said}");
        words.iter().for_each(|word| assert!(plain.contains(word), "{name}: {word} is not in {plain}"));
        assert!(more <= MORE, "{name} took {more} kB more");
        assert!(took <= TIME, "{name} took {took:?}");
    }
    assert_eq!(process.client.get("/health").status, 200);
}

/// What is honest is taken, however odd: names in GBK, a document in a document, a plan of a large sheet.
#[test]
fn what_is_only_odd_is_taken() {
    let served = Served::with_limit(1 << 30);
    let process = Process::start(&served);
    let (status, said) = process.package("国标.zip", &gbk("A01/2022/誠會議.pdf"));
    assert_eq!(status, 303, "{said}");
    let nested = document("word/embeddings/表.xlsx", &making::xlsx());
    let doubled = document("word/embeddings/包.zip", &zip_with(&[("零", &vec![0; 100_000_000])]));
    let (grey, photo) = (png(25_000, 30_000, [8, 0]), jpeg(16_320, 12_240));
    for (name, bytes) in
        [("嵌套.docx", nested), ("套包.docx", doubled), ("图纸.png", grey), ("照片.jpg", photo)]
    {
        let (status, said, more, took) = process.measured(|process| process.evidence(name, &bytes));
        println!("{name}: {} kB sent, {more} kB more, {} ms", bytes.len() / 1_000, took.as_millis());
        assert_eq!(status, 201, "{name}: {said}");
        assert!(more <= MORE, "{name} took {more} kB more");
    }
}
