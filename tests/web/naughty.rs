//! The big list of naughty strings (fixtures/blns) as title, caption, name of a file and reason: every page stands,
//! and each comes back exactly as it was written.

use crate::blns::{file_as, strings};
use crate::office::Served;

/// What a page says between two marks, as a browser reads it.
fn between(page: &str, begin: &str, end: &str) -> String {
    let (_, rest) = page.split_once(begin).unwrap_or_else(|| panic!("no {begin} in {page}"));
    let text = rest.split(end).next().unwrap();
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x60;", "`"), ("&#x3D;", "=")];
    let text = entities.into_iter().fold(text.to_owned(), |text, (entity, char)| text.replace(entity, char));
    text.replace("&amp;", "&")
}

#[test]
fn whatever_somebody_writes_comes_back_as_it_was() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let list = "/counties/c1/evidence";
    for text in strings() {
        let id = file_as(&served, &text);
        let written = text.trim();
        let page = clerk.get(&format!("/evidence/{id}"));
        assert_eq!(page.status, 200, "{text:?}");
        assert_eq!(between(&page.body, "<h1>", "</h1>"), written);
        assert_eq!(between(&page.body, "<dt>人物</dt><dd>", "</dd>"), written);
        assert_eq!(between(&page.body, "退回理由：", "</div>"), written);
        // A name is kept without control characters, which no disk takes.
        let name: String = text.chars().map(|char| if char.is_control() { '_' } else { char }).collect();
        let (_, files) = page.body.split_once("<ul class=\"files\">").unwrap();
        assert_eq!(between(files, "target=\"_blank\" rel=\"noopener\">", "</a>"), name);
        let file = clerk.get(&format!("/evidence/{id}/files/1?keep=1"));
        let (_, encoded) = file.header("content-disposition").split_once("filename*=UTF-8''").unwrap();
        assert_eq!(percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap(), name);
        let newest = clerk.get(list).body;
        let (_, first) = newest.split_once("class=\"piece-link\"").unwrap();
        assert_eq!(between(first, ">", "</a>"), written);
        assert_eq!(between(first, "class=\"reason\">", "</span>"), written);
        let asked = percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC);
        let found = clerk.get(&format!("{list}?q={asked}&item={asked}&unit={asked}&view=wall"));
        assert_eq!(found.status, 200, "{text:?}");
        let found = clerk.get(&format!("{list}?q={asked}"));
        assert!(found.body.contains(&format!("/evidence/{id}")), "{text:?} is not found by itself");
    }
}
