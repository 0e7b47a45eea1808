//! An office that faults are played on: two counties with a clerk each, one sheet of one item.

use yingjian::domain::role::Role;
use yingjian::ops::accounts::{self, Kind, NewAccount, Secret};
use yingjian::ops::opening::open;
use yingjian::ops::{Home, Office, sheets};

use crate::office;

/// The counties that upload.
pub(crate) const COUNTIES: [&str; 2] = ["c1", "c2"];

/// An office and the tokens of its clerks, in the order of [`COUNTIES`].
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) home: Home,
    pub(crate) tokens: Vec<String>,
}

impl Scene {
    /// Makes the office at a home, which is new.
    pub(crate) fn at(home: Home) -> Self {
        let office = Office::at(&home).unwrap();
        sheets::take(&office, &office::by(), &office::sheet()).unwrap();
        open(&office, &office::by(), &office::round()).unwrap();
        let tokens = COUNTIES.map(|county| token(&office, county)).to_vec();
        Self { home, tokens }
    }
}

fn token(office: &Office, county: &str) -> String {
    let new = NewAccount {
        name: format!("clerk of {county}"),
        password: Secret("Correct horse 7 battery".into()),
        role: Role::CountyClerk,
        county: Some(county.into()),
    };
    let id = accounts::add(office, &office::by(), &new).unwrap();
    accounts::issue(office, &id, Kind::Token, chrono::Utc::now().naive_utc()).unwrap().0
}
