//! Speaking to the provider: soon, little, without being sent elsewhere, and encrypted unless it is this machine.

use std::io::Read;
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::blocking::{Client, RequestBuilder};
use reqwest::redirect::Policy;
use serde::de::DeserializeOwned;

use super::OidcError;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most bytes of an answer.
const MOST: u64 = 256 * 1024;

pub(super) struct Link {
    client: Client,
    /// Whether the provider is this machine, for tests and for a provider behind the same proxy.
    local: bool,
}

impl Link {
    /// Prepares connections to a provider.
    pub(super) fn to(issuer: &str) -> Result<Self, OidcError> {
        // A connection of the log-in before may have been closed at the other end: each gets a new one.
        let client = Client::builder().pool_max_idle_per_host(0);
        let client = client.timeout(PATIENCE).redirect(Policy::none()).no_proxy().build();
        let link = Self { client: client.map_err(|fault| failed(&fault))?, local: is_local(issuer) };
        link.check(issuer)?;
        Ok(link)
    }

    /// Refuses an address to which nothing secret may be sent.
    pub(super) fn check(&self, address: &str) -> Result<(), OidcError> {
        if address.starts_with("https://") || self.local && is_local(address) {
            return Ok(());
        }
        Err(OidcError::Provider(format!("{address} is not encrypted")))
    }

    pub(super) fn get<T: DeserializeOwned>(&self, address: &str) -> Result<T, OidcError> {
        self.check(address)?;
        answer(self.client.get(address))
    }

    pub(super) fn post<T: DeserializeOwned>(
        &self,
        address: &str,
        client: Option<(&str, &str)>,
        fields: &[(&str, &str)],
    ) -> Result<T, OidcError> {
        self.check(address)?;
        let request = self.client.post(address).form(fields);
        answer(match client {
            // Encoded as a form's fields first (RFC 6749, 2.3.1).
            Some((id, secret)) => request.basic_auth(encoded(id), Some(encoded(secret))),
            None => request,
        })
    }
}

fn answer<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, OidcError> {
    let answer = request.send().map_err(|fault| failed(&fault))?;
    let status = answer.status();
    if !status.is_success() {
        return Err(OidcError::Refused(format!("the provider answered {status}")));
    }
    let mut bytes = Vec::new();
    let read = answer.take(MOST).read_to_end(&mut bytes);
    read.map_err(|fault| OidcError::Provider(fault.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|fault| OidcError::Provider(fault.to_string()))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn failed(fault: &reqwest::Error) -> OidcError {
    OidcError::Provider(format!("{fault:?}"))
}

fn is_local(address: &str) -> bool {
    let host = reqwest::Url::parse(address).ok().filter(|url| url.scheme() == "http");
    host.is_some_and(|url| matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")))
}
