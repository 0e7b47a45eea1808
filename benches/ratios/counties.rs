//! A county's pages must not know how many other counties there are.

use yingjian::domain::role::Role;

use crate::http::Client;
use crate::office::Filled;
use crate::scores::NATION;
use crate::table::{Row, in_turn, timed};

const PAGES: [(&str, &str); 3] = [
    ("home of a county among 8 to 2,850, growth", "/counties/c1"),
    ("items of a county among 8 to 2,850, growth", "/counties/c1/items"),
    ("an item of a county among 8 to 2,850, growth", "/counties/c1/items/A01"),
];

pub(crate) fn rows() -> Vec<Row> {
    let sizes = [8, 120, 1_200, NATION];
    let offices = sizes.map(|counties| {
        let office = Filled::new(counties);
        office.fill();
        let (_, session) = office.account(Role::CountyClerk);
        let server = office.serve();
        (Client::person(server.address, &session), server, office)
    });
    let [mut one, mut two, mut three, mut four] = offices;
    let growth = |(name, path): (&str, &str)| {
        let ask = |client: &mut Client| timed(|| (0..5).for_each(|_| drop(client.ok(path)))) / 5.0;
        let times = in_turn(
            40,
            [&mut || ask(&mut one.0), &mut || ask(&mut two.0), &mut || ask(&mut three.0), &mut || {
                ask(&mut four.0)
            }],
        );
        let points: Vec<(f64, f64)> = sizes.iter().map(|size| *size as f64).zip(times).collect();
        Row::growth(name, &points, (0.1, 0.0))
    };
    PAGES.map(growth).into()
}
