//! Who issued a paper and of which day it is: the signature below (落款), the heading above.

use std::ops::Range;

use chrono::NaiveDate;

use super::dates::Found;
use super::signs::{Piece, Signs};
use super::unit::{is_unit, unstamped};

/// Where the day of a paper was found; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Below the text, under the name of an office or a person.
    Signature,
    /// On a line of its own below the text.
    Alone,
    /// On a line of its own under the title.
    Heading,
    /// As the time of a meeting or an event.
    Time,
    /// As the day of printing.
    Printed,
}

/// A day that may be the paper's own.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) day: NaiveDate,
    pub(super) signs: Range<usize>,
    pub(super) basis: Basis,
    /// Who signed.
    pub(super) signer: Option<Range<usize>>,
}

/// Lines with which the top of a paper is over.
const TOP_PIECES: usize = 8;
/// Words before the time of a meeting.
const TIMES: [&str; 5] = ["会议时间:", "活动时间:", "时间:", "日期:", "会议日期:"];
/// Words before the name of who signs.
const SIGNS: [&str; 7] = ["述职人:", "报告人:", "汇报人:", "签发人:", "负责人:", "签名:", "落款:"];

/// Every day that may be the paper's own, the likeliest first.
pub(super) fn candidates(signs: &Signs<'_>, dates: &[Found]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = dates.iter().filter_map(|date| candidate(signs, date)).collect();
    let attached = attachments(signs);
    // What stands below the text comes before what stands below its attachments; of several the last.
    found.sort_by_key(|found| {
        let below = found.signs.start > attached;
        (found.basis, below, std::cmp::Reverse(found.signs.start))
    });
    found
}

fn candidate(signs: &Signs<'_>, date: &Found) -> Option<Candidate> {
    let (number, piece) = signs.piece_at(date.signs.end.checked_sub(1)?)?;
    let before = signs.string(piece.signs.start..date.signs.start);
    let after = signs.string(date.signs.end..piece.signs.end);
    let candidate =
        |basis, signer| Some(Candidate { day: date.day, signs: date.signs.clone(), basis, signer });
    if TIMES
        .iter()
        .any(|word| before.trim_start_matches(|char: char| !char.is_alphabetic()).starts_with(word))
    {
        return candidate(Basis::Time, None);
    }
    if after.starts_with("印发") || after.starts_with("印") {
        return candidate(Basis::Printed, None);
    }
    if !is_end(&after) || (piece.is_sentence && !before.is_empty()) || !date.with_year {
        return None;
    }
    let alone = before.chars().all(|char| matches!(char, '(' | '|' | '-' | '"'));
    let early = number < TOP_PIECES && date.signs.end.saturating_mul(10) < signs.len().saturating_mul(4);
    if alone && early {
        return candidate(Basis::Heading, None);
    }
    let signer =
        if alone { above(signs, number) } else { beside(signs, piece.signs.start..date.signs.start) };
    match signer {
        Some(signer) => candidate(Basis::Signature, Some(signer)),
        None if alone => candidate(Basis::Alone, None),
        None => None,
    }
}

/// Whether nothing but brackets and notes follows.
fn is_end(after: &str) -> bool {
    let rest = after.trim_start_matches([')', '|', '-', '"']);
    rest.is_empty() || rest.starts_with('(') || rest.starts_with("抄送") || rest.starts_with("附件")
}

/// The signature on the lines above a day, two at the most for offices that sign together.
fn above(signs: &Signs<'_>, number: usize) -> Option<Range<usize>> {
    let line = |back: usize| signs.pieces().get(number.checked_sub(back)?).filter(|piece| !piece.is_sentence);
    let last = line(1).filter(|piece| is_signer(signs, piece))?;
    let first = line(2).filter(|piece| is_unit(unstamped(&signs.string(piece.signs.clone()))));
    Some(first.map_or(last.signs.start, |piece| piece.signs.start)..last.signs.end)
}

fn is_signer(signs: &Signs<'_>, piece: &Piece) -> bool {
    let line = signs.string(piece.signs.clone());
    let line = unstamped(&line);
    is_unit(line)
        || SIGNS.iter().any(|word| line.starts_with(word) && line.chars().count() > word.chars().count())
        || (line.chars().count() <= 4 && super::army::is_name(line))
}

/// The signature on the same line; when line breaks are lost, behind the last sign of the text before.
fn beside(signs: &Signs<'_>, before: Range<usize>) -> Option<Range<usize>> {
    let mut start = before.end;
    let inside = |char: char| char.is_alphanumeric() || matches!(char, '、' | '(' | ')');
    while start > before.start && signs.before(start).is_some_and(inside) {
        start = start.saturating_sub(1);
        if signs.is_parted(start) {
            break;
        }
    }
    let name = signs.string(start..before.end);
    let name = unstamped(&name);
    (is_unit(name) || super::army::is_name(name)).then_some(start..before.end)
}

/// Where the attachments begin; the end of the text when there are none.
fn attachments(signs: &Signs<'_>) -> usize {
    let begins = |piece: &&Piece| {
        let line = signs.string(piece.signs.clone());
        line.starts_with("附件") && line.chars().count() <= 5 && !piece.is_sentence
    };
    signs.pieces().iter().find(begins).map_or(signs.len(), |piece| piece.signs.start)
}

/// The office that the heading names: …文件, …会议纪要, or what stands before the paper's number.
pub(super) fn heading(signs: &Signs<'_>, number: Option<&Range<usize>>) -> Option<Range<usize>> {
    if let Some(number) = number
        && let Some(unit) = before_number(signs, number.start)
    {
        return Some(unit);
    }
    signs.pieces().iter().take(TOP_PIECES).filter(|piece| !piece.is_sentence).find_map(|piece| {
        let line = signs.string(piece.signs.clone());
        let title =
            ["文件", "会议纪要", "工作纪要", "简报"].iter().find_map(|title| line.strip_suffix(title))?;
        is_unit(title).then(|| {
            let start = piece.signs.start;
            start..start.saturating_add(title.chars().count())
        })
    })
}

fn before_number(signs: &Signs<'_>, number: usize) -> Option<Range<usize>> {
    let end = number.checked_sub(2).filter(|end| signs.is_at(*end, "文件"))?;
    let inside = |place: &usize| signs.at(*place).is_some_and(|char| char.is_alphanumeric() || char == '、');
    let length = (0..end).rev().take_while(inside).take(60).count();
    let start = end.saturating_sub(length);
    is_unit(&signs.string(start..end)).then_some(start..end)
}
