//! `kill -9` in the middle of uploads, edits and exports, again and again on the same home, whichever it is.

use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

use crate::edition;
use crate::figures::{Times, settle};
use crate::ledger::Ledger;
use crate::load::{Dice, Load};
use crate::office::homes;
use crate::scene::Scene;
use crate::server::Server;
use crate::witness::{Found, Witness, swept};

/// After so many kills everything is looked at, and a new office is begun so that the disk does not fill.
const ROUND: usize = 50;

/// A server lives so long under load before it is killed.
const LIFE: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(1_000));

#[test]
fn nothing_acknowledged_is_lost_to_kills() {
    let kills = edition("YINGJIAN_FAULT_KILLS", 10);
    let (mut found, mut ready, all) = (Found::default(), Times::default(), Ledger::default());
    let mut done = 0;
    while done < kills {
        let round = ROUND.min(kills - done);
        found.add(play(round, &mut ready, &all));
        done += round;
    }
    settle(&format!("{kills} kills"), &all, (&found, &ready));
    assert!(all.count() > kills, "only {} uploads under {kills} kills", all.count());
    // Of a few starts on a busy machine the slowest says nothing.
    let share = if kills < 100 { 50 } else { 99 };
    assert!(ready.percentile(share) <= Duration::from_secs(2));
}

/// Kills on one office; what was acknowledged is added to the ledger of the whole run.
fn play(kills: usize, ready: &mut Times, all: &Ledger) -> Found {
    let folder = TempDir::new().unwrap();
    let scene = Scene::at(homes::home(folder.path()));
    let (ledger, witness) = (Arc::<Ledger>::default(), Witness::of(&scene.home));
    let (mut found, mut dice, mut first) = (Found::default(), Dice::new(), 0);
    for _ in 0..kills {
        let mut server = Server::start(&scene.home);
        ready.add(server.ready_after);
        // Only now, so that it was the server that took up what the kill left.
        found.add(witness.look(&ledger, first));
        first = ledger.count();
        let load = Load::begin(&[server.address], &scene, &ledger);
        std::thread::sleep(dice.between(LIFE.0, LIFE.1));
        load.stopping();
        server.kill();
        load.end();
    }
    found.add(settled(&scene, &witness, &ledger, ready));
    all.take(&ledger);
    found
}

/// The last start, what `gc` leaves, and a look at everything.
fn settled(scene: &Scene, witness: &Witness, ledger: &Ledger, ready: &mut Times) -> Found {
    let server = Server::start(&scene.home);
    ready.add(server.ready_after);
    let left = swept(&scene.home);
    assert!(left.is_empty(), "left behind: {left:?}");
    witness.look_at_all(ledger)
}
