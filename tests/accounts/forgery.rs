//! Forged forms: every route that changes something is refused without the token, whoever's session comes
//! with it; the routes are those of the server's own table.

use yingjian::web::table;

use crate::office::{ACCOUNTS, Served};

/// A pattern with plausible values in its places.
fn address(pattern: &str) -> String {
    let places = [
        ("{county}", "c1"),
        ("{item}", "A01"),
        ("{year}", "2022"),
        ("{id}", "01900000-0000-7000-8000-000000000000"),
        ("{position}", "1"),
        ("{import}", "00112233445566778899aabbccddeeff"),
    ];
    places.into_iter().fold(pattern.to_owned(), |address, (place, value)| address.replace(place, value))
}

#[test]
fn every_change_without_the_token_is_refused_to_every_role() {
    let served = Served::new();
    let changes: Vec<_> =
        table().into_iter().filter(|row| !matches!(row.method.as_str(), "GET" | "OPTIONS")).collect();
    assert!(changes.len() > 30, "{}", changes.len());
    for (name, ..) in ACCOUNTS {
        let browser = served.client(name);
        let other = served.client(name).get("/profile").token();
        for row in &changes {
            let address = address(row.path);
            for form in ["".to_owned(), format!("csrf={other}")] {
                let sent = Some(("application/x-www-form-urlencoded", form.as_bytes()));
                let answer = browser.send(&row.method, &address, sent);
                assert_eq!(answer.status, 403, "{} {address} as {name}", row.method);
                let said =
                    answer.body.contains("这个表单已经失效") || answer.body.contains("web-error-forged");
                assert!(said, "{} {address} as {name}: {}", row.method, answer.body);
            }
        }
        assert_eq!(browser.get("/profile").status, 200, "{name} is still in");
    }
}
