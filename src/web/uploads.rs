//! Files that come with a form of a page. They wait in `tmp/` until all parts have come: when the sender
//! breaks off, nothing of them is left; then they are made safe on disk before anything is written of them.

use super::body::{Fields, Parts};
use super::error::WebError;
use super::request::Context;
use crate::blob::Incoming;
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::evidence::MAX_FILES;

/// The most fields besides files; a form names each item and year at the most.
const MAX_FIELDS: usize = 2_000;

/// A form with its files.
pub(super) struct Upload {
    /// The fields, in the order they were sent.
    pub(super) fields: Fields,
    /// The files with their names; each vanishes unless it is kept.
    pub(super) files: Vec<(Incoming, String)>,
}

impl Upload {
    /// Reads a form to its end. A file field that was left empty gives no file.
    ///
    /// # Errors
    /// When a file is larger than the limit, or there are too many parts.
    pub(super) fn read(cx: &Context, mut parts: Parts) -> Result<Self, WebError> {
        let mut upload = Self { fields: Fields::default(), files: Vec::new() };
        let mut fields = 0_usize;
        while let Some(part) = parts.next()? {
            let Some(name) = part.file else {
                fields = fields.saturating_add(1);
                if fields > MAX_FIELDS {
                    return Err(WebError::Unreadable(Message::new("web-request-unreadable")));
                }
                upload.fields.push(part.name, parts.text()?);
                continue;
            };
            upload.files.extend(receive(cx, &mut parts, name)?);
            let limit = cx.shared.settings.max_files.min(MAX_FILES);
            if upload.files.len() > limit {
                let message = Message::new("evidence-many-files").with("count", upload.files.len());
                return Err(OpsError::Refused(message.with("limit", limit)).into());
            }
        }
        Ok(upload)
    }
}

/// Receives the file of a part; none when the field was left empty.
///
/// # Errors
/// When it is larger than the limit, or the sender breaks off.
pub(super) fn receive(
    cx: &Context,
    parts: &mut Parts,
    name: String,
) -> Result<Option<(Incoming, String)>, WebError> {
    let mut incoming = cx.office().blobs.receive(cx.shared.settings.max_file).map_err(OpsError::from)?;
    while let Some(bytes) = parts.bytes()? {
        incoming.take(bytes).map_err(OpsError::from)?;
    }
    incoming.end().map_err(OpsError::from)?;
    // Browsers send a nameless empty part for a file field that nobody filled.
    let left_empty = name.is_empty() && incoming.size() == 0;
    Ok((!left_empty).then_some((incoming, name)))
}
