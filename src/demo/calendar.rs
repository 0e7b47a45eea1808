//! The time of the sample round: four assessment years that are over, an inspection that is near.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::words::Plan;
use crate::domain::round::WithoutMidterm;
use crate::domain::standard::{Level, Standard};
use crate::ops::opening::{NewCounty, NewRound, NewYear};

/// The code of the sample round.
pub const ROUND: &str = "sample";

/// Days from the making of the round to its inspection.
const DAYS_LEFT: u64 = 20;

/// Assessment years, of which the first two are the midterm's.
const YEARS: u32 = 4;
const MIDTERM_YEARS: usize = 2;

/// The first days of the assessment years: each begins on the first of August, and the last one is
/// over today.
fn starts(today: NaiveDate) -> Vec<NaiveDate> {
    let august = |year: i32| NaiveDate::from_ymd_opt(year, 8, 1);
    let this = august(today.year()).filter(|first| *first <= today);
    let end = this.or_else(|| august(today.year().saturating_sub(1))).unwrap_or(today);
    let start = |back: u32| end.checked_sub_months(Months::new(back.saturating_mul(12)));
    (1..=YEARS).rev().filter_map(start).collect()
}

/// The sample round as it is opened on this day.
pub(super) fn round(plan: &Plan, standard: &Standard, today: NaiveDate) -> NewRound {
    let years: Vec<NewYear> = starts(today)
        .into_iter()
        .enumerate()
        .map(|(at, starts)| NewYear {
            // Seven of its twelve months lie in the calendar year in which it ends.
            year: starts.year().saturating_add(1),
            starts,
            ends: starts + Months::new(12) - Days::new(1),
            midterm: at < MIDTERM_YEARS,
            r#final: true,
        })
        .collect();
    let named = |year: Option<&NewYear>| year.map(|year| year.year.to_string()).unwrap_or_default();
    let title = plan.title.replace("{first}", &named(years.first())).replace("{last}", &named(years.last()));
    NewRound {
        code: ROUND.to_owned(),
        title,
        city: plan.city.clone(),
        standard: format!("{}@{}", standard.id, standard.version),
        midterm_weight: rust_decimal::Decimal::new(4, 1),
        without_midterm: WithoutMidterm::Zero,
        deadline: today + Days::new(DAYS_LEFT),
        years,
        counties: plan
            .counties
            .iter()
            .map(|county| NewCounty {
                code: county.code.clone(),
                name: county.name.clone(),
                level: Level::County,
                fonds: county.fonds.clone(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_year_is_over_on_every_day() {
        for (today, last) in
            [("2026-11-24", "2025-08-01"), ("2026-08-01", "2025-08-01"), ("2026-07-31", "2024-08-01")]
        {
            let starts = starts(today.parse().unwrap_or_default());
            assert_eq!(starts.last().map(NaiveDate::to_string).as_deref(), Some(last), "{today}");
            assert_eq!(starts.len(), 4);
        }
    }
}
