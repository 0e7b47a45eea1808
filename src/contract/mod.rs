//! What programs are given: the JSON of the command line and of the API, in one place so that the
//! two never differ. Points are strings such as `"1.5"`; a part that is missing is `null`.

mod coverage;
mod evidence;
mod facts;
mod found;
mod import;
mod matrix;
mod round;
mod score;
mod search;
mod told;
mod tus;
mod upload;
mod verify;

pub use coverage::{
    BlankJson, CountyCoverageJson, CountyMentionsJson, CoverageJson, CoverageMatrixJson, CoveredItemJson,
    DenialJson, FigureJson, MentionJson, RepeatJson, ReportCoverageJson,
};
pub use evidence::{
    EvidenceDetailJson, EvidenceJson, EvidencePageJson, FileJson, FiledJson, PlaceJson, ReviewJson,
    RevisionJson, SameJson, UploadForm, VerdictJson,
};
pub use facts::FactsJson;
pub use found::{BeyondJson, FoundJson, FoundPageJson, ItemYearJson, SpotJson, WaveOffJson, WavedJson};
pub use import::{ImportJson, ImportedFileJson, SkippedJson};
pub use matrix::{MatrixCellJson, MatrixItemJson, MatrixJson, MatrixRowJson, MatrixText};
pub use round::{CountyJson, RoundJson, SheetJson, WindowJson};
pub use score::{
    BonusJson, FiguresJson, FrozenJson, ItemJson, MissingJson, PhaseJson, ScoreJson, VetoJson, YearJson,
};
pub use search::{HitJson, PartJson, PassageJson, SearchJson};
pub use told::{MatchJson, MatchLineJson, ToldJson};
pub use tus::{upload_metadata, upload_number};
pub use upload::{ProposalJson, UploadJson};
pub use verify::{FindingJson, SweptJson, UseJson, VerifyJson};
