//! Prints that are new are compared with all others, once, and the pairs are kept: who comes next finds them there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::intake::likeness::{Look, Print, pairs};
use crate::ops::OpsError;
use crate::store::{self, Conn, photo_prints};

/// Compares what was not compared yet, of any county.
pub(super) fn compare_new(conn: &mut Conn) -> Result<(), OpsError> {
    let fresh = photo_prints::prints(conn, false)?;
    if fresh.is_empty() {
        return Ok(());
    }
    let known = photo_prints::prints(conn, true)?;
    let (fresh_names, fresh_looks) = looks(&fresh);
    let (known_names, known_looks) = looks(&known);
    let names: Vec<&String> = fresh_names.into_iter().chain(known_names).collect();
    let name = |at: usize| names.get(at).map(|name| (*name).clone());
    let found = pairs(&fresh_looks, &known_looks, || true);
    let found: Vec<(String, String)> =
        found.into_iter().filter_map(|(one, other)| Some((name(one)?, name(other)?))).collect();
    let compared: Vec<String> = fresh.into_iter().map(|(name, _)| name).collect();
    Ok(store::write(conn, |conn| photo_prints::keep_pairs(conn, &found, &compared))?)
}

/// The names of prints that can be read, and what they look like, in the same order.
fn looks(rows: &[(String, String)]) -> (Vec<&String>, Vec<Look>) {
    let look = |print: &str| Some(Look::of(&Print::from_bytes(&BASE64.decode(print).ok()?)?));
    rows.iter().filter_map(|(name, print)| Some((name, look(print)?))).unzip()
}
