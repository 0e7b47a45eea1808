//! Why a paper could not be written.

use std::io;

use crate::domain::message::Message;

/// Why a paper could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The receiver is gone or its disk is full.
    #[error("the report could not be written")]
    Output(#[source] io::Error),
    /// A format's writer refused what it was given.
    #[error("the {format} could not be made")]
    Format {
        /// The name of the format, such as `xlsx`.
        format: &'static str,
        /// What the writer said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl ReportError {
    /// The same, from what a format's writer said.
    pub(super) fn format(
        format: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Format { format, source: source.into() }
    }

    /// The sentence for people.
    pub fn message(&self) -> Message {
        match self {
            Self::Output(_) => Message::new("report-output"),
            Self::Format { format, .. } => Message::new("report-format").with("format", *format),
        }
    }
}
