//! What a backup says of itself. It is written last: a backup is what its manifest names.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files::Copied;
use crate::blob::Sha256Hex;
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::store::chain::Link;

const NAME: &str = "manifest.json";
const FORMAT: &str = "yingjian-backup-1";

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    /// The version of the program that made it.
    pub program: String,
    /// When, in UTC.
    pub made_at: String,
    /// The database.
    pub database: DatabaseFile,
    /// Rows of each table.
    pub tables: BTreeMap<String, u64>,
    /// Files that the rows name; they lie in `blobs/`, each under its SHA-256.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Where the record of who did what ended.
    pub audit: Link,
}

/// The file of a backup's database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatabaseFile {
    /// Its name in the folder.
    pub file: String,
    /// The hash of its bytes.
    pub sha256: Sha256Hex,
}

impl Manifest {
    /// A manifest of this version of the program.
    pub(super) fn new(made_at: String, database: DatabaseFile, audit: Link) -> Self {
        Self {
            format: FORMAT.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            database,
            tables: BTreeMap::new(),
            files: 0,
            bytes: 0,
            audit,
        }
    }

    /// The same with what was copied.
    pub(super) fn of(self, tables: BTreeMap<String, u64>, copied: &Copied) -> Self {
        Self { tables, files: copied.files, bytes: copied.bytes, ..self }
    }

    /// That of a folder; none when there is none.
    ///
    /// # Errors
    /// When it can't be read, or is not one of ours.
    pub fn read(folder: &Path) -> Result<Option<Self>, OpsError> {
        let text = match fs::read(folder.join(NAME)) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let manifest = serde_json::from_slice::<Self>(&text).ok();
        let sound = manifest.filter(|manifest| {
            let name = Path::new(&manifest.database.file);
            manifest.format == FORMAT && name.file_name() == Some(name.as_os_str())
        });
        let bad = Message::new("backup-bad-manifest").with("path", folder.join(NAME).display().to_string());
        sound.map(Some).ok_or(OpsError::Refused(bad))
    }

    /// Puts it in the place of the one before, in one step that lasts.
    pub(super) fn write(&self, folder: &Path) -> Result<(), OpsError> {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, self).map_err(std::io::Error::from)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(folder.join(NAME)).map_err(|failed| failed.error)?;
        Ok(File::open(folder)?.sync_all()?)
    }
}
