//! The API against its own description, by schemathesis: made-up, borderline and wrong requests as every role.
//! There is no 5xx, and no status, media type, header or body that the description does not have.
//!
//! The ordinary run asks little; `SCHEMATHESIS_EXAMPLES=200 cargo test --test schemathesis` asks a lot.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

#[path = "../api/client.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod client;
#[path = "../api/multipart.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod multipart;
#[path = "../web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;

use std::path::{Path, PathBuf};
use std::process::Command;

use office::{ACCOUNTS, Served};
use yingjian::ops::accounts::Kind;

/// Requests of each operation and phase, when the environment does not say.
const FEW: &str = "2";
/// What is looked at in every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance,ignored_auth,\
                      unsupported_method,allow_header_conformance,missing_required_header,use_after_free,\
                      ensure_resource_availability,negative_data_rejection";

/// The program, beside the Python that the run names.
fn program() -> PathBuf {
    let python = std::env::var("YINGJIAN_PYTHON").map(PathBuf::from);
    let beside = python.ok().and_then(|python| Some(python.parent()?.join("schemathesis")));
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/venv/bin/schemathesis");
    beside.filter(|program| program.is_file()).unwrap_or(own)
}

/// Runs it as somebody and gives what it found, or nothing.
fn faults(served: &Served, (name, token): (&str, Option<&str>)) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let examples = std::env::var("SCHEMATHESIS_EXAMPLES").unwrap_or_else(|_unset| FEW.to_owned());
    let evidence = served.file_minutes("会议纪要.pdf", "2022-03-15");
    let mut command = Command::new(program());
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemathesis");
    command.arg("--config-file").arg(own.join("schemathesis.toml"));
    command.args(["run", &format!("http://{}/api/openapi.json", served.address())]);
    command.args(["--phases", "examples,coverage,fuzzing,stateful", "--checks", CHECKS, "-n", &examples]);
    command.args(["--seed", "1", "--continue-on-failure", "--no-color", "--suppress-health-check", "all"]);
    command.args(token.iter().flat_map(|token| ["-H".to_owned(), format!("Authorization: Bearer {token}")]));
    command.env("PYTHONPATH", own).env("SCHEMATHESIS_HOOKS", "hooks").env("EVIDENCE", evidence);
    let output = command.current_dir(folder.path()).output();
    let output = output.unwrap_or_else(|missing| panic!("{}: {missing}", program().display()));
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let asked = said.lines().skip_while(|line| *line != "Test cases:").nth(1).map(str::trim);
    println!("{name}: {}", asked.unwrap_or_else(|| panic!("it did not run as {name}: {said}")));
    (!output.status.success()).then_some(format!("as {name}:\n{said}"))
}

#[test]
fn the_api_is_as_its_description_says_whatever_it_is_asked() {
    let served = Served::new();
    let mut askers: Vec<(&str, Option<String>)> = vec![("nobody", None)];
    askers.extend(ACCOUNTS.map(|(name, ..)| (name, Some(served.secret(name, Kind::Token)))));
    let (even, odd): (Vec<_>, Vec<_>) = askers.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let found: Vec<String> = std::thread::scope(|scope| {
        let halves = [even, odd].map(|half| {
            let served = &served;
            let ask = move |(_, (name, token)): (usize, &(&str, Option<String>))| {
                faults(served, (name, token.as_deref()))
            };
            scope.spawn(move || half.into_iter().filter_map(ask).collect::<Vec<_>>())
        });
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}
