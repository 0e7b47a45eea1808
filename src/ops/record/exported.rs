//! Checking a copy of the record without the database: the signature, then the chain.

use std::fs::File;
use std::io::{BufRead, BufReader, Seek};

use super::export::{Head, Line};
use super::key;
use crate::ops::OpsError;
use crate::store::chain::{Break, Link, Walk};

/// A copy in which everything is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Where its chain ends.
    pub end: Link,
}

/// Why a copy is not to be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not signed by the holder of the key.
    Signature,
    /// A line is none that we write.
    Line(usize),
    /// The chain does not hold.
    Broken(Break),
    /// It does not end where it says.
    End(Link),
}

/// Checks a copy with its signature and the public key of the office.
///
/// # Errors
/// When the file can't be read.
pub fn verify_file(
    mut file: &File,
    (public, signature): (&str, &[u8]),
    anchors: &[Link],
) -> Result<Result<Verified, Refusal>, OpsError> {
    if !key::is_signed(public, signature, file)? {
        return Ok(Err(Refusal::Signature));
    }
    file.rewind()?;
    check_lines(BufReader::new(file), anchors)
}

fn check_lines(lines: impl BufRead, anchors: &[Link]) -> Result<Result<Verified, Refusal>, OpsError> {
    let mut lines = lines.lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let Some(head) = serde_json::from_str::<Head>(&first).ok().filter(Head::is_known) else {
        return Ok(Err(Refusal::Line(1)));
    };
    let mut walk = Walk::past(anchors);
    for (number, line) in (2..).zip(lines) {
        let Some(entry) = serde_json::from_str::<Line>(&line?).ok().and_then(Line::entry) else {
            return Ok(Err(Refusal::Line(number)));
        };
        if let Err(broken) = walk.step(&entry) {
            return Ok(Err(Refusal::Broken(broken)));
        }
    }
    Ok(match walk.end() {
        Ok(end) if end == head.end => Ok(Verified { end }),
        Ok(_) => Err(Refusal::End(head.end)),
        Err(broken) => Err(Refusal::Broken(broken)),
    })
}
