//! The written report that a county gives to the inspection: what was done of each item, aspect by aspect. The
//! weaker a county is with its papers, the more items its report passes over, and the more figures differ from
//! those that it states elsewhere.

use super::dice::Dice;
use super::filler::Filler;
use super::pieces::Piece;
use super::readiness::{self, Done};
use super::words::{Book, County};
use crate::domain::facts::Facts;
use crate::domain::round::Phase;
use crate::domain::rule::{Ratio, Rule};
use crate::domain::standard::{Item, Level, Standard};
use crate::ops::scores::RoundView;

/// The item that asks for the report.
const ITEM: &str = "I03";

/// Whether what an item asks for is that report; it is written at the end of the last year.
pub(super) fn is_asked_for(item: &str, kind: &str) -> bool {
    item == ITEM && kind == "report"
}

/// Whether a piece is that report.
pub(super) fn is_report(piece: &Piece) -> bool {
    piece.items.iter().any(|item| is_asked_for(item, &piece.kind))
}

/// Its paragraphs: for each aspect a heading and what is said of its items.
pub(super) fn paragraphs(
    (book, view): (&Book, &RoundView),
    filler: &mut Filler<'_>,
    (county, piece): (&County, &Piece),
) -> Vec<String> {
    let standard = view.standard(Phase::Final);
    let mut paragraphs = Vec::new();
    for aspect in &standard.aspects {
        let told = told_items(standard, (county, piece), &aspect.code);
        let sentences = told.map(|item| sentence(book, filler, (county, piece, item)));
        let said: String = sentences.collect();
        paragraphs.push(format!("{}。{said}", aspect.name));
    }
    paragraphs
}

/// The items of an aspect that the report does not pass over.
fn told_items<'a>(
    standard: &'a Standard,
    (county, piece): (&'a County, &'a Piece),
    aspect: &'a str,
) -> impl Iterator<Item = &'a Item> {
    let passed_over = (1_000 - county.backed) / 2 + 60;
    standard.items.iter().filter(move |item| item.aspect == aspect).filter(move |item| {
        let mut dice = Dice::of(&format!("{} {} report", county.code, item.code));
        let is_done = readiness::done(county, &item.code, piece.year) != Done::Nothing;
        is_done && !dice.chance(passed_over)
    })
}

fn sentence(book: &Book, filler: &mut Filler<'_>, (county, piece, item): (&County, &Piece, &Item)) -> String {
    filler.speak_of(item);
    let facts = readiness::facts(book, county, item, piece.year).unwrap_or_default();
    match (figures(item), facts) {
        (Some(rule), Facts { numerator: Some(above), denominator: Some(below), .. }) => {
            let mistaken = i64::from(filler.dice.chance((1_000 - county.backed) / 3));
            filler.say("above", format!("{} {above}", rule.numerator));
            filler.say("below", format!("{} {}", rule.denominator, below + mistaken));
            filler.fill(&book.words.told_figures)
        }
        _ => filler.told(),
    }
}

/// The two figures that an item is measured by.
fn figures(item: &Item) -> Option<&Ratio> {
    match item.rule.at(Level::County) {
        Rule::Ratio(rule) => Some(rule),
        Rule::SampledRatio(rule) => Some(&rule.ratio),
        _ => None,
    }
}
