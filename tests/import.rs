//! Import of ZIPs and folders as offices make them: what the plan says is what is taken, and only once.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics says where"
)]

#[path = "intake/making.rs"]
#[expect(dead_code, reason = "the tests of intake use more of it")]
mod making;
mod office;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use making::zip_with;
use office::by;
use tempfile::TempDir;
use yingjian::domain::message::Message;
use yingjian::intake::{Limits, Package};
use yingjian::ops::import::{Import, Imported, Plan, plan, run};
use yingjian::ops::{Office, OpsError, evidence, scores};
use yingjian::store::evidence::Filter;
use yingjian::texts::Lang;

/// A PDF that no other text gives.
fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.4\n{text}\n%%EOF\n").into_bytes()
}

/// A package with one of every trouble, and what shall become of each file.
fn mixed() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    vec![
        ("A01/2022/议军会纪要.pdf", pdf("一"), "taken"),
        ("A01-2022-03 常委会议军纪要.pdf", pdf("二"), "taken"),
        ("组织领导/A01 会议/2023年/20230801 联席会纪要.pdf", pdf("三"), "taken"),
        ("A01/2022/程序.pdf", b"MZ\x90\0 no paper".to_vec(), "not_taken"),
        ("A01/2022/空白.pdf", Vec::new(), "not_taken"),
        ("A01/2019/总结.pdf", pdf("四"), "not_taken"),
        ("A99/2022/总结.pdf", pdf("五"), "not_taken"),
        ("总结.pdf", pdf("六"), "not_taken"),
        ("A01/2022/议军会纪要 副本.pdf", pdf("一"), "already"),
        ("A01/2023/议军会纪要.pdf", pdf("一"), "taken"),
    ]
}

fn mixed_zip() -> Vec<u8> {
    let files = mixed();
    let mut files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes, _)| (*path, &bytes[..])).collect();
    files.push((".DS_Store", b"x"));
    zip_with(&files)
}

/// The office of the tests, and a place for packages.
struct Desk {
    folder: TempDir,
    office: Office,
    packages: TempDir,
}

impl Desk {
    fn new() -> Self {
        let (folder, office) = office::office();
        Self { folder, office, packages: tempfile::tempdir().unwrap() }
    }

    fn keep(&self, bytes: &[u8]) -> PathBuf {
        let path = self.packages.path().join("材料.zip");
        fs::write(&path, bytes).unwrap();
        path
    }

    fn zip(&self, bytes: &[u8]) -> Package {
        Package::open_zip(&self.keep(bytes), &Limits::default()).unwrap()
    }

    fn plan(&self, package: &Package) -> Plan {
        let view = scores::round(&self.office, None).unwrap();
        let import = Import { view: &view, county: "c1", package };
        plan(&self.office, &import, &mut |_, _| ()).unwrap()
    }

    fn run(&self, package: &Package) -> Imported {
        self.run_telling(package, &mut |_, _| ())
    }

    fn run_telling(&self, package: &Package, progress: &mut dyn FnMut(usize, usize)) -> Imported {
        let view = scores::round(&self.office, None).unwrap();
        let import = Import { view: &view, county: "c1", package };
        run(&self.office, &import, &by(), progress).unwrap()
    }

    fn pieces(&self) -> Vec<evidence::Piece> {
        let filter = Filter { limit: 100, ..Filter::default() };
        evidence::list(&self.office, ("r", "c1"), &filter).unwrap().pieces
    }

    /// Files below a part of the data folder.
    fn files_in(&self, part: &str) -> usize {
        let files = walkdir::WalkDir::new(self.folder.path().join(part)).into_iter().map(Result::unwrap);
        files.filter(|entry| entry.file_type().is_file()).count()
    }

    fn command(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
        command.args(["evidence", "import", "--data-dir"]).arg(self.folder.path());
        command.args(arguments).env_remove("YINGJIAN_LANG").output().unwrap()
    }
}

fn reason(not_taken: &[(String, String)], path: &str) -> String {
    not_taken.iter().find(|(known, _)| known == path).map(|(_, why)| why.clone()).unwrap()
}

fn reasons(imported: &Imported) -> Vec<(String, String)> {
    let said = |(path, why): (&str, &Message)| (path.to_owned(), Lang::Hans.say(why));
    imported.not_taken().map(said).collect()
}

#[test]
fn a_plan_names_every_file_and_changes_nothing() {
    let desk = Desk::new();
    let plan = desk.plan(&desk.zip(&mixed_zip()));
    let planned: Vec<(&str, &str)> =
        plan.lines.iter().map(|line| (line.path.as_str(), line.state.id())).collect();
    let files = mixed();
    let state = |state: &'static str| if state == "taken" { "ready" } else { state };
    let expected: Vec<(&str, &str)> = files.iter().map(|(path, _, then)| (*path, state(then))).collect();
    assert_eq!(planned, expected);
    assert_eq!(plan.skipped.len(), 1);

    let line = &plan.lines[1];
    assert_eq!((line.items.as_slice(), line.years[0].0), (&["A01".to_owned()][..], 2022));
    assert_eq!((line.kind.as_str(), line.title.as_str()), ("minutes", "常委会议军纪要"));
    assert_eq!(line.open, ["meeting_date", "chair", "attendees", "topics"]);
    let noted = Lang::Hans.say(&plan.lines[9].notes[0]);
    assert!(noted.contains("也归在 A01·2022"), "{noted}");
    let doubled = Lang::Hans.say(&plan.lines[8].state.reason().unwrap());
    assert!(doubled.contains("A01/2022/议军会纪要.pdf"), "{doubled}");

    assert!(desk.pieces().is_empty());
    assert_eq!((desk.files_in("blobs"), desk.files_in("tmp")), (0, 0));
}

#[test]
fn an_import_takes_what_is_ready_once_and_says_why_not() {
    let desk = Desk::new();
    let package = desk.zip(&mixed_zip());
    let mut told = Vec::new();
    let imported = desk.run_telling(&package, &mut |done, total| told.push((done, total)));
    let states: Vec<&str> = imported.lines.iter().map(|line| line.state.id()).collect();
    assert_eq!(states, mixed().iter().map(|(_, _, then)| *then).collect::<Vec<_>>());
    assert_eq!((told[0], told[told.len() - 1]), ((0, 10), (10, 10)));

    let not_taken = reasons(&imported);
    for (path, words) in [
        ("A01/2022/程序.pdf", "不能接收"),
        ("A01/2022/空白.pdf", "0 字节"),
        ("A01/2019/总结.pdf", "没有本轮的考评年度（2022, 2023）"),
        ("A99/2022/总结.pdf", "没有考评项目的编号"),
        ("总结.pdf", "没有考评项目的编号"),
    ] {
        let why = reason(&not_taken, path);
        assert!(why.contains(words), "{path}: {why}");
    }

    let pieces = desk.pieces();
    assert_eq!((pieces.len(), desk.files_in("blobs"), desk.files_in("tmp")), (4, 3, 0));
    let dated = pieces.iter().find(|piece| piece.row.title == "联席会纪要").unwrap();
    assert_eq!(dated.row.day.as_deref(), Some("2023-08-01"));
    assert_eq!(dated.fields["meeting_date"], "2023-08-01");
    assert_eq!((dated.places[0].item.as_str(), dated.places[0].year.0), ("A01", 2023));
    assert_eq!(dated.files[0].0.name, "20230801 联席会纪要.pdf");

    let again = desk.run(&package);
    assert_eq!((again.taken().count(), again.already().count()), (0, 5));
    assert_eq!(reasons(&again), not_taken);
    assert_eq!(desk.pieces().len(), 4);
    assert!(desk.plan(&package).ready().next().is_none());
}

#[test]
fn a_folder_gives_the_same_as_a_zip() {
    let desk = Desk::new();
    let top = desk.packages.path().join("材料");
    for (path, bytes, _) in mixed() {
        let path = top.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let imported = desk.run(&Package::open_folder(&top, &Limits::default()).unwrap());
    let mut states: Vec<(&str, &str)> =
        imported.lines.iter().map(|line| (line.path.as_str(), line.state.id())).collect();
    let files = mixed();
    let mut expected: Vec<(&str, &str)> = files.iter().map(|(path, _, then)| (*path, *then)).collect();
    // Which of two twins comes first is the folder's order.
    let twins = |lines: &mut Vec<(&str, &str)>| {
        lines.retain(|(path, _)| !path.starts_with("A01/2022/议军会纪要"));
        lines.sort_unstable();
    };
    assert_eq!((imported.taken().count(), imported.already().count()), (4, 1));
    twins(&mut states);
    twins(&mut expected);
    assert_eq!(states, expected);
    assert_eq!(desk.run(&Package::open_folder(&top, &Limits::default()).unwrap()).taken().count(), 0);
}

/// The same bytes with every `from` turned into `to`, which is as long.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn names_in_gbk_come_out_right() {
    let desk = Desk::new();
    let (name, _, _) = encoding_rs::GBK.encode("会议纪要");
    let zip = zip_with(&[("A01/2022/XXXXXXXX.pdf", &pdf("一"))]);
    let imported = desk.run(&desk.zip(&patched(zip, b"XXXXXXXX", &name)));
    assert_eq!(imported.taken().next().unwrap().path, "A01/2022/会议纪要.pdf");
    assert_eq!(desk.pieces()[0].row.title, "会议纪要");
}

/// Sets a byte of every entry's head in the directory of a ZIP.
fn in_directory(mut zip: Vec<u8>, offset: usize, change: impl Fn(u8) -> u8) -> Vec<u8> {
    let heads: Vec<usize> = (0..zip.len()).filter(|at| zip[*at..].starts_with(b"PK\x01\x02")).collect();
    for at in heads {
        zip[at + offset] = change(zip[at + offset]);
    }
    zip
}

#[test]
fn a_damaged_file_does_not_stop_the_others() {
    let desk = Desk::new();
    let whole = zip_with(&[("A01/2022/坏.pdf", &pdf("一"))]);
    let sum = (0..whole.len()).find(|at| whole[*at..].starts_with(b"PK\x01\x02")).unwrap() + 16;
    let zip = zip_with(&[("A01/2022/坏.pdf", &pdf("一")), ("A01/2022/好.pdf", &pdf("二"))]);
    let sum = &whole[sum..sum + 4];
    let wrong: Vec<u8> = sum.iter().map(|byte| !byte).collect();
    let imported = desk.run(&desk.zip(&patched(zip, sum, &wrong)));
    assert_eq!(imported.taken().map(|line| line.path.as_str()).collect::<Vec<_>>(), ["A01/2022/好.pdf"]);
    assert!(reason(&reasons(&imported), "A01/2022/坏.pdf").contains("已损坏"));
    assert_eq!(desk.files_in("blobs"), 1);
}

#[test]
fn a_failed_disk_stops_the_import_and_what_was_done_stays() {
    let desk = Desk::new();
    let files: Vec<(String, Vec<u8>)> =
        (1..=4).map(|n| (format!("A01/2022/{n}.pdf"), pdf(&n.to_string()))).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), &bytes[..])).collect();
    let package = desk.zip(&zip_with(&files));
    let blobs = desk.folder.path().join("blobs");
    let aside = desk.folder.path().join("aside");
    let imported = desk.run_telling(&package, &mut |done, _| {
        if done == 2 {
            fs::rename(&blobs, &aside).unwrap();
            fs::write(&blobs, "no folder").unwrap();
        }
    });
    assert!(matches!(imported.stopped, Some(OpsError::Blob(_))), "{:?}", imported.stopped);
    assert_eq!((imported.taken().count(), imported.not_taken().count()), (2, 2));
    assert!(reason(&reasons(&imported), "A01/2022/4.pdf").contains("没有处理到"));

    fs::remove_file(&blobs).unwrap();
    fs::rename(&aside, &blobs).unwrap();
    let rest = desk.run(&package);
    assert_eq!((rest.taken().count(), rest.already().count()), (2, 2));
}

#[test]
fn a_county_that_takes_no_part_is_refused() {
    let desk = Desk::new();
    let package = desk.zip(&mixed_zip());
    let view = scores::round(&desk.office, None).unwrap();
    let import = Import { view: &view, county: "c9", package: &package };
    assert!(matches!(plan(&desk.office, &import, &mut |_, _| ()), Err(OpsError::NotFound(_))));
    assert!(matches!(run(&desk.office, &import, &by(), &mut |_, _| ()), Err(OpsError::NotFound(_))));
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_command_refuses_bad_packages_as_a_whole() {
    let desk = Desk::new();
    let good = pdf("一");
    let with = |name: &str| zip_with(&[("A01/2022/好.pdf", good.as_slice()), (name, b"x")]);
    let out = patched(with("XX/坏.pdf"), b"XX/", b"../");
    let locked = in_directory(with("a.pdf"), 8, |flags| flags | 1);
    let bomb = zip_with(&[("A01/2022/好.pdf", &good), ("A01/2022/零.pdf", &vec![0; 24 << 20])]);
    let cut = with("a.pdf")[..60].to_vec();
    for (zip, words) in [(out, "不安全"), (locked, "加了密码"), (bomb, "压缩炸弹"), (cut, "不是 ZIP 文件")]
    {
        let path = desk.keep(&zip);
        let done = desk.command(&["--county", "c1", "--zip", path.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1), "{words}");
        assert!(text(&done.stderr).contains(words), "{words}: {}", text(&done.stderr));
        assert!(done.stdout.is_empty(), "{}", text(&done.stdout));
    }
    assert!(desk.pieces().is_empty());
    assert_eq!((desk.files_in("blobs"), desk.files_in("tmp")), (0, 0));
}

#[test]
fn the_command_plans_imports_and_lists_what_was_not_taken() {
    let desk = Desk::new();
    let path = desk.keep(&mixed_zip());
    let arguments = ["--county", "c1", "--zip", path.to_str().unwrap()];
    let dry = desk.command(&[&arguments[..], &["--dry-run"]].concat());
    assert_eq!(dry.status.code(), Some(1));
    let said = text(&dry.stdout);
    assert!(said.contains("可以导入 4 个，原来就有 1 个，不能导入 5 个；跳过 1 个"), "{said}");
    assert!(said.contains(".DS_Store") && said.contains("A01·2022"), "{said}");
    assert!(desk.pieces().is_empty());

    let done = desk.command(&arguments);
    assert_eq!(done.status.code(), Some(1));
    let said = text(&done.stdout);
    assert!(said.contains("已导入 4 个，原来就有 1 个，没有导入 5 个"), "{said}");
    assert!(said.contains("A01/2022/空白.pdf") && !said.contains("常委会议军纪要"), "{said}");
    assert_eq!(desk.pieces().len(), 4);

    let json = desk.command(&[&arguments[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((json["county"].as_str(), json["dry_run"].as_bool()), (Some("c1"), Some(false)));
    assert_eq!(
        (json["files"].as_array().unwrap().len(), json["files"][0]["state"].as_str()),
        (10, Some("already"))
    );
    assert!(json["files"][0]["evidence"].is_string() && json["stopped"].is_null(), "{json}");
    assert_eq!(desk.pieces().len(), 4);
}

#[test]
fn the_exit_code_says_whether_all_was_taken() {
    let desk = Desk::new();
    let code = |arguments: &[&str]| desk.command(arguments).status.code();
    let path = desk.keep(&zip_with(&[("A01/2022/好.pdf", &pdf("一"))]));
    let path = path.to_str().unwrap();
    for _ in 0..2 {
        assert_eq!(code(&["--county", "c1", "--round", "r", "--zip", path]), Some(0));
    }
    assert_eq!(desk.pieces().len(), 1);
    assert_eq!(code(&["--county", "c9", "--zip", path]), Some(1));
    assert_eq!(code(&["--county", "c1", "--zip", path, "--dir", "."]), Some(2));
    assert_eq!(code(&["--county", "c1"]), Some(2));
    assert_eq!(code(&["--county", "c1", "--dir", path]), Some(1));
    let nowhere = Path::new(path).join("nowhere");
    assert_eq!(code(&["--county", "c1", "--zip", nowhere.to_str().unwrap()]), Some(3));
}

/// A photo that a camera took on a day of 2022.
fn photo() -> Vec<u8> {
    let time = exif::Field {
        tag: exif::Tag::DateTimeOriginal,
        ifd_num: exif::In::PRIMARY,
        value: exif::Value::Ascii(vec![b"2022:03:15 09:30:00".to_vec()]),
    };
    let mut writer = exif::experimental::Writer::new();
    writer.push_field(&time);
    let mut tiff = std::io::Cursor::new(Vec::new());
    writer.write(&mut tiff, false).unwrap();
    let facts = [b"Exif\0\0".as_slice(), &tiff.into_inner()].concat();
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    let jpeg = jpeg.into_inner();
    let length = u16::try_from(facts.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &facts, &jpeg[2..]].concat()
}

#[test]
fn a_photo_goes_to_the_year_in_which_it_was_taken() {
    let desk = Desk::new();
    let photo = photo();
    let zip = zip_with(&[("A01/慰问.jpg", &photo[..]), ("A01/2023/慰问.jpg", &photo[..])]);
    let plan = desk.plan(&desk.zip(&zip));
    let [without, against] = &plan.lines[..] else { panic!("two files") };
    assert_eq!(without.years.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2022"]);
    assert_eq!(without.day, Some("2022-03-15".parse().unwrap()));
    assert_eq!(against.years.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2023"]);
    assert_eq!(against.day, None);
    let notes: Vec<String> = against.notes.iter().map(|note| Lang::Hans.say(note)).collect();
    assert!(notes.iter().any(|note| note.contains("2022-03-15") && note.contains("2023")), "{notes:?}");
}
