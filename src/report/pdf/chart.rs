//! Charts: the shapes of their scenes as lines, areas and words of a page, so that they stay sharp and their
//! words can be found and copied.

use printpdf::{
    Color, Line as PdfLine, LineDashPattern, LinePoint, Op, PaintMode, Polygon, PolygonRing, Pt, Rgb,
    WindingOrder,
};
use rust_decimal::prelude::ToPrimitive;

use super::face::FaceName;
use super::hatch;
use super::lines::Line;
use super::page::{Pages, Style};
use crate::report::chart::{Anchor, Chart, Ink, Shape, Stroke, shapes};
use crate::report::paper::Align;

const TITLE: Style = Style { face: FaceName::Serif, size: 11.0, leading: 1.6, align: Align::Left };
const SAID: Style = Style { face: FaceName::Sans, size: 9.0, leading: 1.45, align: Align::Left };

/// Between two charts that stand side by side.
const GAP: f32 = 24.0;
/// Below a row.
const ROW: f32 = 10.0;
/// What is wider than this, in units of scenes, has a row for itself.
const WIDE: f32 = 500.0;
/// The narrowest page, in points, on which two stand side by side.
const TWO: f32 = 600.0;

/// A chart where it will stand: its words in lines, its shapes, and points of the page for one unit of them.
struct Placed {
    title: Vec<Line>,
    said: Vec<Line>,
    shapes: Vec<Shape>,
    scale: f32,
    width: f32,
    height: f32,
}

/// Draws charts from the cursor on, side by side where there is room.
pub(super) fn draw(pages: &mut Pages, charts: &[Chart]) {
    let whole = pages.format.text_width();
    let columns = if whole >= TWO { 2 } else { 1 };
    for row in rows(charts, columns) {
        let width = if row.len() > 1 || columns > 1 && !is_wide(row) { (whole - GAP) / 2.0 } else { whole };
        let placed: Vec<Placed> = row.iter().map(|chart| place(pages, chart, width)).collect();
        let height = placed.iter().map(|one| one.height).fold(0.0, f32::max);
        if pages.left() < height {
            pages.turn();
        }
        let top = pages.at;
        let mut x = 0.0;
        for one in &placed {
            draw_one(pages, one, (x, top));
            x += width + GAP;
        }
        pages.skip(height + ROW);
    }
}

fn is_wide(row: &[Chart]) -> bool {
    row.iter().any(|chart| single(chart.scene().width) > WIDE)
}

/// The charts in rows of so many; a wide one stands alone.
fn rows(charts: &[Chart], columns: usize) -> Vec<&[Chart]> {
    charts
        .chunk_by(|one, next| is_wide(std::slice::from_ref(one)) == is_wide(std::slice::from_ref(next)))
        .flat_map(|some| some.chunks(if is_wide(some) { 1 } else { columns }))
        .collect()
}

fn place(pages: &mut Pages, chart: &Chart, width: f32) -> Placed {
    let scene = chart.scene();
    let (wide, high) = (single(scene.width), single(scene.height));
    let title = pages.break_text(&chart.title, width, TITLE);
    let said = pages.break_text(&chart.said, width, SAID);
    let words = count(&title) * TITLE.line_height() + count(&said) * SAID.line_height();
    // Four of those that stand side by side fill a page; a wide one is never higher than a page.
    let height = pages.format.text_height();
    let room = if width < pages.format.text_width() { height / 2.0 - ROW } else { height } - words - 4.0;
    let scale = (width / wide.max(1.0)).min(room / high.max(1.0)).min(1.0);
    Placed { title, said, shapes: shapes(&scene), scale, width, height: words + high * scale + 4.0 }
}

fn count(lines: &[Line]) -> f32 {
    f32::from(u16::try_from(lines.len()).unwrap_or(u16::MAX))
}

fn draw_one(pages: &mut Pages, one: &Placed, (x, top): (f32, f32)) {
    let mut y = top;
    for line in &one.title {
        pages.line(line, (x, y, one.width), TITLE);
        y += TITLE.line_height();
    }
    let place = Place { x, y, scale: one.scale };
    for shape in &one.shapes {
        place.draw(pages, shape);
    }
    set_dashes(pages, &[]);
    pages.pen = None;
    let mut y = top + one.height - count(&one.said) * SAID.line_height();
    for line in &one.said {
        pages.line(line, (x, y, one.width), SAID);
        y += SAID.line_height();
    }
}

/// From coordinates of a scene to those of the text area.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    y: f32,
    scale: f32,
}

impl Place {
    fn at(self, (x, y): (f64, f64)) -> (f32, f32) {
        (self.x + single(x) * self.scale, self.y + single(y) * self.scale)
    }

    fn draw(self, pages: &mut Pages, shape: &Shape) {
        match shape {
            Shape::Area { corners, fill, stroke } => {
                if let Some(ink) = fill {
                    self.fill(pages, corners, *ink);
                }
                if let Some(stroke) = stroke {
                    let closed: Vec<_> = corners.iter().chain(corners.first()).copied().collect();
                    self.stroke(pages, &closed, stroke);
                }
            }
            Shape::Line { points, stroke } => self.stroke(pages, points, stroke),
            Shape::Text { at, text, size, anchor, ink } => {
                let size = single(*size) * self.scale;
                let style = Style { face: FaceName::Sans, size, leading: 1.0, align: Align::Left };
                let (x, y) = self.at(*at);
                let Some(line) = pages.break_text(text, f32::MAX, style).into_iter().next() else { return };
                let before = match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => line.width * size / 2.0,
                    Anchor::End => line.width * size,
                };
                pages.ops.push(Op::SetFillColor { col: color(ink.rgb()) });
                let point = pages.point(x - before, y);
                pages.show(&line, point, size);
                pages.ops.push(Op::SetFillColor { col: color((0, 0, 0)) });
            }
        }
    }

    fn fill(self, pages: &mut Pages, corners: &[(f64, f64)], ink: Ink) {
        let points: Vec<(f32, f32)> = corners.iter().map(|corner| self.at(*corner)).collect();
        let ring = points.iter().map(|(x, y)| LinePoint { p: pages.point(*x, *y), bezier: false }).collect();
        let rings = vec![PolygonRing { points: ring }];
        pages.ops.push(Op::SetFillColor { col: color(ink.rgb()) });
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        pages.ops.push(Op::DrawPolygon { polygon });
        pages.ops.push(Op::SetFillColor { col: color((0, 0, 0)) });
        let Some((hatch, lines)) = ink.hatch() else { return };
        set_dashes(pages, &[]);
        for line in hatch::lines(hatch, &points) {
            draw_line(pages, &line, (color(lines), 0.8));
        }
    }

    fn stroke(self, pages: &mut Pages, points: &[(f64, f64)], stroke: &Stroke) {
        let points: Vec<(f32, f32)> = points.iter().map(|point| self.at(*point)).collect();
        let dashes: Vec<f32> = stroke.dashes.iter().map(|dash| single(*dash) * self.scale).collect();
        set_dashes(pages, &dashes);
        draw_line(pages, &points, (color(stroke.ink.rgb()), single(stroke.width) * self.scale));
    }
}

fn draw_line(pages: &mut Pages, points: &[(f32, f32)], (color, thickness): (Color, f32)) {
    let points = points.iter().map(|(x, y)| LinePoint { p: pages.point(*x, *y), bezier: false }).collect();
    pages.ops.push(Op::SetOutlineColor { col: color });
    pages.ops.push(Op::SetOutlineThickness { pt: Pt(thickness) });
    pages.ops.push(Op::DrawLine { line: PdfLine { points, is_closed: false } });
}

fn set_dashes(pages: &mut Pages, dashes: &[f32]) {
    let dash = if dashes.is_empty() { LineDashPattern::solid() } else { LineDashPattern::new(0.0, dashes) };
    pages.ops.push(Op::SetLineDashPattern { dash });
}

fn color((r, g, b): (u8, u8, u8)) -> Color {
    let [r, g, b] = [r, g, b].map(|part| f32::from(part) / 255.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// A length of a scene with the precision of a page.
fn single(length: f64) -> f32 {
    length.to_f32().unwrap_or_default()
}
