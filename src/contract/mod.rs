//! What programs are given: the JSON of the command line and of the API, in one place so that the
//! two never differ. Points are strings such as `"1.5"`; a part that is missing is `null`.

mod score;

pub use score::{BonusJson, FrozenJson, ItemJson, MissingJson, PhaseJson, ScoreJson, VetoJson, YearJson};
