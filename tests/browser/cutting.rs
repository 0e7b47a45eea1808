//! Lines that make trouble: a small proxy in front of the server that cuts a connection after so many bytes, so often;
//! or answers some requests in the server's place, as a firewall does that lets no PATCH through.

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
    refusal: Option<Refusal>,
    refused: AtomicUsize,
}

/// What is answered in the server's place.
struct Refusal {
    /// How such a request begins, which is where something is read.
    begins: &'static [u8],
    answer: &'static str,
    /// How often.
    times: usize,
}

/// A firewall that lets no PATCH through.
const FIREWALL: Refusal = Refusal {
    begins: b"PATCH ",
    answer: "HTTP/1.1 405 Method Not Allowed\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
    times: usize::MAX,
};

/// A disk that is full the first time that a file begins to come.
const FULL_ONCE: Refusal = Refusal {
    begins: b"POST /api/v1/counties/c1/uploads ",
    answer: "HTTP/1.1 507 Insufficient Storage\r\ncontent-type: application/problem+json\r\n\
             content-length: 25\r\nconnection: close\r\n\r\n{\"detail\":\"磁盘满了\"}",
    times: 1,
};

pub(crate) struct CuttingLine {
    pub(crate) address: SocketAddr,
    plan: Arc<Plan>,
}

impl CuttingLine {
    /// Leads to a server, and cuts after every so many bytes, so often in all.
    pub(crate) fn to(server: SocketAddr, (every, cuts): (usize, usize)) -> Self {
        let (bytes, left) = (Mutex::new(0), AtomicUsize::new(cuts));
        Self::with(server, Plan { bytes, every, left, refusal: None, refused: AtomicUsize::new(0) })
    }

    /// Leads to a server, through a firewall that lets no PATCH through.
    pub(crate) fn strictly_to(server: SocketAddr) -> Self {
        Self::refusing(server, FIREWALL)
    }

    /// Leads to a server whose disk is full the first time that a file begins to come.
    pub(crate) fn full_once_to(server: SocketAddr) -> Self {
        Self::refusing(server, FULL_ONCE)
    }

    fn refusing(server: SocketAddr, refusal: Refusal) -> Self {
        let (bytes, left) = (Mutex::new(0), AtomicUsize::new(0));
        let plan =
            Plan { bytes, every: usize::MAX, left, refusal: Some(refusal), refused: AtomicUsize::new(0) };
        Self::with(server, plan)
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

    /// How often it has answered in the server's place.
    pub(crate) fn refused(&self) -> usize {
        self.plan.refused()
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
        if let Some(answer) = plan.refuses(&chunk) {
            let _ = browser.write_all(answer.as_bytes());
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
    /// The answer in the server's place, for a request that is refused once more.
    fn refuses(&self, request: &[u8]) -> Option<&'static str> {
        let refusal = self.refusal.as_ref().filter(|refusal| request.starts_with(refusal.begins))?;
        if self.refused() == refusal.times {
            return None;
        }
        self.refused.fetch_add(1, Ordering::SeqCst);
        Some(refusal.answer)
    }

    fn refused(&self) -> usize {
        self.refused.load(Ordering::SeqCst)
    }

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
