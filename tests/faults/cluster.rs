//! PostgreSQL servers of a test's own: started, stopped without warning, copied and promoted.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel::{PgConnection, sql_query};
use tempfile::TempDir;

use crate::until;

const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

/// The name under which a replica is waited for.
const REPLICA: &str = "replica";

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// A server with its data; it is stopped when this is dropped.
pub(crate) struct Cluster {
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// A new server, which runs.
    pub(crate) fn new() -> Self {
        let cluster = Self::empty();
        let data = cluster.data();
        run(
            "initdb",
            &["-D", text(&data), "-U", "yingjian", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        );
        cluster.start();
        cluster
    }

    /// A server that follows this one; from now on this one's commits wait for it.
    pub(crate) fn replica(&self) -> Self {
        let replica = Self::empty();
        let from = format!("{} application_name={REPLICA}", self.place());
        run("pg_basebackup", &["-D", text(&replica.data()), "-d", &from, "-R", "-X", "stream", "-c", "fast"]);
        replica.start();
        let conn = &mut self.connect("postgres");
        conn.batch_execute(&format!("ALTER SYSTEM SET synchronous_standby_names = '{REPLICA}'")).unwrap();
        conn.batch_execute("SELECT pg_reload_conf()").unwrap();
        let follows = "SELECT count(*) AS count FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming'";
        until("the replica follows", || sql_query(follows).get_result::<Count>(conn).unwrap().count == 1);
        replica
    }

    fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        if is_root() {
            let done = Command::new("chown").arg("postgres").arg(folder.path()).status().unwrap();
            assert!(done.success());
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { folder, port }
    }

    pub(crate) fn start(&self) {
        let options = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -c max_connections=100",
            self.port,
            text(self.folder.path())
        );
        let log = self.folder.path().join("log");
        run("pg_ctl", &["-D", text(&self.data()), "-l", text(&log), "-w", "-o", &options, "start"]);
    }

    /// Stops it as a crash does: nobody is told, nothing is written.
    pub(crate) fn stop_at_once(&self) {
        run("pg_ctl", &["-D", text(&self.data()), "-m", "immediate", "-w", "stop"]);
    }

    /// Makes a replica a server that takes writes.
    pub(crate) fn promote(&self) {
        run("pg_ctl", &["-D", text(&self.data()), "-w", "promote"]);
    }

    /// Makes a database and gives its address.
    pub(crate) fn database(&self, name: &str) -> String {
        self.connect("postgres").batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        self.address(name)
    }

    /// Host and port, as an address has them.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn address(&self, name: &str) -> String {
        format!("postgres://yingjian@{}/{name}", self.host())
    }

    fn place(&self) -> String {
        format!("host=127.0.0.1 port={} user=yingjian", self.port)
    }

    fn connect(&self, name: &str) -> PgConnection {
        PgConnection::establish(&self.address(name)).unwrap()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may have been stopped already.
        let _ = command("pg_ctl", &["-D", text(&self.data()), "-m", "immediate", "-w", "stop"]).output();
    }
}

fn is_root() -> bool {
    let told = Command::new("id").arg("-u").output().unwrap().stdout;
    told == b"0\n"
}

/// PostgreSQL refuses to run as root.
fn command(program: &str, arguments: &[&str]) -> Command {
    let program = format!("{PROGRAMS}/{program}");
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.args(arguments).current_dir("/");
    command
}

/// Runs a program of PostgreSQL; what it says goes nowhere, because a server that it starts keeps the pipe.
fn run(program: &str, arguments: &[&str]) {
    let done = command(program, arguments).stdout(std::process::Stdio::null()).status().unwrap();
    assert!(done.success(), "{program} {arguments:?}");
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
