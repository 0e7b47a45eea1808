//! 分级: a rule that differs for prefecture level and county level.

use serde::{Deserialize, Serialize};

use super::Rule;
use crate::domain::standard::Level;

/// One rule for each level. Both take the same facts; the sheet's reader checks that they do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByLevel {
    /// At prefecture level.
    pub prefecture: Box<Rule>,
    /// At county level.
    pub county: Box<Rule>,
}

impl ByLevel {
    pub(super) fn at(&self, level: Level) -> &Rule {
        match level {
            Level::Prefecture => &self.prefecture,
            Level::County => &self.county,
        }
    }
}
