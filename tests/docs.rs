//! The pages for developers and sheet makers: what they show is what the program does.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

use std::path::Path;

use yingjian::domain::rule::Rule;
use yingjian::domain::standard::Standard;
use yingjian::sheet::{self, SheetFormat};
use yingjian::texts::Lang;

const FORMAT: &str = include_str!("../docs/STANDARD-FORMAT.md");

/// The fenced blocks of a page whose first line is exactly this, in order.
fn blocks(page: &str, info: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(found) = line.strip_prefix("```") else { continue };
        let block: String =
            lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if found == info {
            blocks.push(block);
        }
    }
    blocks
}

/// The head of the page and its examples of items.
fn head_and_items() -> (String, Vec<String>) {
    let blocks = blocks(FORMAT, "toml");
    let head = blocks.iter().find(|block| block.starts_with("[meta]")).unwrap().clone();
    let of_items = |block: &String| block.starts_with("[[item]]") || block.starts_with("[[word_class]]");
    let items = blocks.into_iter().filter(of_items).collect();
    (head, items)
}

fn read(text: &str) -> Standard {
    sheet::read(text.as_bytes(), SheetFormat::Toml).unwrap_or_else(|problems| {
        let said: Vec<String> =
            problems.iter().map(|problem| Lang::English.say(&problem.message())).collect();
        panic!("{}\n{text}", said.join("\n"))
    })
}

#[test]
fn every_example_of_a_sheet_is_read_and_every_kind_of_rule_has_one() {
    let (head, items) = head_and_items();
    for item in &items {
        read(&format!("{head}\n{item}"));
    }
    for kind in Rule::KINDS {
        let line = format!("kind = \"{kind}\"");
        assert!(items.iter().any(|item| item.contains(&line)), "no example of {kind}");
        assert!(FORMAT.contains(&format!("### {kind}\n")), "no chapter on {kind}");
    }
    let others = blocks(FORMAT, "toml").pop().unwrap();
    let whole = read(&format!("{head}\n{}\n{others}", items.first().unwrap()));
    assert_eq!((whole.vetoes.len(), whole.bonuses.len()), (1, 1));
}

#[test]
fn the_reported_problems_are_those_of_the_page() {
    let (head, _items) = head_and_items();
    let wrong = blocks(FORMAT, "toml wrong").concat();
    let problems = sheet::read(format!("{head}\n{wrong}").as_bytes(), SheetFormat::Toml).unwrap_err();
    let said = problems.iter().map(|problem| Lang::English.say(&problem.message()).trim_end().to_owned());
    let shown = blocks(FORMAT, "text").concat();
    assert_eq!(said.collect::<Vec<_>>(), shown.lines().collect::<Vec<_>>());
}

#[test]
fn the_workbook_has_the_worksheets_and_columns_of_the_page() {
    let rows = FORMAT.lines().skip_while(|line| !line.starts_with("| worksheet |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let named: Vec<(String, String)> = rows
        .map(|row| {
            let mut cells = row.trim_matches('|').split('|').map(str::trim);
            (cells.next().unwrap().to_owned(), cells.next().unwrap().to_owned())
        })
        .collect();
    let bytes = sheet::write(&sheet::sample().unwrap(), SheetFormat::Xlsx).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = calamine::Reader::sheet_names(&book);
    assert_eq!(names, named.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    for (name, columns) in named {
        let range = calamine::Reader::worksheet_range(&mut book, &name).unwrap();
        let titles: Vec<String> = match columns.strip_prefix("a title and a value a row: ") {
            Some(_) => range.rows().map(|row| row.first().unwrap().to_string()).collect(),
            None => range.rows().next().unwrap().iter().map(ToString::to_string).collect(),
        };
        let told = columns.rsplit(": ").next().unwrap();
        assert_eq!(titles.join(", "), told, "{name}");
    }
}

/// Links to other files of the project.
fn links(page: &str) -> Vec<String> {
    let after = page.split("](").skip(1);
    let targets = after.filter_map(|rest| rest.split_once(')').map(|(target, _)| target.to_owned()));
    targets.filter(|target| !target.starts_with("http") && !target.starts_with('#')).collect()
}

#[test]
fn links_between_pages_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("NOTICES.md")];
    let folder = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    pages.extend(folder.filter(|path| path.extension().is_some_and(|end| end == "md")));
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            let file = link.split('#').next().unwrap();
            assert!(page.parent().unwrap().join(file).exists(), "{} names {link}", page.display());
        }
    }
}
