//! What was done, as it goes on record.

use uuid::Uuid;

use super::By;
use crate::store::audit::AuditRow;

/// Something done that changes the office.
#[derive(Debug)]
pub(super) struct Deed<'a> {
    /// What, such as `facts.state`.
    pub(super) action: &'a str,
    /// The county that it touches.
    pub(super) county: Option<&'a str>,
    /// What it was done to.
    pub(super) subject: &'a str,
    /// What it became.
    pub(super) detail: String,
}

impl Deed<'_> {
    /// The audit row that goes into the transaction of the change.
    pub(super) fn by(self, by: &By) -> AuditRow {
        AuditRow {
            id: Uuid::now_v7().to_string(),
            at: by.at,
            account: by.account.clone(),
            action: self.action.to_owned(),
            county: self.county.map(str::to_owned),
            subject: self.subject.to_owned(),
            detail: self.detail,
        }
    }
}
