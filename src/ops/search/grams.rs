//! What the index holds of a text: each character and each pair of characters that stand together in a run of letters
//! and digits, and of ASCII each three. So one character is found as well as twenty; and a run of more is looked for
//! by its pairs, which hardly ever stand in one paper without the run.
//!
//! Texts are folded first, so that script and words of converters make no difference: by words, and by characters too,
//! for who looks for a single character of a word that is another one here.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;

use crate::reading::fold::{Folded, fold_query};

/// Questions are cut here.
const MOST_CHARACTERS: usize = 300;

/// Whose a piece is: a gram that no text has, because those are no longer than three signs of ASCII.
pub(super) fn of_county((round, county): (&str, &str)) -> String {
    format!("in{}", hex(&format!("{round}/{county}")))
}

/// The same for all counties of a round.
pub(super) fn of_round(round: &str) -> String {
    format!("in{}", hex(round))
}

/// Of what kind it is, for whom it is whose: one gram, so that hits of both are found as fast as those of one.
pub(super) fn of_kind(whose: &str, kind: &str) -> String {
    format!("{whose}k{}", hex(kind))
}

fn hex(text: &str) -> String {
    HEXLOWER.encode(text.as_bytes())
}

/// The grams of texts.
#[derive(Debug, Default, Clone)]
pub(in crate::ops) struct Grams(BTreeSet<String>);

impl Grams {
    /// Adds those of a text.
    pub(super) fn add(&mut self, text: &str) {
        for folded in [Folded::of(text), Folded::by_characters(text)] {
            runs(folded.text(), |run| self.add_run(run));
        }
    }

    /// Adds those of what people typed, which is also found as they would type it to find it: word by word.
    pub(super) fn add_typed(&mut self, text: &str) {
        self.add(text);
        for word in text.split_whitespace() {
            runs(&fold_query(word), |run| self.add_run(run));
        }
    }

    /// Adds one that says whose it is.
    pub(super) fn mark(&mut self, gram: String) {
        self.0.insert(gram);
    }

    fn add_run(&mut self, run: &[char]) {
        for length in 1..=3 {
            for gram in run.windows(length) {
                if length < 3 || is_ascii(gram) {
                    self.0.insert(gram.iter().collect());
                }
            }
        }
    }

    /// With spaces between them.
    pub(super) fn joined(&self) -> String {
        self.0.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// The words of a question as folded texts hold them: what stands between spaces has to stand together.
fn words(question: &str) -> Vec<String> {
    let question: String = question.chars().take(MOST_CHARACTERS).collect();
    let words = question.split_whitespace().map(|word| fold_query(word).to_lowercase());
    words.filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// The runs of a question, which have to stand in a text as they are.
pub(super) fn needles(question: &str) -> Vec<String> {
    let mut needles = Vec::new();
    for word in words(question) {
        runs(&word, |run| needles.push(run.iter().collect()));
    }
    needles
}

/// Whether the index knows of all runs of a question as they are, because none is longer than what it holds.
pub(super) fn are_whole(needles: &[String]) -> bool {
    needles.iter().all(|needle| {
        let run: Vec<char> = needle.chars().collect();
        run.len() < 3 || run.len() == 3 && is_ascii(&run)
    })
}

/// Texts of a piece as runs are looked for in them: all that [`Grams::add`] takes grams from.
pub(super) fn folded(text: &str) -> [String; 2] {
    [Folded::of(text), Folded::by_characters(text)].map(|folded| folded.text().to_lowercase())
}

/// The same of what [`Grams::add_typed`] adds to that.
pub(super) fn typed(text: &str) -> String {
    let words = text.split_whitespace().map(|word| fold_query(word).to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

/// What the index is asked for a question; nothing when there is nothing in it that the index knows of.
pub(super) fn of_question(question: &str) -> Vec<String> {
    let mut grams = BTreeSet::new();
    for word in words(question) {
        runs(&word, |run| grams.extend(of_run(run)));
    }
    grams.into_iter().collect()
}

/// As few as tell the run: threes where it is ASCII, else pairs, and a single character by itself.
fn of_run(run: &[char]) -> Vec<String> {
    let joined = |gram: &[char]| gram.iter().collect::<String>();
    if run.len() < 3 {
        return vec![joined(run)];
    }
    let mut grams: Vec<String> = run.windows(3).filter(|gram| is_ascii(gram)).map(joined).collect();
    if !is_ascii(run) {
        grams.extend(run.windows(2).map(joined));
    }
    grams
}

fn is_ascii(gram: &[char]) -> bool {
    gram.iter().all(char::is_ascii)
}

/// Goes through the runs of letters and digits.
fn runs(text: &str, mut each: impl FnMut(&[char])) {
    let mut run: Vec<char> = Vec::new();
    for char in text.chars().flat_map(char::to_lowercase).chain(Some(' ')) {
        if char.is_alphanumeric() {
            run.push(char);
        } else if !run.is_empty() {
            each(&run);
            run.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> BTreeSet<String> {
        let mut grams = Grams::default();
        grams.add(text);
        grams.0
    }

    #[test]
    fn whatever_stands_in_a_text_is_asked_by_grams_that_it_holds() {
        let held = of("县双拥办〔2023〕12号：社群（社區）送喜报634名，The Plan v2.pdf");
        for question in [
            "双",
            "雙",
            "双拥",
            "雙擁辦",
            "2023",
            "02",
            "12号",
            "12號",
            "社区",
            "社群",
            "群",
            "送喜报634名",
            "plan",
            "PLAN v2",
            "pdf",
            "〔2023〕12号",
        ] {
            let asked = of_question(question);
            assert!(!asked.is_empty(), "{question}");
            let missing: Vec<_> = asked.iter().filter(|gram| !held.contains(*gram)).collect();
            assert!(missing.is_empty(), "{question}: {missing:?}");
        }
        for question in ["军", "双办", "2024", "22号", "plans"] {
            let missing = of_question(question).iter().any(|gram| !held.contains(gram));
            assert!(missing, "{question}");
        }
    }

    #[test]
    fn nothing_but_signs_asks_for_nothing() {
        for question in ["", " ", "%", "_", "“”", "\"*\""] {
            assert_eq!(of_question(question), Vec::<String>::new(), "{question}");
        }
    }

    #[test]
    fn no_text_holds_the_gram_of_a_county() {
        let whose = of_county(("r", "c1"));
        assert!(!of(&whose).contains(&whose));
        assert_ne!(of_county(("r", "c1")), of_county(("r", "c11")));
    }
}
