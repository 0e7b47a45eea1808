//! What people of the county and the city say to each other about an item.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::comment;
use super::{Conn, StoreError};

/// A row of `comment`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = comment)]
pub struct CommentRow {
    /// UUIDv7.
    pub id: String,
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// Code of the item or bonus item.
    pub item: String,
    /// Name of the account.
    pub account: String,
    /// The role that it had.
    pub role: String,
    /// What was said.
    pub text: String,
    /// When.
    pub at: NaiveDateTime,
}

/// Keeps a comment.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Conn, row: &CommentRow) -> Result<(), StoreError> {
    diesel::insert_into(comment::table).values(row).execute(conn)?;
    Ok(())
}

/// The newest comments on an item of a county, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn of_item(
    conn: &mut Conn,
    (round, county, item): (&str, &str, &str),
    limit: i64,
) -> Result<Vec<CommentRow>, StoreError> {
    let rows = comment::table.filter(comment::round.eq(round)).filter(comment::county.eq(county));
    let rows = rows.filter(comment::item.eq(item)).order(comment::id.desc()).limit(limit);
    let mut rows = rows.select(CommentRow::as_select()).load(conn)?;
    rows.reverse();
    Ok(rows)
}
