//! Four counties whose clerks wrote the same things, each with a word that stands nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::role::Role;
use yingjian::domain::round::Phase;
use yingjian::ops::accounts::{self, Kind, NewAccount, Secret};
use yingjian::ops::binding::Request;
use yingjian::ops::comments::{Comment, comment};
use yingjian::ops::evidence::{Change, Filing, Verdict, file, review, revise, take};
use yingjian::ops::findings;
use yingjian::ops::jobs::{ask_for_archive, ready_archive};
use yingjian::ops::judging::{Marking, Ruling, give_points, rule};
use yingjian::ops::scores::{self, RoundView};
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::uploads::{self, Begin, Owner};
use yingjian::ops::{By, freezing};
use yingjian::store::evidence::Filter;
use yingjian::store::findings::FindingFilter;
use yingjian::store::rounds::{self, CountyRow};
use yingjian::store::tasks::{self, TaskRow};
use yingjian::texts::Lang;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::client::Client;
use crate::multipart::{Upload, pdf};
use crate::office::{PASSWORD, Served, by};

pub(crate) use crate::COUNTIES;

/// Where each county's word stands.
pub(crate) const PLACES: [&str; 16] = [
    "county", "clerk", "unit", "title", "chair", "file", "bytes", "earlier", "back", "fact", "mark",
    "ruling", "zip", "said", "photo", "waved",
];

/// What a county has that an address may name.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    pub(crate) county: &'static str,
    pub(crate) evidence: String,
    pub(crate) import: String,
    /// The job that packed its archive.
    pub(crate) archive: String,
    pub(crate) clerk: String,
    /// A whole upload that is not filed.
    pub(crate) upload: String,
    /// What was found in it first.
    pub(crate) finding: String,
}

pub(crate) struct City {
    pub(crate) served: Served,
    pub(crate) own: Vec<Own>,
    /// Ids of accounts, by name.
    pub(crate) accounts: BTreeMap<String, String>,
    /// What every county had when all was written.
    pub(crate) planted: Vec<usize>,
}

/// The word of a county at a place.
pub(crate) fn word(county: &str, place: &str) -> String {
    let (_, begins) = COUNTIES.iter().find(|(code, _)| *code == county).unwrap();
    format!("{begins}{place}")
}

impl City {
    /// Writes everything and serves it.
    pub(crate) fn new() -> Self {
        let served = Served::new();
        let mut city = Self { served, own: Vec::new(), accounts: BTreeMap::new(), planted: Vec::new() };
        city.name_counties();
        city.add_city_accounts();
        for (position, (county, _)) in COUNTIES.into_iter().enumerate() {
            let own = city.fill(county, position);
            city.own.push(own);
        }
        city.find();
        city.planted = city.holdings();
        city
    }

    /// Every word that was written.
    pub(crate) fn words(&self) -> BTreeSet<String> {
        let words = COUNTIES.iter().flat_map(|(county, _)| PLACES.map(|place| word(county, place)));
        words.collect()
    }

    /// A fresh secret of an account.
    pub(crate) fn secret(&self, name: &str, kind: Kind) -> String {
        let now = chrono::Utc::now().naive_utc();
        accounts::issue(&self.served.office, &self.accounts[name], kind, now).unwrap().0
    }

    /// How many pieces of evidence, links, files and marks each county has.
    pub(crate) fn holdings(&self) -> Vec<usize> {
        let view = self.view();
        let count = |(county, _): (&str, &str)| {
            let filter = Filter { limit: 1_000, ..Filter::default() };
            let list = yingjian::ops::evidence::list(&self.served.office, ("r", county), &filter).unwrap();
            let links: usize = list.pieces.iter().map(|piece| piece.places.len()).sum();
            let states = list.pieces.iter().filter(|piece| piece.row.state == "sent_back").count();
            let revisions: i64 = list.pieces.iter().map(|piece| piece.row.revision).sum();
            let standing = scores::standing(&self.served.office, &view, county).unwrap();
            let detail = format!("{standing:?}").len();
            [list.pieces.len(), links, states, usize::try_from(revisions).unwrap(), detail]
        };
        COUNTIES.into_iter().flat_map(count).collect()
    }

    fn view(&self) -> RoundView {
        scores::round(&self.served.office, None).unwrap()
    }

    fn name_counties(&self) {
        let conn = &mut *self.served.office.store.conn().unwrap();
        for (position, (code, _)) in COUNTIES.into_iter().enumerate() {
            let name = format!("{}县", word(code, "county"));
            if rounds::find_county(conn, code).unwrap().is_some() {
                conn.batch_execute(&format!("UPDATE county SET name = '{name}' WHERE code = '{code}'"))
                    .unwrap();
                continue;
            }
            let county = CountyRow {
                code: code.into(),
                name,
                city: "city".into(),
                level: "county".into(),
                fonds: "Z001".into(),
                position: i64::try_from(position).unwrap(),
            };
            rounds::insert_county(conn, &county).unwrap();
        }
    }

    /// An account of every role that belongs to no county.
    fn add_city_accounts(&mut self) {
        for role in Role::ALL.into_iter().filter(|role| !role.of_county()) {
            self.add(role.id(), role, None);
        }
    }

    fn add(&mut self, name: &str, role: Role, county: Option<&str>) {
        let password = Secret(PASSWORD.into());
        let new = NewAccount { name: name.into(), password, role, county: county.map(Into::into) };
        // Today, since passwords grow old.
        let today = By { at: chrono::Utc::now().naive_utc(), ..by() };
        let id = accounts::add(&self.served.office, &today, &new).unwrap();
        self.accounts.insert(name.into(), id);
    }

    /// Writes a word at every place of a county; the counties differ in how much they have.
    fn fill(&mut self, county: &'static str, position: usize) -> Own {
        let clerk = word(county, "clerk");
        self.add(&clerk, Role::CountyClerk, Some(county));
        self.add(&format!("{county}-leader"), Role::CountyLeader, Some(county));
        let by = By { account: clerk.clone(), ..by() };
        self.give_tasks(county);
        self.state_facts(county, &by);
        let evidence = self.file_evidence(county, &by, "第一份");
        for more in 0..position {
            self.file_evidence(county, &by, &format!("又一份{more}"));
        }
        self.change_and_judge(county, (&evidence, &by));
        let import = self.begin_import(county, &clerk);
        let archive = self.pack_archive(county, &by);
        let upload = self.begin_upload(county, &by);
        for _ in 0..2 {
            self.file_photo(county, &by);
        }
        Own { county, evidence, import, archive, clerk, upload, finding: String::new() }
    }

    /// The same photo in every county, under a title of its own.
    fn file_photo(&self, county: &str, by: &By) {
        let mut incoming = self.served.office.blobs.receive(1 << 20).unwrap();
        incoming.write(&photo()).unwrap();
        let filing = Filing {
            county: county.into(),
            kind: "photo".into(),
            fields: [("event".to_owned(), word(county, "photo"))].into(),
            items: vec!["A02".into()],
            years: vec![Year(2022)],
            files: vec![take(incoming, &format!("{}.png", word(county, "photo"))).unwrap()],
        };
        file(&self.served.office, &self.view(), by, &filing).unwrap();
    }

    /// Works out what is found in every county, and has each wave all of it off.
    fn find(&mut self) {
        let (office, view) = (&self.served.office, self.view());
        for own in &mut self.own {
            let (county, clerk) = (own.county, By { account: own.clerk.clone(), ..by() });
            findings::refresh(office, &view, (county, clerk.at)).unwrap();
            let filter = FindingFilter { county: Some(county.into()), limit: 10, ..FindingFilter::default() };
            let page = findings::list(office, ("r", Role::CountyClerk), &filter).unwrap();
            own.finding = page.found[0].key.clone();
            for found in &page.found {
                let found = (found.key.as_str(), ("r", county));
                findings::wave_off(office, &clerk, found, &word(county, "waved")).unwrap();
            }
        }
    }

    fn give_tasks(&self, county: &str) {
        let task = |item: &str| TaskRow {
            round: "r".into(),
            county: county.into(),
            item: item.into(),
            unit: word(county, "unit"),
            due: "2026-10-01".into(),
        };
        let rows = ["A01", "A02", "B01", "B02"].map(task);
        tasks::write(&mut self.served.office.store.conn().unwrap(), &rows).unwrap();
    }

    fn state_facts(&self, county: &str, by: &By) {
        let state_one = |item: &str, year: i32, facts: Facts| {
            let (county, item) = (county.into(), item.into());
            let statement = Statement { county, item, year: Year(year), facts, seen: 0 };
            state(&self.served.office, &self.view(), by, &statement).unwrap();
        };
        state_one("A01", 2022, Facts { count: Some(1), ..Facts::default() });
        let why = Some(format!("没有任务 {}", word(county, "fact")));
        state_one("B01", 2022, Facts { not_applicable: why, ..Facts::default() });
    }

    fn file_evidence(&self, county: &str, by: &By, text: &str) -> String {
        let mut incoming = self.served.office.blobs.receive(1 << 20).unwrap();
        incoming.write(&pdf(&format!("{text} {}", word(county, "bytes")))).unwrap();
        let filing = Filing {
            county: county.into(),
            kind: "minutes".into(),
            fields: fields(&word(county, "earlier"), &word(county, "chair")),
            items: vec!["A01".into()],
            years: vec![Year(2022)],
            files: vec![take(incoming, &format!("{}.pdf", word(county, "file"))).unwrap()],
        };
        file(&self.served.office, &self.view(), by, &filing).unwrap().id
    }

    /// A second revision with the title that counts, sent back with a reason; points, a ruling, a frozen midterm.
    fn change_and_judge(&self, county: &str, (evidence, by): (&str, &By)) {
        let (office, view) = (&self.served.office, self.view());
        let title = word(county, "title");
        let fields = fields(&title, &word(county, "chair"));
        let change = Change { seen: 1, kind: "minutes".into(), fields, files: Vec::new() };
        revise(office, &view, by, (evidence, &change)).unwrap();
        let inspector = By { account: Role::CityInspector.id().into(), ..by.clone() };
        review(office, &inspector, (evidence, 2), &Verdict::SendBack(word(county, "back"))).unwrap();
        for phase in Phase::ALL {
            let marking = Marking {
                county: county.into(),
                phase,
                item: "A01".into(),
                points: "7".parse().unwrap(),
                reason: word(county, "mark"),
            };
            give_points(office, &view, &inspector, &marking).unwrap();
        }
        let leader = By { account: Role::CityLeader.id().into(), ..by.clone() };
        let (code, reason) = ("X01".into(), word(county, "ruling"));
        let ruling = Ruling { county: county.into(), code, units: 1, reason };
        rule(office, &view, &leader, &ruling).unwrap();
        let (item, text) = ("A01".into(), word(county, "said"));
        let said = Comment { county: county.into(), item, role: Role::CountyClerk, text };
        comment(office, &view, by, &said).unwrap();
        freezing::freeze(office, &leader, "r", (county, Phase::Midterm)).unwrap();
    }

    /// Has an archive packed in the background, and gives the job's id once it lies ready.
    fn pack_archive(&self, county: &str, by: &By) -> String {
        let office = &self.served.office;
        let view = scores::round(office, None).unwrap();
        let today = "2026-11-25".parse().unwrap();
        let request = Request { county, phase: Phase::Final, lang: Lang::Hans, today };
        let id = ask_for_archive(office, &view, (by, &request)).unwrap();
        let begun = Instant::now();
        while ready_archive(office, county, &id).unwrap().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(60), "{county}");
            std::thread::sleep(Duration::from_millis(10));
        }
        id
    }

    /// Sends a file that waits to be filed.
    fn begin_upload(&self, county: &str, by: &By) -> String {
        let office = &self.served.office;
        let bytes = pdf(&word(county, "bytes"));
        let size = u64::try_from(bytes.len()).unwrap();
        let name = format!("{}.pdf", word(county, "file"));
        let begin = Begin { county: county.into(), name, path: String::new(), size };
        let now = By { at: chrono::Utc::now().naive_utc(), ..by.clone() };
        let row = uploads::begin(office, &now, (&begin, 1 << 20)).unwrap();
        let owner = Owner { account: &by.account, county };
        let begun = uploads::find(office, &row.id, (owner, now.at)).unwrap();
        let mut upload = uploads::append(office, &begun, 0).unwrap();
        upload.write(&bytes).unwrap();
        assert_eq!(upload.finish().unwrap(), size);
        row.id
    }

    /// Uploads a ZIP over the pages, waits until it was looked through, and gives the id of the import.
    fn begin_import(&self, county: &str, clerk: &str) -> String {
        let session = self.secret(clerk, Kind::Session);
        let browser = Client::new(self.served.address()).with_session(&session);
        let token = token(&browser.get("/profile").text());
        let name = word(county, "zip");
        let zip = zip_with(&[(&format!("A01/2022/{name}.pdf"), &pdf(&name))]);
        let upload = Upload::default().text("csrf", &token).file(&format!("{name}.zip"), &zip);
        let sent = browser.upload(&format!("/counties/{county}/import"), &upload);
        let address = sent.header("location").to_owned();
        let begun = Instant::now();
        while browser.get(&address).text().contains("hx-trigger=\"every 1s\"") {
            assert!(begun.elapsed() < Duration::from_secs(30), "{address}");
        }
        address.rsplit('/').next().unwrap().to_owned()
    }
}

/// A picture.
fn photo() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(80, 60, |x, y| {
        let wave = (x * x / 5 + y * 7 + x * y / 3) % 251;
        image::Rgb([u8::try_from(wave).unwrap(), u8::try_from(y * 4).unwrap(), 90])
    });
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb8(picture).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The token in a page's forms.
pub(crate) fn token(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn fields(title: &str, chair: &str) -> BTreeMap<String, String> {
    let fields = [("title", title), ("meeting_date", "2022-03-15"), ("chair", chair)];
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

fn zip_with(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
