//! Pages of a county's evidence, by every filter and far down the list, while the rows grow to a nation's.

use yingjian::domain::role::Role;

use crate::http::Client;
use crate::office::{Filled, HASH, ROUND};
use crate::programs::Server;
use crate::table::{Row, in_turn, share, timed};

const SIZES: [u64; 4] = [10_000, 100_000, 1_000_000, 7_000_000];
/// Counties that share the rows, so that a list grows as all of them do.
const COUNTIES: usize = 2;

/// What a list is narrowed to; `{deep}` becomes an id in its middle.
const LISTS: [(&str, &str); 8] = [
    ("newest", ""),
    ("an item", "?item=A05"),
    ("a year", "?year=2023"),
    ("an item in a year", "?item=A05&year=2023"),
    ("a kind", "?kind=minutes"),
    ("a state", "?state=sent_back"),
    ("an item in a state", "?item=A05&state=sent_back"),
    ("a kind in a state, deep in the list", "?kind=doc&state=accepted&after={deep}"),
];

struct List {
    client: Client,
    /// An id in the middle of the county's list.
    deep: String,
    _server: Server,
    _office: Filled,
}

pub(crate) fn rows() -> Vec<Row> {
    let [mut one, mut two, mut three, mut four] = SIZES.map(List::new);
    let mut rows = Vec::new();
    let mut slowest: Vec<f64> = Vec::new();
    for (name, query) in LISTS {
        let mut every = Vec::new();
        let times = in_turn(
            60,
            [&mut || one.ask(query), &mut || two.ask(query), &mut || three.ask(query), &mut || {
                let took = four.ask(query);
                every.push(took);
                took
            }],
        );
        let points: Vec<(f64, f64)> = SIZES.iter().map(|size| *size as f64).zip(times).collect();
        rows.push(Row::growth(
            &format!("evidence by {name}, 10⁴ to 7·10⁶ rows, growth"),
            &points,
            (0.15, 0.0),
        ));
        // The first is not counted, as in the medians.
        slowest.push(share(&mut every.split_off(1), 0.99));
    }
    let worst = share(&mut slowest, 1.0);
    rows.push(Row::time("evidence by any of these, 7·10⁶ rows, p99", worst, (50.0, 20.0)));
    rows
}

impl List {
    fn new(size: u64) -> Self {
        let office = Filled::new(COUNTIES);
        fill(&office, size);
        let (_, session) = office.account(Role::CountyClerk);
        let server = office.serve();
        let client = Client::person(server.address, &session);
        Self { client, deep: id(size / 2), _server: server, _office: office }
    }

    fn ask(&mut self, query: &str) -> f64 {
        let path = format!("/counties/c1/evidence{}", query.replace("{deep}", &self.deep));
        let mut rows = 0;
        let took = timed(|| {
            rows = self.client.ok(&path).body.windows(14).filter(|text| text == b"evidence-name\"").count()
        });
        assert!(rows > 1, "{path} has no rows");
        took
    }
}

fn id(number: u64) -> String {
    format!("01900000-0000-7000-8000-{number:012x}")
}

/// Rows in the order of time, spread over counties, kinds, items and states. The indexes are made last, which is
/// faster and gives the same.
fn fill(office: &Filled, size: u64) {
    let kinds = "CASE n / 20 % 5 WHEN 0 THEN 'doc' WHEN 1 THEN 'minutes' WHEN 2 THEN 'photo' WHEN 3 THEN 'plan' ELSE 'record' END";
    let state = "CASE n / 20 % 11 WHEN 0 THEN 'sent_back' WHEN 1 THEN 'waiting' ELSE 'accepted' END";
    let of = "'01900000-0000-7000-8000-' || printf('%012x', n)";
    let at = "'2026-01-01 00:00:00'";
    office.execute(&format!(
        "DROP INDEX evidence_of_county; DROP INDEX evidence_by_kind; DROP INDEX evidence_by_state;
        DROP INDEX evidence_link_by_item; DROP INDEX evidence_link_by_year; DROP INDEX evidence_link_proof; DROP INDEX evidence_file_of_blob;
        INSERT INTO blob VALUES ('{HASH}', 1000, 'application/pdf', {at});
        WITH RECURSIVE all_rows (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM all_rows WHERE n < {size})
        INSERT INTO evidence SELECT {of}, '{ROUND}', 'c' || (n % {COUNTIES} + 1), {kinds}, '关于开展拥军活动的通知 ' || n,
            '2024-05-01', '{{}}', {state}, '', 1, '关于开展拥军活动的通知 ' || n, 'bench', {at} FROM all_rows;
        WITH RECURSIVE all_rows (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM all_rows WHERE n < {size})
        INSERT INTO evidence_file SELECT {of}, 1, 1, '通知.pdf', '{HASH}' FROM all_rows;
        WITH RECURSIVE all_rows (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM all_rows WHERE n < {size})
        INSERT INTO evidence_link SELECT {of}, 'A' || printf('%02d', n / 20 % 9 + 1), 2022 + n / 20 % 4, '{ROUND}',
            'c' || (n % {COUNTIES} + 1), {kinds}, {state} FROM all_rows;
        {}",
        indexes()
    ));
}

/// The indexes as the migrations make them.
fn indexes() -> String {
    let migrations = [
        "25-000066_link_by_item",
        "25-000067_link_by_year",
        "25-000068_evidence_by_kind",
        "25-000069_evidence_by_state",
        "26-000241_evidence_of_county_covers",
        "26-000263_evidence_link_proof",
    ];
    let read = |name: &str| {
        let path = format!("{}/migrations/2026-11-{name}/up.sql", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    };
    let first = "CREATE INDEX evidence_file_of_blob ON evidence_file (sha256);";
    format!("{first}{}", migrations.map(read).join("\n"))
}
