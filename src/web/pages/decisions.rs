//! What the city decides of a county: vetoes, units of bonus items, and the midterm that is frozen.

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::scores::Figures4;
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::domain::round::Phase;
use crate::ops::accounts::Account;
use crate::ops::judging::{Ruling, rule};
use crate::ops::scores::{RoundView, Standing, standing};
use crate::ops::{OpsError, freezing};
use crate::store::reviews::RulingRow;
use crate::store::rounds::CountyRow;
use crate::web::body::{Form, Pressed};
use crate::web::guard::{CityLeader, CountyReader, Proven};
use crate::web::lookups;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

#[derive(Serialize)]
struct DecisionsView {
    address: String,
    may_rule: bool,
    vetoes: Vec<VetoView>,
    bonuses: Vec<BonusView>,
    frozen: Option<FrozenView>,
    today: Option<Figures4>,
}

#[derive(Serialize)]
struct VetoView {
    code: String,
    name: String,
    trigger: String,
    stands: bool,
    given: Option<GivenView>,
}

#[derive(Serialize)]
struct BonusView {
    code: String,
    name: String,
    worth: String,
    cap: String,
    units: Option<i64>,
    figures: Option<Figures4>,
    given: Option<GivenView>,
}

/// Who decided, when and why.
#[derive(Serialize)]
struct GivenView {
    by: String,
    at: String,
    reason: String,
}

#[derive(Serialize)]
struct FrozenView {
    figures: Figures4,
    at: String,
    sha256: String,
}

/// The form of a ruling.
#[derive(Deserialize)]
pub(in crate::web) struct Ruled {
    code: String,
    units: i64,
    #[serde(default)]
    reason: String,
}

/// The decisions on a county.
pub(in crate::web) fn show_decisions(cx: &Context, right: CountyReader) -> Answer {
    let done = cx.query_value("done").and_then(|done| match done.as_str() {
        "ruled" => Some(Message::new("web-decisions-ruled")),
        "frozen" => Some(Message::new("web-decisions-frozen")),
        _ => None,
    });
    let page = page(cx, &right.county);
    let page = match &done {
        Some(done) => page.done(done),
        None => page,
    };
    page.reply(&view(cx, &right.account, &right.county)?)
}

/// Decides on a veto or a bonus item.
pub(in crate::web) fn give_ruling(
    cx: &Context,
    Proven(right): Proven<CityLeader>,
    Form(ruled): Form<Ruled>,
) -> Answer {
    let county = right.county.code.clone();
    let ruling = Ruling { county, code: ruled.code, units: ruled.units, reason: ruled.reason };
    let given = rule(cx.office(), &cx.round()?, &cx.by(&right.account), &ruling);
    answer(cx, &right, given, "ruled")
}

/// Freezes the midterm as it is now.
pub(in crate::web) fn freeze_midterm(
    cx: &Context,
    Proven(right): Proven<CityLeader>,
    _pressed: Pressed,
) -> Answer {
    let round = cx.round()?.round.code;
    let place = (right.county.code.as_str(), Phase::Midterm);
    let frozen = freezing::freeze(cx.office(), &cx.by(&right.account), &round, place);
    answer(cx, &right, frozen.map(|_sha256| ()), "frozen")
}

fn answer(cx: &Context, right: &CityLeader, done: Result<(), OpsError>, what: &str) -> Answer {
    match done {
        Ok(()) => Ok(Reply::see_other(&format!("{}?done={what}", address(&right.county)))),
        Err(OpsError::Refused(message)) => {
            let page = page(cx, &right.county).refused(&message);
            let reply = page.reply(&view(cx, &right.account, &right.county)?)?;
            Ok(reply.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

fn page<'a>(cx: &'a Context, county: &'a CountyRow) -> Page<'a> {
    let title = cx.say(&Message::new("web-decisions-title").with("county", &county.name));
    Page::new(cx, "decisions", title).of_county(county)
}

fn address(county: &CountyRow) -> String {
    format!("/counties/{}/decisions", county.code)
}

fn view(cx: &Context, account: &Account, county: &CountyRow) -> Result<DecisionsView, OpsError> {
    let round = cx.round()?;
    let standing = standing(cx.office(), &round, &county.code)?;
    let rulings = lookups::rulings(cx.office(), (&round.round.code, &county.code))?;
    let frozen = standing.frozen.as_ref().map(|frozen| FrozenView {
        figures: frozen.score.total.into(),
        at: cx.moment(frozen.at),
        sha256: frozen.sha256.clone(),
    });
    Ok(DecisionsView {
        address: address(county),
        may_rule: account.role == Role::CityLeader,
        vetoes: vetoes(cx, &round, &rulings),
        bonuses: bonuses(cx, (&round, &standing), &rulings),
        frozen,
        today: standing.midterm.as_ref().map(|score| score.total.into()),
    })
}

fn vetoes(cx: &Context, round: &RoundView, rulings: &[RulingRow]) -> Vec<VetoView> {
    let vetoes = round.standard(Phase::Final).vetoes.iter();
    let view = |veto: &crate::domain::standard::Veto| {
        let ruling = rulings.iter().find(|row| row.code == veto.code);
        VetoView {
            code: veto.code.clone(),
            name: veto.name.clone(),
            trigger: veto.trigger.clone(),
            stands: ruling.is_some_and(|row| row.units > 0),
            given: ruling.map(|row| given(cx, row)),
        }
    };
    vetoes.map(view).collect()
}

fn bonuses(
    cx: &Context,
    (round, standing): (&RoundView, &Standing),
    rulings: &[RulingRow],
) -> Vec<BonusView> {
    let view = |bonus: &crate::domain::standard::Bonus| {
        let ruling = rulings.iter().find(|row| row.code == bonus.code);
        let score = standing.at_final.bonuses.iter().find(|score| score.code == bonus.code);
        let worth = Message::new("web-bonus-worth").with("per", &bonus.per);
        BonusView {
            code: bonus.code.clone(),
            name: bonus.name.clone(),
            worth: cx.say(&worth.with("points", bonus.points)),
            cap: bonus.cap.to_string(),
            units: ruling.map(|row| row.units),
            figures: score.map(|score| score.figures.into()),
            given: ruling.map(|row| given(cx, row)),
        }
    };
    round.standard(Phase::Final).bonuses.iter().map(view).collect()
}

fn given(cx: &Context, row: &RulingRow) -> GivenView {
    GivenView { by: row.given_by.clone(), at: cx.moment(row.given_at), reason: row.reason.clone() }
}
