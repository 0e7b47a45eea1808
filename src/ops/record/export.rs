//! A copy of the record as JSON lines, with a signature of its own file: first a line that says what it is and where
//! the chain ends, then an entry a line.

use std::fs::File;
use std::io::{BufWriter, Write};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{anchors, key, walk};
use crate::ops::{By, Office, OpsError};
use crate::store::audit::{AuditRow, Entry};
use crate::store::chain::{Break, Link};
use crate::store::{audit, copy};

/// What the file is.
const FORMAT: &str = "yingjian-audit-1";

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    format: String,
    made_at: String,
    made_by: String,
    pub(super) end: Link,
}

impl Head {
    pub(super) fn is_known(&self) -> bool {
        self.format == FORMAT
    }
}

/// Another line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    position: i64,
    id: String,
    at: String,
    account: String,
    action: String,
    county: Option<String>,
    subject: String,
    detail: String,
    hash: String,
}

const TIME: &str = "%Y-%m-%dT%H:%M:%S%.6fZ";

impl Line {
    fn of(entry: &Entry) -> Self {
        let row = entry.row.clone();
        Self {
            position: entry.position.unwrap_or_default(),
            id: row.id,
            at: row.at.format(TIME).to_string(),
            account: row.account,
            action: row.action,
            county: row.county,
            subject: row.subject,
            detail: row.detail,
            hash: entry.hash.clone().unwrap_or_default(),
        }
    }

    pub(super) fn entry(self) -> Option<Entry> {
        let at = NaiveDateTime::parse_from_str(&self.at, "%Y-%m-%dT%H:%M:%S%.fZ").ok()?;
        let row = AuditRow {
            id: self.id,
            at,
            account: self.account,
            action: self.action,
            county: self.county,
            subject: self.subject,
            detail: self.detail,
        };
        Some(Entry { row, position: Some(self.position), hash: Some(self.hash) })
    }
}

/// A copy that was made.
#[derive(Debug)]
pub struct Exported {
    /// Where the chain ends in it.
    pub end: Link,
    /// The signature of the file's bytes: 64 bytes, Ed25519.
    pub signature: Vec<u8>,
    /// The key that it is checked with, as PEM.
    pub public_key: String,
}

/// Writes a copy of the whole record into an empty file and signs it; or says where the chain does not hold.
///
/// # Errors
/// When the database, the file or the key fails.
pub fn export(office: &Office, by: &By, file: &File) -> Result<Result<Exported, Break>, OpsError> {
    let known = anchors::known(&office.folder)?;
    let mut out = BufWriter::new(file);
    let walked = copy::on_one_state(&mut *office.store.conn()?, |conn| {
        let end = audit::head(conn)?;
        write_line(&mut out, &head(by, &end))?;
        walk(conn, &known, |entry| write_line(&mut out, &Line::of(entry)))
    })?;
    let end = match walked {
        Ok(end) => end,
        Err(broken) => return Ok(Err(broken)),
    };
    out.flush()?;
    drop(out);
    anchors::keep(&office.folder, &end)?;
    let signing = key::of(&office.folder)?;
    let signature = key::sign(&signing, file)?.to_bytes().to_vec();
    Ok(Ok(Exported { end, signature, public_key: key::public_pem(&signing)? }))
}

fn head(by: &By, end: &Link) -> Head {
    Head {
        format: FORMAT.to_owned(),
        made_at: by.at.format(TIME).to_string(),
        made_by: by.account.clone(),
        end: end.clone(),
    }
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> Result<(), OpsError> {
    serde_json::to_writer(&mut *out, line).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}
