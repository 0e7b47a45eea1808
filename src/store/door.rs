//! The door of the writers, which can be closed: while an office moves to another home, after it has moved, and
//! while it is being filled. It stands in the database, so that every copy of the program finds it closed.

use diesel::prelude::*;

use super::schema::writer;
use super::{Conn, StoreError};

/// Why nobody may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The office is moving to another home.
    Moving,
    /// It has another home now.
    Moved,
    /// It is being filled from a backup or another home, and is not whole yet.
    Filling,
}

impl Closed {
    /// The word in the database and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Moving => "moving",
            Self::Moved => "moved",
            Self::Filling => "filling",
        }
    }

    /// What the word means; one that a later program wrote closes the door, too.
    pub(super) fn from_id(id: &str) -> Self {
        [Self::Moving, Self::Moved].into_iter().find(|closed| closed.id() == id).unwrap_or(Self::Filling)
    }
}

/// Why nobody may write, or nothing.
///
/// # Errors
/// When the database refuses.
pub fn closed(conn: &mut Conn) -> Result<Option<Closed>, StoreError> {
    let word: Option<String> = writer::table.select(writer::closed).first(conn)?;
    Ok(word.as_deref().map(Closed::from_id))
}

/// Closes the door for good reason, or opens it again; inside [`super::write_though_closed`].
///
/// # Errors
/// When the database refuses.
pub fn set(conn: &mut Conn, closed: Option<Closed>) -> Result<(), StoreError> {
    diesel::update(writer::table).set(writer::closed.eq(closed.map(Closed::id))).execute(conn)?;
    Ok(())
}
