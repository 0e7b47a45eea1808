//! Offices of a size, filled by statements of the database rather than by requests, which would take a day.

use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use yingjian::domain::policy::SecondFactor;
use yingjian::domain::role::Role;
use yingjian::domain::rule::Rule;
use yingjian::domain::standard::{Item, Level, Standard};
use yingjian::ops::accounts::{self, Kind, NewAccount, Secret};
use yingjian::ops::evidence::{Filing, file, take};
use yingjian::ops::opening::{NewCounty, NewRound, NewYear, open};
use yingjian::ops::{By, Office, scores, sheets};

use crate::programs::{Server, folder, yingjian};

pub(crate) const ROUND: &str = "bench";
pub(crate) const YEARS: [i32; 4] = [2022, 2023, 2024, 2025];

/// An office in a folder of its own.
pub(crate) struct Filled {
    pub(crate) office: Office,
    folder: TempDir,
}

pub(crate) fn by() -> By {
    By { account: "bench".into(), at: chrono::Utc::now().naive_utc() }
}

impl Filled {
    /// The sample sheet and a round of so many counties, `c1` and on.
    pub(crate) fn new(counties: usize) -> Self {
        let folder = folder();
        let mut office = Office::open(folder.path()).unwrap();
        office.settle_second_factor(SecondFactor::Offered).unwrap();
        let standard = yingjian::sheet::sample().unwrap();
        sheets::take(&office, &by(), &standard).unwrap();
        open(&office, &by(), &round(&standard, counties)).unwrap();
        Self { office, folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn serve(&self) -> Server {
        yingjian(self.path())
    }

    /// Runs statements that don't care for a power cut.
    pub(crate) fn execute(&self, statements: &str) {
        let file = self.path().join("yingjian.sqlite");
        let mut conn = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
        let fast =
            "PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA temp_store = MEMORY; BEGIN;";
        conn.batch_execute(fast).unwrap();
        conn.batch_execute(statements).unwrap();
        conn.batch_execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    }

    /// A token for programs and a session of a role; of the first county when the role has one.
    pub(crate) fn account(&self, role: Role) -> (String, String) {
        self.account_of(role, "c1")
    }

    /// The same for another county.
    pub(crate) fn account_of(&self, role: Role, county: &str) -> (String, String) {
        let new = NewAccount {
            name: format!("bench-{}-{county}", role.id()),
            password: Secret("correct horse battery staple 7 Q".into()),
            role,
            county: role.of_county().then(|| county.to_owned()),
        };
        let id = accounts::add(&self.office, &by(), &new).unwrap();
        let secret = |kind| accounts::issue(&self.office, &id, kind, by().at).unwrap().0;
        (secret(Kind::Token), secret(Kind::Session))
    }

    /// Facts of every item in every year for every county, and a piece of evidence for each item of each county.
    pub(crate) fn fill(&self) {
        let standard = yingjian::sheet::sample().unwrap();
        let items: Vec<String> = standard.items.iter().map(|item| listed(&standard, item)).collect();
        let years = YEARS.map(|year| format!("({year})")).join(",");
        self.execute(&format!(
            "CREATE TEMP TABLE y (year); INSERT INTO y VALUES {years};
            CREATE TEMP TABLE i (item, kind, body); INSERT INTO i VALUES {};
            INSERT INTO fact SELECT '{ROUND}', c.code, i.item, y.year, i.body, 1, 'bench', '2026-01-01 00:00:00'
                FROM county c, i, y ORDER BY c.code, i.item, y.year;
            INSERT OR IGNORE INTO blob VALUES ('{HASH}', 1000, 'application/pdf', '2026-01-01 00:00:00');
            INSERT INTO evidence SELECT c.code || '-' || i.item, '{ROUND}', c.code, i.kind, '关于' || i.item || '的通知',
                NULL, '{{}}', CASE WHEN c.position % 7 = 0 THEN 'sent_back' ELSE 'accepted' END, '', 1, '通知', 'bench',
                '2026-01-01 00:00:00' FROM county c, i ORDER BY 1;
            INSERT INTO evidence_file SELECT id, 1, 1, '通知.pdf', '{HASH}' FROM evidence;
            INSERT INTO evidence_link (evidence, item, year, round, county, kind, state)
                SELECT e.id, substr(e.id, instr(e.id, '-') + 1), y.year, e.round, e.county, e.kind, e.state
                FROM evidence e, y;",
            items.join(",")
        ));
    }

    /// Files of a size as evidence of the first county, by the operation that uploads use.
    pub(crate) fn file(&self, files: usize, size: usize) -> Vec<String> {
        let view = scores::round(&self.office, None).unwrap();
        let mut bytes = pdf(size, 0);
        let codes: Vec<String> = view.final_standard.items.iter().map(|item| item.code.clone()).collect();
        let pieces = (0..files).zip(codes.iter().cycle()).map(|(piece, item)| {
            number(&mut bytes["%PDF-1.4\n% ".len()..], piece as u64);
            let mut incoming = self.office.blobs.receive(1 << 32).unwrap();
            incoming.write(&bytes).unwrap();
            let filing = Filing {
                county: "c1".into(),
                kind: "doc".into(),
                fields: [("title".to_owned(), format!("通知 {piece}"))].into(),
                items: vec![item.clone()],
                years: vec![yingjian::domain::facts::Year(2024)],
                files: vec![take(incoming, "通知.pdf").unwrap()],
            };
            file(&self.office, &view, &by(), &filing).unwrap().id
        });
        pieces.collect()
    }

    /// Where the bytes of the files lie.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.path().join("blobs")
    }
}

/// A hash that evidence has whose bytes nobody asks for.
pub(crate) const HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An item with the first kind of evidence that it asks for, and facts that earn something.
fn listed(standard: &Standard, item: &Item) -> String {
    let kind = item.needs.first().map_or(standard.kinds[0].id.as_str(), |need| need.kind.as_str());
    format!("('{}', '{kind}', '{}')", item.code, facts(item.rule.at(Level::County)))
}

fn facts(rule: &Rule) -> String {
    let ticks = rule.ticks().len();
    let fields = rule.fields().iter().map(|field| match *field {
        "done" => format!("\"done\":{:?}", (0..ticks).map(|tick| tick % 3 != 2).collect::<Vec<_>>()),
        "incidents" => "\"incidents\":0".to_owned(),
        "numerator" => "\"numerator\":97".to_owned(),
        "denominator" => "\"denominator\":100".to_owned(),
        "checked" => "\"checked\":20".to_owned(),
        "passed" => "\"passed\":19".to_owned(),
        other => format!("\"{other}\":2"),
    });
    format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
}

fn round(standard: &Standard, counties: usize) -> NewRound {
    let year = |year: i32| NewYear {
        year,
        starts: format!("{year}-01-01").parse().unwrap(),
        ends: format!("{year}-12-31").parse().unwrap(),
        midterm: year < 2024,
        r#final: true,
    };
    let county = |at: usize| NewCounty {
        code: format!("c{at}"),
        name: format!("示例{at}县"),
        level: Level::County,
        fonds: "Z001".into(),
    };
    NewRound {
        code: ROUND.into(),
        title: "测速".into(),
        city: "示例市".into(),
        standard: standard.id.clone(),
        midterm_weight: "0.4".parse().unwrap(),
        without_midterm: yingjian::domain::round::WithoutMidterm::Zero,
        deadline: "2026-12-14".parse().unwrap(),
        years: YEARS.map(year).to_vec(),
        counties: (1..=counties).map(county).collect(),
    }
}

/// A PDF of a size, whose number can be changed in place.
pub(crate) fn pdf(size: usize, start: u64) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n% 0000000000000000\n".to_vec();
    number(&mut bytes["%PDF-1.4\n% ".len()..], start);
    let mut block = Sha256::digest(b"bench");
    while bytes.len() + 70 < size {
        let hex: String = block.iter().map(|byte| format!("{byte:02x}")).collect();
        bytes.extend_from_slice(format!("% {hex}\n").as_bytes());
        block = Sha256::digest(block);
    }
    bytes.resize(size.saturating_sub(6), b' ');
    bytes.extend_from_slice(b"%%EOF\n");
    bytes
}

/// Writes a number over sixteen digits.
pub(crate) fn number(at: &mut [u8], number: u64) {
    at[..16].copy_from_slice(format!("{number:016x}").as_bytes());
}
