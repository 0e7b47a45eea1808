//! A round for what reads years out of names.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use yingjian::domain::facts::Year;
use yingjian::domain::round::{Round, Window, WithoutMidterm};

/// Four years, each from this month on for twelve months.
pub(crate) fn round_from(month: u32) -> Round {
    let years = (2022..=2025).map(|year| {
        let starts = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
        let ends = NaiveDate::from_ymd_opt(year + 1, month, 1).unwrap().pred_opt().unwrap();
        Window { year: Year(year), starts, ends, midterm: year < 2024, at_final: true }
    });
    Round {
        code: "sample".into(),
        title: "样例".into(),
        years: years.collect(),
        midterm_weight: Decimal::new(4, 1),
        without_midterm: WithoutMidterm::Zero,
        deadline: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(),
    }
}
