//! The right to an import, which the path names by its id: it is for whoever began it, as long as they file
//! for its county. The id of somebody else's is answered exactly as one that is not there.

use std::sync::Arc;

use super::{CountyFiler, Right};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::accounts::Account;
use crate::store::rounds::CountyRow;
use crate::web::error::WebError;
use crate::web::imports::Begun;
use crate::web::request::Context;

/// Who began the import in the path.
pub(in crate::web) struct Importer {
    pub(in crate::web) account: Account,
    pub(in crate::web) county: CountyRow,
    pub(in crate::web) import: Arc<Begun>,
}

impl Right for Importer {
    const NAME: &'static str = "importer";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let CountyFiler { account, county } = CountyFiler::of(cx)?;
        let found = cx.asked.param("import").and_then(|id| cx.shared.imports.find(id));
        let own = found.filter(|begun| begun.account == account.name && begun.county == county.code);
        let import = own.ok_or_else(|| OpsError::NotFound(Message::new("import-gone")))?;
        Ok(Self { account, county, import })
    }
}
