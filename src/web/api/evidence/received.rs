//! The parts of an upload of evidence, whatever their order. Files wait in `tmp/` until all parts have come:
//! when the sender breaks off, nothing of them is left.

use std::collections::BTreeMap;

use crate::blob::Incoming;
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::OpsError;
use crate::ops::evidence::{Filing, MAX_FILES};
use crate::ops::scores::RoundView;
use crate::ops::uploads::{self, Owner};
use crate::web::body::Parts;
use crate::web::csrf;
use crate::web::error::WebError;
use crate::web::request::Context;

/// The name of the parts that hold files.
const FILE: &str = "file";
/// The name of the parts that name whole uploads.
const UPLOAD: &str = "upload";
/// The catalogue field of some kinds that says the same as the assessment year.
const YEAR: &str = "year";
/// The most parts besides files; a sheet's kinds have a dozen fields, and items may be repeated.
const MAX_TEXTS: usize = 500;

/// What an upload brought.
#[derive(Default)]
pub(super) struct Received {
    kind: String,
    items: Vec<String>,
    years: Vec<Year>,
    fields: BTreeMap<String, String>,
    uploads: Vec<String>,
    files: Vec<(Incoming, String)>,
}

impl Received {
    /// Reads an upload to its end.
    pub(super) fn read(cx: &Context, parts: &mut Parts) -> Result<Self, WebError> {
        let mut received = Self::default();
        let mut texts = 0_usize;
        while let Some(part) = parts.next()? {
            if part.name == FILE {
                received.take_file(cx, parts, part.file.unwrap_or_default())?;
            } else if part.file.is_some() {
                return Err(refused(Message::new("api-part-not-file").with("name", part.name)));
            } else {
                texts = texts.saturating_add(1);
                if texts > MAX_TEXTS {
                    return Err(refused(Message::new("api-many-parts").with("limit", MAX_TEXTS)));
                }
                received.take_text(part.name, &parts.text()?)?;
            }
        }
        Ok(received)
    }

    fn take_file(&mut self, cx: &Context, parts: &mut Parts, name: String) -> Result<(), WebError> {
        let limit = cx.shared.settings.max_files.min(MAX_FILES);
        if self.files.len() >= limit {
            let count = limit.saturating_add(1);
            return Err(refused(
                Message::new("evidence-many-files").with("count", count).with("limit", limit),
            ));
        }
        let mut incoming = cx.office().blobs.receive(cx.shared.settings.max_file).map_err(OpsError::from)?;
        while let Some(bytes) = parts.bytes()? {
            incoming.take(bytes).map_err(OpsError::from)?;
        }
        incoming.end().map_err(OpsError::from)?;
        self.files.push((incoming, name));
        Ok(())
    }

    fn take_text(&mut self, name: String, text: &str) -> Result<(), WebError> {
        let text = text.trim();
        match name.as_str() {
            csrf::FIELD => {}
            UPLOAD => self.uploads.extend(listed(text).map(str::to_owned)),
            "items" => self.items.extend(listed(text).map(str::to_owned)),
            YEAR => {
                for year in listed(text) {
                    let bad = |_fault| refused(Message::new("api-year-unreadable").with("value", year));
                    self.years.push(Year(year.parse().map_err(bad)?));
                }
            }
            "kind" => text.clone_into(&mut self.kind),
            _ => {
                if self.fields.contains_key(&name) {
                    return Err(refused(Message::new("api-field-twice").with("field", name)));
                }
                self.fields.insert(name, text.to_owned());
            }
        }
        Ok(())
    }

    /// Adds the files of the uploads that were named, and gives the ids of those.
    ///
    /// # Errors
    /// When one is not there for this account, or not whole, or there are too many files.
    pub(super) fn take_uploads(&mut self, cx: &Context, owner: Owner<'_>) -> Result<Vec<String>, WebError> {
        let ids = std::mem::take(&mut self.uploads);
        let limit = cx.shared.settings.max_files.min(MAX_FILES);
        let count = self.files.len().saturating_add(ids.len());
        if count > limit {
            let message = Message::new("evidence-many-files").with("count", count);
            return Err(refused(message.with("limit", limit)));
        }
        let whole = uploads::receive(cx.office(), &ids, (owner, cx.now), cx.shared.settings.max_file)?;
        self.files.extend(whole);
        Ok(ids)
    }

    /// What is to be filed, and its files, which are not kept yet.
    pub(super) fn filing(self, view: &RoundView, county: &str) -> (Filing, Vec<(Incoming, String)>) {
        let mut fields = self.fields;
        let kind = view.standard(Phase::Final).kind(&self.kind);
        if kind.is_some_and(|kind| kind.fields.iter().any(|field| field == YEAR)) {
            let years: Vec<String> = self.years.iter().map(Year::to_string).collect();
            fields.insert(YEAR.to_owned(), years.join(", "));
        }
        let filing = Filing {
            county: county.to_owned(),
            kind: self.kind,
            fields,
            items: self.items,
            years: self.years,
            files: Vec::new(),
        };
        (filing, self.files)
    }
}

/// The values of a list that is divided by commas, Chinese ones too.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、']).map(str::trim).filter(|value| !value.is_empty())
}

fn refused(message: Message) -> WebError {
    WebError::Ops(OpsError::Refused(message))
}
