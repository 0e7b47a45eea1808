//! Asking the antivirus about files before they are kept. Where one is set, nothing passes without its word: a
//! file that it knows is refused, and while it can't be asked nothing is taken.

use super::take::Acceptable;
use crate::domain::message::Message;
use crate::intake::Verdict;
use crate::ops::deed::Deed;
use crate::ops::{By, Office, OpsError};
use crate::store::{self, audit};

/// Scans received files of a county; the first that is known refuses them all, and goes on record.
///
/// # Errors
/// Refuses by the antivirus' word; [`OpsError::Away`] when it can't be asked.
pub(super) fn scan(office: &Office, by: &By, (county, files): (&str, &[Acceptable])) -> Result<(), OpsError> {
    let Some(antivirus) = &office.antivirus else { return Ok(()) };
    for file in files {
        let verdict = antivirus.scan(file.path()).map_err(|cause| {
            tracing::error!(%cause, %antivirus, "the antivirus can't be asked");
            OpsError::Away(Message::new("antivirus-away").with("name", &file.name))
        })?;
        if let Verdict::Found(signature) = verdict {
            record(office, by, (county, file, &signature))?;
            let message = Message::new("antivirus-found").with("name", &file.name);
            return Err(OpsError::Refused(message.with("signature", signature)));
        }
    }
    Ok(())
}

fn record(
    office: &Office,
    by: &By,
    (county, file, signature): (&str, &Acceptable, &str),
) -> Result<(), OpsError> {
    let sha256 = file.sha256()?;
    tracing::warn!(county, account = by.account, signature, %sha256, "a file was refused by the antivirus");
    let deed = Deed {
        action: "evidence.infected",
        county: Some(county),
        subject: sha256.as_str(),
        detail: format!("{signature} {}", file.name),
    };
    let row = deed.by(by);
    store::write(&mut *office.store.conn()?, |conn| Ok(audit::insert(conn, &row)?))
}
