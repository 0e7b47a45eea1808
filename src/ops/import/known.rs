//! Which bytes are filed where, so that nothing is filed there twice.

use std::collections::{BTreeSet, HashMap};

use super::line::Same;
use crate::blob::Sha256Hex;
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::ops::{Office, OpsError};
use crate::store::{StoreError, holdings};

/// An item and a year with the evidence, or the file of this package, that lies there.
type Place = (String, Year, Same);

/// The places of the bytes that a county has filed.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<String, Vec<Place>>);

impl Known {
    /// What the county has filed in the round, in one statement.
    pub(super) fn load(office: &Office, (round, county): (&str, &str)) -> Result<Self, OpsError> {
        let mut known = Self::default();
        for file in holdings::linked_files(&mut *office.store.conn()?, round, county)? {
            let bad = |_fault| StoreError::Row { table: "evidence_link", value: file.year.to_string() };
            let year = Year(i32::try_from(file.year).map_err(bad)?);
            let places = known.0.entry(file.sha256).or_default();
            places.push((file.item, year, Same::Evidence(file.evidence)));
        }
        Ok(known)
    }

    /// Notes that the bytes lie under all of these items and years now.
    pub(super) fn add(&mut self, sha256: &Sha256Hex, (items, years): (&[String], &[Year]), same: &Same) {
        let places = self.0.entry(sha256.as_str().to_owned()).or_default();
        for item in items {
            places.extend(years.iter().map(|year| (item.clone(), *year, same.clone())));
        }
    }

    /// Where the bytes lie when they lie under each of these items and years already.
    pub(super) fn everywhere(&self, sha256: &Sha256Hex, items: &[String], years: &[Year]) -> Option<&Same> {
        let places = self.0.get(sha256.as_str())?;
        let at = |item: &String, year: Year| {
            let found = places.iter().find(|(known, known_year, _)| known == item && *known_year == year);
            found.map(|(_, _, same)| same)
        };
        let mut found = items.iter().flat_map(|item| years.iter().map(move |year| at(item, *year)));
        let first = found.next()??;
        found.all(|same| same.is_some()).then_some(first)
    }

    /// Says where else the bytes lie, if they do.
    pub(super) fn elsewhere(&self, sha256: &Sha256Hex) -> Option<Message> {
        let places = self.0.get(sha256.as_str())?;
        let named: BTreeSet<String> = places.iter().map(|(item, year, _)| format!("{item}·{year}")).collect();
        let named: Vec<String> = named.into_iter().collect();
        Some(Message::new("import-note-elsewhere").with("places", named.join(", ")))
    }
}
