//! Power cuts: what had not reached the disk is gone.
//!
//! The server works on a disk of its own ([`Disk`]). It is stopped where it is, the disk is copied as it is,
//! and work goes on with the copy, as after a cut. That this finds losses is shown by servers whose fsync
//! does nothing: those must lose something.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use yingjian::ops::Home;

use crate::disk::Disk;
use crate::edition;
use crate::figures::{Times, settle};
use crate::ledger::Ledger;
use crate::load::{Dice, Load};
use crate::scene::Scene;
use crate::server::Server;
use crate::witness::{Found, Witness, swept};

/// After so many cuts a new disk is taken, at the latest.
const ROUND: usize = 20;

/// A server works so long before the power is cut.
const LIFE: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(1_500));

/// Cuts within which a server that does not sync must have lost something.
const ENOUGH: usize = 5;

/// An office on a disk of its own, and what has been acknowledged of it.
struct Site {
    disk: Disk,
    scene: Scene,
    ledger: Arc<Ledger>,
    // Goes last: the disk is mounted inside.
    _folder: TempDir,
}

impl Site {
    fn new() -> Result<Self, String> {
        let folder = TempDir::new().unwrap();
        let disk = Disk::new(folder.path())?;
        let scene = Scene::at(Home::in_folder(&disk.folder().join("data")));
        Ok(Self { disk, scene, ledger: Arc::default(), _folder: folder })
    }

    /// Works for a while, and loses the power.
    fn cut(&mut self, server: &mut Server, number: usize, dice: &mut Dice) {
        let load = Load::begin(&[server.address], &self.scene, &self.ledger);
        std::thread::sleep(dice.between(LIFE.0, LIFE.1));
        load.stopping();
        server.freeze();
        let copy = self.disk.copy(number);
        server.kill();
        load.end();
        self.disk.replace(copy);
    }

    fn witness(&self) -> Witness {
        Witness::of(&self.scene.home)
    }
}

#[test]
fn nothing_acknowledged_is_lost_to_power_cuts() {
    let cuts = edition("YINGJIAN_FAULT_CUTS", 3);
    let (mut found, mut ready, all) = (Found::default(), Times::default(), Ledger::default());
    let mut done = 0;
    while done < cuts {
        let Some(mut site) = site() else { return };
        let (played, of_these) = play(&mut site, ROUND.min(cuts - done), &mut ready);
        found.add(of_these);
        all.take(&site.ledger);
        done += played;
    }
    settle(&format!("{cuts} power cuts"), &all, (&found, &ready));
    assert!(all.count() > cuts, "only {} uploads under {cuts} cuts", all.count());
}

/// A site, or a loud word that there is none here.
fn site() -> Option<Site> {
    Site::new()
        .inspect_err(|fault| {
            eprintln!("NOT RUN: power cuts need root, loop devices and mkfs.ext4 ({})", fault.trim());
        })
        .ok()
}

/// Cuts the power so often, or until the disk is half full, and says how often.
fn play(site: &mut Site, cuts: usize, ready: &mut Times) -> (usize, Found) {
    let (mut found, mut dice, mut first) = (Found::default(), Dice::new(), 0);
    let mut played = 0;
    while played < cuts && !site.disk.is_half_full() {
        played += 1;
        let mut server = Server::start(&site.scene.home);
        ready.add(server.ready_after);
        found.add(site.witness().look(&site.ledger, first));
        first = site.ledger.count();
        site.cut(&mut server, played, &mut dice);
    }
    let server = Server::start(&site.scene.home);
    ready.add(server.ready_after);
    let left = swept(&site.scene.home);
    assert!(left.is_empty(), "left behind: {left:?}");
    found.add(site.witness().look_at_all(&site.ledger));
    (played, found)
}

/// The library that makes fsync do nothing.
fn no_sync(folder: &Path) -> String {
    let library = folder.join("no_sync.so").to_str().unwrap().to_owned();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults/no_sync.c");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o", &library, source]).status().unwrap();
    assert!(built.success());
    library
}

/// What is found after cuts when files below a path of the data folder are not synced.
fn found_without_sync_of(part: &str) -> Option<Found> {
    let mut site = site()?;
    let folder = TempDir::new().unwrap();
    let library = no_sync(folder.path());
    let below = site.scene.home.folder.join(part).to_str().unwrap().to_owned();
    let environment = [("LD_PRELOAD", library.as_str()), ("NO_SYNC_BELOW", below.as_str())];
    let (mut found, mut dice) = (Found::default(), Dice::new());
    for number in 1..=ENOUGH {
        let mut server = Server::start_with(&site.scene.home, &environment);
        site.cut(&mut server, number, &mut dice);
        found = site.witness().look(&site.ledger, 0);
        if !found.is_clean() {
            break;
        }
    }
    Some(found)
}

#[test]
fn a_server_that_does_not_sync_files_is_found_out() {
    let Some(found) = found_without_sync_of("tmp/") else { return };
    assert!(!found.corrupt.is_empty() || !found.without_file.is_empty(), "{found:?}");
}

#[test]
fn a_server_that_does_not_sync_its_database_is_found_out() {
    let Some(found) = found_without_sync_of("yingjian.sqlite") else { return };
    assert!(!found.lost.is_empty(), "{found:?}");
}
