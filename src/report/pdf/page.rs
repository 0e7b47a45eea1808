//! Pages being filled from the top: a cursor, lines of text, rules and boxes. Lengths are in points.

use printpdf::{
    Color, FontId, Line as PdfLine, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Point, Polygon,
    PolygonRing, Pt, Rgb, TextItem, WindingOrder,
};

use super::face::{FaceName, Unknown, glyph};
use super::lines::{Line, break_text};
use crate::report::paper::Align;

/// Points of a millimetre.
const MM: f32 = 72.0 / 25.4;

/// The sheet of paper and what of it is written on, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    width: f32,
    height: f32,
    top: f32,
    left: f32,
    right: f32,
    bottom: f32,
}

impl Format {
    /// A4 upright: 37 mm above, 28 mm at the left, a text area of 156 × 225 mm (GB/T 9704-2012).
    pub(super) const UPRIGHT: Self = Self {
        width: 210.0 * MM,
        height: 297.0 * MM,
        top: 37.0 * MM,
        left: 28.0 * MM,
        right: 26.0 * MM,
        bottom: 35.0 * MM,
    };

    /// A4 on its long side, for wide tables.
    pub(super) const ACROSS: Self = Self {
        width: 297.0 * MM,
        height: 210.0 * MM,
        top: 26.0 * MM,
        left: 20.0 * MM,
        right: 20.0 * MM,
        bottom: 24.0 * MM,
    };

    /// The width of the text area.
    pub(super) fn text_width(self) -> f32 {
        self.width - self.left - self.right
    }

    /// The height of the text area.
    pub(super) fn text_height(self) -> f32 {
        self.height - self.top - self.bottom
    }
}

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) face: FaceName,
    /// In points.
    pub(super) size: f32,
    /// From one line to the next, in sizes.
    pub(super) leading: f32,
    pub(super) align: Align,
}

impl Style {
    pub(super) fn line_height(self) -> f32 {
        self.size * self.leading
    }
}

/// A shade of ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ink {
    Black,
    /// For rules of tables.
    Grey,
    /// Behind heads of tables.
    Pale,
    /// The red of official documents.
    Red,
}

impl Ink {
    fn color(self) -> Color {
        let (r, g, b) = match self {
            Self::Black => (0.0, 0.0, 0.0),
            Self::Grey => (0.45, 0.45, 0.45),
            Self::Pale => (0.92, 0.93, 0.95),
            Self::Red => (0.78, 0.05, 0.05),
        };
        Color::Rgb(Rgb { r, g, b, icc_profile: None })
    }
}

/// The pages of a document while it is laid out.
pub(super) struct Pages {
    pub(super) format: Format,
    done: Vec<Vec<Op>>,
    pub(super) ops: Vec<Op>,
    /// What rules are drawn with on this page; set again only when it changes, since tables have many.
    pub(super) pen: Option<(f32, Ink)>,
    /// How far down the text area the next thing stands.
    pub(super) at: f32,
    pub(super) unknown: Unknown,
    bookmarks: Vec<(String, usize)>,
}

impl Pages {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            done: vec![],
            ops: vec![],
            pen: None,
            at: 0.0,
            unknown: Unknown::new(),
            bookmarks: vec![],
        }
    }

    /// What is left of the text area.
    pub(super) fn left(&self) -> f32 {
        self.format.text_height() - self.at
    }

    /// Whether nothing stands on the page yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.at <= 0.0
    }

    /// Goes to the next page, unless this one is still empty.
    pub(super) fn turn(&mut self) {
        if !self.is_fresh() {
            self.pen = None;
            self.done.push(std::mem::take(&mut self.ops));
            self.at = 0.0;
        }
    }

    /// Leaves some height, which is swallowed at the end of a page.
    pub(super) fn skip(&mut self, height: f32) {
        self.at = (self.at + height).min(self.format.text_height());
    }

    /// Makes the place where the cursor is a bookmark.
    pub(super) fn bookmark(&mut self, name: &str) {
        self.bookmarks.push((name.to_owned(), self.done.len() + 1));
    }

    pub(super) fn break_text(&mut self, text: &str, width: f32, style: Style) -> Vec<Line> {
        break_text(text, width / style.size, style.face, &mut self.unknown)
    }

    /// Text over the whole width, on as many pages as it needs; the first line is moved in by `indent`.
    pub(super) fn paragraph(&mut self, text: &str, style: Style, indent: f32) {
        let lead = "　".repeat(if indent > 0.0 { 2 } else { 0 });
        let width = self.format.text_width();
        for line in self.break_text(&format!("{lead}{text}"), width, style) {
            if self.left() < style.line_height() {
                self.turn();
            }
            self.line(&line, (0.0, self.at, width), style);
            self.at += style.line_height();
        }
    }

    /// One line of text in a box that begins `x` from the left and `y` from the top of the text area and is `width` wide.
    pub(super) fn line(&mut self, line: &Line, (x, y, width): (f32, f32, f32), style: Style) {
        let spare = width - line.width * style.size;
        let shift = match style.align {
            Align::Left => 0.0,
            Align::Center => spare / 2.0,
            Align::Right => spare,
        };
        let baseline = y + style.line_height() / 2.0 + style.size * 0.36;
        let pos = self.point(x + shift, baseline);
        self.show(line, pos, style.size);
    }

    pub(super) fn show(&mut self, line: &Line, pos: Point, size: f32) {
        if line.glyphs.is_empty() {
            return;
        }
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetTextCursor { pos });
        for run in line.glyphs.chunk_by(|one, other| one.face == other.face) {
            let Some(face) = run.first().map(|glyph| glyph.face) else { continue };
            let font = PdfFontHandle::External(FontId(face.id().to_owned()));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
            let text: String = run.iter().map(|glyph| glyph.char).collect();
            self.ops.push(Op::ShowText { items: vec![TextItem::Text(text)] });
        }
        self.ops.push(Op::EndTextSection);
    }

    /// A rule between two points of the text area.
    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32), (thickness, ink): (f32, Ink)) {
        let points = [from, to].map(|(x, y)| LinePoint { p: self.point(x, y), bezier: false });
        if self.pen != Some((thickness, ink)) {
            self.ops.push(Op::SetOutlineColor { col: ink.color() });
            self.ops.push(Op::SetOutlineThickness { pt: Pt(thickness) });
            self.pen = Some((thickness, ink));
        }
        self.ops.push(Op::DrawLine { line: PdfLine { points: points.to_vec(), is_closed: false } });
    }

    /// A box filled with ink; text that comes later stands on it in black.
    pub(super) fn fill(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), ink: Ink) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let points = corners.map(|(x, y)| LinePoint { p: self.point(x, y), bezier: false }).to_vec();
        self.ops.push(Op::SetFillColor { col: ink.color() });
        let rings = vec![PolygonRing { points }];
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
        self.ops.push(Op::SetFillColor { col: Ink::Black.color() });
    }

    pub(super) fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(self.format.left + x), y: Pt(self.format.height - self.format.top - y) }
    }

    /// The pages, with their numbers between dashes when they are `numbered`, and the bookmarks.
    pub(super) fn finish(mut self, numbered: bool) -> (Vec<PdfPage>, Vec<(String, usize)>, Unknown) {
        if !self.ops.is_empty() || self.done.is_empty() {
            self.done.push(std::mem::take(&mut self.ops));
        }
        let pages = std::mem::take(&mut self.done);
        let pages = (1_usize..).zip(pages).map(|(number, ops)| {
            self.ops = ops;
            if numbered {
                self.number(number);
            }
            let (width, height) = (self.format.width / MM, self.format.height / MM);
            PdfPage::new(Mm(width), Mm(height), std::mem::take(&mut self.ops))
        });
        let pages: Vec<PdfPage> = pages.collect();
        (pages, self.bookmarks, self.unknown)
    }

    fn number(&mut self, number: usize) {
        let style = Style { face: FaceName::Sans, size: 10.5, leading: 1.0, align: Align::Center };
        let mut line = Line::default();
        for char in format!("— {number} —").chars() {
            let glyph = glyph(char, style.face, &mut self.unknown);
            line.width += glyph.advance;
            line.glyphs.push(glyph);
        }
        let y = self.format.text_height() + 7.0 * MM;
        self.line(&line, (0.0, y, self.format.text_width()), style);
    }
}
