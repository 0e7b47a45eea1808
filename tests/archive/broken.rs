//! Bags of other people, whole and broken.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use yingjian::archive::verify::{VerifyLimits, verify_archive, verify_folder};
use yingjian::texts::Lang;

use crate::programs::python;
use crate::tools::hex;

/// A folder with a bag of two files, and what is changed in it.
struct Case(TempDir);

impl Case {
    /// A whole bag of this version.
    fn whole(version: &str) -> Self {
        let case = Self(tempfile::tempdir().unwrap());
        case.write("bagit.txt", &format!("BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n"));
        case.write("data/一.txt", "一");
        case.write("data/two.txt", "two");
        case.write(
            "manifest-sha256.txt",
            &format!("{}{}", line("一", "data/一.txt"), line("two", "data/two.txt")),
        );
        case.write("bag-info.txt", "Payload-Oxum: 6.2\n");
        case
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn append(&self, name: &str, text: &str) {
        let before = fs::read_to_string(self.path(name)).unwrap_or_default();
        self.write(name, &(before + text));
    }

    fn verify(&self) -> Result<(), Vec<String>> {
        let verified = verify_folder(self.0.path(), &VerifyLimits::default());
        verified.map(|_whole| ()).map_err(|faults| {
            faults
                .iter()
                .map(|fault| format!("{} {}", fault.kind.id(), Lang::Hans.say(&fault.message())))
                .collect()
        })
    }
}

fn line(text: &str, path: &str) -> String {
    format!("{}  {path}\n", hex(&Sha256::digest(text.as_bytes())))
}

/// A broken bag by its change, the kind of fault that must be named, and what the sentence names.
type Broken = (fn(&Case), &'static str, &'static str);

const BROKEN: &[Broken] = &[
    (|case| fs::remove_file(case.path("bagit.txt")).unwrap(), "missing-declaration", ""),
    (|case| case.write("bagit.txt", "BagIt-Version: 1.0\n"), "bad-declaration", ""),
    (
        |case| case.write("bagit.txt", "\u{feff}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        "declaration-mark",
        "",
    ),
    (
        |case| case.write("bagit.txt", "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"),
        "unsupported-version",
        "2.0",
    ),
    (
        |case| {
            case.write(
                "bagit.txt",
                "BagIt-Version: 1.0\nBagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n",
            )
        },
        "bad-declaration",
        "",
    ),
    (
        |case| case.write("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-99\n"),
        "unknown-encoding",
        "UTF-99",
    ),
    (|case| fs::remove_dir_all(case.path("data")).unwrap(), "missing-payload", ""),
    (|case| fs::remove_file(case.path("manifest-sha256.txt")).unwrap(), "missing-manifest", ""),
    (|case| fs::remove_file(case.path("data/一.txt")).unwrap(), "missing-file", "data/一.txt"),
    (|case| case.write("data/三.txt", "三"), "extra-file", "data/三.txt"),
    (|case| case.write("data/one/.hidden", ""), "extra-file", "data/one/.hidden"),
    (|case| case.write("data/two.txt", "TWO"), "wrong-checksum", "data/two.txt"),
    (|case| case.write("bag-info.txt", "Payload-Oxum: 7.2\n"), "wrong-oxum", "7.2"),
    (|case| case.write("bag-info.txt", "Payload-Oxum: 6.3\n"), "wrong-oxum", "6.2"),
    (|case| case.write("bag-info.txt", "Payload-Oxum: six\n"), "bad-oxum", "six"),
    (|case| case.write("bag-info.txt", "Payload-Oxum: 6.2\nPayload-Oxum: 6.2\n"), "repeated-oxum", ""),
    (|case| case.append("manifest-sha256.txt", &line("x", "data/../../x")), "unsafe-path", "data/../../x"),
    (|case| case.append("manifest-sha256.txt", &line("x", "/etc/passwd")), "unsafe-path", "/etc/passwd"),
    (|case| case.append("manifest-sha256.txt", &line("x", "~root/x")), "unsafe-path", "~root/x"),
    (|case| case.append("manifest-sha256.txt", &line("x", "data/..\\x")), "unsafe-path", "x"),
    (|case| case.append("manifest-sha256.txt", &line("x", "C:\\x")), "unsafe-path", "C:"),
    (|case| case.append("manifest-sha256.txt", &line("x", "bagit.txt")), "outside-payload", "bagit.txt"),
    (
        |case| case.append("manifest-sha256.txt", &line("two", "data/two.txt")),
        "duplicate-line",
        "data/two.txt",
    ),
    (|case| case.append("manifest-sha256.txt", "zz  data/two.txt\n"), "bad-line", "zz"),
    (|case| case.append("manifest-sha256.txt", "0123\n"), "bad-line", "0123"),
    (
        |case| {
            case.write("data/Two.txt", "two");
            case.append("manifest-sha256.txt", &line("two", "data/Two.txt"));
            case.write("bag-info.txt", "");
        },
        "equal-names",
        "Two.txt",
    ),
    (
        |case| {
            case.write("data/\u{e9}.txt", "two");
            case.write("data/e\u{301}.txt", "two");
            case.append("manifest-sha256.txt", &line("two", "data/\u{e9}.txt"));
            case.append("manifest-sha256.txt", &line("two", "data/e\u{301}.txt"));
            case.write("bag-info.txt", "");
        },
        "equal-names",
        "data/",
    ),
    (|case| case.write("manifest-sha512.txt", ""), "not-in-manifest", "manifest-sha512.txt"),
    (|case| case.write("manifest-crc32.txt", "00000000  data/two.txt\n"), "unsupported-algorithm", "crc32"),
    (
        |case| {
            case.append("manifest-sha256.txt", &line("x", "data/far.bin"));
            case.write("fetch.txt", "https://example.org/far.bin 1 data/far.bin\n");
        },
        "not-fetched",
        "data/far.bin",
    ),
    (|case| case.write("fetch.txt", "https://example.org/x - data/../../x\n"), "unsafe-path", "data/../../x"),
    (|case| case.write("tagmanifest-sha256.txt", &line("other", "bagit.txt")), "wrong-checksum", "bagit.txt"),
    (|case| case.write("tagmanifest-sha256.txt", &line("x", "gone.txt")), "missing-file", "gone.txt"),
    (
        |case| fs::write(case.path("bag-info.txt"), b"Contact: \xff\xfe\n").unwrap(),
        "bad-text",
        "bag-info.txt",
    ),
];

#[test]
fn each_broken_bag_is_refused_by_name() {
    let mut wrong = Vec::new();
    for (number, (change, kind, named)) in BROKEN.iter().enumerate() {
        let case = Case::whole("1.0");
        change(&case);
        let faults = case.verify().err().unwrap_or_default();
        let id = format!("archive-fault-{kind} ");
        if !faults.iter().any(|fault| fault.starts_with(&id) && fault.contains(named)) {
            wrong.push(format!("case {number}: no {kind} {named:?} in {faults:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whole_bags_of_every_version_are_taken() {
    for version in ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"] {
        assert_eq!(Case::whole(version).verify(), Ok(()), "{version}");
    }
}

#[test]
fn whole_bags_may_be_unusual() {
    let case = Case::whole("0.97");
    case.write(
        "manifest-sha256.txt",
        &format!(
            "{}{}",
            line("一", "*data/一.txt").replace("  *", " *"),
            line("two", "data/two.txt").replace("  ", "\t")
        ),
    );
    assert_eq!(case.verify(), Ok(()), "md5sum's asterisk and a tab");

    let case = Case::whole("1.0");
    case.write("bag-info.txt", "Contact-Name: 甲\nContact-Name: 乙\n\n  continued\nPayload-Oxum: 6.2\n");
    fs::create_dir_all(case.path("notes/empty")).unwrap();
    case.write("notes/any.txt", "tag files need not be listed");
    assert_eq!(case.verify(), Ok(()), "labels twice, a continued line, other tag files");

    let case = Case::whole("1.0");
    case.write("data/50%.txt", "x");
    case.append("manifest-sha256.txt", &line("x", "data/50%25.txt"));
    case.write("bag-info.txt", "");
    assert_eq!(case.verify(), Ok(()), "an escaped percent sign");
}

#[test]
fn what_another_program_bags_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let bag = folder.path().join("bag");
    fs::create_dir_all(bag.join("子文件夹")).unwrap();
    fs::write(bag.join("子文件夹/会议纪要.txt"), "内容").unwrap();
    fs::write(bag.join("=cmd.csv"), "").unwrap();
    python(&["-m", "bagit", "--md5", "--sha1", "--sha512", "--contact-name", "样例", "bag"], folder.path());
    verify_folder(&bag, &VerifyLimits::default()).unwrap();
    python(&["-c", "import shutil; shutil.make_archive('bag', 'zip', '.', 'bag')"], folder.path());
    verify_archive(&folder.path().join("bag.zip"), &VerifyLimits::default()).unwrap();
}

/// What a ZIP may hold that nobody should unpack.
#[test]
fn hostile_zips_are_refused() {
    let cases = [
        ("z.writestr('bag/../../x', 'x')", "unsafe-entry"),
        ("z.writestr('/x', 'x')", "unsafe-entry"),
        (
            "z.writestr('bag/bagit.txt', 'x' * 10); z.writestr('bag/data/zeros', bytes(64 << 20), compress_type=8)",
            "bomb",
        ),
        (
            "i = zipfile.ZipInfo('bag/link'); i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd')",
            "symbolic-link",
        ),
    ];
    for (script, kind) in cases {
        let folder = tempfile::tempdir().unwrap();
        let whole = format!("import zipfile\nz = zipfile.ZipFile('x.zip', 'w')\n{script}\nz.close()");
        python(&["-c", &whole], folder.path());
        let faults = verify_archive(&folder.path().join("x.zip"), &VerifyLimits::default()).unwrap_err();
        let id = format!("archive-fault-{kind}");
        assert!(faults.iter().any(|fault| fault.kind.id() == id), "{kind}: {faults:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    refused_as(folder.path(), b"PK\x03\x04 cut off", "not-zip");
    refused_as(folder.path(), b"", "not-zip");
}

fn refused_as(folder: &Path, bytes: &[u8], kind: &str) {
    let file = folder.join("x.zip");
    fs::write(&file, bytes).unwrap();
    let faults = verify_archive(&file, &VerifyLimits::default()).unwrap_err();
    assert_eq!(faults[0].kind.id(), format!("archive-fault-{kind}"));
}
