//! Steps for many pieces at once: all or none, on record each, and taken back while nobody has gone on.

use yingjian::store::audit::{self, Filter};

use crate::client::Client;
use crate::office::Served;

const LIST: &str = "/counties/c1/evidence";

/// How many entries the record has of an action.
fn on_record(served: &Served, action: &str) -> usize {
    let filter = Filter { limit: 1_000, action: Some(action.into()), ..Filter::default() };
    audit::page(&mut served.office.store.conn().unwrap(), &filter).unwrap().len()
}

/// The form's fields for some pieces as they are shown.
fn pieces(ids: &[String]) -> String {
    ids.iter().map(|id| format!("piece={id}.1&")).collect()
}

/// Takes back what an answer leads to.
fn undo(client: &Client, location: &str) -> u16 {
    let page = client.get(location).body;
    let (_, rest) = page.split_once("name=\"id\" value=\"").unwrap_or_else(|| panic!("no undo: {page}"));
    let id = rest.split('"').next().unwrap().to_owned();
    let (before, _) = page.split_once("/undo\"").unwrap();
    let address = format!("{}/undo", before.rsplit('"').next().unwrap());
    client.post(&address, &format!("id={id}&back=year%3D2022")).status
}

#[test]
fn what_is_chosen_is_filed_together_and_taken_back() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let ids: Vec<String> =
        ["一.pdf", "二.pdf", "三.pdf"].map(|name| served.file_minutes(name, "2022-03-15")).into();
    let form = format!("{}step=link&item=B01&year=2023&back=kind%3Dminutes", pieces(&ids));
    let answer = clerk.post(&format!("{LIST}/places"), &form);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let location = answer.header("location").to_owned();
    assert!(location.starts_with(&format!("{LIST}?kind=minutes&undo=")), "{location}");
    let page = clerk.get(&location).body;
    assert!(page.contains("3 件材料已归入 B01 的 2023 年") && page.contains("B01·2023"), "{page}");
    assert_eq!(on_record(&served, "evidence.link"), 3);
    // The same again changes nothing and says so.
    let again = clerk.post(&format!("{LIST}/places"), &form);
    assert!(clerk.get(again.header("location")).body.contains("没有改动"));
    // Another account can't take it back, and neither can an inspector.
    assert!(!served.client("leader").get(&location).body.contains("/undo\""));
    assert_eq!(undo(&clerk, &location), 303);
    assert_eq!(on_record(&served, "evidence.unlink"), 3);
    assert!(!clerk.get(LIST).body.contains("B01·2023"));
    // Once is enough: the notice is gone with what it could take back.
    assert!(!clerk.get(&location).body.contains("/undo\""));
}

#[test]
fn one_piece_that_was_changed_since_keeps_all_from_being_changed() {
    let served = Served::new();
    let (clerk, inspector) = (served.client("clerk"), served.client("inspector"));
    let ids: Vec<String> = ["一.pdf", "二.pdf"].map(|name| served.file_minutes(name, "2022-03-15")).into();
    let change = [("seen", "1"), ("kind", "minutes"), ("field-title", "改过的题名")];
    assert_eq!(clerk.upload(&format!("/evidence/{}/change", ids[1]), &change, &[]).status, 303);
    let answer = inspector.post(&format!("{LIST}/reviews"), &format!("{}verdict=accept", pieces(&ids)));
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.body.contains("“改过的题名”刚刚被别人改过"), "{}", answer.body);
    assert_eq!(on_record(&served, "evidence.accepted"), 0);
    let foreign = format!("piece={}.1&piece=01900000-0000-7000-8000-000000000000.1&verdict=accept", ids[0]);
    assert_eq!(inspector.post(&format!("{LIST}/reviews"), &foreign).status, 404);
    for (form, status) in
        [("verdict=accept", 422), ("verdict=send_back", 422), ("piece=x&verdict=accept", 400)]
    {
        assert_eq!(inspector.post(&format!("{LIST}/reviews"), form).status, status, "{form}");
    }
    assert_eq!(on_record(&served, "evidence.accepted"), 0);
}

#[test]
fn a_verdict_on_many_is_taken_back_to_what_each_was_unless_somebody_went_on() {
    let served = Served::new();
    let (clerk, inspector) = (served.client("clerk"), served.client("inspector"));
    let ids: Vec<String> = ["一.pdf", "二.pdf"].map(|name| served.file_minutes(name, "2022-03-15")).into();
    let first = format!("/evidence/{}/review", ids[0]);
    assert_eq!(inspector.post(&first, "verdict=accept&seen=1").status, 303);
    let form = format!("{}verdict=send_back&reason=%E7%BC%BA%E7%AD%BE%E5%90%8D", pieces(&ids));
    let answer = inspector.post(&format!("{LIST}/reviews"), &form);
    let location = answer.header("location").to_owned();
    assert!(inspector.get(&location).body.contains("已退回 2 件材料"));
    assert_eq!(clerk.get(LIST).body.matches("缺签名").count(), 2);
    assert_eq!(undo(&inspector, &location), 303);
    let states: Vec<bool> =
        ids.iter().map(|id| clerk.get(&format!("/evidence/{id}")).body.contains("tag-accepted")).collect();
    assert_eq!(states, [true, false], "each is what it was");
    // A second verdict after the step stands against taking it back, whole.
    let location = inspector.post(&format!("{LIST}/reviews"), &form).header("location").to_owned();
    assert_eq!(inspector.post(&first, "verdict=accept&seen=1").status, 303);
    assert_eq!(undo(&inspector, &location), 409);
    assert_eq!(clerk.get(LIST).body.matches("缺签名").count(), 1);
}

#[test]
fn the_wall_and_the_list_are_two_views_of_one_query() {
    let served = Served::new();
    let clerk = served.client("clerk");
    served.file_minutes("一.pdf", "2022-03-15");
    let wall = clerk
        .get(&format!("{LIST}?view=wall&year=2022&unit=%E9%80%80%E5%BD%B9%E5%86%9B%E4%BA%BA%E5%B1%80"))
        .body;
    assert!(wall.contains("class=\"wall-page\"") && wall.contains("议军会纪要"), "{wall}");
    assert!(wall.contains("<option value=\"退役军人局\" selected>"), "{wall}");
    assert!(clerk.get(&format!("{LIST}?view=wall&unit=nobody")).body.contains("没有符合条件的材料"));
    let list = clerk.get(&format!("{LIST}?unit=%E9%80%80%E5%BD%B9%E5%86%9B%E4%BA%BA%E5%B1%80")).body;
    assert!(list.contains("class=\"list-page\"") && list.contains("议军会纪要"), "{list}");
    // Those who may do nothing to it choose nothing.
    assert!(
        list.contains("name=\"piece\"") && !served.client("leader").get(LIST).body.contains("name=\"piece\"")
    );
}

#[test]
fn a_filter_shows_the_name_of_what_is_chosen() {
    let served = Served::new();
    let page = served.client("clerk").get(&format!("{LIST}?kind=photo&item=A01")).body;
    assert!(page.contains("<option value=\"photo\" selected>照片</option>"), "{page}");
    assert!(page.contains("<option value=\"A01\" selected>A01 双拥会议</option>"), "{page}");
}
