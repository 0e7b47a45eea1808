//! Downloads with rights, against nginx that gives the same bytes from a folder to anybody.
//!
//! The client has a core of its own, as it has elsewhere. Whether it shares one with a server or wakes it on another makes a
//! small download take twice the time, of either server, and stays as it happens to be for a whole run.

use std::fs;

use yingjian::domain::role::Role;

use crate::http::Client;
use crate::office::{Filled, pdf};
use crate::programs::{folder, keep_to, nginx};
use crate::table::{Row, in_turn, timed};

/// Requests that are timed together.
const TOGETHER: usize = 20;

pub(crate) fn rows() -> Vec<Row> {
    let office = Filled::new(1);
    let (token, _) = office.account(Role::CountyClerk);
    let place = folder();
    let cores = std::thread::available_parallelism().unwrap().get();
    keep_to(&servers(cores));
    let nginx = nginx(place.path());
    let sizes = [
        (10_000, "download of 10 kB ÷ nginx", (0.3, 0.6)),
        (1_000_000, "download of 1 MB ÷ nginx", (0.6, 0.95)),
    ];
    let ids = sizes.map(|(size, ..)| office.file(1, size).remove(0));
    let server = office.serve();
    keep_to("0");
    let mut rows = Vec::new();
    for ((size, name, bar), id) in sizes.into_iter().zip(ids) {
        fs::write(place.path().join("files").join(&id), pdf(size, 0)).unwrap();
        let (mut ours, mut theirs) =
            (Client::program(server.address, &token), Client::new(nginx.address, ""));
        let (own, other) = (format!("/api/v1/evidence/{id}/file"), format!("/{id}"));
        let [ours, theirs] =
            in_turn(40, [&mut || times(&mut ours, &own, size), &mut || times(&mut theirs, &other, size)]);
        rows.push(Row::speed(name, (ours, theirs), "nginx", bar));
    }
    keep_to(&format!("0-{}", cores - 1));
    rows
}

/// All cores but the client's; the same if there is but one.
fn servers(cores: usize) -> String {
    if cores > 1 { format!("1-{}", cores - 1) } else { "0".to_owned() }
}

fn times(client: &mut Client, path: &str, size: usize) -> f64 {
    let all = || (0..TOGETHER).for_each(|_| assert_eq!(client.ok(path).length, size));
    timed(all) / TOGETHER as f64
}
