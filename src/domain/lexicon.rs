//! Words that show in a written report that it speaks of an item. They belong to the sheet; how they are looked for is
//! `reading`'s.
//!
//! A cue is written as one line: words, any of which shows the item; behind each `+` words of which one must stand
//! near, behind `-` words of which none may: `慰问 走访 + 部队 驻军 官兵 - 优抚对象`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::standard::Item;

/// One line of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cue {
    /// Any of them shows the item.
    pub any: Vec<String>,
    /// Of each group one must stand near.
    pub near: Vec<Vec<String>>,
    /// None of them may stand near.
    pub not_near: Vec<String>,
}

/// Why a line is no cue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CueFault {
    #[error("the line has no word before a sign")]
    NoWord,
    #[error("a sign without words behind it")]
    EmptyGroup,
    #[error("the word {0:?} is too short to show anything")]
    Short(String),
    #[error("the word {0:?} is too long")]
    Long(String),
}

/// The least and the most characters of a word; a word that stands near may be one character.
pub const WORD_LENGTHS: (usize, usize) = (2, 40);

impl FromStr for Cue {
    type Err = CueFault;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let mut groups: Vec<(Sign, Vec<String>)> = vec![(Sign::Any, Vec::new())];
        for token in line.split(|char: char| char.is_whitespace() || "、,，;；".contains(char)) {
            let (sign, word) = Sign::of(token);
            if let Some(sign) = sign {
                groups.push((sign, Vec::new()));
            }
            if let Some((_, words)) = groups.last_mut().filter(|_| !word.is_empty()) {
                words.push(word.to_owned());
            }
        }
        let mut cue = Self { any: Vec::new(), near: Vec::new(), not_near: Vec::new() };
        for (sign, words) in groups {
            cue.take(sign, words)?;
        }
        Ok(cue)
    }
}

/// What a group of words is for.
#[derive(Clone, Copy)]
enum Sign {
    Any,
    Near,
    NotNear,
}

impl Sign {
    /// The sign at the beginning of a token, and the word behind it.
    fn of(token: &str) -> (Option<Self>, &str) {
        let near = token.strip_prefix(['+', '＋']).map(|word| (Some(Self::Near), word));
        let not_near = || token.strip_prefix(['-', '－']).map(|word| (Some(Self::NotNear), word));
        near.or_else(not_near).unwrap_or((None, token))
    }
}

impl Cue {
    fn take(&mut self, sign: Sign, words: Vec<String>) -> Result<(), CueFault> {
        let length = |word: &String| word.chars().count();
        if let Some(long) = words.iter().find(|word| length(word) > WORD_LENGTHS.1) {
            return Err(CueFault::Long(long.clone()));
        }
        match sign {
            Sign::Any if words.is_empty() => return Err(CueFault::NoWord),
            _ if words.is_empty() => return Err(CueFault::EmptyGroup),
            Sign::Any => {
                if let Some(short) = words.iter().find(|word| length(word) < WORD_LENGTHS.0) {
                    return Err(CueFault::Short(short.clone()));
                }
                self.any = words;
            }
            Sign::Near => self.near.push(words),
            Sign::NotNear => self.not_near.extend(words),
        }
        Ok(())
    }
}

impl fmt::Display for Cue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.any.join(" "))?;
        for group in &self.near {
            write!(out, " + {}", group.join(" "))?;
        }
        if !self.not_near.is_empty() {
            write!(out, " - {}", self.not_near.join(" "))?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Cue {
    type Error = CueFault;

    fn try_from(line: String) -> Result<Self, Self::Error> {
        line.parse()
    }
}

impl From<Cue> for String {
    fn from(cue: Cue) -> Self {
        cue.to_string()
    }
}

/// The cues of an item; of one without any, those that its name gives.
pub fn cues(item: &Item) -> Vec<Cue> {
    if item.words.is_empty() { of_name(&item.name) } else { item.words.clone() }
}

/// The parts of a name as they stand, and those of four and more characters also in two pieces near each other.
fn of_name(name: &str) -> Vec<Cue> {
    let parts = name.split(['与', '和', '及', '、', '（', '）', '(', ')', ' ', '，']);
    let mut cues = Vec::new();
    for part in parts.map(str::trim).filter(|part| part.chars().count() >= WORD_LENGTHS.0) {
        let letters: Vec<char> = part.chars().take(WORD_LENGTHS.1).collect();
        cues.push(Cue { any: vec![letters.iter().collect()], near: Vec::new(), not_near: Vec::new() });
        for cut in (2..letters.len().saturating_sub(1)).step_by(2) {
            let (first, second) = letters.split_at_checked(cut).unwrap_or_default();
            let near = vec![vec![second.iter().collect()]];
            cues.push(Cue { any: vec![first.iter().collect()], near, not_near: Vec::new() });
        }
    }
    cues
}
