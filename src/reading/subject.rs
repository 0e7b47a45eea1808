//! Whom a clause is about: 驻区部队先后植树, and not 慰问部队.

/// What stands before a word that people do something for, or with: 慰问部队 is not about 部队.
const OBJECTS: [&str; 18] = [
    "和", "慰问", "走访", "看望", "支持", "服务", "帮", "助", "为", "给", "向", "与", "同", "对", "到", "赴",
    "进", "送",
];

/// How far behind the beginning of its clause a subject begins, in characters: 驻区各部队.
const SUBJECT: usize = 6;

/// Whether what begins here is whom its clause is about.
pub(super) fn is_subject(text: &str, start: usize) -> bool {
    let signs = |char: char| matches!(char, '。' | '!' | '?' | ';' | ',' | ':' | '、' | ')' | '"');
    let before = text.get(..start).unwrap_or_default();
    let mut back = before.char_indices().rev();
    let near: Vec<(usize, char)> = back.by_ref().take(SUBJECT + 1).collect();
    let clause = near.iter().find(|(_, char)| signs(*char)).map(|(at, char)| at + char.len_utf8());
    let begins = (near.len() <= SUBJECT).then_some(0);
    clause.or(begins).is_some_and(|clause| is_clear(before.get(clause..).unwrap_or_default()))
}

fn is_clear(before: &str) -> bool {
    !OBJECTS.iter().any(|object| before.contains(object))
}
