//! A real S3 server of a test's own. `tests/all.sh` installs the program.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The bucket that is there from the beginning.
pub(crate) const BUCKET: &str = "yingjian";

/// A server on this machine; it ends with this value.
pub(crate) struct S3Server {
    folder: TempDir,
    pub(crate) port: u16,
    child: Option<Child>,
}

impl S3Server {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let mut server = Self { folder, port: free_port(), child: None };
        server.go_on();
        server
    }

    /// Starts it on its port, with what it had.
    pub(crate) fn go_on(&mut self) {
        let child = Command::new(program())
            .args(["--host", "127.0.0.1", "--access-key", "test", "--secret-key", "testtest"])
            .args(["--port", &self.port.to_string()])
            .arg(self.folder.path())
            .env("RUST_LOG", "off")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.child = Some(child);
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(10), "the S3 server does not start");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends it; what it has stays.
    pub(crate) fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Where an object of the bucket lies.
    pub(crate) fn file(&self, key: &str) -> PathBuf {
        self.folder.path().join(BUCKET).join(key)
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What a client is told of a server at this port of this machine.
pub(crate) fn variables(port: u16) -> Vec<(String, String)> {
    [
        ("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}").as_str()),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "testtest"),
        ("AWS_REGION", "us-east-1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn program() -> PathBuf {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin/s3s-fs");
    assert!(program.exists(), "{} is not there; tests/all.sh installs it", program.display());
    program
}
