//! The tag files of a bag: its declaration, its description and its manifests, as bytes.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::write::Bag;

/// The version and encoding that every bag of ours declares (RFC 8493, 2.1.1).
const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The tag files of `bag` with their names, in the order in which they are packed.
pub(super) fn tag_files(bag: &Bag) -> Vec<(&'static str, Vec<u8>)> {
    let mut files = vec![
        ("bagit.txt", DECLARATION.as_bytes().to_vec()),
        ("bag-info.txt", description(bag).into_bytes()),
        ("manifest-sha256.txt", payload_manifest(bag).into_bytes()),
    ];
    let mut tag_manifest = String::new();
    for (name, bytes) in &files {
        tag_manifest.push_str(&manifest_line(&HEXLOWER.encode(&Sha256::digest(bytes)), name));
    }
    files.push(("tagmanifest-sha256.txt", tag_manifest.into_bytes()));
    files
}

fn description(bag: &Bag) -> String {
    let bytes = bag.entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.size));
    let own = [
        ("Payload-Oxum".to_owned(), format!("{bytes}.{}", bag.entries.len())),
        ("Bag-Software-Agent".to_owned(), format!("yingjian {}", env!("CARGO_PKG_VERSION"))),
    ];
    bag.info
        .iter()
        .chain(&own)
        .map(|(label, value)| format!("{}: {}\n", one_line(label).replace(':', "-"), one_line(value)))
        .collect()
}

fn payload_manifest(bag: &Bag) -> String {
    bag.entries.iter().map(|entry| manifest_line(&entry.sha256, &format!("data/{}", entry.path))).collect()
}

fn manifest_line(hash: &str, path: &str) -> String {
    format!("{hash}  {}\n", escaped(path))
}

/// RFC 8493, 2.1.3: line ends and the percent sign are escaped, and nothing else.
fn escaped(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A description's element is one line; what would start another becomes a space.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    spaced.trim().to_owned()
}
