//! Several copies of the program on one database and one folder: one of them is killed, the others go on.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use yingjian::ops::Home;

use crate::cluster::Cluster;
use crate::figures::{Times, settle};
use crate::ledger::Ledger;
use crate::load::Load;
use crate::scene::Scene;
use crate::server::Server;
use crate::witness::Witness;
use crate::{edition, until};

#[test]
fn nothing_acknowledged_is_lost_with_one_of_two_copies() {
    let kills = edition("YINGJIAN_FAULT_COPIES", 2);
    let (cluster, folder) = (Cluster::new(), TempDir::new().unwrap());
    let home = Home { database: Some(cluster.database("office")), ..Home::in_folder(folder.path()) };
    let (scene, ledger) = (Scene::at(home), Arc::<Ledger>::default());
    let stays = Server::start(&scene.home);
    let (mut back, mut again) = (Times::default(), Times::default());
    for _ in 0..kills {
        let mut dies = Server::start(&scene.home);
        again.add(dies.ready_after);
        let before = ledger.count();
        let load = Load::begin(&[stays.address, dies.address], &scene, &ledger);
        until("uploads", || ledger.count() > before + 20);
        let killed = Instant::now();
        dies.kill();
        until("uploads by the other", || ledger.first_after(killed).is_some());
        back.add(ledger.first_after(killed).unwrap() - killed);
        load.end();
    }
    let found = Witness::of(&scene.home).look_at_all(&ledger);
    settle(&format!("{kills} kills of one of two copies"), &ledger, (&found, &again));
    println!("the other copy went on after at most {:?}", back.percentile(100));
    assert!(back.percentile(100) <= Duration::from_secs(5));
    for refused in ledger.refusals() {
        assert!(refused.status == 503 && refused.retry_after, "{} {}", refused.status, refused.told);
    }
}
