//! JSON bodies, read into a type.

use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::{Body, Input};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::web::error::WebError;

/// A body of JSON. What is no JSON is unreadable (400); what is JSON of another shape is refused (422).
pub(in crate::web) struct Json<T>(pub(in crate::web) T);

impl<T: DeserializeOwned + 'static> Input for Json<T> {
    fn read(body: Body) -> Result<Self, WebError> {
        let Body::Whole(bytes, media_type) = body else { return Err(WebError::UnsupportedMedia) };
        if media_type != "application/json" {
            return Err(WebError::UnsupportedMedia);
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|error| refusal(&error))
    }
}

fn refusal(error: &serde_json::Error) -> WebError {
    let told = |id| Message::new(id).with("line", error.line()).with("column", error.column());
    match error.classify() {
        Category::Data => {
            let text = error.to_string();
            let fault = text.split(" at line ").next().unwrap_or_default();
            WebError::Ops(OpsError::Refused(told("api-json-shape").with("fault", fault)))
        }
        Category::Io | Category::Syntax | Category::Eof => WebError::Unreadable(told("api-json-broken")),
    }
}
