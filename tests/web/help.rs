//! Help: every page leads to the place of the manual that explains it, the tour is offered until it is ended,
//! and charts say in words and figures what they show.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use yingjian::web::help_places;

use crate::office::Served;

fn templates() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/pages");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.map(|name| name.trim_end_matches(".hbs").to_owned()).collect()
}

#[test]
fn every_page_has_a_place_in_the_manual_and_every_place_is_there() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let places: BTreeMap<&str, String> = help_places().collect();
    let missing: Vec<String> =
        templates().into_iter().filter(|name| !places.contains_key(name.as_str())).collect();
    assert!(missing.is_empty(), "pages without a place in src/web/help.rs: {missing:?}");
    for (page, address) in places {
        let (chapter, anchor) = address.split_once('#').unwrap_or((&address, ""));
        let shown = clerk.get(chapter);
        assert_eq!(shown.status, 200, "{page} leads to {address}");
        assert!(
            anchor.is_empty() || shown.body.contains(&format!("id=\"{anchor}\"")),
            "{page} leads to {address}"
        );
    }
    let home = clerk.get("/counties/c1").body;
    assert!(home.contains("href=\"/manual/02-home#"), "the page leads to its place");
    let (_, log_in) = home.split_once("</main>").unwrap();
    assert!(!log_in.contains("/manual/02-home"));
}

#[test]
fn the_tour_is_offered_until_it_is_ended_and_again_on_demand() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let offered = |path: &str| clerk.get(path).body.contains("id=\"tour\"");
    assert!(offered("/counties/c1") && offered("/counties/c1"), "looking does not end it");
    assert!(!offered("/counties/c1/items"), "it is about one page");
    let page = clerk.get("/counties/c1").body;
    let steps: Vec<&str> =
        page.split("data-for=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(steps.len() >= 3, "{steps:?}");
    for id in steps {
        assert!(page.contains(&format!("id=\"{id}\"")), "the tour tells of #{id}, which is not on the page");
    }
    assert_eq!(clerk.post("/profile/tour/end", "").status, 303);
    assert!(!offered("/counties/c1"));
    assert_eq!(clerk.post("/profile/tour/again", "").header("location"), "/counties/c1");
    assert!(offered("/counties/c1"));
}

#[test]
fn charts_say_what_they_show() {
    let served = Served::new();
    let page = served.client("clerk").get("/counties/c1?lang=en").body;
    for id in ["waterfall", "phases"] {
        assert!(
            page.contains(&format!(
                "aria-labelledby=\"chart-{id}-title\" aria-describedby=\"chart-{id}-said\""
            ))
        );
        for part in ["title", "said", "figures"] {
            assert!(page.contains(&format!("id=\"chart-{id}-{part}\"")), "{id} {part}");
        }
    }
    let (_, waterfall) = page.split_once("id=\"chart-waterfall-figures\"").unwrap();
    let (table, _) = waterfall.split_once("</table>").unwrap();
    assert!(
        table.contains("<th scope=\"row\" role=\"rowheader\">") && table.contains("class=\"number\""),
        "{table}"
    );
}
