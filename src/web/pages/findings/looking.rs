//! That the evidence is still being looked at, so that nobody reads an empty list as a clean one.

use serde::Serialize;

use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::findings;
use crate::web::request::Context;

/// A look that goes on.
#[derive(Serialize)]
pub(super) struct LookingView {
    /// How far it has come.
    said: String,
    /// This very page, for browsers without scripts.
    here: String,
}

impl LookingView {
    /// Of a county, or of all in a round; call it before the findings are read, so that an end that falls between is
    /// seen the next time.
    pub(super) fn of(cx: &Context, place: (&str, Option<&str>)) -> Result<Option<Self>, OpsError> {
        let Some(looking) = findings::looking(cx.office(), place)? else { return Ok(None) };
        let said = match (looking.files, looking.unread) {
            (_, 0) => Message::new("findings-looking"),
            (None, unread) => Message::new("findings-looking-unread").with("unread", unread),
            (Some(files), unread) => Message::new("findings-looking-files")
                .with("files", files)
                .with("read", files.saturating_sub(unread)),
        };
        let said = cx.say(&said);
        Ok(Some(Self { said, here: cx.asked.address() }))
    }
}
