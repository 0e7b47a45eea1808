//! Asks clamd about a file before it is kept. Which signatures there are, and how fresh, is clamd's affair.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use clamav_client::{TransportProtocol, scan_file};

/// How long clamd may take to answer; it scans as the bytes come, so this is for the rest after the last.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it may take to be reached.
const REACH: Duration = Duration::from_secs(3);
/// Bytes that are sent at once.
const CHUNK: usize = 256 << 10;

/// Where clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Antivirus {
    /// At a host and a port.
    Tcp(String),
    /// At a socket of this machine.
    Socket(PathBuf),
}

/// What clamd says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// No signature fits.
    Clean,
    /// The signature with this name fits.
    Found(String),
}

/// What is neither a path nor a host with a port.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is neither HOST:PORT nor the path of a socket")]
pub struct NotAddress(String);

impl FromStr for Antivirus {
    type Err = NotAddress;

    fn from_str(text: &str) -> Result<Self, NotAddress> {
        let path = text.strip_prefix("unix:").unwrap_or(text);
        if path.starts_with('/') {
            return Ok(Self::Socket(PathBuf::from(path)));
        }
        let place = text.strip_prefix("tcp://").unwrap_or(text);
        let port =
            place.rsplit_once(':').filter(|(host, _)| !host.is_empty()).map(|(_, port)| port.parse::<u16>());
        if matches!(port, Some(Ok(_))) {
            Ok(Self::Tcp(place.to_owned()))
        } else {
            Err(NotAddress(text.to_owned()))
        }
    }
}

impl fmt::Display for Antivirus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(place) => f.write_str(place),
            Self::Socket(path) => write!(f, "{}", path.display()),
        }
    }
}

impl Antivirus {
    /// What clamd says of the file at `path`.
    ///
    /// # Errors
    /// When it is not reached, does not answer in time, or can't tell, as of a file that is larger than it takes.
    pub fn scan(&self, path: &Path) -> io::Result<Verdict> {
        let answer = scan_file(path, self, Some(CHUNK))?;
        let answer = String::from_utf8_lossy(&answer);
        let said = answer.trim_matches(['\0', '\n', ' ']);
        let said = said.strip_prefix("stream: ").unwrap_or(said);
        match said.strip_suffix(" FOUND") {
            Some(signature) => Ok(Verdict::Found(signature.to_owned())),
            None if said == "OK" => Ok(Verdict::Clean),
            None => Err(io::Error::other(format!("clamd said {said:?}"))),
        }
    }
}

impl TransportProtocol for Antivirus {
    type Stream = Line;

    fn connect(&self) -> io::Result<Line> {
        match self {
            Self::Tcp(place) => {
                let unknown = || io::Error::new(io::ErrorKind::NotFound, "the host of clamd is not known");
                let address = place.to_socket_addrs()?.next().ok_or_else(unknown)?;
                let line = TcpStream::connect_timeout(&address, REACH)?;
                line.set_read_timeout(Some(PATIENCE))?;
                line.set_write_timeout(Some(PATIENCE))?;
                Ok(Line::Tcp(line))
            }
            Self::Socket(path) => {
                let line = UnixStream::connect(path)?;
                line.set_read_timeout(Some(PATIENCE))?;
                line.set_write_timeout(Some(PATIENCE))?;
                Ok(Line::Socket(line))
            }
        }
    }
}

/// A connection to clamd.
#[derive(Debug)]
pub enum Line {
    /// Over the network.
    Tcp(TcpStream),
    /// On this machine.
    Socket(UnixStream),
}

impl Read for Line {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(line) => line.read(bytes),
            Self::Socket(line) => line.read(bytes),
        }
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(line) => line.write(bytes),
            Self::Socket(line) => line.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Tcp(line) => line.flush(),
            Self::Socket(line) => line.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_hosts_with_ports_or_sockets() {
        let check = |text: &str, shown: &str| {
            assert_eq!(text.parse::<Antivirus>().unwrap().to_string(), shown);
        };
        check("127.0.0.1:3310", "127.0.0.1:3310");
        check("tcp://clamd:3310", "clamd:3310");
        check("[::1]:3310", "[::1]:3310");
        check("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl");
        check("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl");
        for bad in ["", "clamd", ":3310", "clamd:", "clamd:x", "clamd.ctl"] {
            assert!(bad.parse::<Antivirus>().is_err(), "{bad}");
        }
    }
}
