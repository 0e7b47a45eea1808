//! A finding as a page shows it.

use serde::Serialize;

use crate::domain::finding::{Beyond, ItemYear, Spot};
use crate::domain::points::Points;
use crate::domain::standard::Standard;
use crate::ops::findings::Found;
use crate::store::rounds::CountyRow;
use crate::web::pages::choices::Choice;
use crate::web::request::Context;

/// What all lines of a page have in common.
pub(super) struct Lines<'a> {
    pub(super) cx: &'a Context,
    pub(super) counties: &'a [CountyRow],
    pub(super) standard: &'a Standard,
    /// The key of the finding whose form stands open.
    pub(super) open: &'a str,
}

#[derive(Serialize)]
pub(super) struct LineView {
    key: String,
    /// The county's name.
    county: String,
    county_address: String,
    kind: &'static str,
    severity: &'static str,
    said: String,
    points: Option<Points>,
    parts: Vec<Choice>,
    pub(super) spots: Vec<SpotView>,
    /// Where in other counties, for the city.
    beyond: Vec<SpotView>,
    waved: Option<WavedView>,
    open: bool,
}

#[derive(Serialize)]
pub(super) struct SpotView {
    address: String,
    /// The county's name, for a place in another.
    county: String,
    title: String,
    page: Option<u32>,
    passage: String,
    /// Address of a small picture.
    pub(super) picture: Option<String>,
}

#[derive(Serialize)]
struct WavedView {
    reason: String,
    by: String,
    at: String,
}

impl Lines<'_> {
    pub(super) fn of(&self, found: &Found) -> LineView {
        LineView {
            key: found.key.clone(),
            county: self.name_of(&found.county),
            county_address: format!("/counties/{}/findings", found.county),
            kind: found.kind.id(),
            severity: found.severity.id(),
            said: self.cx.say(&found.message),
            points: Some(found.points).filter(|points| !points.is_zero()),
            parts: found.parts.iter().map(|part| self.part(&found.county, part)).collect(),
            spots: found.spots.iter().map(|spot| spot_view(String::new(), spot)).collect(),
            beyond: found.beyond.iter().map(|beyond| self.beyond(beyond)).collect(),
            waved: found.waved.as_ref().map(|waved| WavedView {
                reason: waved.reason.clone(),
                by: waved.account.clone(),
                at: self.cx.moment(waved.at),
            }),
            open: found.key == self.open,
        }
    }

    fn name_of(&self, code: &str) -> String {
        let county = self.counties.iter().find(|county| county.code == code);
        county.map_or_else(|| code.to_owned(), |county| county.name.clone())
    }

    fn beyond(&self, beyond: &Beyond) -> SpotView {
        spot_view(self.name_of(&beyond.county), &beyond.spot)
    }

    fn part(&self, county: &str, part: &ItemYear) -> Choice {
        let name = self.standard.item(&part.item).map(|item| item.name.clone()).unwrap_or_default();
        let year = part.year.map(|year| format!("·{year}")).unwrap_or_default();
        Choice {
            address: format!("/counties/{county}/items/{}", part.item),
            label: format!("{}{year} {name}", part.item).trim().to_owned(),
            current: false,
        }
    }
}

/// A place leads to its evidence; what is in no evidence stands nowhere but on the page of its item.
fn spot_view(county: String, spot: &Spot) -> SpotView {
    let address = spot.evidence.as_ref().map(|id| format!("/evidence/{id}")).unwrap_or_default();
    let picture = spot.file.filter(|_| spot.picture && !address.is_empty());
    SpotView {
        county,
        title: spot.title.clone(),
        page: spot.page,
        passage: spot.passage.clone(),
        picture: picture.map(|position| format!("{address}/files/{position}/thumbnail")),
        address,
    }
}
