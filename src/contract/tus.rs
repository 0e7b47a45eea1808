//! What a program says in the headers of an upload in pieces (tus.io, version 1.0).

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Reads `Upload-Metadata`: pairs of a name and a text in Base64, with commas between them.
///
/// # Errors
/// Gives the first pair that is none.
pub fn upload_metadata(text: &str) -> Result<BTreeMap<String, String>, &str> {
    let pairs = text.split(',').map(str::trim).filter(|pair| !pair.is_empty());
    pairs.map(|pair| read_pair(pair).ok_or(pair)).collect()
}

fn read_pair(pair: &str) -> Option<(String, String)> {
    let (name, value) = pair.split_once(' ').unwrap_or((pair, ""));
    let text = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
    Some((name.to_owned(), text))
}

/// Reads `Upload-Length` and `Upload-Offset`: digits and nothing else.
pub fn upload_number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}
