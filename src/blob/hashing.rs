//! A SHA-256 that is made beside the work: of a larger file another thread makes it, so that hashing, writing and the
//! wait for the disk go on at once.

use std::io;
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, OnceLock, PoisonError};

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::aside::aside;

/// Bytes that are hashed together. Fewer of them are hashed only when somebody asks: another thread would take as long to
/// wake, and for each lot it has to be woken anew.
const LOT: usize = 128 << 10;
/// Lots that may wait for the other thread, 2 MB.
const WAITING: usize = 16;

/// The hash of the bytes that it was given.
#[derive(Debug, Default)]
pub(super) struct Hashing {
    /// Of the bytes before `lot`, when the machine gave no thread for them.
    hasher: Sha256,
    /// Pieces that wait for more: then they go to another thread.
    lot: Vec<Bytes>,
    /// How many bytes those are.
    length: usize,
    aside: Option<SyncSender<Step>>,
    ended: Option<Ended>,
}

/// What the other thread will answer, or has answered.
#[derive(Debug)]
struct Ended {
    answered: Mutex<Receiver<Sha256>>,
    answer: OnceLock<Sha256>,
}

/// What the other thread is told.
#[derive(Debug)]
enum Step {
    Lot(Vec<Bytes>),
    /// For the hash with these pieces, which are no lot yet.
    Asked(Vec<Bytes>, SyncSender<Sha256>),
}

impl Hashing {
    /// Takes the bytes that come next.
    ///
    /// # Errors
    /// When the thread that hashes is gone, or nothing was to come any more.
    pub(super) fn update(&mut self, piece: Bytes) -> io::Result<()> {
        if self.ended.is_some() {
            return Err(io::Error::other("bytes after the end"));
        }
        self.length = self.length.saturating_add(piece.len());
        self.lot.push(piece);
        if self.length <= LOT {
            return Ok(());
        }
        self.length = 0;
        let lot = mem::take(&mut self.lot);
        if self.aside.is_none() {
            self.aside = start(self.hasher.clone()).ok();
        }
        match &self.aside {
            Some(aside) => aside.send(Step::Lot(lot)).map_err(io::Error::other),
            None => {
                self.hasher = with(&self.hasher, &lot);
                Ok(())
            }
        }
    }

    /// Lets the other thread go when it has done what it was given: no more will come.
    ///
    /// # Errors
    /// When it is gone.
    pub(super) fn end(&mut self) -> io::Result<()> {
        if let Some(aside) = self.aside.take() {
            let answered = ask(&aside, mem::take(&mut self.lot))?.into();
            self.ended = Some(Ended { answered, answer: OnceLock::new() });
        }
        Ok(())
    }

    /// A hasher that has been given all that came so far.
    ///
    /// # Errors
    /// When the thread that hashes is gone.
    pub(super) fn so_far(&self) -> io::Result<Sha256> {
        match (&self.aside, &self.ended) {
            (Some(aside), _) => ask(aside, self.lot.clone())?.recv().map_err(io::Error::other),
            (None, Some(ended)) => ended.answer(),
            (None, None) => Ok(with(&self.hasher, &self.lot)),
        }
    }
}

impl Ended {
    fn answer(&self) -> io::Result<Sha256> {
        let answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = self.answer.get() {
            return Ok(answer.clone());
        }
        let answer = answered.recv().map_err(io::Error::other)?;
        Ok(self.answer.get_or_init(|| answer).clone())
    }
}

/// Asks the other thread for the hash of what it has been given, and these pieces.
fn ask(aside: &SyncSender<Step>, pieces: Vec<Bytes>) -> io::Result<Receiver<Sha256>> {
    let (answer, answered) = sync_channel(1);
    aside.send(Step::Asked(pieces, answer)).map_err(io::Error::other)?;
    Ok(answered)
}

/// A hasher that has been given these pieces, too.
fn with(hasher: &Sha256, pieces: &[Bytes]) -> Sha256 {
    pieces.iter().fold(hasher.clone(), Sha256::chain_update)
}

/// A thread that goes on with a hash as long as somebody may tell it more.
fn start(hasher: Sha256) -> io::Result<SyncSender<Step>> {
    let (sender, steps) = sync_channel(WAITING);
    aside(move || go_on(hasher, &steps))?;
    Ok(sender)
}

fn go_on(mut hasher: Sha256, steps: &Receiver<Step>) {
    for step in steps {
        match step {
            Step::Lot(pieces) => hasher = with(&hasher, &pieces),
            // Who asked may have given up.
            Step::Asked(pieces, answer) => drop(answer.send(with(&hasher, &pieces))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Few bytes, many, in pieces of many sizes: the same as the hash of all at once, whenever it is asked for.
    #[test]
    fn pieces_have_the_hash_of_the_whole() {
        let whole: Vec<u8> = (0..250_000_u32).flat_map(u32::to_le_bytes).collect();
        for (length, piece) in
            [(0, 1), (1, 1), (LOT, 1_000), (LOT + 1, LOT + 1), (LOT + 1, 1_000), (whole.len(), 65_536)]
        {
            let mut hashing = Hashing::default();
            let mut came = 0;
            for bytes in whole[..length].chunks(piece) {
                hashing.update(Bytes::copy_from_slice(bytes)).unwrap();
                came += bytes.len();
                if came % 7 == 0 {
                    assert_eq!(hashing.so_far().unwrap().finalize(), Sha256::digest(&whole[..came]));
                }
            }
            let digest = Sha256::digest(&whole[..length]);
            for _before_and_after in 0..3 {
                assert_eq!(hashing.so_far().unwrap().finalize(), digest, "{length} by {piece}");
                hashing.end().unwrap();
            }
        }
    }
}
