//! Programs that are not ours; one that is missing or fails ends the test.

use std::path::Path;
use std::process::Command;

/// Runs a program and gives what it printed.
pub(crate) fn run(program: &str, arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(program).args(arguments).current_dir(folder).env("HOME", folder).output();
    let output = output.unwrap_or_else(|missing| panic!("{program}: {missing}"));
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}\n{printed}");
    printed
}

/// Runs Python where bagit and openpyxl are.
pub(crate) fn python(arguments: &[&str], folder: &Path) -> String {
    let program = std::env::var("YINGJIAN_PYTHON").unwrap_or_else(|_unset| "python3".to_owned());
    run(&program, arguments, folder)
}
