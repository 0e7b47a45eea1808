//! What an office has settled for itself, so that every copy of the program and every command obeys it.

use diesel::prelude::*;

use super::schema::setting;
use super::{Conn, StoreError};

/// The value of a setting.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, name: &str) -> Result<Option<String>, StoreError> {
    Ok(setting::table.find(name).select(setting::value).first(conn).optional()?)
}

/// Settles a value in place of the one that is there.
///
/// # Errors
/// When the database refuses.
pub fn put(conn: &mut Conn, name: &str, value: &str) -> Result<(), StoreError> {
    diesel::delete(setting::table.find(name)).execute(conn)?;
    let values = (setting::name.eq(name), setting::value.eq(value));
    diesel::insert_into(setting::table).values(values).execute(conn)?;
    Ok(())
}
