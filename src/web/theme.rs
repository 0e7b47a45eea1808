//! Light or dark: `?theme=`, then the cookie, then as the system is. The dark values are a style sheet of their own,
//! so that the choice works without scripts and paper stays light.

use actix_web::cookie::Cookie;
use serde::Serialize;

use super::kept;
use super::request::{Asked, Context};

/// Name of the cookie and of the query's key.
const THEME: &str = "theme";

/// How pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Theme {
    /// As the reader's system is.
    System,
    Light,
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.id() == id)
    }

    /// When the dark style sheet holds, as a media query.
    fn dark_when(self) -> Option<&'static str> {
        match self {
            Self::System => Some("screen and (prefers-color-scheme: dark)"),
            Self::Light => None,
            Self::Dark => Some("screen"),
        }
    }

    /// What a page tells the browser before its style sheets are there.
    fn schemes(self) -> &'static str {
        match self {
            Self::System => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The choice as the frame of a page shows it.
#[derive(Debug, Serialize)]
pub(super) struct ThemeView {
    dark_when: Option<&'static str>,
    schemes: &'static str,
    links: [ThemeLink; 3],
}

#[derive(Debug, Serialize)]
struct ThemeLink {
    id: &'static str,
    address: String,
    current: bool,
}

/// How this answer looks, with the ways to the others.
pub(super) fn view(cx: &Context) -> ThemeView {
    let theme = chosen(&cx.asked).or_else(|| Theme::from_id(cx.asked.cookie(THEME)?));
    let theme = theme.unwrap_or(Theme::System);
    let link = |one: Theme| ThemeLink {
        id: one.id(),
        address: kept::address(&cx.asked, THEME, one.id()),
        current: one == theme,
    };
    ThemeView { dark_when: theme.dark_when(), schemes: theme.schemes(), links: Theme::ALL.map(link) }
}

/// What the address itself chooses.
pub(super) fn chosen(asked: &Asked) -> Option<Theme> {
    Theme::from_id(kept::chosen(asked, THEME)?)
}

/// Remembers a choice for a year.
pub(super) fn cookie(theme: Theme, secure: bool) -> Cookie<'static> {
    kept::cookie(THEME, theme.id(), secure)
}
