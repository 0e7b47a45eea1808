//! Small pictures of pictures.

use std::io::{Cursor, Read};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage};
use yingjian::ops::Office;
use yingjian::ops::evidence::{FileToSend, file_to_send, piece};
use yingjian::ops::jobs::{JobKind, Runner, RunnerSettings, Size, Thumbnail, thumbnail};
use yingjian::store::derived;
use yingjian::store::jobs::{self, FAILED};

use crate::copies::{file_as, filled, wait_for};
use crate::office::by;

/// A photo of 320 × 240 pixels as a telephone keeps it: a corner that is dark, the opposite one that is bright.
const HEIC: &[u8] = include_bytes!("phone.heic");

/// Red on the left and blue on the right, marked with how the camera was held (EXIF).
fn photo(width: u32, height: u32, held: u8) -> Vec<u8> {
    let colour = |x: u32| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) };
    let picture = RgbImage::from_fn(width, height, |x, _| colour(x));
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    let facts = [b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[held], &[0; 6]].concat();
    encoder.set_exif_metadata(facts).unwrap();
    encoder.encode_image(&picture).unwrap();
    bytes
}

fn to_send(office: &Office, id: &str) -> FileToSend {
    file_to_send(&piece(office, id).unwrap(), 1).unwrap()
}

/// The thumbnail, once it is made.
fn made(office: &Office, id: &str) -> DynamicImage {
    made_in(office, id, Size::Small)
}

fn made_in(office: &Office, id: &str, size: Size) -> DynamicImage {
    let file = to_send(office, id);
    let look = || thumbnail(office, &by(), &file, size).unwrap();
    wait_for("the thumbnail", || !matches!(look(), Thumbnail::Soon));
    let Thumbnail::Made(bytes) = look() else { panic!("there is no thumbnail") };
    image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).unwrap()
}

#[test]
fn a_photo_is_made_small_and_turned_as_it_was_taken() {
    let (_folder, _home, office) = filled(10);
    let _runner = Runner::start(&office, RunnerSettings::default());
    let lying = made(&office, &file_as(&office, "横.jpg", &photo(1_200, 600, 1)));
    assert_eq!((lying.width(), lying.height()), (480, 240));
    // Held with its right side up, so that what is on the left stands on top.
    let standing = made(&office, &file_as(&office, "竖.jpg", &photo(1_200, 600, 6))).to_rgb8();
    assert_eq!(standing.dimensions(), (240, 480));
    let (top, below) = (standing.get_pixel(120, 60), standing.get_pixel(120, 420));
    assert!(top[0] > 200 && top[2] < 60, "red on top: {top:?}");
    assert!(below[2] > 200 && below[0] < 60, "blue below: {below:?}");
}

#[test]
fn the_same_picture_is_made_small_once_however_often_it_is_filed() {
    let (_folder, _home, office) = filled(10);
    let bytes = photo(600, 300, 1);
    let ids = ["甲.jpg", "乙.jpg", "丙.jpg"].map(|name| file_as(&office, name, &bytes));
    let _runner = Runner::start(&office, RunnerSettings::default());
    ids.iter().for_each(|id| drop(made(&office, id)));
    let hash = to_send(&office, &ids[0]).sha256.as_str().to_owned();
    let asked = jobs::of(&mut office.store.conn().unwrap(), &[JobKind::Thumbnail.id()], &[hash]).unwrap();
    assert_eq!((asked.len(), asked[0].attempts), (1, 1));
}

#[test]
fn a_thumbnail_that_is_lost_is_made_again() {
    let (_folder, _home, office) = filled(10);
    let _runner = Runner::start(&office, RunnerSettings::default());
    let id = file_as(&office, "甲.jpg", &photo(600, 300, 1));
    made(&office, &id);
    // As after a backup was restored, which leaves out what can be made again.
    let hash = to_send(&office, &id).sha256.as_str().to_owned();
    let row = derived::find(&mut office.store.conn().unwrap(), &hash, "thumbnail").unwrap().unwrap();
    office.derived.remove(&row.sha256.parse().unwrap()).unwrap();
    made(&office, &id);
}

#[test]
fn what_can_not_be_decoded_is_said_once_and_shown_as_a_sign() {
    let (_folder, _home, office) = filled(10);
    let mut bytes = Vec::new();
    image::RgbImage::new(64, 64).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    // The pixels are no longer what their sum says.
    let at = bytes.windows(4).position(|name| name == b"IDAT").unwrap();
    bytes[at + 6] ^= 0xFF;
    let id = file_as(&office, "坏.png", &bytes);
    let _runner = Runner::start(&office, RunnerSettings::default());
    let file = to_send(&office, &id);
    wait_for("it is given up", || {
        matches!(thumbnail(&office, &by(), &file, Size::Small).unwrap(), Thumbnail::None)
    });
    let hash = file.sha256.as_str().to_owned();
    let asked = jobs::of(&mut office.store.conn().unwrap(), &[JobKind::Thumbnail.id()], &[hash]).unwrap();
    assert_eq!((asked.len(), asked[0].state.as_str()), (1, FAILED));
    let pdf = to_send(&office, &file_as(&office, "a.pdf", b"%PDF-1.4 x"));
    assert!(matches!(thumbnail(&office, &by(), &pdf, Size::Small).unwrap(), Thumbnail::None));
    let mut rest = String::new();
    asked[0].reason.as_bytes().read_to_string(&mut rest).unwrap();
    assert!(rest.contains("job-undecodable"), "{rest}");
}

#[test]
fn a_photo_of_a_telephone_is_shown_small_and_large() {
    let (_folder, _home, office) = filled(10);
    let id = file_as(&office, "手机照片.heic", HEIC);
    let _runner = Runner::start(&office, RunnerSettings::default());
    for size in [Size::Small, Size::Large] {
        let picture = made_in(&office, &id, size).to_rgb8();
        assert_eq!(picture.dimensions(), (320, 240));
        let (dark, bright) = (picture.get_pixel(10, 10), picture.get_pixel(310, 230));
        assert!(dark[0] < 80 && dark[1] < 70, "{dark:?}");
        assert!(bright[0] > 200 && bright[1] > 180, "{bright:?}");
    }
    // Cut off, and of the shape alone: told once, and shown as a sign.
    for (name, bytes) in
        [("断.heic", HEIC[..1_500].to_vec()), ("空.heic", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1".to_vec())]
    {
        let file = to_send(&office, &file_as(&office, name, &bytes));
        let look = || thumbnail(&office, &by(), &file, Size::Large).unwrap();
        wait_for("it is given up", || matches!(look(), Thumbnail::None));
    }
}
