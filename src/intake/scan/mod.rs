//! Words in pictures, by `tesseract` where it is installed. It runs as a process of its own, whose memory and time are
//! bounded, on one core; pictures out of PDFs are taken by [`super::TextReader`].

mod found;
mod upright;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, prlimit};

use super::FileKind;
use super::text::answer;

/// The languages that are wanted, as many as there are.
const LANGUAGES: [&str; 3] = ["chi_sim", "chi_tra", "eng"];
/// Without one of these nothing is recognised that is worth it.
const CHINESE: [&str; 2] = ["chi_sim", "chi_tra"];

/// How long a picture may take.
const TIME: Duration = Duration::from_secs(120);
/// How long it may take to say which languages there are.
const SHORT: Duration = Duration::from_secs(10);
/// Bytes of memory that it may hold.
const MEMORY: u64 = 1 << 30;

/// A `tesseract` that knows Chinese.
#[derive(Debug, Clone)]
pub struct Scanner {
    program: PathBuf,
    languages: String,
}

impl Scanner {
    /// The one at a path, or of this name on the way of programs; none where it is not installed, or knows no Chinese.
    pub fn find(program: &Path) -> Option<Self> {
        let mut asked = Command::new(program);
        asked.arg("--list-langs").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let (told, status) = answer(asked.spawn().ok()?, SHORT).ok()?;
        let told = String::from_utf8_lossy(&told).into_owned();
        let known: Vec<&str> = told.lines().map(str::trim).collect();
        let languages: Vec<&str> = LANGUAGES.into_iter().filter(|wanted| known.contains(wanted)).collect();
        let chinese = languages.iter().any(|language| CHINESE.contains(language));
        (status.success() && chinese)
            .then(|| Self { program: program.to_owned(), languages: languages.join("+") })
    }

    /// The languages that it reads, such as `chi_sim+eng`.
    pub fn languages(&self) -> &str {
        &self.languages
    }

    /// The words of a photo or a scan as the camera was held, in lines; nothing where it can't be decoded, or nothing is
    /// recognised in time.
    ///
    /// # Errors
    /// When it can't be read, or the program can't be started.
    pub fn recognise_photo(&self, photo: File, kind: FileKind) -> io::Result<String> {
        match upright::upright(photo, kind)? {
            Some(picture) => self.recognise(picture),
            None => Ok(String::new()),
        }
    }

    /// The words of a picture, in lines; nothing where it recognises none, or not in time.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn recognise(&self, picture: File) -> io::Result<String> {
        let mut command = Command::new(&self.program);
        command.args(["stdin", "stdout", "-l", &self.languages, "--psm", "3", "tsv"]);
        command.env("OMP_THREAD_LIMIT", "1").stdin(picture).stdout(Stdio::piped()).stderr(Stdio::null());
        let child = command.spawn()?;
        let most = Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) };
        // One that has ended already needs no bounds.
        let _ = prlimit(Some(Pid::from_child(&child)), Resource::Data, most);
        let (told, status) = answer(child, TIME)?;
        Ok(if status.success() { words_of_table(&told) } else { String::new() })
    }
}

/// The words in the table that `tesseract` gives, in lines.
pub fn words_of_table(table: &[u8]) -> String {
    found::lines(&String::from_utf8_lossy(table))
}
