//! A disk that fails: each fsync of an upload in turn gives EIO. What was not acknowledged may be lost, what was may
//! not; after the failure everything is read and nothing is written until the program is started anew.

use std::path::Path;

use tempfile::TempDir;
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
    // strace counts the calls of each name, and of each thread, by themselves: one has a file and its folder
    // synced, another the log. So the log's are counted among those of its file alone.
    let log = folder.path().join("yingjian.sqlite-wal");
    for (name, of) in
        [("fsync", None), ("fdatasync", None), ("fsync", Some(&*log)), ("fdatasync", Some(&*log))]
    {
        let mut whens = 1..=MOST;
        let fails = |when| fail(&folder, &token, (name, when, of), &mut acknowledged);
        let found: Vec<&str> = whens.by_ref().map_while(fails).collect();
        assert!(whens.next().is_some(), "{name} never ends: {found:?}");
        failed.extend(found);
    }
    for part in ["file", "folder", "log"] {
        assert!(failed.contains(&part), "no failed fsync of the {part}: {failed:?}");
    }
}

/// Lets one call of an upload fail, of any file or of one, and says what it was of; none, when the upload has no
/// such call any more.
fn fail(
    folder: &TempDir,
    token: &str,
    (name, when, of): (&str, usize, Option<&Path>),
    acknowledged: &mut Vec<(String, Vec<u8>)>,
) -> Option<&'static str> {
    let server = Server::start(folder.path(), token);
    for (id, bytes) in &*acknowledged {
        assert!(server.client.get(&format!("/api/v1/evidence/{id}/file")).body == *bytes, "{id} is lost");
    }
    let number = acknowledged.len();
    let before = pdf(number, 20_000);
    acknowledged.push((server.client.upload(&before).id(), before));

    let inject = format!("inject={name}:error=EIO:when={when}");
    let mut arguments = vec!["-e", "trace=fsync,fdatasync", "-e", &inject];
    arguments.extend(of.iter().flat_map(|path| ["-P", path.to_str().unwrap()]));
    let trace = Trace::of(server.pid(), &arguments);
    let answer = server.client.upload(&pdf(100 + number, 20_000));
    let text = trace.text();
    let Some(call) = text.lines().find(|line| line.contains("(INJECTED)")) else {
        assert_eq!(answer.status, 201, "{}", answer.text());
        return None;
    };
    is_refused(&answer);
    // The next fsync would succeed: this alone does not make the disk trusted.
    is_refused(&server.client.upload(&pdf(200 + number, 20_000)));
    is_refused(&server.client.state(2));
    server.reads(&acknowledged[0].0);
    let (status, why) = server.health();
    assert!(status == 503 && why.contains("重新启动"), "{why}");
    let text = trace.text();
    assert!(text.lines().last().unwrap().contains("INJECTED"), "an fsync followed: {text}");
    Some(what(call, folder.path()))
}

/// What an fsync was of.
fn what(call: &str, folder: &Path) -> &'static str {
    let parts = [("file", "tmp/"), ("folder", "blobs/"), ("log", "yingjian.sqlite-wal>")];
    let found = parts.iter().find(|(_, part)| call.contains(&format!("<{}/{part}", folder.display())));
    found.map_or("something else", |(name, _)| name)
}
