//! How much an archive may ask of the machine that verifies it.

/// Limits of a verification; the defaults hold every archive that this product makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerifyLimits {
    /// Files and folders.
    pub entries: usize,
    /// Bytes of all files together, unpacked.
    pub bytes: u64,
    /// How many times its packed size a file over [`VerifyLimits::ratio_from`] may have.
    pub ratio: u64,
    /// Bytes, unpacked, from which the ratio counts; small files pack well without being bombs.
    pub ratio_from: u64,
    /// Bytes of one manifest or other tag file that is read as text.
    pub tag_file_bytes: u64,
    /// Bytes of one line of a tag file.
    pub line_bytes: usize,
}

impl Default for VerifyLimits {
    fn default() -> Self {
        Self {
            entries: 1_000_000,
            bytes: 1 << 40,
            ratio: 200,
            ratio_from: 16 << 20,
            tag_file_bytes: 256 << 20,
            line_bytes: 64 << 10,
        }
    }
}
