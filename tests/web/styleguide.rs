//! The page that shows each part of the pages, for those who work on them.

use std::fs;
use std::path::Path;

use yingjian::web::{Settings, start};

use crate::client::Client;
use crate::office::Served;

/// Partials that are no part of their own, each with the reason.
const EXCEPTIONS: [(&str, &str); 1] = [("layout", "the frame around every page, and around this one, too")];

fn shown(path: &str) -> String {
    let served = Served::new();
    let bind = "127.0.0.1:0".into();
    let settings = Settings { bind, workers: Some(1), styleguide: true, ..Settings::default() };
    let running = start(served.office.clone(), settings).unwrap();
    let page = Client::new(running.address()).get(path);
    assert_eq!(page.status, 200, "{}", page.body);
    page.body
}

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(name)
}

/// Every partial with its text.
fn partials() -> Vec<(String, String)> {
    let files = fs::read_dir(folder("partials")).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    files.map(|path| (named(&path), fs::read_to_string(&path).unwrap())).collect()
}

/// The first class or id that a partial writes whatever it shows.
fn mark(text: &str) -> Option<&str> {
    let named = text.split(['<', '>']).flat_map(|tag| tag.split_inclusive('"'));
    let mut before = "";
    for piece in named {
        let value = piece.trim_end_matches('"');
        if matches!(before.trim_start(), "class=\"" | "id=\"") && !value.contains("{{") && value.len() > 3 {
            return Some(value);
        }
        before = piece.rsplit(' ').next().unwrap_or_default();
    }
    None
}

#[test]
fn the_parts_of_pages_are_shown_to_those_alone_who_started_the_server_so() {
    assert_eq!(Served::new().visitor().get("/styleguide").status, 404);
    let page = shown("/styleguide");
    for part in ["class=\"tile", "class=\"bar\"", "tag-sent_back", "class=\"steps\"", "cell-none"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn every_partial_has_its_place_among_the_parts() {
    let page = fs::read_to_string(folder("pages").join("styleguide.hbs")).unwrap();
    let partials = partials();
    let names = |text: &str, name: &str| {
        let called = format!("{{{{part \"{name}\"");
        let included = ["}}", " "].map(|end| format!("{{{{> {name}{end}"));
        included.iter().chain([&called]).any(|call| text.contains(call.as_str()))
    };
    // What a part shows is shown with it.
    let mut reached: Vec<&str> = Vec::new();
    let mut texts = vec![page.as_str()];
    while let Some(text) = texts.pop() {
        for (name, inner) in partials.iter().filter(|(name, _)| names(text, name)) {
            if !reached.contains(&name.as_str()) {
                reached.push(name);
                texts.push(inner);
            }
        }
    }
    for (name, _) in &partials {
        let excepted = EXCEPTIONS.iter().any(|(one, _)| one == name);
        // The settings stand in the frame.
        let in_frame = partials.iter().any(|(one, text)| one == "layout" && names(text, name));
        let found = reached.contains(&name.as_str()) || in_frame;
        assert!(
            found != excepted,
            "{name}: is it on /styleguide, or a reasoned exception? Either, not both."
        );
    }
}

#[test]
fn no_part_hides_on_the_page_that_shows_them_all() {
    let page = shown("/styleguide?tour=1");
    for (name, text) in partials() {
        let Some(mark) = mark(&text) else { continue };
        assert!(page.contains(&format!("\"{mark}\"")), "{name} leaves no {mark} on the page");
    }
    for words in
        ["part-proven", "part-not_proven", "part-sent_back", "part-not_done", "field-fault", "late", "V1"]
    {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn no_id_stands_twice_among_the_parts() {
    let page = shown("/styleguide?tour=1");
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "{id} stands twice");
    }
}
