//! The whole table of addresses, grouped by who uses them. Each line names a handler, and the handler's
//! signature names the right that it needs.

use std::collections::BTreeMap;

use actix_web::web::{self, ServiceConfig};

use super::assets;
use super::handle::{Entry, get, post};
use super::pages::{accounts, evidence, home, item, items, log_in, machine, matrix, profile};

fn entries() -> Vec<Entry> {
    vec![
        // For machines and browsers.
        get("/health", machine::show_health),
        get("/metrics", machine::show_metrics),
        get("/assets/{version}/{name}", assets::show_asset),
        // For everybody.
        get("/", home::show_start),
        get("/log-in", log_in::show_log_in),
        post("/log-in", log_in::log_in),
        post("/log-out", log_in::log_out),
        get("/profile", profile::show_profile),
        post("/profile/password", profile::change_password),
        // For a county, and for those of the city who look at it.
        get("/counties/{county}", home::show_home),
        get("/counties/{county}/items", items::list_items),
        get("/counties/{county}/items/{item}", item::show_item),
        post("/counties/{county}/items/{item}/facts/{year}", item::save_facts),
        get("/counties/{county}/evidence", evidence::list_evidence),
        post("/counties/{county}/evidence", evidence::add_evidence),
        get("/counties/{county}/evidence/new", evidence::show_upload_form),
        get("/evidence/{id}", evidence::show_evidence),
        get("/evidence/{id}/files/{position}", evidence::show_file),
        get("/evidence/{id}/change", evidence::show_change_form),
        post("/evidence/{id}/change", evidence::change_evidence),
        post("/evidence/{id}/link", evidence::link_evidence),
        post("/evidence/{id}/unlink", evidence::unlink_evidence),
        post("/evidence/{id}/review", evidence::review_evidence),
        // For the city.
        get("/matrix", matrix::show_matrix),
        // For the administrator.
        get("/accounts", accounts::list_accounts),
        post("/accounts", accounts::add_account),
        post("/accounts/state", accounts::set_account_state),
        post("/accounts/password", accounts::reset_password),
        post("/accounts/token", accounts::add_token),
    ]
}

/// Puts every route on the server; an address with another method is answered 405.
pub(super) fn configure(config: &mut ServiceConfig) {
    let mut by_path: BTreeMap<&'static str, Vec<Entry>> = BTreeMap::new();
    for entry in entries() {
        by_path.entry(entry.path).or_default().push(entry);
    }
    for (path, entries) in by_path {
        let resource = web::resource(path);
        config.service(entries.into_iter().fold(resource, |resource, entry| resource.route(entry.route)));
    }
}

/// A line of the table, for those who check it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RouteRow {
    /// The pattern of the address.
    pub path: &'static str,
    /// The method.
    pub method: String,
    /// Name of the right that it needs.
    pub right: &'static str,
}

/// Every route with the right that it needs.
pub fn table() -> Vec<RouteRow> {
    let row =
        |entry: Entry| RouteRow { path: entry.path, method: entry.method.to_string(), right: entry.right };
    entries().into_iter().map(row).collect()
}
