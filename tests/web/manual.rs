//! The user manual: every chapter opens, every link of it leads somewhere, and it uses the pages' own words.

use std::fs;
use std::path::Path;

use crate::client::Client;
use crate::office::Served;

/// Names of the chapters, without their ending.
fn chapters() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/manual");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.map(|name| name.strip_suffix(".md").unwrap().to_owned()).collect();
    names.sort();
    names
}

fn targets(page: &str) -> Vec<String> {
    let (_, article) = page.split_once("<main").unwrap();
    let links = article.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.map(|link| link.replace("&#x3D;", "=")).collect()
}

/// The text of a link's anchor as the page holds it.
fn holds_anchor(page: &str, anchor: &str) -> bool {
    let decoded = percent_encoding::percent_decode_str(anchor).decode_utf8().unwrap();
    page.contains(&format!("id=\"{decoded}\""))
}

fn check_links(reader: &Client, path: &str) {
    let page = reader.get(path).body;
    for target in targets(&page) {
        let (address, anchor) = target.split_once('#').unwrap_or((&target, ""));
        let there = if address.is_empty() { reader.get(path) } else { reader.get(address) };
        assert_eq!(there.status, 200, "{path} leads to {target}");
        assert!(anchor.is_empty() || holds_anchor(&there.body, anchor), "{path} leads to {target}");
    }
}

#[test]
fn every_chapter_opens_and_its_links_lead_somewhere() {
    let served = Served::new();
    let clerk = served.client("clerk");
    assert!(chapters().len() >= 12, "{:?}", chapters());
    let first = clerk.get("/manual").body;
    for chapter in chapters() {
        let path = format!("/manual/{chapter}");
        let page = clerk.get(&path);
        assert_eq!(page.status, 200, "{path}");
        assert!(first.contains(&format!("href=\"{path}\"")), "{path} is not in the contents");
        for forbidden in [" style=", "<style", "<script>", "http://", "https://", ".md\""] {
            assert!(!page.body.contains(forbidden), "{path} holds {forbidden}");
        }
        check_links(&clerk, &path);
    }
    for lost in ["/manual/nowhere", "/manual/..%2FARCHITECTURE", "/manual/01-log-in.md"] {
        assert_eq!(clerk.get(lost).status, 404, "{lost}");
    }
}

#[test]
fn the_manual_is_chinese_in_every_language_and_reached_from_the_menu() {
    let served = Served::new();
    let admin = served.client("admin");
    let page = admin.get("/manual?lang=en").body;
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("<article class=\"block\" lang=\"zh-Hans\">")
    );
    assert!(page.contains("<h1>登录与账号</h1>"), "{page}");
    assert!(admin.get("/accounts").body.contains("href=\"/manual\""));
}

/// Words in bold are words of the pages: a button that is renamed has to be renamed in the manual.
#[test]
fn words_in_bold_are_those_of_the_pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = fs::read_dir(root.join("templates/texts/zh-Hans")).unwrap();
    let texts: String = texts.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let texts = texts.replace("{ $year }", "2025");
    let mut unknown = Vec::new();
    for chapter in chapters() {
        let page = fs::read_to_string(root.join("docs/manual").join(format!("{chapter}.md"))).unwrap();
        let bold = page.split("**").skip(1).step_by(2).map(str::to_owned);
        unknown.extend(bold.filter(|word| !texts.contains(word)).map(|word| format!("{chapter}: {word}")));
    }
    assert!(unknown.is_empty(), "not on any page:\n{}", unknown.join("\n"));
}
