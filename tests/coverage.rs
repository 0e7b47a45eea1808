//! `yingjian coverage` as people call it: files in any encoding, JSON by contract, a table for eight counties.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SHEET: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/standards/sample-2026.toml");
const REPORT: &str = "双拥工作汇报\r\n春节、八一走访慰问驻军部队，送去慰问金1.66万元。\r\n优抚对象 户。\r\n";

fn coverage(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.arg("coverage").args(arguments).env_remove("YINGJIAN_CONFIG").output().unwrap()
}

fn json(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn reports_in_any_encoding_give_the_same_by_contract() {
    let folder = tempfile::tempdir().unwrap();
    let traditional = "雙擁工作彙報\r\n春節、八一走訪慰問駐軍部隊，送去慰問金1.66萬元。\r\n優撫對象 戶。\r\n";
    let files = [
        written(folder.path(), "utf8.txt", REPORT.as_bytes()),
        written(folder.path(), "gbk.txt", &encoding_rs::GBK.encode(REPORT).0),
        written(folder.path(), "big5.txt", &encoding_rs::BIG5.encode(traditional).0),
    ];
    let mut arguments = vec!["--standard", SHEET, "--format", "json"];
    arguments.extend(files.iter().map(String::as_str));
    let found = json(&coverage(&arguments));
    for (at, file) in files.iter().enumerate() {
        let report = &found[at];
        assert_eq!(report["file"], file.as_str());
        assert_eq!(report["absent"].as_array().unwrap().len(), 66, "{report}");
        assert_eq!(report["items"][0]["code"], "C05");
        let mention = &report["items"][0]["mentions"][0];
        assert_eq!(mention["offset"], 8, "characters, line breaks counted as they are");
        assert_eq!(mention["figures"][0]["value"], "16600");
        assert_eq!(mention["figures"][0]["unit"], "元");
        assert_eq!(report["blanks"][0]["offset"], 36);
    }
    assert_eq!(found[0]["items"][0]["mentions"][0]["text"], "春节、八一走访慰问驻军部队，送去慰问金1.66万元");
    assert_eq!(found[2]["items"][0]["mentions"][0]["figures"][0]["text"], "1.66萬元");
}

#[test]
fn eight_reports_are_a_table_with_a_row_for_each_item() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<String> =
        (1..=8).map(|county| written(folder.path(), &format!("县{county}.txt"), REPORT.as_bytes())).collect();
    let mut arguments = vec!["--standard", SHEET];
    arguments.extend(files.iter().map(String::as_str));
    let output = coverage(&arguments);
    let table = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!((output.status.code(), lines.len()), (Some(0), 1 + 67 + 3), "{table}");
    assert!(lines.iter().any(|line| line.starts_with("C05") && line.matches(" 1").count() == 8), "{table}");
    assert!(lines.iter().any(|line| line.starts_with("A02") && line.matches("未提").count() == 8), "{table}");
}

#[test]
fn what_can_not_be_read_is_refused_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let broken = written(folder.path(), "broken.pdf", b"%PDF-1.4 nothing");
    let report = written(folder.path(), "report.txt", REPORT.as_bytes());
    let sheet = written(folder.path(), "sheet.toml", b"[meta]\n");
    for (arguments, code, said) in [
        (vec!["--standard", SHEET, &broken], 1, "broken.pdf"),
        (vec!["--standard", &sheet, &report], 1, ""),
        (vec!["--standard", SHEET, "missing.txt"], 3, "missing.txt"),
        (vec!["--standard", SHEET], 2, "REPORT"),
    ] {
        let output = coverage(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{arguments:?}");
    }
}
