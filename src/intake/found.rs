//! What a file is that is not taken, in words.

use file_format::{FileFormat, Kind};

use crate::domain::message::Message;

/// What a file is that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    what: &'static str,
    /// The format's English name, when it has one.
    format: Option<String>,
}

impl Found {
    /// A format that is not taken.
    pub(super) fn from_format(format: FileFormat) -> Self {
        let what = match format {
            FileFormat::ArbitraryBinaryData => return Self { what: "intake-found-unknown", format: None },
            FileFormat::PlainText => return Self { what: "intake-found-text", format: None },
            FileFormat::HypertextMarkupLanguage => "intake-found-web-page",
            _ if format.name().contains("Script") => "intake-found-script",
            _ => match format.kind() {
                Kind::Executable | Kind::Package => "intake-found-program",
                Kind::Archive | Kind::Compressed | Kind::Disk => "intake-found-archive",
                Kind::Image | Kind::Diagram => "intake-found-picture",
                Kind::Audio => "intake-found-sound",
                Kind::Video => "intake-found-film",
                _ => "intake-found-other",
            },
        };
        Self { what, format: Some(format.name().to_owned()) }
    }

    /// A kind that is told by a look inside.
    pub(super) fn named(what: &'static str, format: &str) -> Self {
        Self { what, format: Some(format.to_owned()) }
    }

    /// What people are told.
    pub fn message(&self) -> Message {
        let message = Message::new(self.what);
        match &self.format {
            Some(format) => message.with("format", format),
            None => message,
        }
    }
}
