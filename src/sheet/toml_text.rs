//! Building TOML text, key by key. Knows the syntax only, none of the keys.

use rust_decimal::Decimal;

/// A TOML text that grows.
#[derive(Debug, Default)]
pub(super) struct TomlText {
    text: String,
    /// The table in which sub-tables open, such as `item.rule`; empty at the top.
    within: String,
}

impl TomlText {
    /// A text whose sub-tables open within a table that is not part of it.
    pub(super) fn within(table: &str) -> Self {
        Self { text: String::new(), within: table.to_owned() }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Opens an element of a list of tables.
    pub(super) fn element(&mut self, list: &str) {
        self.text.push_str(&format!("\n[[{list}]]\n"));
    }

    /// Opens an element of a list within an element.
    pub(super) fn nested_element(&mut self, list: &str) {
        self.text.push_str(&format!("[[{list}]]\n"));
    }

    /// Opens a table below the one that this text is within.
    pub(super) fn table(&mut self, name: &str) {
        let dot = if self.within.is_empty() { "" } else { "." };
        self.text.push_str(&format!("[{}{dot}{name}]\n", self.within));
    }

    /// Adds what was built apart.
    pub(super) fn append(&mut self, other: &str) {
        self.text.push_str(other);
    }

    pub(super) fn line(&mut self, key: &str, value: &str) {
        self.text.push_str(&format!("{key} = {value}\n"));
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.line(key, &quoted(text));
    }

    pub(super) fn number(&mut self, key: &str, number: Decimal) {
        self.line(key, &digits(number));
    }

    pub(super) fn count(&mut self, key: &str, count: u32) {
        self.line(key, &count.to_string());
    }

    pub(super) fn flag(&mut self, key: &str, flag: bool) {
        self.line(key, if flag { "true" } else { "false" });
    }

    pub(super) fn texts(&mut self, key: &str, texts: &[String]) {
        self.line(key, &list(texts));
    }

    /// A list with an element a line; the elements are TOML already.
    pub(super) fn lines(&mut self, key: &str, elements: &[String]) {
        let lines: String = elements.iter().map(|element| format!("    {element},\n")).collect();
        self.line(key, &format!("[\n{lines}]"));
    }
}

/// A list of strings on one line.
pub(super) fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A number with a decimal point, as all points in a sheet have.
pub(super) fn digits(number: Decimal) -> String {
    let digits = number.normalize().to_string();
    if digits.contains('.') { digits } else { format!("{digits}.0") }
}

/// A basic string.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back_the_same() {
        for text in ["", "a\"b\\c", "一\n二\t三", "\u{7f}\u{0}", "'''", "#x"] {
            let parsed: toml::Table = format!("key = {}", quoted(text)).parse().unwrap();
            assert_eq!(parsed.get("key").and_then(toml::Value::as_str), Some(text));
        }
    }
}
