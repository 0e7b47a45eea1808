//! `[[aspect]]`: the aspects, whose points are those of their items.

use std::collections::BTreeMap;

use super::super::fields::{Fields, Found};
use super::super::tree::{Node, Value};
use super::super::values::{Readable, SomePoints};
use super::{INFORMATION, Known, coded, each, said, value_of};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::standard::Aspect;

const LIST: &str = "aspect";

/// A sum, or none when a summand cannot be read.
type Sum = Option<Points>;

/// By aspect, what its items give together; none when it can't be told which item is whose.
type Sums = Option<BTreeMap<String, Sum>>;

/// The aspects and what they give together.
pub(super) fn read_all(root: &Fields<'_>, known: &mut Known) -> (Vec<Aspect>, Sum) {
    let sums = sums_of_items(root);
    let mut total = Some(Points::ZERO);
    let aspects = each(root, (LIST, root.needed_nodes(LIST)), |fields| {
        let (aspect, points) = read(fields, known, &sums);
        total = total.zip(points).map(|(total, points)| total + points);
        aspect
    });
    (aspects, total)
}

fn read(fields: Fields<'_>, known: &mut Known, sums: &Sums) -> (Aspect, Option<Points>) {
    let (code, fields) = coded(fields, "code", "sheet-owner-aspect");
    fields.only(&[&["code", "name", "points"][..], &INFORMATION].concat());
    let points = fields.needed::<SomePoints>("points").map(|found| found.map(|points| points.0));
    if let Some(code) = &code {
        known.aspects.add("code", code, &fields);
        let of_items = |sums: &BTreeMap<String, Sum>| sums.get(&code.value).copied();
        let sum = sums.as_ref().and_then(|sums| of_items(sums).unwrap_or(Some(Points::ZERO)));
        check_sum(&fields, points, sum);
    }
    let points = points.map(|found| found.value);
    let aspect =
        Aspect { code: value_of(code), name: said(&fields, "name"), points: points.unwrap_or_default() };
    (aspect, points)
}

fn check_sum(fields: &Fields<'_>, points: Option<Found<Points>>, sum: Sum) {
    if let (Some(points), Some(sum)) = (points, sum)
        && points.value != sum
    {
        let fault = Message::new("sheet-aspect-sum").with("value", points.value.to_string());
        fields.note("points", points.spot, fault.with("sum", sum.to_string()));
    }
}

/// What the items of each aspect give together, so that it is checked where the aspect stands.
/// Nothing is noted here: the items are read again with all their keys.
fn sums_of_items(root: &Fields<'_>) -> Sums {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    let Some(Value::List(items)) = root.node("item").map(|node| &node.value) else { return Some(sums) };
    for item in items {
        let aspect = match value(item, "aspect").map(|node| &node.value) {
            Some(Value::Text(aspect)) => aspect,
            Some(Value::Reported) => return None,
            _ => continue,
        };
        let points = value(item, "points").and_then(|node| SomePoints::read(node).ok());
        let sum = sums.entry(aspect.trim().to_owned()).or_insert(Some(Points::ZERO));
        *sum = sum.zip(points).map(|(sum, points)| sum + points.0);
    }
    Some(sums)
}

fn value<'a>(item: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::Table(entries) = &item.value else { return None };
    entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
}
