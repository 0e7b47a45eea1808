//! Tokens that no honest provider gives out: each is refused for what is wrong with it.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use yingjian::oidc::token::{Expected, identity};

const EXPECTED: Expected<'_> = Expected {
    issuer: "https://issuer.example",
    client: "yingjian",
    nonce: "n",
    claim: "preferred_username",
};

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn keys() -> JwkSet {
    let x = URL_SAFE_NO_PAD.encode(key(1).verifying_key().to_bytes());
    serde_json::from_value(
        json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "a", "use": "sig", "x": x}]}),
    )
    .unwrap()
}

fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

/// Claims that are right, with some changed; null takes one away.
fn claims(changes: Value) -> Value {
    let mut claims: BTreeMap<String, Value> = serde_json::from_value(json!({
        "iss": "https://issuer.example", "aud": "yingjian", "sub": "1", "nonce": "n",
        "exp": now() + 300, "iat": now(), "preferred_username": "clerk", "amr": ["pwd"],
    }))
    .unwrap();
    claims.extend(serde_json::from_value::<BTreeMap<String, Value>>(changes).unwrap());
    claims.retain(|_, value| !value.is_null());
    json!(claims)
}

fn signed(claims: &Value, (seed, kid): (u8, &str)) -> String {
    let header = Header { kid: Some(kid.into()), ..Header::new(Algorithm::EdDSA) };
    let der = key(seed).to_pkcs8_der().unwrap();
    encode(&header, claims, &EncodingKey::from_ed_der(der.as_bytes())).unwrap()
}

fn refused(token: &str, why: &str) {
    let error = identity(token, &keys(), &EXPECTED).map_err(|error| error.to_string());
    assert!(error.as_ref().is_err_and(|error| error.contains(why)), "{why}: {error:?}");
}

#[test]
fn a_right_token_names_somebody_and_says_whether_two_factors_were_given() {
    let ask =
        |amr: Value| identity(&signed(&claims(json!({"amr": amr})), (1, "a")), &keys(), &EXPECTED).unwrap();
    assert_eq!((ask(json!(["pwd"])).name.as_str(), ask(json!(["pwd"])).second_factor), ("clerk", false));
    assert!(ask(json!(["pwd", "otp"])).second_factor && ask(json!(["mfa"])).second_factor);
    assert!(!ask(json!([])).second_factor);
}

#[test]
fn a_token_that_is_wrong_in_anything_is_refused() {
    let wrong = |changes: Value, why: &str| refused(&signed(&claims(changes), (1, "a")), why);
    wrong(json!({"iss": "https://other.example"}), "InvalidIssuer");
    wrong(json!({"aud": "another"}), "InvalidAudience");
    wrong(json!({"exp": now() - 120}), "ExpiredSignature");
    wrong(json!({"nbf": now() + 600}), "ImmatureSignature");
    wrong(json!({"nonce": "another"}), "another nonce");
    wrong(json!({"nonce": null}), "another nonce");
    wrong(json!({"azp": "another"}), "another client");
    wrong(json!({"preferred_username": null}), "no claim");
    wrong(json!({"preferred_username": " "}), "no claim");
    for claim in ["iss", "aud", "exp", "sub"] {
        let mut without = claims(json!({}));
        without.as_object_mut().unwrap().remove(claim);
        assert!(identity(&signed(&without, (1, "a")), &keys(), &EXPECTED).is_err(), "{claim}");
    }
}

#[test]
fn a_token_that_is_not_signed_by_the_provider_is_refused() {
    let right = claims(json!({}));
    refused(&signed(&right, (2, "a")), "InvalidSignature");
    refused(&signed(&right, (1, "b")), "a key that the provider does not have");
    let body = URL_SAFE_NO_PAD.encode(right.to_string());
    let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
    refused(&format!("{none}.{body}."), "refused");
    // Signed with the public key as if it were a secret that both sides know.
    let header = Header { kid: Some("a".into()), ..Header::new(Algorithm::HS256) };
    let public = key(1).verifying_key().to_bytes();
    refused(&encode(&header, &right, &EncodingKey::from_secret(&public)).unwrap(), "signed by HS256");
    let token = signed(&right, (1, "a"));
    let (head, _) = token.rsplit_once('.').unwrap();
    refused(&format!("{head}."), "refused");
    for broken in ["", "a.b", "a.b.c.d"] {
        assert!(identity(broken, &keys(), &EXPECTED).is_err(), "{broken}");
    }
}
