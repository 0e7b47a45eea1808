//! The web edge: pages for people, the API for programs. It reads requests, asks who may what, calls one
//! operation and renders the answer. It holds no rule of the field and no SQL.
//!
//! A request goes through [`handle`]: one blocking task recognises the visitor, checks the right that the
//! handler's signature names, reads the body and calls the handler, all in plain synchronous code.

mod api;
mod assets;
mod bars;
mod body;
mod charts;
mod csrf;
mod downloads;
mod edge;
mod error;
mod files;
mod front;
mod guard;
mod handle;
mod headers;
mod help;
mod imports;
mod kept;
mod language;
mod limits;
mod listeners;
mod lookups;
mod menu;
mod metrics;
mod pages;
mod proving;
mod render;
mod reply;
mod request;
mod routes;
mod secrets;
mod server;
mod session;
mod theme;
mod thumbnails;
mod uploads;

use crate::oidc;
use crate::ops::Office;
use crate::ops::jobs::RunnerSettings;

pub use front::Front;
pub use help::places as help_places;
pub use limits::Limits;
pub use routes::{RouteRow, table};
pub use server::{Running, serve, start};

/// How the server is run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address and port, such as `127.0.0.1:8080`; port 0 takes any that is free.
    pub bind: String,
    /// Whether cookies are sent over HTTPS alone; on wherever a proxy speaks HTTPS.
    pub secure_cookies: bool,
    /// The most bytes of one uploaded file.
    pub max_file: u64,
    /// The most files of one piece of evidence; never more than [`crate::ops::evidence::MAX_FILES`].
    pub max_files: usize,
    /// The most files of one ZIP that is imported.
    pub max_import_files: usize,
    /// The most bytes of a form or a JSON body.
    pub max_form: usize,
    /// The names that the server answers to, and the proxies that it believes.
    pub front: Front,
    /// The office's own provider of log-ins, when it has one.
    pub oidc: Option<oidc::Settings>,
    /// How often what is costly is taken in a minute.
    pub limits: Limits,
    /// Threads that take requests; as many as the machine has cores when none is given.
    pub workers: Option<usize>,
    /// How work in the background is done.
    pub jobs: RunnerSettings,
    /// Whether `/styleguide` shows the parts of the pages, for those who work on them.
    pub styleguide: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            bind: "127.0.0.1:8080".to_owned(),
            secure_cookies: false,
            max_file: 4_000_000_000,
            max_files: 100,
            max_import_files: 20_000,
            max_form: 1_000_000,
            front: Front::default(),
            oidc: None,
            limits: Limits::default(),
            workers: None,
            jobs: RunnerSettings::default(),
            styleguide: false,
        }
    }
}

/// What all requests share.
struct Shared {
    office: Office,
    settings: Settings,
    metrics: metrics::Metrics,
    meter: limits::Meter,
    oidc: Option<oidc::Provider>,
    imports: imports::Imports,
    listeners: listeners::Listeners,
}
