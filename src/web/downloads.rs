//! Reports and archives on their way out, the same for pages and programs.

use actix_web::http::header::{self, HeaderValue};
use tokio::sync::mpsc::channel;

use super::files;
use super::reply::{Answer, Reply};
use super::request::Context;
use crate::archive::names::safe_name;
use crate::archive::send_bag;
use crate::blob::Sha256Hex;
use crate::domain::day::eight_digits;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::binding::{self, Request};
use crate::ops::{OpsError, reports};
use crate::report::{Format, GapFormat};
use crate::store::StoreError;
use crate::store::derived::DerivedRow;
use crate::store::rounds::CountyRow;

/// Chunks of an archive that may wait between the packing thread and the connection.
const WAITING: usize = 4;

/// The gap report of a county in a format, as a file with a name.
pub(super) fn gap_report(cx: &Context, county: &CountyRow, (phase, format): (Phase, GapFormat)) -> Answer {
    let view = cx.round()?;
    let report = reports::gaps(cx.office(), &view, (&county.code, phase, cx.today()))?;
    let mut bytes = Vec::new();
    format.write(&report, (cx.lang, &mut bytes)).map_err(OpsError::from)?;
    let name = Message::new("web-gaps-file-name").with("county", &county.name);
    let name = name.with("phase", cx.lang.named("phase", phase.id()));
    let name = cx.say(&name.with("day", eight_digits(cx.today())));
    Ok(Reply::bytes(format.media_type(), bytes).named(&format!("{}.{}", safe_name(&name), format.id())))
}

/// The city's table in a format, as a file with a name.
pub(super) fn city_report(cx: &Context, (phase, format): (Phase, Format)) -> Answer {
    let report = reports::city(cx.office(), &cx.round_of_all()?, (phase, cx.today()))?;
    let mut bytes = Vec::new();
    format.write(&report.paper(cx.lang), &mut bytes).map_err(OpsError::from)?;
    let name = Message::new("web-matrix-file-name").with("phase", cx.lang.named("phase", phase.id()));
    let name = cx.say(&name.with("day", eight_digits(cx.today())));
    Ok(Reply::bytes(format.media_type(), bytes).named(&format!("{}.{}", safe_name(&name), format.id())))
}

/// An archive that lies ready; a range of it, too, so that a download that broke off goes on.
pub(super) fn packed(cx: &Context, sha256: &Sha256Hex, made: &DerivedRow) -> Answer {
    let bad = |_fault| StoreError::Row { table: "derived", value: made.size.to_string() };
    let size = u64::try_from(made.size).map_err(bad)?;
    files::send_from(cx, (&cx.office().derived, sha256, size)).map(|reply| {
        let media_type = HeaderValue::from_static("application/zip");
        reply.with_header(header::CONTENT_TYPE, media_type).named(&made.name)
    })
}

/// The archive of a county, packed while it is sent; what is missing is told before the first byte.
pub(super) fn archive(cx: &Context, county: &CountyRow, phase: Phase) -> Answer {
    let view = cx.round()?;
    let request = Request { county: &county.code, phase, lang: cx.lang, today: cx.today() };
    let bag = binding::bind(cx.office(), &view, &request)?;
    let name = binding::file_name(&view, &request)?;
    let (sender, receiver) = channel(WAITING);
    drop(actix_web::web::block(move || {
        if let Err(error) = send_bag(&bag, sender) {
            tracing::warn!(%error, "an archive was broken off");
        }
    }));
    Ok(Reply::chunks("application/zip", receiver).named(&name))
}
