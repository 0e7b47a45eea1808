//! Single rows that the edge needs before it can call an operation.

use crate::domain::message::Message;
use crate::domain::score::Figure;
use crate::ops::scores::{self, RoundView, Standing};
use crate::ops::{Office, OpsError};
use crate::store::rounds::{self, CountyRow};

/// The county with this code.
pub(super) fn county(office: &Office, code: &str) -> Result<Option<CountyRow>, OpsError> {
    Ok(rounds::find_county(&mut *office.store.conn()?, code)?)
}

/// The standing of one county, by what is provable.
pub(super) fn standing(office: &Office, view: &RoundView, county: &CountyRow) -> Result<Standing, OpsError> {
    let alone = RoundView { counties: vec![county.clone()], ..view.clone() };
    let standing = scores::standings(office, &alone, Figure::Provable)?.into_iter().next();
    standing.ok_or_else(|| OpsError::NotFound(Message::new("county-unknown").with("code", &county.code)))
}
