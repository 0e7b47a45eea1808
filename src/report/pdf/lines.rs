//! Breaking text into lines: between Chinese characters, between words, never before a mark that may
//! not begin a line nor after one that may not end it (GB/T 15834-2011).

use unicode_normalization::UnicodeNormalization;

use super::face::{FaceName, Glyph, Unknown, glyph};

const NOT_FIRST: &str = "，。、；：？！）】》〉」』”’…—·％℃,.;:?!)]}%";
const NOT_LAST: &str = "（【《〈「『“‘〔([{";

/// One line of glyphs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    /// In ems.
    pub(super) width: f32,
}

impl Line {
    fn push(&mut self, glyph: Glyph) {
        self.width += glyph.advance;
        self.glyphs.push(glyph);
    }

    fn extend(&mut self, glyphs: &[Glyph]) {
        glyphs.iter().for_each(|glyph| self.push(*glyph));
    }

    /// Takes blanks from the end, which no one sees.
    fn trimmed(mut self) -> Self {
        while let Some(glyph) = self.glyphs.last().copied().filter(|glyph| glyph.char == ' ') {
            self.width -= glyph.advance;
            self.glyphs.pop();
        }
        self
    }
}

/// The lines of a text that is `width` ems wide at the most; line breaks of the text are kept.
pub(super) fn break_text(text: &str, width: f32, face: FaceName, unknown: &mut Unknown) -> Vec<Line> {
    let composed: String = text.nfc().filter(|char| !is_invisible(*char)).collect();
    composed.split('\n').flat_map(|paragraph| break_paragraph(paragraph, width, face, unknown)).collect()
}

/// Marks that have no width and turn the direction or join letters.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\r')
        || matches!(char, '\u{fe00}'..='\u{fe0f}')
}

fn break_paragraph(text: &str, width: f32, face: FaceName, unknown: &mut Unknown) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for piece in pieces(text) {
        let glyphs: Vec<Glyph> = piece.chars().map(|char| glyph(char, face, unknown)).collect();
        place(&mut lines, &glyphs, width);
    }
    lines.into_iter().map(Line::trimmed).collect()
}

/// Puts a piece on the last line or on a new one; a piece wider than a line is cut where it must be.
fn place(lines: &mut Vec<Line>, glyphs: &[Glyph], width: f32) {
    let needed: f32 =
        glyphs.iter().rev().skip_while(|glyph| glyph.char == ' ').map(|glyph| glyph.advance).sum();
    let fits = |line: &Line| line.width + needed <= width;
    if let Some(line) = lines.last_mut().filter(|line| fits(line)) {
        line.extend(glyphs);
        return;
    }
    if needed <= width {
        let mut line = Line::default();
        line.extend(glyphs);
        lines.push(line);
        return;
    }
    for glyph in glyphs {
        match lines.last_mut().filter(|line| line.glyphs.is_empty() || line.width + glyph.advance <= width) {
            Some(line) => line.push(*glyph),
            None => {
                let mut line = Line::default();
                line.push(*glyph);
                lines.push(line);
            }
        }
    }
}

/// The pieces of a text that stay together: a word with the blank after it, or one Chinese character
/// with the marks that belong to it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, char) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, char)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(char);
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after) || matches!(before, '/' | '\\' | '-' | '_' | '@')
}

fn is_wide(char: char) -> bool {
    char >= '\u{2e80}' || matches!(char, '—' | '…' | '“' | '”' | '‘' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        let lines = break_text(text, width, FaceName::Sans, &mut Unknown::new());
        lines.iter().map(|line| line.glyphs.iter().map(|glyph| glyph.char).collect()).collect()
    }

    #[test]
    fn marks_stay_with_their_characters_and_words_stay_whole() {
        assert_eq!(broken("议军会，联席会。", 3.0), ["议军", "会，联", "席会。"]);
        assert_eq!(broken("（甲县）乙", 3.0), ["（甲", "县）乙"]);
        assert_eq!(broken("ab cdefgh ij", 3.5), ["ab", "cdefgh", "ij"]);
        assert_eq!(broken("一\n\n二", 9.0), ["一", "", "二"]);
    }

    #[test]
    fn what_is_wider_than_a_line_is_cut() {
        let lines = broken(&"x".repeat(40), 5.0);
        assert!(lines.len() > 1 && lines.concat().len() == 40, "{lines:?}");
    }

    #[test]
    fn a_character_without_a_glyph_is_shown_and_named() {
        let mut unknown = Unknown::new();
        let lines = break_text("甲\u{10ffff}\u{1f600}", 9.0, FaceName::Serif, &mut unknown);
        let shown: String = lines.iter().flat_map(|line| &line.glyphs).map(|glyph| glyph.char).collect();
        assert_eq!(shown, "甲〓〓");
        assert_eq!(unknown.len(), 2);
        let rare = break_text("㐂𠮷盱眙䶮㙍𬬭㛃郪", 99.0, FaceName::Serif, &mut Unknown::new());
        assert!(rare.iter().flat_map(|line| &line.glyphs).all(|glyph| glyph.char != '〓'));
    }
}
