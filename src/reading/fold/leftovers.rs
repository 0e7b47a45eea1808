//! What is left of HTML in a text that was copied from a page: tags, and characters by their names.

/// The longest tag that is taken for one, in bytes; office programs write long ones.
const LONGEST_TAG: usize = 600;

/// Tags that end a line, and tags that don't.
const OF_BLOCKS: [&str; 22] = [
    "p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section",
    "article", "tbody", "thead", "center", "body", "html",
];
const INSIDE_LINES: [&str; 22] = [
    "span", "a", "b", "i", "u", "s", "strong", "em", "font", "td", "th", "img", "sup", "sub", "o", "st1",
    "w", "v", "col", "input", "meta", "head",
];

/// A tag at the beginning of this: its length, and whether it ends a line.
pub(super) fn tag(rest: &str) -> Option<(usize, bool)> {
    let inside = rest.strip_prefix('<')?;
    if inside.starts_with("!--") {
        let (end, _) = inside.char_indices().take(LONGEST_TAG).find(|(at, _)| ends_comment(inside, *at))?;
        return Some((1 + end + 3, false));
    }
    let named = inside.strip_prefix('/').unwrap_or(inside);
    let name: String = named.chars().take_while(char::is_ascii_alphanumeric).take(8).collect();
    let name = name.to_ascii_lowercase();
    let block = OF_BLOCKS.contains(&name.as_str());
    if !block && !INSIDE_LINES.contains(&name.as_str()) {
        return None;
    }
    let after = named.chars().nth(name.len())?;
    if !(after.is_whitespace() || matches!(after, '/' | '>' | ':')) {
        return None;
    }
    let length = inside.bytes().take(LONGEST_TAG).position(|byte| matches!(byte, b'>' | b'<'))?;
    (inside.as_bytes().get(length) == Some(&b'>')).then_some((length + 2, block))
}

fn ends_comment(inside: &str, at: usize) -> bool {
    at >= 3 && inside.get(at..).is_some_and(|rest| rest.starts_with("-->"))
}

/// Names of characters that pages and office programs leave behind.
const NAMES: [(&str, char); 32] = [
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("bdquo", '“'),
    ("quot", '"'),
    ("apos", '\''),
    ("laquo", '《'),
    ("raquo", '》'),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '·'),
    ("times", '×'),
    ("divide", '÷'),
    ("deg", '°'),
    ("yen", '¥'),
    ("permil", '‰'),
    ("plusmn", '±'),
    ("sup2", '²'),
    ("sim", '~'),
    ("ge", '≥'),
    ("le", '≤'),
    ("shy", '\u{ad}'),
];

/// A character by its name or number at the beginning of this: the length, and the character.
pub(super) fn entity(rest: &str) -> Option<(usize, char)> {
    let mut inside = rest.strip_prefix('&')?;
    for _ in 0..3 {
        inside = inside.strip_prefix("amp;").unwrap_or(inside);
    }
    let before = rest.len() - inside.len();
    let length =
        inside.bytes().take(9).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let name = inside.get(..length)?;
    let char = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, char)| *char)?,
    };
    let ended = inside.as_bytes().get(length) == Some(&b';');
    (ended || name.len() > 3).then_some((before + length + usize::from(ended), char))
}

fn numbered(number: &str) -> Option<char> {
    let hexadecimal = number.strip_prefix(['x', 'X']);
    let code = hexadecimal.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
    code.and_then(char::from_u32)
}

/// How a character is read, in brackets behind it: pages that were converted badly leave 總結(jié) behind.
pub(super) fn reading(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix(['(', '（'])?;
    let letters: Vec<char> = inside
        .chars()
        .take(40)
        .take_while(|letter| letter.is_ascii_lowercase() || is_toned(*letter))
        .collect();
    let end: usize = letters.iter().map(|letter| letter.len_utf8()).sum();
    let closed = inside.get(end..)?.chars().next().filter(|char| matches!(char, ')' | '）'))?;
    let opened = rest.len() - inside.len();
    letters.iter().any(|letter| is_toned(*letter)).then_some(opened + end + closed.len_utf8())
}

/// Vowels with a tone of Mandarin.
fn is_toned(letter: char) -> bool {
    "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü".contains(letter)
}
