//! The memory that an archive takes must not grow with the bytes that are in it.

use yingjian::domain::role::Role;

use crate::http::Client;
use crate::office::Filled;
use crate::programs::peak;
use crate::table::{Bar, Row};

/// A fifth of a gigabyte against ten megabytes.
pub(crate) fn small() -> Vec<Row> {
    vec![ratio("memory of an archive of 400 MB ÷ of 20 MB", (20, 400), 1_000_000)]
}

/// Twenty gigabytes against one.
pub(crate) fn whole() -> Vec<Row> {
    vec![ratio("memory of an archive of 20 GB ÷ of 1 GB", (50, 1_000), 20_000_000)]
}

fn ratio(name: &str, (few, many): (usize, usize), size: usize) -> Row {
    let [less, more] = [few, many].map(|files| peak_of(files, size));
    let megabytes = |bytes: f64| format!("{:.1} MB", bytes / 1e6);
    Row {
        name: name.to_owned(),
        ours: megabytes(more),
        yardstick: megabytes(less),
        figure: more / less,
        bar: Bar::AtMost(1.1, 1.0),
    }
}

/// The most memory of a server that gives an archive of so many files, after it has given one before.
fn peak_of(files: usize, size: usize) -> f64 {
    let office = Filled::new(1);
    office.file(files, size);
    let (token, _) = office.account(Role::CountyClerk);
    let server = office.serve();
    let mut client = Client::program(server.address, &token);
    let sent = client.ok("/api/v1/counties/c1/archive.zip").length;
    assert!(sent > files * size);
    peak(&server)
}
