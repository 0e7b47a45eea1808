//! Uploads with rights, hash, three fsyncs and audit, against servers and loops that do less.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use yingjian::domain::role::Role;

use crate::http::{Client, FORM, Form};
use crate::least;
use crate::office::{Filled, number, pdf};
use crate::programs::{folder, nginx, run};
use crate::table::{Row, in_turn, timed};

const PATH: &str = "/api/v1/counties/c1/evidence";
/// Clients of the last row.
const CLIENTS: usize = 8;
/// Files of each client in a round of it.
const EACH: usize = 25;

/// Uploads before the first that counts: the log of a database that runs for a while has its full length.
const BEFORE: usize = 300;

/// Every file is like no other, also between the rows.
static NUMBER: AtomicU64 = AtomicU64::new(1);

fn next() -> u64 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

pub(crate) fn rows() -> Vec<Row> {
    let office = Filled::new(1);
    let (token, _) = office.account(Role::CountyClerk);
    let server = office.serve();
    let at = (server.address, token.as_str());
    let (mut client, mut form) = (Client::program(at.0, at.1), Form::new(1_000));
    (0..BEFORE).for_each(|_| upload(&mut client, &mut form));
    let [nginx, least] = against_servers(at);
    vec![nginx, least, against_hash_and_dd(at), against_loop(at)]
}

fn upload(client: &mut Client, form: &mut Form) {
    let answer = client.send(("POST", PATH), FORM, form.numbered(next()));
    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
}

fn against_servers((address, token): (SocketAddr, &str)) -> [Row; 2] {
    let (beside, place) = (folder(), folder());
    let nginx = nginx(beside.path());
    let mut ours = Client::program(address, token);
    let mut form = Form::new(1_000_000);
    let mut put = {
        let mut bytes = pdf(1_000_000, 0);
        move |client: &mut Client| {
            let name = next();
            number(&mut bytes[11..], name);
            timed(|| {
                let answer = client.send(("PUT", &format!("/{name}.pdf")), "application/pdf", &bytes);
                assert_eq!(answer.status, 201);
            })
        }
    };
    let mut puts = put.clone();
    let (mut theirs, mut least) =
        (Client::new(nginx.address, ""), Client::new(least::serve(place.path()), ""));
    let [ours, theirs, least] = in_turn(
        80,
        [&mut || timed(|| upload(&mut ours, &mut form)), &mut || put(&mut theirs), &mut || puts(&mut least)],
    );
    let name = "upload of 1 MB, durable ÷";
    [
        Row::speed(&format!("{name} nginx PUT"), (ours, theirs), "nginx", (0.7, 1.2)),
        Row::speed(&format!("{name} the least that is"), (ours, least), "least", (0.5, 0.8)),
    ]
}

fn against_hash_and_dd((address, token): (SocketAddr, &str)) -> Row {
    let place = folder();
    fs::write(place.path().join("file"), pdf(10_000_000, 0)).unwrap();
    let mut client = Client::program(address, token);
    let mut form = Form::new(10_000_000);
    let sha = || timed(|| run("openssl", &["dgst", "-sha256", "file"], place.path()));
    let name = Cell::new(0);
    let dd = || {
        name.set(name.get() + 1);
        let to = format!("of=copy{}", name.get());
        timed(|| run("dd", &["if=file", &to, "bs=1M", "conv=fsync"], place.path()))
    };
    let [ours, sha, dd] =
        in_turn(15, [&mut || timed(|| upload(&mut client, &mut form)), &mut || sha(), &mut || dd()]);
    let slower = if sha > dd { "openssl" } else { "dd" };
    Row::speed("upload of 10 MB ÷ slower of openssl and dd", (ours, sha.max(dd)), slower, (0.4, 0.7))
}

fn against_loop((address, token): (SocketAddr, &str)) -> Row {
    let place = folder();
    let mut clients: Vec<(Client, Form)> =
        (0..CLIENTS).map(|_| (Client::program(address, token), Form::new(100_000))).collect();
    let mut ours = || {
        let all = || {
            std::thread::scope(|scope| {
                for (client, form) in &mut clients {
                    scope.spawn(move || (0..EACH).for_each(|_| upload(client, form)));
                }
            });
        };
        timed(all)
    };
    let mut theirs = || {
        let all = || {
            std::thread::scope(|scope| {
                for _ in 0..CLIENTS {
                    scope.spawn(|| {
                        let mut bytes = pdf(100_000, 0);
                        (0..EACH).for_each(|_| durable(place.path(), &mut bytes));
                    });
                }
            });
        };
        timed(all)
    };
    let [ours, theirs] = in_turn(9, [&mut ours, &mut theirs]);
    let each = (CLIENTS * EACH) as f64;
    let times = (ours / each, theirs / each);
    Row::speed("100 kB uploads, 8 clients ÷ raw loop, 8 threads", times, "loop", (0.4, 0.8))
}

/// What an upload can't do without: bytes and name safe on the disk.
fn durable(folder: &Path, bytes: &mut [u8]) {
    let name = next();
    number(&mut bytes[11..], name);
    let part = folder.join(format!("{name}.part"));
    let mut file = File::create(&part).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    fs::rename(part, folder.join(name.to_string())).unwrap();
    File::open(folder).unwrap().sync_all().unwrap();
}
