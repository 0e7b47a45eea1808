//! Bytes on a connection, as no well-behaved program would send them.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Sends bytes and gives all that comes back until the other side closes or says no more for a while.
pub(crate) fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    // A server that has refused may have closed already.
    let _ = stream.write_all(bytes);
    said(&mut stream)
}

/// What a connection says until it is closed or quiet.
pub(crate) fn said(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_millis(700))).unwrap();
    let mut said = Vec::new();
    let mut piece = [0; 65_536];
    while let Ok(length @ 1..) = stream.read(&mut piece) {
        said.extend_from_slice(&piece[..length]);
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// Whether the other side has closed the connection.
pub(crate) fn is_closed(stream: &mut TcpStream) -> bool {
    stream.set_read_timeout(Some(Duration::from_secs(7))).unwrap();
    let mut byte = [0; 1];
    loop {
        match stream.read(&mut byte) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}

/// The statuses of all answers in what came back.
pub(crate) fn statuses(said: &str) -> Vec<u16> {
    let heads = said.split("HTTP/1.").skip(1);
    heads.map(|head| head[2..5].parse().unwrap()).collect()
}
