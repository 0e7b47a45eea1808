//! What is found in a county, or in all of the city: a list that leads to each place, where the county's own people
//! wave off what is nothing. It works without scripts.

mod line;
mod looking;
mod narrow;
mod sample;

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::OpsError;
use crate::ops::accounts::Account;
use crate::ops::findings::{self, Page as Found};
use crate::ops::scores::RoundView;
use crate::store::rounds::CountyRow;
use crate::web::body::Form;
use crate::web::guard::{CityReader, CountyOwner, CountyReader, Right};
use crate::web::pages::changes::InStep;
use crate::web::pages::choices::Choice;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use line::{LineView, Lines};
use looking::LookingView;
use narrow::{FilterView, Narrow};
pub(super) use sample::FindingsSample;

/// How many counties can be chosen, those first that have most.
const COUNTIES: usize = 24;

#[derive(Serialize)]
struct FindingsView {
    /// Where the list itself is.
    address: String,
    round: String,
    /// The counties to choose from, for the city.
    counties: Vec<Choice>,
    filters: FilterView,
    narrowed: bool,
    lines: Vec<LineView>,
    next: Option<String>,
    later: bool,
    /// Where what is nothing is waved off, for those who may.
    wave: Option<WaveView>,
    step: InStep,
    /// How far the look has come, while it goes on.
    looking: Option<LookingView>,
}

#[derive(Serialize)]
struct WaveView {
    address: String,
    undo: String,
    /// The query to come back to.
    back: String,
    /// The finding whose reason was not taken, and what was typed.
    key: String,
    typed: String,
}

/// The form of a wave-off.
#[derive(Deserialize)]
pub(in crate::web) struct WavedOff {
    finding: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    back: String,
}

/// The findings of a county.
pub(in crate::web) fn list_findings(cx: &Context, right: CountyReader) -> Answer {
    let narrow = cx.query::<Narrow>()?.within_county();
    let done = match cx.query_value("done").as_deref() {
        Some("waved") => Some(Message::new("findings-waved-done")),
        Some("undone") => Some(Message::new("findings-undone")),
        _ => None,
    };
    let shown = of_county(cx, (&right.account, &right.county), (&narrow, ("", "")))?;
    let page = page(cx, &right.county);
    match &done {
        Some(done) => page.done(done).reply(&shown),
        None => page.reply(&shown),
    }
}

/// The findings of all counties.
pub(in crate::web) fn list_of_city(cx: &Context, _right: CityReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let view = cx.round_of_all()?;
    let role = crate::web::guard::Member::of(cx)?.account.role;
    let county = view.counties.iter().find(|county| county.code == narrow.county);
    let filter = narrow.filter(county.map(|county| county.code.as_str()));
    let looking = LookingView::of(cx, (&view.round.code, filter.county.as_deref()))?;
    let found = findings::list(cx.office(), (&view.round.code, role), &filter)?;
    let counts = findings::by_county(cx.office(), &view.round.code)?;
    let counties = counties(cx, (&view, counts), county);
    let shown = shown(cx, (&view, "/findings", &narrow), (found, counties, None));
    let page = Page::new(cx, "findings", cx.word("findings-title-city"));
    page.reply(&FindingsView { looking, ..shown })
}

/// Waves one off.
pub(in crate::web) fn wave_off(cx: &Context, right: CountyOwner, Form(form): Form<WavedOff>) -> Answer {
    let view = cx.round()?;
    let place = (view.round.code.as_str(), right.county.code.as_str());
    let by = cx.by(&right.account);
    match findings::wave_off(cx.office(), &by, (&form.finding, place), &form.reason) {
        Ok(()) => Ok(back(&right.county, &form, "waved")),
        Err(OpsError::Refused(message)) => {
            let narrow = Narrow::read(&form.back).within_county();
            let who = (&right.account, &right.county);
            let shown = of_county(cx, who, (&narrow, (&form.finding, &form.reason)))?;
            let reply = page(cx, &right.county).refused(&message).reply(&shown)?;
            Ok(reply.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes a wave-off back.
pub(in crate::web) fn take_back(cx: &Context, right: CountyOwner, Form(form): Form<WavedOff>) -> Answer {
    let view = cx.round()?;
    let place = (view.round.code.as_str(), right.county.code.as_str());
    findings::take_back(cx.office(), &cx.by(&right.account), (&form.finding, place))?;
    Ok(back(&right.county, &form, "undone"))
}

fn page<'a>(cx: &'a Context, county: &'a CountyRow) -> Page<'a> {
    let title = cx.say(&Message::new("findings-title").with("county", &county.name));
    Page::new(cx, "findings", title).of_county(county)
}

/// The list as it was narrowed; whatever is sent as that is read and written anew.
fn back(county: &CountyRow, form: &WavedOff, done: &str) -> Reply {
    let query = Narrow::read(&form.back).within_county().query();
    Reply::see_other(&format!("/counties/{}/findings?{query}done={done}", county.code))
}

fn of_county(
    cx: &Context,
    (account, county): (&Account, &CountyRow),
    (narrow, (key, typed)): (&Narrow, (&str, &str)),
) -> Result<FindingsView, OpsError> {
    // Places in other counties have the names of those.
    let view = if account.role.of_city() { cx.round_of_all()? } else { cx.round()? };
    let filter = narrow.filter(Some(&county.code));
    let place = (view.round.code.as_str(), county.code.as_str());
    let step = InStep::of(cx, place)?;
    let looking = LookingView::of(cx, (place.0, Some(place.1)))?;
    let found = findings::list(cx.office(), (&view.round.code, account.role), &filter)?;
    let address = format!("/counties/{}/findings", county.code);
    let owns = account.role.of_county() && account.county.as_deref() == Some(&county.code);
    let wave = owns.then(|| WaveView {
        address: format!("{address}/waved"),
        undo: format!("{address}/waved/undo"),
        back: narrow.query(),
        key: key.to_owned(),
        typed: typed.to_owned(),
    });
    let shown = shown(cx, (&view, &address, narrow), (found, Vec::new(), wave));
    Ok(FindingsView { step, looking, ..shown })
}

fn shown(
    cx: &Context,
    (view, address, narrow): (&RoundView, &str, &Narrow),
    (found, counties, wave): (Found, Vec<Choice>, Option<WaveView>),
) -> FindingsView {
    let key = wave.as_ref().map(|wave| wave.key.clone()).unwrap_or_default();
    let lines = Lines { cx, counties: &view.counties, standard: view.standard(Phase::Final), open: &key };
    FindingsView {
        address: address.to_owned(),
        round: view.round.title.clone(),
        filters: narrow.options(cx, view),
        narrowed: narrow.narrows(),
        lines: found.found.iter().map(|found| lines.of(found)).collect(),
        next: found.next.map(|rank| format!("{address}?{}after={rank}", narrow.query())),
        later: narrow.is_later(),
        counties,
        wave,
        step: InStep::none(),
        looking: None,
    }
}

fn counties(
    cx: &Context,
    (view, mut counts): (&RoundView, Vec<(String, i64)>),
    chosen: Option<&CountyRow>,
) -> Vec<Choice> {
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.truncate(COUNTIES);
    let choice = |(code, count): (String, i64)| {
        let county = view.counties.iter().find(|county| county.code == code)?;
        let label = Message::new("web-queue-county").with("county", &county.name).with("count", count);
        let current = chosen.is_some_and(|chosen| chosen.code == code);
        Some(Choice { address: format!("/findings?county={code}"), label: cx.say(&label), current })
    };
    let all = Choice {
        address: "/findings".to_owned(),
        label: cx.word("web-queue-all"),
        current: chosen.is_none(),
    };
    std::iter::once(all).chain(counts.into_iter().filter_map(choice)).collect()
}
