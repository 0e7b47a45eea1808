//! What ties a log-in's way out to its way back: three random texts, kept by the browser that begins it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::OidcError;

/// The secrets of one log-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

impl Flow {
    /// A fresh one.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn begin() -> Result<Self, OidcError> {
        Ok(Self { state: random()?, nonce: random()?, verifier: random()? })
    }

    /// As the browser keeps it.
    pub fn text(&self) -> String {
        format!("{}.{}.{}", self.state, self.nonce, self.verifier)
    }

    /// As the browser kept it.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(str::to_owned);
        let flow = Self { state: parts.next()?, nonce: parts.next()?, verifier: parts.next()? };
        let whole = [&flow.state, &flow.nonce, &flow.verifier].iter().all(|part| part.len() >= 43);
        (whole && parts.next().is_none()).then_some(flow)
    }

    /// Whether a state that came back is of this flow.
    pub(super) fn is_of(&self, state: &str) -> bool {
        // Hashes are compared, so that the time taken says nothing of it.
        Sha256::digest(state) == Sha256::digest(&self.state)
    }

    /// The hash by which the provider knows the verifier.
    pub(super) fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.verifier))
    }
}

fn random() -> Result<String, OidcError> {
    let mut bits = [0_u8; 32];
    getrandom::fill(&mut bits).map_err(|error| OidcError::Provider(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bits))
}
