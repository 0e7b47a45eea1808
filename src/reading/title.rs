//! Titles: a text that begins with 双拥工作汇报 claims nothing by it.

use std::ops::Range;

use super::fold::Folded;

/// With these a title ends.
const DOCUMENTS: [&str; 32] = [
    "纪要",
    "简介",
    "总述",
    "公告",
    "汇总表",
    "报告",
    "汇报",
    "总结",
    "小结",
    "说明",
    "一览表",
    "自评表",
    "统计表",
    "推荐表",
    "申报表",
    "登记表",
    "评分表",
    "材料",
    "纪实",
    "事迹",
    "简报",
    "情况",
    "讲话",
    "发言",
    "通报",
    "综述",
    "清单",
    "报道",
    "文件",
    "台账",
    "提纲",
    "自评",
];

/// The longest title, in characters.
const TITLE: usize = 45;

/// Where the title ends that begins a paragraph: the name of a kind of document, and a gap or the end behind it.
pub(super) fn title_end(folded: &Folded<'_>, sentence: &Range<usize>) -> Option<usize> {
    let breaks = folded.breaks();
    let next = breaks.partition_point(|line| line.at < sentence.start);
    let begins = sentence.start == 0 || breaks.get(next).is_some_and(|line| line.at == sentence.start);
    let text = folded.text().get(sentence.clone()).filter(|_| begins)?;
    let mut found = None;
    for (at, char) in text.char_indices().take(TITLE) {
        let end = at + char.len_utf8();
        if matches!(char, '。' | ',' | ';' | ':') || (at == 0 && is_number(char)) {
            break;
        }
        let name = text.get(..end).unwrap_or_default();
        let place = sentence.start + end;
        let ends = place >= folded.text().len() || !folded.gap(place).is_empty();
        if is_document(name) && (ends || is_closed(folded, (sentence.start, place))) {
            found = Some(place);
        }
    }
    found
}

fn is_number(char: char) -> bool {
    char.is_ascii_digit() || "一二三四五六七八九十(·-".contains(char)
}

pub(super) fn is_document(name: &str) -> bool {
    let bare = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map_or(name, |(name, _)| name);
    DOCUMENTS.iter().any(|document| bare.ends_with(document))
}

/// A sign behind the title: 自查报告：, and 自查报告。 at the beginning of all.
fn is_closed(folded: &Folded<'_>, (start, end): (usize, usize)) -> bool {
    let behind = folded.text().get(end..).and_then(|rest| rest.chars().next());
    behind == Some(':') || (behind == Some('。') && start == 0)
}
