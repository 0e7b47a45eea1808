//! The two faces, read once: which characters they have, and how wide those are.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use printpdf::ParsedFont;
use ttf_parser::Face;

/// Shown instead of a character that neither face has.
pub(super) const MISSING: char = '〓';

/// One of the embedded faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FaceName {
    /// For text and tables: every character of Chinese offices.
    Sans,
    /// For titles and headings: common characters, the others come from the first.
    Serif,
}

/// A face as the layout and the format need it.
pub(super) struct Loaded {
    face: Face<'static>,
    pub(super) parsed: ParsedFont,
}

static SANS: LazyLock<Option<Loaded>> =
    LazyLock::new(|| load(include_bytes!("../../../templates/assets/fonts/YingjianSans-Regular.otf")));
static SERIF: LazyLock<Option<Loaded>> =
    LazyLock::new(|| load(include_bytes!("../../../templates/assets/fonts/YingjianSerif-Bold.otf")));

fn load(bytes: &'static [u8]) -> Option<Loaded> {
    let parsed = ParsedFont::from_bytes(bytes, 0, &mut Vec::new())?;
    Some(Loaded { face: Face::parse(bytes, 0).ok()?, parsed })
}

impl FaceName {
    pub(super) const ALL: [Self; 2] = [Self::Sans, Self::Serif];

    /// The name of its resource, which becomes the tag of the subset: six capital letters (ISO 32000, 9.9.2).
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Sans => "YJTEXT",
            Self::Serif => "YJHEAD",
        }
    }

    /// The face; none only when the build has broken it.
    pub(super) fn loaded(self) -> Option<&'static Loaded> {
        match self {
            Self::Sans => SANS.as_ref(),
            Self::Serif => SERIF.as_ref(),
        }
    }

    fn advance(self, char: char) -> Option<f32> {
        let face = &self.loaded()?.face;
        let glyph = face.glyph_index(char).filter(|glyph| glyph.0 != 0)?;
        Some(f32::from(face.glyph_hor_advance(glyph)?) / f32::from(face.units_per_em()))
    }
}

/// A character with the face that has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) char: char,
    pub(super) face: FaceName,
    /// In ems.
    pub(super) advance: f32,
}

/// Characters that were asked for and are in no face.
pub(super) type Unknown = BTreeSet<char>;

/// The glyph of a character, in the face that is wished when it has it.
pub(super) fn glyph(char: char, wished: FaceName, unknown: &mut Unknown) -> Glyph {
    let found = |char: char, face: FaceName| face.advance(char).map(|advance| Glyph { char, face, advance });
    let char = if char.is_control() || char == '\u{a0}' { ' ' } else { char };
    let known = found(char, wished).or_else(|| found(char, FaceName::Sans));
    known.unwrap_or_else(|| {
        unknown.insert(char);
        found(MISSING, FaceName::Sans).unwrap_or(Glyph { char: ' ', face: FaceName::Sans, advance: 1.0 })
    })
}
