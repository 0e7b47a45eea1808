//! The provider, and a copy of the server that uses it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use yingjian::oidc;
use yingjian::web::{Front, Running, Settings, start};

use crate::browser::{Answer, Browser};
use crate::office::Served;

/// Both sites; the provider ends when this is dropped.
pub(crate) struct Offices {
    child: Child,
    provider: u16,
    server: Running,
}

impl Drop for Offices {
    fn drop(&mut self) {
        // It is only to be gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Offices {
    pub(crate) fn new(served: &Served, algorithm: &str) -> Self {
        Self::calling_it(served, algorithm, str::to_owned)
    }

    /// The server knows the provider under another name than it has.
    pub(crate) fn calling_it(served: &Served, algorithm: &str, rename: impl Fn(&str) -> String) -> Self {
        let (provider, here) = (free_port(), free_port());
        let url = format!("http://127.0.0.1:{here}");
        let redirect = format!("{url}/log-in/oidc/back");
        let child = started(&[&provider.to_string(), &redirect, algorithm]);
        let oidc = oidc::Settings {
            issuer: rename(&format!("http://127.0.0.1:{provider}")),
            client_id: "yingjian".into(),
            client_secret: Some("a secret of the test".into()),
            claim: "preferred_username".into(),
            redirect,
        };
        let settings = Settings {
            bind: format!("127.0.0.1:{here}"),
            workers: Some(1),
            front: Front::new(&[], Some(&url), &[]).unwrap(),
            oidc: Some(oidc),
            ..Settings::default()
        };
        Self { child, provider, server: start(served.office.clone(), settings).unwrap() }
    }

    /// An address of the server.
    pub(crate) fn here(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address())
    }

    /// Goes out as somebody (`name` or `name:method,method`) and gives the address that leads back.
    pub(crate) fn way_back(&self, browser: &Browser, who: &str, path: &str) -> String {
        browser.set_cookie(self.provider, "who", &who.replace(':', "%3A").replace(',', "%2C"));
        let mut answer = browser.get(&self.here(path));
        for _ in 0..8 {
            assert_eq!(answer.status, 303, "{} {}", answer.location, answer.body);
            let next = match answer.location.strip_prefix('/') {
                Some(path) => format!("http://127.0.0.1:{}/{path}", self.provider),
                None => answer.location.clone(),
            };
            if next.starts_with(&self.here("/log-in/oidc/back")) {
                return next;
            }
            answer = browser.get(&next);
        }
        panic!("it never leads back: {}", answer.location)
    }

    /// The whole way.
    pub(crate) fn log_in(&self, browser: &Browser, who: &str, path: &str) -> Answer {
        browser.get(&self.way_back(browser, who, path))
    }
}

/// Starts the provider and waits until it says that it is ready.
fn started(arguments: &[&str]) -> Child {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc");
    install(&folder);
    let mut command = Command::new("node");
    command.arg("provider.mjs").args(arguments).current_dir(folder);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.map_while(Result::ok).any(|line| line == "ready");
    assert!(ready, "the provider does not start");
    child
}

/// Installs what the lock file names, once; tests of one run wait for each other.
fn install(folder: &Path) {
    let lock = std::fs::File::open(folder.join("package-lock.json")).unwrap();
    lock.lock().unwrap();
    if !folder.join("node_modules/oidc-provider").is_dir() {
        let installed =
            Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder).output();
        let installed = installed.unwrap();
        assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    }
}
