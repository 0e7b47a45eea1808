//! Whether a password is good enough, and what is wrong with it. Earlier passwords are only known by their
//! hashes, so whoever knows those compares them.

use std::collections::HashSet;

use chrono::TimeDelta;

use super::message::Message;

/// What a password has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordRules {
    /// The fewest characters.
    pub min: usize,
    /// The most characters.
    pub max: usize,
    /// How many of the four kinds it holds: small letters, capital letters, digits, anything else.
    pub classes: usize,
    /// How many earlier ones it must not be.
    pub history: usize,
    /// After how long it has to be changed.
    pub max_age: Option<TimeDelta>,
}

/// Words that make a password easy to guess.
#[derive(Debug, Clone, Copy)]
pub struct Guessable<'a> {
    /// What it must not hold: the own name, the county, the product.
    pub own: &'a [&'a str],
    /// What it must not be, whatever digits and signs stand around it; in small letters.
    pub common: &'a HashSet<&'a str>,
}

/// Fewer different characters than this are as good as one.
const FEWEST_DIFFERENT: usize = 5;
/// A word of the surroundings this short, or shorter, stands in too many passwords by chance.
const SHORT_WORD: usize = 2;

impl PasswordRules {
    /// No rule allows more, since every character is hashed.
    pub const MAX: usize = 128;

    /// Everything that is wrong with a password.
    pub fn faults(&self, password: &str, words: Guessable<'_>) -> Vec<Message> {
        let length = password.chars().count();
        let too_short =
            (length < self.min).then(|| Message::new("account-password-short").with("min", self.min));
        let too_long =
            (length > self.max).then(|| Message::new("account-password-long").with("max", self.max));
        let plain = (classes(password) < self.classes)
            .then(|| Message::new("account-password-classes").with("classes", self.classes));
        let own = own_word(password, words.own).then(|| Message::new("account-password-own"));
        let common = is_common(password, words.common).then(|| Message::new("account-password-common"));
        [too_short, too_long, plain, own, common].into_iter().flatten().collect()
    }
}

fn classes(password: &str) -> usize {
    let kinds: [fn(char) -> bool; 4] = [
        |char| char.is_ascii_lowercase(),
        |char| char.is_ascii_uppercase(),
        |char| char.is_ascii_digit(),
        |char| !char.is_ascii_alphanumeric(),
    ];
    kinds.into_iter().filter(|kind| password.chars().any(kind)).count()
}

fn own_word(password: &str, own: &[&str]) -> bool {
    let password = password.to_lowercase();
    let long =
        |word: &&&str| word.chars().count() > SHORT_WORD || !word.is_ascii() && word.chars().count() > 1;
    own.iter().filter(long).any(|word| password.contains(&word.to_lowercase()))
}

/// A common word stays one with a year before it and an exclamation mark behind; and a few characters over
/// and over, or the digits in a row, are no password at all.
fn is_common(password: &str, common: &HashSet<&str>) -> bool {
    let small = password.to_lowercase();
    let core = small.trim_matches(|char: char| !char.is_alphabetic());
    let letters: String = small.chars().filter(|char| char.is_alphabetic()).collect();
    let read: String = core.chars().map(plain_letter).collect();
    let different: HashSet<char> = small.chars().collect();
    different.len() < FEWEST_DIFFERENT
        || in_a_row(&small)
        || [small.as_str(), core, &letters, &read].iter().any(|form| common.contains(form))
}

/// Digits and signs that are commonly written for letters.
fn plain_letter(char: char) -> char {
    match char {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Whether every character follows on the one before it, up or down, but for a few places.
fn in_a_row(password: &str) -> bool {
    let codes: Vec<u32> = password.chars().map(u32::from).collect();
    let steps = codes.iter().zip(codes.iter().skip(1));
    let follows = steps.filter(|(one, next)| one.abs_diff(**next) <= 1).count();
    codes.len() > 2 && follows * 4 >= (codes.len() - 1) * 3
}

#[cfg(test)]
mod tests {
    use super::super::policy::Profile;
    use super::*;

    fn ids(profile: Profile, password: &str) -> Vec<String> {
        let common = ["password", "admin", "woaini", "qwertyuiop"].into();
        let words = Guessable { own: &["zhang.san", "甲县", "c1"], common: &common };
        profile
            .policy()
            .password
            .faults(password, words)
            .into_iter()
            .map(|fault| fault.id.into_owned())
            .collect()
    }

    #[test]
    fn a_table_of_passwords_and_what_is_wrong_with_them() {
        let (short, long, plain, own, common) = (
            "account-password-short",
            "account-password-long",
            "account-password-classes",
            "account-password-own",
            "account-password-common",
        );
        let endless = "Aa1".repeat(43);
        let table: [(&str, &[&str], &[&str]); 14] = [
            ("Correct horse 7 battery", &[], &[]),
            ("correct horse battery", &[plain], &[]),
            ("Kq7-vexing", &[], &[short]),
            ("Kq7-vex", &[short], &[short]),
            (&endless, &[long, common], &[long, common]),
            ("Zhang.San-2026x", &[own], &[own]),
            ("甲县-Armory-2026x", &[own], &[own]),
            ("c1-Xylophone-88", &[], &[]),
            ("2026Password!!!!", &[common], &[common]),
            ("P@ssw0rd", &[short, common], &[short, common]),
            ("2026-P@ssw0rd-!!", &[common], &[common]),
            ("123456789012345", &[plain, common], &[common]),
            ("aaaaaaaaaaaaaaaa", &[plain, common], &[common]),
            ("双拥工作又上新台阶迎接考评验收", &[plain], &[]),
        ];
        for (password, djbh3, asvs) in table {
            assert_eq!(ids(Profile::Djbh3, password), djbh3, "{password}");
            assert_eq!(ids(Profile::Asvs, password), asvs, "{password}");
        }
    }
}
