//! Every kind that is taken, and what is refused, by content.

use std::fs;

use yingjian::intake::{FileKind, IntakeError};
use yingjian::texts::Lang;

use crate::making::{self, boxes, compound, zip_of};
use crate::programs;

fn kind_of(bytes: &[u8], name: &str) -> Result<FileKind, IntakeError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("received");
    fs::write(&path, bytes).unwrap();
    FileKind::of(&path, name)
}

#[test]
fn every_kind_is_told_by_its_content() {
    use image::ImageFormat::{Jpeg, Png};
    let with_mark = [b"\xEF\xBB\xBF\r\n".as_slice(), &making::pdf()].concat();
    let cases = [
        ("a.pdf", making::pdf(), FileKind::Pdf),
        ("scanner.pdf", with_mark, FileKind::Pdf),
        ("a.ofd", zip_of(&["Doc_0/Document.xml", "OFD.xml"]), FileKind::Ofd),
        ("a.docx", making::docx(), FileKind::Docx),
        ("a.xlsx", making::xlsx(), FileKind::Xlsx),
        ("a.pptx", zip_of(&["[Content_Types].xml", "ppt/presentation.xml"]), FileKind::Pptx),
        ("a.doc", compound(&["\u{1}CompObj", "1Table", "WordDocument"]), FileKind::Doc),
        ("a.wps", compound(&["WordDocument"]), FileKind::Wps),
        ("a.xls", compound(&["Workbook"]), FileKind::Xls),
        ("a.et", compound(&["Book", "\u{5}SummaryInformation", "x", "y", "z"]), FileKind::Et),
        ("a.ppt", compound(&["Current User", "PowerPoint Document"]), FileKind::Ppt),
        ("a.jpg", making::picture(Jpeg, 4, 4), FileKind::Jpg),
        ("a.png", making::picture(Png, 4, 4), FileKind::Png),
        ("a.heic", boxes(b"heic"), FileKind::Heic),
        ("b.heic", boxes(b"mif1"), FileKind::Heic),
        ("a.mp4", boxes(b"isom"), FileKind::Mp4),
        ("cut-off.mp4", boxes(b"mp42")[..25].to_vec(), FileKind::Mp4),
        ("a.txt", "会议纪要\r\n".into(), FileKind::Txt),
        ("gbk.txt", b"\xbb\xe1\xd2\xe9\xbc\xcd\xd2\xaa\r\n".to_vec(), FileKind::Txt),
    ];
    for (name, bytes, kind) in &cases {
        assert_eq!(kind_of(bytes, name).ok(), Some(*kind), "{name}");
        assert_eq!(FileKind::from_extension(kind.extension()), Some(*kind));
    }
    for kind in FileKind::ALL {
        assert!(kind.media_type().contains('/'), "{kind:?}");
        assert!(cases.iter().any(|case| case.2 == kind), "{kind:?} has no case");
    }
}

#[test]
fn a_name_decides_between_siblings_only() {
    let cases = [
        ("photo.pdf", making::picture(image::ImageFormat::Jpeg, 4, 4), FileKind::Jpg),
        ("no extension", making::pdf(), FileKind::Pdf),
        ("minutes.et", compound(&["WordDocument"]), FileKind::Doc),
        ("minutes.WPS", compound(&["WordDocument"]), FileKind::Wps),
        ("list.wps", compound(&["Workbook"]), FileKind::Xls),
        ("list.doc", making::xlsx(), FileKind::Xlsx),
    ];
    for (name, bytes, kind) in cases {
        assert_eq!(kind_of(&bytes, name).ok(), Some(kind), "{name}");
    }
}

#[test]
fn what_is_refused_is_named_with_what_it_is() {
    let mut program = b"MZ".to_vec();
    program.resize(128, 0);
    program[60] = 64;
    program[64..68].copy_from_slice(b"PE\0\0");
    let cases: [(&str, &[u8], &str); 13] = [
        ("账目.pdf", &program, "程序（Portable Executable）"),
        ("linux.pdf", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0", "程序"),
        ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "网页"),
        ("picture.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "图片（Scalable"),
        ("run.jpg", b"#!/bin/sh\nrm -rf /\n", "脚本"),
        ("note.docx", b"just words", "纯文本"),
        ("random.xls", b"\x00\x01\x02\x03\xFE\xFD", "无法识别"),
        ("package.docx", &zip_of(&["word/a.txt", "b.txt"]), "压缩包（ZIP）"),
        ("broken.docx", b"PK\x03\x04 and no directory", "压缩包（ZIP）"),
        ("setup.doc", &compound(&["!Property"]), "Compound File"),
        ("broken.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut", "无法识别"),
        ("talk.mp4", b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0", "录音"),
        ("film.mp4", b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "其他格式的视频"),
    ];
    for (name, bytes, what) in cases {
        let error = kind_of(bytes, name).unwrap_err();
        let said = Lang::Hans.say(&error.message());
        assert!(said.contains(name) && said.contains(what) && said.contains("pdf, ofd, doc"), "{said}");
        for lang in Lang::ALL {
            let said = lang.say(&error.message());
            assert!(said.contains(name) && !said.contains("intake-"), "{said}");
        }
    }
}

#[test]
fn empty_and_locked_files_are_refused() {
    let empty = kind_of(b"", "空.pdf").unwrap_err();
    assert!(Lang::Hans.say(&empty.message()).contains("“空.pdf”是空的（0 字节）"));
    let locked = kind_of(&compound(&["EncryptedPackage", "EncryptionInfo"]), "名册.xlsx").unwrap_err();
    assert!(Lang::Hans.say(&locked.message()).contains("“名册.xlsx”设有打开密码"));
}

/// Documents that an office program wrote, not this test.
#[test]
fn old_office_documents_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    fs::write(folder.path().join("minutes.docx"), making::docx()).unwrap();
    fs::write(folder.path().join("list.xlsx"), making::xlsx()).unwrap();
    for (file, to) in [("minutes.docx", "doc"), ("list.xlsx", "xls")] {
        programs::run("soffice", &[&profile, "--headless", "--convert-to", to, file], folder.path());
    }
    let kind = |file: &str, name: &str| FileKind::of(&folder.path().join(file), name).unwrap();
    assert_eq!(kind("minutes.doc", "minutes.doc"), FileKind::Doc);
    assert_eq!(kind("minutes.doc", "minutes.wps"), FileKind::Wps);
    assert_eq!(kind("list.xls", "list.xls"), FileKind::Xls);
    assert_eq!(kind("list.xls", "list.et"), FileKind::Et);
}

/// Cut anywhere or with bytes changed, a file is taken or refused, and the program goes on.
#[test]
fn broken_files_never_end_the_program() {
    for whole in [making::docx(), compound(&["WordDocument", "x", "y", "z"]), boxes(b"heic"), making::pdf()] {
        for at in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            let _ = kind_of(&whole[..at], "cut");
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            let _ = kind_of(&changed, "changed");
        }
    }
}
