//! Sentences and clauses of a folded text, also where lines are broken anywhere or not at all.

use std::ops::Range;

use super::fold::{BreakKind, Folded};
use super::title::{is_document, title_end};

/// Longer sentences, in bytes, are cut at a comma: whoever writes without full stops is read by pieces.
const LONGEST: usize = 600;

/// A line that is longer than this, in bytes, is a paragraph and was not wrapped.
const LONGEST_LINE: usize = 240;

/// The sentences of a text, in bytes of the folded one, in order.
pub fn sentences(folded: &Folded<'_>) -> Vec<Range<usize>> {
    let text = folded.text();
    let mut ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, char)| ends_sentence(*char))
        .map(|(at, char)| at + char.len_utf8())
        .collect();
    ends.extend(line_ends(folded));
    ends.push(text.len());
    ends.sort_unstable();
    ends.dedup();
    let (mut found, mut start) = (Vec::new(), 0);
    for end in ends {
        let title = title_end(folded, &(start..end)).filter(|title| *title < end).unwrap_or(start);
        found.extend(pieces(text, start..title));
        found.extend(pieces(text, title..end));
        start = end;
    }
    found
}

fn ends_sentence(char: char) -> bool {
    matches!(char, '。' | '!' | '?' | ';')
}

/// Ends of lines that end a sentence. In a text that was wrapped, a full line goes on in the next one, and so does one
/// that breaks off: behind a comma, and wherever most lines of the text do. Lines without any sign are a list.
fn line_ends(folded: &Folded<'_>) -> Vec<usize> {
    let text = folded.text();
    let breaks = folded.breaks();
    let starts = std::iter::once(0).chain(breaks.iter().map(|line| line.at));
    let ends = breaks.iter().map(|line| line.at).chain([text.len()]);
    let lines: Vec<&str> = starts.zip(ends).filter_map(|(start, end)| text.get(start..end)).collect();
    let longest = lines.iter().map(|line| line.len()).max().unwrap_or_default();
    let wrapped = longest <= LONGEST_LINE;
    let broken = lines.iter().filter(|line| is_broken_off(line) && has_signs(line)).count();
    let uneven = broken > 3 && broken * 2 > lines.len();
    let goes_on = |line: &str, next: &str| {
        let full = line.len() * 20 >= longest * 17;
        let in_sentences = (has_signs(line) || has_signs(next)) && (has_signs(line) || !is_document(line));
        wrapped && in_sentences && (full || (uneven && is_broken_off(line)))
    };
    let behind = lines.iter().skip(1).chain(std::iter::repeat(&""));
    let ends = breaks.iter().zip(lines.iter().zip(behind));
    ends.filter(|(at, (line, next))| {
        let paragraph = at.kind == BreakKind::Paragraph;
        let joined = line.ends_with([',', '、']) || (!paragraph && goes_on(line, next));
        !joined || begins_anew(next) || is_numbered(folded, at.at)
    })
    .map(|(at, _)| at.at)
    .collect()
}

fn has_signs(line: &str) -> bool {
    line.contains([',', '。', ';'])
}

/// Whether a row of a table begins here: a number, and a gap behind it.
fn is_numbered(folded: &Folded<'_>, at: usize) -> bool {
    let line = folded.text().get(at..).unwrap_or_default();
    let digits = line.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && !folded.gap(at + digits).is_empty()
}

/// Whether a line ends within a sentence: no sign at its end, and it is no heading.
fn is_broken_off(line: &str) -> bool {
    let open = !line.ends_with(['。', ';', ':', '!', '?', ')', '"']);
    open && line.chars().count() >= 8 && (has_signs(line) || !begins_anew(line))
}

/// Whether a line begins with a number or a sign of a heading or a list.
fn begins_anew(line: &str) -> bool {
    let sign = |char: char| !char.is_alphanumeric() && !char.is_ascii() && !"，。、；：！？…".contains(char);
    if line.starts_with(sign) {
        return true;
    }
    let head: String = line.chars().take(4).collect();
    let rest =
        head.trim_start_matches(|char: char| char.is_ascii_digit() || "一二三四五六七八九十(".contains(char));
    rest.len() < head.len() && rest.starts_with(['、', '.', ')', ','])
}

/// A sentence, or its pieces where it is too long; without what is only signs.
fn pieces(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST {
        let most = text.floor_char_boundary(start + LONGEST);
        let comma = text.get(start..most).and_then(|piece| piece.rfind([',', '、'])).map(|at| start + at);
        let end = comma.filter(|at| *at > start).map_or(most, |at| {
            at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        found.push(start..end);
        start = end;
    }
    found.push(start..sentence.end);
    found.retain(|piece| {
        text.get(piece.clone()).is_some_and(|words| words.chars().any(char::is_alphanumeric))
    });
    found
}

/// The clauses of a sentence, without the signs at their ends. A comma inside a number ends none.
pub fn clauses(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let words = text.get(sentence.clone()).unwrap_or_default();
    let (mut found, mut start, mut before) = (Vec::new(), 0, ' ');
    for (at, char) in words.char_indices() {
        let next = words.get(at + char.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let inside_number = before.is_ascii_digit() && next.is_ascii_digit();
        if (ends_sentence(char) || matches!(char, ',' | ':')) && !inside_number {
            found.push(start..at);
            start = at + char.len_utf8();
        }
        before = char;
    }
    found.push(start..words.len());
    let whole = |clause: Range<usize>| sentence.start + clause.start..sentence.start + clause.end;
    found.into_iter().filter(|clause| !clause.is_empty()).map(whole).collect()
}
