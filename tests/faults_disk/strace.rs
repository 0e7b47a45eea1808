//! `strace` on a running process: what it calls, and calls that are made to fail.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::until;

/// A trace; it ends with this value, the process goes on.
pub(crate) struct Trace {
    child: Child,
    folder: TempDir,
}

/// A system call, with the lines in which it began and ended.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) text: String,
    pub(crate) began: usize,
    pub(crate) ended: usize,
}

impl Trace {
    /// Traces a process with all its threads, by these arguments.
    pub(crate) fn of(pid: u32, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new("strace")
            .args(["-f", "-yy", "-s", "80", "-p", &pid.to_string(), "-o"])
            .arg(folder.path().join("trace"))
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let attached = said.by_ref().map(Result::unwrap).any(|line| line.contains("attached"));
        assert!(attached, "strace can't attach to a process");
        // It goes on to tell of new threads, and would end if nobody listened.
        std::thread::spawn(move || said.for_each(drop));
        Self { child, folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("trace")
    }

    /// What was written so far.
    pub(crate) fn text(&self) -> String {
        std::fs::read_to_string(self.file()).unwrap()
    }

    /// The calls so far, after a call whose line holds this text has been written down.
    pub(crate) fn calls_until(&self, text: &str) -> Vec<Call> {
        until(text, || self.text().contains(text));
        calls(&self.text())
    }
}

impl Drop for Trace {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Puts calls together that stand in two lines because another thread called in between.
fn calls(trace: &str) -> Vec<Call> {
    let mut open: Vec<(&str, &str, usize)> = Vec::new();
    let mut calls = Vec::new();
    for (at, line) in trace.lines().enumerate() {
        let (thread, call) = line.split_once(' ').unwrap();
        let call = call.trim_start();
        if let Some((begin, _)) = call.split_once(" <unfinished") {
            open.push((thread, begin, at));
        } else if call.starts_with("<... ") {
            let Some(found) = open.iter().position(|(other, _, _)| *other == thread) else { continue };
            let (_, begin, began) = open.remove(found);
            calls.push(Call { text: in_one(&format!("{begin}{call}")), began, ended: at });
        } else {
            calls.push(Call { text: in_one(call), began: at, ended: at });
        }
    }
    calls
}

/// Results stand in a column of their own, so a call in two lines has more blanks before its.
fn in_one(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
