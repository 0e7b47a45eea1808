//! A file of the store on its way out, from its beginning or from a place inside.

use std::fs::File;
use std::io::{self, Read, Take};

use super::s3::S3Reader;

/// Bytes of a blob, streamed.
#[derive(Debug)]
pub enum BlobReader {
    /// From a folder.
    File(Take<File>),
    /// From a bucket.
    S3(S3Reader),
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::S3(reader) => reader.read(buffer),
        }
    }
}
