//! The database goes away under load: restarted, lost for good with a replica in its place, not there yet.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use yingjian::ops::Home;

use crate::cluster::Cluster;
use crate::figures::{Times, settle};
use crate::ledger::Ledger;
use crate::load::Load;
use crate::scene::Scene;
use crate::server::{Server, Spawned, health, is_ready};
use crate::witness::Witness;
use crate::{edition, until};

/// Work goes on so long after the database takes connections again at the latest.
const BACK: Duration = Duration::from_secs(5);

/// An office on PostgreSQL, served and under load.
struct Site {
    scene: Scene,
    ledger: Arc<Ledger>,
    server: Server,
    load: Load,
    _folder: TempDir,
}

impl Site {
    fn on(database: String) -> Self {
        let folder = TempDir::new().unwrap();
        let home = Home { database: Some(database), ..Home::in_folder(folder.path()) };
        let (scene, ledger) = (Scene::at(home), Arc::<Ledger>::default());
        let server = Server::start(&scene.home);
        let load = Load::begin(&[server.address], &scene, &ledger);
        until("uploads", || ledger.count() > 10);
        Self { scene, ledger, server, load, _folder: folder }
    }

    /// Requests are refused, and `/health` says why.
    fn until_refused(&self) {
        let before = self.ledger.refusals().len();
        until("refusals", || self.ledger.refusals().len() > before + 10);
        let told = health(self.server.address).unwrap();
        assert!(told.starts_with("HTTP/1.1 503") && told.contains("数据库"), "{told}");
    }

    /// How long after a moment the next upload was acknowledged.
    fn until_back(&self, moment: Instant) -> Duration {
        until("uploads again", || self.ledger.first_after(moment).is_some());
        until("ready again", || is_ready(self.server.address));
        self.ledger.first_after(moment).unwrap() - moment
    }

    /// Ends the load, and looks at everything.
    fn settle(self, fault: &str, back: &Times) {
        self.load.end();
        let found = Witness::of(&self.scene.home).look_at_all(&self.ledger);
        settle(fault, &self.ledger, (&found, back));
        assert!(back.percentile(100) <= BACK);
        for refused in self.ledger.refusals() {
            assert!(refused.status == 503 && refused.retry_after, "{} {}", refused.status, refused.told);
        }
        assert_eq!(self.ledger.broken(), 0, "answers were cut off");
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_database_restarts() {
    let restarts = edition("YINGJIAN_FAULT_RESTARTS", 2);
    let cluster = Cluster::new();
    let site = Site::on(cluster.database("office"));
    let mut back = Times::default();
    for _ in 0..restarts {
        cluster.stop_at_once();
        site.until_refused();
        cluster.start();
        back.add(site.until_back(Instant::now()));
    }
    site.settle(&format!("{restarts} restarts of PostgreSQL"), &back);
}

#[test]
fn nothing_acknowledged_is_lost_with_the_primary_when_its_replica_is_promoted() {
    let primary = Cluster::new();
    let replica = primary.replica();
    let database = primary.database("office");
    let both = database.replace(&primary.host(), &format!("{},{}", primary.host(), replica.host()));
    let site = Site::on(both);
    let mut back = Times::default();
    primary.stop_at_once();
    site.until_refused();
    replica.promote();
    back.add(site.until_back(Instant::now()));
    site.settle("primary lost, replica promoted", &back);
}

#[test]
fn a_server_that_starts_before_its_database_says_so_and_waits() {
    let folder = TempDir::new().unwrap();
    let cluster = Cluster::new();
    let home = Home { database: Some(cluster.database("office")), ..Home::in_folder(folder.path()) };
    cluster.stop_at_once();
    let mut spawned = Spawned::new(&home, &[]);
    until("a word about the database", || spawned.said().iter().any(|line| line.contains("正在等待数据库")));
    cluster.start();
    assert!(is_ready(spawned.ready().address));
}
