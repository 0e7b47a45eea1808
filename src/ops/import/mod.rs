//! Import of a package, a ZIP or a folder, as evidence of a county: looked at first ([`plan`]), then filed
//! ([`run`]).
//!
//! Both look at each file in the same way, so that what the plan calls ready is what is taken. A file that
//! can't be taken is listed with its reason and stops no other. The package itself was checked when it was
//! opened; nothing of a package that was refused gets here.

mod known;
mod line;
mod look;
mod plan;
mod run;

pub use line::{Line, Same, State};
pub use plan::{Plan, plan};
pub use run::{Imported, run};

use super::scores::RoundView;
use crate::intake::Package;

/// What is imported, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// The round with its sheet.
    pub view: &'a RoundView,
    /// The county's code.
    pub county: &'a str,
    /// The checked package.
    pub package: &'a Package,
}

/// Is told how many files are done, of how many.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize);
