//! Light and dark: the dark values are a style sheet of their own, which needs no script.

use crate::office::Served;

/// The media query of the dark style sheet, when the page has one.
fn dark_when(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("/dark.css\" media=\"")?;
    rest.split('"').next().map(str::to_owned)
}

#[test]
fn the_theme_is_that_of_the_address_the_cookie_the_system() {
    let served = Served::new();
    let browser = served.visitor();
    let check = |path: &str, expected: Option<&str>| {
        assert_eq!(dark_when(&browser.get(path).body).as_deref(), expected, "{path}");
    };
    let as_the_system = Some("screen and (prefers-color-scheme: dark)");
    check("/log-in", as_the_system);
    check("/log-in?theme=dark", Some("screen"));
    check("/log-in", Some("screen"));
    check("/log-in?theme=none", Some("screen"));
    check("/log-in?theme=light", None);
    check("/log-in", None);
    check("/log-in?theme=system", as_the_system);
}

#[test]
fn the_choice_of_theme_keeps_the_page_and_its_language() {
    let served = Served::new();
    let page = served.client("clerk").get("/counties/c1/items?phase=final").body;
    assert!(page.contains("href=\"/counties/c1/items?phase&#x3D;final&amp;theme&#x3D;dark\""), "{page}");
    assert!(page.contains("href=\"/counties/c1/items?phase&#x3D;final&amp;lang&#x3D;en\""), "{page}");
}

#[test]
fn the_style_sheet_of_all_pages_is_made_of_parts() {
    let served = Served::new();
    let page = served.visitor().get("/log-in").body;
    let (before, _) = page.split_once("/app.css\"").unwrap();
    let (_, base) = before.rsplit_once('"').unwrap();
    let style = served.visitor().get(&format!("{base}/app.css")).body;
    let place = |part: &str| style.find(part).unwrap_or_else(|| panic!("no {part}"));
    assert!(place("--ink:") < place(".top-inner") && place(".top-inner") < place("@media print"));
    let dark = served.visitor().get(&format!("{base}/dark.css")).body;
    let names = |text: &str| -> std::collections::BTreeSet<String> {
        let colours = text.lines().map(str::trim).filter(|line| line.starts_with("--") && line.contains('#'));
        colours.filter_map(|line| line.split_once(':')).map(|(name, _)| name.to_owned()).collect()
    };
    let (light, dark) = (names(style.split_once("@media").unwrap().0), names(&dark));
    let missing: Vec<&String> = light.difference(&dark).collect();
    assert!(missing.is_empty(), "light alone: {missing:?}");
}
