//! What is said of the office's provider of log-ins, and whether it makes sense together.

use std::path::PathBuf;

use crate::domain::message::Message;
use crate::oidc::Settings;
use crate::web::Front;

/// Where the provider sends people back, under the public address.
const BACK: &str = "/log-in/oidc/back";
/// The claim that names the account, when nothing is said.
const CLAIM: &str = "preferred_username";

/// As it was said.
pub(super) struct Oidc {
    pub(super) issuer: Option<String>,
    pub(super) client_id: Option<String>,
    pub(super) client_secret: Option<String>,
    pub(super) client_secret_file: Option<PathBuf>,
    pub(super) claim: Option<String>,
}

impl Oidc {
    /// The provider, or none. What can't work is refused.
    pub(super) fn settings(self, front: &Front) -> Result<Option<Settings>, Message> {
        let (issuer, client_id) = match (&self.issuer, &self.client_id) {
            (Some(issuer), Some(client_id)) => (issuer.clone(), client_id.clone()),
            (None, None) => return Ok(None),
            (Some(_), None) | (None, Some(_)) => return Err(Message::new("oidc-half")),
        };
        let public_url = front.public_url().ok_or_else(|| Message::new("oidc-no-public-url"))?;
        let redirect = format!("{public_url}{BACK}");
        let claim = self.claim.clone().unwrap_or_else(|| CLAIM.to_owned());
        Ok(Some(Settings { issuer, client_id, client_secret: self.secret()?, claim, redirect }))
    }

    fn secret(self) -> Result<Option<String>, Message> {
        match (self.client_secret, self.client_secret_file) {
            (Some(_), Some(_)) => Err(Message::new("oidc-two-secrets")),
            (None, Some(path)) => {
                let unreadable = |cause: std::io::Error| {
                    let told = Message::new("oidc-secret-file").with("path", path.display().to_string());
                    told.with("cause", cause.to_string())
                };
                let text = std::fs::read_to_string(&path).map_err(unreadable)?;
                Ok(Some(text.trim().to_owned()))
            }
            (secret, None) => Ok(secret),
        }
    }
}
