//! Rights as types: a handler names one in its signature and gets it only when the visitor has it.
//!
//! There is no route without a right, because [`super::handle`] takes no handler without one. Nobody is sent
//! to the log-in page (programs get 401). What belongs to a county that the visitor may not read is answered
//! as if it were not there (404), so that nothing is learnt of it; a county that may be read but not changed,
//! and pages of another role, are refused as such (403).

mod account;
mod evidence;
mod import;
mod search;
mod upload;

pub(super) use account::{Entrant, Person, Proven};
pub(super) use evidence::{EvidenceFiler, EvidenceInspector, EvidenceReader, FileReader};
pub(super) use import::Importer;
pub(super) use search::Searcher;
pub(super) use upload::Uploader;

use super::error::WebError;
use super::lookups;
use super::request::{Context, Visitor};
use crate::domain::role::Role;
use crate::ops::accounts::{Account, Known};
use crate::store::rounds::CountyRow;

/// What a handler may ask for in its signature.
pub(super) trait Right: Sized + 'static {
    /// The name in the table of routes.
    const NAME: &'static str;

    /// Whether the password has to have been given a short while ago.
    const GRAVE: bool = false;

    /// The right of this visitor, or why there is none.
    fn of(cx: &Context) -> Result<Self, WebError>;
}

/// Whoever asks, logged in or not.
pub(super) struct Anyone;

/// Somebody who is logged in, of whatever role, and has nothing to do before anything else.
pub(super) struct Member {
    pub(super) account: Account,
}

/// Who may read what belongs to the county in the path.
pub(super) struct CountyReader {
    pub(super) account: Account,
    pub(super) county: CountyRow,
}

/// Who may state facts and file evidence for the county in the path.
pub(super) struct CountyFiler {
    pub(super) account: Account,
    pub(super) county: CountyRow,
}

/// Who belongs to the county in the path, to do its work or to lead it.
pub(super) struct CountyOwner {
    pub(super) account: Account,
    pub(super) county: CountyRow,
}

/// Who reads all counties of the city.
pub(super) struct CityReader;

/// Who reviews evidence and gives marks, in the county of the path.
pub(super) struct Inspector {
    pub(super) account: Account,
    pub(super) county: CountyRow,
}

/// Who rules on vetoes and bonus items and freezes results, in the county of the path.
pub(super) struct CityLeader {
    pub(super) account: Account,
    pub(super) county: CountyRow,
}

/// Who makes and closes accounts.
pub(super) struct Admin {
    pub(super) account: Account,
}

/// Who confirms accounts, unlocks them and ends sessions.
pub(super) struct SecurityAdmin {
    pub(super) account: Account,
}

/// Who reads, verifies and exports the record of who did what.
pub(super) struct Auditor {
    pub(super) account: Account,
}

impl Right for Anyone {
    const NAME: &'static str = "anyone";

    fn of(_cx: &Context) -> Result<Self, WebError> {
        Ok(Self)
    }
}

impl Right for Member {
    const NAME: &'static str = "member";

    fn of(cx: &Context) -> Result<Self, WebError> {
        match &cx.visitor {
            Visitor::Nobody(_) => Err(WebError::NotLoggedIn),
            Visitor::Person(Known { must: Some(must), .. }, _) => Err(WebError::Must(*must)),
            Visitor::Person(known, _) | Visitor::Program(known) => {
                Ok(Self { account: known.account.clone() })
            }
        }
    }
}

impl Right for CountyReader {
    const NAME: &'static str = "county_reader";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        let code = cx.asked.param("county").ok_or(WebError::NotFound)?;
        if !account.role.reads(account.county.as_deref(), code) {
            return Err(WebError::NotFound);
        }
        let county = lookups::county(cx.office(), code)?.ok_or(WebError::NotFound)?;
        Ok(Self { account, county })
    }
}

impl Right for CountyFiler {
    const NAME: &'static str = "county_filer";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let CountyReader { account, county } = CountyReader::of(cx)?;
        let files = account.role.files(account.county.as_deref(), &county.code);
        if files { Ok(Self { account, county }) } else { Err(WebError::Forbidden) }
    }
}

impl Right for CountyOwner {
    const NAME: &'static str = "county_owner";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let CountyReader { account, county } = CountyReader::of(cx)?;
        if account.role.of_county() { Ok(Self { account, county }) } else { Err(WebError::Forbidden) }
    }
}

impl Right for CityReader {
    const NAME: &'static str = "city_reader";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        if account.role.of_city() { Ok(Self) } else { Err(WebError::Forbidden) }
    }
}

impl Right for Inspector {
    const NAME: &'static str = "inspector";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let CountyReader { account, county } = CountyReader::of(cx)?;
        if account.role == Role::CityInspector {
            Ok(Self { account, county })
        } else {
            Err(WebError::Forbidden)
        }
    }
}

impl Right for CityLeader {
    const NAME: &'static str = "city_leader";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let CountyReader { account, county } = CountyReader::of(cx)?;
        if account.role == Role::CityLeader { Ok(Self { account, county }) } else { Err(WebError::Forbidden) }
    }
}

impl Right for Admin {
    const NAME: &'static str = "admin";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        if account.role == Role::Administrator { Ok(Self { account }) } else { Err(WebError::Forbidden) }
    }
}

impl Right for SecurityAdmin {
    const NAME: &'static str = "security_admin";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        let security = account.role == Role::SecurityAdministrator;
        if security { Ok(Self { account }) } else { Err(WebError::Forbidden) }
    }
}

impl Right for Auditor {
    const NAME: &'static str = "auditor";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        let auditor = account.role == Role::AuditAdministrator;
        if auditor { Ok(Self { account }) } else { Err(WebError::Forbidden) }
    }
}
