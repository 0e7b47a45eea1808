//! Comments on an item of a county, by whoever may read it. They are kept with the item and go on record; nobody
//! changes or removes one.

use uuid::Uuid;

use super::deed::Deed;
use super::scores::RoundView;
use super::{By, Office, OpsError};
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::domain::round::Phase;
use crate::store::comments::{self, CommentRow};
use crate::store::{self, audit};

/// The most characters of a comment.
pub const MAX_TEXT: usize = 2_000;
/// The most comments that are shown of an item.
const MOST: i64 = 200;

/// What somebody says of an item.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The county's code.
    pub county: String,
    /// Code of the item or bonus item.
    pub item: String,
    /// The role of who says it.
    pub role: Role,
    /// What is said.
    pub text: String,
}

/// Keeps a comment, and notes it on record.
///
/// # Errors
/// Refuses an unknown item, and a text that is empty or too long.
pub fn comment(office: &Office, view: &RoundView, by: &By, said: &Comment) -> Result<(), OpsError> {
    if !view.standard(Phase::Final).has_code(&said.item) {
        return Err(OpsError::NotFound(Message::new("facts-unknown-item").with("item", &said.item)));
    }
    let row = CommentRow {
        id: Uuid::now_v7().to_string(),
        round: view.round.code.clone(),
        county: said.county.clone(),
        item: said.item.clone(),
        account: by.account.clone(),
        role: said.role.id().to_owned(),
        text: checked(&said.text)?,
        at: by.at,
    };
    store::write(&mut *office.store.conn()?, |conn| {
        comments::insert(conn, &row)?;
        let (subject, detail) = (&row.item, row.text.clone());
        let deed = Deed { action: "comment.add", county: Some(&row.county), subject, detail };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}

/// What was said of an item of a county, oldest first.
///
/// # Errors
/// When the database fails.
pub fn of_item(
    office: &Office,
    view: &RoundView,
    (county, item): (&str, &str),
) -> Result<Vec<CommentRow>, OpsError> {
    let place = (view.round.code.as_str(), county, item);
    Ok(comments::of_item(&mut *office.store.conn()?, place, MOST)?)
}

fn checked(text: &str) -> Result<String, OpsError> {
    let text = text.trim();
    let length = text.chars().count();
    if text.is_empty() {
        return Err(OpsError::Refused(Message::new("comment-empty")));
    }
    if length > MAX_TEXT {
        let message = Message::new("comment-long").with("length", length);
        return Err(OpsError::Refused(message.with("limit", MAX_TEXT)));
    }
    Ok(text.to_owned())
}
