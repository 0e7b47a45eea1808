//! A plausible body for every route that changes something; a route without one fails the test.

use crate::city::Own;
use crate::multipart::{Upload, pdf};
use crate::visitors::Visitor;

/// Nobody logs out in the middle: this form is forged.
pub(crate) const LOG_OUT: &str = "/log-out";

enum Shape {
    /// Nothing but the token.
    Pressed,
    /// A form's fields; `{clerk}` is the name of an account of the county that is asked for, `{evidence}` the id
    /// of its evidence.
    Form(&'static str),
    Json(&'static str),
    /// Minutes with a file.
    Upload,
    /// More of a file.
    Bytes,
}

use Shape::{Bytes, Form, Json, Pressed, Upload as Parts};

/// What each route that changes something is sent.
const SHAPES: &[(&str, &str, Shape)] = &[
    ("POST", "/log-in", Form("name={clerk}&password=not+the+password")),
    ("POST", LOG_OUT, Pressed),
    ("POST", "/profile/password", Form("old=wrong&new=one+long+password&again=another+password")),
    ("POST", "/counties/{county}/items/{item}/facts/{year}", Form("count=2&version=1")),
    ("POST", "/counties/{county}/evidence", Parts),
    ("POST", "/counties/{county}/evidence/places", Form("piece={evidence}.2&step=link&item=B02&year=2022")),
    ("POST", "/counties/{county}/evidence/places/undo", Form("id={evidence}")),
    ("POST", "/counties/{county}/evidence/reviews", Form("piece={evidence}.2&verdict=accept")),
    ("POST", "/counties/{county}/evidence/reviews/undo", Form("id={evidence}")),
    ("POST", "/counties/{county}/findings/waved", Form("finding={finding}&reason=x")),
    ("POST", "/counties/{county}/findings/waved/undo", Form("finding={finding}")),
    ("POST", "/counties/{county}/coverage", Form("text=x")),
    ("POST", "/counties/{county}/import", Parts),
    ("POST", "/counties/{county}/archive", Pressed),
    ("POST", "/counties/{county}/import/{import}/run", Pressed),
    ("POST", "/counties/{county}/import/{import}/cancel", Pressed),
    ("POST", "/evidence/{id}/change", Parts),
    ("POST", "/evidence/{id}/link", Form("item=B02&year=2022")),
    ("POST", "/evidence/{id}/unlink", Form("item=A01&year=2022")),
    ("POST", "/evidence/{id}/review", Form("verdict=accept&seen=2")),
    ("POST", "/counties/{county}/items/{item}/comments", Form("text=x")),
    ("POST", "/counties/{county}/items/{item}/marks", Form("phase=final&points=3&reason=x")),
    ("POST", "/counties/{county}/decisions", Form("code=X01&units=2&reason=x")),
    ("POST", "/counties/{county}/decisions/freeze", Pressed),
    ("POST", "/accounts", Form("name={clerk}&role=nothing&county=c1")),
    ("POST", "/accounts/state", Form("name={clerk}&disabled=true")),
    ("POST", "/accounts/password", Form("name={clerk}")),
    ("POST", "/log-in/code", Form("code=000000")),
    ("POST", "/prove", Form("next=/")),
    ("POST", "/profile/second-factor", Form("sealed=00&code=000000")),
    ("POST", "/profile/second-factor/codes", Pressed),
    ("POST", "/profile/second-factor/end", Pressed),
    ("POST", "/profile/sessions", Pressed),
    ("POST", "/profile/tokens", Form("kind=none&label=x")),
    ("POST", "/profile/tour/again", Pressed),
    ("POST", "/profile/tour/end", Pressed),
    ("POST", "/profile/revoke", Form("id=00112233445566778899aabbccddeeff")),
    ("POST", "/security/confirm", Form("name={clerk}")),
    ("POST", "/security/role", Form("name={clerk}&role=city_leader")),
    ("POST", "/security/second-factor", Form("name={clerk}")),
    ("POST", "/security/sessions", Form("name={clerk}")),
    ("POST", "/security/unlock", Form("name={clerk}")),
    ("POST", "/api/v1/counties/{county}/evidence", Parts),
    ("OPTIONS", "/api/v1/counties/{county}/uploads", Pressed),
    ("POST", "/api/v1/counties/{county}/uploads", Pressed),
    ("PATCH", "/api/v1/counties/{county}/uploads/{upload}", Bytes),
    ("DELETE", "/api/v1/counties/{county}/uploads/{upload}", Pressed),
    ("POST", "/api/v1/counties/{county}/findings/{finding}/waved", Json(r#"{"reason":"x"}"#)),
    ("DELETE", "/api/v1/counties/{county}/findings/{finding}/waved", Pressed),
    ("PUT", "/api/v1/evidence/{id}/review", Json(r#"{"state":"accepted"}"#)),
    ("POST", "/api/v1/evidence/{id}/links/{item}/{year}", Pressed),
    ("DELETE", "/api/v1/evidence/{id}/links/{item}/{year}", Pressed),
    ("PUT", "/api/v1/counties/{county}/facts/{item}/{year}", Json(r#"{"count":2}"#)),
];

/// Media type and bytes for a route.
pub(crate) fn body(method: &str, path: &str, (visitor, own): (&Visitor, &Own)) -> (String, Vec<u8>) {
    let found = SHAPES.iter().find(|(known, pattern, _)| *known == method && *pattern == path);
    let Some((_, _, shape)) = found else { panic!("{method} {path} has no body in this test") };
    let form = |text: &str| {
        let fields = format!("csrf={}&{text}", if path == LOG_OUT { "" } else { &visitor.csrf });
        ("application/x-www-form-urlencoded".to_owned(), fields.into_bytes())
    };
    match shape {
        Pressed => form(""),
        Form(text) => form(
            &text
                .replace("{clerk}", &named(visitor, own))
                .replace("{evidence}", &own.evidence)
                .replace("{finding}", &own.finding),
        ),
        Json(text) => ("application/json".to_owned(), text.as_bytes().to_vec()),
        Bytes => ("application/offset+octet-stream".to_owned(), b"more".to_vec()),
        Parts => {
            let upload = Upload::default().text("csrf", &visitor.csrf).text("kind", "minutes");
            let upload = upload.text("items", "A01").text("item", "A01").text("seen", "2");
            let upload = upload.text("meeting_date", "2022-03-15").text("field-meeting_date", "2022-03-15");
            let upload = upload.file("一.pdf", &pdf("another file"));
            (upload.media_type(), upload.body())
        }
    }
}

/// The county's clerk; those who could really change that account try it with one that is not there.
fn named(visitor: &Visitor, own: &Own) -> String {
    let office = visitor.role.is_some_and(|role| !role.of_county());
    if office { "qznobody".to_owned() } else { own.clerk.clone() }
}
