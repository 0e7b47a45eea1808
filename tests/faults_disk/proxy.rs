//! Stands between the program and its far store, and breaks some of what goes through: answers 500, cuts before the
//! request arrives, cuts in the middle of the answer.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A proxy that runs until the test ends.
#[derive(Clone)]
pub(crate) struct Proxy {
    pub(crate) port: u16,
    state: Arc<State>,
}

struct State {
    store: u16,
    /// Of a hundred requests, how many break.
    rate: AtomicUsize,
    requests: AtomicUsize,
    broken: AtomicUsize,
}

enum Fault {
    Refused,
    Lost,
    Cut,
}

impl Proxy {
    /// Goes to the store at this port of this machine, and breaks nothing yet.
    pub(crate) fn start(store: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = State {
            store,
            rate: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
            broken: AtomicUsize::new(0),
        };
        let proxy = Self { port, state: Arc::new(state) };
        let state = proxy.state.clone();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let state = state.clone();
                // A connection that breaks is what this is for.
                std::thread::spawn(move || drop(state.carry(client.unwrap())));
            }
        });
        proxy
    }

    /// Breaks so many of a hundred requests from now on.
    pub(crate) fn break_percent(&self, rate: usize) {
        self.state.rate.store(rate, Ordering::SeqCst);
    }

    /// Requests that came, and those that were broken.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.state.requests.load(Ordering::SeqCst), self.state.broken.load(Ordering::SeqCst))
    }
}

impl State {
    /// One request and its answer; then the connection is closed.
    fn carry(&self, client: TcpStream) -> io::Result<()> {
        let mut from_client = BufReader::new(client.try_clone()?);
        let (head, length) = head(&mut from_client)?;
        if head.is_empty() {
            return Ok(());
        }
        let body = &mut from_client.take(length);
        match self.fault() {
            Some(Fault::Refused) => {
                io::copy(body, &mut io::sink())?;
                (&client).write_all(
                    b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
                )?;
            }
            Some(Fault::Lost) => drop(body.read(&mut [0; 1000])?),
            fault => {
                let mut store = TcpStream::connect(("127.0.0.1", self.store))?;
                store.write_all(head.as_bytes())?;
                io::copy(body, &mut store)?;
                let most = if matches!(fault, Some(Fault::Cut)) { 40 } else { u64::MAX };
                io::copy(&mut store.take(most), &mut &client)?;
            }
        }
        client.shutdown(Shutdown::Both)
    }

    fn fault(&self) -> Option<Fault> {
        let number = self.requests.fetch_add(1, Ordering::SeqCst);
        // As good as chance, and the same in each run.
        let dice =
            number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23).wrapping_mul(0xD134_2543_DE82_EF95)
                >> 20;
        if dice % 100 >= self.rate.load(Ordering::SeqCst) {
            return None;
        }
        let broken = self.broken.fetch_add(1, Ordering::SeqCst);
        Some([Fault::Refused, Fault::Lost, Fault::Cut].into_iter().nth(broken % 3).unwrap())
    }
}

/// The head of a request, made one after which the connection is closed, and the length of its body.
fn head(from: &mut impl BufRead) -> io::Result<(String, u64)> {
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Ok((String::new(), 0));
        }
        if line == "\r\n" {
            head.push_str("connection: close\r\n\r\n");
            return Ok((head, length));
        }
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if !lower.starts_with("connection:") {
            head.push_str(&line);
        }
    }
}
