//! The real programs that figures are held against, and ours as a process of its own; each ends with its guard.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Something that runs until this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        // nginx ends its workers when it is told to, but not when it is killed.
        let told = Command::new("kill").arg(self.child.id().to_string()).status();
        if told.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// A folder below `target/` for what a subject makes; it vanishes with it.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

fn free() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn listening(child: Child, address: SocketAddr) -> Server {
    let server = Server { child, address };
    for _ in 0..3_000 {
        if TcpStream::connect(address).is_ok() {
            return server;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("nothing listens at {address}");
}

/// Our server on a data folder.
pub(crate) fn yingjian(data: &Path) -> Server {
    let address = free();
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.args(["serve", "--bind", &address.to_string(), "--data-dir"]).arg(data);
    // One address asks here for a whole nation.
    command.env("RUST_LOG", "error").stdout(Stdio::null());
    listening(command.spawn().unwrap(), address)
}

/// A command of our program, to its end.
pub(crate) fn run_yingjian(data: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.args(arguments).arg("--data-dir").arg(data);
    let ended = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(ended.success(), "{arguments:?}");
}

/// nginx that gives the files of `folder` and takes files into it, as the package has it.
pub(crate) fn nginx(folder: &Path) -> Server {
    let address = free();
    let files = folder.join("files");
    fs::create_dir_all(&files).unwrap();
    fs::create_dir_all(folder.join("body")).unwrap();
    let at = folder.display();
    // As root its workers would be somebody who may not write here.
    let user = if fs::metadata("/proc/self").is_ok_and(|own| is_root(&own)) { "user root;" } else { "" };
    let config = format!(
        "{user} daemon off; worker_processes auto; pid {at}/pid; error_log {at}/error.log;
        events {{ worker_connections 512; }}
        http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; client_max_body_size 1g;
            client_body_temp_path {at}/body; proxy_temp_path {at}/p; fastcgi_temp_path {at}/f;
            uwsgi_temp_path {at}/u; scgi_temp_path {at}/s;
            server {{ listen {address}; root {at}/files; location / {{ dav_methods PUT; }} }} }}"
    );
    let path = folder.join("nginx.conf");
    fs::write(&path, config).unwrap();
    let mut command = Command::new("/usr/sbin/nginx");
    command.arg("-p").arg(folder).arg("-c").arg(path).stderr(Stdio::null());
    listening(command.spawn().unwrap(), address)
}

fn is_root(own: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    own.uid() == 0
}

/// Has this thread, and what it starts from here on, run on these cores, such as `0` or `1-3`.
pub(crate) fn keep_to(cores: &str) {
    let own = std::process::id().to_string();
    run("taskset", &["--cpu-list", "--pid", cores, &own], Path::new("/"));
}

/// A program of Debian, to its end.
pub(crate) fn run(program: &str, arguments: &[&str], inside: &Path) {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(inside).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success(), "{program} {arguments:?}");
}

/// A Python program that is warm: it works whenever it gets a line, and says how many seconds it took.
pub(crate) struct Python {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Python {
    /// Starts a program of `benches/yardsticks/` with its arguments.
    pub(crate) fn start(program: &str, arguments: &[&str]) -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let python = std::env::var_os("YINGJIAN_PYTHON").map(PathBuf::from);
        let python = python.unwrap_or_else(|| root.join("target/venv/bin/python"));
        let mut command = Command::new(&python);
        command.arg(root.join("benches/yardsticks").join(program)).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|fault| {
            panic!("{}: {fault}; benches/all.sh installs it", python.display());
        });
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, input, output: BufReader::new(output) }
    }

    /// Has it work once and gives the seconds.
    pub(crate) fn seconds(&mut self) -> f64 {
        self.input.write_all(b"\n").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim().parse().unwrap_or_else(|_fault| panic!("a yardstick said {line:?}"))
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The most memory that a process of ours has had, in bytes.
pub(crate) fn peak(server: &Server) -> f64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() * 1_024.0
}
