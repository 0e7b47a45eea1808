//! The user manual: the Markdown chapters of `docs/manual`, shipped inside the binary, as pages.
//!
//! It is written in Chinese alone, whatever language the pages around it have. A chapter's file name is its
//! place in the order and its address; chapters link to each other by file name, as they do in a folder.

use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::web::error::WebError;
use crate::web::guard::Member;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

#[derive(RustEmbed)]
#[folder = "docs/manual"]
struct Files;

/// The chapters in the order of their file names, made into HTML once.
static CHAPTERS: LazyLock<Vec<Chapter>> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().filter(|name| name.ends_with(ENDING)).collect();
    names.sort();
    names.iter().filter_map(|name| Some(Chapter::read(name, &Files::get(name)?.data))).collect()
});

const ENDING: &str = ".md";

struct Chapter {
    id: String,
    title: String,
    sections: Vec<Section>,
    body: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Section {
    anchor: String,
    title: String,
}

#[derive(Serialize)]
struct ManualView {
    chapters: Vec<ChapterLink>,
    body: &'static str,
    next: Option<ChapterLink>,
}

#[derive(Serialize)]
struct ChapterLink {
    address: String,
    title: String,
    current: bool,
    sections: Vec<Section>,
}

/// The first chapter, with the contents of all.
pub(in crate::web) fn show_manual(cx: &Context, _right: Member) -> Answer {
    CHAPTERS.first().ok_or(WebError::NotFound).and_then(|chapter| show(cx, chapter))
}

/// One chapter.
pub(in crate::web) fn show_chapter(cx: &Context, _right: Member) -> Answer {
    let id = cx.asked.param("chapter").unwrap_or_default();
    let chapter = CHAPTERS.iter().find(|chapter| chapter.id == id).ok_or(WebError::NotFound)?;
    show(cx, chapter)
}

fn show(cx: &Context, shown: &'static Chapter) -> Answer {
    let link = |chapter: &Chapter| {
        let current = chapter.id == shown.id;
        let sections = if current { chapter.sections.clone() } else { Vec::new() };
        ChapterLink { address: address(&chapter.id), title: chapter.title.clone(), current, sections }
    };
    let next = CHAPTERS.iter().skip_while(|chapter| chapter.id != shown.id).nth(1);
    let view =
        ManualView { chapters: CHAPTERS.iter().map(link).collect(), body: &shown.body, next: next.map(link) };
    Page::new(cx, "manual", shown.title.clone()).reply(&view)
}

fn address(chapter: &str) -> String {
    format!("/manual/{chapter}")
}

impl Chapter {
    fn read(name: &str, bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut events: Vec<Event<'_>> = Parser::new_ext(&text, Options::ENABLE_TABLES).collect();
        let title = take_title(&mut events);
        let sections = anchor_headings(&mut events);
        let mut body = String::new();
        html::push_html(&mut body, harmless(events));
        Self { id: name.trim_end_matches(ENDING).to_owned(), title, sections, body }
    }
}

/// The chapter's first heading, which the page shows above the text, out of the text.
fn take_title(events: &mut Vec<Event<'_>>) -> String {
    let is_end = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Heading(HeadingLevel::H1)));
    let end = events.iter().position(is_end).map_or(0, |end| end.saturating_add(1));
    let head: Vec<Event<'_>> = events.drain(..end).collect();
    text_of(&head)
}

/// Gives every heading an anchor, and lists those of the second level.
fn anchor_headings(events: &mut [Event<'_>]) -> Vec<Section> {
    let mut sections = Vec::new();
    for at in 0..events.len() {
        let rest = events.get(at..).unwrap_or_default();
        let Some(Event::Start(Tag::Heading { level, .. })) = rest.first() else { continue };
        let level = *level;
        let end = rest.iter().position(|event| matches!(event, Event::End(TagEnd::Heading(_))));
        let title = text_of(rest.get(..end.unwrap_or(0)).unwrap_or_default());
        let anchor = anchor(&title);
        if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(at) {
            *id = Some(CowStr::from(anchor.clone()));
        }
        if level == HeadingLevel::H2 {
            sections.push(Section { anchor, title });
        }
    }
    sections
}

fn text_of(events: &[Event<'_>]) -> String {
    let text = |event: &Event<'_>| match event {
        Event::Text(text) | Event::Code(text) => Some(text.to_string()),
        _ => None,
    };
    events.iter().filter_map(text).collect()
}

/// The anchor of a heading, as other programs make it: letters and digits stay, blanks become dashes.
fn anchor(title: &str) -> String {
    let kept = title.chars().filter_map(|char| match char {
        ' ' | '-' => Some('-'),
        char if char.is_alphanumeric() => Some(char),
        _ => None,
    });
    kept.collect::<String>().to_lowercase()
}

/// Raw HTML becomes text, links lead to chapters and pages of this program, and others are no links.
fn harmless<'a>(events: Vec<Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut foreign = false;
    events.into_iter().filter_map(move |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let here = own_address(&dest_url);
            foreign = here.is_none();
            here.map(|dest| Event::Start(Tag::Link { link_type, dest_url: dest.into(), title, id }))
        }
        Event::End(TagEnd::Link) => (!foreign).then_some(Event::End(TagEnd::Link)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        other => Some(other),
    })
}

/// Where a link of a chapter leads in this program.
fn own_address(link: &str) -> Option<String> {
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let hash = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    match file.strip_suffix(ENDING) {
        Some(chapter) if Files::get(file).is_some() => Some(format!("{}{hash}", address(chapter))),
        _ if file.is_empty() => Some(hash),
        _ if file.starts_with('/') && !file.starts_with("//") => Some(link.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Chapter;

    #[test]
    fn raw_html_is_text_and_foreign_links_are_none() {
        let text = "# 题 <b>目</b>\n\n<script>alert(1)</script>\n\n一 <img src=x onerror=y> 二\n\n\
                    [坏](javascript:alert) [外](https://example.com) [里](/matrix) ![图](x.png)\n";
        let chapter = Chapter::read("01-x.md", text.as_bytes());
        assert_eq!((chapter.id.as_str(), chapter.title.as_str()), ("01-x", "题 目"));
        for forbidden in ["<script", "<img", "<b>", "javascript:", "https:"] {
            assert!(!chapter.body.contains(forbidden), "{forbidden} in {}", chapter.body);
        }
        assert!(chapter.body.contains("&lt;script&gt;"), "{}", chapter.body);
        assert!(chapter.body.contains("坏 外 <a href=\"/matrix\">里</a> 图"), "{}", chapter.body);
    }

    #[test]
    fn headings_have_anchors_and_the_contents_name_them() {
        let chapter = Chapter::read("01-x.md", "# 一\n\n## 自评 与 `score`\n\n### 小节\n".as_bytes());
        assert_eq!(chapter.sections.len(), 1);
        assert_eq!(chapter.sections.first().map(|one| one.anchor.as_str()), Some("自评-与-score"));
        assert!(chapter.body.contains("<h2 id=\"自评-与-score\">"), "{}", chapter.body);
        assert!(chapter.body.contains("<h3 id=\"小节\">"), "{}", chapter.body);
    }
}
