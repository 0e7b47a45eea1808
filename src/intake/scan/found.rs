//! What `tesseract` tells of a picture, as lines of words. It sees letters in leaves and faces, too, so words that it
//! is not sure of are left out, and what is left must be enough to be a text.

/// How sure it must be of a word, in hundredths.
const SURE: f64 = 40.0;
/// The fewest characters of a text.
const FEWEST: usize = 4;

/// The lines of its table.
pub(super) fn lines(table: &str) -> String {
    let mut lines: Vec<(String, String)> = Vec::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [_, page, block, paragraph, line, _, _, _, _, _, sure, word] = cells.as_slice() else { continue };
        let (Ok(sure), word) = (sure.parse::<f64>(), word.trim()) else { continue };
        if sure < SURE || word.is_empty() {
            continue;
        }
        let place = [*page, *block, *paragraph, *line].join(".");
        match lines.last_mut().filter(|(last, _)| *last == place) {
            Some((_, text)) => join(text, word),
            None => lines.push((place, word.to_owned())),
        }
    }
    let text = lines.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n");
    let letters = text.chars().filter(|char| char.is_alphanumeric()).count();
    if letters < FEWEST { String::new() } else { text }
}

/// Words of letters have a space between them, Chinese ones have none.
fn join(text: &mut String, word: &str) {
    let narrow = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
    if narrow(text.chars().last()) && narrow(word.chars().next()) {
        text.push(' ');
    }
    text.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u8, sure: &str, word: &str) -> String {
        format!("5\t1\t1\t1\t{line}\t1\t0\t0\t9\t9\t{sure}\t{word}")
    }

    #[test]
    fn words_that_are_sure_enough_become_lines() {
        let table = [
            "head".to_owned(),
            row(1, "96.2", "双拥"),
            row(1, "91", "工作"),
            row(1, "12", "闫"),
            row(2, "90", "Page"),
            row(2, "90", "two"),
            row(2, "-1", ""),
            "broken".to_owned(),
        ];
        assert_eq!(lines(&table.join("\n")), "双拥工作\nPage two");
    }

    #[test]
    fn a_few_letters_in_a_photo_are_no_text() {
        assert_eq!(lines(&["head".to_owned(), row(1, "80", "人口")].join("\n")), "");
        assert_eq!(lines(""), "");
    }
}
