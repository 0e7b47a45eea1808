//! Secrets that the program has to read again, sealed with AES-256-GCM: whoever gets hold of the database
//! alone can't make codes from it.
//!
//! The key is a file of the data folder that only its owner may read, or, where several copies of the program
//! share a database, a setting that all of them are given. It is no part of a backup of the database; an office
//! that has lost it sets its second factors up anew.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};

use crate::ops::OpsError;

const FILE: &str = "secret.key";
const BYTES: usize = 32;
const NONCE: usize = 12;

/// Where the key is.
#[derive(Clone)]
pub(super) enum Key {
    Given([u8; BYTES]),
    /// Made when it is first needed.
    File(PathBuf),
}

impl Key {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self::File(folder.join(FILE))
    }

    /// The key that these digits stand for.
    pub(super) fn given(digits: &str) -> Option<Self> {
        bytes_of(digits)?.try_into().ok().map(Self::Given)
    }

    /// Seals bytes for one purpose; they open for no other.
    pub(super) fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String, OpsError> {
        let mut sealed = plain.to_vec();
        let nonce = self.cipher()?.seal_in_place_append_tag(Aad::from(purpose), &mut sealed);
        let nonce = nonce.map_err(|error| failed(&error))?;
        Ok(HEXLOWER.encode(nonce.as_ref()) + &HEXLOWER.encode(&sealed))
    }

    /// Opens what was sealed for this purpose with this key; anything else is none.
    pub(super) fn open(&self, purpose: &str, sealed: &str) -> Result<Option<Vec<u8>>, OpsError> {
        let Some(mut sealed) = bytes_of(sealed).filter(|bytes| bytes.len() > NONCE) else { return Ok(None) };
        let mut content = sealed.split_off(NONCE);
        let nonce = Nonce::try_assume_unique_for_key(&sealed).map_err(|error| failed(&error))?;
        let cipher = self.cipher()?;
        let opened = cipher.open_in_place(nonce, Aad::from(purpose), &mut content);
        Ok(opened.ok().map(|plain| plain.to_vec()))
    }

    fn cipher(&self) -> Result<RandomizedNonceKey, OpsError> {
        let bytes = match self {
            Self::Given(bytes) => *bytes,
            Self::File(path) => read_or_make(path)?,
        };
        RandomizedNonceKey::new(&AES_256_GCM, &bytes).map_err(|error| failed(&error))
    }
}

fn read_or_make(path: &Path) -> Result<[u8; BYTES], OpsError> {
    match read(path) {
        Err(OpsError::Io(error)) if error.kind() == ErrorKind::NotFound => {}
        read => return read,
    }
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| failed(&error))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    // Temporary files are made with mode 0600, and a rename keeps it; who comes second takes the first's key.
    let mut file = tempfile::Builder::new().prefix(".key-").tempfile_in(folder)?;
    file.write_all(HEXLOWER.encode(&bytes).as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_file) => File::open(folder)?.sync_all()?,
        Err(failed) if failed.error.kind() == ErrorKind::AlreadyExists => {}
        Err(failed) => return Err(failed.error.into()),
    }
    read(path)
}

fn read(path: &Path) -> Result<[u8; BYTES], OpsError> {
    let mut text = String::new();
    OpenOptions::new().read(true).open(path)?.read_to_string(&mut text)?;
    let key = bytes_of(&text).and_then(|bytes| bytes.try_into().ok());
    key.ok_or_else(|| OpsError::Io(std::io::Error::other(format!("{} holds no key", path.display()))))
}

fn failed(error: &dyn std::fmt::Display) -> OpsError {
    OpsError::Io(std::io::Error::other(error.to_string()))
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(digits.trim().as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_for_its_purpose_and_not_when_it_was_changed() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::in_folder(folder.path());
        let sealed = key.seal("zhang", b"secret").unwrap();
        assert!(!sealed.contains(&HEXLOWER.encode(b"secret")));
        assert_ne!(sealed, key.seal("zhang", b"secret").unwrap());
        let again = Key::in_folder(folder.path());
        assert_eq!(again.open("zhang", &sealed).unwrap().as_deref(), Some(&b"secret"[..]));
        assert_eq!(again.open("li", &sealed).unwrap(), None);
        let given = Key::given(&"ab".repeat(BYTES)).unwrap();
        assert_eq!(given.open("zhang", &sealed).unwrap(), None);
        let changed = if sealed.ends_with('0') { "1" } else { "0" };
        let changed = format!("{}{changed}", &sealed[..sealed.len() - 1]);
        assert_eq!(again.open("zhang", &changed).unwrap(), None);
        for wrong in ["", "ab", "zz", &"ab".repeat(BYTES + 1)] {
            assert!(Key::given(wrong).is_none(), "{wrong}");
            assert_eq!(key.open("zhang", wrong).unwrap(), None);
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Key::in_folder(folder.path()).seal("zhang", b"secret").unwrap();
        let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
