//! The program as a process of its own, which can be stopped, killed and started again.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use yingjian::ops::Home;

/// The longest that a server may take until it is ready, before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server; it is killed when this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// From the start of the process to the first 200 of `/health`.
    pub(crate) ready_after: Duration,
}

/// The program under test; a release build may be named in the environment.
pub(crate) fn program() -> String {
    std::env::var("YINGJIAN_FAULT_BINARY").unwrap_or_else(|_unset| env!("CARGO_BIN_EXE_yingjian").to_owned())
}

/// A command of the program on this home.
pub(crate) fn command(home: &Home, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.arg("--data-dir").arg(&home.folder).args(arguments);
    // Here many work in the name of two.
    command.env("YINGJIAN_PAPERS_PER_MINUTE", "0");
    command.env_remove("DATABASE_URL").env_remove("BLOB_URL");
    if let Some(database) = &home.database {
        command.env("DATABASE_URL", database);
    }
    if let Some(blobs) = &home.blobs {
        command.env("BLOB_URL", blobs);
    }
    command
}

/// A server that may not listen yet; it is killed when this is dropped.
pub(crate) struct Spawned {
    child: Option<Child>,
    begun: Instant,
    listens: mpsc::Receiver<SocketAddr>,
    said: Arc<Mutex<Vec<String>>>,
}

impl Spawned {
    /// Starts a server with more in its environment.
    pub(crate) fn new(home: &Home, environment: &[(&str, &str)]) -> Self {
        let begun = Instant::now();
        let mut child = command(home, &["serve", "--bind", "127.0.0.1:0", "--workers", "2"])
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::<Mutex<Vec<String>>>::default();
        let (sender, listens) = mpsc::channel();
        let (errors, into) = (child.stderr.take().unwrap(), Arc::clone(&said));
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                if let Some(address) = address_in(&line) {
                    // Whoever gave up on the server does not need its address.
                    let _ = sender.send(address);
                }
                into.lock().unwrap().push(line);
            }
        });
        Self { child: Some(child), begun, listens, said }
    }

    /// What it said so far.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    /// Waits until it is ready.
    pub(crate) fn ready(&mut self) -> Server {
        let address = self.listens.recv_timeout(PATIENCE);
        let address = address.unwrap_or_else(|_late| panic!("it does not listen: {:?}", self.said()));
        while !is_ready(address) {
            assert!(self.begun.elapsed() < PATIENCE, "not ready: {:?} {:?}", health(address), self.said());
            std::thread::sleep(Duration::from_millis(2));
        }
        let child = self.child.take().unwrap();
        Server { child, address, ready_after: self.begun.elapsed() }
    }
}

impl Drop for Spawned {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It may have ended already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Server {
    /// Starts a server and waits until it is ready.
    pub(crate) fn start(home: &Home) -> Self {
        Self::start_with(home, &[])
    }

    /// Starts a server with more in its environment and waits until it is ready.
    pub(crate) fn start_with(home: &Home, environment: &[(&str, &str)]) -> Self {
        Spawned::new(home, environment).ready()
    }

    /// Ends it as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Stops it where it is; it does nothing more until it is killed.
    pub(crate) fn freeze(&self) {
        let pid = self.child.id().to_string();
        let stopped = Command::new("kill").args(["-STOP", &pid]).status().unwrap();
        assert!(stopped.success());
        let state = || std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        while !state().rsplit(')').next().unwrap().trim_start().starts_with('T') {
            std::thread::yield_now();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn address_in(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("http://")?;
    rest.split('/').next()?.parse().ok()
}

/// Whether `/health` says 200.
pub(crate) fn is_ready(address: SocketAddr) -> bool {
    health(address).is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

/// What `/health` answers, head and body.
pub(crate) fn health(address: SocketAddr) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let asked = format!("GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}
