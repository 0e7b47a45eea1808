//! Every listed file's bytes against its checksums, in one pass a file.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::algorithm::{Algorithm, Hasher};
use super::fault::{Fault, FaultKind};
use super::manifest::Manifest;
use super::tree::Tree;

/// How much is read at once, in bytes.
const CHUNK: usize = 256 * 1024;

/// Checks what `manifests` list and `tree` has; what is not there is for others to tell.
pub(super) fn check(tree: &mut Tree, manifests: &[Manifest], faults: &mut Vec<Fault>) {
    let mut wanted: BTreeMap<&str, Vec<(Algorithm, &str)>> = BTreeMap::new();
    for manifest in manifests {
        for (path, checksum) in &manifest.entries {
            wanted.entry(path).or_default().push((manifest.algorithm, checksum));
        }
    }
    let mut buffer = vec![0; CHUNK];
    for (path, checksums) in wanted {
        if tree.has_file(path) && !tree.is_barred(path) {
            let found = check_file(tree, path, &checksums, &mut buffer);
            faults.extend(found.unwrap_or_else(|cause| vec![damaged(path, &cause)]));
        }
    }
}

fn check_file(
    tree: &mut Tree,
    path: &str,
    checksums: &[(Algorithm, &str)],
    buffer: &mut [u8],
) -> io::Result<Vec<Fault>> {
    let size = tree.files().get(path).copied().unwrap_or_default();
    let mut hashers: Vec<Hasher> = checksums.iter().map(|(algorithm, _)| algorithm.hasher()).collect();
    let (read, end) = hash(&mut *tree.open(path)?, size, &mut hashers, buffer);
    if read != size {
        return Err(end
            .err()
            .unwrap_or_else(|| io::Error::other("the file has another length than its entry says")));
    }
    let found: Vec<String> = hashers.into_iter().map(Hasher::finish).collect();
    let wrong: Vec<Fault> = checksums
        .iter()
        .zip(found)
        .filter(|((_, expected), found)| expected != found)
        .map(|((algorithm, expected), found)| {
            Fault::new(FaultKind::WrongChecksum)
                .with("path", path)
                .with("algorithm", algorithm.name())
                .with("expected", expected)
                .with("found", found)
        })
        .collect();
    match end {
        // A ZIP has sums of its own, which fail at the end; the checksums tell such damage better.
        Err(cause) if wrong.is_empty() => Err(cause),
        _ => Ok(wrong),
    }
}

/// The fault of a file that cannot be read to its end.
pub(super) fn damaged(path: &str, cause: &io::Error) -> Fault {
    tracing::warn!(path, %cause, "a file of the bag could not be read to its end");
    Fault::new(FaultKind::Damaged).with("path", path)
}

/// Feeds the hashers until the end, a failure, or more than `size` bytes; gives what was read.
fn hash(
    reader: &mut dyn Read,
    size: u64,
    hashers: &mut [Hasher],
    buffer: &mut [u8],
) -> (u64, io::Result<()>) {
    let mut total: u64 = 0;
    loop {
        let read = match reader.read(buffer) {
            Ok(read) => read,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(cause) => return (total, Err(cause)),
        };
        let chunk = buffer.get(..read).unwrap_or_default();
        total = total.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if chunk.is_empty() || total > size {
            return (total, Ok(()));
        }
        hashers.iter_mut().for_each(|hasher| hasher.update(chunk));
    }
}
