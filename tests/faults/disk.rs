//! A disk whose power can be cut: an ext4 image on a loop device. What a copy of the image holds is what had
//! reached the disk; what only waited in the memory of the machine is not in it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Bytes of the disk; the image is sparse.
const SIZE: u64 = 2 << 30;
/// How long those who read for a server may take to see that it is gone.
const LEAVING: Duration = Duration::from_secs(10);

/// A mounted image; it is unmounted when this is dropped.
pub(crate) struct Disk {
    image: PathBuf,
    mount: PathBuf,
}

impl Disk {
    /// Makes an empty disk and mounts it; fails where one may not.
    pub(crate) fn new(folder: &Path) -> Result<Self, String> {
        let (image, mount) = (folder.join("disk-0"), folder.join("mount"));
        fs::create_dir(&mount).unwrap();
        File::create(&image).unwrap().set_len(SIZE).unwrap();
        run("mkfs.ext4", &["-q", "-F", text(&image)])?;
        run("mount", &["-o", "loop", text(&image), text(&mount)])?;
        Ok(Self { image, mount })
    }

    /// Where it is mounted.
    pub(crate) fn folder(&self) -> &Path {
        &self.mount
    }

    /// Whether so much has been filed that a server might soon refuse more.
    pub(crate) fn is_half_full(&self) -> bool {
        fs4::available_space(&self.mount).unwrap() < SIZE / 2
    }

    /// A copy of what has reached the disk. Nothing was written while it was taken, so that it is the disk
    /// of one moment.
    pub(crate) fn copy(&self, number: usize) -> PathBuf {
        let copy = self.image.with_file_name(format!("disk-{number}"));
        let device = run("losetup", &["-n", "-O", "NAME", "-j", text(&self.image)]).unwrap();
        let counts = Path::new("/sys/block").join(Path::new(device.trim()).file_name().unwrap()).join("stat");
        loop {
            let before = writes(&counts);
            run("cp", &["--sparse=always", text(&self.image), text(&copy)]).unwrap();
            if before.in_flight == 0 && writes(&counts) == before {
                return copy;
            }
        }
    }

    /// The power comes back: the copy takes the place of the disk. Nobody may use the folder meanwhile.
    pub(crate) fn replace(&mut self, copy: PathBuf) {
        self.unmount().unwrap();
        fs::remove_file(&self.image).unwrap();
        self.image = copy;
        run("mount", &["-o", "loop", text(&self.image), text(&self.mount)]).unwrap();
    }

    /// Unmounts it as soon as nobody has a file of it open.
    fn unmount(&self) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            match run("umount", &[text(&self.mount)]) {
                Err(fault) if fault.contains("busy") && begun.elapsed() < LEAVING => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                done => return done.map(drop),
            }
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Err(fault) = self.unmount() {
            eprintln!("{fault}");
        }
    }
}

#[derive(PartialEq, Eq)]
struct Writes {
    done: u64,
    in_flight: u64,
}

/// What the kernel counted on a device (Documentation/block/stat.rst).
fn writes(counts: &Path) -> Writes {
    let counts = fs::read_to_string(counts).unwrap();
    let counts: Vec<u64> = counts.split_whitespace().map(|count| count.parse().unwrap()).collect();
    Writes { done: counts[4], in_flight: counts[8] }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn run(program: &str, arguments: &[&str]) -> Result<String, String> {
    let output =
        Command::new(program).args(arguments).output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)))
    }
}
