//! Signed copies of the record: true ones are taken by our program and by openssl, others by neither.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, yingjian};

fn export(desk: &Desk) -> String {
    let path = desk.path().join("record.jsonl").to_string_lossy().into_owned();
    yingjian(&desk.home, &["audit", "export", "-o", &path]).with_code(0);
    path
}

fn openssl_takes(path: &str) -> bool {
    let arguments =
        ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", &format!("{path}.pub.pem"), "-in", path];
    let mut openssl = Command::new("openssl");
    openssl.args(arguments).args(["-sigfile", &format!("{path}.sig")]).output().unwrap().status.success()
}

#[test]
fn a_copy_is_signed_so_that_openssl_takes_it_and_a_changed_one_is_refused() {
    let desk = Desk::new();
    let path = export(&desk);
    assert!(openssl_takes(&path));
    let key = fs::metadata(desk.path().join("audit-key.pem")).unwrap().permissions().mode();
    assert_eq!(key & 0o777, 0o600);
    let elsewhere = tempfile::tempdir().unwrap();
    let other = yingjian::ops::Home::in_folder(elsewhere.path());
    let verify = ["audit", "verify", &path, "--public-key", &format!("{path}.pub.pem")];
    assert!(yingjian(&other, &verify).with_code(0).contains("2 entries"));
    assert!(!elsewhere.path().join("yingjian.sqlite").exists(), "no database is needed");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("standard.take", "standard.gave")).unwrap();
    assert!(!openssl_takes(&path));
    assert!(yingjian(&other, &verify).with_code(1).contains("signature is wrong"));
}

#[test]
fn a_copy_of_another_office_is_not_taken_for_one_of_ours() {
    let (ours, theirs) = (Desk::new(), Desk::new());
    export(&ours);
    let path = export(&theirs);
    assert!(yingjian(&ours.home, &["audit", "verify", &path]).with_code(1).contains("signature is wrong"));
}

#[test]
fn the_first_broken_entry_is_named_and_a_broken_record_is_not_signed() {
    let desk = Desk::new();
    let path = export(&desk);
    assert!(yingjian(&desk.home, &["audit", "verify"]).with_code(0).contains("2 entries"));
    desk.unguard();
    desk.tamper("UPDATE audit SET account = 'another' WHERE position = 1").unwrap();
    let said = yingjian(&desk.home, &["audit", "verify"]).with_code(1);
    assert!(said.starts_with("Entry 1 (") && said.contains("does not say what was written"), "{said}");
    fs::remove_file(&path).unwrap();
    yingjian(&desk.home, &["audit", "export", "-o", &path]).with_code(1);
    assert!(!Path::new(&path).exists());
}

#[test]
fn an_end_that_was_cut_off_is_noticed_by_what_was_seen_before_and_by_an_earlier_copy() {
    let desk = Desk::new();
    let path = export(&desk);
    desk.unguard();
    desk.tamper("DELETE FROM audit WHERE position = 2").unwrap();
    let said = yingjian(&desk.home, &["audit", "verify"]).with_code(1);
    assert!(said.starts_with("The record was cut off from entry 2 on"), "{said}");
    fs::remove_file(desk.path().join("audit-end.json")).unwrap();
    yingjian(&desk.home, &["audit", "verify"]).with_code(0);
    let said = yingjian(&desk.home, &["audit", "verify", "--anchor", &path]).with_code(1);
    assert!(said.starts_with("The record was cut off from entry 2 on"), "{said}");
}
