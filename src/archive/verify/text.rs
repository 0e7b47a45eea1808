//! Tag files as text: the declared encoding, lines, and limits.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// An encoding that a bag may declare for its tag files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextEncoding {
    Utf8,
    /// With or without a byte-order mark; without one, big-endian as RFC 2781 says.
    Utf16,
    Utf16Big,
    Utf16Little,
    Latin1,
}

impl TextEncoding {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().as_str() {
            // ASCII is a part of UTF-8.
            "UTF-8" | "UTF8" | "US-ASCII" | "ASCII" => Some(Self::Utf8),
            "UTF-16" => Some(Self::Utf16),
            "UTF-16BE" => Some(Self::Utf16Big),
            "UTF-16LE" => Some(Self::Utf16Little),
            "ISO-8859-1" | "ISO8859-1" | "ISO_8859-1" | "LATIN1" => Some(Self::Latin1),
            _ => None,
        }
    }

    /// The name as bags declare it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Utf16Big => "UTF-16BE",
            Self::Utf16Little => "UTF-16LE",
            Self::Latin1 => "ISO-8859-1",
        }
    }

    /// The text of `bytes`, or none when they are not in this encoding. A byte-order mark stays
    /// in the text of UTF-8, where it must not be, and is taken off that of UTF-16.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
            Self::Latin1 => Some(encoding_rs::mem::decode_latin1(bytes).into_owned()),
            Self::Utf16Big => decode(UTF_16BE, bytes),
            Self::Utf16Little => decode(UTF_16LE, bytes),
            Self::Utf16 if bytes.starts_with(&[0xFF, 0xFE]) => decode(UTF_16LE, bytes),
            Self::Utf16 => decode(UTF_16BE, bytes),
        }
    }
}

fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    (!had_errors).then(|| text.into_owned())
}

/// The lines of `text` with their numbers from 1; LF, CR and CRLF end a line.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let split = std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(end) = rest.find(['\n', '\r']) else {
            return Some(std::mem::take(&mut rest));
        };
        let (line, ending) = rest.split_at(end);
        rest = ending.strip_prefix("\r\n").or_else(|| ending.get(1..)).unwrap_or_default();
        Some(line)
    });
    split.enumerate().map(|(index, line)| (index.saturating_add(1), line))
}
