//! A county's archive with papers and manifest, every byte compared with its hash, against programs that only pack.

use std::fs;

use crate::office::Filled;
use crate::programs::{folder, run, run_yingjian};
use crate::table::{Row, in_turn, timed};

/// Files of the county, a megabyte each.
const FILES: usize = 800;

pub(crate) fn rows() -> Vec<Row> {
    let office = Filled::new(1);
    office.file(FILES, 1_000_000);
    let place = folder();
    let out = place.path().join("out");
    let to = out.to_string_lossy().into_owned();
    let (blobs, parent) = (office.blobs(), office.path());
    let fresh = || {
        let _ = fs::remove_file(&out);
    };
    let mut ours = || {
        fresh();
        timed(|| run_yingjian(parent, &["archive", "--county", "c1", "-o", &to]))
    };
    let mut zip = || {
        let _ = fs::remove_file(place.path().join("out.zip"));
        timed(|| run("zip", &["-0", "-q", "-r", &format!("{to}.zip"), "."], &blobs))
    };
    let mut tar = || {
        fresh();
        timed(|| run("tar", &["-cf", &to, "."], &blobs))
    };
    let [ours, zip, tar] = in_turn(3, [&mut ours, &mut zip, &mut tar]);
    vec![
        Row::speed("archive of 800 MB ÷ zip -0", (ours, zip), "zip", (1.5, 4.0)),
        Row::speed("archive of 800 MB ÷ tar", (ours, tar), "tar", (0.35, 0.8)),
    ]
}
