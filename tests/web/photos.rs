//! What is found in photos: nearly the same one again, in another county, from another year or day, with a caption
//! that is not whole, a screenshot, or a photo of a screen.

use std::io::Cursor;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage};
use yingjian::blob::Sha256Hex;
use yingjian::domain::facts::Year;
use yingjian::intake::PHOTO_VERSION;
use yingjian::ops::evidence::{Filing, file, take};
use yingjian::ops::jobs::ask_for_daily;
use yingjian::ops::{findings, scores};
use yingjian::store::photo_prints;

use crate::office::{Served, by};
use crate::shots::{Shot, as_it_is, on_screen};

/// Many small things of many colours; no two numbers show the same.
fn scene(number: u32) -> RgbImage {
    let mut seed = number.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut dice = move |most: u32| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed % most
    };
    let mut picture = RgbImage::from_pixel(320, 240, Rgb([120, 140, 150]));
    for _ in 0..60 {
        let (x, y, width, height) = (dice(300), dice(220), 10 + dice(70), 10 + dice(50));
        let colour = [0; 3].map(|_: u8| u8::try_from(dice(256)).unwrap());
        for x in x..(x + width).min(320) {
            for y in y..(y + height).min(240) {
                picture.put_pixel(x, y, Rgb(colour));
            }
        }
    }
    picture
}

/// A JPEG, with what a camera wrote.
fn jpeg(picture: &RgbImage, (quality, shot): (u8, Option<&str>)) -> Vec<u8> {
    jpeg_at(picture, (quality, shot), 31)
}

/// The same, shot so many degrees, minutes and seconds in the north.
fn jpeg_at(picture: &RgbImage, (quality, shot): (u8, Option<&str>), north: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    if let Some(shot) = shot {
        let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
        let degrees = |whole| Value::Rational(vec![Rational { num: whole, denom: 1 }; 3]);
        let fields = [
            field(Tag::Make, Value::Ascii(vec![b"Camera".to_vec()])),
            field(Tag::DateTimeOriginal, Value::Ascii(vec![shot.as_bytes().to_vec()])),
            field(Tag::GPSLatitudeRef, Value::Ascii(vec![b"N".to_vec()])),
            field(Tag::GPSLatitude, degrees(north)),
            field(Tag::GPSLongitudeRef, Value::Ascii(vec![b"W".to_vec()])),
            field(Tag::GPSLongitude, degrees(21)),
        ];
        let mut writer = Writer::new();
        fields.iter().for_each(|field| writer.push_field(field));
        let mut tiff = Cursor::new(Vec::new());
        writer.write(&mut tiff, false).unwrap();
        encoder.set_exif_metadata(tiff.into_inner()).unwrap();
    }
    encoder.encode_image(&DynamicImage::ImageRgb8(picture.clone())).unwrap();
    bytes.into_inner()
}

/// A photo to be filed: county, year, day, title, place, whether all six facts are given, name of the file.
struct Photo<'a> {
    county: &'a str,
    year: i32,
    day: &'a str,
    event: &'a str,
    place: &'a str,
    whole: bool,
    name: &'a str,
}

const PHOTO: Photo<'_> = Photo {
    county: "c1",
    year: 2022,
    day: "2022-08-01",
    event: "慰问",
    place: "礼堂",
    whole: true,
    name: "一.jpg",
};

fn file_photo(served: &Served, photo: &Photo<'_>, bytes: &[u8]) -> String {
    let view = scores::round(&served.office, None).unwrap();
    let mut incoming = served.office.blobs.receive(1 << 22).unwrap();
    incoming.write(bytes).unwrap();
    let mut fields =
        vec![("event", photo.event), ("date", photo.day), ("place", photo.place), ("people", "王某")];
    if photo.whole {
        fields.extend([("background", "八一"), ("photographer", "李四")]);
    } else {
        fields.push(("background", "无"));
    }
    let filing = Filing {
        county: photo.county.into(),
        kind: "photo".into(),
        fields: fields.into_iter().map(|(field, value)| (field.to_owned(), value.to_owned())).collect(),
        items: vec!["A01".into()],
        years: vec![Year(photo.year)],
        files: vec![take(incoming, photo.name).unwrap()],
    };
    file(&served.office, &view, &by(), &filing).unwrap().id
}

/// Waits until the workers have read these pictures, and works out what is found in both counties, twice, since the
/// second may have something to do with the first.
fn found(served: &Served, pictures: &[&[u8]]) {
    let hashes: Vec<String> = pictures.iter().map(|bytes| Sha256Hex::of(bytes).as_str().to_owned()).collect();
    let begun = Instant::now();
    let read = || photo_prints::marks(&mut served.office.store.conn().unwrap(), &hashes).unwrap();
    while read().len() < hashes.len() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", read());
        std::thread::sleep(Duration::from_millis(20));
    }
    let view = scores::round(&served.office, None).unwrap();
    for county in ["c1", "c2", "c1"] {
        findings::refresh(&served.office, &view, (county, by().at)).unwrap();
    }
}

fn page(served: &Served, (name, county): (&str, &str)) -> String {
    served.client(name).get(&format!("/counties/{county}/findings")).body
}

#[test]
fn a_photo_that_was_cut_and_compressed_is_found_in_the_county_and_beyond() {
    let served = Served::new();
    let original = scene(7);
    let cut = image::imageops::crop_imm(&original, 14, 10, 290, 222).to_image();
    let (first, again) = (jpeg(&original, (90, None)), jpeg(&cut, (55, None)));
    let theirs = jpeg(&image::imageops::thumbnail(&original, 160, 120), (70, None));
    let other = jpeg(&scene(8), (90, None));
    file_photo(&served, &PHOTO, &first);
    file_photo(&served, &Photo { year: 2023, day: "2023-08-01", ..PHOTO }, &again);
    file_photo(&served, &Photo { event: "别的事", ..PHOTO }, &other);
    let secret = file_photo(&served, &Photo { county: "c2", event: "乙县的事", ..PHOTO }, &theirs);
    found(&served, &[&first, &again, &theirs, &other]);
    let own = page(&served, ("clerk", "c1"));
    assert!(own.contains("几乎相同的照片出现在 2 件材料里"), "{own}");
    assert_eq!(own.matches("另一个县的材料里也有这张照片").count(), 2, "{own}");
    assert!(!own.contains("别的事") && !own.contains("乙县的事") && !own.contains(&secret), "{own}");
    let city = page(&served, ("inspector", "c1"));
    assert!(city.contains("乙县的事") && city.contains(&secret) && city.contains("乙&lt;b&gt;县"), "{city}");
    let neighbour = page(&served, ("neighbour", "c2"));
    assert_eq!(neighbour.matches("另一个县的材料里也有这张照片").count(), 1, "{neighbour}");
    assert!(!neighbour.contains("慰问"), "{neighbour}");
    // The list and the wall mark what was found.
    let list = served.client("clerk").get("/counties/c1/evidence").body;
    assert_eq!(list.matches("有疑点").count(), 2, "{list}");
    let wall = served.client("clerk").get("/counties/c1/evidence?view=wall").body;
    assert_eq!(wall.matches("有疑点").count(), 2, "{wall}");
    // The gap report is the county's paper, whoever asks for it.
    let report = served.client("inspector").get("/counties/c1/gaps/html").body;
    assert!(report.contains("另一个县的材料里也有这张照片") && !report.contains("乙县的事"), "{report}");
}

#[test]
fn what_the_camera_wrote_is_compared_with_year_and_day() {
    let served = Served::new();
    let taken: Vec<Vec<u8>> = (0..4)
        .zip(["2022:08:02 23:10:00", "2021:05:01 09:00:00", "2022:06:01 09:00:00", "1980:01:01 00:00:00"])
        .map(|(number, shot)| jpeg(&scene(20 + number), (85, Some(shot))))
        .collect();
    for (bytes, event) in taken.iter().zip(["对的", "前一周期", "另一天", "没设时钟"]) {
        file_photo(&served, &Photo { event, ..PHOTO }, bytes);
    }
    let wrong_year = jpeg(&scene(30), (85, Some("2023:08:01 09:00:00")));
    file_photo(&served, &Photo { event: "另一年", ..PHOTO }, &wrong_year);
    let all: Vec<&[u8]> = taken.iter().chain([&wrong_year]).map(Vec::as_slice).collect();
    found(&served, &all);
    let page = page(&served, ("clerk", "c1"));
    for text in [
        "相机记录拍摄于 2021-05-01，不在本周期内，却用来证明 2022 年度",
        "相机记录拍摄于 2023-08-01，属于 2023 年度，却用来证明 2022 年度",
        "相机记录拍摄于 2022-06-01，填写的是 2022-08-01，相差 61 天",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert_eq!(page.matches("id=\"f-").count(), 3, "{page}");
    let marks = photo_prints::marks(
        &mut served.office.store.conn().unwrap(),
        &[Sha256Hex::of(&wrong_year).as_str().to_owned()],
    )
    .unwrap();
    assert_eq!((marks[0].place.as_str(), marks[0].camera.as_str()), ("31.52528 -21.35583", "Camera"));
}

#[test]
fn a_caption_that_is_not_whole_and_a_screenshot_are_found() {
    let served = Served::new();
    let bytes = jpeg(&scene(40), (85, None));
    file_photo(&served, &Photo { whole: false, ..PHOTO }, &bytes);
    let screen =
        DynamicImage::ImageRgb8(scene(41)).resize_exact(1080, 2400, image::imageops::FilterType::Nearest);
    let mut png = Cursor::new(Vec::new());
    let screen = screen.to_rgb8();
    image::codecs::png::PngEncoder::new(&mut png)
        .write_image(&screen, 1080, 2400, image::ExtendedColorType::Rgb8)
        .unwrap();
    let png = png.into_inner();
    file_photo(&served, &Photo { event: "截屏", name: "二.png", ..PHOTO }, &png);
    found(&served, &[&bytes, &png]);
    let page = page(&served, ("clerk", "c1"));
    assert!(page.contains("缺 2 项：背景；摄影者"), "{page}");
    assert!(page.contains("大小 1080 × 2400 正好是屏幕的大小"), "{page}");
    assert_eq!(page.matches("id=\"f-").count(), 2, "{page}");
}

#[test]
fn a_photo_of_a_screen_is_found_and_an_ordinary_one_is_not() {
    let served = Served::new();
    let shot = Shot { size: (720, 608), turned: 4.0, tilt: [0.05, -0.03], noise: 0.01, quality: 90 };
    let shown = scene(60);
    let of_screen = shot.of(&on_screen(&shown, 2.6));
    let ordinary = shot.of(&as_it_is(&scene(62), 2.4));
    let id = file_photo(&served, &Photo { event: "翻拍", ..PHOTO }, &of_screen);
    file_photo(&served, &Photo { event: "现场", ..PHOTO }, &ordinary);
    found(&served, &[&of_screen, &ordinary]);
    let page = page(&served, ("clerk", "c1"));
    assert!(
        page.contains("疑似翻拍屏幕") && page.contains("整张照片都有红、绿、蓝依次排列的细密条纹"),
        "{page}"
    );
    assert_eq!(page.matches("id=\"f-").count(), 1, "{page}");
    assert!(page.contains(&id) && page.contains("翻拍") && !page.contains("现场"), "{page}");
}

#[test]
fn a_photo_that_older_readers_read_is_read_again_and_keeps_what_it_was_compared_with() {
    let served = Served::new();
    let bytes = jpeg(&scene(61), (85, None));
    file_photo(&served, &PHOTO, &bytes);
    found(&served, &[&bytes]);
    let conn = || served.office.store.conn().unwrap();
    let unread = || photo_prints::unread(&mut conn(), PHOTO_VERSION, ("", 9)).unwrap();
    assert_eq!(unread(), Vec::<String>::new());
    conn().batch_execute("UPDATE photo_print SET reader = 0, compared = TRUE").unwrap();
    assert_eq!(unread(), [Sha256Hex::of(&bytes).as_str()]);
    ask_for_daily(&served.office).unwrap();
    let begun = Instant::now();
    while !unread().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(photo_prints::prints(&mut conn(), true).unwrap().len(), 1);
}

#[test]
fn photos_are_found_that_were_shot_elsewhere_than_can_be() {
    let served = Served::new();
    let shot = |number: u32, north: u32| {
        let day = format!("2022:08:01 09:00:{number:02}");
        jpeg_at(&scene(50 + number), (85, Some(&day)), north)
    };
    let near: Vec<Vec<u8>> = (0..5).map(|number| shot(number, 31)).collect();
    for (number, bytes) in near.iter().enumerate() {
        file_photo(&served, &Photo { place: &format!("{number}号楼"), ..PHOTO }, bytes);
    }
    let (neighbouring, far, theirs) =
        (shot(5, 32), shot(6, 33), jpeg_at(&scene(90), (85, Some("2022:08:01 09:00:02")), 31));
    file_photo(&served, &Photo { place: "1号楼", event: "邻县", ..PHOTO }, &neighbouring);
    file_photo(&served, &Photo { place: "外地", event: "外地", ..PHOTO }, &far);
    let secret = file_photo(&served, &Photo { county: "c2", event: "乙县的事", ..PHOTO }, &theirs);
    let all: Vec<&[u8]> = near.iter().chain([&neighbouring, &far, &theirs]).map(Vec::as_slice).collect();
    found(&served, &all);
    let own = page(&served, ("clerk", "c1"));
    for text in [
        "地点都写“1号楼”的照片，按相机定位相距 113 公里：31.52528, -21.35583 和 32.54222, -21.35583",
        "相机定位在 33.55917, -21.35583，离本县照片集中的地方 226 公里",
        "定位（31.52528, -21.35583）和拍摄时间（2022-08-01 09:00:02）与这张分秒不差",
    ] {
        assert_eq!(own.matches(text).count(), 1, "{text}: {own}");
    }
    assert_eq!(own.matches("id=\"f-").count(), 3, "{own}");
    assert!(!own.contains("乙县的事") && !own.contains(&secret), "{own}");
    assert!(page(&served, ("inspector", "c1")).contains("乙县的事"));
    let neighbour = page(&served, ("neighbour", "c2"));
    assert!(neighbour.contains("与这张分秒不差") && !neighbour.contains("号楼"), "{neighbour}");
}
