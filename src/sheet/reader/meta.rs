//! `[meta]`: the sheet's id, version, title and totals.

use super::super::fields::{Fields, Found};
use super::super::values::{Code, PointsOrNone, SomePoints};
use super::{INFORMATION, said};
use crate::domain::message::Message;
use crate::domain::points::Points;

pub(super) struct Meta {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: String,
    pub(super) base_total: Points,
    pub(super) bonus_cap: Points,
}

/// Reads the table; `total` is what the aspects give together, if all could be read.
pub(super) fn read(root: &Fields<'_>, total: Option<Points>) -> Option<Meta> {
    let fields = root.inner(root.needed_node("meta")?, Message::new("sheet-owner-meta"))?;
    let known = ["id", "version", "title", "base_total", "bonus_cap", "lang", "unit", "cycle_years"];
    fields.only(&[&known[..], &INFORMATION].concat());
    let id = fields.needed::<Code>("id").map_or_else(String::new, |found| found.value.0);
    let version = fields.optional::<Code>("version").map(|found| found.value.0);
    let base_total = fields.needed::<SomePoints>("base_total").map(|found| found.map(|total| total.0));
    check_total(&fields, base_total, total);
    let bonus_cap = match root.nodes("bonus") {
        [] => fields.optional::<PointsOrNone>("bonus_cap"),
        _ => fields.needed::<PointsOrNone>("bonus_cap"),
    };
    Some(Meta {
        version: version.unwrap_or_else(|| version_of(&id)),
        id,
        title: said(&fields, "title"),
        base_total: base_total.map_or(Points::ZERO, |found| found.value),
        bonus_cap: bonus_cap.map_or(Points::ZERO, |found| found.value.0),
    })
}

fn check_total(fields: &Fields<'_>, base_total: Option<Found<Points>>, total: Option<Points>) {
    if let (Some(base), Some(total)) = (base_total, total)
        && base.value != total
    {
        let fault = Message::new("sheet-base-sum").with("value", base.value.to_string());
        fields.note("base_total", base.spot, fault.with("sum", total.to_string()));
    }
}

/// The year at the end of an id, or `1`.
fn version_of(id: &str) -> String {
    const YEAR: usize = 4;
    let (name, end) = id.split_at(id.len() - id.chars().rev().take_while(char::is_ascii_digit).count());
    if end.len() == YEAR && !name.is_empty() { end.to_owned() } else { "1".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn the_version_is_the_year_that_ends_the_id() {
        for (id, version) in
            [("sample-2026", "2026"), ("sheet", "1"), ("x-12026", "1"), ("市2024", "2024"), ("", "1")]
        {
            assert_eq!(version_of(id), version, "{id}");
        }
    }
}
