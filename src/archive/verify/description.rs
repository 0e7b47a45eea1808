//! `bag-info.txt`: its form and the count of bytes and files that it promises (RFC 8493, 2.2.2).

use super::declaration::Version;
use super::fault::{Fault, FaultKind};
use super::text::lines;

/// Bytes and files of a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Count {
    pub(super) bytes: u64,
    pub(super) files: usize,
}

/// Checks `text`, the file `file`, against the payload that is there.
pub(super) fn check(file: &str, text: &str, version: Version, there: Count) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut promises = Vec::new();
    for (number, line) in lines(text) {
        match element(line, version) {
            Some((label, value)) if label.eq_ignore_ascii_case("Payload-Oxum") => promises.push(value),
            Some(_) => {}
            // The drafts before 1.0 were read generously, so only 1.0 is held to the form.
            None if version.is_strict() => faults.push(
                Fault::new(FaultKind::BadLine)
                    .with("file", file)
                    .with("line", number)
                    .with("text", line.escape_debug()),
            ),
            None => {}
        }
    }
    if promises.len() > 1 && version.is_strict() {
        faults.push(Fault::new(FaultKind::RepeatedOxum).with("file", file));
    }
    faults.extend(promises.into_iter().filter_map(|promise| check_promise(file, promise, there)));
    faults
}

/// The label and value of a line; both are empty in a line that goes on with the one before.
fn element(line: &str, version: Version) -> Option<(&str, &str)> {
    if line.trim().is_empty() || line.starts_with([' ', '\t']) {
        return Some(("", ""));
    }
    let (label, value) = line.split_once(':')?;
    let is_exact = !label.ends_with([' ', '\t']) && (value.is_empty() || value.starts_with([' ', '\t']));
    (is_exact || !version.is_strict()).then(|| (label.trim(), value.trim()))
}

fn check_promise(file: &str, promise: &str, there: Count) -> Option<Fault> {
    let about = |kind| Fault::new(kind).with("file", file).with("promised", promise.escape_debug());
    let number = |digits: &str| {
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u64>().ok()).flatten()
    };
    let parsed = promise.split_once('.').and_then(|(bytes, files)| Some((number(bytes)?, number(files)?)));
    let Some((bytes, files)) = parsed else {
        return Some(about(FaultKind::BadOxum));
    };
    let is_right = bytes == there.bytes && usize::try_from(files).is_ok_and(|files| files == there.files);
    (!is_right).then(|| about(FaultKind::WrongOxum).with("found", format!("{}.{}", there.bytes, there.files)))
}
