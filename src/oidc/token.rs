//! The ID token: whose it is, who signed it, for whom, for which log-in, and until when.

use std::collections::BTreeMap;

use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::Value;

use super::OidcError;

/// The signatures that are taken; none of them is made with a secret that both sides know, or without any.
const TAKEN: [Algorithm; 3] = [Algorithm::RS256, Algorithm::ES256, Algorithm::EdDSA];
/// Seconds that the clocks may differ.
const LEEWAY: u64 = 60;
/// Methods by which a provider says that a second factor was given (RFC 8176).
const SECOND: [&str; 5] = ["mfa", "otp", "hwk", "sc", "swk"];
/// What is wrong when the provider has to be asked for its keys again.
pub(super) const UNKNOWN_KEY: &str = "a key that the provider does not have";

/// What a token has to say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Who made it.
    pub issuer: &'a str,
    /// For whom.
    pub client: &'a str,
    /// For which log-in.
    pub nonce: &'a str,
    /// The claim that names the account.
    pub claim: &'a str,
}

/// Who somebody is to the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The name of the account here.
    pub name: String,
    /// Whether the provider says that it asked for a second factor.
    pub second_factor: bool,
}

#[derive(Deserialize)]
struct Claims {
    #[serde(default)]
    nonce: String,
    azp: Option<String>,
    #[serde(default)]
    amr: Vec<String>,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// Who a token is of.
///
/// # Errors
/// When anything of it is not as expected.
pub fn identity(token: &str, keys: &JwkSet, expected: &Expected<'_>) -> Result<Identity, OidcError> {
    let claims = checked(token, keys, expected)?;
    if claims.nonce != expected.nonce {
        return Err(refused("another nonce"));
    }
    if claims.azp.as_ref().is_some_and(|azp| azp != expected.client) {
        return Err(refused("given out to another client"));
    }
    let named = claims.others.get(expected.claim).and_then(Value::as_str).map(str::trim);
    let name = named.filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| refused(&format!("no claim {}", expected.claim)))?;
    let second_factor = claims.amr.iter().any(|method| SECOND.contains(&method.as_str()));
    Ok(Identity { name: name.to_owned(), second_factor })
}

fn checked(token: &str, keys: &JwkSet, expected: &Expected<'_>) -> Result<Claims, OidcError> {
    let header = decode_header(token).map_err(|fault| refused(&fault.to_string()))?;
    if !TAKEN.contains(&header.alg) {
        return Err(refused(&format!("signed by {:?}", header.alg)));
    }
    let key = key(keys, header.kid.as_deref()).ok_or_else(|| refused(UNKNOWN_KEY))?;
    let key = DecodingKey::from_jwk(key).map_err(|fault| refused(&fault.to_string()))?;
    let mut validation = Validation::new(header.alg);
    validation.leeway = LEEWAY;
    validation.validate_nbf = true;
    validation.set_audience(&[expected.client]);
    validation.set_issuer(&[expected.issuer]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    let decoded = decode::<Claims>(token, &key, &validation);
    decoded.map(|data| data.claims).map_err(|fault| refused(&fault.to_string()))
}

/// The key that a token names; when it names none, the only one that signs.
fn key<'a>(keys: &'a JwkSet, id: Option<&str>) -> Option<&'a Jwk> {
    let signs = |key: &&Jwk| !matches!(key.common.public_key_use, Some(PublicKeyUse::Encryption));
    match id {
        Some(id) => keys.find(id).filter(signs),
        None => {
            let mut signing = keys.keys.iter().filter(signs);
            signing.next().filter(|_| signing.next().is_none())
        }
    }
}

fn refused(fault: &str) -> OidcError {
    OidcError::Refused(fault.to_owned())
}
