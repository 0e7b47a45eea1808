//! The big list of naughty strings (fixtures/blns), and a piece of evidence whose words are all one of them.

use yingjian::domain::facts::Year;
use yingjian::ops::By;
use yingjian::ops::evidence::{Filing, Verdict, file, review, take};
use yingjian::ops::scores;

use crate::office::{PDF, Served, by};

/// The strings that are anything but blank.
pub(crate) fn strings() -> Vec<String> {
    let all: Vec<String> = serde_json::from_str(include_str!("../../fixtures/blns/blns.json")).unwrap();
    let all: Vec<String> = all.into_iter().filter(|text| !text.trim().is_empty()).collect();
    assert!(all.len() > 450, "{}", all.len());
    all
}

/// Files a piece whose words are all this text, has it sent back for that reason, and gives its id.
pub(crate) fn file_as(served: &Served, text: &str) -> String {
    let view = scores::round(&served.office, None).unwrap();
    let mut incoming = served.office.blobs.receive(1 << 20).unwrap();
    incoming.write(PDF).unwrap();
    let fields = [("event", text), ("people", text), ("background", text)];
    let filing = Filing {
        county: "c1".into(),
        kind: "photo".into(),
        fields: fields.map(|(field, value)| (field.to_owned(), value.to_owned())).into(),
        items: vec!["A01".into()],
        years: vec![Year(2022)],
        files: vec![take(incoming, text).unwrap()],
    };
    let id = file(&served.office, &view, &by(), &filing).unwrap().id;
    let inspector = By { account: "inspector".into(), ..by() };
    review(&served.office, &inspector, (&id, 1), &Verdict::SendBack(text.to_owned())).unwrap();
    id
}
