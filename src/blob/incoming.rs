//! A file that is being received: hashed while it is written, gone unless it is finished.

use std::io::{self, Write};
use std::num::NonZeroU64;
use std::path::Path;
use std::sync::mpsc::sync_channel;

use bytes::Bytes;
use rustix::fs::{Advice, fadvise};
use tempfile::NamedTempFile;

use super::aside::aside;
use super::hashing::Hashing;
use super::stored::{Coming, State, Stored};
use super::{BlobError, Blobs, Sha256Hex};

/// A file on its way in.
#[derive(Debug)]
pub struct Incoming {
    blobs: Blobs,
    file: NamedTempFile,
    hash: Hashing,
    size: u64,
    /// Up to here the disk has begun.
    begun: u64,
    limit: u64,
    coming: Coming,
}

/// Bytes that the disk is given at once while more are coming, so that little is left to the fsync at the end.
const AHEAD: u64 = 256 << 10;

/// The most bytes of a file that a thread of its own settles: until then nobody else can commit, see
/// [`Incoming::settle`].
const SOON: u64 = 2 << 20;

impl Incoming {
    pub(super) fn start(blobs: Blobs, file: NamedTempFile, limit: u64) -> Self {
        Self { blobs, file, hash: Hashing::default(), size: 0, begun: 0, limit, coming: Coming::begin() }
    }

    /// Takes more bytes.
    ///
    /// # Errors
    /// When they are more than the limit, or can't be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        self.take(Bytes::copy_from_slice(bytes))
    }

    /// Takes more bytes, as they are.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn take(&mut self, piece: Bytes) -> Result<(), BlobError> {
        self.pass(piece.clone())?;
        self.file.write_all(&piece)?;
        if matches!(self.blobs, Blobs::Folder(_)) && self.size.saturating_sub(self.begun) >= AHEAD {
            self.begin();
        }
        Ok(())
    }

    /// Counts and hashes bytes that lie in the file already, or will in a moment.
    pub(super) fn pass(&mut self, piece: Bytes) -> Result<(), BlobError> {
        self.size = self.size.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if self.size > self.limit {
            return Err(BlobError::TooLarge { limit: self.limit });
        }
        Ok(self.hash.update(piece)?)
    }

    /// Has the disk begin with what came. Linux does so when it hears that the bytes are not needed soon, and keeps
    /// those that are not written yet; it is but advice, so whatever it answers, the fsync decides.
    fn begin(&mut self) {
        let length = NonZeroU64::new(self.size.saturating_sub(self.begun));
        let _ = fadvise(self.file.as_file(), self.begun, length, Advice::DontNeed);
        self.begun = self.size;
    }

    /// How many bytes came so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hash of the bytes that came so far.
    ///
    /// # Errors
    /// When the thread that makes it is gone.
    pub fn sha256(&self) -> Result<Sha256Hex, BlobError> {
        Ok(Sha256Hex::finish(self.hash.so_far()?))
    }

    /// Where the bytes lie until they are finished, for a look at what they are.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Says that no more will come, which lets the thread go that makes the hash.
    ///
    /// # Errors
    /// When it is gone already.
    pub fn end(&mut self) -> Result<(), BlobError> {
        Ok(self.hash.end()?)
    }

    /// Makes the file last: in a folder by fsync, rename and fsync of the folder, in S3 by the store's word that
    /// it has the very bytes.
    ///
    /// # Errors
    /// When the disk or the store refuses; a failed fsync makes the store read-only.
    pub fn finish(self) -> Result<Stored, BlobError> {
        if let Blobs::Folder(folder) = &self.blobs {
            folder.settle(self.file.as_file())?;
        }
        // It was made while the disk worked, and is ready about now.
        let sha256 = self.sha256()?;
        let held = match &self.blobs {
            Blobs::Folder(folder) => Some(folder.keep(self.file, &sha256)?),
            Blobs::S3(s3) => {
                s3.keep(self.file.as_file(), (&sha256, self.size))?;
                None
            }
        };
        Ok(Stored { sha256, size: self.size, state: State::safe(held, self.coming) })
    }

    /// As [`Self::finish`], but whoever has a transaction to prepare goes on with that while a thread waits for the
    /// disk: [`Stored::settled`] comes before the commit. A large file, one for a far store, and one that does not come
    /// alone is safe on return, because others could not write meanwhile.
    ///
    /// # Errors
    /// As [`Self::finish`].
    pub fn settle(self) -> Result<Stored, BlobError> {
        let Blobs::Folder(folder) = &self.blobs else { return self.finish() };
        let folder = folder.clone();
        if self.size > SOON || !self.coming.is_alone() {
            let stored = self.finish()?;
            folder.spool.prepare();
            return Ok(stored);
        }
        let file = self.file;
        let (name, named) = sync_channel(1);
        let (tell, told) = sync_channel(1);
        aside(move || {
            let kept = folder.settle(file.as_file()).and_then(|()| {
                let sha256 = named.recv().map_err(io::Error::other)?;
                folder.keep(file, &sha256)
            });
            // Who asked may be gone.
            let _ = tell.send(kept);
            folder.spool.prepare();
        })?;
        let sha256 = Sha256Hex::finish(self.hash.so_far()?);
        // If it has ended already, its answer says so.
        let _ = name.send(sha256.clone());
        Ok(Stored { sha256, size: self.size, state: State::settling(told, self.coming) })
    }
}
