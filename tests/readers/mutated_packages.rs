//! Packages, bags, scoring sheets and previews that are broken at random, as in [`crate::mutated`].

use std::fs::File;

use yingjian::archive::verify::{VerifyLimits, verify_archive, verify_folder};
use yingjian::blob::Sha256Hex;
use yingjian::intake::{
    FileKind, IntakeError, Limits, Package, decode_heic, jpeg_shows_screen, photo_marks, preview,
};
use yingjian::sheet::{self, SheetFormat};

use crate::dice::{fuzz, fuzz_bytes, fuzz_zip, stored};
use crate::mutated::read_as;
use crate::samples::{SAID, docx, paragraph, pdf, xlsx, zip_of};

#[test]
fn the_text_of_a_pdf() {
    fuzz("pdf", &[pdf()], read_as(FileKind::Pdf));
}

#[test]
fn the_slides_of_a_presentation() {
    let slide = format!("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{SAID}</a:t></a:r></a:p></p:sld>");
    let slides =
        zip_of(&[("ppt/presentation.xml", b"<p/>".as_slice()), ("ppt/slides/slide1.xml", slide.as_bytes())]);
    fuzz_zip("pptx", &[slides], read_as(FileKind::Pptx));
}

#[test]
fn the_preview_of_a_document() {
    let table = format!("<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>", paragraph());
    let samples = [docx(&paragraph()), docx(&table), xlsx()];
    fuzz_zip("preview", &samples, |file| {
        for kind in [FileKind::Docx, FileKind::Xlsx] {
            drop(preview(File::open(file).unwrap(), kind));
        }
    });
}

#[test]
fn what_a_package_holds() {
    let names = ["A02/2022/议军会纪要.pdf", "./A02//2023/x.pdf", "__MACOSX/x", "b"]
        .map(|name| (name, b"some".as_slice()));
    // Names in GBK without the mark that says otherwise.
    let mut old = zip_of(&[("aaaaaaaa.txt", b"some".as_slice())]);
    let name = encoding_rs::GBK.encode("议军会议").0.into_owned();
    for at in (0..old.len() - 8).filter(|at| old[*at..*at + 8] == *b"aaaaaaaa").collect::<Vec<_>>() {
        old[at..at + 8].copy_from_slice(&name);
    }
    fuzz("package", &[zip_of(&names), stored(&zip_of(&names)), old], |file| {
        let Ok(package) = Package::open_zip(file, &Limits::default()) else { return };
        for (index, listed) in package.entries().iter().enumerate() {
            let leads_out = listed.path.split('/').any(|part| part == ".." || part.is_empty());
            assert!(!leads_out && !listed.path.contains('\\'), "{}", listed.path);
            let all = package.read(index, |from| {
                let mut bytes = Vec::new();
                from.read_to_end(&mut bytes)
                    .map(|_| bytes.len())
                    .map_err(|source| IntakeError::Io { path: listed.path.clone(), source })
            });
            assert!(all.is_err() || all.is_ok_and(|length| length as u64 == listed.size));
        }
    });
}

/// The files of a small bag.
fn bag() -> [(&'static str, Vec<u8>); 6] {
    let data = SAID.as_bytes();
    let manifest = format!("{}  data/A02/议 军%25会.txt\n", Sha256Hex::of(data));
    let described =
        "Payload-Oxum: 42.1\r\nSource-Organization: 县双拥办\n  第二行\nBagging-Date: 2026-06-01\n";
    [
        ("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec()),
        ("bag-info.txt", described.as_bytes().to_vec()),
        ("manifest-sha256.txt", manifest.clone().into_bytes()),
        ("manifest-md5.txt", b"d41d8cd98f00b204e9800998ecf8427e *data/A02/x\n".to_vec()),
        ("fetch.txt", b"http://localhost/a 12 data/far.txt\nhttp://localhost/b - data/%0Dfar.txt\n".to_vec()),
        ("data/A02/议 军%会.txt", data.to_vec()),
    ]
}

#[test]
fn what_a_bag_in_a_zip_says_of_itself() {
    let files = bag();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let whole: Vec<_> = files.iter().copied().filter(|(name, _)| !name.starts_with("fetch")).collect();
    let samples = [zip_of(&files), zip_of(&whole)];
    fuzz_zip("bag", &samples, |file| drop(verify_archive(file, &VerifyLimits::default())));
}

#[test]
fn what_a_bag_in_a_folder_says_of_itself() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("data/A02")).unwrap();
    for (name, bytes) in bag() {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let told: Vec<_> = bag().into_iter().filter(|(name, _)| !name.starts_with("data")).collect();
    let samples: Vec<Vec<u8>> = told.iter().map(|(_, bytes)| bytes.clone()).collect();
    fuzz_bytes("bag-folder", &samples, |bytes| {
        // Every file of the bag in turn says what was broken of any of them.
        for (name, own) in &told {
            std::fs::write(folder.path().join(name), bytes).unwrap();
            drop(verify_folder(folder.path(), &VerifyLimits::default()));
            std::fs::write(folder.path().join(name), own).unwrap();
        }
    });
}

#[test]
fn a_scoring_sheet_as_a_text() {
    let whole = include_bytes!("../../fixtures/standards/sample-2026.toml").to_vec();
    fuzz_bytes("sheet", &[whole], |bytes| {
        let Ok(standard) = sheet::read(bytes, SheetFormat::Toml) else { return };
        let written = sheet::write(&standard, SheetFormat::Toml).unwrap();
        assert!(sheet::read(&written, SheetFormat::Toml) == Ok(standard), "it reads as it was written");
    });
}

#[test]
fn a_scoring_sheet_as_a_workbook() {
    let whole = sheet::write(&sheet::sample().unwrap(), SheetFormat::Xlsx).unwrap();
    fuzz_zip("workbook", &[whole], |file| {
        drop(sheet::read(&std::fs::read(file).unwrap(), SheetFormat::Xlsx))
    });
}

#[test]
fn what_a_telephone_says_of_its_photo() {
    let heic = include_bytes!("../jobs/phone.heic").to_vec();
    fuzz("heic", &[heic, photo_with_marks()], |file| {
        drop(photo_marks(&mut std::io::BufReader::new(File::open(file).unwrap())));
        drop(decode_heic(File::open(file).unwrap()));
    });
}

#[test]
fn whether_a_photo_is_of_a_screen() {
    let stripes = image::RgbImage::from_fn(640, 640, |x, y| {
        let mut pixel = [60 + u8::try_from(y % 4).unwrap() * 20; 3];
        pixel[(x / 2 % 3) as usize] = 220;
        image::Rgb(pixel)
    });
    let mut photo = Vec::new();
    stripes.write_with_encoder(image::codecs::jpeg::JpegEncoder::new(&mut photo)).unwrap();
    fuzz_bytes("screen", &[photo], |bytes| {
        jpeg_shows_screen(bytes.to_vec());
    });
}

/// A JPEG with a time, a place and a camera, as EXIF has them.
fn photo_with_marks() -> Vec<u8> {
    use exif::experimental::Writer;
    use exif::{Field, In, Rational, Tag, Value};
    use image::ImageEncoder;
    let words = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let degrees = |of: u32| Value::Rational([of, 14, 30].map(|num| Rational { num, denom: 1 }).to_vec());
    let fields = [
        (Tag::DateTimeOriginal, words("2023:08:01 09:30:00")),
        (Tag::Make, words("县")),
        (Tag::Software, words("x")),
        (Tag::GPSLatitudeRef, words("N")),
        (Tag::GPSLatitude, degrees(31)),
        (Tag::GPSLongitudeRef, words("E")),
        (Tag::GPSLongitude, degrees(121)),
    ]
    .map(|(tag, value)| Field { tag, ifd_num: In::PRIMARY, value });
    let (mut writer, mut marks) = (Writer::new(), std::io::Cursor::new(Vec::new()));
    fields.iter().for_each(|field| writer.push_field(field));
    writer.write(&mut marks, false).unwrap();
    let (mut bytes, picture) = (Vec::new(), image::RgbImage::new(8, 8));
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(marks.into_inner()).unwrap();
    encoder.encode_image(&picture).unwrap();
    bytes
}
