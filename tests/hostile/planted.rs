//! An office in which every text is a payload: what people write goes through the operations that they use, what
//! comes in files (the sheet) is written where it is kept. Then it is served anew.

use std::net::SocketAddr;

use diesel::RunQueryDsl;
use diesel::sql_types::Text;
use serde_json::Value;
use yingjian::domain::role::Role;
use yingjian::ops::Office;
use yingjian::ops::accounts::Kind;
use yingjian::web::{Running, Settings, start};

use crate::COUNTIES;
use crate::city::{City, word};
use crate::client::Client;

/// Fields of a sheet that hold words, not codes.
const WORDS: [&str; 11] = [
    "title",
    "name",
    "lead",
    "note",
    "label",
    "text",
    "trigger",
    "need",
    "event",
    "numerator",
    "denominator",
];

pub(crate) struct Planted {
    pub(crate) city: City,
    running: Running,
}

#[derive(diesel::QueryableByName)]
struct Cell {
    #[diesel(sql_type = Text)]
    text: String,
}

impl Planted {
    pub(crate) fn new() -> Self {
        let city = City::new();
        write_sheet(&city);
        let office = Office::open(city.served.folder()).unwrap();
        let settings = Settings { bind: "127.0.0.1:0".into(), workers: Some(1), ..Settings::default() };
        let running = start(office, settings).unwrap();
        Self { city, running }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// Everybody with an account: name and role, those of counties for the first two.
    pub(crate) fn accounts(&self) -> Vec<(String, Role)> {
        let offices = Role::ALL.into_iter().filter(|role| !role.of_county());
        let offices = offices.map(|role| (role.id().to_owned(), role));
        let clerks = COUNTIES.iter().take(2).map(|(county, _)| (word(county, "clerk"), Role::CountyClerk));
        clerks.chain(offices).collect()
    }

    pub(crate) fn session(&self, name: &str) -> String {
        self.city.secret(name, Kind::Session)
    }

    pub(crate) fn client(&self, name: &str) -> Client {
        Client::new(self.address()).with_session(&self.session(name))
    }
}

/// Puts the payload of the first county behind every word of the sheet.
fn write_sheet(city: &City) {
    let conn = &mut *city.served.office.store.conn().unwrap();
    let rows: Vec<Cell> = diesel::sql_query("SELECT body AS text FROM standard").load(conn).unwrap();
    let mut sheet: Value = serde_json::from_str(&rows[0].text).unwrap();
    let count = poison(&mut sheet);
    assert!(count > 15, "only {count} words of the sheet");
    let update = "UPDATE standard SET title = title || ?, body = ?";
    diesel::sql_query(update)
        .bind::<Text, _>(COUNTIES[0].1)
        .bind::<Text, _>(sheet.to_string())
        .execute(conn)
        .unwrap();
    let update = "UPDATE round SET published = TRUE, title = ? || title";
    diesel::sql_query(update).bind::<Text, _>(COUNTIES[1].1).execute(conn).unwrap();
}

fn poison(value: &mut Value) -> usize {
    match value {
        Value::Object(fields) => fields
            .iter_mut()
            .map(|(name, value)| match value {
                Value::String(text) if WORDS.contains(&name.as_str()) => {
                    *text = format!("{}{text}", COUNTIES[0].1);
                    1
                }
                value => poison(value),
            })
            .sum(),
        Value::Array(values) => values.iter_mut().map(poison).sum(),
        _ => 0,
    }
}
