//! The files of docs/deploy do what the manual says: two copies behind nginx with TLS, one of which may stop.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

#[path = "office/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod office;
#[expect(dead_code, reason = "other tests use more of it")]
mod programs;

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use programs::run;
use tempfile::TempDir;
use yingjian::domain::role::Role;
use yingjian::ops::accounts::{self, NewAccount, Secret};
use yingjian::ops::{Home, Office};
use yingjian::web::{self, Front, Running, Settings};

const PASSWORD: &str = "Correct-horse-battery-9";
const NAME: &str = "yingjian.example";

/// nginx with the shipped configuration, ended when this is dropped.
struct Nginx {
    process: Child,
    port: u16,
    folder: TempDir,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Killed outright it would leave its worker behind; at the end of a test there is nobody to tell.
        let file = self.folder.path().join("nginx.conf");
        let _ = Command::new("nginx").arg("-c").arg(file).args(["-s", "stop"]).status();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn shipped(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deploy").join(name)).unwrap()
}

/// The text with one passage put in the place of another, which must be there.
fn with(text: &str, passage: &str, other: &str) -> String {
    assert!(text.contains(passage), "{passage} is not in\n{text}");
    text.replace(passage, other)
}

impl Nginx {
    fn start(copies: [SocketAddr; 2]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tls = folder.path().to_str().unwrap();
        certificate(folder.path());
        let port = free_port();
        let mut site = shipped("nginx.conf");
        for (usual, copy) in ["127.0.0.1:8081", "127.0.0.1:8082"].into_iter().zip(copies) {
            site = with(&site, usual, &copy.to_string());
        }
        site = with(&site, "/etc/yingjian/tls", tls);
        site = with(&site, "listen 80;", &format!("listen 127.0.0.1:{};", free_port()));
        site = with(&site, "listen 443 ssl;", &format!("listen 127.0.0.1:{port} ssl;"));
        let user = if is_root() { "user root;" } else { "" };
        let main = format!(
            "{user} daemon off; worker_processes 1; pid {tls}/pid; error_log {tls}/error.log;\n\
             events {{}}\nhttp {{ access_log off; client_body_temp_path {tls}/body; proxy_temp_path {tls}/proxy;\n\
             fastcgi_temp_path {tls}/f; uwsgi_temp_path {tls}/u; scgi_temp_path {tls}/s;\n{site} }}\n"
        );
        let file = folder.path().join("nginx.conf");
        fs::write(&file, main).unwrap();
        let process = Command::new("nginx").arg("-c").arg(&file).spawn().unwrap();
        let nginx = Self { process, port, folder };
        nginx.wait();
        nginx
    }

    fn wait(&self) {
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let log = fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default();
            assert!(begun.elapsed() < Duration::from_secs(10), "nginx does not start\n{log}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What curl prints of an address here, with the certificate of the folder trusted and cookies kept.
    fn curl(&self, path: &str, more: &[&str]) -> String {
        let resolve = format!("{NAME}:{}:127.0.0.1", self.port);
        let address = format!("https://{NAME}:{}{path}", self.port);
        let usual =
            ["-sS", "-i", "--cacert", "certificate.pem", "-b", "jar", "-c", "jar", "--resolve", &resolve];
        run("curl", &[&usual[..], more, &[&address]].concat(), self.folder.path())
    }
}

fn is_root() -> bool {
    run("id", &["-u"], Path::new("/")).trim() == "0"
}

fn certificate(folder: &Path) {
    let subject = format!("/CN={NAME}");
    let names = format!("subjectAltName=DNS:{NAME}");
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem"];
    let whole =
        ["req", "-x509", "-days", "2", "-subj", &subject, "-addext", &names, "-out", "certificate.pem"];
    run("openssl", &[&whole[..], &key[..]].concat(), folder);
}

fn copy(home: &Home) -> Running {
    let front = Front::new(&["127.0.0.1/32".to_owned()], Some(&format!("https://{NAME}")), &[]).unwrap();
    let settings = Settings {
        bind: "127.0.0.1:0".into(),
        secure_cookies: true,
        front,
        workers: Some(1),
        ..Settings::default()
    };
    web::start(Office::at(home).unwrap(), settings).unwrap()
}

/// An office with a clerk, at a home that several copies can share.
fn home() -> (TempDir, Home) {
    let folder = tempfile::tempdir().unwrap();
    let home = office::homes::home(folder.path());
    let at = Office::at(&home).unwrap();
    office::fill(&at);
    let county = Some("c1".to_owned());
    let password = Secret(PASSWORD.into());
    let clerk = NewAccount { name: "clerk".into(), password, role: Role::CountyClerk, county };
    accounts::add(&at, &office::by(), &clerk).unwrap();
    (folder, home)
}

fn form_token(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap_or_else(|| panic!("{page}"));
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn a_log_in_through_nginx_is_known_to_both_copies_and_outlives_one() {
    let (_folder, home) = home();
    let (first, second) = (copy(&home), copy(&home));
    let nginx = Nginx::start([first.address(), second.address()]);
    let form = nginx.curl("/log-in", &[]);
    let fields = format!("csrf={}&name=clerk&password={PASSWORD}&next=", form_token(&form));
    let answer = nginx.curl("/log-in", &["--data", &fields]);
    assert!(answer.contains("303") && answer.contains("Secure"), "{answer}");
    assert!(answer.to_lowercase().contains("strict-transport-security"), "{answer}");
    for _ in 0..6 {
        let page = nginx.curl("/counties/c1", &[]);
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    }
    drop(first);
    for _ in 0..6 {
        let page = nginx.curl("/counties/c1", &[]);
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    }
}

#[test]
fn the_unit_is_one_that_systemd_takes() {
    let folder = tempfile::tempdir().unwrap();
    let unit = with(&shipped("yingjian@.service"), "/usr/local/bin/yingjian", "/bin/true");
    fs::write(folder.path().join("yingjian@.service"), unit).unwrap();
    let said = run("systemd-analyze", &["verify", "./yingjian@8081.service"], folder.path());
    assert!(!said.contains("yingjian@"), "{said}");
}

#[test]
fn every_variable_of_the_deployment_is_one_of_the_program() {
    let help = run(env!("CARGO_BIN_EXE_yingjian"), &["serve", "--help"], Path::new("/"));
    for file in ["yingjian.env", "compose.yaml", "Dockerfile"] {
        let text = shipped(file);
        let words = text.split(|char: char| !(char.is_ascii_alphanumeric() || char == '_'));
        let ours = words
            .filter(|word| word.starts_with("YINGJIAN_") || matches!(*word, "DATABASE_URL" | "BLOB_URL"));
        for word in ours {
            assert!(help.contains(word), "{file} names {word}, which is in no help");
        }
    }
}
