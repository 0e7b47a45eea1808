//! Samples broken at random, and a parser that is run on them for a few seconds; `YINGJIAN_FUZZ_SECONDS` says how
//! long each goes on instead. What broke one is kept in `target/fuzz`.

use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Changes some bytes, numbers and stretches, and now and then the length.
fn break_up(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const NUMBERS: [u32; 8] = [0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, u32::MAX];
    for _ in 0..=dice.below(8) {
        let (at, other) = (dice.below(bytes.len()), dice.below(bytes.len()));
        match dice.below(6) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = dice.next() as u8,
            2 => {
                let number = NUMBERS[dice.below(NUMBERS.len())].to_le_bytes();
                let end = bytes.len().min(at + 4);
                bytes[at..end].copy_from_slice(&number[..end - at]);
            }
            3 => {
                let piece: Vec<u8> = bytes[at..bytes.len().min(at + dice.below(64))].to_vec();
                bytes.splice(other..other, piece);
            }
            4 => drop(bytes.drain(at..bytes.len().min(at + dice.below(64)))),
            _ if dice.below(8) == 0 => bytes.truncate(at.max(1)),
            _ => bytes.swap(at, other),
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

fn go_on_for() -> Duration {
    let seconds = std::env::var("YINGJIAN_FUZZ_SECONDS").map_or(2.0, |seconds| seconds.parse().unwrap());
    Duration::from_secs_f64(seconds)
}

/// Runs a parser of files on broken copies of samples.
pub(crate) fn fuzz(name: &str, samples: &[Vec<u8>], parse: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fuzz_bytes(name, samples, |bytes| {
        std::fs::write(&file, bytes).unwrap();
        parse(&file);
    });
}

/// The same of packages: now the package is broken, now one of its parts, which is then packed as if it were right.
pub(crate) fn fuzz_zip(name: &str, samples: &[Vec<u8>], parse: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    let packages: Vec<_> = samples.iter().map(|sample| parts(sample)).collect();
    let make = |dice: &mut Dice| {
        let which = dice.below(samples.len());
        if dice.below(4) == 0 {
            return broken(samples[which].clone(), dice);
        }
        let mut parts = packages[which].clone();
        let part = dice.below(parts.len());
        parts[part].1 = broken(std::mem::take(&mut parts[part].1), dice);
        packed(&parts)
    };
    fuzz_made(name, make, |bytes| {
        std::fs::write(&file, bytes).unwrap();
        parse(&file);
    });
}

/// The same of one that takes the bytes themselves.
pub(crate) fn fuzz_bytes(name: &str, samples: &[Vec<u8>], parse: impl Fn(&[u8])) {
    fuzz_made(name, |dice| broken(samples[dice.below(samples.len())].clone(), dice), parse);
}

fn broken(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    break_up(&mut bytes, dice);
    bytes
}

fn fuzz_made(name: &str, make: impl Fn(&mut Dice) -> Vec<u8>, parse: impl Fn(&[u8])) {
    let (begun, mut dice, mut runs) = (Instant::now(), Dice(0x9E37_79B9_7F4A_7C15), 0_u64);
    while begun.elapsed() < go_on_for() {
        let bytes = make(&mut dice);
        let ended = run(&parse, &bytes);
        // A machine that stood still is not the parser's fault: what took too long must do so twice.
        if ended == Ended::Broken || ended == Ended::Late && run(&parse, &bytes) != Ended::Well {
            let kept = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
            std::fs::create_dir_all(&kept).unwrap();
            let kept = kept.join(format!("{name}-{runs}"));
            std::fs::write(&kept, &bytes).unwrap();
            panic!("{name} broke after {runs} runs: {}", kept.display());
        }
        runs += 1;
    }
    eprintln!("{name}: {runs} runs");
}

/// How a parser ended.
#[derive(PartialEq)]
enum Ended {
    Well,
    Late,
    Broken,
}

fn run(parse: &impl Fn(&[u8]), bytes: &[u8]) -> Ended {
    let since = Instant::now();
    let whole = catch_unwind(AssertUnwindSafe(|| parse(bytes))).is_ok();
    match (whole, since.elapsed() < Duration::from_secs(10)) {
        (false, _) => Ended::Broken,
        (true, false) => Ended::Late,
        (true, true) => Ended::Well,
    }
}

/// Names and contents of the parts of a ZIP.
fn parts(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let count = zip.len();
    let mut part = |index| {
        let (mut part, mut bytes) = (zip.by_index(index).unwrap(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(&mut part).collect()
}

/// A ZIP of parts as they are.
fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), plain).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same ZIP with its parts as they are, so that what is broken is not the packing.
pub(crate) fn stored(zip: &[u8]) -> Vec<u8> {
    packed(&parts(zip))
}
