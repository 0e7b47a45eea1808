//! What scenes share: their frame, words and legend; and their shapes for writers that know no SVG.

use kuva::render::color::Color;
use kuva::render::layout::Layout;
use kuva::render::render::{Primitive, Scene, TextAnchor};
use kuva::render::theme::Theme;
use rust_decimal::prelude::ToPrimitive;

use super::ink::Ink;
use crate::domain::points::Points;

/// The size of most scenes; on a small screen a character is then still as high as a line of a newspaper.
pub(super) const WIDTH: f64 = 440.0;
pub(super) const HEIGHT: f64 = 330.0;

/// The size of letters.
pub(super) const LETTERS: u32 = 13;

/// What a scene is made of, in its own coordinates, with their origin at the upper left.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) enum Shape {
    /// An area with a straight outline.
    Area { corners: Vec<(f64, f64)>, fill: Option<Ink>, stroke: Option<Stroke> },
    /// A line through points.
    Line { points: Vec<(f64, f64)>, stroke: Stroke },
    /// Words: where their baseline stands, and whether they begin, are centred or end there.
    Text { at: (f64, f64), text: String, size: f64, anchor: Anchor, ink: Ink },
}

/// How a line is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Stroke {
    pub(in crate::report) ink: Ink,
    pub(in crate::report) width: f64,
    /// Lengths of dashes and gaps in turn; none for an unbroken line.
    pub(in crate::report) dashes: Vec<f64>,
}

/// Which end of words stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Anchor {
    Start,
    Middle,
    End,
}

/// Points as a place on an axis.
pub(super) fn number(points: Points) -> f64 {
    points.decimal().to_f64().unwrap_or_default()
}

/// A position in a list as a number.
pub(super) fn nth(at: usize) -> f64 {
    u32::try_from(at).map(f64::from).unwrap_or_default()
}

/// The library takes what stands between two dollar signs for mathematics; people's text is text.
pub(super) fn plain(text: &str) -> String {
    let fit = |char: &char| !char.is_control() && !matches!(char, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(fit).map(|char| if char == '$' { '＄' } else { char }).collect()
}

/// The look of axes and words.
pub(super) fn dressed(layout: Layout) -> Layout {
    let theme = Theme {
        background: "none".to_owned(),
        axis_color: Ink::Axis.name(),
        grid_color: Ink::Grid.name(),
        tick_color: Ink::Axis.name(),
        text_color: Ink::Text.name(),
        legend_bg: "none".to_owned(),
        legend_border: "none".to_owned(),
        ..Theme::light()
    };
    let mut layout = layout.with_theme(theme).with_width(WIDTH).with_height(HEIGHT).with_tick_size(LETTERS);
    layout.show_legend = false;
    layout
}

/// Words at a place.
pub(super) fn word(at: (f64, f64), text: &str, anchor: TextAnchor) -> Primitive {
    Primitive::Text {
        x: at.0,
        y: at.1,
        content: plain(text),
        size: LETTERS,
        anchor,
        rotate: None,
        bold: false,
        color: Some(Ink::Text.color()),
    }
}

/// How wide words are, near enough: Chinese characters are square, others about half as wide.
pub(super) fn breadth(text: &str) -> f64 {
    let ems: f64 = text.chars().map(|char| if char.is_ascii() { 0.56 } else { 1.0 }).sum();
    ems * f64::from(LETTERS)
}

/// What each ink means, in a row along the upper edge; lines are shown as lines.
pub(super) fn legend(
    scene: &mut Scene,
    entries: &[(&str, Ink)],
    dashes: Option<fn(Ink) -> Option<&'static str>>,
) {
    let mut x = 8.0;
    for (label, ink) in entries {
        match dashes {
            Some(dashes) => scene.add(Primitive::Line {
                x1: x,
                y1: 13.0,
                x2: x + 24.0,
                y2: 13.0,
                stroke: ink.color(),
                stroke_width: 2.5,
                stroke_dasharray: dashes(*ink).map(str::to_owned),
            }),
            None => scene.add(Primitive::Rect {
                x: x + 4.0,
                y: 6.0,
                width: 18.0,
                height: 14.0,
                fill: ink.color(),
                stroke: Some(Ink::Axis.color()),
                stroke_width: Some(0.8),
                opacity: None,
            }),
        }
        scene.add(word((x + 29.0, 18.0), label, TextAnchor::Start));
        x += 29.0 + breadth(label) + 16.0;
    }
}

/// How the line of a figure is broken, so that it is known in black and white.
pub(super) fn dash(ink: Ink) -> Option<&'static str> {
    match ink {
        Ink::Claimed => Some("7,4"),
        Ink::City => Some("2,3"),
        _ => None,
    }
}

/// Whether there is anything to see: a bar of no points has no height, and cuts cut nothing off.
pub(super) fn is_seen(primitive: &Primitive) -> bool {
    match primitive {
        Primitive::Rect { width, height, .. } => *width > 0.0 && *height > 0.0,
        Primitive::ClipStart { .. } | Primitive::ClipEnd => false,
        _ => true,
    }
}

/// A scene as shapes. Everything that our scenes hold has one; the tests see to it.
pub(in crate::report) fn shapes(scene: &Scene) -> Vec<Shape> {
    scene.elements.iter().flat_map(shape).collect()
}

fn shape(primitive: &Primitive) -> Vec<Shape> {
    match primitive {
        Primitive::Text { x, y, content, size, anchor, color, .. } => vec![Shape::Text {
            at: (*x, *y),
            text: content.clone(),
            size: f64::from(*size),
            anchor: match anchor {
                TextAnchor::Start => Anchor::Start,
                TextAnchor::Middle => Anchor::Middle,
                TextAnchor::End => Anchor::End,
            },
            ink: color.as_ref().and_then(Ink::of).unwrap_or(Ink::Text),
        }],
        Primitive::Line { x1, y1, x2, y2, stroke: color, stroke_width, stroke_dasharray } => {
            line(vec![(*x1, *y1), (*x2, *y2)], stroke(color, (*stroke_width, stroke_dasharray)))
        }
        Primitive::PolyLine { points, stroke: color, stroke_width, stroke_dasharray } => {
            line(points.clone(), stroke(color, (*stroke_width, stroke_dasharray)))
        }
        Primitive::Path(path) => {
            let corners = corners(&path.d);
            let stroke = stroke(&path.stroke, (path.stroke_width, &path.stroke_dasharray));
            let fill = path.fill.as_ref().and_then(Ink::of);
            let is_area = path.d.trim_end().ends_with('Z');
            if is_area { vec![Shape::Area { corners, fill, stroke }] } else { line(corners, stroke) }
        }
        Primitive::Rect { x, y, width, height, fill, stroke: color, stroke_width, .. } => {
            let corners = vec![(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)];
            let outline =
                color.as_ref().and_then(|color| stroke(color, (stroke_width.unwrap_or(1.0), &None)));
            vec![Shape::Area { corners, fill: Ink::of(fill), stroke: outline }]
        }
        Primitive::Circle { cx, cy, r, fill, .. } => {
            let turn = |step: u32| std::f64::consts::TAU * f64::from(step) / 16.0;
            let corners =
                (0..16).map(|step| (cx + r * turn(step).cos(), cy + r * turn(step).sin())).collect();
            vec![Shape::Area { corners, fill: Ink::of(fill), stroke: None }]
        }
        _ => Vec::new(),
    }
}

fn stroke(color: &Color, (width, dashes): (f64, &Option<String>)) -> Option<Stroke> {
    let dashes =
        dashes.iter().flat_map(|dashes| dashes.split(',')).filter_map(|dash| dash.trim().parse().ok());
    Some(Stroke { ink: Ink::of(color)?, width, dashes: dashes.collect() })
}

fn line(points: Vec<(f64, f64)>, stroke: Option<Stroke>) -> Vec<Shape> {
    stroke.map(|stroke| Shape::Line { points, stroke }).into_iter().collect()
}

/// The corners of a path of straight lines.
fn corners(path: &str) -> Vec<(f64, f64)> {
    let numbers: Vec<f64> = path
        .split(|char: char| char.is_ascii_alphabetic() || char == ',' || char.is_whitespace())
        .filter_map(|number| number.parse().ok())
        .collect();
    let pair = |pair: &[f64]| Some((*pair.first()?, *pair.get(1)?));
    numbers.chunks_exact(2).filter_map(pair).collect()
}
