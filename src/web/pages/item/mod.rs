//! One item of a county: its rule in words, the facts year by year with what they earn, its evidence.

mod form;
mod marks;
mod sample;
mod subject;
mod talk;
mod years;

use actix_web::http::StatusCode;
use serde::Serialize;

use self::form::{Attempt, read};
use self::marks::MarksView;
pub(in crate::web) use self::marks::give_mark;
pub(super) use self::sample::ItemSample;
use self::subject::Subject;
pub(in crate::web) use self::talk::add_comment;
use self::talk::{TalkView, Typed};
use self::years::{PartView, Shown, YearView};
use super::scores::Figures4;
use crate::domain::explain::sum;
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::score::{Figures, PhaseScore};
use crate::domain::standard::{Per, Standard};
use crate::ops::accounts::Account;
use crate::ops::scores::{RoundView, Standing, standing};
use crate::ops::statements::{Statement, state};
use crate::ops::{OpsError, evidence};
use crate::sheet::rule_in_words;
use crate::store::rounds::CountyRow;
use crate::web::bars::Bar;
use crate::web::body::Fields;
use crate::web::error::WebError;
use crate::web::guard::{CountyFiler, CountyReader};
use crate::web::lookups;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// The most pieces of a year that the page shows, the newest; the list has them all.
const PIECES: usize = 24;

#[derive(Serialize)]
struct ItemView {
    code: String,
    name: String,
    aspect: Option<String>,
    lead: String,
    note: String,
    site_visit: bool,
    bonus: bool,
    rule: String,
    needs: Vec<NeedView>,
    figures: Figures4,
    bar: Bar,
    midterm: Option<Figures4>,
    spread: Option<(String, String)>,
    cycle: Vec<PartView>,
    years: Vec<YearView>,
    files: bool,
    marks: Option<MarksView>,
    /// How the provable figure comes about.
    sum: Option<String>,
    talk: Option<TalkView>,
}

#[derive(Serialize)]
struct NeedView {
    kind: String,
    min: u32,
    yearly: bool,
}

/// Somebody looking at an item of a county.
struct Look<'a> {
    cx: &'a Context,
    view: &'a RoundView,
    account: &'a Account,
    county: &'a CountyRow,
    subject: Subject<'a>,
}

/// The item's page.
pub(in crate::web) fn show_item(cx: &Context, right: CountyReader) -> Answer {
    let view = cx.round()?;
    let subject = asked(cx, &view, &right.county)?;
    let look = Look { cx, view: &view, account: &right.account, county: &right.county, subject };
    let marked = cx.query_value("marked").map(|_| Message::new("web-mark-saved"));
    let said = cx.query_value("said").map(|_| Message::new("web-talk-said"));
    look.page(None, marked.or(said).map(|done| (true, done)))
}

/// Saves the facts of one year. What can't be taken comes back as it was typed, with each fault beside its
/// field; when somebody was faster, the form comes back for a second look.
pub(in crate::web) fn save_facts(cx: &Context, right: CountyFiler, fields: Fields) -> Answer {
    let view = cx.round()?;
    let subject = asked(cx, &view, &right.county)?;
    let year = asked_year(cx, &view)?;
    let look = Look { cx, view: &view, account: &right.account, county: &right.county, subject };
    let facts = match read(subject, &fields) {
        Ok(facts) => facts,
        Err(faults) => {
            let told = Message::new("web-facts-refused").with("item", subject.code());
            let told = told.with("year", year.to_string());
            let attempt = Attempt { fields, faults };
            return Ok(look
                .page(Some((year, attempt, told)), None)?
                .with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let statement = Statement {
        county: right.county.code.clone(),
        item: subject.code().to_owned(),
        year,
        facts,
        seen: fields.get("seen").and_then(|seen| seen.parse().ok()).unwrap_or(0),
    };
    match state(cx.office(), &view, &cx.by(&right.account), &statement) {
        Ok(_) => Ok(Reply::see_other(&look.address(&format!("?saved={year}#year-{year}")))),
        Err(OpsError::Refused(message)) => {
            let status = WebError::from(OpsError::Refused(message.clone())).status();
            let attempt = Attempt { fields, faults: Vec::new() };
            Ok(look.page(Some((year, attempt, message)), None)?.with_status(status))
        }
        Err(error) => Err(error.into()),
    }
}

fn asked<'a>(cx: &Context, view: &'a RoundView, county: &CountyRow) -> Result<Subject<'a>, WebError> {
    let code = cx.asked.param("item").unwrap_or_default();
    let unknown = || OpsError::NotFound(Message::new("facts-unknown-item").with("item", code));
    Ok(Subject::find(view, county, code).ok_or_else(unknown)?)
}

fn asked_year(cx: &Context, view: &RoundView) -> Result<Year, OpsError> {
    let text = cx.asked.param("year").unwrap_or_default();
    let year = text.parse().ok().map(Year).filter(|year| view.round.has_year(*year));
    year.ok_or_else(|| OpsError::NotFound(view.round.year_outside(text)))
}

impl Look<'_> {
    fn address(&self, rest: &str) -> String {
        format!("/counties/{}/items/{}{rest}", self.county.code, self.subject.code())
    }

    /// The page with a refusal above it.
    fn page_refused(&self, message: &Message) -> Answer {
        self.page(None, Some((false, message.clone())))
    }

    /// The same with a comment that was not taken.
    fn page_typed(&self, message: &Message, typed: Typed) -> Answer {
        self.page_with(None, Some((false, message.clone())), typed)
    }

    fn page(&self, attempt: Option<(Year, Attempt, Message)>, told: Option<(bool, Message)>) -> Answer {
        self.page_with(attempt, told, Typed::default())
    }

    fn page_with(
        &self,
        attempt: Option<(Year, Attempt, Message)>,
        told: Option<(bool, Message)>,
        typed: Typed,
    ) -> Answer {
        let (cx, view, code) = (self.cx, self.view, self.subject.code());
        let standing = standing(cx.office(), view, &self.county.code)?;
        let place = (view.round.code.as_str(), self.county.code.as_str());
        let facts = lookups::facts_of_item(cx.office(), place, code)?;
        let found = evidence::newest_of_item(cx.office(), place, (code, PIECES))?;
        let shown = Shown {
            cx,
            standard: view.standard(Phase::Final),
            subject: self.subject,
            base: format!("/counties/{}", self.county.code),
            files: self.account.role.files(self.account.county.as_deref(), &self.county.code),
            score: standing.at_final.items.iter().find(|item| item.code == code),
            facts: &facts,
            found: &found,
            saved: cx.query_value("saved").and_then(|year| year.parse().ok()).map(Year),
        };
        let title = format!("{code} {}", self.subject.name());
        let page = Page::new(cx, "item", title).of_county(self.county);
        let page = match (&attempt, &told) {
            (None, Some((false, refused))) => page.refused(refused),
            (None, Some((true, done))) => page.done(done),
            _ => page,
        };
        let full = figures(&standing.at_final, code).full;
        let marks = Some(marks::view(self, full)?);
        let talk = Some(talk::view(self, typed)?);
        page.reply(&ItemView { marks, talk, ..self.item_view(&standing, &shown, attempt.as_ref()) })
    }

    fn item_view(
        &self,
        standing: &Standing,
        shown: &Shown<'_>,
        attempt: Option<&(Year, Attempt, Message)>,
    ) -> ItemView {
        let year = |window: &crate::domain::round::Window| {
            let here = attempt.filter(|(year, ..)| *year == window.year);
            shown.year(window, here.map(|(_, attempt, told)| (attempt, self.cx.say(told))))
        };
        let figures = figures(&standing.at_final, self.subject.code());
        let spread = shown.score.and_then(|score| score.spread);
        let midterm = standing.counting_midterm();
        ItemView {
            rule: self.rule(),
            needs: self.needs(shown.standard),
            figures: figures.into(),
            bar: Bar::of(figures),
            midterm: midterm.map(|score| self::figures(score, self.subject.code()).into()),
            spread: spread.map(|(least, most)| (least.to_string(), most.to_string())),
            cycle: shown.parts(None),
            years: self.view.round.years.iter().map(year).collect(),
            files: shown.files,
            sum: shown.score.and_then(|score| sum(score, shown.standard)).map(|said| self.cx.say(&said)),
            ..self.head(shown.standard)
        }
    }

    /// What the sheet itself says of the item.
    fn head(&self, standard: &Standard) -> ItemView {
        let item = match self.subject {
            Subject::Item(item, _) => Some(item),
            Subject::Bonus(_) => None,
        };
        let aspect = |code: &String| standard.aspects.iter().find(|aspect| aspect.code == *code);
        ItemView {
            code: self.subject.code().to_owned(),
            name: self.subject.name().to_owned(),
            aspect: item.and_then(|item| aspect(&item.aspect)).map(|aspect| aspect.name.clone()),
            lead: item.map(|item| item.lead.clone()).unwrap_or_default(),
            note: item.map(|item| item.note.clone()).unwrap_or_default(),
            site_visit: item.is_some_and(|item| item.site_visit),
            bonus: item.is_none(),
            rule: String::new(),
            needs: Vec::new(),
            figures: Figures::default().into(),
            bar: Bar::of(Figures::default()),
            midterm: None,
            spread: None,
            cycle: Vec::new(),
            years: Vec::new(),
            files: false,
            marks: None,
            sum: None,
            talk: None,
        }
    }

    /// The rule in words.
    fn rule(&self) -> String {
        let said = match self.subject {
            Subject::Item(item, level) => rule_in_words(item.rule.at(level), item.each_year),
            Subject::Bonus(bonus) => {
                let said = Message::new("web-bonus-rule").with("per", &bonus.per);
                said.with("points", bonus.points).with("cap", bonus.cap.to_string())
            }
        };
        self.cx.say(&said)
    }

    fn needs(&self, standard: &Standard) -> Vec<NeedView> {
        let label = |id: &str| standard.kind(id).map_or_else(|| id.to_owned(), |kind| kind.label.clone());
        let needs = self.subject.needs().into_iter();
        needs
            .map(|need| NeedView { kind: label(&need.kind), min: need.min, yearly: need.per == Per::Year })
            .collect()
    }
}

/// The figures of an item or bonus item in a phase.
fn figures(score: &PhaseScore, code: &str) -> Figures {
    let item = score.items.iter().find(|item| item.code == code).map(|item| item.figures);
    let bonus = || score.bonuses.iter().find(|bonus| bonus.code == code).map(|bonus| bonus.figures);
    item.or_else(bonus).unwrap_or_default()
}
