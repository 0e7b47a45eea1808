//! Lines that make trouble: a small proxy in front of the server that cuts a connection after so many bytes, so often;
//! or a firewall that lets no PATCH through.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What is left to be cut, shared by all connections.
struct Plan {
    /// Bytes that went up since the last cut.
    bytes: Mutex<usize>,
    every: usize,
    left: AtomicUsize,
    /// Whether PATCH is refused; a request begins where something is read.
    strict: bool,
    refused: AtomicUsize,
}

/// What a firewall says in the server's place.
const REFUSAL: &[u8] = b"HTTP/1.1 405 Method Not Allowed\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

pub(crate) struct CuttingLine {
    pub(crate) address: SocketAddr,
    plan: Arc<Plan>,
}

impl CuttingLine {
    /// Leads to a server, and cuts after every so many bytes, so often in all.
    pub(crate) fn to(server: SocketAddr, (every, cuts): (usize, usize)) -> Self {
        let (bytes, left) = (Mutex::new(0), AtomicUsize::new(cuts));
        Self::with(server, Plan { bytes, every, left, strict: false, refused: AtomicUsize::new(0) })
    }

    /// Leads to a server, through a firewall that lets no PATCH through.
    pub(crate) fn strictly_to(server: SocketAddr) -> Self {
        let (bytes, left) = (Mutex::new(0), AtomicUsize::new(0));
        Self::with(
            server,
            Plan { bytes, every: usize::MAX, left, strict: true, refused: AtomicUsize::new(0) },
        )
    }

    fn with(server: SocketAddr, plan: Plan) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let plan = Arc::new(plan);
        let shared = Arc::clone(&plan);
        // It ends with the test's process.
        std::thread::spawn(move || {
            for browser in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect(server) else { continue };
                lead(browser, server, &shared);
            }
        });
        Self { address, plan }
    }

    /// How often it has refused a PATCH.
    pub(crate) fn refused(&self) -> usize {
        self.plan.refused.load(Ordering::SeqCst)
    }

    /// How often it has not cut yet.
    pub(crate) fn left(&self) -> usize {
        self.plan.left.load(Ordering::SeqCst)
    }
}

fn lead(browser: TcpStream, server: TcpStream, plan: &Arc<Plan>) {
    let (mut down_from, mut down_to) = (server.try_clone().unwrap(), browser.try_clone().unwrap());
    std::thread::spawn(move || {
        // Whichever end closes, the other is told.
        let _ = std::io::copy(&mut down_from, &mut down_to);
        let _ = down_to.shutdown(Shutdown::Both);
    });
    let plan = Arc::clone(plan);
    std::thread::spawn(move || up(browser, server, &plan));
}

fn up(mut browser: TcpStream, mut server: TcpStream, plan: &Plan) {
    let mut chunk = vec![0; 64 << 10];
    while let Ok(read @ 1..) = browser.read(&mut chunk) {
        if plan.strict && chunk.starts_with(b"PATCH ") {
            plan.refused.fetch_add(1, Ordering::SeqCst);
            let _ = browser.write_all(REFUSAL);
            break;
        }
        if server.write_all(&chunk[..read]).is_err() || plan.cuts(read) {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
    let _ = browser.shutdown(Shutdown::Both);
}

impl Plan {
    fn cuts(&self, more: usize) -> bool {
        let mut bytes = self.bytes.lock().unwrap();
        *bytes += more;
        if *bytes < self.every || self.left.load(Ordering::SeqCst) == 0 {
            return false;
        }
        *bytes = 0;
        self.left.fetch_sub(1, Ordering::SeqCst);
        true
    }
}
