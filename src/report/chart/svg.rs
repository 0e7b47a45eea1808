//! Scenes as SVG: with colours that the page's style sheet may change, or with fixed ones to stand alone.
//! Neither has styles in it, which the policy of our pages forbids.

use std::collections::BTreeSet;
use std::fmt::Write;

use kuva::backend::svg::SvgBackend;
use kuva::render::color::Color;
use kuva::render::render::{Primitive, Scene};

use super::ink::{Hatch, Ink, Rgb};

/// The face of words in SVG that stands alone; it is in the binary.
const FACE: &str = "Yingjian Sans";

/// For a page.
pub(super) fn page(scene: Scene, uid: &str) -> String {
    let size = format!("viewBox=\"0 0 {} {}\"", scene.width, scene.height);
    let says = format!("role=\"img\" aria-labelledby=\"{uid}-title\" aria-describedby=\"{uid}-said\"");
    let open = format!("<svg class=\"chart-picture\" {size} {says} focusable=\"false\">");
    written(scene, &open, Painter { uid, variables: true })
}

/// To stand alone.
pub(super) fn plain(scene: Scene) -> String {
    let (width, height) = (scene.width, scene.height);
    let open = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FACE}\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"
    );
    written(scene, &open, Painter { uid: "chart", variables: false })
}

fn written(mut scene: Scene, open: &str, painter: Painter<'_>) -> String {
    let mut hatched = BTreeSet::new();
    for primitive in &mut scene.elements {
        painter.paint(primitive, &mut hatched);
    }
    scene.background_color = None;
    scene.defs = hatched.into_iter().filter_map(|ink| painter.pattern(ink)).collect();
    let svg = SvgBackend::new().with_pretty(true).render_scene(&scene);
    // The library's own first tag and its stamp give way to ours.
    let body = svg.split_once("-->").map_or(svg.as_str(), |(_, body)| body);
    format!("{open}{body}")
}

#[derive(Clone, Copy)]
struct Painter<'a> {
    uid: &'a str,
    variables: bool,
}

impl Painter<'_> {
    fn color(self, ink: Ink) -> Color {
        let (red, green, blue) = ink.rgb();
        if self.variables {
            Color::Css(variable(ink.id(), ink.rgb()).into())
        } else {
            Color::Rgb(red, green, blue)
        }
    }

    fn line(self, color: &mut Color) {
        if let Some(ink) = Ink::of(color) {
            *color = self.color(ink);
        }
    }

    fn area(self, color: &mut Color, hatched: &mut BTreeSet<Ink>) {
        let Some(ink) = Ink::of(color) else { return };
        *color = if ink.hatch().is_some() {
            hatched.insert(ink);
            Color::Css(format!("url(#{}-{})", self.uid, ink.id()).into())
        } else {
            self.color(ink)
        };
    }

    fn paint(self, primitive: &mut Primitive, hatched: &mut BTreeSet<Ink>) {
        match primitive {
            Primitive::Text { color, .. } => match color {
                Some(color) => self.line(color),
                None => *color = Some(self.color(Ink::Text)),
            },
            Primitive::Line { stroke, .. } | Primitive::PolyLine { stroke, .. } => self.line(stroke),
            Primitive::Path(path) => {
                self.line(&mut path.stroke);
                path.fill.iter_mut().for_each(|fill| self.area(fill, hatched));
            }
            Primitive::Rect { fill, stroke, .. } | Primitive::Circle { fill, stroke, .. } => {
                self.area(fill, hatched);
                stroke.iter_mut().for_each(|stroke| self.line(stroke));
            }
            _ => {}
        }
    }

    /// The area of an ink with its lines, as a tile.
    fn pattern(self, ink: Ink) -> Option<String> {
        let (hatch, lines) = ink.hatch()?;
        let path = match hatch {
            Hatch::Rising => "M-1,1 l2,-2 M0,7 l7,-7 M6,8 l2,-2",
            Hatch::Cross => "M-1,1 l2,-2 M0,7 l7,-7 M6,8 l2,-2 M-1,6 l2,2 M0,0 l7,7 M6,-1 l2,2",
            Hatch::Level => "M0,3.5 H7",
        };
        let (ground, lines) = if self.variables {
            (variable(ink.id(), ink.rgb()), variable(&format!("{}-lines", ink.id()), lines))
        } else {
            (hex(ink.rgb()), hex(lines))
        };
        let mut pattern = format!("<pattern id=\"{}-{}\" ", self.uid, ink.id());
        let tile = "patternUnits=\"userSpaceOnUse\" width=\"7\" height=\"7\"><rect width=\"7\" height=\"7\"";
        // Writing to a string does not fail.
        let _ = write!(
            pattern,
            "{tile} fill=\"{ground}\"/><path d=\"{path}\" stroke=\"{lines}\" stroke-width=\"1.2\" fill=\"none\"/></pattern>"
        );
        Some(pattern)
    }
}

fn variable(name: &str, color: Rgb) -> String {
    format!("var(--chart-{name},{})", hex(color))
}

fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
