//! A sample round that is served, with a session for each role.

use std::net::SocketAddr;

use tempfile::TempDir;
use yingjian::demo::{LogIn, ROUND, Size, make};
use yingjian::domain::role::Role;
use yingjian::ops::accounts::{Attempt, Entered, Secret, log_in};
use yingjian::ops::{Office, evidence, scores};
use yingjian::store::evidence::Filter;
use yingjian::web::{Limits, Running, Settings, start, table};

use crate::client::Client;

pub(crate) struct Sample {
    office: Office,
    log_ins: Vec<LogIn>,
    running: Running,
    _folder: TempDir,
}

/// Who looks: nobody, or a role; county roles are of the first county.
pub(crate) type Who = Option<Role>;

impl Sample {
    pub(crate) fn new(size: Size) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let today = chrono::Utc::now().date_naive();
        let log_ins = make(folder.path(), (size, today), &|_step| {}).unwrap();
        let office = Office::open(folder.path()).unwrap();
        let settings = Settings {
            bind: "127.0.0.1:0".into(),
            limits: Limits::NONE,
            styleguide: true,
            ..Settings::default()
        };
        let running = start(office.clone(), settings).unwrap();
        Self { office, log_ins, running, _folder: folder }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.address()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address())
    }

    /// A fresh session of somebody.
    pub(crate) fn session(&self, role: Role) -> String {
        let mut ours = self.log_ins.iter().filter(|one| one.role == role);
        let one = ours.find(|one| one.county.as_deref().is_none_or(|county| county == "c1")).unwrap();
        let (password, now) = (Secret(one.password.clone()), chrono::Utc::now().naive_utc());
        let attempt = Attempt { name: &one.name, password: &password, label: "" };
        let Ok(Entered::Whole(session)) = log_in(&self.office, attempt, now) else { panic!("{}", one.name) };
        session.0
    }

    /// A piece of evidence of the first county, in a state.
    pub(crate) fn evidence(&self, state: &str) -> String {
        let filter = Filter { state: Some(state.into()), limit: 1, ..Filter::default() };
        evidence::list(&self.office, (ROUND, "c1"), &filter).unwrap().pieces.remove(0).row.id
    }

    /// An item of the first county.
    pub(crate) fn item(&self) -> String {
        let view = scores::round(&self.office, Some(ROUND)).unwrap();
        view.final_standard.items[0].code.clone()
    }

    /// Every page that this visitor may see, from the table of routes, so that a new one is among them.
    pub(crate) fn pages(&self, who: Who) -> Vec<String> {
        let client = Client::new(self.address());
        let client = match who {
            Some(role) => client.with_session(&self.session(role)),
            None => client,
        };
        let paths = table().into_iter().filter(|row| row.method == "GET").map(|row| row.path);
        let pages = paths.filter(|path| {
            let others = [
                "/api/",
                "/assets/",
                "/metrics",
                "/health",
                ".zip",
                "{format}",
                "{position}",
                "{job}",
                "/changes",
            ];
            !others.iter().any(|other| path.contains(other))
        });
        let addresses = pages.flat_map(|path| self.addresses(path));
        addresses
            .filter(|address| {
                let answer = client.get(address);
                answer.status == 200 && answer.header("content-type").starts_with("text/html")
            })
            .collect()
    }

    /// The addresses of a route that are looked at.
    fn addresses(&self, path: &str) -> Vec<String> {
        let path = path
            .replace("{county}", "c1")
            .replace("{item}", &self.item())
            .replace("{chapter}", "08-gaps")
            .replace("{year}", "2022");
        if path == "/evidence/{id}" {
            return ["waiting", "accepted", "sent_back"]
                .map(|state| path.replace("{id}", &self.evidence(state)))
                .into();
        }
        let more = match path.as_str() {
            "/counties/c1/evidence" => Some("/counties/c1/evidence?state=sent_back".to_owned()),
            "/matrix" => Some("/matrix?figure=lost&phase=midterm".to_owned()),
            "/counties/c1/items" => Some("/counties/c1/items?phase=midterm".to_owned()),
            _ => None,
        };
        let first = path.replace("{id}", &self.evidence("waiting"));
        std::iter::once(first).chain(more).collect()
    }
}
