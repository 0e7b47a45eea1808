//! An office of a size: items, years, counties, facts and evidence grow with one number.

#[path = "../homes/mod.rs"]
mod homes;

use std::io::{Cursor, Write};

use chrono::DateTime;
use tempfile::TempDir;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::points::Points;
use yingjian::domain::role::Role;
use yingjian::domain::round::WithoutMidterm;
use yingjian::domain::rule::{PerYear, Rule};
use yingjian::domain::standard::{Aspect, EvidenceKind, Item, Level, Need, Per, Standard};
use yingjian::ops::accounts::{self, Kind, NewAccount, Secret};
use yingjian::ops::evidence::{Change, Filing, file, revise, take};
use yingjian::ops::findings;
use yingjian::ops::jobs::RunnerSettings;
use yingjian::ops::opening::{NewCounty, NewRound, NewYear, open};
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::{By, Office, scores, sheets};
use yingjian::store::findings::FindingFilter;
use yingjian::web::{Limits, Running, Settings, start};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::client::Client;
use crate::multipart::{Upload, pdf};

/// A served office.
pub(crate) struct Scaled {
    running: Running,
    tokens: Vec<(Secret, Secret)>,
    /// Id of a piece of evidence of the first county.
    pub(crate) evidence: String,
    /// Id of an import of the first county that waits for its clerk.
    pub(crate) import: String,
    /// Key of a finding of the first county.
    pub(crate) finding: String,
    /// Id of a whole upload of the first county that is not filed.
    pub(crate) upload: String,
    _folder: TempDir,
}

impl Scaled {
    /// Three items, two years, two counties and three pieces of evidence, all times `size`.
    pub(crate) fn new(size: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = homes::office(folder.path());
        sheets::take(&office, &by(), &sheet(3 * size)).unwrap();
        open(&office, &by(), &round(2 * size)).unwrap();
        let evidence = fill(&office, 3 * size);
        let finding = find(&office, 3 * size);
        let roles = [
            (Role::CountyClerk, Some("c1".to_owned())),
            (Role::CityInspector, None),
            (Role::Administrator, None),
            (Role::SecurityAdministrator, None),
            (Role::AuditAdministrator, None),
        ];
        let tokens = roles.map(|(role, county)| {
            let password = Secret("Correct horse 7 battery".into());
            let new = NewAccount { name: role.id().into(), password, role, county };
            // Today, since passwords grow old.
            let today = By { at: chrono::Utc::now().naive_utc(), ..by() };
            let id = accounts::add(&office, &today, &new).unwrap();
            let secret = |kind| accounts::issue(&office, &id, kind, chrono::Utc::now().naive_utc()).unwrap();
            (secret(Kind::Session), secret(Kind::Token))
        });
        // Workers that look for jobs would be counted with the requests.
        let jobs = RunnerSettings { workers: 0, ..RunnerSettings::default() };
        // What is counted is settled by statements of its own, now and then.
        let settings = Settings {
            bind: "127.0.0.1:0".into(),
            workers: Some(1),
            jobs,
            limits: Limits::NONE,
            // Every route that reads is asked.
            styleguide: true,
            ..Settings::default()
        };
        let running = start(office, settings).unwrap();
        let import = String::new();
        let upload = String::new();
        let mut scaled =
            Self { running, tokens: tokens.into(), evidence, import, finding, upload, _folder: folder };
        scaled.import = previewed(&scaled.clerk(), 3 * size);
        for _ in 0..size {
            scaled.upload = scaled.send_upload();
        }
        scaled
    }

    /// A client that begins an upload of a small PDF, and goes on with it.
    pub(crate) fn uploader(&self) -> Client {
        let client = self.clerk().with("tus-resumable", "1.0.0").with("upload-offset", "0");
        let length = pdf("upload").len().to_string();
        // `一.pdf` in Base64.
        client.with("upload-length", &length).with("upload-metadata", "filename 5LiALnBkZg==")
    }

    /// Sends an upload and gives its id.
    fn send_upload(&self) -> String {
        let address = self.begin_upload();
        let body = Some(("application/offset+octet-stream", &pdf("upload")[..]));
        assert_eq!(self.uploader().send("PATCH", &address, body).status, 204);
        address.rsplit('/').next().unwrap().to_owned()
    }

    /// Begins an upload and gives its address.
    pub(crate) fn begin_upload(&self) -> String {
        let begun = self.uploader().send("POST", "/api/v1/counties/c1/uploads", None);
        assert_eq!(begun.status, 201, "{}", begun.text());
        begun.header("location").to_owned()
    }

    /// A browser and program in one for each role: clerk, inspector, administrator.
    pub(crate) fn clients(&self) -> Vec<Client> {
        let client = |(session, token): &(Secret, Secret)| {
            let client = Client::new(self.running.address()).with_session(&session.0);
            client.with("authorization", &format!("Bearer {}", token.0))
        };
        self.tokens.iter().map(client).collect()
    }

    pub(crate) fn clerk(&self) -> Client {
        self.clients().remove(0)
    }

    pub(crate) fn inspector(&self) -> Client {
        self.clients().remove(1)
    }
}

/// Uploads a ZIP of so many files and waits until it has been looked through.
fn previewed(clerk: &Client, files: usize) -> String {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 1..=files {
        zip.start_file(format!("A01/2001/{number}.pdf"), SimpleFileOptions::default()).unwrap();
        zip.write_all(&pdf(&format!("import {number}"))).unwrap();
    }
    let page = clerk.get("/counties/c1/import").text();
    let (_, token) = page.split_once("name=\"csrf\" value=\"").unwrap();
    let upload = Upload::default().text("csrf", token.split('"').next().unwrap());
    let sent =
        clerk.upload("/counties/c1/import", &upload.file("材料.zip", &zip.finish().unwrap().into_inner()));
    assert_eq!(sent.status, 303, "{}", sent.text());
    let address = sent.header("location");
    while clerk.get(address).text().contains("hx-trigger=\"every 1s\"") {
        std::thread::yield_now();
    }
    address.rsplit('/').next().unwrap().to_owned()
}

fn by() -> By {
    By { account: "clerk".into(), at: DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc() }
}

/// Facts in every year of the first items, and evidence for all of them; the id of one piece.
fn fill(office: &Office, items: usize) -> String {
    let view = scores::round(office, None).unwrap();
    for county in &view.counties {
        for window in &view.round.years {
            let facts = Facts { count: Some(2), ..Facts::default() };
            let (county, item) = (county.code.clone(), code(1));
            let statement = Statement { county, item, year: window.year, facts, seen: 0 };
            if window.year != Year(2002) {
                state(office, &view, &by(), &statement).unwrap();
            }
        }
    }
    let mut last = String::new();
    for number in 1..=items {
        let files = (0..items).map(|position| {
            let mut incoming = office.blobs.receive(1 << 20).unwrap();
            incoming.write(&crate::multipart::pdf(&format!("{number} {position}"))).unwrap();
            take(incoming, "一.pdf").unwrap()
        });
        let filing = Filing {
            county: "c1".into(),
            kind: "minutes".into(),
            fields: [("title".to_owned(), number.to_string())].into(),
            items: vec![code(number), code(1)],
            years: vec![Year(2001)],
            files: files.take(3).collect(),
        };
        last = file(office, &view, &by(), &filing).unwrap().id;
    }
    let fields = [("title".to_owned(), "changed".to_owned())].into();
    let change = Change { seen: 1, kind: "minutes".into(), fields, files: vec![] };
    revise(office, &view, &by(), (&last, &change)).unwrap();
    last
}

/// Two pieces for each of so many photos, and what is found in them.
fn find(office: &Office, photos: usize) -> String {
    let view = scores::round(office, None).unwrap();
    for number in 0..2 * photos {
        let shade = u8::try_from(number / 2).unwrap();
        let picture = image::RgbImage::from_fn(40, 30, |x, y| {
            image::Rgb([u8::try_from((x * x + y * y * 3) % 251).unwrap(), shade, shade])
        });
        let mut bytes = Cursor::new(Vec::new());
        image::DynamicImage::ImageRgb8(picture).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let mut incoming = office.blobs.receive(1 << 20).unwrap();
        incoming.write(&bytes.into_inner()).unwrap();
        let filing = Filing {
            county: "c1".into(),
            kind: "minutes".into(),
            fields: [("title".to_owned(), format!("照片{number}"))].into(),
            items: vec![code(1)],
            years: vec![Year(2001)],
            files: vec![take(incoming, "照片.png").unwrap()],
        };
        file(office, &view, &by(), &filing).unwrap();
    }
    findings::refresh(office, &view, ("c1", by().at)).unwrap();
    let page =
        findings::list(office, ("r", Role::CountyClerk), &FindingFilter { limit: 1, ..Default::default() });
    page.unwrap().found[0].key.clone()
}

fn code(number: usize) -> String {
    format!("A{number:02}")
}

fn sheet(items: usize) -> Standard {
    let each: Points = "1".parse().unwrap();
    let total: Points = items.to_string().parse().unwrap();
    let item = |number: usize| Item {
        code: code(number),
        aspect: "A".into(),
        name: "会议".into(),
        points: each,
        each_year: true,
        lead: "办公室".into(),
        site_visit: false,
        note: String::new(),
        rule: Rule::PerYear(PerYear { need: "会议".into(), min_count: 2 }),
        needs: vec![Need { kind: "minutes".into(), min: 1, per: Per::Year }],
        words: Vec::new(),
    };
    let minutes = EvidenceKind {
        id: "minutes".into(),
        label: "会议纪要".into(),
        fields: ["title", "meeting_date"].map(String::from).to_vec(),
        formats: vec!["pdf".into()],
        retention: "Y".into(),
        tells: None,
    };
    Standard {
        id: "sheet".into(),
        version: "1".into(),
        title: "标准".into(),
        base_total: total,
        bonus_cap: Points::ZERO,
        kinds: vec![minutes],
        aspects: vec![Aspect { code: "A".into(), name: "组织领导".into(), points: total }],
        items: (1..=items).map(item).collect(),
        vetoes: vec![],
        bonuses: vec![],
        word_classes: vec![],
    }
}

/// As many years as counties, from 2001 on; the first is the midterm's.
fn round(size: usize) -> NewRound {
    let years = (2001..).take(size).map(|year: i32| NewYear {
        year,
        starts: format!("{year}-01-01").parse().unwrap(),
        ends: format!("{year}-12-31").parse().unwrap(),
        midterm: year == 2001,
        r#final: true,
    });
    let counties = (1..=size).map(|number| NewCounty {
        code: format!("c{number}"),
        name: format!("{number}县"),
        level: Level::County,
        fonds: String::new(),
    });
    NewRound {
        code: "r".into(),
        title: "周期".into(),
        city: "city".into(),
        standard: "sheet".into(),
        midterm_weight: "0.4".parse().unwrap(),
        without_midterm: WithoutMidterm::Zero,
        deadline: "2026-12-14".parse().unwrap(),
        years: years.collect(),
        counties: counties.collect(),
    }
}
