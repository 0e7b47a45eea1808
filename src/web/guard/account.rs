//! Rights about the visitor's own account, and the proof that grave steps ask for.

use super::{Member, Right};
use crate::ops::accounts::{Account, Known, Secret};
use crate::web::error::WebError;
use crate::web::request::{Context, Visitor};

/// A person who is logged in, even if something has to be done before anything else: a password changed, a
/// second factor set up.
pub(in crate::web) struct Entrant {
    pub(in crate::web) known: Known,
    pub(in crate::web) session: Secret,
}

/// A person who is logged in, with the session.
pub(in crate::web) struct Person {
    pub(in crate::web) account: Account,
    pub(in crate::web) session: Secret,
}

/// Another right, of a person who has given the password a short while ago.
pub(in crate::web) struct Proven<R>(pub(in crate::web) R);

impl Right for Entrant {
    const NAME: &'static str = "entrant";

    fn of(cx: &Context) -> Result<Self, WebError> {
        match &cx.visitor {
            Visitor::Person(known, session) => Ok(Self { known: known.clone(), session: session.clone() }),
            Visitor::Program(_) => Err(WebError::Forbidden),
            Visitor::Nobody(_) => Err(WebError::NotLoggedIn),
        }
    }
}

impl Right for Person {
    const NAME: &'static str = "person";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        let Entrant { session, .. } = Entrant::of(cx)?;
        Ok(Self { account, session })
    }
}

impl<R: Right> Right for Proven<R> {
    const NAME: &'static str = R::NAME;
    const GRAVE: bool = true;

    fn of(cx: &Context) -> Result<Self, WebError> {
        let right = R::of(cx)?;
        match &cx.visitor {
            Visitor::Person(known, _) if known.proven => Ok(Self(right)),
            Visitor::Person(..) => Err(WebError::Unproven),
            Visitor::Program(_) | Visitor::Nobody(_) => Err(WebError::Forbidden),
        }
    }
}
