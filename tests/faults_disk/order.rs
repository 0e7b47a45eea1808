//! What an acknowledged upload rests on is safe before the acknowledgement leaves, in the order of the system calls.

use yingjian::ops::Office;

use crate::client::pdf;
use crate::server::{Server, fill};
use crate::strace::{Call, Trace};

const CALLS: &str = "trace=fsync,fdatasync,rename,renameat,renameat2,write,writev,sendto,sendmsg";

/// The only call that holds all these texts.
fn only<'a>(calls: &'a [Call], texts: &[&str]) -> &'a Call {
    let found: Vec<&Call> =
        calls.iter().filter(|call| texts.iter().all(|text| call.text.contains(text))).collect();
    assert_eq!(found.len(), 1, "{texts:?} in {calls:#?}");
    found[0]
}

#[test]
fn a_file_is_synced_moved_and_its_folder_synced_before_the_row_and_the_row_before_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    let token = fill(&Office::open(folder.path()).unwrap());
    let server = Server::start(folder.path(), &token);
    // The first upload opens connections and a new log; the second is the usual one.
    for number in 0..2 {
        let trace = Trace::of(server.pid(), &["-e", CALLS]);
        let answer = server.client.upload(&pdf(number, 300_000));
        assert_eq!(answer.status, 201);
        let hash = answer.json()["sha256"].as_str().unwrap().to_owned();
        let calls = trace.calls_until("201 Created");
        let blobs = folder.path().join("blobs").join(&hash[..2]);
        let last_wal = |call: &&Call| call.text.contains("sync(") && call.text.contains(".sqlite-wal>");
        let steps = [
            only(&calls, &["fsync(", &format!("<{}/", folder.path().join("tmp").display()), ") = 0"]),
            only(&calls, &["rename", &hash, ") = 0"]),
            only(&calls, &["fsync(", &format!("<{}>", blobs.display()), ") = 0"]),
            calls.iter().rfind(last_wal).unwrap(),
            only(&calls, &["201 Created"]),
        ];
        assert!(steps[3].text.contains("= 0"), "{:?}", steps[3]);
        for step in steps.windows(2) {
            assert!(step[0].ended < step[1].began, "{step:#?}\nin {calls:#?}");
        }
    }
}
