//! What stands before the server: the names it answers to, and the proxies that are believed when they say who
//! asks. Of what proxies may say, only `X-Forwarded-For` is read, and only from a trusted one: names and the
//! use of HTTPS are settings, which no request can change.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::Version;
use actix_web::http::header::{HOST, HeaderMap, HeaderName};
use ipnet::IpNet;

use super::error::WebError;
use crate::domain::message::Message;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What stands before the server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    trusted: Vec<IpNet>,
    /// In small letters, without a port.
    hosts: Vec<String>,
    /// Without a slash at its end.
    public_url: Option<String>,
}

impl Front {
    /// Trusts proxies (addresses, or networks as `10.0.0.0/8`), and answers to the name in the public address and
    /// to further ones.
    ///
    /// # Errors
    /// When one of them can't be read.
    pub fn new(trusted: &[String], public_url: Option<&str>, hosts: &[String]) -> Result<Self, Message> {
        let network = |text: &String| {
            let bad = || Message::new("edge-bad-network").with("value", text);
            let network = network(text).ok_or_else(bad)?;
            let everybody = || Message::new("edge-all-trusted").with("value", text);
            if network.prefix_len() == 0 { Err(everybody()) } else { Ok(network) }
        };
        let host = |text: &String| {
            let bad = || Message::new("edge-bad-host").with("value", text);
            named(text).filter(|name| !name.is_empty()).ok_or_else(bad)
        };
        let mut hosts: Vec<String> = hosts.iter().map(host).collect::<Result<_, _>>()?;
        if let Some(url) = public_url {
            let bad = || Message::new("edge-bad-public-url").with("value", url);
            hosts.push(host_of(url).ok_or_else(bad)?);
        }
        let trusted = trusted.iter().map(network).collect::<Result<_, _>>()?;
        Ok(Self { trusted, hosts, public_url: public_url.map(|url| url.trim_end_matches('/').to_owned()) })
    }

    /// The address that people use, without a slash at its end.
    pub fn public_url(&self) -> Option<&str> {
        self.public_url.as_deref()
    }

    /// Whether people use HTTPS; nothing when no public address says it.
    pub fn https(&self) -> Option<bool> {
        self.public_url.as_ref().map(|url| url.starts_with("https:"))
    }

    /// Who asks: the nearest that is no trusted proxy, as far as trusted ones tell.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let told = headers.get_all(FORWARDED_FOR).filter_map(|value| value.to_str().ok());
        let told: Vec<&str> = told.flat_map(|value| value.split(',')).map(str::trim).collect();
        for before in told.into_iter().rev() {
            if !self.trusts(client) {
                break;
            }
            let Some(address) = address(before) else { break };
            client = address;
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.contains(&address))
    }

    /// Refuses a request that is meant for somebody else, or does not say for whom.
    pub(super) fn check_host(&self, request: &HttpRequest) -> Result<(), WebError> {
        let unreadable = || WebError::Unreadable(Message::new("edge-host-unreadable"));
        let mut given = request.headers().get_all(HOST);
        let header = given.next().map(|value| value.to_str().unwrap_or_default());
        if given.next().is_some() || header.is_none() && request.version() == Version::HTTP_11 {
            return Err(unreadable());
        }
        let in_line = request.uri().authority().map(|authority| authority.as_str());
        for host in header.into_iter().chain(in_line) {
            let name = named(host).ok_or_else(unreadable)?;
            if !self.answers_to(&name) {
                return Err(WebError::Misdirected { host: name });
            }
        }
        Ok(())
    }

    /// Whether a name is ours. Numbers of this machine always are; as long as no name is set, so are all numbers
    /// and names without a dot, which nobody outside can point at a machine of the office.
    fn answers_to(&self, name: &str) -> bool {
        let number = name.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        if name == "localhost" || number.is_some_and(|number| number.is_loopback()) {
            return true;
        }
        if self.hosts.is_empty() {
            number.is_some() || !name.contains('.')
        } else {
            self.hosts.contains(&name.to_owned())
        }
    }
}

fn network(text: &str) -> Option<IpNet> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// An address as a proxy writes it, perhaps with a port.
fn address(text: &str) -> Option<IpAddr> {
    let plain = text
        .parse::<IpAddr>()
        .or_else(|_with_port| text.parse::<std::net::SocketAddr>().map(|address| address.ip()));
    plain.ok().map(|address| address.to_canonical())
}

/// The name in an `https://name:port` address.
fn host_of(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let bare = !rest.is_empty() && !rest.contains(['/', '?', '#', '@']);
    bare.then(|| named(rest)).flatten()
}

/// A name in small letters without its port and the dot of the root; none when it can't be one.
fn named(host: &str) -> Option<String> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => {
            let (inside, port) = rest.split_once(']')?;
            inside.parse::<std::net::Ipv6Addr>().ok()?;
            (format!("[{inside}]"), port.strip_prefix(':'))
        }
        None => match host.split_once(':') {
            Some((name, port)) => (name.to_owned(), Some(port)),
            None => (host.to_owned(), None),
        },
    };
    let allowed = |char: char| char.is_ascii_alphanumeric() || "-._[]:".contains(char);
    let port_is_one = port.is_none_or(|port| port.parse::<u16>().is_ok());
    let name = name.strip_suffix('.').unwrap_or(&name).to_ascii_lowercase();
    (port_is_one && !name.is_empty() && name.chars().all(allowed)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    #[test]
    fn addresses_are_believed_as_far_as_trusted_proxies_tell_them() {
        let front = Front::new(&["10.0.0.0/8".into(), "::1".into()], None, &[]).ok();
        let check = |peer: &str, told: &[&'static str], expected: &str| {
            let mut headers = HeaderMap::new();
            for value in told {
                headers.append(FORWARDED_FOR, HeaderValue::from_static(value));
            }
            let client = peer.parse().map(|peer| front.as_ref().map(|front| front.client(peer, &headers)));
            assert_eq!(client.ok().flatten(), expected.parse().ok(), "{peer} {told:?}");
        };
        check("192.0.2.1", &["203.0.113.9"], "192.0.2.1");
        check("10.0.0.1", &["203.0.113.9"], "203.0.113.9");
        check("10.0.0.1", &["198.51.100.7, 203.0.113.9, 10.0.0.2"], "203.0.113.9");
        check("10.0.0.1", &["198.51.100.7", "203.0.113.9:4711"], "203.0.113.9");
        check("::ffff:10.0.0.1", &["2001:db8::1"], "2001:db8::1");
        check("10.0.0.1", &["unknown"], "10.0.0.1");
        check("::1", &[], "::1");
    }

    #[test]
    fn names_are_ours_or_not() {
        let check = |hosts: &[String], url: Option<&str>, (name, expected): (&str, bool)| {
            let front = Front::new(&[], url, hosts).ok();
            let ours = named(name).is_some_and(|name| front.is_some_and(|front| front.answers_to(&name)));
            assert_eq!(ours, expected, "{name}");
        };
        for asked in [("192.168.1.5:8080", true), ("bureau", true), ("evil.example", false), ("a b", false)] {
            check(&[], None, asked);
        }
        let url = Some("https://Yingjian.example:8443/");
        for asked in [("yingjian.example.", true), ("YINGJIAN.example:8443", true), ("bureau", false)] {
            check(&[], url, asked);
        }
        for asked in
            [("other.example", true), ("127.0.0.1:1", true), ("[::1]:80", true), ("192.168.1.5", false)]
        {
            check(&["other.example".into()], url, asked);
        }
        for bad in ["", "ftp://a", "https://", "https://a/b", "https://u@a"] {
            assert!(Front::new(&[], Some(bad), &[]).is_err(), "{bad}");
        }
    }
}
