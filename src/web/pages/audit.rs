//! The audit administrator's page: the record of who did what, narrowed by account, action, county and days, newest
//! first; whether its chain holds; and a signed copy of it.

mod actions;

use std::io::{Cursor, Write};

use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;

use crate::domain::day::{eight_digits, in_china};
use crate::domain::message::Message;
use crate::ops::record::{self, Exported};
use crate::ops::{By, OpsError};
use crate::store::audit::{self, Entry, Filter};
use crate::store::chain::Break;
use crate::store::rounds::CountyRow;
use crate::web::error::WebError;
use crate::web::guard::{Auditor, Proven};
use crate::web::lookups;
use crate::web::pages::evidence::Choice;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::secrets::in_query;
use actions::GroupView;

/// Entries on one page.
const ENTRIES: i64 = 100;

/// What the list is narrowed to; an empty field narrows nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Narrow {
    account: String,
    action: String,
    county: String,
    from: String,
    until: String,
    before: String,
    /// Asks whether the chain holds.
    verify: String,
}

#[derive(Serialize)]
struct AuditView {
    account: String,
    actions: Vec<GroupView>,
    /// A code in the address that the choice does not have.
    other_action: Option<String>,
    counties: Vec<Choice>,
    from: String,
    until: String,
    entries: Vec<EntryView>,
    next: Option<String>,
}

#[derive(Serialize)]
struct EntryView {
    position: i64,
    at: String,
    account: String,
    action: String,
    county: String,
    /// Its name, where it still takes part.
    county_name: String,
    subject: String,
    detail: String,
    hash: String,
}

/// A page of the record; with `verify`, whether the whole of it holds.
pub(in crate::web) fn list_entries(cx: &Context, _right: Auditor) -> Answer {
    let narrow: Narrow = cx.query()?;
    let mut page = Page::new(cx, "audit", cx.word("web-audit-title")).wide();
    if !narrow.verify.is_empty() {
        page = match record::check(cx.office(), &[])? {
            Ok(end) => {
                let said = Message::new("cli-audit-whole").with("entries", end.position.to_string());
                page.done(&said.with("hash", &end.hash))
            }
            Err(broken) => page.refused(&record::message(&broken)),
        };
    }
    let conn = &mut *cx.office().store.conn().map_err(OpsError::from)?;
    let entries = audit::page(conn, &narrow.filter()).map_err(OpsError::from)?;
    let full = i64::try_from(entries.len()) == Ok(ENTRIES);
    let last = entries.last().and_then(|entry| entry.position).filter(|_| full);
    let counties = lookups::counties(cx.office())?;
    page.reply(&AuditView {
        next: last.map(|position| format!("/audit?{}before={position}", narrow.query())),
        entries: entries.into_iter().map(|entry| shown(entry, &counties)).collect(),
        actions: actions::groups(cx, narrow.action.trim()),
        other_action: actions::unknown(&narrow.action),
        account: narrow.account,
        counties: choices(&counties, narrow.county.trim()),
        from: narrow.from,
        until: narrow.until,
    })
}

impl Narrow {
    fn filter(&self) -> Filter {
        let some = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = |text: &String| text.trim().parse::<NaiveDate>().ok();
        Filter {
            account: some(&self.account),
            action: some(&self.action),
            county: some(&self.county),
            from: day(&self.from).map(begins),
            until: day(&self.until).and_then(|day| day.checked_add_days(Days::new(1))).map(begins),
            before: self.before.parse().ok(),
            limit: ENTRIES,
        }
    }

    /// The same narrowing as the query of an address, to be gone on with.
    fn query(&self) -> String {
        let fields = [
            ("account", &self.account),
            ("action", &self.action),
            ("county", &self.county),
            ("from", &self.from),
            ("until", &self.until),
        ];
        in_query(fields.map(|(name, value)| (name, value.as_str())))
    }
}

/// When a day of China begins, in UTC.
fn begins(day: NaiveDate) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    let ahead = in_china(midnight).signed_duration_since(midnight);
    midnight.checked_sub_signed(ahead.max(Duration::zero())).unwrap_or(midnight)
}

/// The counties that take part, and one that only the address knows.
fn choices(counties: &[CountyRow], chosen: &str) -> Vec<Choice> {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: value == chosen,
    };
    let mut choices: Vec<Choice> = counties.iter().map(|county| choice(&county.code, &county.name)).collect();
    if !chosen.is_empty() && !choices.iter().any(|choice| choice.chosen) {
        choices.push(choice(chosen, chosen));
    }
    choices
}

fn shown(entry: Entry, counties: &[CountyRow]) -> EntryView {
    let hash = entry.hash.unwrap_or_default();
    let county = entry.row.county.unwrap_or_default();
    let known = counties.iter().find(|known| known.code == county);
    EntryView {
        position: entry.position.unwrap_or_default(),
        at: in_china(entry.row.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        account: entry.row.account,
        action: entry.row.action,
        county_name: known.map(|known| known.name.clone()).unwrap_or_default(),
        county,
        subject: entry.row.subject,
        detail: entry.row.detail,
        hash: hash.get(..12).unwrap_or_default().to_owned(),
    }
}

/// A signed copy of the whole record: the entries, their signature, and the key that it is checked with.
pub(in crate::web) fn show_copy(cx: &Context, Proven(right): Proven<Auditor>) -> Answer {
    match copy(cx, &cx.by(&right.account))? {
        Ok(zip) => {
            let name = format!("audit-{}.zip", eight_digits(cx.today()));
            Ok(Reply::bytes("application/zip", zip).named(&name))
        }
        Err(broken) => Err(OpsError::Refused(record::message(&broken)).into()),
    }
}

fn copy(cx: &Context, by: &By) -> Result<Result<Vec<u8>, Break>, WebError> {
    let file = tempfile::tempfile().map_err(OpsError::from)?;
    Ok(match record::export(cx.office(), by, &file)? {
        Ok(exported) => Ok(packed(&file, &exported).map_err(OpsError::from)?),
        Err(broken) => Err(broken),
    })
}

fn packed(mut file: &std::fs::File, exported: &Exported) -> std::io::Result<Vec<u8>> {
    std::io::Seek::rewind(&mut file)?;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("audit.jsonl", SimpleFileOptions::default())?;
    std::io::copy(&mut file, &mut zip)?;
    zip.start_file("audit.jsonl.sig", SimpleFileOptions::default())?;
    zip.write_all(&exported.signature)?;
    zip.start_file("audit.jsonl.pub.pem", SimpleFileOptions::default())?;
    zip.write_all(exported.public_key.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}
