//! What a handler knows of a request: who asks, in which language, what for. No body: see [`super::body`].

use std::net::IpAddr;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName};
use actix_web::web::Data;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use serde::de::DeserializeOwned;

use super::body::Fields;
use super::error::WebError;
use super::{Shared, language, session};
use crate::domain::day::in_china;
use crate::domain::message::Message;
use crate::ops::accounts::{Account, Known, Secret};
use crate::ops::scores::{self, RoundView};
use crate::ops::{By, Office, OpsError};
use crate::texts::Lang;

/// The parts of a request that handlers read, apart from the body.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) method: Method,
    /// The path as it was asked for.
    pub(super) path: String,
    /// What stands after the `?`, or nothing.
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    /// The pattern of the route, when there is one.
    pub(super) pattern: Option<String>,
    /// The address that it comes from, behind the proxies that are trusted.
    pub(super) client: Option<IpAddr>,
    params: Vec<(String, String)>,
    cookies: Vec<(String, String)>,
}

impl From<&HttpRequest> for Asked {
    fn from(request: &HttpRequest) -> Self {
        let pair = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let cookies =
            request.cookies().map(|cookies| cookies.iter().map(|cookie| pair(cookie.name_value())).collect());
        Self {
            method: request.method().clone(),
            path: request.path().to_owned(),
            query: request.query_string().to_owned(),
            headers: request.headers().clone(),
            pattern: request.match_pattern(),
            client: client(request),
            params: request.match_info().iter().map(pair).collect(),
            cookies: cookies.unwrap_or_default(),
        }
    }
}

/// Who asks, as far as trusted proxies tell.
fn client(request: &HttpRequest) -> Option<IpAddr> {
    let shared = request.app_data::<Data<Shared>>()?;
    Some(shared.settings.front.client(request.peer_addr()?.ip(), request.headers()))
}

impl Asked {
    /// Path and query, as it was asked for.
    pub(super) fn address(&self) -> String {
        match self.query.as_str() {
            "" => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }

    /// A part of the path by its name in the route.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A cookie's value.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A header's value, when it is text.
    pub(super) fn header(&self, name: impl Into<HeaderName>) -> Option<&str> {
        self.headers.get(name.into())?.to_str().ok()
    }

    /// Whether a program asks, which gets its errors as JSON.
    pub(super) fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }

    /// Whether the method only reads.
    pub(super) fn only_reads(&self) -> bool {
        self.method.is_safe()
    }
}

/// Who asks.
#[derive(Debug, Clone)]
pub(super) enum Visitor {
    /// Somebody who is not logged in; the text is what log-in forms are tied to.
    Nobody(session::Visit),
    /// A person with a browser's session.
    Person(Known, Secret),
    /// A program with a token.
    Program(Known),
}

/// A request with all that belongs to it.
pub(super) struct Context {
    pub(super) shared: Arc<Shared>,
    pub(super) asked: Asked,
    pub(super) visitor: Visitor,
    pub(super) lang: Lang,
    /// The time, in UTC, in microseconds, as the database keeps it.
    pub(super) now: NaiveDateTime,
    /// The session's new secret, when the visitor got one on the way.
    pub(super) renewed: Option<Secret>,
}

impl Context {
    /// A request of nobody in particular.
    pub(super) fn anonymous(shared: Arc<Shared>, asked: Asked) -> Self {
        let visitor = Visitor::Nobody(session::Visit::of(&asked));
        let lang = language::of(&asked, None);
        Self { shared, asked, visitor, lang, now: now(), renewed: None }
    }

    /// Finds the sender by cookie or token.
    pub(super) fn recognise(&mut self) -> Result<(), WebError> {
        if let Some(visitor) = session::recognise(self)? {
            self.lang = language::of(&self.asked, visitor.account());
            self.visitor = visitor;
        }
        Ok(())
    }

    /// Goes on with the new secret of a visitor who has given the password again.
    pub(super) fn renew(&mut self, secret: Secret) {
        if let Visitor::Person(known, session) = &mut self.visitor {
            known.proven = true;
            session.clone_from(&secret);
            self.renewed = Some(secret);
        }
    }

    pub(super) fn office(&self) -> &Office {
        &self.shared.office
    }

    pub(super) fn account(&self) -> Option<&Account> {
        self.visitor.account()
    }

    /// For operations that record who did something.
    pub(super) fn by(&self, account: &Account) -> By {
        By { account: account.name.clone(), at: self.now }
    }

    /// Today's date in China.
    pub(super) fn today(&self) -> NaiveDate {
        self.local(self.now).date()
    }

    /// A time of the database on China's clocks.
    pub(super) fn local(&self, at: NaiveDateTime) -> NaiveDateTime {
        in_china(at)
    }

    /// What stands after the `?`, read into a type.
    pub(super) fn query<T: DeserializeOwned>(&self) -> Result<T, WebError> {
        let read = actix_web::web::Query::<T>::from_query(&self.asked.query);
        read.map(actix_web::web::Query::into_inner).map_err(|error| {
            WebError::Unreadable(Message::new("web-query-unreadable").with("fault", error.to_string()))
        })
    }

    /// The round that `?round=` names, or the newest, with the county that the path names and no other.
    pub(super) fn round(&self) -> Result<RoundView, OpsError> {
        let named = self.query_value("round");
        scores::round_of(self.office(), named.as_deref(), self.asked.param("county"))
    }

    /// The same round with all its counties.
    pub(super) fn round_of_all(&self) -> Result<RoundView, OpsError> {
        scores::round(self.office(), self.query_value("round").as_deref())
    }

    /// The query as the fields of a form.
    pub(super) fn fields(&self) -> Result<Fields, WebError> {
        Fields::parse(self.asked.query.as_bytes())
    }

    /// A single value of the query.
    pub(super) fn query_value(&self, name: &str) -> Option<String> {
        let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(&self.asked.query).ok()?;
        let found = pairs.into_inner().into_iter().find(|(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value)
    }

    /// A date in words.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        let said = Message::new("web-day").with("year", i64::from(day.year()));
        self.say(&said.with("month", i64::from(day.month())).with("day", i64::from(day.day())))
    }

    /// A time of the database in words, on China's clocks.
    pub(super) fn moment(&self, at: NaiveDateTime) -> String {
        let local = self.local(at);
        format!("{} {}", self.day(local.date()), local.format("%H:%M"))
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.lang.say(message)
    }

    pub(super) fn word(&self, id: &'static str) -> String {
        self.lang.word(id)
    }
}

impl Visitor {
    pub(super) fn account(&self) -> Option<&Account> {
        match self {
            Self::Nobody(_) => None,
            Self::Person(known, _) | Self::Program(known) => Some(&known.account),
        }
    }
}

fn now() -> NaiveDateTime {
    let now = Utc::now().naive_utc();
    let microseconds = now.nanosecond() / 1000;
    now.with_nanosecond(microseconds.saturating_mul(1000)).unwrap_or(now)
}
