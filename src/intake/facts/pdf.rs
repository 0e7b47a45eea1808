//! Title and day of a PDF, from its information dictionary.

use std::path::Path;

use lopdf::{Dictionary, Document, LoadOptions, Object, decode_text_string};

use super::{Facts, day};

/// Larger files are not read for this: the reader wants them whole in memory.
const MAX_BYTES: u64 = 32 << 20;
/// The most that a stream of the file's own directory may unpack to.
const MAX_UNPACKED: usize = 8 << 20;

pub(super) fn facts(path: &Path) -> Facts {
    read(path).unwrap_or_default()
}

fn read(path: &Path) -> Option<Facts> {
    if path.metadata().ok()?.len() > MAX_BYTES {
        return None;
    }
    let options = LoadOptions { max_decompressed_size: Some(MAX_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_with_options(path, options).ok()?;
    let info = match document.trailer.get(b"Info").ok()? {
        Object::Reference(id) => document.get_dictionary(*id).ok()?,
        Object::Dictionary(info) => info,
        _ => return None,
    };
    Some(Facts { title: text(info, b"Title"), day: text(info, b"CreationDate").and_then(|text| day(&text)) })
}

fn text(info: &Dictionary, name: &[u8]) -> Option<String> {
    decode_text_string(info.get(name).ok()?).ok()
}
