//! Starting and stopping the server. Knows addresses and threads, and nothing of what is served.

use std::io;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};

use super::{Settings, Shared, edge, imports, limits, listeners, metrics, render, routes};
use crate::oidc::Provider;
use crate::ops::Office;
use crate::ops::jobs::Runner;

/// Seconds that open requests get when the server is told to stop.
const GRACE: u64 = 30;

/// Serves until the process is told to stop. `on_ready` is told the address once requests are taken.
///
/// # Errors
/// When the address can't be used, or a template is broken.
pub fn serve(office: Office, settings: Settings, on_ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    run(office, settings, |address, _handle| on_ready(address))
}

/// How long the head of a request may take to come.
const HEAD: Duration = Duration::from_secs(10);
/// The most threads of each worker that wait for disks and slow connections; they are made when needed.
const THREADS: usize = 512;

/// A server on a thread of its own, which stops when this is dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    handle: ServerHandle,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The command is sent when `stop` is called; its future only tells when it has been obeyed.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so itself.
            let _ = thread.join();
        }
    }
}

/// Starts a server on a thread of its own and waits until it takes requests.
///
/// # Errors
/// When the address can't be used, or a template is broken.
pub fn start(office: Office, settings: Settings) -> io::Result<Running> {
    let (sender, receiver) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        run(office, settings, move |address, handle| {
            // Whoever started the server waits for this; if it is gone, nobody needs the address.
            let _ = sender.send((address, handle));
        })
    });
    match receiver.recv() {
        Ok((address, handle)) => Ok(Running { address, handle, thread: Some(thread) }),
        Err(_ended) => match thread.join() {
            Ok(ended) => Err(ended.err().unwrap_or_else(|| io::Error::other("the server ended at once"))),
            Err(_panic) => Err(io::Error::other("the server panicked")),
        },
    }
}

fn run(
    office: Office,
    settings: Settings,
    on_ready: impl FnOnce(SocketAddr, ServerHandle),
) -> io::Result<()> {
    render::ready().map_err(io::Error::other)?;
    let metrics = metrics::Metrics::default();
    let (bind, workers) = (settings.bind.clone(), settings.workers);
    // Whatever ends the server ends its workers, too.
    let _runner = Runner::start(&office, settings.jobs);
    let imports = imports::Imports::default();
    let meter = limits::Meter::default();
    let provider = settings.oidc.clone().map(Provider::new).transpose().map_err(io::Error::other)?;
    let listeners = listeners::Listeners::default();
    let shared = Shared { office, settings, metrics, meter, oidc: provider, imports, listeners };
    let shared = web::Data::new(shared);
    actix_web::rt::System::new().block_on(async move {
        actix_web::rt::spawn(imports::sweep(shared.clone().into_inner()));
        actix_web::rt::spawn(limits::settle(shared.clone().into_inner()));
        actix_web::rt::spawn(listeners::watch(shared.clone().into_inner()));
        actix_web::rt::spawn(listeners::end_with_program(shared.clone().into_inner()));
        let app = move || {
            App::new()
                .app_data(shared.clone())
                .wrap(from_fn(edge::frame))
                .wrap(Compress::default())
                .configure(routes::configure)
        };
        let mut server = HttpServer::new(app)
            .tcp_nodelay(true)
            .shutdown_timeout(GRACE)
            .client_request_timeout(HEAD)
            .worker_max_blocking_threads(THREADS);
        if let Some(workers) = workers {
            server = server.workers(workers);
        }
        let server = server.bind(bind)?;
        let address = server.addrs().first().copied();
        let running = server.run();
        let address = address.ok_or_else(|| io::Error::other("the server has no address"))?;
        on_ready(address, running.handle());
        running.await
    })
}
