//! The right to an upload in pieces, which the path names by its id: it is for whoever began it, as long as they
//! file for its county. The id of somebody else's is answered exactly as one that is not there.

use super::{CountyFiler, Right};
use crate::ops::uploads::{self, Begun, Owner};
use crate::web::error::WebError;
use crate::web::request::Context;

/// Who began the upload in the path.
pub(in crate::web) struct Uploader {
    pub(in crate::web) upload: Begun,
}

impl Right for Uploader {
    const NAME: &'static str = "uploader";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let CountyFiler { account, county } = CountyFiler::of(cx)?;
        let id = cx.asked.param("upload").ok_or(WebError::NotFound)?;
        let owner = Owner { account: &account.name, county: &county.code };
        let upload = uploads::find(cx.office(), id, (owner, cx.now))?;
        Ok(Self { upload })
    }
}
