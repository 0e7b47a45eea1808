//! The key that signs copies of the record: Ed25519, as PEM in the data folder, made when it is needed first. Whoever
//! has the public half can tell a true copy from another.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use ed25519_dalek::hazmat::{ExpandedSecretKey, raw_sign_byupdate};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use ed25519_dalek::{Signature, SignatureError, SigningKey, VerifyingKey};
use sha2::{Digest, Sha512};

use crate::ops::OpsError;

/// Name of the public key in the data folder.
pub const PUBLIC_KEY: &str = "audit-key.pub.pem";

const SECRET_KEY: &str = "audit-key.pem";
const CHUNK: usize = 256 << 10;

/// The key of an office, made when there is none.
pub(super) fn of(folder: &Path) -> Result<SigningKey, OpsError> {
    let path = folder.join(SECRET_KEY);
    if let Err(error) = make(folder)
        && error.kind() != ErrorKind::AlreadyExists
    {
        return Err(error.into());
    }
    SigningKey::from_pkcs8_pem(&fs::read_to_string(path)?).map_err(|fault| bad(&fault))
}

fn bad(fault: &impl ToString) -> OpsError {
    std::io::Error::new(ErrorKind::InvalidData, fault.to_string()).into()
}

/// The secret half appears whole or not at all, also when two programs make it at once.
fn make(folder: &Path) -> std::io::Result<()> {
    let path = folder.join(SECRET_KEY);
    if path.exists() {
        return Ok(());
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(std::io::Error::other)?;
    let key = SigningKey::from_bytes(&secret);
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(std::io::Error::other)?;
    let new = folder.join(format!("{SECRET_KEY}.{}", uuid::Uuid::now_v7().simple()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
    file.write_all(pem.as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&new, &path);
    fs::remove_file(&new)?;
    linked?;
    let public = key.verifying_key().to_public_key_pem(LineEnding::LF).map_err(std::io::Error::other)?;
    fs::write(folder.join(PUBLIC_KEY), public)?;
    File::open(folder)?.sync_all()
}

pub(super) fn public(folder: &Path) -> Result<Option<String>, OpsError> {
    match fs::read_to_string(folder.join(PUBLIC_KEY)) {
        Ok(pem) => Ok(Some(pem)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The public half as PEM.
pub(super) fn public_pem(key: &SigningKey) -> Result<String, OpsError> {
    key.verifying_key().to_public_key_pem(LineEnding::LF).map_err(|fault| bad(&fault))
}

/// Signs a file of any length; the scheme reads it twice.
pub(super) fn sign(key: &SigningKey, file: &File) -> Result<Signature, OpsError> {
    let expanded = ExpandedSecretKey::from(key.as_bytes());
    let read = |hasher: &mut Sha512| {
        each_chunk(file, |bytes| hasher.update(bytes)).map_err(|_failed| SignatureError::new())
    };
    raw_sign_byupdate::<Sha512, _>(&expanded, read, &key.verifying_key()).map_err(|fault| bad(&fault))
}

/// Whether the signature is that of the file's bytes by the holder of the key.
pub(super) fn is_signed(public: &str, signature: &[u8], file: &File) -> Result<bool, OpsError> {
    let (Ok(key), Ok(signature)) =
        (VerifyingKey::from_public_key_pem(public.trim()), Signature::from_slice(signature))
    else {
        return Ok(false);
    };
    let Ok(mut verifier) = key.verify_stream(&signature) else { return Ok(false) };
    each_chunk(file, |bytes| verifier.update(bytes))?;
    Ok(verifier.finalize_and_verify().is_ok())
}

fn each_chunk(mut file: &File, mut take: impl FnMut(&[u8])) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk)?;
        match chunk.get(..read) {
            Some(bytes) if !bytes.is_empty() => take(bytes),
            _ => return Ok(()),
        }
    }
}
