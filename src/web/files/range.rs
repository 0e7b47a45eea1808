//! The `Range` header of RFC 9110: one range of bytes. Several at once get the whole file, which is allowed.

/// What a request asks of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it.
    Whole,
    /// From the first to the last byte named, both counted from zero.
    Part { first: u64, last: u64 },
    /// Bytes that are not there.
    Nothing,
}

/// Reads the header's value for a file of `size` bytes; what is no range of bytes is as if it were not there.
pub(super) fn read(value: &str, size: u64) -> Asked {
    let Some((unit, ranges)) = value.split_once('=') else { return Asked::Whole };
    let Some((first, last)) = ranges.trim().split_once('-') else { return Asked::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Asked::Whole;
    }
    match (first.trim(), last.trim()) {
        ("", suffix) => digits(suffix).map_or(Asked::Whole, |length| end(length, size)),
        (first, "") => digits(first).map_or(Asked::Whole, |first| part(first, u64::MAX, size)),
        (first, last) => match (digits(first), digits(last)) {
            (Some(first), Some(last)) if first <= last => part(first, last, size),
            _ => Asked::Whole,
        },
    }
}

fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn part(first: u64, last: u64, size: u64) -> Asked {
    match size.checked_sub(1) {
        Some(end) if first <= end => Asked::Part { first, last: last.min(end) },
        _ => Asked::Nothing,
    }
}

fn end(length: u64, size: u64) -> Asked {
    if length == 0 { Asked::Nothing } else { part(size.saturating_sub(length), u64::MAX, size) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let part = |first, last| Asked::Part { first, last };
        for (value, expected) in [
            ("bytes=0-0", part(0, 0)),
            ("bytes=2-5", part(2, 5)),
            ("bytes=2-", part(2, 9)),
            ("bytes=-3", part(7, 9)),
            ("bytes=-30", part(0, 9)),
            ("bytes=5-99999999999999", part(5, 9)),
            ("Bytes = 1-2", part(1, 2)),
            ("bytes=10-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=5-2", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=0-1,4-5", Asked::Whole),
            ("items=0-1", Asked::Whole),
            ("0-1", Asked::Whole),
        ] {
            assert_eq!(read(value, 10), expected, "{value}");
        }
        assert_eq!(read("bytes=0-", 0), Asked::Nothing);
    }
}
