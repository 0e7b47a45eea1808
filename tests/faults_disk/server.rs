//! The program as it is run: `yingjian serve` on a data folder that a test has made.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use yingjian::domain::role::Role;
use yingjian::ops::accounts::{self, Kind, NewAccount, Secret};
use yingjian::ops::{Office, opening, sheets};

use crate::client::{Client, EVIDENCE};
use crate::office::{by, round, sheet};
use crate::until;

/// An office with a clerk, whose token this gives.
pub(crate) fn fill(office: &Office) -> String {
    sheets::take(office, &by(), &sheet()).unwrap();
    opening::open(office, &by(), &round()).unwrap();
    let new = NewAccount {
        name: "clerk".into(),
        password: Secret("Correct horse 7 battery".into()),
        role: Role::CountyClerk,
        county: Some("c1".into()),
    };
    let id = accounts::add(office, &by(), &new).unwrap();
    accounts::issue(office, &id, Kind::Token, chrono::Utc::now().naive_utc()).unwrap().0
}

/// A served data folder.
pub(crate) struct Server {
    child: Child,
    pub(crate) client: Client,
}

impl Server {
    /// Serves the folder, with no work in the background among the calls that are looked at, and waits until it takes requests.
    pub(crate) fn start(folder: &Path, token: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_yingjian"))
            .args(["serve", "--bind", "127.0.0.1:0", "--workers", "1", "--job-workers", "0", "--data-dir"])
            .arg(folder)
            .env("RUST_LOG", "off")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let address = said.lines().map(Result::unwrap).find_map(|line| address(&line)).unwrap();
        Self { child, client: Client::new(address, token) }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What `/health` answers: whether it is ready, and why not.
    pub(crate) fn health(&self) -> (u16, String) {
        let answer = self.client.get("/health");
        (answer.status, answer.text())
    }

    /// Pages and files are still read.
    pub(crate) fn reads(&self, evidence: &str) {
        for path in [EVIDENCE, &format!("/api/v1/evidence/{evidence}/file"), "/api/v1/counties/c1/score"] {
            let answer = self.client.get(path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn address(line: &str) -> Option<SocketAddr> {
    line.split_once("http://")?.1.split('/').next()?.parse().ok()
}

/// Waits until so many files are coming in.
pub(crate) fn until_coming(folder: &Path, count: usize) {
    until("files in tmp/", || files(&folder.join("tmp")).len() == count);
}

/// The files below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}
