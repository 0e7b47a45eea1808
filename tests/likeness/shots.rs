//! Photos as a telephone takes them: each of its pixels sees one colour of three, the others are guessed from those
//! around, and a JPEG is made of it. And what a screen shows, by its stripes of red, green and blue.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pictures are drawn here by figures that all are small"
)]

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// How a plane is photographed.
pub(crate) struct Shot {
    /// Of the photo, in pixels.
    pub(crate) size: (usize, usize),
    /// In degrees.
    pub(crate) turned: f32,
    /// By how much one side is nearer than the other, across and down.
    pub(crate) tilt: [f32; 2],
    /// In parts of full light.
    pub(crate) noise: f32,
    pub(crate) quality: u8,
}

/// How bright a colour (0 red, 1 green, 2 blue) is at a place, in pixels from the middle; from 0 to 1.
pub(crate) type Light<'a> = dyn Fn((f32, f32), usize) -> f32 + Sync + 'a;

impl Shot {
    /// The photo, as a JPEG.
    pub(crate) fn of(&self, plane: &Light<'_>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, self.quality);
        encoder.encode_image(&self.whole(&self.seen(plane))).unwrap();
        bytes
    }

    /// What each pixel sees of its own colour.
    fn seen(&self, plane: &Light<'_>) -> Vec<f32> {
        let (sine, cosine) = self.turned.to_radians().sin_cos();
        let (width, height) = (self.size.0 as f32, self.size.1 as f32);
        let place = |x: f32, y: f32| {
            let (x, y) = (x - width / 2.0, y - height / 2.0);
            let near = 1.0 + self.tilt[0] * x / width + self.tilt[1] * y / height;
            ((cosine * x + sine * y) / near, (cosine * y - sine * x) / near)
        };
        let mut noise = 0x9E37_79B9_u32;
        let mut all = Vec::new();
        for y in 0..self.size.1 {
            for x in 0..self.size.0 {
                let points = [(0.25, 0.35), (0.75, 0.65)];
                let light = points
                    .map(|(right, below)| plane(place(x as f32 + right, y as f32 + below), colour(x, y)));
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let grain = (noise >> 8) as f32 / (1 << 24) as f32 - 0.5;
                all.push((light[0] + light[1]) / 2.0 + grain * self.noise);
            }
        }
        all
    }

    /// The colours that a pixel has not seen, from those around it that have.
    fn whole(&self, seen: &[f32]) -> RgbImage {
        let (width, height) = self.size;
        let levels: Vec<u8> =
            (0..1024).map(|at| ((at as f32 / 1023.0).powf(1.0 / 2.2) * 255.0) as u8).collect();
        RgbImage::from_fn(width as u32, height as u32, |x, y| {
            let (x, y) = (x as usize, y as usize);
            let (mut sums, mut weights) = ([0.0_f32; 3], [0.0_f32; 3]);
            for below in y.max(1) - 1..(y + 2).min(height) {
                for right in x.max(1) - 1..(x + 2).min(width) {
                    let weight = if below == y { 2.0 } else { 1.0 } * if right == x { 2.0 } else { 1.0 };
                    let own = colour(right, below);
                    sums[own] += weight * seen[below * width + right];
                    weights[own] += weight;
                }
            }
            sums[colour(x, y)] = seen[y * width + x];
            weights[colour(x, y)] = 1.0;
            Rgb([0, 1, 2].map(|at| levels[(sums[at] / weights[at] * 1023.0).clamp(0.0, 1023.0) as usize]))
        })
    }
}

/// The colour that a pixel of the camera sees.
fn colour(x: usize, y: usize) -> usize {
    match (x % 2, y % 2) {
        (0, 0) => 0,
        (1, 1) => 2,
        _ => 1,
    }
}

/// A screen whose pixels are so many of the camera's apart, and that shows a picture: three stripes to a pixel, with
/// dark gaps between its rows.
pub(crate) fn on_screen(shown: &RgbImage, pitch: f32) -> impl Fn((f32, f32), usize) -> f32 + Sync {
    move |(x, y), colour| {
        let (x, y) = (x / pitch, y / pitch);
        let stripe = (x - (colour as f32 + 0.5) / 3.0 + 0.5).rem_euclid(1.0) - 0.5;
        let lit = stripe.abs() < 0.14 && y.rem_euclid(1.0) > 0.15;
        if lit { at(shown, (x, y), colour) * 3.0 } else { 0.01 }
    }
}

/// A picture as if it were the world, so many pixels of the camera to one of its own.
pub(crate) fn as_it_is(shown: &RgbImage, scale: f32) -> impl Fn((f32, f32), usize) -> f32 + Sync {
    move |(x, y), colour| at(shown, (x / scale, y / scale), colour)
}

/// How bright a picture is at a place from its middle.
fn at(shown: &RgbImage, (x, y): (f32, f32), colour: usize) -> f32 {
    let within = |at: f32, side: u32| (at + side as f32 / 2.0).clamp(0.0, side as f32 - 1.0) as u32;
    let value = shown.get_pixel(within(x, shown.width()), within(y, shown.height()))[colour];
    (f32::from(value) / 255.0).powf(2.2)
}
