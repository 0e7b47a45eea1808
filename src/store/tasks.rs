//! Tasks: which unit of a county leads an item, and until when.

use diesel::prelude::*;

use super::schema::task;
use super::{Conn, StoreError};

/// A row of `task`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = task)]
pub struct TaskRow {
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// Code of the item.
    pub item: String,
    /// The lead unit.
    pub unit: String,
    /// The day it is due, ISO 8601.
    pub due: String,
}

/// Writes tasks over the earlier ones of the same items.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Conn, rows: &[TaskRow]) -> Result<(), StoreError> {
    for row in rows {
        let key = (row.round.as_str(), row.county.as_str(), row.item.as_str());
        diesel::delete(task::table.find(key)).execute(conn)?;
        diesel::insert_into(task::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// The tasks of a county, by item.
///
/// # Errors
/// When the database refuses.
pub fn of_county(conn: &mut Conn, round: &str, county: &str) -> Result<Vec<TaskRow>, StoreError> {
    let rows = task::table.filter(task::round.eq(round)).filter(task::county.eq(county));
    Ok(rows.order(task::item).select(TaskRow::as_select()).load(conn)?)
}
