//! Sizes of files as people read them.

/// A size in decimal units with one digit, as file managers show them.
pub fn human_size(bytes: u64) -> String {
    let units: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    for (unit, name) in units {
        if bytes >= unit {
            let tenths = bytes.saturating_mul(10) / unit;
            return format!("{}.{} {name}", tenths / 10, tenths % 10);
        }
    }
    format!("{bytes} B")
}

#[cfg(test)]
mod tests {
    use super::human_size;

    #[test]
    fn sizes_have_one_digit_and_a_unit() {
        for (bytes, said) in
            [(0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (1_550_000, "1.5 MB"), (2_000_000_000, "2.0 GB")]
        {
            assert_eq!(human_size(bytes), said);
        }
    }
}
