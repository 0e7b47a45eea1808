//! Log-in by an OIDC provider that the office has: authorization code flow with PKCE, state and nonce. It says
//! what the provider calls somebody, and whether two factors proved it. Which account that is, and whether it may
//! come in, is not decided here.

mod flow;
mod http;
pub mod token;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;

pub use flow::Flow;
use http::Link;
use token::{Expected, Identity};

/// How long keys are kept before a token that names another asks for them again.
const FRESH: Duration = Duration::from_secs(60);

/// What the office says of its provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The provider's own name for itself, an address.
    pub issuer: String,
    /// What it calls us.
    pub client_id: String,
    /// What proves that we are it; none for a client that has none.
    pub client_secret: Option<String>,
    /// The claim that names the account here.
    pub claim: String,
    /// Where the provider sends people back.
    pub redirect: String,
}

/// Why nobody came in.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider can't be spoken to, or says what it may not say.
    #[error("the provider: {0}")]
    Provider(String),
    /// What came back does not belong to what was begun here, or the token is not good.
    #[error("refused: {0}")]
    Refused(String),
}

/// What the provider says of itself.
#[derive(Debug, Clone, Deserialize)]
struct Discovered {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

struct Known {
    discovered: Discovered,
    keys: JwkSet,
    at: Instant,
}

/// What came back with the browser.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// The state that was sent.
    pub state: String,
    /// What the token is given for.
    pub code: String,
    /// Which provider says so, when it says it.
    pub issuer: Option<String>,
}

#[derive(Deserialize)]
struct Granted {
    id_token: String,
}

/// The provider; it is asked for its addresses and keys when they are first needed.
pub struct Provider {
    settings: Settings,
    link: Link,
    known: Mutex<Option<Known>>,
}

impl Provider {
    /// A provider that is not asked yet.
    ///
    /// # Errors
    /// When the issuer is no address that secrets may be sent to, or no connection can be prepared.
    pub fn new(settings: Settings) -> Result<Self, OidcError> {
        let link = Link::to(&settings.issuer)?;
        Ok(Self { settings, link, known: Mutex::default() })
    }

    /// Where the browser is sent, for a flow that was begun.
    ///
    /// # Errors
    /// When the provider does not say where.
    pub fn address(&self, flow: &Flow) -> Result<String, OidcError> {
        let (discovered, _keys) = self.known(false)?;
        let challenge = flow.challenge();
        let fields = [
            ("response_type", "code"),
            ("scope", "openid profile"),
            ("client_id", &self.settings.client_id),
            ("redirect_uri", &self.settings.redirect),
            ("state", &flow.state),
            ("nonce", &flow.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let address = reqwest::Url::parse_with_params(&discovered.authorization_endpoint, fields);
        address.map(String::from).map_err(|fault| OidcError::Provider(fault.to_string()))
    }

    /// Who came back.
    ///
    /// # Errors
    /// When it does not belong to the flow, or the token is not good.
    pub fn identify(&self, flow: &Flow, returned: &Returned) -> Result<Identity, OidcError> {
        if !flow.is_of(&returned.state) {
            return Err(OidcError::Refused("another state".to_owned()));
        }
        if returned.issuer.as_ref().is_some_and(|issuer| *issuer != self.settings.issuer) {
            return Err(OidcError::Refused("another issuer answered".to_owned()));
        }
        let (discovered, keys) = self.known(false)?;
        let token = self.redeem(&discovered, (flow, &returned.code))?;
        let expected = Expected {
            issuer: &self.settings.issuer,
            client: &self.settings.client_id,
            nonce: &flow.nonce,
            claim: &self.settings.claim,
        };
        match token::identity(&token, &keys, &expected) {
            Err(OidcError::Refused(fault)) if fault == token::UNKNOWN_KEY => {
                let (_discovered, keys) = self.known(true)?;
                token::identity(&token, &keys, &expected)
            }
            done => done,
        }
    }

    fn redeem(&self, discovered: &Discovered, (flow, code): (&Flow, &str)) -> Result<String, OidcError> {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.settings.redirect),
            ("code_verifier", &flow.verifier),
            ("client_id", &self.settings.client_id),
        ];
        let secret = self.settings.client_secret.as_deref();
        let client = secret.map(|secret| (self.settings.client_id.as_str(), secret));
        let granted: Granted = self.link.post(&discovered.token_endpoint, client, &fields)?;
        Ok(granted.id_token)
    }

    /// Addresses and keys; asked for anew when `anew` says so and they are not just asked for.
    fn known(&self, anew: bool) -> Result<(Discovered, JwkSet), OidcError> {
        // Whoever panicked here left what was known before.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match known.as_ref().filter(|known| !anew || known.at.elapsed() < FRESH) {
            Some(known) => Ok((known.discovered.clone(), known.keys.clone())),
            None => {
                let (discovered, keys) = self.ask()?;
                *known =
                    Some(Known { discovered: discovered.clone(), keys: keys.clone(), at: Instant::now() });
                Ok((discovered, keys))
            }
        }
    }

    fn ask(&self) -> Result<(Discovered, JwkSet), OidcError> {
        let issuer = &self.settings.issuer;
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let discovered: Discovered = self.link.get(&address)?;
        if discovered.issuer != *issuer {
            return Err(OidcError::Provider(format!("it calls itself {}, not {issuer}", discovered.issuer)));
        }
        // People are sent there with our secrets of the flow: no weaker than where the provider itself is.
        self.link.check(&discovered.authorization_endpoint)?;
        let keys = self.link.get(&discovered.jwks_uri)?;
        Ok((discovered, keys))
    }
}
