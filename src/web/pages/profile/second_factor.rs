//! One's own second factor: set up by a picture and a first code, codes on paper, taken away. Who has to have
//! one before anything else comes here.

use actix_web::http::StatusCode;
use qrcode::{Color, QrCode};
use serde::{Deserialize, Serialize};

use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::accounts::second_factor::{self, Enrolment};
use crate::ops::accounts::{Account, Must};
use crate::web::body::{Form, Pressed};
use crate::web::error::WebError;
use crate::web::guard::{Entrant, Person, Proven};
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

#[derive(Serialize)]
struct FactorView {
    /// Whether nothing else can be done before.
    first: bool,
    /// Whether one is set up.
    has: bool,
    /// Whether it has to stay.
    needed: bool,
    setup: Option<SetupView>,
    codes: Vec<String>,
}

/// What the app takes in.
#[derive(Serialize)]
struct SetupView {
    sealed: String,
    typed: String,
    /// Width of the picture with its margins.
    room: usize,
    /// The dark squares of the picture, as a path.
    path: String,
}

/// The form with the first code.
#[derive(Deserialize)]
pub(in crate::web) struct FirstCode {
    sealed: String,
    code: String,
}

/// The second factor as it is, or the picture that sets one up.
pub(in crate::web) fn show_second_factor(cx: &Context, right: Entrant) -> Answer {
    if right.known.second_factor {
        return page(cx).reply(&view(cx, &right));
    }
    let setup = setup(second_factor::begin(cx.office(), &right.known.account)?)?;
    page(cx).reply(&FactorView { setup: Some(setup), ..view(cx, &right) })
}

/// Sets one up when the code is right, and shows the codes on paper this once.
pub(in crate::web) fn enrol(
    cx: &Context,
    Proven(right): Proven<Entrant>,
    Form(form): Form<FirstCode>,
) -> Answer {
    let account = &right.known.account;
    let given = (form.sealed.as_str(), form.code.trim());
    match second_factor::enrol(cx.office(), (account, &right.session), given, &cx.by(account)) {
        Ok(codes) => show_codes(cx, &right, codes),
        Err(OpsError::Refused(message)) => refuse(cx, &right, (&message, &form.sealed)),
        Err(error) => Err(error.into()),
    }
}

/// Makes new codes on paper.
pub(in crate::web) fn renew_codes(cx: &Context, Proven(right): Proven<Entrant>, _pressed: Pressed) -> Answer {
    let account = &right.known.account;
    let codes = second_factor::renew_codes(cx.office(), account, &cx.by(account))?;
    show_codes(cx, &right, codes)
}

/// Takes the second factor away.
pub(in crate::web) fn end_second_factor(
    cx: &Context,
    Proven(right): Proven<Person>,
    _pressed: Pressed,
) -> Answer {
    second_factor::end(cx.office(), &right.account, &cx.by(&right.account))?;
    Ok(Reply::see_other("/profile?done=factor"))
}

fn show_codes(cx: &Context, right: &Entrant, codes: Vec<String>) -> Answer {
    page(cx).reply(&FactorView { first: false, has: true, codes, ..view(cx, right) })
}

fn refuse(cx: &Context, right: &Entrant, (message, sealed): (&Message, &str)) -> Answer {
    let again = second_factor::again(cx.office(), &right.known.account, sealed);
    let again = again.or_else(|_other| second_factor::begin(cx.office(), &right.known.account))?;
    let view = FactorView { setup: Some(setup(again)?), ..view(cx, right) };
    Ok(page(cx).refused(message).reply(&view)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn page(cx: &Context) -> Page<'_> {
    Page::new(cx, "second-factor", cx.word("web-factor-title"))
}

fn view(cx: &Context, right: &Entrant) -> FactorView {
    let Account { role, .. } = right.known.account;
    FactorView {
        first: right.known.must == Some(Must::Enrol),
        has: right.known.second_factor,
        needed: cx.office().access.demands_second_factor(role),
        setup: None,
        codes: Vec::new(),
    }
}

/// Drawn here, since a page may hold no style of its own and nothing that is not escaped.
fn setup(enrolment: Enrolment) -> Result<SetupView, WebError> {
    let code =
        QrCode::new(enrolment.address.as_bytes()).map_err(|error| WebError::Broken(error.to_string()))?;
    let size = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % size, at / size)).collect();
    Ok(SetupView { sealed: enrolment.sealed, typed: in_fours(&enrolment.typed), room: size + 8, path })
}

/// Easier to type.
fn in_fours(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}
