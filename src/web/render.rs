//! Pages out of templates. A handler gives a typed view; the frame around it (title, menu, languages,
//! notice) is the same for all and made here.
//!
//! The helpers of the templates: `{{t "id" name=value}}` says a message in the reader's language, `{{points x}}`
//! writes points or a dash,
//! `{{named "role" id}}` says a name of the field, `{{asset "app.css"}}` gives an address, and
//! `{{part "bar" figures}}` or `{{part "tile" label=x}}` shows a partial with what it is given and nothing else.

mod helpers;
mod settled;

use std::sync::LazyLock;

use handlebars::Handlebars;
use rust_embed::RustEmbed;
use serde::Serialize;

use super::error::WebError;
use super::menu::{self, Link};
use super::reply::{Answer, Reply};
use super::request::Context;
use super::theme::{self, ThemeView};
use super::{csrf, help, language};
use crate::domain::message::Message;
use crate::domain::policy::SecondFactor;
use crate::store::rounds::CountyRow;
use crate::texts::Lang;

#[derive(RustEmbed)]
#[folder = "templates/pages"]
struct Pages;

#[derive(RustEmbed)]
#[folder = "templates/partials"]
struct Partials;

/// Why the templates can't be used: a fault of the build.
#[derive(Debug, thiserror::Error)]
#[error("template {name}: {fault}")]
pub(super) struct TemplateError {
    name: String,
    fault: String,
}

/// All templates of a language, read when somebody first reads it.
type Templates = Result<Handlebars<'static>, TemplateError>;

/// The templates of a language, with the words that never change written in.
fn of(lang: Lang) -> &'static Templates {
    static HANS: LazyLock<Templates> = LazyLock::new(|| templates(Lang::Hans));
    static HANT: LazyLock<Templates> = LazyLock::new(|| templates(Lang::Hant));
    static ENGLISH: LazyLock<Templates> = LazyLock::new(|| templates(Lang::English));
    match lang {
        Lang::Hans => &HANS,
        Lang::Hant => &HANT,
        Lang::English => &ENGLISH,
    }
}

/// Reads the templates of the usual language before anybody asks for a page.
///
/// # Errors
/// When one of them can't be used.
pub(super) fn ready() -> Result<(), &'static TemplateError> {
    of(Lang::default()).as_ref().map(|_templates| ())
}

fn render(lang: Lang, name: &str, data: &impl Serialize) -> Result<String, WebError> {
    let broken = |fault: &dyn std::fmt::Display| WebError::Broken(format!("template {name}: {fault}"));
    let templates = of(lang).as_ref().map_err(|error| broken(error))?;
    templates.render(name, data).map_err(|error| broken(&error))
}

fn templates(lang: Lang) -> Templates {
    let mut handlebars = Handlebars::new();
    handlebars.set_strict_mode(true);
    helpers::register(&mut handlebars, lang);
    let pages = Pages::iter().filter_map(|path| Pages::get(&path).map(|file| (path, file)));
    let partials = Partials::iter().filter_map(|path| Partials::get(&path).map(|file| (path, file)));
    for (path, file) in pages.chain(partials) {
        let name = path.trim_end_matches(".hbs").to_owned();
        let fault = |fault: String| TemplateError { name: name.clone(), fault };
        let text = std::str::from_utf8(&file.data).map_err(|error| fault(error.to_string()))?;
        let text = settled::written(text, lang).map_err(fault)?;
        handlebars.register_template_string(&name, text).map_err(|error| fault(error.to_string()))?;
    }
    Ok(handlebars)
}

/// A page to be rendered.
pub(super) struct Page<'a> {
    cx: &'a Context,
    template: &'static str,
    title: String,
    county: Option<&'a CountyRow>,
    notice: Option<Notice>,
    wide: bool,
}

/// A line above a page that says what has happened.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Notice {
    /// `success`, `warning` or `danger`.
    tone: &'static str,
    text: String,
}

impl<'a> Page<'a> {
    /// The page of a template, under a title.
    pub(super) fn new(cx: &'a Context, template: &'static str, title: String) -> Self {
        Self { cx, template, title, county: None, notice: None, wide: false }
    }

    /// Says that the page is about a county, so that the menu leads to the rest of it.
    pub(super) fn of_county(self, county: &'a CountyRow) -> Self {
        Self { county: Some(county), ..self }
    }

    /// Uses the whole width of the window, for tables.
    pub(super) fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// Says that something was done.
    pub(super) fn done(self, message: &Message) -> Self {
        self.noticed("success", message)
    }

    /// Says that something was not done.
    pub(super) fn refused(self, message: &Message) -> Self {
        self.noticed("danger", message)
    }

    fn noticed(self, tone: &'static str, message: &Message) -> Self {
        let text = self.cx.say(message);
        Self { notice: Some(Notice { tone, text }), ..self }
    }

    /// The page with what it shows.
    pub(super) fn reply(self, view: &impl Serialize) -> Answer {
        let cx = self.cx;
        let frame = Frame {
            lang: cx.lang,
            language: cx.lang.own_name(),
            title: self.title,
            account: cx
                .account()
                .map(|account| AccountView { name: account.name.clone(), role: account.role.id() }),
            csrf: csrf::token(cx),
            menu: menu::main(cx),
            county: self
                .county
                .map(|county| CountyView { name: county.name.clone(), menu: menu::of_county(cx, county) }),
            languages: Lang::ALL.map(|lang| LanguageLink {
                tag: lang.tag(),
                name: lang.own_name(),
                address: language::address(&cx.asked, lang),
                current: lang == cx.lang,
            }),
            theme: theme::view(cx),
            notice: self.notice,
            wide: self.wide,
            help: help::address(cx, self.template),
            tour: help::tour(cx, self.template)?,
            offered: cx.office().access.second_factor == SecondFactor::Offered,
        };
        let body = render(cx.lang, self.template, &Whole { frame: &frame, view })?;
        let page = Reply::html(render(cx.lang, "layout", &Whole { frame: &frame, view: &body })?);
        let theme = theme::chosen(&cx.asked);
        let theme = theme.map(|theme| theme::cookie(theme, cx.shared.settings.secure_cookies));
        Ok(theme.into_iter().chain(language::read(cx)).fold(page, Reply::with_cookie))
    }
}

/// What a template gets; the view of the layout is the page that it stands around.
#[derive(Serialize)]
struct Whole<'a, V> {
    frame: &'a Frame,
    view: &'a V,
}

/// What stands around every page.
#[derive(Serialize)]
struct Frame {
    lang: Lang,
    /// The language's own name.
    language: &'static str,
    title: String,
    account: Option<AccountView>,
    csrf: String,
    menu: Vec<Link>,
    county: Option<CountyView>,
    languages: [LanguageLink; 3],
    theme: ThemeView,
    notice: Option<Notice>,
    wide: bool,
    /// Where the manual explains the page.
    help: Option<String>,
    /// What a newcomer is shown.
    tour: Vec<help::TourStep>,
    /// Whether second factors are left to everybody, which pages say.
    offered: bool,
}

#[derive(Serialize)]
struct AccountView {
    name: String,
    role: &'static str,
}

#[derive(Serialize)]
struct CountyView {
    name: String,
    menu: Vec<Link>,
}

#[derive(Serialize)]
struct LanguageLink {
    tag: &'static str,
    name: &'static str,
    address: String,
    current: bool,
}
