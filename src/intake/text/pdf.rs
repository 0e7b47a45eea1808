//! The text layer of a PDF, page by page: characters as the fonts' own maps and the CJK maps of Adobe name them, put
//! into lines by where they stand. A page that is a picture has none.

use std::fs::File;
use std::io::Read;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};

use super::lines::Lines;
use super::{Place, TextFault};

/// Larger files are not opened: the reader wants them whole in memory.
const MOST_BYTES: u64 = 96 << 20;
/// Pages that are read.
const MOST_PAGES: usize = 5_000;
/// The most characters of a page.
const MOST_OF_PAGE: usize = 200_000;

pub(super) fn read(file: File, lines: &mut Lines) -> Result<(), TextFault> {
    let pdf = open(file)?;
    let pages = pdf.pages();
    let cache = InterpreterCache::new();
    for (number, page) in (1..).zip(pages.iter()) {
        if lines.is_spent() || number > MOST_PAGES {
            lines.budget.cut();
            break;
        }
        lines.begin(Place::Page(number));
        lines.line(&text_of(page, &cache, &pdf));
    }
    Ok(())
}

pub(super) fn open(mut file: File) -> Result<Pdf, TextFault> {
    let mut bytes = Vec::new();
    file.by_ref().take(MOST_BYTES).read_to_end(&mut bytes).map_err(|_fault| TextFault::Damaged)?;
    if file.read(&mut [0]).is_ok_and(|more| more > 0) {
        return Err(TextFault::TooMuch);
    }
    Pdf::new(bytes).map_err(|fault| match fault {
        LoadPdfError::Decryption(_) => TextFault::Locked,
        LoadPdfError::Invalid => TextFault::Damaged,
    })
}

fn text_of<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>, pdf: &'a Pdf) -> String {
    let all = Rect::new(0.0, 0.0, 1.0, 1.0);
    let mut context = Context::new(Affine::IDENTITY, all, cache, pdf.xref(), InterpreterSettings::default());
    let mut pen = Pen::default();
    interpret_page(page, &mut context, &mut pen);
    pen.text
}

/// Writes down the characters that are drawn.
#[derive(Default)]
struct Pen {
    text: String,
    characters: usize,
    last: Option<Stand>,
}

/// Where a character stands, along its line and across it.
#[derive(Clone, Copy)]
struct Stand {
    begins: f64,
    ends: f64,
    across: f64,
    size: f64,
    origin: Point,
}

impl Pen {
    fn write(&mut self, said: &BfString, stand: Stand) {
        let text = match said {
            BfString::Char(char) => char.to_string(),
            BfString::String(text) => text.clone(),
        };
        if self.characters > MOST_OF_PAGE || text.chars().all(|char| char == '\0') {
            return;
        }
        if let Some(last) = self.last {
            let same_place = (last.origin - stand.origin).hypot() < 0.2 * stand.size;
            if same_place && self.text.ends_with(text.as_str()) {
                // Drawn twice, for bold type or a shadow.
                return;
            }
            self.part(last, stand, &text);
        }
        self.characters = self.characters.saturating_add(text.chars().count());
        self.text.push_str(&text);
        self.last = Some(stand);
    }

    /// What parts a character from the one before: a line, a gap, or nothing.
    fn part(&mut self, last: Stand, next: Stand, text: &str) {
        let size = last.size.max(next.size);
        let gap = next.begins - last.ends;
        if (next.across - last.across).abs() > 0.6 * size || gap < -1.5 * size {
            self.text.push('\n');
        } else if gap > 1.2 * size {
            self.text.push('\t');
        } else if gap > 0.2 * size && is_latin(self.text.chars().last()) && is_latin(text.chars().next())
            || gap > 0.35 * size
        {
            self.text.push(' ');
        }
    }
}

fn is_latin(char: Option<char>) -> bool {
    char.is_some_and(|char| char.is_ascii_graphic())
}

/// Where a glyph stands; its advance is in thousandths of its size.
fn stand(glyph: &Glyph<'_>, transform: Affine, mode: WritingMode) -> Stand {
    let origin = transform * Point::ZERO;
    let size = (transform * Point::new(0.0, 1_000.0) - origin).hypot();
    let width = match glyph {
        Glyph::Outline(glyph) => glyph.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    let end = transform * Point::new(width.map_or(1_000.0, f64::from), 0.0);
    match mode {
        WritingMode::Horizontal => Stand { begins: origin.x, ends: end.x, across: origin.y, size, origin },
        WritingMode::Vertical => {
            Stand { begins: -origin.y, ends: size - origin.y, across: origin.x, size, origin }
        }
    }
}

impl<'a> Device<'a> for Pen {
    fn draw_path(&mut self, _path: &BezPath, _props: DrawProps<'a>, _mode: &DrawMode) {}

    fn push_clip_path(&mut self, _clip: &ClipPath) {}

    fn push_transparency_group(&mut self, _opacity: f32, _mask: Option<SoftMask<'a>>, _mode: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _mode: &DrawMode) {
        for glyph in run.glyphs() {
            if let Some(said) = glyph.as_unicode() {
                self.write(&said, stand(glyph, props.transform * glyph.transform(), run.writing_mode()));
            }
        }
    }

    fn draw_image(&mut self, _image: Image<'a, '_>, _props: ImageDrawProps<'a>) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
