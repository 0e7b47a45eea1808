//! The single keys that the pages of evidence listen to, as the dialog shows them; the scripts do the listening.

use serde::Serialize;

use crate::web::request::Context;

/// A key and what it does.
#[derive(Serialize)]
pub(super) struct Key {
    key: &'static str,
    does: String,
}

/// Those of the list and the wall; `files` says whether what is chosen may be filed or reviewed, if either.
pub(super) fn of_list(cx: &Context, files: Option<bool>) -> Vec<Key> {
    let mut keys = vec![("j", "files-key-next"), ("k", "files-key-previous"), ("Enter", "files-key-open")];
    if files.is_some() {
        keys.push(("x", "files-key-choose"));
    }
    keys.extend(of_right(files));
    said(cx, keys)
}

/// Those of one piece.
pub(super) fn of_piece(cx: &Context, files: Option<bool>) -> Vec<Key> {
    let mut keys = vec![("j", "files-key-next"), ("k", "files-key-previous")];
    keys.extend(of_right(files));
    said(cx, keys)
}

fn of_right(files: Option<bool>) -> &'static [(&'static str, &'static str)] {
    match files {
        Some(true) => &[("l", "files-key-link")],
        Some(false) => &[("a", "files-key-accept"), ("b", "files-key-send-back")],
        None => &[],
    }
}

fn said(cx: &Context, keys: Vec<(&'static str, &'static str)>) -> Vec<Key> {
    let all = keys.into_iter().chain([("?", "files-key-help")]);
    all.map(|(key, does)| Key { key, does: cx.word(does) }).collect()
}
