//! What was found in a county, for programs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::finding::{Beyond, Spot};
use crate::domain::points::Points;
use crate::ops::findings::{Found, Page};
use crate::texts::Lang;

/// A page of findings, the gravest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FoundPageJson {
    /// The findings.
    pub findings: Vec<FoundJson>,
    /// What to give as `after` for the next page; null on the last.
    pub next: Option<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FoundJson {
    /// What it is known by, the same each time it is found.
    pub key: String,
    /// The county's code.
    pub county: String,
    /// What was found.
    pub kind: String,
    /// `serious`, `notice` or `hint`.
    pub severity: String,
    /// Points that may be lost by it, such as `"1.5"`.
    #[schema(value_type = String)]
    pub points: Points,
    /// What is wrong and why one can tell, in words.
    pub said: String,
    /// Where one can see it.
    pub spots: Vec<SpotJson>,
    /// Items, each with its year.
    pub parts: Vec<ItemYearJson>,
    /// Where in other counties; always empty for accounts of a county.
    pub beyond: Vec<BeyondJson>,
    /// When it was first found, in UTC.
    pub found_at: String,
    /// Who said that it is nothing, and why; null when nobody has.
    pub waved: Option<WavedJson>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SpotJson {
    /// Id of the evidence; null for what the facts of an item say.
    pub evidence: Option<String>,
    /// Its title.
    pub title: String,
    /// The position of the file in it.
    pub file: Option<i64>,
    /// The page of the file.
    pub page: Option<u32>,
    /// The words that it is about.
    pub passage: String,
}

/// A place in another county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BeyondJson {
    /// The other county's code.
    pub county: String,
    /// The place.
    pub spot: SpotJson,
}

/// An item in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ItemYearJson {
    /// Code of the item.
    pub item: String,
    /// The year; null for the cycle.
    pub year: Option<i32>,
}

/// A wave-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WavedJson {
    /// Why.
    pub reason: String,
    /// Name of the account.
    pub by: String,
    /// When, in UTC.
    pub at: String,
}

/// What a wave-off is asked with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaveOffJson {
    /// Why it is nothing.
    pub reason: String,
}

impl FoundPageJson {
    /// A page in a language.
    pub fn of(page: &Page, lang: Lang) -> Self {
        let findings = page.found.iter().map(|found| FoundJson::of(found, lang)).collect();
        Self { findings, next: page.next.clone() }
    }
}

impl FoundJson {
    /// A finding in a language.
    pub fn of(found: &Found, lang: Lang) -> Self {
        let waved = found.waved.as_ref().map(|waved| WavedJson {
            reason: waved.reason.clone(),
            by: waved.account.clone(),
            at: waved.at.and_utc().to_rfc3339(),
        });
        let part = |part: &crate::domain::finding::ItemYear| ItemYearJson {
            item: part.item.clone(),
            year: part.year.map(|year| year.0),
        };
        Self {
            key: found.key.clone(),
            county: found.county.clone(),
            kind: found.kind.id().to_owned(),
            severity: found.severity.id().to_owned(),
            points: found.points,
            said: lang.say(&found.message),
            spots: found.spots.iter().map(SpotJson::from).collect(),
            parts: found.parts.iter().map(part).collect(),
            beyond: found.beyond.iter().map(BeyondJson::from).collect(),
            found_at: found.found_at.and_utc().to_rfc3339(),
            waved,
        }
    }
}

impl From<&Spot> for SpotJson {
    fn from(spot: &Spot) -> Self {
        Self {
            evidence: spot.evidence.clone(),
            title: spot.title.clone(),
            file: spot.file,
            page: spot.page,
            passage: spot.passage.clone(),
        }
    }
}

impl From<&Beyond> for BeyondJson {
    fn from(beyond: &Beyond) -> Self {
        Self { county: beyond.county.clone(), spot: SpotJson::from(&beyond.spot) }
    }
}
