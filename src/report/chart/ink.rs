//! The inks of charts: one a meaning, each with a colour for paper, a name that style sheets can change, and
//! lines across areas, so that none is told from another by colour alone.

use kuva::render::color::Color;

/// Colour as red, green and blue.
pub(in crate::report) type Rgb = (u8, u8, u8);

/// How the names of inks begin where the chart library carries them as colours.
const PREFIX: &str = "ink-";

/// What a line or an area of a chart means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// Words.
    Text,
    /// Axes and what else only orders.
    Axis,
    /// Lines that the eye follows to an axis.
    Grid,
    /// What the sheet gives.
    Full,
    /// What the stated facts earn.
    Claimed,
    /// What the proven facts earn.
    Provable,
    /// What the joint team gave.
    City,
    /// Lost: not done.
    NotDone,
    /// Lost: done and not proven.
    NotProven,
    /// Lost: sent back.
    SentBack,
    /// A cell of a heat map, from the least to the most.
    Heat0,
    /// Up to 40%.
    Heat1,
    /// Up to 60%.
    Heat2,
    /// Up to 80%.
    Heat3,
    /// More.
    Heat4,
    /// Words on the lighter cells of a heat map.
    OnLight,
    /// Words on the darker cells of a heat map.
    OnDark,
}

/// Lines across an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hatch {
    /// From the lower left to the upper right.
    Rising,
    /// Both ways.
    Cross,
    /// From side to side.
    Level,
}

impl Ink {
    /// All.
    pub const ALL: [Self; 17] = [
        Self::Text,
        Self::Axis,
        Self::Grid,
        Self::Full,
        Self::Claimed,
        Self::Provable,
        Self::City,
        Self::NotDone,
        Self::NotProven,
        Self::SentBack,
        Self::Heat0,
        Self::Heat1,
        Self::Heat2,
        Self::Heat3,
        Self::Heat4,
        Self::OnLight,
        Self::OnDark,
    ];

    /// Those of a heat map, from the least to the most.
    pub const HEAT: [Self; 5] = [Self::Heat0, Self::Heat1, Self::Heat2, Self::Heat3, Self::Heat4];

    /// The name: style sheets know it as `--chart-<name>`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Axis => "axis",
            Self::Grid => "grid",
            Self::Full => "full",
            Self::Claimed => "claimed",
            Self::Provable => "provable",
            Self::City => "city",
            Self::NotDone => "not-done",
            Self::NotProven => "not-proven",
            Self::SentBack => "sent-back",
            Self::Heat0 => "heat-0",
            Self::Heat1 => "heat-1",
            Self::Heat2 => "heat-2",
            Self::Heat3 => "heat-3",
            Self::Heat4 => "heat-4",
            Self::OnLight => "on-light",
            Self::OnDark => "on-dark",
        }
    }

    /// The colour on white paper.
    pub fn rgb(self) -> Rgb {
        match self {
            Self::Text | Self::OnLight => (28, 39, 51),
            Self::Axis => (85, 98, 111),
            Self::Grid => (206, 213, 220),
            Self::Full => (150, 158, 166),
            Self::Claimed => (201, 138, 27),
            Self::Provable => (29, 111, 92),
            Self::City => (150, 84, 150),
            Self::NotDone => (221, 227, 233),
            Self::NotProven => (232, 182, 84),
            Self::SentBack => (176, 58, 46),
            Self::Heat0 => (247, 244, 238),
            Self::Heat1 => (194, 214, 225),
            Self::Heat2 => (138, 179, 199),
            Self::Heat3 => (66, 124, 152),
            Self::Heat4 => (18, 74, 102),
            Self::OnDark => (255, 255, 255),
        }
    }

    /// The lines across its areas, with their colour.
    pub fn hatch(self) -> Option<(Hatch, Rgb)> {
        match self {
            Self::NotDone => Some((Hatch::Level, (104, 116, 128))),
            Self::NotProven => Some((Hatch::Rising, (110, 72, 8))),
            Self::SentBack => Some((Hatch::Cross, (255, 255, 255))),
            Self::Claimed => Some((Hatch::Rising, (255, 255, 255))),
            Self::City => Some((Hatch::Level, (255, 255, 255))),
            _ => None,
        }
    }

    /// The ink as a colour that the chart library carries through.
    pub(super) fn name(self) -> String {
        format!("{PREFIX}{}", self.id())
    }

    /// The same as its type of colours.
    pub(super) fn color(self) -> Color {
        Color::Css(self.name().into())
    }

    /// The ink of a colour; what the library draws in colours of its own are axes.
    pub(in crate::report) fn of(color: &Color) -> Option<Self> {
        match color {
            Color::None => None,
            Color::Rgb(..) => Some(Self::Axis),
            Color::Css(name) => {
                let id = name.strip_prefix(PREFIX);
                Some(Self::ALL.into_iter().find(|ink| Some(ink.id()) == id).unwrap_or(Self::Axis))
            }
        }
    }
}
