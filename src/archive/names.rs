//! Names of files that every system and every BagIt tool can hold, and that stay apart there.
//!
//! Nothing here looks at a disk. What a name was before is for the caller to keep and to tell.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name that [`safe_name`] gives, in bytes of UTF-8; leaves room for a number.
pub const LONGEST_NAME: usize = 240;
/// The longest segment that [`UniqueNames`] gives, in bytes: what common file systems can hold.
pub const LONGEST_SEGMENT: usize = 255;
/// What follows the last dot counts as an extension up to this many bytes.
const LONGEST_EXTENSION: usize = 16;
/// The name of a file whose own name had nothing that can be kept.
const NAMELESS: &str = "_";

/// `original` as one segment of a path that any system can unpack.
///
/// The name is in Unicode normal form C and at most [`LONGEST_NAME`] bytes; its extension and whole
/// characters are kept. Reserved characters become `_`, marks that turn the reading direction
/// are dropped, and names that Windows keeps for devices get a `_` in front. A percent sign becomes
/// the full-width one, because BagIt tools disagree whether manifests escape it (RFC 8493, 2.1.3).
pub fn safe_name(original: &str) -> String {
    let cleaned: String = original.nfc().filter(|c| !is_invisible(*c)).map(safe_character).collect();
    let composed: String = cleaned.nfc().collect();
    let trimmed = trim(&composed);
    if trimmed.is_empty() {
        return NAMELESS.to_owned();
    }
    let named = if is_device(trimmed) { format!("_{trimmed}") } else { trimmed.to_owned() };
    fit(&named, "", LONGEST_NAME)
}

/// The form in which two paths compare equal when a system that ignores case or normalises
/// names would take one for the other: full case folding between canonical decompositions.
pub fn folded(path: &str) -> String {
    let decomposed: String = path.nfd().collect();
    caseless::default_case_fold_str(&decomposed).nfc().collect()
}

/// Hands out paths that stay apart on every system, numbering those that would not.
#[derive(Debug, Default)]
pub struct UniqueNames {
    files: HashSet<String>,
    /// The folder's spelling that came first, by its folded form.
    folders: HashMap<String, String>,
    /// The last number given for a folded path, so that many equal names stay fast.
    numbers: HashMap<String, u64>,
}

impl UniqueNames {
    /// Nothing is taken yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes `path` (segments divided by `/`, each from [`safe_name`]) or, when it is taken, the
    /// same with a number before the extension: `name (2).pdf`. Folders that differ only in
    /// case or normal form are spelt as the first was.
    pub fn take(&mut self, path: &str) -> String {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let parent = self.folder(parent);
        let first = join(&parent, &fit(name, "", LONGEST_SEGMENT));
        let key = folded(&first);
        if !self.is_taken(&key) {
            self.files.insert(key);
            return first;
        }
        let mut number = self.numbers.get(&key).copied().unwrap_or(1);
        loop {
            number = number.saturating_add(1);
            let next = join(&parent, &fit(name, &format!(" ({number})"), LONGEST_SEGMENT));
            let next_key = folded(&next);
            if !self.is_taken(&next_key) {
                self.numbers.insert(key, number);
                self.files.insert(next_key);
                return next;
            }
        }
    }

    fn is_taken(&self, key: &str) -> bool {
        self.files.contains(key) || self.folders.contains_key(key)
    }

    /// The spelling of the folder `path` and of those above it; a folder in the place of a file is numbered.
    fn folder(&mut self, path: &str) -> String {
        let mut spelt = String::new();
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            let wanted = join(&spelt, &fit(segment, "", LONGEST_SEGMENT));
            let key = folded(&wanted);
            spelt = match self.folders.get(&key) {
                Some(known) => known.clone(),
                None => self.new_folder(&spelt, segment),
            };
            self.folders.entry(key).or_insert_with(|| spelt.clone());
        }
        spelt
    }

    fn new_folder(&mut self, parent: &str, segment: &str) -> String {
        let mut path = join(parent, &fit(segment, "", LONGEST_SEGMENT));
        let mut number: u64 = 1;
        while self.is_taken(&folded(&path)) {
            number = number.saturating_add(1);
            path = join(parent, &fit(segment, &format!(" ({number})"), LONGEST_SEGMENT));
        }
        self.folders.insert(folded(&path), path.clone());
        path
    }
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}/{name}") }
}

fn safe_character(character: char) -> char {
    match character {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        '%' => '％',
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() || is_noncharacter(c) => '_',
        c => c,
    }
}

/// Marks that show nothing and turn the reading direction or hide in a name. Joiners stay:
/// some scripts and emoji need them.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn is_noncharacter(character: char) -> bool {
    let code = u32::from(character);
    code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
}

/// Tools trim lines of manifests, Windows trims names, Unix hides names with a dot in front.
fn trim(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || c == '.')
}

/// Whether Windows would open a device: the part before the first dot decides.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    port.is_some_and(|rest| {
        let mut rest = rest.chars();
        rest.next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'))
            && rest.next().is_none()
    })
}

/// `name` with `suffix` before its extension, the stem cut between characters to `longest` bytes.
fn fit(name: &str, suffix: &str, longest: usize) -> String {
    let (stem, extension) = split_extension(name);
    let room = longest.saturating_sub(extension.len()).saturating_sub(suffix.len());
    let stem = if stem.len() <= room { stem } else { trim_end(cut(stem, room)) };
    format!("{stem}{suffix}{extension}")
}

fn trim_end(stem: &str) -> &str {
    let trimmed = stem.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    if trimmed.is_empty() { NAMELESS } else { trimmed }
}

/// The stem, and the extension with its dot when the name has one.
fn split_extension(name: &str) -> (&str, &str) {
    match name.rfind('.').map(|dot| name.split_at(dot)) {
        Some((stem, extension))
            if !stem.is_empty()
                && (2..=LONGEST_EXTENSION).contains(&extension.len())
                && !extension.contains(char::is_whitespace) =>
        {
            (stem, extension)
        }
        _ => (name, ""),
    }
}

/// At most `room` bytes from the front, not between a character and the marks upon it unless
/// there are absurdly many of them.
fn cut(text: &str, room: usize) -> &str {
    const MOST_MARKS: usize = 16;
    let limit = text.floor_char_boundary(room);
    let mut end = limit;
    for _ in 0..MOST_MARKS {
        let (before, after) = text.split_at(end);
        let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { break };
        if !is_combining_mark(next) && next != '\u{200D}' && last != '\u{200D}' {
            return before;
        }
        end = end.saturating_sub(last.len_utf8());
    }
    text.split_at(limit).0
}
