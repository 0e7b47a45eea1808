//! The cells: a route, who asks, whose ids the address has; and what is looked for in the answer.

use std::collections::BTreeSet;
use std::sync::Mutex;

use yingjian::web::{RouteRow, table};

use crate::bodies::{LOG_OUT, body};
use crate::city::{City, Own, word};
use crate::client::Answer;
use crate::reading::{said, words_in};
use crate::visitors::Visitor;

/// Queries of every page and list of a county, with what belongs to another in them.
const QUERIES: [&str; 9] = [
    "?round=r&phase=midterm",
    "?round=nowhere",
    "?phase=final&figure=city&format=xlsx",
    "?format=pdf",
    "?format=docx",
    "?format=html&county={county}",
    "?q={word}",
    "?after={evidence}",
    "?county={county}&item=A01&year=2022&kind=minutes&state=sent_back",
];

/// What is handed out, by media type; in each the own county's words have to be found.
pub(crate) const EXPORTS: [&str; 6] = [
    "application/json",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/zip",
    "text/html",
];

/// Ids that nothing has.
const NOWHERE: [&str; 4] =
    ["c9", "01900000-0000-7000-8000-000000000000", "00112233445566778899aabbccddeeff", "qzunknown"];

/// One question.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) visitor: usize,
    route: RouteRow,
    /// Whose county stands in the path.
    county: usize,
    /// Whose ids stand in the path and the query.
    ids: usize,
    query: &'static str,
}

/// What the answers gave.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) faults: Vec<String>,
    /// Words that were shown to those who may see them.
    pub(crate) own: BTreeSet<String>,
    /// Media types in which a word was found.
    pub(crate) exports: BTreeSet<String>,
}

/// Every route of the server, page or program's.
pub(crate) fn routes() -> Vec<RouteRow> {
    table()
}

/// Every question.
pub(crate) fn all(city: &City, visitors: &[Visitor]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for route in routes() {
        for (visitor, asks) in visitors.iter().enumerate() {
            for ids in 0..city.own.len() {
                let cell = Cell { visitor, route: route.clone(), county: ids, ids, query: "" };
                let own = asks.reads(city.own[ids].county);
                if route.method == "GET" || !own || !names_somebody(&route) {
                    cells.push(cell.clone());
                }
                if route.path.ends_with("/search") {
                    cells.push(Cell { query: "?q={word}", ..cell.clone() });
                }
                cells.extend(from_home(city, asks, &cell));
            }
        }
    }
    cells
}

/// The same route under the visitor's own county, with what is another's in the rest of the address.
fn from_home(city: &City, asks: &Visitor, cell: &Cell) -> Vec<Cell> {
    let home = city.own.iter().position(|own| asks.county == Some(own.county));
    let Some(home) = home.filter(|home| *home != cell.ids) else { return Vec::new() };
    let at_home = Cell { county: home, ..cell.clone() };
    if ["{import}", "{job}", "{upload}", "{finding}"].iter().any(|place| cell.route.path.contains(place)) {
        return vec![at_home];
    }
    let next = (home + 1) % city.own.len() == cell.ids;
    let list = cell.route.method == "GET" && cell.route.path.contains("{county}");
    if !next || !list || cell.route.path.ends_with(".zip") || !asks.is_known_at(cell.route.path) {
        return Vec::new();
    }
    QUERIES.map(|query| Cell { query, ..at_home.clone() }).into()
}

fn names_somebody(route: &RouteRow) -> bool {
    ["{county}", "{id}", "{import}", "{job}", "{upload}"].iter().any(|place| route.path.contains(place))
}

impl Cell {
    /// Asks, and writes down what should not have been said.
    pub(crate) fn ask(
        &self,
        city: &City,
        visitor: &Visitor,
        (findings, seen): (&Mutex<Findings>, &Mutex<BTreeSet<u64>>),
    ) {
        let own = &city.own[self.ids];
        let address = self.address(&city.own[self.county], own);
        let answer = self.send(visitor, (&address, own));
        let said = said_once(&answer, seen);
        let mut found = Findings::default();
        let here = format!("{} {address} as {}", self.route.method, visitor.name);
        if answer.status >= 500 {
            found.faults.push(format!("{here}: {}", answer.status));
        }
        for (county, shown) in words_in(&said) {
            if visitor.may_see(county, (&shown, self.route.path)) {
                found.own.insert(shown);
                found.exports.insert(answer.header("content-type").split(';').next().unwrap().to_owned());
            } else if !address.contains(&shown) && !self.asks_for(&shown, own) {
                found.faults.push(format!("{here} shows {shown} of {county}"));
            }
        }
        if self.is_foreign(visitor, own) {
            found.faults.extend(self.compare(visitor, (&here, &address, own), &answer));
        }
        let mut all = findings.lock().unwrap();
        all.faults.extend(found.faults);
        all.own.extend(found.own);
        all.exports.extend(found.exports);
    }

    fn address(&self, county: &Own, ids: &Own) -> String {
        let word = word(ids.county, "title");
        let query = self.query.replace("{word}", &word).replace("{evidence}", &ids.evidence);
        filled(self.route.path, county, ids) + &query.replace("{county}", ids.county)
    }

    /// Whether the body named this word, so that the answer may repeat it.
    fn asks_for(&self, word: &str, own: &Own) -> bool {
        self.route.path == "/log-in" && word == own.clerk
    }

    fn send(&self, visitor: &Visitor, (address, own): (&str, &Own)) -> Answer {
        if self.route.method == "GET" {
            return visitor.client.get(address);
        }
        let client = if self.route.path == LOG_OUT { &visitor.forged } else { &visitor.client };
        let (kind, bytes) = body(&self.route.method, self.route.path, (visitor, own));
        client.send(&self.route.method, address, Some((&kind, &bytes)))
    }

    /// Whether the address names something that the visitor may not even know of.
    fn is_foreign(&self, visitor: &Visitor, own: &Own) -> bool {
        let named = names_somebody(&self.route) || !self.query.is_empty();
        named && !visitor.reads(own.county) && !self.query.contains("{evidence}")
    }

    /// The answer to the same question about what is not there has to be the same.
    fn compare(
        &self,
        visitor: &Visitor,
        (here, address, own): (&str, &str, &Own),
        answer: &Answer,
    ) -> Option<String> {
        let twin = self.nowhere(address, own);
        let other = self.send(visitor, (&twin, own));
        let (told, untold) = (plain(answer, own), plain(&other, own));
        (told != untold).then(|| format!("{here} differs from {twin}:\n{told}\n--- and\n{untold}"))
    }

    /// The address with ids that nothing has in the place of what is another's.
    fn nowhere(&self, address: &str, own: &Own) -> String {
        let [county, evidence, import, unknown] = NOWHERE;
        let address = address.replace(&own.evidence, evidence).replace(&own.import, import);
        let address = address.replace(&own.archive, evidence).replace(&own.upload, import);
        let address = address.replace(&own.finding, import);
        let address = address.replace(&word(own.county, "title"), unknown);
        let path = format!("/counties/{}", own.county);
        address
            .replace(&path, &format!("/counties/{county}"))
            .replace(&format!("county={}", own.county), "county=c9")
    }
}

/// A pattern with values in its places.
fn filled(pattern: &'static str, county: &Own, ids: &Own) -> String {
    let mut address = String::new();
    for part in pattern.split_inclusive('}') {
        let (before, name) = part.split_once('{').unwrap_or((part, ""));
        address.push_str(before);
        address.push_str(match name {
            "" => "",
            "county}" => county.county,
            "id}" => &ids.evidence,
            "import}" => &ids.import,
            "upload}" => &ids.upload,
            "job}" => &ids.archive,
            "finding}" => &ids.finding,
            "item}" => "A01",
            "year}" => "2022",
            "position}" | "revision}" => "1",
            "format}" => "pdf",
            "round}" => "r",
            "code}" => "sheet",
            "chapter}" => "01-log-in",
            "version}" => "1",
            "name}" => "style.css",
            other => panic!("{pattern}: this test does not know what to put for {other}"),
        });
    }
    address
}

/// What an answer says; files that are the same as one before are not unpacked again.
fn said_once(answer: &Answer, seen: &Mutex<BTreeSet<u64>>) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    (&answer.bytes, answer.header("content-disposition")).hash(&mut hasher);
    let packed = answer.bytes.starts_with(b"PK") || answer.bytes.starts_with(b"%PDF");
    if packed && !seen.lock().unwrap().insert(hasher.finish()) { String::new() } else { said(answer) }
}

/// An answer without what was asked for and what differs each time.
fn plain(answer: &Answer, own: &Own) -> String {
    let varies = |name: &str| matches!(name, "date" | "content-length" | "set-cookie");
    let headers = answer.headers.iter().filter(|(name, _)| !varies(name));
    let mut text: String = headers.map(|(name, value)| format!("{name}: {value}\n")).collect();
    text = format!("{}\n{text}{}", answer.status, answer.text()).replace("%2D", "-").replace("&#x3D;", "=");
    for (known, unknown) in [
        (&own.evidence, NOWHERE[1]),
        (&own.import, NOWHERE[2]),
        (&own.archive, NOWHERE[1]),
        (&own.upload, NOWHERE[2]),
        (&own.finding, NOWHERE[2]),
    ] {
        text = text.replace(known.as_str(), "ID").replace(unknown, "ID");
    }
    text = text.replace(&word(own.county, "title"), "ID").replace(NOWHERE[3], "ID");
    for separator in ["/", "%2F", "="] {
        for code in [own.county, NOWHERE[0]] {
            text = text.replace(&format!("{separator}{code}"), &format!("{separator}ID"));
        }
    }
    without_token(text)
}

/// A page without the token of its forms, which is new for each visit of nobody.
fn without_token(mut page: String) -> String {
    const BEGINS: &str = "name=\"csrf\" value=\"";
    let mut from = 0;
    while let Some(at) = page[from..].find(BEGINS).map(|at| from + at + BEGINS.len()) {
        let end = page[at..].find('"').unwrap() + at;
        page.replace_range(at..end, "");
        from = at;
    }
    page
}
