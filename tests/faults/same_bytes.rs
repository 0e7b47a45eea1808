//! Many at once: the same bytes are kept once and referred to exactly, and of two who edit one is told.

use std::sync::{Arc, Barrier};

use tempfile::TempDir;
use yingjian::ops::Home;

use crate::client::{Answer, Client, Outcome, sha256};
use crate::load::{Dice, pdf};
use crate::scene::{COUNTIES, Scene};
use crate::server::Server;
use crate::witness::Witness;

/// How many bring the same bytes.
const TOGETHER: usize = 100;

/// Answers of clients that all ask at the same moment.
fn at_once(count: usize, ask: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
    let barrier = Arc::new(Barrier::new(count));
    std::thread::scope(|scope| {
        let one = |number| {
            let (barrier, ask) = (Arc::clone(&barrier), &ask);
            scope.spawn(move || {
                barrier.wait();
                ask(number)
            })
        };
        let threads: Vec<_> = (0..count).map(one).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn answered(outcome: Outcome) -> Answer {
    match outcome {
        Outcome::Answered(answer) => answer,
        Outcome::Broken => panic!("no answer"),
    }
}

#[test]
fn the_same_bytes_from_a_hundred_at_once_are_one_file_with_a_hundred_references() {
    let folder = TempDir::new().unwrap();
    let scene = Scene::at(Home::in_folder(folder.path()));
    let server = Server::start(&scene.home);
    let bytes = pdf(&mut Dice::new(), 200_000);
    let clients: Vec<Client> = scene.tokens.iter().map(|token| Client::new(token)).collect();
    let answers = at_once(TOGETHER, |number| {
        let place = number % COUNTIES.len();
        answered(clients[place].upload(server.address, COUNTIES[place], &bytes))
    });
    for answer in &answers {
        assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
    }
    let witness = Witness::of(&scene.home);
    assert_eq!(witness.uses(), [(sha256(&bytes), TOGETHER)].into());
    assert!(witness.leftovers().is_empty());
}

#[test]
fn of_two_who_edit_the_same_facts_one_is_told() {
    let folder = TempDir::new().unwrap();
    let scene = Scene::at(Home::in_folder(folder.path()));
    let server = Server::start(&scene.home);
    let client = Client::new(&scene.tokens[0]);
    for version in 1..=20 {
        let place = "/api/v1/counties/c1/facts/A01/2022";
        let answers = at_once(2, |number| {
            let count = i64::try_from(number).unwrap();
            answered(client.state(server.address, (place, version - 1), count))
        });
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort();
        let first = if version == 1 { 201 } else { 200 };
        assert!(statuses == [first, 412] || statuses == [first, 428], "{statuses:?}");
    }
}
