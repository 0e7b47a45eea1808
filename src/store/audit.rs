//! The record of who did what: written in the transaction of the change, chained by hashes
//! ([`super::chain`]), never changed ([`super::append_only`]).

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::chain::{Link, to_microseconds};
use super::conn::one;
use super::prepared::Prepared;
use super::schema::{audit, evidence, evidence_link};
use super::{Conn, StoreError};

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = audit)]
pub struct AuditRow {
    /// UUIDv7.
    pub id: String,
    /// When.
    pub at: NaiveDateTime,
    /// Name of the account.
    pub account: String,
    /// What was done, such as `facts.state`.
    pub action: String,
    /// The county that it touches.
    pub county: Option<String>,
    /// What it was done to.
    pub subject: String,
    /// What it became.
    pub detail: String,
}

/// A row of `audit`: what was done, and its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = audit)]
pub struct Entry {
    /// What was done.
    #[diesel(embed)]
    pub row: AuditRow,
    /// Its place, from 1; none in a row that was not written by this program.
    pub position: Option<i64>,
    /// The hash that ties it to the entry before.
    pub hash: Option<String>,
}

/// What part of the record is asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Done by this account.
    pub account: Option<String>,
    /// Of this kind, such as `facts.state`, or of a family of them, such as `facts.`.
    pub action: Option<String>,
    /// Touching this county.
    pub county: Option<String>,
    /// Not before.
    pub from: Option<NaiveDateTime>,
    /// Before.
    pub until: Option<NaiveDateTime>,
    /// Older than the entry at this place.
    pub before: Option<i64>,
    /// The most entries.
    pub limit: i64,
}

/// Appends a row to the record. Inside [`super::write`] only: there the last entry can't change meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Conn, row: &AuditRow) -> Result<(), StoreError> {
    let row = AuditRow { at: to_microseconds(row.at), ..row.clone() };
    let link = head(conn)?.next(&row);
    // With a trigger asked before it, SQLite keeps what a statement that aborts may have to take back, and has FTS5 write
    // out what it gathers until the commit. Of one row there is nothing to take back.
    let insert = match conn {
        Conn::Sqlite(_) => "INSERT OR FAIL",
        Conn::Postgres(_) => "INSERT",
    };
    let words = format!(
        "{insert} INTO audit (id, at, account, action, county, subject, detail, position, hash) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    );
    let entry = Prepared::new(&words).text(&row.id).time(row.at).text(&row.account).text(&row.action);
    let entry = entry.maybe(row.county.as_deref()).text(&row.subject).text(&row.detail);
    entry.number(link.position).text(&link.hash).execute(conn)?;
    Ok(())
}

/// The end of the chain.
///
/// # Errors
/// When the database refuses.
pub fn head(conn: &mut Conn) -> Result<Link, StoreError> {
    let last = audit::table.filter(audit::position.is_not_null()).order(audit::position.desc());
    let last = last.select((audit::position, audit::hash)).limit(1);
    let last: Option<(Option<i64>, Option<String>)> = one(conn, last)?;
    let link = last.and_then(|(position, hash)| Some(Link { position: position?, hash: hash? }));
    Ok(link.unwrap_or_default())
}

/// The entries after a place, in the order of the chain.
///
/// # Errors
/// When the database refuses.
pub fn after(conn: &mut Conn, position: i64, limit: i64) -> Result<Vec<Entry>, StoreError> {
    let query = audit::table.filter(audit::position.gt(position)).order(audit::position.asc());
    Ok(query.limit(limit).select(Entry::as_select()).load(conn)?)
}

/// Rows that have no place in the chain, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn unchained(conn: &mut Conn, limit: i64) -> Result<Vec<AuditRow>, StoreError> {
    let query = audit::table.filter(audit::position.is_null()).order(audit::id.asc());
    Ok(query.limit(limit).select(AuditRow::as_select()).load(conn)?)
}

/// Gives a row of an older office its place; refused once the record is append-only.
pub(super) fn chain(conn: &mut Conn, id: &str, link: &Link) -> Result<(), StoreError> {
    diesel::update(audit::table.find(id))
        .set((audit::position.eq(link.position), audit::hash.eq(&link.hash)))
        .execute(conn)?;
    Ok(())
}

/// Part of the record, newest first.
///
/// # Errors
/// When the database refuses.
pub fn page(conn: &mut Conn, filter: &Filter) -> Result<Vec<Entry>, StoreError> {
    let mut query = audit::table.select(Entry::as_select()).into_boxed();
    if let Some(account) = &filter.account {
        query = query.filter(audit::account.eq(account.clone()));
    }
    if let Some(action) = &filter.action {
        query = match action.strip_suffix('.') {
            // The sign after the point ends the family, and a range finds it by the index.
            Some(family) => {
                query.filter(audit::action.ge(action.clone())).filter(audit::action.lt(format!("{family}/")))
            }
            None => query.filter(audit::action.eq(action.clone())),
        };
    }
    if let Some(county) = &filter.county {
        query = query.filter(audit::county.eq(county.clone()));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit::at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(audit::at.lt(until));
    }
    if let Some(before) = filter.before {
        query = query.filter(audit::position.lt(before));
    }
    let query = query.filter(audit::position.is_not_null()).order(audit::position.desc());
    Ok(query.limit(filter.limit).load(conn)?)
}

/// The newest deeds of some kinds that were done in a county to some subjects, or to evidence that is filed under
/// an item, newest first; with the title of the piece that it was done to.
///
/// # Errors
/// When the database refuses.
pub fn about(
    conn: &mut Conn,
    ((round, county), item, subjects): ((&str, &str), &str, &[String]),
    (actions, limit): (&[&str], i64),
) -> Result<Vec<(AuditRow, Option<String>)>, StoreError> {
    // One look into an index that holds the links of an item side by side; asked row by row they lie all over.
    let filed = evidence_link::table
        .filter(evidence_link::round.eq(round))
        .filter(evidence_link::county.eq(county))
        .filter(evidence_link::item.eq(item))
        .select(evidence_link::evidence);
    let rows = audit::table
        .left_join(evidence::table.on(evidence::id.eq(audit::subject)))
        .filter(audit::county.eq(county))
        .filter(audit::subject.eq_any(subjects).or(audit::subject.eq_any(filed)))
        .filter(audit::action.eq_any(actions))
        .filter(audit::position.is_not_null())
        .order(audit::position.desc())
        .limit(limit);
    Ok(rows.select((AuditRow::as_select(), evidence::title.nullable())).load(conn)?)
}

/// The newest rows, newest first.
///
/// # Errors
/// When the database refuses.
pub fn newest(conn: &mut Conn, limit: i64) -> Result<Vec<AuditRow>, StoreError> {
    let entries = page(conn, &Filter { limit, ..Filter::default() })?;
    Ok(entries.into_iter().map(|entry| entry.row).collect())
}
