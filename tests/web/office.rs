//! A small office with one account of each kind, served on a port of its own.

#[path = "../homes/mod.rs"]
mod homes;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;

use chrono::{DateTime, NaiveDateTime};
use diesel::connection::SimpleConnection;
use rust_decimal::Decimal;
use tempfile::TempDir;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::points::Points;
use yingjian::domain::role::Role;
use yingjian::domain::rule::{Clause, Clauses, Deduct, PerYear, Ratio, Rule};
use yingjian::domain::standard::{Aspect, Bonus, EvidenceKind, Item, Need, Per, Standard, Veto};
use yingjian::ops::accounts::{self, AccessSettings, Kind, NewAccount, Secret};
use yingjian::ops::evidence::{Filing, file, take};
use yingjian::ops::jobs::RunnerSettings;
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::{By, Home, Office, scores};
use yingjian::store::rounds::{self, CountyRow, RoundRow, YearRow};
use yingjian::store::standards::{self, StandardRow};
use yingjian::web::{Limits, Running, Settings, start};

use crate::client::Client;

pub(crate) const PASSWORD: &str = "Correct horse 7 battery";

/// A file that is a PDF to whoever looks inside.
pub(crate) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// Names of the accounts, with role and county.
pub(crate) const ACCOUNTS: [(&str, Role, Option<&str>); 8] = [
    ("clerk", Role::CountyClerk, Some("c1")),
    ("leader", Role::CountyLeader, Some("c1")),
    ("neighbour", Role::CountyClerk, Some("c2")),
    ("inspector", Role::CityInspector, None),
    ("head", Role::CityLeader, None),
    ("admin", Role::Administrator, None),
    ("security", Role::SecurityAdministrator, None),
    ("auditor", Role::AuditAdministrator, None),
];

const MAX_FILE: u64 = 3_000_000;

/// A served office; it ends, and its folder goes, when this is dropped.
pub(crate) struct Served {
    pub(crate) office: Office,
    ids: HashMap<&'static str, String>,
    running: Running,
    home: Home,
    folder: TempDir,
}

impl Served {
    /// Starts the office.
    pub(crate) fn new() -> Self {
        Self::with_limit(MAX_FILE)
    }

    /// Starts the office, which takes files of so many bytes.
    pub(crate) fn with_limit(max_file: u64) -> Self {
        Self::told(max_file, &AccessSettings::default(), RunnerSettings::default())
    }

    /// The same, with its background work left to others: nothing changes that nobody asked for.
    pub(crate) fn idle(max_file: u64) -> Self {
        Self::told(
            max_file,
            &AccessSettings::default(),
            RunnerSettings { workers: 0, ..RunnerSettings::default() },
        )
    }

    /// Starts the office, which asks of everybody what its settings say.
    pub(crate) fn under(told: &AccessSettings) -> Self {
        Self::told(MAX_FILE, told, RunnerSettings::default())
    }

    fn told(max_file: u64, told: &AccessSettings, jobs: RunnerSettings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = homes::home(folder.path());
        let office = homes::open(&home).under(told).unwrap();
        fill(&office);
        let ids = ACCOUNTS.map(|(name, role, county)| {
            let password = Secret(PASSWORD.into());
            let new = NewAccount { name: name.into(), password, role, county: county.map(Into::into) };
            // Today, since passwords grow old.
            let by = By { at: chrono::Utc::now().naive_utc(), ..by() };
            (name, accounts::add(&office, &by, &new).unwrap())
        });
        let bind = "127.0.0.1:0".into();
        // Tests ask more often than people do; tests/edge has limits of its own.
        let limits = Limits::NONE;
        let settings = Settings { bind, workers: Some(1), max_file, limits, jobs, ..Settings::default() };
        let running = start(office.clone(), settings).unwrap();
        Self { office, ids: ids.into(), running, home, folder }
    }

    /// Another copy of the program on the same database and files, as on another machine.
    pub(crate) fn copy(&self) -> Running {
        self.copy_within(Limits::default())
    }

    /// Another copy with limits of its own; with none, whoever asks seems to come from many addresses.
    pub(crate) fn copy_within(&self, limits: Limits) -> Running {
        let bind = "127.0.0.1:0".into();
        let settings = Settings { bind, workers: Some(1), limits, ..Settings::default() };
        start(homes::open(&self.home), settings).unwrap()
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// Its data folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets counties know their places.
    pub(crate) fn publish(&self) {
        let conn = &mut *self.office.store.conn().unwrap();
        conn.batch_execute("UPDATE round SET published = TRUE").unwrap();
    }

    /// The most bytes of a file that this server takes.
    pub(crate) fn max_file(&self) -> u64 {
        MAX_FILE
    }

    /// A browser without a log-in.
    pub(crate) fn visitor(&self) -> Client {
        Client::new(self.running.address())
    }

    /// A browser with the session of an account.
    pub(crate) fn client(&self, name: &str) -> Client {
        self.visitor().with_session(&self.secret(name, Kind::Session))
    }

    /// A fresh secret of an account.
    pub(crate) fn secret(&self, name: &str, kind: Kind) -> String {
        let now = chrono::Utc::now().naive_utc();
        accounts::issue(&self.office, &self.ids[name], kind, now).unwrap().0
    }

    /// Files minutes of the first county under A01 and gives their id.
    pub(crate) fn file_minutes(&self, name: &str, day: &str) -> String {
        let view = scores::round(&self.office, None).unwrap();
        let mut incoming = self.office.blobs.receive(1 << 20).unwrap();
        incoming.write(PDF).unwrap();
        let filing = Filing {
            county: "c1".into(),
            kind: "minutes".into(),
            fields: [("title", "议军会纪要"), ("meeting_date", day)]
                .map(|(field, value)| (field.to_owned(), value.to_owned()))
                .into(),
            items: vec!["A01".into()],
            years: vec![],
            files: vec![take(incoming, name).unwrap()],
        };
        file(&self.office, &view, &by(), &filing).unwrap().id
    }

    /// States facts of the first county, as the first version.
    pub(crate) fn state(&self, item: &str, year: i32, facts: Facts) {
        let view = scores::round(&self.office, None).unwrap();
        let statement =
            Statement { county: "c1".into(), item: item.into(), year: Year(year), facts, seen: 0 };
        state(&self.office, &view, &by(), &statement).unwrap();
    }
}

pub(crate) fn by() -> By {
    By { account: "clerk".into(), at: noon() }
}

fn noon() -> NaiveDateTime {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc()
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn item(code: &str, name: &str, worth: &str, rule: Rule) -> Item {
    Item {
        code: code.into(),
        aspect: code[..1].into(),
        name: name.into(),
        points: points(worth),
        each_year: true,
        lead: "退役军人局".into(),
        site_visit: false,
        note: String::new(),
        rule,
        needs: vec![Need { kind: "minutes".into(), min: 1, per: Per::Year }],
        words: Vec::new(),
    }
}

fn kinds() -> Vec<EvidenceKind> {
    let kind = |id: &str, label: &str, fields: &[&str]| EvidenceKind {
        id: id.into(),
        label: label.into(),
        fields: fields.iter().map(|field| (*field).into()).collect(),
        formats: vec!["pdf".into()],
        retention: "Y".into(),
        tells: None,
    };
    vec![
        kind("minutes", "会议纪要", &["title", "meeting_date", "chair"]),
        kind("photo", "照片", &["event", "date", "place", "people", "background", "photographer"]),
        kind("proof", "无任务证明", &["title", "issuer", "date"]),
        kind("report", "工作报告", &["title"]),
    ]
}

fn sheet() -> Standard {
    let clause = |text: &str| Clause {
        text: text.into(),
        points: points("5"),
        each_year: true,
        evidence: vec!["minutes".into()],
    };
    let ratio = Ratio {
        numerator: "安置人数".into(),
        denominator: "应安置人数".into(),
        target: Decimal::ONE,
        zero_at: Decimal::new(5, 1),
    };
    let deduct =
        Deduct { event: "损害军队形象的事件".into(), per_event: points("5"), floor: points("0") };
    Standard {
        id: "sheet".into(),
        version: "1".into(),
        title: "考评标准".into(),
        base_total: points("100"),
        bonus_cap: points("5"),
        kinds: kinds(),
        aspects: vec![
            Aspect { code: "A".into(), name: "组织领导坚强有力".into(), points: points("60") },
            Aspect { code: "B".into(), name: "拥军工作扎实有效".into(), points: points("40") },
        ],
        items: vec![
            item("A01", "双拥会议", "50", Rule::PerYear(PerYear { need: "会议".into(), min_count: 2 })),
            item(
                "A02",
                "经费保障",
                "10",
                Rule::Clauses(Clauses { clauses: vec![clause("列入预算"), clause("拨付到位")] }),
            ),
            item("B01", "安置 <军人> & 家属", "20", Rule::Ratio(ratio)),
            item("B02", "军地关系", "20", Rule::Deduct(deduct)),
        ],
        vetoes: vec![Veto {
            code: "V01".into(),
            name: "重大事件".into(),
            trigger: "发生重大事件".into(),
            items: vec![],
        }],
        bonuses: vec![Bonus {
            code: "X01".into(),
            name: "全国表彰".into(),
            points: points("1"),
            per: "每项".into(),
            cap: points("2"),
            evidence: vec!["minutes".into()],
        }],
        word_classes: vec![],
    }
}

/// A round of 2022 (midterm and final) and 2023 (final), and two counties.
fn fill(office: &Office) {
    let conn = &mut office.store.conn().unwrap();
    let row = StandardRow {
        id: "s1".into(),
        code: "sheet".into(),
        version: "1".into(),
        title: "考评标准".into(),
        body: serde_json::to_string(&sheet()).unwrap(),
        taken_at: noon(),
    };
    standards::insert(conn, &row).unwrap();
    let round = RoundRow {
        code: "r".into(),
        title: "2022—2023 周期".into(),
        city: "city".into(),
        midterm_weight: "0.4".into(),
        without_midterm: "zero".into(),
        deadline: "2030-12-14".into(),
        midterm_standard: "s1".into(),
        final_standard: "s1".into(),
        published: false,
        opened_at: noon(),
    };
    let year = |year: i64, midterm| YearRow {
        round: "r".into(),
        year,
        starts: format!("{year}-01-01"),
        ends: format!("{year}-12-31"),
        midterm,
        at_final: true,
    };
    rounds::insert(conn, &round, &[year(2022, true), year(2023, false)]).unwrap();
    for (position, (code, name)) in [("c1", "甲县"), ("c2", "乙<b>县")].into_iter().enumerate() {
        let county = CountyRow {
            code: code.into(),
            name: name.into(),
            city: "city".into(),
            level: "county".into(),
            fonds: "Z001".into(),
            position: i64::try_from(position).unwrap(),
        };
        rounds::insert_county(conn, &county).unwrap();
    }
}
