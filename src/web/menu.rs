//! The menus: where somebody of a role may go, and the pages of a county.

use serde::Serialize;

use super::request::Context;
use crate::domain::role::Role;
use crate::store::rounds::CountyRow;

/// A line of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    pub(super) address: String,
    pub(super) label: String,
    /// Whether it leads to the page that is shown, or to one above it.
    pub(super) current: bool,
}

/// Where this visitor's work begins.
pub(super) fn start(cx: &Context) -> String {
    let Some(account) = cx.account() else { return "/log-in".to_owned() };
    match (account.role, account.county.as_deref()) {
        (Role::CountyClerk | Role::CountyLeader, Some(county)) => format!("/counties/{county}"),
        (Role::CityInspector, _) => "/queue".to_owned(),
        (Role::CityLeader, _) => "/matrix".to_owned(),
        (Role::Administrator, _) => "/accounts".to_owned(),
        (Role::SecurityAdministrator, _) => "/security".to_owned(),
        (Role::AuditAdministrator, _) => "/audit".to_owned(),
        (Role::CountyClerk | Role::CountyLeader, None) => "/profile".to_owned(),
    }
}

/// The menu at the top.
pub(super) fn main(cx: &Context) -> Vec<Link> {
    let Some(account) = cx.account() else { return Vec::new() };
    let mut lines = match account.role {
        Role::CountyClerk | Role::CountyLeader => vec![(start(cx), "web-menu-county")],
        Role::CityInspector => vec![
            (start(cx), "web-menu-queue"),
            ("/matrix".to_owned(), "web-menu-matrix"),
            ("/findings".to_owned(), "web-menu-findings"),
            ("/coverage".to_owned(), "web-menu-coverage"),
        ],
        Role::CityLeader => vec![
            (start(cx), "web-menu-matrix"),
            ("/queue".to_owned(), "web-menu-queue"),
            ("/findings".to_owned(), "web-menu-findings"),
            ("/coverage".to_owned(), "web-menu-coverage"),
        ],
        Role::Administrator => vec![(start(cx), "web-menu-accounts")],
        Role::SecurityAdministrator => vec![(start(cx), "web-menu-security")],
        Role::AuditAdministrator => vec![(start(cx), "web-menu-audit")],
    };
    if !account.role.administers() {
        lines.push(("/search".to_owned(), "web-menu-search"));
    }
    lines.push(("/standard".to_owned(), "web-menu-standard"));
    lines.push(("/profile".to_owned(), "web-menu-profile"));
    lines.push(("/manual".to_owned(), "web-menu-manual"));
    lines.into_iter().map(|(address, id)| link(cx, address, id)).collect()
}

/// The pages of a county.
pub(super) fn of_county(cx: &Context, county: &CountyRow) -> Vec<Link> {
    let base = format!("/counties/{}", county.code);
    let home = Link { current: cx.asked.path == base, ..link(cx, base.clone(), "web-menu-home") };
    let files = cx.account().is_some_and(|who| who.role.files(who.county.as_deref(), &county.code));
    let pages = [
        ("items", "web-menu-items"),
        ("evidence", "web-menu-evidence"),
        ("import", "web-menu-import"),
        ("gaps", "web-menu-gaps"),
        ("findings", "web-menu-findings"),
        ("coverage", "web-menu-coverage"),
        ("match", "web-menu-match"),
        ("archive", "web-menu-archive"),
        ("decisions", "web-menu-decisions"),
    ];
    let shown = pages.into_iter().filter(|(page, _)| files || *page != "import");
    let others = shown.map(|(page, id)| link(cx, format!("{base}/{page}"), id));
    std::iter::once(home).chain(others).collect()
}

fn link(cx: &Context, address: String, id: &'static str) -> Link {
    let below = cx.asked.path.strip_prefix(&address);
    let current = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    Link { address, label: cx.word(id), current }
}
