//! No word of people is a formula in any export, as other programs read it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::city::word;
use crate::planted::Planted;
use crate::programs::{python, run};

/// Lists every cell of the workbooks of the folder that a spreadsheet would work out, our own sums aside, and how
/// many cells hold words that begin like one.
const LOOK: &str = r#"
import openpyxl, sys, re
texts = 0
for path in sys.argv[1:]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if cell.data_type == 'f' and not re.fullmatch(r'=SUBTOTAL\(109,[A-Z]+2:[A-Z]+\d+\)', str(value)):
                    print('FORMULA', path, sheet.title, cell.coordinate, value)
                if isinstance(value, str) and value[:1] in '=+-@' and 'beacon' in value:
                    texts += 1
print('TEXTS', texts)
"#;

fn below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|found| found == ending)).collect()
}

fn look(folder: &Path) -> usize {
    std::fs::write(folder.join("look.py"), LOOK).unwrap();
    let mut arguments = vec!["look.py".to_owned()];
    arguments.extend(below(folder, "xlsx").iter().map(|path| path.to_str().unwrap().to_owned()));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let said = python(&arguments, folder);
    assert!(!said.contains("FORMULA"), "{said}");
    said.lines().find_map(|line| line.strip_prefix("TEXTS ")).unwrap().parse().unwrap()
}

fn export(planted: &Planted, arguments: &[&str], folder: &Path) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.arg("--data-dir").arg(planted.city.served.folder()).args(arguments).current_dir(folder);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn no_word_is_a_formula_in_any_export() {
    let planted = Planted::new();
    let folder = tempfile::tempdir().unwrap();
    for own in &planted.city.own {
        let client = planted.client(&own.clerk);
        for format in ["xlsx", "docx"] {
            let report = client.get(&format!("/counties/{}/gaps/{format}", own.county));
            assert_eq!(report.status, 200);
            std::fs::write(folder.path().join(format!("gaps-{}.{format}", own.county)), report.bytes)
                .unwrap();
        }
        let archive = client.get(&format!("/counties/{}/archive.zip", own.county));
        let archive = zip::ZipArchive::new(std::io::Cursor::new(archive.bytes));
        archive.unwrap().extract(folder.path().join(own.county)).unwrap();
    }
    export(&planted, &["standard", "export", "sheet", "-o", "sheet.xlsx"], folder.path());
    let texts = look(folder.path());
    assert!(texts > 20, "only {texts} cells hold what could have been one");
    csv(&planted, folder.path());
    documents(folder.path());
}

/// The table of scores as LibreOffice reads it.
fn csv(planted: &Planted, folder: &Path) {
    let csv = export(planted, &["score", "--format", "csv"], folder);
    let read = folder.join("csv");
    std::fs::create_dir(&read).unwrap();
    std::fs::write(read.join("score.csv"), &csv).unwrap();
    let text = String::from_utf8(csv).unwrap();
    for (county, _) in crate::COUNTIES {
        assert!(text.contains(&format!("'{}", word(county, "county").replace('"', "\"\""))), "{text}");
    }
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    run("soffice", &[&profile, "--headless", "--convert-to", "xlsx", "score.csv"], &read);
    look(&read);
}

/// Documents hold no field but the number of the page.
fn documents(folder: &Path) {
    let documents = below(folder, "docx");
    assert!(documents.len() > 4, "{documents:?}");
    for path in documents {
        let mut document = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
        let mut body = String::new();
        std::io::Read::read_to_string(&mut document.by_name("word/document.xml").unwrap(), &mut body)
            .unwrap();
        for field in ["w:fldSimple", "w:instrText", "w:altChunk", "w:object"] {
            assert!(!body.contains(field), "{} has a {field}", path.display());
        }
    }
}
