//! The right to search, which is that to read: one's own county, or all of them.

use super::{Member, Right};
use crate::ops::OpsError;
use crate::ops::accounts::Account;
use crate::ops::scores::{self, RoundView};
use crate::ops::search::Reach;
use crate::web::error::WebError;
use crate::web::request::Context;

/// Who reads what belongs to some county. Those who keep the office read nothing of it.
pub(in crate::web) struct Searcher {
    pub(in crate::web) account: Account,
    /// The county that alone is read.
    county: Option<String>,
}

impl Right for Searcher {
    const NAME: &'static str = "searcher";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        let county = account.county.clone();
        match (account.role.of_city(), account.role.of_county(), county) {
            (true, ..) => Ok(Self { account, county: None }),
            (_, true, Some(county)) => Ok(Self { account, county: Some(county) }),
            _ => Err(WebError::Forbidden),
        }
    }
}

impl Searcher {
    /// What is found for them.
    pub(in crate::web) fn reach(&self) -> Reach<'_> {
        self.county.as_deref().map_or(Reach::Round, Reach::County)
    }

    /// The round that the address names, or the newest, with the counties that they see.
    pub(in crate::web) fn round(&self, cx: &Context) -> Result<RoundView, OpsError> {
        match &self.county {
            None => cx.round_of_all(),
            Some(county) => scores::round_of(cx.office(), cx.query_value("round").as_deref(), Some(county)),
        }
    }
}
