//! The process in which a file is read: this very program, started anew with nothing but the file, bounded by the
//! kernel in memory, time and what it may open. A file that makes a reader loop, overflow its stack or ask for all
//! memory ends that process and nothing else.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::{FileText, TextFault, pictures, read};
use crate::intake::FileKind;

/// The command by which the program is started to read a file.
pub(super) const COMMAND: &str = "read-text";
/// The program that runs, whatever has become of its file since.
const ITSELF: &str = "/proc/self/exe";

/// Bytes that the process may hold.
const MEMORY: u64 = 160 << 20;
/// Seconds that it may compute.
const SECONDS: u64 = 9;
/// When it is ended, however little it computes.
const TIME: Duration = Duration::from_secs(10);
/// The most bytes that it may answer.
const ANSWER: u64 = 32 << 20;

/// Reads files in a process of their own.
#[derive(Debug, Clone)]
pub struct TextReader {
    program: PathBuf,
}

impl Default for TextReader {
    fn default() -> Self {
        Self { program: PathBuf::from(ITSELF) }
    }
}

impl TextReader {
    /// Another program than the one that runs, which knows the command `read-text`.
    pub fn at(program: PathBuf) -> Self {
        Self { program }
    }

    /// What a file says.
    ///
    /// # Errors
    /// When the process can't be started; inside, why there is no text.
    pub fn read(&self, file: File, kind: FileKind) -> std::io::Result<Result<FileText, TextFault>> {
        let (answer, status) = answer(self.start(file, &[kind.extension()])?, TIME)?;
        // A broken answer is that of a reader that broke.
        Ok(serde_json::from_slice(&answer).unwrap_or_else(|_broken| Err(fault(status))))
    }

    /// The picture that a page of a scanned PDF is, as PNG; nothing where there is none that can be had.
    ///
    /// # Errors
    /// When the process can't be started.
    pub fn picture(&self, file: File, page: usize) -> std::io::Result<Vec<u8>> {
        let asked = [FileKind::Pdf.extension(), "--page", &page.to_string()];
        Ok(answer(self.start(file, &asked)?, TIME)?.0)
    }

    fn start(&self, file: File, asked: &[&str]) -> std::io::Result<Child> {
        let mut command = Command::new(&self.program);
        command.arg(COMMAND).args(asked).env_clear();
        command.stdin(file).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }
}

/// What a process answers before its time is over; it has ended afterwards.
pub(in crate::intake) fn answer(mut child: Child, time: Duration) -> std::io::Result<(Vec<u8>, ExitStatus)> {
    let (sender, receiver) = channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = output.take(ANSWER).read_to_end(&mut bytes);
            // Nobody waits any more when the time is over.
            let _ = sender.send(read.map(|_length| bytes));
        });
    }
    let read = receiver.recv_timeout(time);
    // One that has ended by itself is not there to be ended.
    let _ = child.kill();
    let status = child.wait()?;
    Ok((read.unwrap_or_else(|_late| Ok(Vec::new()))?, status))
}

/// Why a process gave no answer: ended by the kernel or by us, or by itself.
fn fault(status: ExitStatus) -> TextFault {
    if status.signal().is_some() { TextFault::TooMuch } else { TextFault::Damaged }
}

/// What the process does: reads the file on its standard input and writes what it says to its standard output; or the
/// picture that a page of it is.
///
/// # Errors
/// When the kernel does not bound it, or nobody listens.
pub fn serve(kind: FileKind, page: Option<usize>) -> std::io::Result<()> {
    for (resource, most) in
        [(Resource::Data, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0), (Resource::Nofile, 16)]
    {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    let file = File::from(rustix::io::dup(std::io::stdin())?);
    let answer = match page {
        None => serde_json::to_vec(&read(file, kind)).map_err(std::io::Error::other)?,
        Some(page) => pictures::of_page(file, page).unwrap_or_default(),
    };
    std::io::stdout().write_all(&answer)
}
