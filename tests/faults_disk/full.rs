//! A disk that becomes full while a file comes, at twenty places. It is a small ext4 file system of its own, which
//! takes root to mount.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use yingjian::ops::Office;

use crate::client::{Client, pdf};
use crate::is_root;
use crate::server::{Server, files, fill, until_coming};

/// Bytes of the file system: more than what has to be free before a file is taken.
const SIZE: &str = "160M";
/// Bytes of an upload that come after the disk is full.
const HELD: usize = 40_000;
/// A block of the file system.
const BLOCK: u64 = 4096;

/// A file system in a file, mounted.
struct Disk {
    folder: TempDir,
}

impl Disk {
    fn new() -> Self {
        let disk = Self { folder: tempfile::tempdir().unwrap() };
        let (image, root) = (disk.folder.path().join("image"), disk.root());
        std::fs::create_dir(&root).unwrap();
        run("truncate", &["-s", SIZE, path(&image)]);
        run("mkfs.ext4", &["-q", "-m", "0", path(&image)]);
        run("mount", &["-o", "loop", path(&image), path(&root)]);
        disk
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("mounted")
    }

    fn filler(&self) -> PathBuf {
        self.root().join("filler")
    }

    /// Fills it but for so many bytes.
    fn fill_but(&self, left: u64) {
        let free = fs4::available_space(self.root()).unwrap();
        let length = (free - left) / BLOCK * BLOCK;
        // What the file system needs to describe the filler goes off, too.
        let filled = [0, BLOCK, 2 * BLOCK, 4 * BLOCK].into_iter().any(|less| {
            let length = (length - less).to_string();
            Command::new("fallocate")
                .args(["-l", &length])
                .arg(self.filler())
                .output()
                .unwrap()
                .status
                .success()
        });
        assert!(filled, "{free} bytes can't be filled but for {left}");
    }

    fn make_room(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &["-l", path(&self.root())]);
    }
}

fn run(program: &str, arguments: &[&str]) {
    let done = Command::new(program).args(arguments).output().unwrap();
    assert!(done.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What was acknowledged is there, byte for byte.
fn all_there(client: &Client, acknowledged: &[(String, Vec<u8>)]) {
    for (id, bytes) in acknowledged {
        let answer = client.get(&format!("/api/v1/evidence/{id}/file"));
        assert!(answer.status == 200 && answer.body == *bytes, "{id} is lost: {}", answer.status);
    }
}

#[test]
fn a_full_disk_refuses_loses_nothing_is_read_and_takes_files_when_there_is_room() {
    if !is_root() {
        eprintln!("NOT TESTED: a full disk, because mounting a file system takes root");
        return;
    }
    let disk = Disk::new();
    let folder = disk.root().join("data");
    let token = fill(&Office::open(&folder).unwrap());
    let server = Server::start(&folder, &token);
    let client = &server.client;
    let first = pdf(0, 50_000);
    let mut acknowledged = vec![(client.upload(&first).id(), first)];
    let mut told = Vec::new();
    for point in 0..24_u32 {
        let bytes = pdf(1_000 + usize::try_from(point).unwrap(), 100_000);
        let begun = client.begin(&bytes, HELD);
        until_coming(&folder, 1);
        disk.fill_but(u64::from(point) * BLOCK);
        let answer = begun.end();
        server.reads(&acknowledged[0].0);
        match answer.status {
            201 => acknowledged.push((answer.id(), bytes)),
            507 => told.push(answer.json()["type"].as_str().unwrap().to_owned()),
            status => panic!("{status} at point {point}: {}", answer.text()),
        }
        assert_eq!(files(&folder.join("tmp")), Vec::<PathBuf>::new(), "left behind at point {point}");
        if point == 0 {
            // Another file is not even begun, and nothing else is changed either.
            assert_eq!(client.upload(&pdf(1, 1_000)).status, 507);
            let stated = client.state(2).status;
            assert!(matches!(stated, 507 | 200 | 201), "{stated}");
            assert_eq!(server.health().0, 503);
        }
        disk.make_room();
        let after = pdf(2_000 + usize::try_from(point).unwrap(), 30_000);
        acknowledged.push((client.upload(&after).id(), after));
        assert_eq!(server.health().0, 200);
    }
    all_there(client, &acknowledged);
    drop(server);
    all_there(&Server::start(&folder, &token).client, &acknowledged);
    let count = |kind: &str| told.iter().filter(|told| told.ends_with(kind)).count();
    let (file, database) = (count("blob-full"), count("store-full"));
    assert!(
        file >= 5 && database >= 5 && told.len() >= 20,
        "{file} in the file, {database} in the database, {told:?}"
    );
}
