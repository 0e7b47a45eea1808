//! Files that come in with a form: taken one after the other while they are still coming, safe on disk
//! before anything is written of them.

use super::body::{Fields, Parts};
use super::error::WebError;
use super::request::Context;
use crate::ops::evidence::{Taken, take};

/// A form with its files.
pub(super) struct Upload {
    /// The fields, in the order they were sent.
    pub(super) fields: Fields,
    /// The files, in the order they were sent; a file field that was left empty gives none.
    pub(super) files: Vec<Taken>,
}

/// Reads a form to its end.
///
/// # Errors
/// When a file is larger than the limit or of a kind that is not taken; no row names any of the files then.
pub(super) fn receive(cx: &Context, mut parts: Parts) -> Result<Upload, WebError> {
    let mut upload = Upload { fields: Fields::default(), files: Vec::new() };
    while let Some(part) = parts.next()? {
        match part.file {
            None => upload.fields.push(part.name, parts.text()?),
            Some(name) => upload.files.extend(receive_file(cx, &mut parts, &name)?),
        }
    }
    Ok(upload)
}

fn receive_file(cx: &Context, parts: &mut Parts, name: &str) -> Result<Option<Taken>, WebError> {
    let mut incoming =
        cx.office().blobs.receive(cx.shared.settings.max_file).map_err(crate::ops::OpsError::from)?;
    while let Some(bytes) = parts.bytes()? {
        incoming.write(&bytes).map_err(crate::ops::OpsError::from)?;
    }
    // Browsers send a nameless empty part for a file field that nobody filled.
    if name.is_empty() && incoming.size() == 0 {
        return Ok(None);
    }
    Ok(Some(take(incoming, name)?))
}
