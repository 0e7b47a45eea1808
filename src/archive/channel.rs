//! Carries an archive from the thread that writes it to a response, with back-pressure.

use std::io::{self, Write};

use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;

use super::error::ArchiveError;
use super::write::{Bag, write_bag};

/// Bytes sent at once.
const CHUNK: usize = 256 * 1024;

/// What travels through the channel: bytes, or that no more can come.
pub type Chunk = Result<Vec<u8>, io::Error>;

/// Writes `bag` into the channel and ends it: with the last bytes, or with an error that keeps
/// the receiver from taking half an archive for a whole one. Blocks; run it on its own thread.
///
/// # Errors
///
/// Those of [`write_bag`]; the receiver has then got an error, too.
pub fn send_bag(bag: &Bag, sender: Sender<Chunk>) -> Result<(), ArchiveError> {
    write_bag(bag, ChannelWriter::new(sender))?.finish().map_err(ArchiveError::Output)
}

/// Sends what is written in chunks of 256 kB, and waits while the channel is full.
///
/// Dropped without [`ChannelWriter::finish`], it sends an error as its last chunk.
#[derive(Debug)]
pub struct ChannelWriter {
    sender: Sender<Chunk>,
    buffer: Vec<u8>,
    finished: bool,
}

impl ChannelWriter {
    /// A writer into `sender`.
    pub fn new(sender: Sender<Chunk>) -> Self {
        Self { sender, buffer: Vec::with_capacity(CHUNK), finished: false }
    }

    /// Sends what is left and ends the stream well.
    ///
    /// # Errors
    ///
    /// `BrokenPipe` when the receiver is gone.
    pub fn finish(mut self) -> io::Result<()> {
        let sent = self.flush();
        self.finished = true;
        sent
    }

    fn send(&mut self) -> io::Result<()> {
        let chunk = std::mem::replace(&mut self.buffer, Vec::with_capacity(CHUNK));
        self.sender.blocking_send(Ok(chunk)).map_err(|_gone| receiver_gone())
    }
}

impl Write for ChannelWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = CHUNK.saturating_sub(self.buffer.len());
        let (now, _) = bytes.split_at(room.min(bytes.len()));
        self.buffer.extend_from_slice(now);
        if self.buffer.len() >= CHUNK {
            self.send()?;
        }
        Ok(now.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() { Ok(()) } else { self.send() }
    }
}

impl Drop for ChannelWriter {
    fn drop(&mut self) {
        if self.finished {
            return;
        }
        let stopped = Err(io::Error::other("the archive was not completed"));
        // Waiting is only allowed on a thread of its own; a full channel means that we are on one.
        if let Err(TrySendError::Full(stopped)) = self.sender.try_send(stopped) {
            // A receiver that is gone needs no error.
            let _ = self.sender.blocking_send(stopped);
        }
    }
}

fn receiver_gone() -> io::Error {
    io::Error::new(io::ErrorKind::BrokenPipe, "the receiver of the archive is gone")
}
