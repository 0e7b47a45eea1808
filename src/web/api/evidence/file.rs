//! A file of evidence on its way out.

use crate::ops::evidence;
use crate::web::api::query;
use crate::web::files;
use crate::web::guard::EvidenceReader;
use crate::web::reply::Answer;
use crate::web::request::Context;

/// The bytes of a file.
pub(in crate::web) fn show_file(cx: &Context, right: EvidenceReader) -> Answer {
    let position = query::number(cx, "position")?.unwrap_or(1);
    let file = evidence::file_to_send(cx.office(), &right.piece, position)?;
    files::send(cx, &file, cx.query_value("inline").is_some_and(|value| value == "1"))
}
