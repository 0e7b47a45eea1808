//! Debian's Chromium behind its driver, with an empty profile and a folder for downloads: the few commands of
//! the WebDriver protocol (W3C) that the tests need, as JSON over loopback.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long a page or a download may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Browser {
    session: String,
    driver: Child,
    folder: TempDir,
}

impl Browser {
    /// Starts the driver on a port of its own, and the browser.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same with more arguments for the browser.
    pub(crate) fn start_with(more: &[String]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (driver, port) = driver();
        let address = format!("http://127.0.0.1:{port}/session");
        let session =
            send("POST", &address, &json!({"capabilities": {"alwaysMatch": wanted(folder.path(), more)}}));
        let session = format!("{address}/{}", session["sessionId"].as_str().unwrap());
        let browser = Self { session, driver, folder };
        browser.post("timeouts", &json!({"implicit": PATIENCE.as_millis()}));
        browser
    }

    pub(crate) fn open(&self, address: &str) {
        self.post("url", &json!({"url": address}));
    }

    /// Clicks what a CSS selector finds.
    pub(crate) fn click(&self, selector: &str) {
        self.of_element(selector, "click", &json!({}));
    }

    /// Types into what a CSS selector finds; into a file input, the path of a file.
    pub(crate) fn write(&self, selector: &str, text: &str) {
        self.of_element(selector, "value", &json!({"text": text}));
    }

    /// Waits until a script of the page gives something true.
    pub(crate) fn wait(&self, script: &str) {
        let since = Instant::now();
        loop {
            let given = self.script(script);
            if !matches!(given, Value::Null | Value::Bool(false)) {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "not yet: {script}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What a script of the page gives; `return` it.
    pub(crate) fn script(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({"script": script, "args": []}))
    }

    /// The text that a CSS selector finds, as it is shown.
    pub(crate) fn text(&self, selector: &str) -> String {
        let text = self.of_found(selector, |element| ask("GET", &format!("{element}/text"), &Value::Null));
        text.as_str().unwrap().to_owned()
    }

    /// Waits until what a CSS selector finds shows a text; a page that does not is told with what it shows.
    pub(crate) fn shows(&self, selector: &str, text: &str) {
        let since = Instant::now();
        loop {
            let shown = self.text(selector);
            if shown.contains(text) {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "{selector} does not show {text}: {shown}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Sets the size of the window, in CSS pixels.
    pub(crate) fn resize(&self, (width, height): (u32, u32)) {
        self.post("window/rect", &json!({"width": width, "height": height}));
    }

    /// Has pages think that their window is the one in front, as a person's is, whatever other tests do.
    pub(crate) fn keep_focus(&self) {
        let focus = json!({"cmd": "Emulation.setFocusEmulationEnabled", "params": {"enabled": true}});
        self.post("goog/cdp/execute", &focus);
    }

    /// Keeps a picture of the page below `target/pictures`.
    pub(crate) fn picture(&self, name: &str) {
        let picture = send("GET", &format!("{}/screenshot", self.session), &Value::Null);
        let png = base64::engine::general_purpose::STANDARD.decode(picture.as_str().unwrap()).unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    /// A small picture of what the window shows, as WebP of a quality up to 100.
    pub(crate) fn webp(&self, quality: u8) -> Vec<u8> {
        let params = json!({"format": "webp", "quality": quality});
        let shot = json!({"cmd": "Page.captureScreenshot", "params": params});
        let shot = self.post("goog/cdp/execute", &shot);
        base64::engine::general_purpose::STANDARD.decode(shot["data"].as_str().unwrap()).unwrap()
    }

    /// The downloaded file whose name ends so, once it is whole.
    pub(crate) fn downloaded(&self, ending: &str) -> PathBuf {
        let since = Instant::now();
        loop {
            let files = std::fs::read_dir(self.folder.path().join("downloads")).unwrap();
            let mut paths = files.map(|entry| entry.unwrap().path());
            if let Some(path) = paths.find(|path| path.to_str().unwrap().ends_with(ending)) {
                return path;
            }
            assert!(since.elapsed() < PATIENCE, "no download that ends with {ending}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Presses keys one after the other, wherever the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let steps = keys.chars().flat_map(|key| {
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
        });
        let steps: Vec<Value> = steps.collect();
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": steps}]}));
    }

    /// Presses a key while Control is held.
    pub(crate) fn press_with_control(&self, key: char) {
        const CONTROL: char = '\u{e009}';
        let step = |kind: &str, key: char| json!({"type": kind, "value": key});
        let steps = [("keyDown", CONTROL), ("keyDown", key), ("keyUp", key), ("keyUp", CONTROL)]
            .map(|(kind, key)| step(kind, key));
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": steps}]}));
    }

    /// Puts a picture on the clipboard, as a program for screenshots does.
    pub(crate) fn copy_picture(&self, origin: &str) {
        self.copy(
            origin,
            "const canvas = document.createElement('canvas'); const pen = canvas.getContext('2d'); \
             pen.fillStyle = 'teal'; pen.fillRect(20, 20, 80, 60); \
             const picture = await new Promise((drawn) => canvas.toBlob(drawn)); \
             await navigator.clipboard.write([new ClipboardItem({'image/png': picture})]);",
        );
    }

    /// Puts a text on the clipboard.
    pub(crate) fn copy_text(&self, origin: &str, text: &str) {
        self.copy(origin, &format!("await navigator.clipboard.writeText('{text}');"));
    }

    fn copy(&self, origin: &str, work: &str) {
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        let granted = json!({"origin": origin, "permissions": permissions});
        self.post("goog/cdp/execute", &json!({"cmd": "Browser.grantPermissions", "params": granted}));
        self.keep_focus();
        let done = self.script(&format!("return (async () => {{ {work} return true; }})()"));
        assert_eq!(done, true, "nothing was copied");
    }

    /// Drops a file or a folder of this machine on what a CSS selector finds, as a mouse would.
    pub(crate) fn drop_on(&self, selector: &str, path: &Path) {
        let place = self.script(&format!(
            "const box = document.querySelector(\"{selector}\").getBoundingClientRect(); \
             return [box.left + box.width / 2, box.top + box.height / 2]"
        ));
        for step in ["dragEnter", "dragOver", "drop"] {
            let data = json!({"items": [], "files": [path], "dragOperationsMask": 1});
            let params = json!({"type": step, "x": place[0], "y": place[1], "data": data});
            self.post("goog/cdp/execute", &json!({"cmd": "Input.dispatchDragEvent", "params": params}));
        }
    }

    /// Gives the page that is open a cookie that its scripts can't read.
    pub(crate) fn keep_cookie(&self, name: &str, value: &str) {
        self.post("cookie", &json!({"cookie": {"name": name, "value": value, "httpOnly": true}}));
    }

    /// The words of a dialog that is open, which is closed then.
    pub(crate) fn dialog(&self) -> Option<String> {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut answer = agent.get(format!("{}/alert/text", self.session)).call().unwrap();
        let answer: Value = answer.body_mut().read_json().unwrap();
        let words = answer["value"].as_str().map(str::to_owned);
        if words.is_some() {
            self.post("alert/accept", &json!({}));
        }
        words
    }

    /// What the browser wrote to its console: blocked scripts, missing files, faults.
    pub(crate) fn console(&self) -> Vec<String> {
        let log = self.post("se/log", &json!({"type": "browser"}));
        let lines = log.as_array().cloned().unwrap_or_default();
        lines.iter().map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    fn of_element(&self, selector: &str, command: &str, body: &Value) {
        self.of_found(selector, |element| ask("POST", &format!("{element}/{command}"), body));
    }

    /// A command to what a CSS selector finds. A page that goes away between the two is looked at again once the
    /// next one is there.
    fn of_found(&self, selector: &str, command: impl Fn(&str) -> Result<Value, Refused>) -> Value {
        let since = Instant::now();
        loop {
            let found = self.post("element", &json!({"using": "css selector", "value": selector}));
            let id = found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned();
            match command(&format!("{}/element/{id}", self.session)) {
                Ok(value) => return value,
                Err(refused) if refused.is_stale() && since.elapsed() < PATIENCE => {}
                Err(refused) => panic!("{selector}: {}", refused.words),
            }
        }
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        send("POST", &format!("{}/{command}", self.session), body)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _closed = ureq::delete(&self.session).call();
        let _ended = self.driver.kill();
        let _waited = self.driver.wait();
    }
}

/// What the browser says when it does not do a command.
struct Refused {
    error: String,
    words: String,
}

impl Refused {
    /// Whether what was found is no longer on the page; where the page goes away in the middle of a command, the driver
    /// passes on what the browser says.
    fn is_stale(&self) -> bool {
        self.error == "stale element reference" || self.words.contains("does not belong to the document")
    }
}

/// One command; what the browser refuses ends the test with its words.
fn send(method: &str, address: &str, body: &Value) -> Value {
    ask(method, address, body).unwrap_or_else(|refused| panic!("{address} {body}: {}", refused.words))
}

fn ask(method: &str, address: &str, body: &Value) -> Result<Value, Refused> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let answer = match method {
        "POST" => agent.post(address).send_json(body),
        _ => agent.get(address).call(),
    };
    let answer: Value = answer.unwrap().body_mut().with_config().limit(1 << 26).read_json().unwrap();
    let value = answer["value"].clone();
    match value["error"].as_str() {
        Some(error) => Err(Refused { error: error.to_owned(), words: value["message"].to_string() }),
        None => Ok(value),
    }
}

/// A driver and its port. It takes a free port of one kind of address and then the same of the other, which another
/// driver may have by then: it ends, and the next one takes another.
fn driver() -> (Child, u16) {
    for _ in 0..10 {
        let mut driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn().unwrap();
        match port(&mut driver) {
            Some(port) => return (driver, port),
            None => drop(driver.wait()),
        }
    }
    panic!("no chromedriver of ten has listened");
}

/// The driver says its port in its first lines.
fn port(driver: &mut Child) -> Option<u16> {
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let mut ports = lines.map_while(Result::ok).filter_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        Some(port.trim_end_matches('.').parse().unwrap())
    });
    ports.next()
}

fn wanted(folder: &Path, more: &[String]) -> Value {
    let downloads = folder.join("downloads");
    std::fs::create_dir(&downloads).unwrap();
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let usual = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1280,1000",
        "--lang=zh-CN",
    ];
    let args: Vec<String> =
        usual.map(String::from).into_iter().chain([profile]).chain(more.iter().cloned()).collect();
    json!({
        "goog:chromeOptions": {
            "args": args,
            "prefs": {"download.default_directory": downloads, "download.prompt_for_download": false,
                "plugins.always_open_pdf_externally": true},
        },
        "goog:loggingPrefs": {"browser": "ALL"},
    })
}
