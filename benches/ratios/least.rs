//! The least that keeps the promise of an upload: bytes into a file as they come, fsync, rename, fsync of the folder, as
//! many pages of a log as a commit writes, its fsync, the answer. No hash, no rights, no database.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};

/// The length of the log, which is written from its beginning again when it is full.
const LOG: usize = 32 << 20;
/// What a commit writes of it: some 45 pages.
const COMMIT: usize = 45 * 4_096;

/// Takes the files of one client into `folder`, one after the other, on a thread.
pub(crate) fn serve(folder: &Path) -> SocketAddr {
    let blobs = folder.join("blobs");
    (0..=u8::MAX).for_each(|first| fs::create_dir_all(blobs.join(format!("{first:02x}"))).unwrap());
    let mut log = OpenOptions::new().create_new(true).write(true).open(folder.join("log")).unwrap();
    log.write_all(&vec![1; LOG]).unwrap();
    log.sync_all().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let part = folder.join("part");
    std::thread::spawn(move || {
        let (stream, _client) = listener.accept().unwrap();
        stream.set_nodelay(true).unwrap();
        let mut stream = BufReader::with_capacity(128 << 10, stream);
        let pages = vec![7; COMMIT];
        for number in 0_u64.. {
            // The client has gone.
            let Some(length) = head(&mut stream) else { break };
            take(&mut stream, (&part, length)).unwrap();
            keep(&part, blobs.join(format!("{:02x}", number % 256)), number).unwrap();
            if log.stream_position().unwrap() > (LOG - COMMIT) as u64 {
                log.seek(SeekFrom::Start(0)).unwrap();
            }
            pages.chunks(4_096).for_each(|page| log.write_all(page).unwrap());
            log.sync_all().unwrap();
            stream.get_mut().write_all(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n").unwrap();
        }
    });
    address
}

/// The length of the body that follows a request's head.
fn head(stream: &mut BufReader<TcpStream>) -> Option<u64> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).unwrap() == 0 {
            return None;
        }
        if line == "\r\n" {
            return length;
        }
        if let Some(value) = line.strip_prefix("Content-Length:") {
            length = value.trim().parse().ok();
        }
    }
}

fn take(stream: &mut BufReader<TcpStream>, (part, length): (&Path, u64)) -> io::Result<()> {
    let mut file = File::create_new(part)?;
    io::copy(&mut stream.take(length), &mut file)?;
    file.sync_all()
}

fn keep(part: &Path, folder: PathBuf, number: u64) -> io::Result<()> {
    fs::rename(part, folder.join(number.to_string()))?;
    File::open(folder)?.sync_all()
}
