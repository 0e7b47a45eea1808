//! All scores of a nation, against numpy on a matrix of the same size; and the table that a province looks at.

use yingjian::domain::role::Role;
use yingjian::domain::round::Phase;
use yingjian::domain::score::Figure;
use yingjian::ops::scores::{self, board};

use crate::http::Client;
use crate::office::{Filled, by};
use crate::programs::Python;
use crate::table::{Row, in_turn, share, timed};

/// Counties of a nation.
pub(crate) const NATION: usize = 2_850;
/// Requests whose slowest hundredth is looked at.
const REQUESTS: usize = 200;

pub(crate) fn rows() -> Vec<Row> {
    let office = Filled::new(NATION);
    office.fill();
    let mut rows = all_scores(&office);
    rows.extend(tables(&office));
    rows
}

fn all_scores(office: &Filled) -> Vec<Row> {
    let counties = NATION.to_string();
    let mut numpy = Python::start("scores.py", &[&counties]);
    let [anew, of_numpy] = in_turn(
        2,
        [
            &mut || {
                office.execute("DELETE FROM kept_score");
                timed(|| all(office))
            },
            &mut || numpy.seconds(),
        ],
    );
    let [kept, beside] = in_turn(10, [&mut || timed(|| all(office)), &mut || numpy.seconds()]);
    let [one, beside_one] = in_turn(
        10,
        [
            &mut || {
                changed(office);
                timed(|| all(office))
            },
            &mut || numpy.seconds(),
        ],
    );
    vec![
        Row::cost(
            "all scores of 2,850 counties, all of them anew ÷ numpy",
            (anew, of_numpy),
            "numpy",
            (400.0, 20.0),
        ),
        Row::cost(
            "all scores of 2,850 counties, from what is kept ÷ numpy",
            (kept, beside),
            "numpy",
            (400.0, 20.0),
        ),
        Row::cost("all scores after 30 counties changed ÷ numpy", (one, beside_one), "numpy", (400.0, 20.0)),
    ]
}

/// Every figure of every item of every county, with totals and places.
fn all(office: &Filled) {
    let view = scores::round(&office.office, None).unwrap();
    let board = board::board(&office.office, &view, Figure::Provable).unwrap();
    let codes: Vec<String> = view.counties.iter().map(|county| county.code.clone()).collect();
    for phase in Phase::ALL {
        let cells = board.cells(&office.office, (&view, phase), &codes).unwrap();
        assert_eq!(cells.len(), NATION);
    }
    assert!(board.lines.iter().all(|line| line.rank.is_some()));
}

fn changed(office: &Filled) {
    let at = by().at.and_utc().timestamp();
    office.execute(&format!(
        "INSERT INTO county_change SELECT 'bench', code, {at} FROM county WHERE position % 95 = 1
            ON CONFLICT (round, county) DO UPDATE SET counter = counter + 1"
    ));
}

fn tables(office: &Filled) -> Vec<Row> {
    let (token, session) = office.account(Role::CityLeader);
    let server = office.serve();
    let mut person = Client::person(server.address, &session);
    let asked = [
        ("table of 2,850 counties, a page of it, p99", "/matrix"),
        (
            "table of 2,850 counties, its last page by another figure, p99",
            "/matrix?page=114&figure=claimed&phase=midterm",
        ),
    ];
    let mut rows: Vec<Row> =
        asked.map(|(name, path)| Row::time(name, slowest(&mut person, path), (100.0, 20.0))).into();
    let mut program = Client::program(server.address, &token);
    let whole = slowest(&mut program, "/api/v1/rounds/bench/matrix");
    rows.push(Row::time("table of 2,850 counties × 67 items for programs, whole, p99", whole, (100.0, 20.0)));
    rows
}

fn slowest(client: &mut Client, path: &str) -> f64 {
    client.ok(path);
    let mut times: Vec<f64> = (0..REQUESTS).map(|_| timed(|| drop(client.ok(path)))).collect();
    share(&mut times, 0.99)
}
