//! `bagit.txt`: the version of a bag and the encoding of its tag files (RFC 8493, 2.1.1).

use std::fmt;

use super::fault::{Fault, FaultKind};
use super::text::{TextEncoding, lines};

/// A version of the BagIt format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The number before the dot.
    pub major: u32,
    /// The number after the dot.
    pub minor: u32,
}

impl Version {
    pub(super) const ONE: Self = Self { major: 1, minor: 0 };
    const OLDEST: Self = Self { major: 0, minor: 93 };
    const LAST_DRAFT: Self = Self { major: 0, minor: 97 };

    /// Whether the rules of RFC 8493 hold rather than those of the drafts before it.
    pub(super) fn is_strict(self) -> bool {
        self >= Self::ONE
    }

    fn is_supported(self) -> bool {
        self == Self::ONE || (Self::OLDEST..=Self::LAST_DRAFT).contains(&self)
    }

    fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().ok()).flatten()
        };
        Some(Self { major: number(major)?, minor: number(minor)? })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// What a bag says of itself; a part that is wrong is none, and the faults tell why.
pub(super) struct Declaration {
    pub(super) version: Option<Version>,
    pub(super) encoding: Option<TextEncoding>,
}

impl Declaration {
    pub(super) fn parse(bytes: &[u8], faults: &mut Vec<Fault>) -> Self {
        let bytes = bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .inspect(|_| faults.push(Fault::new(FaultKind::DeclarationMark)))
            .unwrap_or(bytes);
        let Some(text) = TextEncoding::Utf8.decode(bytes) else {
            faults.push(Fault::new(FaultKind::BadText).with("file", "bagit.txt").with("encoding", "UTF-8"));
            return Self { version: None, encoding: None };
        };
        let mut lines = lines(&text);
        let first = lines.next().map_or("", |(_, line)| line);
        let second = lines.next().map_or("", |(_, line)| line);
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            faults.push(bad_line(number, line));
        }
        Self { version: version(first, faults), encoding: encoding(second, faults) }
    }
}

fn version(line: &str, faults: &mut Vec<Fault>) -> Option<Version> {
    let parsed = line.strip_prefix("BagIt-Version: ").and_then(|value| Version::parse(value.trim_end()));
    match parsed {
        Some(version) if version.is_supported() => return Some(version),
        Some(version) => faults.push(Fault::new(FaultKind::UnsupportedVersion).with("version", version)),
        None => faults.push(bad_line(1, line)),
    }
    None
}

fn encoding(line: &str, faults: &mut Vec<Fault>) -> Option<TextEncoding> {
    let named =
        line.strip_prefix("Tag-File-Character-Encoding: ").map(str::trim_end).filter(|name| !name.is_empty());
    let Some(name) = named else {
        faults.push(bad_line(2, line));
        return None;
    };
    let known = TextEncoding::from_name(name);
    if known.is_none() {
        faults.push(Fault::new(FaultKind::UnknownEncoding).with("encoding", name));
    }
    known
}

fn bad_line(number: usize, line: &str) -> Fault {
    Fault::new(FaultKind::BadDeclaration).with("line", number).with("text", line.escape_debug())
}
