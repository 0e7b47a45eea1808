//! Opening a round: its years, weight, deadline, sheet and counties, from one checked description.
//!
//! A round keeps the version of the sheet that it was opened with until somebody adopts another.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::deed::Deed;
use super::{By, Office, OpsError, sheets};
use crate::domain::message::Message;
use crate::domain::round::{Phase, WithoutMidterm};
use crate::domain::standard::Level;
use crate::store::rounds::{self, CountyRow, RoundRow, YearRow};
use crate::store::tasks::{self, TaskRow};
use crate::store::{self, audit};

/// A round to open, as in a TOML file; docs/ROUND-FORMAT.md describes it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRound {
    /// Short code, such as `2026`.
    pub code: String,
    /// Title as printed.
    pub title: String,
    /// The city whose counties take part.
    pub city: String,
    /// The sheet: `code` for its newest version, or `code@version`.
    pub standard: String,
    /// The midterm's share of the selection score, from 0 to 1.
    #[serde(default = "usual_weight")]
    pub midterm_weight: Decimal,
    /// What becomes of a county without a midterm; has to be said.
    pub without_midterm: WithoutMidterm,
    /// The day of the inspection.
    pub deadline: NaiveDate,
    /// The assessment years, in order of time.
    pub years: Vec<NewYear>,
    /// The counties that take part.
    pub counties: Vec<NewCounty>,
}

/// An assessment year of a new round.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewYear {
    /// Its name.
    pub year: i32,
    /// First day.
    pub starts: NaiveDate,
    /// Last day.
    pub ends: NaiveDate,
    /// Whether the midterm covers it.
    #[serde(default)]
    pub midterm: bool,
    /// Whether the final covers it.
    #[serde(default = "yes")]
    pub r#final: bool,
}

/// A county of a new round.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCounty {
    /// Short code, such as `c1`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is a county or a prefecture-level place.
    #[serde(default = "usual_level")]
    pub level: Level,
    /// 全宗号 for file numbers; may be empty.
    #[serde(default)]
    pub fonds: String,
}

fn usual_weight() -> Decimal {
    Decimal::new(4, 1)
}

fn usual_level() -> Level {
    Level::County
}

fn yes() -> bool {
    true
}

/// Opens a round; counties that are known already keep what they are called.
///
/// # Errors
/// Every fault at once: years out of order or overlapping, no year of a phase, a weight outside 0 to
/// 1, double codes, a round that is there already. Nothing is written then.
pub fn open(office: &Office, by: &By, new: &NewRound) -> Result<(), OpsError> {
    let faults = faults(new);
    if !faults.is_empty() {
        return Err(OpsError::Refused(Message::new("round-faults").with("faults", faults)));
    }
    let standard = sheets::find(office, &new.standard)?;
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        if rounds::find(conn, Some(&new.code))?.is_some() {
            return Err(OpsError::Refused(Message::new("round-taken").with("code", &new.code)));
        }
        rounds::insert(conn, &round_row(new, by, &standard.id), &year_rows(new))?;
        let known: BTreeSet<String> =
            rounds::counties(conn, &new.city)?.into_iter().map(|county| county.code).collect();
        for row in county_rows(new).iter().filter(|row| !known.contains(&row.code)) {
            rounds::insert_county(conn, row)?;
        }
        let deed = Deed { action: "round.open", county: None, subject: &new.code, detail: new.title.clone() };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}

/// Makes a phase of a round use another version of a sheet, or another sheet.
///
/// # Errors
/// When the round or the sheet is not there.
pub fn adopt(office: &Office, by: &By, (round, phase): (&str, Phase), code: &str) -> Result<(), OpsError> {
    let standard = sheets::find(office, code)?;
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        if !rounds::set_standard(conn, round, (phase, &standard.id))? {
            return Err(OpsError::NotFound(Message::new("round-unknown").with("code", round)));
        }
        let detail = format!("{} {}@{}", phase.id(), standard.code, standard.version);
        let deed = Deed { action: "round.adopt", county: None, subject: round, detail };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}

/// Gives items of a county to lead units with their due dates.
///
/// # Errors
/// When the database fails.
pub fn assign(
    office: &Office,
    by: &By,
    (round, county): (&str, &str),
    tasks: &[TaskRow],
) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        tasks::write(conn, tasks)?;
        let detail = tasks.iter().map(|task| task.item.as_str()).collect::<Vec<_>>().join(" ");
        let deed = Deed { action: "task.assign", county: Some(county), subject: round, detail };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}

fn faults(new: &NewRound) -> Vec<Message> {
    let mut faults = Vec::new();
    if new.midterm_weight < Decimal::ZERO || new.midterm_weight > Decimal::ONE {
        faults.push(Message::new("round-bad-weight").with("weight", new.midterm_weight.to_string()));
    }
    for (id, covered) in [
        ("round-no-midterm-year", new.years.iter().any(|year| year.midterm)),
        ("round-no-final-year", new.years.iter().any(|year| year.r#final)),
        ("round-no-county", !new.counties.is_empty()),
    ] {
        if !covered {
            faults.push(Message::new(id));
        }
    }
    let backwards = new.years.iter().filter(|year| year.starts > year.ends);
    faults.extend(backwards.map(|year| Message::new("round-year-backwards").with("year", year.year)));
    for (before, after) in new.years.iter().zip(new.years.iter().skip(1)) {
        if after.starts <= before.ends || after.year <= before.year {
            faults.push(
                Message::new("round-years-overlap").with("first", before.year).with("second", after.year),
            );
        }
    }
    let mut codes = BTreeSet::new();
    let double = new.counties.iter().filter(|county| !codes.insert(&county.code));
    faults.extend(double.map(|county| Message::new("round-double-county").with("code", &county.code)));
    faults
}

fn round_row(new: &NewRound, by: &By, standard: &str) -> RoundRow {
    RoundRow {
        code: new.code.clone(),
        title: new.title.clone(),
        city: new.city.clone(),
        midterm_weight: new.midterm_weight.to_string(),
        without_midterm: new.without_midterm.id().to_owned(),
        deadline: new.deadline.to_string(),
        midterm_standard: standard.to_owned(),
        final_standard: standard.to_owned(),
        published: false,
        opened_at: by.at,
    }
}

fn year_rows(new: &NewRound) -> Vec<YearRow> {
    let row = |year: &NewYear| YearRow {
        round: new.code.clone(),
        year: i64::from(year.year),
        starts: year.starts.to_string(),
        ends: year.ends.to_string(),
        midterm: year.midterm,
        at_final: year.r#final,
    };
    new.years.iter().map(row).collect()
}

fn county_rows(new: &NewRound) -> Vec<CountyRow> {
    let row = |(position, county): (i64, &NewCounty)| CountyRow {
        code: county.code.clone(),
        name: county.name.clone(),
        city: new.city.clone(),
        level: county.level.id().to_owned(),
        fonds: county.fonds.clone(),
        position,
    };
    (1..).zip(&new.counties).map(row).collect()
}
