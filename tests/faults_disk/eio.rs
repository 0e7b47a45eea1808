//! A disk that fails: each fsync of an upload in turn gives EIO. What was not acknowledged may be lost, what was may
//! not; after the failure everything is read and nothing is written until the program is started anew.

use std::path::Path;

use yingjian::ops::Office;

use crate::client::{Answer, pdf};
use crate::server::{Server, fill};
use crate::strace::Trace;

/// More fsyncs than an upload has.
const MOST: usize = 12;

fn is_refused(answer: &Answer) {
    assert_eq!((answer.status, answer.retry_after), (503, true), "{}", answer.text());
    assert!(answer.json()["detail"].as_str().unwrap().chars().count() > 10, "{}", answer.text());
}

#[test]
fn whichever_fsync_fails_nothing_acknowledged_is_lost_and_nothing_more_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let token = fill(&Office::open(folder.path()).unwrap());
    let mut acknowledged: Vec<(String, Vec<u8>)> = Vec::new();
    let mut failed = Vec::new();
    for when in 1..=MOST {
        let server = Server::start(folder.path(), &token);
        for (id, bytes) in &acknowledged {
            assert!(server.client.get(&format!("/api/v1/evidence/{id}/file")).body == *bytes, "{id} is lost");
        }
        let before = pdf(when, 20_000);
        acknowledged.push((server.client.upload(&before).id(), before));

        let inject = format!("inject=fsync,fdatasync:error=EIO:when={when}");
        let trace = Trace::of(server.pid(), &["-e", "trace=fsync,fdatasync", "-e", &inject]);
        let during = pdf(100 + when, 20_000);
        let answer = server.client.upload(&during);
        let text = trace.text();
        let Some(call) = text.lines().find(|line| line.contains("(INJECTED)")) else {
            assert_eq!(answer.status, 201, "{}", answer.text());
            break;
        };
        failed.push(what(call, folder.path()));
        is_refused(&answer);
        // The next fsync would succeed: this alone does not make the disk trusted.
        is_refused(&server.client.upload(&pdf(200 + when, 20_000)));
        is_refused(&server.client.state(2));
        server.reads(&acknowledged[0].0);
        let (status, why) = server.health();
        assert!(status == 503 && why.contains("重新启动"), "{why}");
        let text = trace.text();
        assert!(text.lines().last().unwrap().contains("INJECTED"), "an fsync followed: {text}");
    }
    for part in ["file", "folder", "log"] {
        assert!(failed.contains(&part), "no failed fsync of the {part}: {failed:?}");
    }
    assert!(failed.len() < MOST, "{failed:?}");
}

/// What an fsync was of.
fn what(call: &str, folder: &Path) -> &'static str {
    let parts = [("file", "tmp/"), ("folder", "blobs/"), ("log", "yingjian.sqlite-wal>")];
    let found = parts.iter().find(|(_, part)| call.contains(&format!("<{}/{part}", folder.display())));
    found.map_or("something else", |(name, _)| name)
}
