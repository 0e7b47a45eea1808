//! A real clamd with one signature of our own: what it knows is not kept, and nothing is while it is away.

use std::fmt::Write;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use yingjian::intake::{Antivirus, Verdict};
use yingjian::ops::Office;
use yingjian::ops::accounts::Kind;
use yingjian::store::audit;
use yingjian::web::{Running, Settings, start};

use crate::client::Client;
use crate::making::zip_with;
use crate::multipart::{Upload, pdf};
use crate::office::Served;

/// What our signature knows.
const KNOWN: &str = "YINGJIAN-TEST-SIGNATURE-8c1f4a";
const SIGNATURE: &str = "Yingjian.Test.Signature";
const PATIENCE: Duration = Duration::from_secs(60);

/// A daemon with a folder of its own; it ends when this is dropped.
struct Clamd {
    child: Child,
    folder: TempDir,
    port: u16,
}

impl Clamd {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let database = folder.path().join("database");
        std::fs::create_dir(&database).unwrap();
        let mut hex = String::new();
        KNOWN.bytes().for_each(|byte| write!(hex, "{byte:02x}").unwrap());
        std::fs::write(database.join("own.ndb"), format!("{SIGNATURE}:0:*:{hex}\n")).unwrap();
        let here = folder.path().display();
        let settings = format!(
            "Foreground yes\nDatabaseDirectory {here}/database\nTemporaryDirectory {here}\nLocalSocket {here}/socket\n\
             TCPSocket {port}\nTCPAddr 127.0.0.1\nStreamMaxLength 200M\nMaxThreads 2\n"
        );
        std::fs::write(folder.path().join("clamd.conf"), settings).unwrap();
        let child = Self::run(&folder);
        let clamd = Self { child, folder, port };
        clamd.wait();
        clamd
    }

    fn run(folder: &TempDir) -> Child {
        let mut command = Command::new("clamd");
        command.arg("--config-file").arg(folder.path().join("clamd.conf"));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn wait(&self) {
        let begun = Instant::now();
        let own = self.folder.path().join("clamd.conf");
        while self.over_tcp().scan(&own).ok() != Some(Verdict::Clean) {
            assert!(begun.elapsed() < PATIENCE, "clamd does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn over_tcp(&self) -> Antivirus {
        format!("127.0.0.1:{}", self.port).parse().unwrap()
    }

    fn by_socket(&self) -> Antivirus {
        self.folder.path().join("socket").to_str().unwrap().parse().unwrap()
    }

    fn stop(&mut self) {
        let _killed = self.child.kill();
        let _waited = self.child.wait();
    }

    fn start_again(&mut self) {
        let _old = std::fs::remove_file(self.folder.path().join("socket"));
        self.child = Self::run(&self.folder);
        self.wait();
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        self.stop();
    }
}

fn guarded(served: &Served, antivirus: Antivirus) -> (Running, Client, Client) {
    let office = Office::open(served.folder()).unwrap().guarded_by(Some(antivirus));
    let settings = Settings { bind: "127.0.0.1:0".into(), workers: Some(1), ..Settings::default() };
    let running = start(office, settings).unwrap();
    let authorization = format!("Bearer {}", served.secret("clerk", Kind::Token));
    let program = Client::new(running.address()).with("authorization", &authorization);
    let browser = Client::new(running.address()).with_session(&served.secret("clerk", Kind::Session));
    (running, program, browser)
}

fn blobs(served: &Served) -> usize {
    let files = walkdir::WalkDir::new(served.folder().join("blobs")).into_iter();
    files.filter(|entry| entry.as_ref().unwrap().file_type().is_file()).count()
}

const EVIDENCE: &str = "/api/v1/counties/c1/evidence";

#[test]
fn what_clamd_knows_is_refused_and_goes_on_record() {
    let (served, clamd) = (Served::new(), Clamd::start());
    for antivirus in [clamd.over_tcp(), clamd.by_socket()] {
        let (_running, program, browser) = guarded(&served, antivirus);
        let clean = Upload::minutes().file("好.pdf", &pdf("clean"));
        program.upload(EVIDENCE, &clean).json(201);
        let before = (blobs(&served), served.office.store.conn().map(|mut conn| audit::newest(&mut conn, 1)));
        let both = Upload::minutes().file("好.pdf", &pdf("another")).file("毒.pdf", &pdf(KNOWN));
        let (id, said) = program.upload(EVIDENCE, &both).problem(422);
        assert_eq!(id, "antivirus-found");
        assert!(said.contains("毒.pdf") && said.contains(SIGNATURE), "{said}");
        assert_eq!(blobs(&served), before.0, "neither is kept");
        let newest = audit::newest(&mut served.office.store.conn().unwrap(), 1).unwrap().remove(0);
        assert_eq!((newest.action.as_str(), newest.county.as_deref()), ("evidence.infected", Some("c1")));
        assert!(newest.detail.contains(SIGNATURE) && newest.detail.contains("毒.pdf"), "{}", newest.detail);
        let page = browser.get("/profile").text();
        let token = page.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap();
        let form = Upload::default().text("csrf", token).text("kind", "minutes").text("item", "A01");
        let form = form.text("year", "2022").file("毒.pdf", &pdf(KNOWN));
        let refused = browser.upload("/counties/c1/evidence", &form);
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(SIGNATURE), "{}", refused.text());
    }
}

#[test]
fn while_clamd_is_away_nothing_is_taken_and_all_is_read() {
    let (served, mut clamd) = (Served::new(), Clamd::start());
    let (_running, program, _browser) = guarded(&served, clamd.over_tcp());
    let upload = Upload::minutes().file("好.pdf", &pdf("clean"));
    let kept = program.upload(EVIDENCE, &upload).json(201);
    clamd.stop();
    let away = program.upload(EVIDENCE, &Upload::minutes().file("后.pdf", &pdf("later")));
    assert!(!away.header("retry-after").is_empty(), "{:?}", away.headers);
    let (id, said) = away.problem(503);
    assert_eq!(id, "antivirus-away");
    assert!(said.contains("后.pdf"), "{said}");
    let file = format!("/api/v1/evidence/{}/file", kept["id"].as_str().unwrap());
    assert_eq!(program.get(&file).status, 200);
    clamd.start_again();
    program.upload(EVIDENCE, &Upload::minutes().file("后.pdf", &pdf("later"))).json(201);
}

#[test]
fn an_import_from_the_shell_asks_clamd_too() {
    let (served, clamd) = (Served::new(), Clamd::start());
    let package = served.folder().join("package.zip");
    let files = [("A01/2022/好.pdf", pdf("clean")), ("A01/2022/毒.pdf", pdf(KNOWN))];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    std::fs::write(&package, zip_with(&files)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.arg("--data-dir").arg(served.folder()).arg("--clamd").arg(clamd.over_tcp().to_string());
    let output =
        command.args(["evidence", "import", "--county", "c1", "--zip"]).arg(&package).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("毒.pdf") && said.contains(SIGNATURE), "{said}");
    assert_eq!(blobs(&served), 1, "the clean one is kept: {said}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.arg("--data-dir").arg(served.folder()).args(["--clamd", "nonsense", "migrate"]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("nonsense"));
}
