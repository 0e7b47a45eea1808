//! Facts through the API: nobody's change is overwritten unseen.

use serde_json::json;

use crate::office::Served;
use crate::program;

const ADDRESS: &str = "/api/v1/counties/c1/facts/A01/2022";

#[test]
fn a_change_names_the_version_that_it_is_of() {
    let served = Served::new();
    let clerk = || program(&served, "clerk");
    assert_eq!(clerk().get(ADDRESS).problem(404).0, "api-facts-none");

    let first = clerk().with("if-none-match", "*").put(ADDRESS, &json!({"count": 1}));
    assert_eq!((first.status, first.header("etag")), (201, "\"1\""));
    assert_eq!(clerk().put(ADDRESS, &json!({"count": 9})).problem(428).0, "api-precondition-required");
    let again = clerk().with("if-none-match", "*").put(ADDRESS, &json!({"count": 9}));
    assert_eq!(again.problem(412).0, "facts-changed");

    let second = clerk().with("if-match", "\"1\"").put(ADDRESS, &json!({"count": 2}));
    assert_eq!((second.status, second.header("etag")), (200, "\"2\""));
    let stale = clerk().with("if-match", "\"1\"").put(ADDRESS, &json!({"count": 9}));
    assert_eq!(stale.problem(412).0, "facts-changed");
    assert_eq!(clerk().with("if-match", "W/\"2\"").put(ADDRESS, &json!({"count": 9})).status, 412);

    let now = clerk().get(ADDRESS);
    assert_eq!((now.json(200), now.header("etag")), (json!({"count": 2}), "\"2\""));
    let any = clerk().with("if-match", "\"7\", *").put(ADDRESS, &now.json(200));
    assert_eq!((any.status, any.header("etag")), (200, "\"3\""));
}

#[test]
fn a_version_of_what_is_not_there_is_stale() {
    let served = Served::new();
    for tag in ["\"0\"", "\"1\"", "*"] {
        let clerk = program(&served, "clerk").with("if-match", tag);
        assert_eq!(clerk.put(ADDRESS, &json!({"count": 1})).status, 412, "{tag}");
    }
    assert_eq!(program(&served, "clerk").put(ADDRESS, &json!({"count": 1})).status, 201);
}
