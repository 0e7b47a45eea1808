//! Codes of items and bonus items in the names of a path.
//!
//! A code in front of a name is meant; one in the middle may be chance (`X05` is also a road), so it
//! counts only when no name has one in front.

use crate::domain::standard::Standard;

use super::part::{Part, plain_text};

/// Characters between codes, and between a code and what follows.
const DIVIDERS: &str = " ,，、;；+&和及_-—–.:：】])）」〕";
/// Characters between codes that are numbers, where `-` more likely leads to a year.
const NUMBER_DIVIDERS: &str = " ,，、;；+&和及";
/// Characters before a code.
const OPENERS: &str = " 【[(（「〔#";

/// A code of the sheet.
#[derive(Debug)]
struct Code {
    /// As the sheet writes it.
    code: String,
    plain: Vec<char>,
}

/// The codes that a sheet has, longest first.
#[derive(Debug)]
pub(super) struct Codes {
    codes: Vec<Code>,
}

/// The codes of one name.
#[derive(Debug, Default)]
pub(super) struct InPart {
    /// Those in front.
    pub(super) leading: Vec<String>,
    /// Where the codes in front end, with what divides them from the rest.
    pub(super) end: usize,
    /// Those anywhere.
    anywhere: Vec<String>,
}

/// What the names of a path say.
#[derive(Debug, Default)]
pub(super) struct InPath {
    /// The codes, as the sheet writes them.
    pub(super) items: Vec<String>,
    /// Codes in front of other names of the path that say otherwise.
    pub(super) others: Vec<String>,
    /// A code that the sheet does not have, when nothing else was found.
    pub(super) unknown: Option<String>,
}

impl Codes {
    pub(super) fn of(standard: &Standard) -> Self {
        let items = standard.items.iter().map(|item| &item.code);
        let all = items.chain(standard.bonuses.iter().map(|bonus| &bonus.code));
        let mut codes: Vec<Code> =
            all.map(|code| Code { code: code.clone(), plain: plain_text(code) }).collect();
        codes.sort_by_key(|code| std::cmp::Reverse(code.plain.len()));
        Self { codes }
    }

    /// What the names of a path say, the file's own being the last.
    pub(super) fn in_path(&self, parts: &[Part]) -> InPath {
        let found: Vec<InPart> = parts.iter().map(|part| self.in_part(part)).collect();
        // Below a folder with a number, numbers count files; below one with a code, a code is nearer.
        let led = |part: &&InPart| !part.leading.is_empty();
        let chosen = if self.are_numbers() { found.iter().find(led) } else { found.iter().rev().find(led) };
        let items = match chosen {
            Some(part) => part.leading.clone(),
            None => found
                .iter()
                .rev()
                .find(|part| !part.anywhere.is_empty())
                .map_or(Vec::new(), |part| part.anywhere.clone()),
        };
        let differs = |code: &&String| !self.are_numbers() && !items.contains(code);
        let others = found.iter().flat_map(|part| &part.leading).filter(differs).cloned().collect();
        let unknown =
            if items.is_empty() { parts.iter().rev().find_map(|part| self.unknown(part)) } else { None };
        InPath { items, others, unknown }
    }

    /// The codes of one name.
    pub(super) fn in_part(&self, part: &Part) -> InPart {
        let mut found = InPart::default();
        let mut place = skip(part, 0, OPENERS);
        while let Some(code) = self.at(part, place) {
            push(&mut found.leading, &code.code);
            let after = place + code.plain.len();
            place = skip(part, after, if is_number(code) { NUMBER_DIVIDERS } else { DIVIDERS });
            found.end = skip(part, after, DIVIDERS);
        }
        for place in 0..part.plain.len() {
            if let Some(code) = self.at(part, place).filter(|code| !is_number(code)) {
                push(&mut found.anywhere, &code.code);
            }
        }
        found
    }

    /// The code that stands at a place and is not a piece of something longer.
    fn at(&self, part: &Part, place: usize) -> Option<&Code> {
        let joins = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
        if joins(part.before(place)) {
            return None;
        }
        self.codes.iter().find(|code| {
            let end = place + code.plain.len();
            let next = part.at(end);
            let goes_on = next == Some('.') && is_number(code) && part.digits(end + 1) > 0;
            let counts = is_number(code) && next.is_some_and(|char| "年月日号%".contains(char));
            part.has_at(place, &code.plain) && !joins(next) && !goes_on && !counts
        })
    }

    /// A code in front of the name with the shape of the sheet's codes that is none of them.
    fn unknown(&self, part: &Part) -> Option<String> {
        let start = skip(part, 0, OPENERS);
        let word = part.plain.iter().skip(start).take_while(|char| char.is_ascii_alphanumeric());
        let word: Vec<char> = word.copied().collect();
        let known = self.codes.iter().any(|code| !is_number(code) && shape(&code.plain) == shape(&word));
        known.then(|| word.iter().collect())
    }

    fn are_numbers(&self) -> bool {
        self.codes.iter().all(is_number)
    }
}

fn is_number(code: &Code) -> bool {
    code.plain.iter().all(|char| char.is_ascii_digit() || *char == '.')
}

/// Letters as `A`, digits as `0`.
fn shape(word: &[char]) -> String {
    word.iter().map(|char| if char.is_ascii_digit() { '0' } else { 'A' }).collect()
}

fn push(codes: &mut Vec<String>, code: &String) {
    if !codes.contains(code) {
        codes.push(code.clone());
    }
}

/// The first place from `from` on whose character is none of these.
pub(super) fn skip(part: &Part, from: usize, characters: &str) -> usize {
    let skipped = part.plain.iter().skip(from).take_while(|char| characters.contains(**char));
    from + skipped.count()
}
