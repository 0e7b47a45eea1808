//! What ends a command, and the exit code that says so.

use std::process::ExitCode;

use crate::archive::ArchiveError;
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::texts::Lang;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// What was asked can't be done as it was asked: exit code 1.
    #[error("refused: {0}")]
    Refused(Message),
    /// The machine or the data failed: exit code 3.
    #[error("broken: {0}")]
    Broken(Message, #[source] Box<dyn std::error::Error + Send + Sync>),
}

impl CliError {
    /// Says it on standard error and gives the exit code.
    pub(super) fn report(&self, lang: Lang) -> ExitCode {
        let (message, code) = match self {
            Self::Refused(message) => (message, 1),
            Self::Broken(message, cause) => {
                tracing::error!(cause = %chain(cause.as_ref()), "the command failed");
                (message, 3)
            }
        };
        eprintln!("{}", lang.say(message));
        ExitCode::from(code)
    }

    /// A file that can't be read or written.
    pub(super) fn file(path: &std::path::Path, cause: std::io::Error) -> Self {
        let message = Message::new("cli-file").with("path", path.display().to_string());
        Self::Broken(message.with("cause", cause.to_string()), cause.into())
    }
}

impl From<OpsError> for CliError {
    fn from(error: OpsError) -> Self {
        match error {
            OpsError::NotFound(message) | OpsError::Refused(message) => Self::Refused(message),
            OpsError::Archive(fault) if !matches!(fault, ArchiveError::Output(_)) => {
                Self::Refused(fault.message())
            }
            other => Self::Broken(other.message(), other.into()),
        }
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(Message::new("cli-output"), error.into())
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(Message::new("cli-output"), error.into())
    }
}

/// An error with all its causes, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
