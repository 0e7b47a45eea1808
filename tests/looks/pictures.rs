//! Pictures of the main screens for docs/pictures: `YINGJIAN_PICTURES=1 cargo test --test looks pictures` makes them
//! anew from the whole sample round.

use std::path::Path;

use yingjian::demo::Size;
use yingjian::domain::role::Role;

use crate::chromium::Browser;
use crate::sample::Sample;

/// A screen: its name, who looks, the path, how wide and high, and the theme.
struct Screen {
    name: &'static str,
    role: Role,
    path: String,
    size: (u32, u32),
    theme: &'static str,
}

/// Of 100: letters stay sharp.
const QUALITY: u8 = 70;
/// The most bytes of a picture.
const WEIGHT: u64 = 60_000;

fn screens(sample: &Sample) -> Vec<Screen> {
    let item = format!("/counties/c1/items/{}", sample.item());
    let evidence = format!("/evidence/{}", sample.evidence("waiting"));
    let wide = (1280, 800);
    let screen =
        |name, role, path: &str| Screen { name, role, path: path.into(), size: wide, theme: "light" };
    vec![
        screen("clerk-home", Role::CountyClerk, "/counties/c1"),
        screen("leader-home", Role::CountyLeader, "/counties/c1"),
        screen("item", Role::CountyClerk, &item),
        screen("upload", Role::CountyClerk, "/counties/c1/evidence/new"),
        screen("evidence-list", Role::CountyClerk, "/counties/c1/evidence"),
        screen("gaps", Role::CountyClerk, "/counties/c1/gaps"),
        screen("queue", Role::CityInspector, "/queue"),
        screen("evidence", Role::CityInspector, &evidence),
        screen("matrix", Role::CityLeader, "/matrix"),
        Screen { theme: "dark", ..screen("clerk-home-dark", Role::CountyClerk, "/counties/c1") },
        Screen { size: (390, 844), ..screen("clerk-home-phone", Role::CountyClerk, "/counties/c1") },
    ]
}

#[test]
fn pictures_of_the_main_screens() {
    if std::env::var_os("YINGJIAN_PICTURES").is_none() {
        return;
    }
    let sample = Sample::new(Size::Whole);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    for screen in screens(&sample) {
        let browser = Browser::start();
        browser.open(&sample.url("/log-in"));
        browser.keep_cookie("session", &sample.session(screen.role));
        browser.resize(screen.size);
        browser.open(&sample.url(&format!("{}?theme={}", screen.path, screen.theme)));
        let path = folder.join(format!("{}.webp", screen.name));
        std::fs::write(&path, browser.webp(QUALITY)).unwrap();
        let weight = path.metadata().unwrap().len();
        assert!(weight <= WEIGHT, "{} has {weight} bytes", path.display());
    }
}
