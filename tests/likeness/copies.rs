//! Copies as they come about: resized, cut, brighter or darker, with a bar of words below, above or over an edge, or
//! all of it, and compressed anew each time.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, crop_imm, resize};
use image::{Rgb, RgbImage};

use crate::scenes::Dice;

/// A copy, and how it came about.
pub(crate) fn altered(picture: &RgbImage, dice: &mut Dice, kind: u64) -> (RgbImage, String) {
    let (kind, all) = (kind % 6, kind % 6 == 5);
    let mut copy = picture.clone();
    let mut how = String::new();
    if all || kind == 0 {
        let factor = dice.between(0.25, 2.0);
        let side = |pixels: u32| (pixels as f32 * factor) as u32;
        copy = resize(&copy, side(copy.width()), side(copy.height()), FilterType::Triangle);
        how += &format!("resized by {factor:.2}, ");
    }
    if all || kind == 1 {
        copy = cut(&copy, [(); 4].map(|()| dice.between(0.0, 0.08)));
        how += "cut, ";
    }
    if all || kind == 2 {
        let factor = dice.between(0.85, 1.15);
        copy.pixels_mut()
            .flat_map(|pixel| &mut pixel.0)
            .for_each(|value| *value = (f32::from(*value) * factor) as u8);
        how += &format!("brighter by {factor:.2}, ");
    }
    if all || kind == 3 || kind == 4 {
        let (over, above) = (dice.unit() < 0.5, dice.unit() < 0.3);
        copy = captioned(&copy, dice, (over, above));
        how += &format!("captioned over {over} above {above}, ");
    }
    let quality = dice.between(40.0, 95.0) as u8;
    (compressed(&copy, quality), format!("{how}quality {quality}"))
}

fn cut(picture: &RgbImage, [left, right, top, bottom]: [f32; 4]) -> RgbImage {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let size = ((width * (1.0 - left - right)) as u32, (height * (1.0 - top - bottom)) as u32);
    crop_imm(picture, (width * left) as u32, (height * top) as u32, size.0, size.1).to_image()
}

fn captioned(picture: &RgbImage, dice: &mut Dice, (over, above): (bool, bool)) -> RgbImage {
    let (width, height) = picture.dimensions();
    let bar = (height as f32 * dice.between(0.06, 0.13)) as u32;
    let dark = dice.unit() < 0.5;
    let (ground, words) = if dark { ([10; 3], [240; 3]) } else { ([250; 3], [20; 3]) };
    let whole = if over { height } else { height + bar };
    let mut copy = RgbImage::from_pixel(width, whole, Rgb(ground));
    for (x, y, pixel) in picture.enumerate_pixels() {
        let hidden = over && if above { y < bar } else { y >= height - bar };
        if !hidden {
            copy.put_pixel(x, if above && !over { y + bar } else { y }, *pixel);
        }
    }
    let top = if above { 0 } else { whole - bar };
    for x in (width / 20..width * 19 / 20).step_by((bar / 2 + 1) as usize) {
        for y in top + bar / 4..top + bar * 3 / 4 {
            for x in x..(x + bar / 3).min(width) {
                if dice.unit() < 0.4 {
                    copy.put_pixel(x, y, Rgb(words));
                }
            }
        }
    }
    copy
}

fn compressed(picture: &RgbImage, quality: u8) -> RgbImage {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
    image::load_from_memory(&bytes.into_inner()).unwrap().to_rgb8()
}
