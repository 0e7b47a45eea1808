//! Holds a file of a package to the size that the package says.

use std::io::{self, Read};

use crate::intake::IntakeError;

use super::Listed;

/// A reader that ends with an error when more bytes come than were said, and remembers every fault,
/// whatever becomes of the error on its way through the code that reads.
pub(super) struct Guard<'a> {
    inner: &'a mut dyn Read,
    listed: &'a Listed,
    left: u64,
    fault: Option<IntakeError>,
}

impl<'a> Guard<'a> {
    pub(super) fn new(inner: &'a mut dyn Read, listed: &'a Listed) -> Self {
        Self { inner, listed, left: listed.size, fault: None }
    }

    /// # Errors
    /// The fault that came while it was read.
    pub(super) fn finish(self) -> Result<(), IntakeError> {
        self.fault.map_or(Ok(()), Err)
    }

    fn damaged(&mut self, said: io::Error) -> io::Error {
        let (kind, text) = (said.kind(), said.to_string());
        self.fault = Some(IntakeError::Damaged { path: self.listed.path.clone(), source: Some(said) });
        io::Error::new(kind, text)
    }

    /// At the size that was said the stream must end; this also lets it check its sum.
    fn at_end(&mut self) -> io::Result<usize> {
        match self.inner.read(&mut [0]) {
            Ok(0) => Ok(0),
            Ok(_) => {
                let Listed { path, size, .. } = self.listed;
                self.fault = Some(IntakeError::MoreThanSaid { path: path.clone(), said: *size });
                Err(io::Error::other("more bytes than the package says"))
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => Err(self.damaged(error)),
        }
    }
}

impl Read for Guard<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            return self.at_end();
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
        let read = self.inner.read(bytes.get_mut(..most).unwrap_or_default());
        match read {
            Ok(0) => Err(self.damaged(io::ErrorKind::UnexpectedEof.into())),
            Ok(read) => {
                self.left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
                Ok(read)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => Err(self.damaged(error)),
        }
    }
}
