//! The matrix on its way out, row by row: a nation's is longer than what one wants to hold at once.

use tokio::sync::mpsc::{Sender, channel};

use crate::contract::MatrixText;
use crate::domain::round::Phase;
use crate::ops::scores::RoundView;
use crate::ops::scores::board::{Board, Line};
use crate::ops::{Office, OpsError};
use crate::web::reply::Reply;

/// Counties whose cells are read at once.
const ROWS: usize = 250;
/// Pieces that may wait between the database and the connection.
const WAITING: usize = 2;

/// Why a matrix is broken off in the middle.
#[derive(Debug, thiserror::Error)]
enum BrokenOff {
    #[error(transparent)]
    Ops(#[from] OpsError),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error("the asker is gone")]
    Gone,
}

type Chunks = Sender<std::io::Result<Vec<u8>>>;

/// The matrix as a reply whose rows are read while it is sent.
pub(super) fn streamed_matrix(office: Office, view: RoundView, (board, phase): (Board, Phase)) -> Reply {
    let (sender, receiver) = channel(WAITING);
    drop(actix_web::web::block(move || {
        if let Err(error) = send(&office, (&view, phase), &board, &sender) {
            tracing::warn!(%error, "a matrix was broken off");
            // Nobody may be there to be told.
            let _ = sender.blocking_send(Err(std::io::Error::other(error.to_string())));
        }
    }));
    Reply::chunks("application/json", receiver)
}

fn send(
    office: &Office,
    (view, phase): (&RoundView, Phase),
    board: &Board,
    sender: &Chunks,
) -> Result<(), BrokenOff> {
    let mut text = MatrixText::begin(view, phase)?;
    let mut between = "";
    for lines in board.lines.chunks(ROWS) {
        let codes: Vec<String> = lines.iter().map(|line| line.county.code.clone()).collect();
        let cells = board.cells(office, (view, phase), &codes)?;
        for line in lines {
            text.push_str(between);
            text.push_str(&row(line, phase, cells.get(&line.county.code))?);
            between = ",";
        }
        pass_on(std::mem::take(&mut text), sender)?;
    }
    text.push_str(&MatrixText::end());
    pass_on(text, sender)
}

fn row(line: &Line, phase: Phase, cells: Option<&String>) -> serde_json::Result<String> {
    MatrixText::row(line, phase, cells.map_or("[]", String::as_str))
}

fn pass_on(text: String, sender: &Chunks) -> Result<(), BrokenOff> {
    sender.blocking_send(Ok(text.into_bytes())).map_err(|_gone| BrokenOff::Gone)
}
