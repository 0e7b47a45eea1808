//! A file of the store on its way out, from its beginning or from a place inside.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, Take};

use rustix::buffer::spare_capacity;
use rustix::io::Errno;

use super::s3::S3Reader;

/// Bytes of a blob, streamed.
#[derive(Debug)]
pub enum BlobReader {
    /// From a folder.
    File(Take<File>),
    /// From a bucket.
    S3(S3Reader),
}

impl BlobReader {
    /// The next `size` bytes, no more than it was opened for. Where they come from a file, the memory for them is not
    /// cleared first.
    ///
    /// # Errors
    /// When they can't be read, or are not all there.
    pub fn piece(&mut self, size: usize) -> io::Result<Vec<u8>> {
        match self {
            Self::File(file) => piece_of(file.get_ref(), size),
            Self::S3(reader) => {
                let mut piece = vec![0; size];
                reader.read_exact(&mut piece)?;
                Ok(piece)
            }
        }
    }
}

/// The next `size` bytes of a file.
///
/// # Errors
/// When they can't be read, or are not all there.
fn piece_of(file: &File, size: usize) -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(size);
    while piece.len() < size {
        match rustix::io::read(file, spare_capacity(&mut piece)) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    // The memory may be larger than what was asked for; what was read beyond it comes next.
    if let Some(beyond @ 1..) = piece.len().checked_sub(size) {
        piece.truncate(size);
        let mut file = file;
        file.seek_relative(-i64::try_from(beyond).unwrap_or_default())?;
    }
    Ok(piece)
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::S3(reader) => reader.read(buffer),
        }
    }
}
