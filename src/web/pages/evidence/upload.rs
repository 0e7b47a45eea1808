//! Filing new evidence and changing what is there: one form for both.

use serde::Serialize;

use super::form::{self, Choice, FieldView, ItemGroup, KindChoice};
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::standard::EvidenceKind;
use crate::ops::OpsError;
use crate::ops::evidence::{self, Change, Filing, Piece};
use crate::ops::scores::RoundView;
use crate::store::rounds::CountyRow;
use crate::web::body::{Fields, Parts};
use crate::web::error::WebError;
use crate::web::guard::{CountyFiler, EvidenceFiler};
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::{lookups, uploads::Upload};

#[derive(Serialize)]
struct FormView {
    /// Where the form is sent to.
    action: String,
    /// Where the form for another kind comes from.
    here: String,
    /// The revision that is changed; none for new evidence.
    seen: Option<i64>,
    kinds: Vec<KindChoice>,
    kind: String,
    formats: String,
    fields: Vec<FieldView>,
    years: Vec<Choice>,
    groups: Vec<ItemGroup>,
    files: Vec<String>,
    back: String,
    max_mb: u64,
    /// What names the draft of the form in the browser.
    draft: String,
    /// What scripts need to send files by themselves; new evidence alone.
    uploads: Option<UploadsView>,
}

#[derive(Serialize)]
pub(super) struct UploadsView {
    /// Name of the account, which keeps drafts of people apart.
    account: String,
    endpoint: String,
    /// Where evidence is filed.
    file: String,
    /// Where one looks at what was filed.
    list: String,
}

impl UploadsView {
    pub(super) fn new(cx: &Context, county: &CountyRow) -> Self {
        let api = format!("/api/v1/counties/{}", county.code);
        Self {
            account: cx.account().map(|account| account.name.clone()).unwrap_or_default(),
            endpoint: format!("{api}/uploads"),
            file: format!("{api}/evidence"),
            list: format!("/counties/{}/evidence", county.code),
        }
    }
}

/// The form for new evidence; the address says which item, year and kind it begins with.
pub(in crate::web) fn show_upload_form(cx: &Context, right: CountyFiler) -> Answer {
    let view = cx.round()?;
    new_form(cx, &view, &right.county, (&cx.fields()?, None))
}

/// Files new evidence. What can't be taken comes back as it was typed; the files have to be chosen again.
pub(in crate::web) fn add_evidence(cx: &Context, right: CountyFiler, parts: Parts) -> Answer {
    let view = cx.round()?;
    let Upload { fields, files } = Upload::read(cx, parts)?;
    let by = cx.by(&right.account);
    let filed = filing(&view, &right.county, &fields)
        .and_then(|filing| evidence::file_received(cx.office(), &view, &by, (filing, files)));
    match filed {
        Ok((filed, _)) => Ok(Reply::see_other(&format!("/evidence/{}?done=filed", filed.id))),
        Err(OpsError::Refused(message)) => new_form(cx, &view, &right.county, (&fields, Some(&message))),
        Err(error) => Err(error.into()),
    }
}

fn filing(view: &RoundView, county: &CountyRow, fields: &Fields) -> Result<Filing, OpsError> {
    let kind = fields.get("kind").unwrap_or_default();
    Ok(Filing {
        county: county.code.clone(),
        kind: kind.to_owned(),
        fields: form::catalogue(view.standard(Phase::Final).kind(kind), fields),
        items: fields.all("item").map(str::to_owned).collect(),
        years: fields.all("year").map(year).collect::<Result<_, _>>()?,
        files: Vec::new(),
    })
}

fn year(text: &str) -> Result<Year, OpsError> {
    let unreadable = |_fault| OpsError::Refused(Message::new("api-year-unreadable").with("value", text));
    text.parse().map(Year).map_err(unreadable)
}

fn new_form(
    cx: &Context,
    view: &RoundView,
    county: &CountyRow,
    (fields, refused): (&Fields, Option<&Message>),
) -> Answer {
    let base = format!("/counties/{}/evidence", county.code);
    let items: Vec<&str> = fields.all("item").collect();
    let years: Vec<&str> = fields.all("year").collect();
    let kind =
        form::first_kind(view, fields.get("kind"), items.first().copied()).ok_or(WebError::NotFound)?;
    let standard = view.standard(Phase::Final);
    let shown = FormView {
        action: base.clone(),
        here: format!("{base}/new"),
        years: form::year_options(view, &years),
        groups: form::item_groups(standard, &items, cx.word("web-bonuses")),
        back: items.first().map_or(base.clone(), |item| format!("/counties/{}/items/{item}", county.code)),
        draft: format!("{base}/new?{}", items.iter().chain(&years).copied().collect::<Vec<_>>().join("&")),
        uploads: Some(UploadsView::new(cx, county)),
        ..blank(cx, view, kind, fields)
    };
    page(cx, (county, cx.word("web-upload-title")), &shown, refused)
}

/// The form that changes a piece.
pub(in crate::web) fn show_change_form(cx: &Context, right: EvidenceFiler) -> Answer {
    let view = cx.round()?;
    let asked = cx.fields()?;
    let mut fields = form::as_fields(&right.piece.fields);
    fields.push("kind", asked.get("kind").unwrap_or(&right.piece.row.kind));
    change_form(cx, &view, &right.piece, (&fields, None))
}

/// Writes a new revision of a piece; files that are given take the place of the earlier ones.
pub(in crate::web) fn change_evidence(cx: &Context, right: EvidenceFiler, parts: Parts) -> Answer {
    let view = cx.round()?;
    let Upload { fields, files } = Upload::read(cx, parts)?;
    let id = right.piece.row.id.as_str();
    let change = change(&view, &fields);
    let by = cx.by(&right.account);
    match evidence::revise_received(cx.office(), &view, &by, (id, change, files)) {
        Ok(_) => Ok(Reply::see_other(&format!("/evidence/{id}?done=changed"))),
        Err(OpsError::Refused(message)) => change_form(cx, &view, &right.piece, (&fields, Some(&message))),
        Err(error) => Err(error.into()),
    }
}

fn change(view: &RoundView, fields: &Fields) -> Change {
    let kind = fields.get("kind").unwrap_or_default();
    Change {
        seen: fields.get("seen").and_then(|seen| seen.parse().ok()).unwrap_or(0),
        kind: kind.to_owned(),
        fields: form::catalogue(view.standard(Phase::Final).kind(kind), fields),
        files: Vec::new(),
    }
}

fn change_form(
    cx: &Context,
    view: &RoundView,
    piece: &Piece,
    (fields, refused): (&Fields, Option<&Message>),
) -> Answer {
    let county = lookups::county_of(cx.office(), piece)?;
    let kind = form::first_kind(view, fields.get("kind"), None).ok_or(WebError::NotFound)?;
    let address = format!("/evidence/{}", piece.row.id);
    let shown = FormView {
        action: format!("{address}/change"),
        here: format!("{address}/change"),
        seen: Some(piece.row.revision),
        files: piece.files.iter().map(|(file, _)| file.name.clone()).collect(),
        draft: address.clone(),
        back: address,
        ..blank(cx, view, kind, fields)
    };
    page(cx, (&county, cx.word("web-change-title")), &shown, refused)
}

/// The form of a kind, without what differs between new and known evidence.
fn blank(cx: &Context, view: &RoundView, kind: &EvidenceKind, fields: &Fields) -> FormView {
    FormView {
        action: String::new(),
        here: String::new(),
        seen: None,
        kinds: form::kind_choices(view.standard(Phase::Final), &kind.id),
        kind: kind.id.clone(),
        formats: kind.formats.join(&cx.word("web-list-comma")),
        fields: form::field_views(kind, cx.lang, fields),
        years: Vec::new(),
        groups: Vec::new(),
        files: Vec::new(),
        back: String::new(),
        max_mb: cx.shared.settings.max_file / 1_000_000,
        draft: String::new(),
        uploads: None,
    }
}

fn page(
    cx: &Context,
    (county, title): (&CountyRow, String),
    shown: &FormView,
    refused: Option<&Message>,
) -> Answer {
    let page = Page::new(cx, "evidence-form", title).of_county(county);
    match refused {
        None => page.reply(shown),
        Some(message) => {
            let status = WebError::from(OpsError::Refused(message.clone())).status();
            Ok(page.refused(message).reply(shown)?.with_status(status))
        }
    }
}
