//! Words that show in a written report that it speaks of an item. They belong to the sheet; how they are looked for is
//! `reading`'s.
//!
//! A cue is written as one line: words, any of which shows the item; behind each `+` words of which one must stand
//! near, behind `-` words of which none may, behind `~` words of which one must say here or above whom it is about:
//! `慰问 走访 + 部队 驻军 官兵 - 优抚对象`. `@部队` stands for all words of the class 部队.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::standard::{Item, Standard};

/// One line of words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cue {
    /// Any of them shows the item.
    pub any: Vec<String>,
    /// Of each group one must stand near.
    pub near: Vec<Vec<String>>,
    /// None of them may stand near.
    pub not_near: Vec<String>,
    /// Of each group one must be in the sentence, or be whom the sentences, headings or title above are about.
    pub about: Vec<Vec<String>>,
}

/// Words that mean the same for the cues of many items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordClass {
    /// Its name in cues, without `@`.
    pub name: String,
    /// Its words, and classes above it; behind `-` longer words whose parts are none: the 战士 in 老战士.
    pub words: Vec<String>,
}

/// What stands before the name of a class.
pub const CLASS_SIGN: char = '@';

/// What stands in a class before a longer word whose parts are none of its words.
pub const WHOLE_SIGN: char = '-';

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
        for token in tokens(line) {
            let (sign, word) = Sign::of(token);
            if let Some(sign) = sign {
                // Two signs in a row: the first has no words.
                if let (Some(_), _) = Sign::of(word) {
                    return Err(CueFault::EmptyGroup);
                }
                groups.push((sign, Vec::new()));
            }
            if let Some((_, words)) = groups.last_mut().filter(|_| !word.is_empty()) {
                words.push(word.to_owned());
            }
        }
        let mut cue = Self::default();
        for (sign, words) in groups {
            cue.take(sign, words)?;
        }
        Ok(cue)
    }
}

/// The words of a line and their signs.
pub fn tokens(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(|char: char| char.is_whitespace() || "、,，;；".contains(char));
    parts.filter(|part| !part.is_empty())
}

/// What a group of words is for.
#[derive(Clone, Copy)]
enum Sign {
    Any,
    Near,
    NotNear,
    About,
}

impl Sign {
    /// The sign at the beginning of a token, and the word behind it.
    fn of(token: &str) -> (Option<Self>, &str) {
        let near = token.strip_prefix(['+', '＋']).map(|word| (Some(Self::Near), word));
        let not_near = || token.strip_prefix(['-', '－']).map(|word| (Some(Self::NotNear), word));
        let about = || token.strip_prefix(['~', '～']).map(|word| (Some(Self::About), word));
        near.or_else(not_near).or_else(about).unwrap_or((None, token))
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
            Sign::About => self.about.push(words),
        }
        Ok(())
    }

    /// The names of the classes that it asks for.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        let groups = self.near.iter().chain(&self.about).flatten();
        let words = self.any.iter().chain(groups).chain(&self.not_near);
        words.filter_map(|word| word.strip_prefix(CLASS_SIGN))
    }
}

impl fmt::Display for Cue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.any.join(" "))?;
        for group in &self.near {
            write!(out, " + {}", group.join(" "))?;
        }
        for group in &self.about {
            write!(out, " ~ {}", group.join(" "))?;
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

/// The cues of each item of a sheet, with the words of the classes in them; of an item without any, those that its
/// name gives.
pub fn cues(standard: &Standard) -> Vec<Vec<Cue>> {
    let classes = Classes::of(&standard.word_classes);
    let of_item = |item: &Item| match item.words.as_slice() {
        [] => of_name(&item.name),
        words => words.iter().map(|cue| classes.spelled(cue)).collect(),
    };
    standard.items.iter().map(of_item).collect()
}

/// Words of a sheet whose parts are no words: in 老战士 stands no 战士.
pub fn wholes(standard: &Standard) -> Vec<String> {
    let words = standard.word_classes.iter().flat_map(|class| &class.words);
    words.filter_map(|word| word.strip_prefix(WHOLE_SIGN)).map(str::to_owned).collect()
}

/// Classes by name, with the words of the classes in them.
struct Classes<'a>(HashMap<&'a str, Vec<String>>);

impl<'a> Classes<'a> {
    fn of(classes: &'a [WordClass]) -> Self {
        let mut all = Self(HashMap::new());
        for class in classes {
            let mut words = all.words(&class.words);
            words.retain(|word| !word.starts_with(WHOLE_SIGN));
            all.0.insert(&class.name, words);
        }
        all
    }

    /// Words as they stand, and those of classes; what a sheet does not define is no word.
    fn words(&self, words: &[String]) -> Vec<String> {
        let of_word = |word: &String| match word.strip_prefix(CLASS_SIGN) {
            Some(name) => self.0.get(name).cloned().unwrap_or_default(),
            None => vec![word.clone()],
        };
        words.iter().flat_map(of_word).collect()
    }

    fn spelled(&self, cue: &Cue) -> Cue {
        let groups = |groups: &[Vec<String>]| groups.iter().map(|words| self.words(words)).collect();
        let mut any = self.words(&cue.any);
        any.retain(|word| word.chars().count() >= WORD_LENGTHS.0);
        Cue { any, near: groups(&cue.near), not_near: self.words(&cue.not_near), about: groups(&cue.about) }
    }
}

/// The parts of a name as they stand, and those of four and more characters also in two pieces near each other.
fn of_name(name: &str) -> Vec<Cue> {
    let parts = name.split(['与', '和', '及', '、', '（', '）', '(', ')', ' ', '，']);
    let mut cues = Vec::new();
    for part in parts.map(str::trim).filter(|part| part.chars().count() >= WORD_LENGTHS.0) {
        let letters: Vec<char> = part.chars().take(WORD_LENGTHS.1).collect();
        cues.push(Cue { any: vec![letters.iter().collect()], ..Cue::default() });
        for cut in (2..letters.len().saturating_sub(1)).step_by(2) {
            let (first, second) = letters.split_at_checked(cut).unwrap_or_default();
            let near = vec![vec![second.iter().collect()]];
            cues.push(Cue { any: vec![first.iter().collect()], near, ..Cue::default() });
        }
    }
    cues
}
