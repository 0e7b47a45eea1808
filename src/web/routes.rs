//! The whole table of addresses, grouped by who uses them. Each line names a handler, and the handler's
//! signature names the right that it needs.

use std::collections::BTreeMap;

use actix_web::web::{self, ServiceConfig};

use super::api::{self, description, evidence, facts, papers, rounds, score, search, uploads};
use super::assets;
use super::handle::{Entry, delete, file, get, nowhere, options, patch, post, put};
use super::pages;
use super::pages::{
    accounts, archive, audit, changes, coverage, decisions, findings, gaps, home, import, item, items,
    log_in, machine, manual, matrix, oidc, profile, prove, queue, security, standard, styleguide, three_way,
};

fn entries() -> Vec<Entry> {
    let mut entries = for_people();
    entries.extend(for_the_city());
    entries.extend(for_oneself());
    entries.extend(for_administrators());
    entries.extend(for_programs());
    entries
}

fn for_people() -> Vec<Entry> {
    vec![
        // For machines and browsers.
        get("/health", machine::show_health),
        get("/metrics", machine::show_metrics),
        get("/assets/{version}/{name}", assets::show_asset),
        // For those who work on the pages.
        get("/styleguide", styleguide::show_styleguide),
        // For everybody.
        get("/", home::show_start),
        get("/log-in", log_in::show_log_in),
        post("/log-in", log_in::log_in),
        post("/log-out", log_in::log_out),
        get("/standard", standard::show_standard),
        get("/manual", manual::show_manual),
        get("/manual/{chapter}", manual::show_chapter),
        // For a county, and for those of the city who look at it.
        get("/counties/{county}", home::show_home),
        get("/counties/{county}/changes", changes::show_changes),
        get("/counties/{county}/items", items::list_items),
        get("/counties/{county}/items/{item}", item::show_item),
        post("/counties/{county}/items/{item}/facts/{year}", item::save_facts),
        get("/counties/{county}/evidence", pages::evidence::list_evidence),
        post("/counties/{county}/evidence", pages::evidence::add_evidence),
        get("/counties/{county}/evidence/new", pages::evidence::show_upload_form),
        post("/counties/{county}/evidence/places", pages::evidence::place_chosen),
        post("/counties/{county}/evidence/places/undo", pages::evidence::undo_places),
        post("/counties/{county}/evidence/reviews", pages::evidence::review_chosen),
        post("/counties/{county}/evidence/reviews/undo", pages::evidence::undo_reviews),
        get("/counties/{county}/import", import::show_import_form),
        post("/counties/{county}/import", import::begin_import),
        get("/counties/{county}/import/{import}", import::show_import),
        post("/counties/{county}/import/{import}/run", import::run_import),
        post("/counties/{county}/import/{import}/cancel", import::cancel_import),
        get("/evidence/{id}", pages::evidence::show_evidence),
        file("/evidence/{id}/files/{position}", pages::evidence::show_file),
        get("/evidence/{id}/files/{position}/thumbnail", pages::evidence::show_thumbnail),
        get("/evidence/{id}/files/{position}/preview", pages::evidence::show_preview),
        get("/evidence/{id}/revisions/{revision}", pages::evidence::show_revision),
        get("/evidence/{id}/revisions/{revision}/files/{position}", pages::evidence::show_earlier_file),
        get("/evidence/{id}/change", pages::evidence::show_change_form),
        post("/evidence/{id}/change", pages::evidence::change_evidence),
        post("/evidence/{id}/link", pages::evidence::link_evidence),
        post("/evidence/{id}/unlink", pages::evidence::unlink_evidence),
        post("/evidence/{id}/review", pages::evidence::review_evidence),
        post("/counties/{county}/items/{item}/marks", item::give_mark),
        post("/counties/{county}/items/{item}/comments", item::add_comment),
        get("/counties/{county}/decisions", decisions::show_decisions),
        post("/counties/{county}/decisions", decisions::give_ruling),
        post("/counties/{county}/decisions/freeze", decisions::freeze_midterm),
        get("/counties/{county}/gaps", gaps::show_gaps),
        get("/counties/{county}/gaps/{format}", gaps::show_file),
        get("/counties/{county}/findings", findings::list_findings),
        post("/counties/{county}/findings/waved", findings::wave_off),
        post("/counties/{county}/findings/waved/undo", findings::take_back),
        // Figures of one fact side by side.
        get("/counties/{county}/match", three_way::show_match),
        // What written reports mention.
        get("/counties/{county}/coverage", coverage::show_coverage),
        post("/counties/{county}/coverage", coverage::read_text),
        get("/counties/{county}/archive", archive::show_archive),
        post("/counties/{county}/archive", archive::ask_for_file),
        get("/counties/{county}/archive.zip", archive::show_file),
        get("/counties/{county}/archives/{job}", archive::show_ready_file),
        // For whoever reads evidence.
        get("/search", pages::evidence::show_search),
    ]
}

fn for_the_city() -> Vec<Entry> {
    vec![
        get("/matrix", matrix::show_matrix),
        get("/matrix/{format}", matrix::show_file),
        get("/coverage", coverage::show_city),
        get("/queue", queue::show_queue),
        get("/findings", findings::list_of_city),
    ]
}

/// One's own account, and the second step on the way into it.
fn for_oneself() -> Vec<Entry> {
    vec![
        get("/log-in/code", log_in::show_code),
        post("/log-in/code", log_in::give_code),
        get("/log-in/oidc", oidc::go_out),
        get("/log-in/oidc/back", oidc::come_back),
        get("/prove", prove::show_prove),
        post("/prove", prove::prove),
        get("/profile", profile::show_profile),
        get("/profile/password", profile::show_password),
        post("/profile/password", profile::change_password),
        get("/profile/second-factor", profile::show_second_factor),
        post("/profile/second-factor", profile::enrol),
        post("/profile/second-factor/codes", profile::renew_codes),
        post("/profile/second-factor/end", profile::end_second_factor),
        post("/profile/sessions", profile::end_other_sessions),
        post("/profile/tokens", profile::add_token),
        post("/profile/revoke", profile::revoke),
        post("/profile/tour/end", profile::end_tour),
        post("/profile/tour/again", profile::begin_tour),
    ]
}

fn for_administrators() -> Vec<Entry> {
    vec![
        // For the system administrator.
        get("/accounts", accounts::list_accounts),
        post("/accounts", accounts::add_account),
        post("/accounts/state", accounts::set_account_state),
        post("/accounts/password", accounts::reset_password),
        // For the security administrator.
        get("/security", security::list_accounts),
        get("/security/policy", security::show_policy),
        post("/security/confirm", security::confirm_account),
        post("/security/unlock", security::unlock_account),
        post("/security/second-factor", security::reset_second_factor),
        post("/security/sessions", security::end_sessions),
        post("/security/role", security::change_role),
        // For the audit administrator.
        get("/audit", audit::list_entries),
        get("/audit/copy.zip", audit::show_copy),
    ]
}

fn for_programs() -> Vec<Entry> {
    vec![
        get("/api", description::show_operations),
        get("/api/openapi.json", description::show_document),
        get("/api/v1/counties/{county}/evidence", evidence::read::list_evidence),
        post("/api/v1/counties/{county}/evidence", evidence::upload::add_evidence),
        options("/api/v1/counties/{county}/uploads", uploads::show_terms),
        post("/api/v1/counties/{county}/uploads", uploads::begin_upload),
        get("/api/v1/counties/{county}/uploads/{upload}", uploads::show_upload),
        patch("/api/v1/counties/{county}/uploads/{upload}", uploads::continue_upload),
        delete("/api/v1/counties/{county}/uploads/{upload}", uploads::end_upload),
        get("/api/v1/counties/{county}/uploads/{upload}/proposal", uploads::show_proposal),
        get("/api/v1/evidence/{id}", evidence::read::show_evidence),
        file("/api/v1/evidence/{id}/file", evidence::file::show_file),
        put("/api/v1/evidence/{id}/review", evidence::change::review_evidence),
        post("/api/v1/evidence/{id}/links/{item}/{year}", evidence::change::link_evidence),
        delete("/api/v1/evidence/{id}/links/{item}/{year}", evidence::change::unlink_evidence),
        get("/api/v1/counties/{county}/facts/{item}/{year}", facts::show_facts),
        put("/api/v1/counties/{county}/facts/{item}/{year}", facts::state_facts),
        get("/api/v1/counties/{county}/score", score::show_score),
        get("/api/v1/counties/{county}/gaps", papers::show_gaps),
        get("/api/v1/counties/{county}/findings", api::findings::list_findings),
        post("/api/v1/counties/{county}/findings/{finding}/waved", api::findings::wave_off),
        delete("/api/v1/counties/{county}/findings/{finding}/waved", api::findings::take_back),
        // What written reports mention, and figures of one fact side by side.
        get("/api/v1/counties/{county}/coverage", api::coverage::show_coverage),
        get("/api/v1/counties/{county}/match", api::coverage::show_match),
        get("/api/v1/rounds/{round}/coverage", api::coverage::show_counties),
        get("/api/v1/counties/{county}/archive.zip", papers::show_archive),
        get("/api/v1/rounds/{round}", rounds::show_round),
        get("/api/v1/rounds/{round}/matrix", score::show_matrix),
        get("/api/v1/standards/{code}", rounds::show_standard),
        get("/api/v1/search", search::search_evidence),
    ]
}

/// What is asked for by the dozen stands first: an address is compared with one pattern after the other.
const FIRST: [&str; 3] = [
    "/api/v1/evidence/{id}/file",
    "/evidence/{id}/files/{position}",
    "/evidence/{id}/files/{position}/thumbnail",
];

/// Puts every route on the server; an address with another method is answered 405, any other address 404.
pub(super) fn configure(config: &mut ServiceConfig) {
    let mut by_path: BTreeMap<(bool, &'static str), Vec<Entry>> = BTreeMap::new();
    for entry in entries() {
        by_path.entry((!FIRST.contains(&entry.path), entry.path)).or_default().push(entry);
    }
    for ((_, path), entries) in by_path {
        let resource = web::resource(path);
        config.service(entries.into_iter().fold(resource, |resource, entry| resource.route(entry.route)));
    }
    config.default_service(nowhere());
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
    /// Whether the password has to have been given a short while ago.
    pub grave: bool,
}

/// Every route with the right that it needs.
pub fn table() -> Vec<RouteRow> {
    let row = |entry: Entry| RouteRow {
        path: entry.path,
        method: entry.method.to_string(),
        right: entry.right,
        grave: entry.grave,
    };
    entries().into_iter().map(row).collect()
}
