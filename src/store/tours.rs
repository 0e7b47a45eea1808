//! Who has seen the tour of the first page, or did not want to.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::tour;
use super::{Conn, StoreError};

/// Whether an account has ended the tour.
///
/// # Errors
/// When the database refuses.
pub fn ended(conn: &mut Conn, account: &str) -> Result<bool, StoreError> {
    let found = tour::table.find(account).select(tour::account).first::<String>(conn).optional()?;
    Ok(found.is_some())
}

/// Notes that an account has ended the tour.
///
/// # Errors
/// When the database refuses.
pub fn end(conn: &mut Conn, account: &str, at: NaiveDateTime) -> Result<(), StoreError> {
    forget(conn, account)?;
    let row = (tour::account.eq(account), tour::ended_at.eq(at));
    diesel::insert_into(tour::table).values(row).execute(conn)?;
    Ok(())
}

/// Forgets it, so that the tour begins again.
///
/// # Errors
/// When the database refuses.
pub fn forget(conn: &mut Conn, account: &str) -> Result<(), StoreError> {
    diesel::delete(tour::table.find(account)).execute(conn)?;
    Ok(())
}
