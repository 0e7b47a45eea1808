//! Reports that were never copied, and copies of them, made from a stock of clauses by a dice that is always the same.

use std::collections::HashMap;

use crate::stock::{STOCK, SUBJECTS, Subject};

const COUNTIES: [&str; 12] = [
    "青川县",
    "白河县",
    "临江区",
    "永和县",
    "石门县",
    "东山县",
    "梅岭县",
    "沙河口区",
    "云阳县",
    "安平县",
    "望江县",
    "金沙县",
];

/// A dice (xorshift) that falls the same way each time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            dice.below(2);
        }
        dice
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % u64::try_from(most).unwrap()).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Paragraphs of which an office chooses one for each subject, so many of each.
pub(crate) fn forms(each: usize, dice: &mut Dice) -> Vec<Vec<String>> {
    let subject = |at: usize| &SUBJECTS[at % SUBJECTS.len()];
    (0..12).map(|at| (0..each).map(|_| paragraph(subject(at), dice)).collect()).collect()
}

/// A report made of such paragraphs, which many others hold, too, but never the same together.
pub(crate) fn of_forms(forms: &[Vec<String>], dice: &mut Dice) -> Report {
    Report(forms.iter().map(|choice| choice[dice.below(choice.len())].clone()).collect())
}

/// A report: paragraphs with blanks for names and figures.
#[derive(Clone)]
pub(crate) struct Report(pub(crate) Vec<String>);

/// A report on the subject that shares nothing with others but what all share.
pub(crate) fn report(dice: &mut Dice) -> Report {
    let mut paragraphs = Vec::new();
    for subject in SUBJECTS {
        for _ in 0..=dice.below(3) {
            paragraphs.push(paragraph(subject, dice));
        }
    }
    Report(paragraphs)
}

fn paragraph(subject: &Subject, dice: &mut Dice) -> String {
    let mut text = String::new();
    if dice.below(3) == 0 {
        text.push_str(&format!("{}方面。", subject.heading));
    }
    for _ in 0..=1 + dice.below(3) {
        if dice.below(10) < 3 {
            text.push_str(dice.pick(STOCK));
        }
        let parts = [dice.pick(subject.openings), dice.pick(subject.middles), dice.pick(subject.endings)];
        text.push_str(&parts.join("，"));
        text.push('。');
    }
    text
}

impl Report {
    /// As one county hands it in: its name, its figures, its year; with line breaks or without.
    pub(crate) fn filled(&self, dice: &mut Dice) -> String {
        let county = dice.pick(&COUNTIES);
        let ends = ["\n", "\n\n　　", ""][dice.below(3)];
        let mut text = String::new();
        for paragraph in &self.0 {
            text.push_str(&filled(paragraph, county, dice));
            text.push_str(ends);
        }
        text
    }

    /// A copy of which seven paragraphs in ten are this report's and the others another's.
    pub(crate) fn copied(&self, other: &Report, dice: &mut Dice) -> Report {
        let all = self.0.len();
        let mut own: Vec<usize> = (0..all).collect();
        while own.len() * 10 > all * 7 {
            own.remove(dice.below(own.len()));
        }
        let taken = |at: usize| if own.contains(&at) { self.0.get(at) } else { other.0.get(at) };
        let mut paragraphs: Vec<String> = (0..all).filter_map(taken).cloned().collect();
        if dice.below(2) == 0 {
            let (one, two) = (dice.below(paragraphs.len()), dice.below(paragraphs.len()));
            paragraphs.swap(one, two);
        }
        Report(paragraphs)
    }
}

fn filled(paragraph: &str, county: &str, dice: &mut Dice) -> String {
    let mut text = String::new();
    let mut rest = paragraph;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        match &rest[at..at + 3] {
            "{c}" => text.push_str(county),
            "{y}" => text.push_str(&(2020 + dice.below(4)).to_string()),
            _ => text.push_str(&(2 + dice.below(400)).to_string()),
        }
        rest = &rest[at + 3..];
    }
    text.push_str(rest);
    text
}

/// The text as a converter for Taiwan makes it: traditional characters, and words that are theirs.
pub(crate) fn converted(text: &str) -> String {
    const CHARACTERS: &str = include_str!("../../fixtures/reading/characters.txt");
    let words = [
        ("社区", "社群"),
        ("创建", "建立"),
        ("军分区", "军分割槽"),
        ("网络", "網路"),
        ("信息", "資訊"),
        ("小学", "國小"),
    ];
    let text = words.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let lines = CHARACTERS.lines().map(|line| line.chars());
    let other: HashMap<char, char> =
        lines.filter_map(|mut line| Some((line.next()?, line.next()?))).collect();
    text.chars().map(|char| *other.get(&char).unwrap_or(&char)).collect()
}
