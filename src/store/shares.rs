//! Files by the beginning of their hashes, so that a part of them is always the same.

use diesel::prelude::*;

use super::schema::blob;
use super::{Conn, StoreError};

/// The next hashes that begin so, after another, in order.
///
/// # Errors
/// When the database refuses.
pub fn after(conn: &mut Conn, (begins, after): (&str, &str), most: i64) -> Result<Vec<String>, StoreError> {
    let end = format!("{begins}g");
    let rows = blob::table.filter(blob::sha256.gt(after)).filter(blob::sha256.lt(end));
    Ok(rows.order(blob::sha256).limit(most).select(blob::sha256).load(conn)?)
}
