//! An office that is served, asked in every language at once, and looked at before and after.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use diesel::RunQueryDsl;
use diesel::sql_types::Text;
use tempfile::TempDir;
use yingjian::ops::accounts::Kind;
use yingjian::texts::Lang;

use crate::client::{Answer, Client};
use crate::multipart::Upload;
use crate::office::Served;

/// More than a bomb swells to, so that it is known by its ratio.
const MAX_FILE: u64 = 64 << 20;

/// Words of the sheet, which stand in every language.
const LABEL: &str = "会议纪要";

pub(crate) struct Desk {
    served: Served,
    packages: TempDir,
    token: String,
    session: String,
}

/// One column of a row.
#[derive(diesel::QueryableByName)]
struct Cell {
    #[diesel(sql_type = Text)]
    text: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let served = Served::idle(MAX_FILE);
        let (token, session) = (served.secret("clerk", Kind::Token), served.secret("clerk", Kind::Session));
        Self { served, packages: tempfile::tempdir().unwrap(), token, session }
    }

    /// Keeps a file for the command line and gives its path.
    pub(crate) fn keep(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.packages.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Keeps a file in a folder of its own and gives that folder.
    pub(crate) fn keep_below(&self, path: &str, bytes: &[u8]) -> String {
        self.keep(&format!("folder/{path}"), bytes);
        self.packages.path().join("folder").to_str().unwrap().to_owned()
    }

    /// A clerk's program.
    pub(crate) fn api(&self, lang: Lang) -> Client {
        let authorization = format!("Bearer {}", self.token);
        self.served.visitor().with("authorization", &authorization).with("accept-language", lang.tag())
    }

    /// A clerk's browser.
    fn browser(&self) -> Client {
        self.served.visitor().with_session(&self.session)
    }

    fn csrf(&self) -> String {
        let page = self.browser().get("/profile").text();
        let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Files minutes and gives the address at which they are changed.
    pub(crate) fn filed(&self) -> String {
        format!("/evidence/{}/change", self.served.file_minutes("a.pdf", "2022-03-15"))
    }

    /// Posts a form of fields, and gives what the page says against it.
    pub(crate) fn post(&self, lang: Lang, path: &str, (status, form): (u16, &str)) -> String {
        let form = format!("csrf={}&{form}", self.csrf());
        let body = ("application/x-www-form-urlencoded", form.as_bytes());
        alerts(&self.browser().send("POST", &in_language(path, lang), Some(body)), status)
    }

    /// Sends a form with files, and gives what the page says against it.
    pub(crate) fn send_form(
        &self,
        lang: Lang,
        path: &str,
        (status, form): (u16, impl Fn(&str) -> Upload),
    ) -> String {
        alerts(&self.browser().upload(&in_language(path, lang), &form(&self.csrf())), status)
    }

    /// Runs the program on the folder that is served, and gives what it says when it refuses.
    pub(crate) fn command(&self, lang: Lang, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
        command.args(["--lang", lang.tag(), "--data-dir"]).arg(self.served.folder());
        let output = command.args(arguments).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        said
    }

    /// Asks in every language: each answer holds the words, none is the other's, nothing is changed, and
    /// the server goes on.
    pub(crate) fn refuses(&self, words: &[&str], ask: impl Fn(Lang) -> String) {
        let before = self.state();
        let [hans, hant, english] = Lang::ALL.map(&ask);
        for said in [&hans, &hant, &english] {
            for word in words {
                assert!(said.contains(word), "{word} is not in: {said}");
            }
            assert!(!said.contains("{$") && !said.contains("{ $"), "a place is not filled: {said}");
            for id in ids() {
                assert!(!said.contains(&id), "the id {id} is in: {said}");
            }
        }
        assert!(hans != hant && hant != english, "{hans}\n{hant}\n{english}");
        assert!(has_chinese(&hans, words) && has_chinese(&hant, words), "{hans}\n{hant}");
        assert!(!has_chinese(&english, words), "{english}");
        let after = self.state();
        for (name, value) in &before {
            assert_eq!(after.get(name), Some(value), "{name} has changed");
        }
        assert_eq!(after.len(), before.len(), "{:?}", after.keys());
        assert_eq!(self.served.visitor().get("/health").status, 200);
    }

    /// Every row but those of log-ins, and every file that is kept or on its way.
    pub(crate) fn state(&self) -> BTreeMap<String, String> {
        let query = "SELECT name AS text FROM sqlite_master WHERE type = 'table' AND name <> 'credential'";
        let tables = self.cells(query).into_iter().map(|table| {
            // What an index keeps for itself is no text.
            let quoted =
                "'iif(typeof(\"' || name || '\") = ''blob'', hex(\"' || name || '\"), \"' || name || '\")'";
            let columns = format!("SELECT group_concat({quoted}) AS text FROM pragma_table_info('{table}')");
            let columns = self.cells(&columns).remove(0);
            let rows = format!("SELECT json_group_array(json_array({columns})) AS text FROM \"{table}\"");
            (table, self.cells(&rows).remove(0))
        });
        let mut state: BTreeMap<String, String> = tables.collect();
        for part in ["blobs", "tmp"] {
            state.extend(files_below(&self.served.folder().join(part)));
        }
        state
    }

    fn cells(&self, query: &str) -> Vec<String> {
        let conn = &mut *self.served.office.store.conn().unwrap();
        let cells: Vec<Cell> = diesel::sql_query(query).load(conn).unwrap();
        cells.into_iter().map(|cell| cell.text).collect()
    }
}

fn in_language(path: &str, lang: Lang) -> String {
    format!("{path}?lang={}", lang.tag())
}

fn files_below(folder: &Path) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().display().to_string(), String::new())).collect()
}

/// The ids of all messages that can't be taken for words.
fn ids() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/texts/en");
    let texts = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()));
    let lines: Vec<String> =
        texts.flat_map(|text| text.unwrap().lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let ids = lines.iter().filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned());
    ids.filter(|id| id.contains('-') && !id.starts_with([' ', '#'])).collect()
}

/// Whether Chinese is left when the words that are the person's own are taken away.
fn has_chinese(said: &str, words: &[&str]) -> bool {
    let rest = words.iter().chain([&LABEL]).fold(said.to_owned(), |rest, word| rest.replace(word, ""));
    rest.chars().any(|char| ('\u{4e00}'..='\u{9fff}').contains(&char))
}

/// What a page says against a form: above it, and beside its fields with the field's name.
fn alerts(answer: &Answer, status: u16) -> String {
    let page = answer.text();
    assert_eq!(answer.status, status, "{page}");
    let said = |mark: &str| -> Vec<String> {
        page.split(mark).skip(1).map(|rest| rest.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
    };
    let marks = ["class=\"alert alert-danger\"", "class=\"lead\" role=\"alert\"", "class=\"field-fault\""];
    let whole = marks.map(said).concat().join("\n");
    assert!(!whole.is_empty(), "{page}");
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x3D;", "="),
        ("&#x60;", "`"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(whole, |text, (escaped, plain)| text.replace(escaped, plain))
}
