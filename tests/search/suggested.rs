//! The index knows pairs of characters: what has the pairs of a word and not the word is neither shown nor counted.

use yingjian::ops::evidence::list;
use yingjian::ops::search::{Asked, Reach, find};

use yingjian::store::evidence::Filter;

use crate::office::office;
use crate::{asked, filed, found, ids, read};

#[test]
fn a_paper_with_the_pairs_of_a_word_but_not_the_word_is_no_hit() {
    let (_folder, office) = office();
    let apart = filed(&office, "c1", "甲", ("一.txt", "落实优待政策，等待金秋发放通知，现金发完。"));
    let whole = filed(&office, "c1", "乙", ("二.txt", "各社區優待金發放到位。"));
    let titled = filed(&office, "c1", "优待金发放表", ("三.txt", "名单见后"));
    let named = filed(&office, "c1", "优待政策与待金、金发、发放", ("优待金发放.txt", "无"));
    read(&office, &[&apart, &whole, &titled, &named]);
    for question in ["优待金发放", "優待金發放", "优待金", "待金发放"] {
        let page = found(&office, "c1", question);
        assert_eq!(ids(&page), [named.clone(), titled.clone(), whole.clone()], "{question}");
        assert_eq!((page.count, page.at_most), (3, false), "{question}");
        let filter = Filter { text: Some(question.into()), limit: 10, ..Filter::default() };
        assert_eq!(list(&office, ("r", "c1"), &filter).unwrap().pieces.len(), 3, "{question}");
    }
    // Each word has to be there, and it may be in another place than the others.
    assert_eq!(ids(&found(&office, "c1", "优待金发放 名单见")), [titled]);
    assert_eq!(found(&office, "c1", "落实优待 优待金发放").count, 0);
    assert_eq!(ids(&found(&office, "c1", "落实优待")), [apart]);
}

#[test]
fn more_than_can_be_looked_at_are_counted_as_at_most_and_shown_only_if_so() {
    let (_folder, office) = office();
    let mut mine = Vec::new();
    for number in 0..520 {
        // Every third has the word; the others only its pairs.
        let title = if number % 3 == 0 { "优待金发放" } else { "优待、待金、金发、发放" };
        let id = filed(&office, "c1", title, ("一.txt", "无"));
        if number % 3 == 0 {
            mine.push(id);
        }
    }
    mine.reverse();
    let (mut seen, mut next) = (Vec::new(), None);
    loop {
        let asked = Asked { after: next, limit: 100, ..asked("优待金发放") };
        let page = find(&office, ("r", Reach::County("c1")), &asked).unwrap();
        assert_eq!((page.count, page.at_most), (520, true));
        seen.extend(ids(&page));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(seen, mine);
    // What the index knows as it is, is counted as it is.
    let pair = found(&office, "c1", "优待");
    assert_eq!((pair.count, pair.at_most), (520, false));
}
