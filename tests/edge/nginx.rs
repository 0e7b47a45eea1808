//! Behind the real nginx with TLS: cookies only over HTTPS, addresses of clients, names, and nothing smuggled.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, Response};
use reqwest::redirect::Policy;
use tempfile::TempDir;
use yingjian::web::{Front, Running};

use crate::copies::{copy, low};
use crate::office::{PASSWORD, Served};
use crate::programs::run;

/// A certificate of a server that signs itself.
const CERTIFICATE: &str = "[req]\ndistinguished_name = dn\nx509_extensions = v3\n[dn]\n\
                           [v3]\nsubjectAltName = DNS:localhost\nbasicConstraints = critical, CA:FALSE\n";
/// Where nginx speaks from, apart from the clients of this machine.
const PROXY: &str = "127.0.0.2";

/// nginx with a certificate of its own; it ends when this is dropped.
struct Proxy {
    child: Child,
    folder: TempDir,
    port: u16,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // It is only to be gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Proxy {
    fn new(server: SocketAddr, port: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        fs::write(here.join("certificate.cnf"), CERTIFICATE).unwrap();
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem"];
        let certificate =
            ["req", "-x509", "-config", "certificate.cnf", "-subj", "/CN=localhost", "-out", "cert.pem"];
        run("openssl", &[certificate.as_slice(), &key].concat(), here);
        fs::write(here.join("nginx.conf"), configuration(here, (server, port))).unwrap();
        let mut command = Command::new("nginx");
        command.args(["-p", "./", "-c", "nginx.conf", "-e", "error.log"]);
        let child = command.current_dir(here).stdout(Stdio::null()).spawn().unwrap();
        let proxy = Self { child, folder, port };
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = fs::read_to_string(here_of(&proxy).join("error.log")).unwrap_or_default();
            assert!(begun.elapsed() < Duration::from_secs(10), "nginx does not start: {log}");
        }
        proxy
    }

    fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    /// A browser that takes the certificate and keeps cookies as it should.
    fn browser(&self) -> Client {
        let pem = fs::read(self.folder.path().join("cert.pem")).unwrap();
        let certificate = reqwest::Certificate::from_pem(&pem).unwrap();
        Client::builder().tls_certs_only([certificate]).redirect(Policy::none()).build().unwrap()
    }
}

fn here_of(proxy: &Proxy) -> &Path {
    proxy.folder.path()
}

/// What docs/DEPLOYMENT.md asks of nginx.
fn configuration(here: &Path, (server, port): (SocketAddr, u16)) -> String {
    let here = here.display();
    format!(
        "daemon off; worker_processes 1; pid {here}/pid;\n\
         events {{ worker_connections 512; }}\n\
         http {{ access_log off; client_body_temp_path {here}/b; proxy_temp_path {here}/p;\n\
         fastcgi_temp_path {here}/f; uwsgi_temp_path {here}/u; scgi_temp_path {here}/s;\n\
         upstream yingjian {{ server {server}; keepalive 8; }}\n\
         server {{ listen 127.0.0.1:{port} ssl; server_name localhost;\n\
         ssl_certificate {here}/cert.pem; ssl_certificate_key {here}/key.pem;\n\
         client_max_body_size 0; proxy_request_buffering off; proxy_buffering off;\n\
         location / {{ proxy_bind {PROXY}; proxy_pass http://yingjian; proxy_http_version 1.1; proxy_set_header Connection \"\";\n\
         proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }} }} }}\n"
    )
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn behind_nginx(served: &Served) -> (Running, Proxy) {
    let port = free_port();
    let url = format!("https://localhost:{port}/");
    let server = copy(&served.office, |settings| {
        settings.front = Front::new(&[PROXY.into()], Some(&url), &[]).unwrap();
        settings.secure_cookies = true;
        settings.limits = low();
    });
    let proxy = Proxy::new(server.address(), port);
    (server, proxy)
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn behind_nginx_cookies_are_secure_and_a_log_in_works() {
    let served = Served::new();
    let (_server, proxy) = behind_nginx(&served);
    let browser = proxy.browser();
    let page = browser.get(proxy.url("/log-in")).send().unwrap();
    assert_eq!(page.status(), 200);
    assert!(header(&page, "strict-transport-security").contains("max-age=31536000"));
    let visit = header(&page, "set-cookie").to_owned();
    assert!(visit.contains("; Secure") && visit.contains("HttpOnly"), "{visit}");
    let text = page.text().unwrap();
    let (_, rest) = text.split_once("name=\"csrf\" value=\"").unwrap();
    let form = [("csrf", rest.split('"').next().unwrap()), ("name", "clerk"), ("password", PASSWORD)];
    let log_in = browser.post(proxy.url("/log-in")).header("cookie", visit.split(';').next().unwrap());
    let answer = log_in.form(&form).send().unwrap();
    assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, "/"));
    let session = header(&answer, "set-cookie").to_owned();
    assert!(session.contains("session=") && session.contains("; Secure"), "{session}");
    let session = session.split(';').next().unwrap();
    let home = browser.get(proxy.url("/counties/c1")).header("cookie", session).send().unwrap();
    assert_eq!(home.status(), 200);
    let elsewhere = browser.get(proxy.url("/log-in")).header("host", "evil.example").send().unwrap();
    assert_eq!(elsewhere.status(), 421);
}

#[test]
fn behind_nginx_who_lies_about_the_address_is_counted_by_the_true_one() {
    let served = Served::new();
    crate::rates::in_one_minute();
    let (_server, proxy) = behind_nginx(&served);
    let browser = proxy.browser();
    let guess = |lie: &str| {
        let asked = browser.get(proxy.url("/api/v1/rounds/r")).header("authorization", "Bearer 00");
        asked
            .header("x-forwarded-for", lie)
            .header("forwarded", "for=192.0.2.1")
            .send()
            .unwrap()
            .status()
            .as_u16()
    };
    let told: Vec<u16> = (0..6).map(|lie| guess(&format!("192.0.2.{lie}"))).collect();
    assert_eq!(told, [401, 401, 401, 401, 401, 429]);
}
