//! The picture that a page of a scanned PDF is: the largest one on it, in grey, the way up that the page is shown.

use std::fs::File;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::page::Rotation;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, LumaData, SoftMask, interpret_page,
};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{GrayImage, imageops};

use super::TextFault;
use super::pdf::open;

/// Smaller pictures are emblems and stamps, larger ones would take more memory than there is.
const FEWEST_PIXELS: u64 = 200_000;
const MOST_PIXELS: u64 = 36_000_000;

/// The picture of a page, counted from 1, as PNG; nothing where there is none.
pub(super) fn of_page(file: File, page: usize) -> Result<Vec<u8>, TextFault> {
    let pdf = open(file)?;
    let Some(page) = page.checked_sub(1).and_then(|index| pdf.pages().get(index)) else {
        return Ok(Vec::new());
    };
    let cache = InterpreterCache::new();
    let all = Rect::new(0.0, 0.0, 1.0, 1.0);
    let mut context = Context::new(Affine::IDENTITY, all, &cache, pdf.xref(), InterpreterSettings::default());
    let mut frame = Frame::default();
    interpret_page(page, &mut context, &mut frame);
    let Some(picture) = frame.largest else { return Ok(Vec::new()) };
    let picture = match page.rotation() {
        Rotation::None => picture,
        Rotation::Horizontal => imageops::rotate90(&picture),
        Rotation::Flipped => imageops::rotate180(&picture),
        Rotation::FlippedHorizontal => imageops::rotate270(&picture),
    };
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Up);
    picture.write_with_encoder(encoder).map_err(|_fault| TextFault::TooMuch)?;
    Ok(bytes)
}

/// Keeps the largest picture that is drawn.
#[derive(Default)]
struct Frame {
    largest: Option<GrayImage>,
}

impl Frame {
    fn keep(&mut self, picture: Option<GrayImage>) {
        let size = |picture: &GrayImage| u64::from(picture.width()) * u64::from(picture.height());
        if let Some(picture) = picture
            && self.largest.as_ref().is_none_or(|known| size(known) < size(&picture))
        {
            self.largest = Some(picture);
        }
    }
}

fn grey(picture: ImageData) -> Option<GrayImage> {
    match picture {
        ImageData::Luma(picture) => GrayImage::from_raw(picture.width, picture.height, picture.data),
        ImageData::Rgb(picture) => {
            // Green is most of what an eye takes for brightness.
            let grey = picture.data.chunks_exact(3).filter_map(|pixel| pixel.get(1).copied()).collect();
            GrayImage::from_raw(picture.width, picture.height, grey)
        }
    }
}

/// What a stencil paints is dark.
fn ink(mask: LumaData) -> Option<GrayImage> {
    let dark = mask.data.into_iter().map(|painted| u8::MAX - painted).collect();
    GrayImage::from_raw(mask.width, mask.height, dark)
}

impl<'a> Device<'a> for Frame {
    fn draw_path(&mut self, _path: &BezPath, _props: DrawProps<'a>, _mode: &DrawMode) {}

    fn push_clip_path(&mut self, _clip: &ClipPath) {}

    fn push_transparency_group(&mut self, _opacity: f32, _mask: Option<SoftMask<'a>>, _mode: BlendMode) {}

    fn draw_glyph_run(&mut self, _run: &GlyphRun<'_, 'a>, _props: DrawProps<'a>, _mode: &DrawMode) {}

    fn draw_image(&mut self, image: Image<'a, '_>, _props: ImageDrawProps<'a>) {
        let pixels = u64::from(image.width()).saturating_mul(u64::from(image.height()));
        if !(FEWEST_PIXELS..=MOST_PIXELS).contains(&pixels) {
            return;
        }
        match image {
            Image::Raster(raster) => raster.with_rgba(|picture, _alpha| self.keep(grey(picture)), None),
            Image::Stencil(stencil) => stencil.with_stencil(|mask, _paint| self.keep(ink(mask)), None),
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
