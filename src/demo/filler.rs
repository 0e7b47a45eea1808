//! Fills the places in the templates of `fixtures/demo/`, the same each time for the same piece.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::dice::Dice;
use super::pieces::Piece;
use super::readiness;
use super::words::{Book, County, Words};
use crate::domain::facts::Facts;
use crate::domain::round::Phase;
use crate::domain::rule::{Ratio, Rule};
use crate::domain::standard::{Item, Level};
use crate::ops::scores::RoundView;

/// Longer rosters are kept by their own office, and not filed name by name.
const LONGEST_ROSTER: i64 = 600;

/// What templates of one piece of evidence speak of.
pub(super) struct Filler<'a> {
    book: &'a Book,
    county: &'a County,
    piece: &'a Piece,
    pub(super) dice: Dice,
    /// Texts that stay the same in the whole document: its title and fields.
    said: BTreeMap<String, String>,
}

impl<'a> Filler<'a> {
    /// For a piece of this county.
    pub(super) fn new(book: &'a Book, view: &RoundView, (county, piece): (&'a County, &'a Piece)) -> Self {
        let name = format!("{} {} {} {}", piece.county, piece.kind, piece.year, piece.nth);
        let mut filler = Self { book, county, piece, dice: Dice::of(&name), said: BTreeMap::new() };
        let figures = [("rows", (8, 24)), ("denominator", (50, 60)), ("numerator", (40, 50))];
        for (name, (least, most)) in figures {
            let figure = filler.dice.between(least, most).to_string();
            filler.say(name, figure);
        }
        let code = piece.items.first().map(String::as_str).unwrap_or_default();
        let standard = view.standard(Phase::Final);
        match (standard.item(code), standard.bonuses.iter().find(|bonus| bonus.code == code)) {
            (Some(item), _) => filler.speak_of(item),
            (None, Some(bonus)) => {
                filler.said.extend([("item", &bonus.name), ("need", &bonus.name)].map(owned));
                let lead = filler.fill(&book.words.bonus_lead);
                filler.say("lead", lead);
            }
            (None, None) => {}
        }
        filler
    }

    /// Speaks of this item from now on.
    pub(super) fn speak_of(&mut self, item: &Item) {
        let need = need(&self.book.words, item);
        self.said.extend([("item", &item.name), ("need", &need), ("lead", &item.lead)].map(owned));
        let facts = readiness::facts(self.book, self.county, item, self.piece.year).unwrap_or_default();
        if let Facts { numerator: Some(above), denominator: Some(below), .. } = facts {
            // A roster names everybody who is counted; in a county of careless papers somebody is missing.
            let missing = i64::from(self.dice.chance((1_000 - self.county.backed) / 3));
            if (2..=LONGEST_ROSTER).contains(&above) {
                self.said.insert("rows".to_owned(), (above - missing).to_string());
            }
            self.said.insert("numerator".to_owned(), above.to_string());
            self.said.insert("denominator".to_owned(), below.to_string());
        }
    }

    /// Keeps a text under a name for the rest of the document.
    pub(super) fn say(&mut self, name: &str, text: String) {
        self.said.insert(name.to_owned(), text);
    }

    /// The text of a catalogue field, the same whenever it is asked for; empty when it has no words.
    pub(super) fn field(&mut self, id: &str) -> String {
        let name = format!("field {id}");
        if let Some(text) = self.said.get(&name) {
            return text.clone();
        }
        let templates = self.book.words.fields.get(id);
        let text = templates.map(|templates| self.one_of(templates)).unwrap_or_default();
        self.say(&name, text.clone());
        text
    }

    /// The text of a cell, thrown anew each time.
    pub(super) fn cell(&mut self, kind: &str) -> String {
        let templates = self.book.words.cells.get(kind);
        templates.map(|templates| self.one_of(templates)).unwrap_or_default()
    }

    /// A sentence that says that the item spoken of was done.
    pub(super) fn told(&mut self) -> String {
        self.one_of(&self.book.words.told)
    }

    fn one_of(&mut self, templates: &[String]) -> String {
        let template = self.dice.pick(templates).cloned().unwrap_or_default();
        self.fill(&template)
    }

    /// The figure that a field or a place begins with; zero when it begins with none.
    pub(super) fn figure(&mut self, name: &str) -> i64 {
        let text = self.place(name);
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or_default()
    }

    /// The template with its places filled.
    pub(super) fn fill(&mut self, template: &str) -> String {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, after)) = after.split_once('}') else { break };
            text.push_str(&self.place(name));
            rest = after;
        }
        text + rest
    }

    fn place(&mut self, name: &str) -> String {
        if let Some(text) = self.said.get(name) {
            return text.clone();
        }
        let day = self.piece.day;
        match name {
            "county" => self.county.name.clone(),
            "short" => self.county.short.clone(),
            "year" => self.piece.year.to_string(),
            "cal" => day.year().to_string(),
            "iso" => day.to_string(),
            "ymd" => day.format("%Y%m%d").to_string(),
            "nth" => format!("{:04}", self.piece.nth),
            "town" => self.one_of(&self.book.words.towns),
            "unit" => self.one_of(&self.book.words.units),
            "person" => self.person(),
            "persons" => [self.person(), self.person(), self.person()].join("、"),
            "number" => self.dice.between(1, 80).to_string(),
            "small" => self.dice.between(2, 9).to_string(),
            "count" => self.dice.between(12, 180).to_string(),
            "money" => (self.dice.between(6, 480) * 500).to_string(),
            field => self.field(field),
        }
    }

    fn person(&mut self) -> String {
        let words = &self.book.words;
        let surname = self.dice.pick(&words.surnames).cloned().unwrap_or_default();
        surname + self.dice.pick(&words.given).map(String::as_str).unwrap_or_default()
    }
}

fn owned((name, text): (&str, &String)) -> (String, String) {
    (name.to_owned(), text.clone())
}

/// What an item asks for, in the sheet's words.
fn need(words: &Words, item: &Item) -> String {
    let ratio = |rule: &Ratio| {
        words.need_ratio.replace("{above}", &rule.numerator).replace("{below}", &rule.denominator)
    };
    match item.rule.at(Level::County) {
        Rule::PerYear(rule) => rule.need.clone(),
        Rule::Count(rule) => rule.metric.clone(),
        Rule::Ratio(rule) => ratio(rule),
        Rule::SampledRatio(rule) => ratio(&rule.ratio),
        Rule::Deduct(rule) => words.need_deduct.replace("{event}", &rule.event),
        rule => rule.ticks().join("，"),
    }
}
