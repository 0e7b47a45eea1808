//! Rights to a piece of evidence, which the path names by its id. They follow from the county that it belongs
//! to; the id of another county's evidence is answered exactly as one that is not there.

use super::{Member, Right};
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::ops::OpsError;
use crate::ops::accounts::Account;
use crate::ops::evidence::{self, Piece};
use crate::web::error::WebError;
use crate::web::request::Context;

/// Who may read the evidence in the path.
pub(in crate::web) struct EvidenceReader {
    pub(in crate::web) account: Account,
    pub(in crate::web) piece: Piece,
}

/// Who may change what the evidence in the path is filed under.
pub(in crate::web) struct EvidenceFiler {
    pub(in crate::web) account: Account,
    pub(in crate::web) piece: Piece,
}

/// Who reviews the evidence in the path.
pub(in crate::web) struct EvidenceInspector {
    pub(in crate::web) account: Account,
    pub(in crate::web) piece: Piece,
}

/// Who may read the files of the evidence in the path: the same people, but nothing else of it is read for them.
pub(in crate::web) struct FileReader {
    /// The piece's id.
    pub(in crate::web) id: String,
    /// The county that it has to be of; none for those who read all.
    pub(in crate::web) county: Option<String>,
}

impl Right for FileReader {
    const NAME: &'static str = "evidence_reader";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        let id = cx.asked.param("id").ok_or(WebError::NotFound)?.to_owned();
        match (account.role.of_city(), account.county) {
            (true, _) => Ok(Self { id, county: None }),
            (false, Some(county)) => Ok(Self { id, county: Some(county) }),
            (false, None) => Err(OpsError::NotFound(Message::new("evidence-unknown").with("id", id)).into()),
        }
    }
}

impl Right for EvidenceReader {
    const NAME: &'static str = "evidence_reader";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let Member { account } = Member::of(cx)?;
        let id = cx.asked.param("id").ok_or(WebError::NotFound)?;
        // Nothing is read of what is another's, so that the time taken tells nothing of it either.
        let piece = match (account.role.of_city(), account.county.as_deref()) {
            (true, _) => evidence::piece(cx.office(), id)?,
            (false, Some(county)) => evidence::piece_of_county(cx.office(), id, county)?,
            (false, None) => {
                return Err(OpsError::NotFound(Message::new("evidence-unknown").with("id", id)).into());
            }
        };
        Ok(Self { account, piece })
    }
}

impl Right for EvidenceFiler {
    const NAME: &'static str = "evidence_filer";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let EvidenceReader { account, piece } = EvidenceReader::of(cx)?;
        let files = account.role.files(account.county.as_deref(), &piece.row.county);
        if files { Ok(Self { account, piece }) } else { Err(WebError::Forbidden) }
    }
}

impl Right for EvidenceInspector {
    const NAME: &'static str = "evidence_inspector";

    fn of(cx: &Context) -> Result<Self, WebError> {
        let EvidenceReader { account, piece } = EvidenceReader::of(cx)?;
        if account.role == Role::CityInspector {
            Ok(Self { account, piece })
        } else {
            Err(WebError::Forbidden)
        }
    }
}
