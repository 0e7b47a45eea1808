//! `fetch.txt`: files that the bag leaves to be fetched (RFC 8493, 2.2.3). Nothing is ever fetched.

use std::collections::BTreeMap;

use super::fault::{Fault, FaultKind};
use super::paths::resolve;
use super::text::lines;
use super::tree::Tree;

/// The file's name.
pub(super) const FILE: &str = "fetch.txt";

/// The addresses by path; lines that cannot be taken are faults.
pub(super) fn read(text: &str, tree: &Tree, faults: &mut Vec<Fault>) -> BTreeMap<String, String> {
    let mut addresses = BTreeMap::new();
    for (number, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()) {
        let about = |kind| Fault::new(kind).with("file", FILE).with("line", number);
        let Some((address, written)) = split(line) else {
            faults.push(about(FaultKind::BadLine).with("text", line.escape_debug()));
            continue;
        };
        match resolve(written, tree) {
            None => faults.push(about(FaultKind::UnsafePath).with("path", written.escape_debug())),
            Some(listed) if !listed.path.starts_with("data/") => {
                faults
                    .push(Fault::new(FaultKind::OutsidePayload).with("file", FILE).with("path", listed.path));
            }
            Some(listed) if addresses.contains_key(&listed.path) => {
                faults.push(about(FaultKind::DuplicateLine).with("path", listed.path));
            }
            Some(listed) => {
                addresses.insert(listed.path, address.to_owned());
            }
        }
    }
    addresses
}

/// The address and the path of a line of the form `url length filepath`.
fn split(line: &str) -> Option<(&str, &str)> {
    let (address, rest) = line.split_once([' ', '\t'])?;
    let (length, path) = rest.trim_start_matches([' ', '\t']).split_once([' ', '\t'])?;
    let path = path.trim_start_matches([' ', '\t']);
    let is_length = length == "-" || (!length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()));
    (address.contains(':') && is_length && !path.is_empty()).then_some((address, path))
}
