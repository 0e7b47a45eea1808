//! Scoring sheets in the office: taken in as versions that never change, listed, found.

use uuid::Uuid;

use super::deed::Deed;
use super::{By, Office, OpsError};
use crate::domain::message::Message;
use crate::domain::standard::Standard;
use crate::store::standards::{self, StandardRow};
use crate::store::{self, StoreError, audit};

/// Takes in a version of a sheet and gives its row id.
///
/// # Errors
/// Refuses a version that is there already: a version never changes.
pub fn take(office: &Office, by: &By, standard: &Standard) -> Result<String, OpsError> {
    let row = row(by, standard)?;
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        if standards::find_version(conn, &row.code, &row.version)?.is_some() {
            let fault = Message::new("standard-version-taken").with("code", &row.code);
            return Err(OpsError::Refused(fault.with("version", &row.version)));
        }
        standards::insert(conn, &row)?;
        let subject = &format!("{}@{}", row.code, row.version);
        let deed = Deed { action: "standard.take", county: None, subject, detail: row.title.clone() };
        Ok(audit::insert(conn, &deed.by(by))?)
    })?;
    Ok(row.id)
}

fn row(by: &By, standard: &Standard) -> Result<StandardRow, StoreError> {
    let bad = |_fault| StoreError::Row { table: "standard", value: standard.id.clone() };
    Ok(StandardRow {
        id: Uuid::now_v7().to_string(),
        code: standard.id.clone(),
        version: standard.version.clone(),
        title: standard.title.clone(),
        body: serde_json::to_string(standard).map_err(bad)?,
        taken_at: by.at,
    })
}

/// The row of a sheet: `code` for the newest version, `code@version` for one of them.
///
/// # Errors
/// When there is none.
pub fn find(office: &Office, code: &str) -> Result<StandardRow, OpsError> {
    let conn = &mut *office.store.conn()?;
    let found = match code.split_once('@') {
        Some((code, version)) => standards::find_version(conn, code, version)?,
        None => standards::find_newest(conn, code)?,
    };
    found.ok_or_else(|| OpsError::NotFound(Message::new("standard-unknown").with("code", code)))
}

/// The newest version of a sheet before another is taken, for a look at the differences.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn newest(office: &Office, code: &str) -> Result<Option<Standard>, OpsError> {
    let row = standards::find_newest(&mut *office.store.conn()?, code)?;
    Ok(row.map(Standard::try_from).transpose()?)
}
