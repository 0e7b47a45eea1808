//! Charts: the same picture each time, in words too, and for eyes and printers that know no colours.

use std::path::Path;

use yingjian::domain::points::Points;
use yingjian::domain::round::Phase;
use yingjian::domain::score::Figures;
use yingjian::report::chart::{Chart, HeatRow, Ink, heat};
use yingjian::report::{CityReport, CountyLine, Format};
use yingjian::texts::Lang;

use crate::programs::run;
use crate::sample::{bytes, file, gap_report, paper};

/// The charts of the sample report and a heat map.
fn charts(lang: Lang) -> Vec<Chart> {
    let report = gap_report();
    let points = |text: &str| text.parse::<Points>().unwrap();
    let cells = |values: [&str; 3]| {
        let cell = |value: &str| (value != "-").then(|| (points(value), points("12.5")));
        values.map(cell).to_vec()
    };
    let rows = [
        HeatRow { name: "甲县".into(), cells: cells(["12.5", "9.0625", "6.3"]) },
        HeatRow { name: "<b>乙$县$</b>".into(), cells: cells(["4", "1.25", "-"]) },
    ];
    let aspects = ["组织领导坚强有力", "宣传教育广泛深入", "拥军工作扎实有效"].map(String::from);
    let mut charts = report.charts(lang);
    charts.push(heat(&aspects, &rows, ("可证明得分", lang)));
    charts
}

#[test]
fn the_pictures_are_those_that_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/charts");
    let drawn = charts(Lang::Hans);
    assert_eq!(
        drawn.iter().map(|chart| chart.id).collect::<Vec<_>>(),
        ["waterfall", "radar", "progress", "phases", "heat"]
    );
    for chart in drawn {
        let path = folder.join(format!("{}.svg", chart.id));
        let svg = chart.plain_svg();
        if std::env::var_os("YINGJIAN_NEW_CHARTS").is_some() {
            std::fs::write(&path, &svg).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap();
        assert!(
            kept == svg,
            "{} is another picture; look at it, then set YINGJIAN_NEW_CHARTS",
            path.display()
        );
    }
}

#[test]
fn pictures_hold_no_styles_no_markup_of_users_and_no_colour_without_a_meaning() {
    for lang in Lang::ALL {
        for chart in charts(lang) {
            let page = chart.page_svg("x");
            for svg in [&page, &chart.plain_svg()] {
                for forbidden in [
                    "style",
                    "<script",
                    "<b>",
                    "ink-",
                    "gray",
                    "NaN",
                    "inf",
                    "clip",
                    "http://www.w3.org/1999",
                ] {
                    assert!(!svg.contains(forbidden), "{forbidden} in {} {svg}", chart.id);
                }
            }
            assert!(page.contains("role=\"img\" aria-labelledby=\"x-title\" aria-describedby=\"x-said\""));
            assert!(
                page.split("fill=\"").skip(1).all(|rest| {
                    ["var(--chart-", "url(#x-", "none"].iter().any(|start| rest.starts_with(start))
                }),
                "{page}"
            );
            assert!(!chart.said.is_empty() && !chart.table.rows.is_empty(), "{}", chart.id);
            for id in ["report-", "{ $"] {
                assert!(!chart.said.contains(id) && !chart.title.contains(id), "{}", chart.said);
            }
        }
    }
}

#[test]
fn points_in_pictures_are_exact() {
    let find = |id: &str| charts(Lang::Hans).into_iter().find(|chart| chart.id == id).unwrap().plain_svg();
    let report = gap_report();
    for (_, lost) in &report.by_cause {
        let sign = if lost.is_zero() { "" } else { "−" };
        assert!(find("waterfall").contains(&format!(">{sign}{lost}<")), "{lost}");
    }
    assert!(find("waterfall").contains(&format!(">{}<", report.figures.provable)));
    assert!(find("progress").contains(">29.75<") && find("progress").contains(">12.5<"));
    assert!(find("phases").contains(">71.0625<"));
    assert!(find("heat").contains(">9.0625<"));
}

/// Lightness (CIE L*) and the colour as three kinds of colour-blind eyes see it (Machado 2009), roughly.
fn lightness((r, g, b): (u8, u8, u8)) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let y = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    if y > 0.008856 { 116.0 * y.cbrt() - 16.0 } else { 903.3 * y }
}

fn seen((r, g, b): (u8, u8, u8), matrix: [[f64; 3]; 3]) -> [f64; 3] {
    let rgb = [r, g, b].map(f64::from);
    matrix.map(|row| row.iter().zip(rgb).map(|(factor, part)| factor * part).sum())
}

#[test]
fn inks_of_one_chart_are_told_apart_without_colours_and_by_colour_blind_eyes() {
    let protan =
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
    let deutan =
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]];
    let tritan =
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]];
    let together: [&[Ink]; 2] = [
        &[Ink::Full, Ink::NotDone, Ink::NotProven, Ink::SentBack, Ink::City, Ink::Provable],
        &[Ink::Provable, Ink::Claimed, Ink::City],
    ];
    for inks in together {
        for (at, one) in inks.iter().enumerate() {
            for other in &inks[at + 1..] {
                let shade = (lightness(one.rgb()) - lightness(other.rgb())).abs();
                let other_lines = one.hatch().map(|hatch| hatch.0) != other.hatch().map(|hatch| hatch.0);
                assert!(shade >= 12.0 || other_lines, "{one:?} {other:?} in grey: {shade}");
                for matrix in [protan, deutan, tritan] {
                    let (one_seen, other_seen) = (seen(one.rgb(), matrix), seen(other.rgb(), matrix));
                    let apart: f64 =
                        one_seen.iter().zip(other_seen).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    assert!(apart >= 30.0 || other_lines, "{one:?} {other:?}: {apart}");
                }
            }
        }
    }
    let heat = Ink::HEAT.map(|ink| lightness(ink.rgb()));
    assert!(heat.windows(2).all(|pair| pair[0] - pair[1] >= 10.0), "{heat:?}");
}

#[test]
fn the_table_of_all_counties_is_a_paper_with_a_heat_map() {
    let figures = |provable: &str| Figures {
        full: "12".parse().unwrap(),
        claimed: "11".parse().unwrap(),
        provable: provable.parse().unwrap(),
        city: None,
    };
    let county = |name: &str, rank: Option<usize>, provable: [&str; 3]| CountyLine {
        name: name.into(),
        rank,
        vetoes: if rank.is_none() { vec!["V01".into()] } else { vec![] },
        midterm: rank.map(|_| "61.25".parse().unwrap()),
        at_final: "70.0625".parse().unwrap(),
        composite: Some("66.5375".parse().unwrap()),
        aspects: provable.map(figures).to_vec(),
    };
    let report = CityReport {
        round: "2022—2025 年创建周期".into(),
        phase: Phase::Final,
        today: "2026-11-24".parse().unwrap(),
        aspects: ["组织领导坚强有力", "宣传教育广泛深入", "拥军工作扎实有效"].map(String::from).to_vec(),
        counties: vec![
            county("甲县", Some(1), ["12", "9.0625", "0"]),
            county("<乙县>", None, ["3", "0", "6"]),
        ],
    };
    let paper = report.paper(Lang::Hans);
    for format in Format::ALL {
        assert!(bytes(&paper, format) == bytes(&report.paper(Lang::Hans), format), "{format:?}");
    }
    let (folder, _path) = file(&paper, Format::Pdf);
    run("qpdf", &["--check", "report.pdf"], folder.path());
    let text = run("pdftotext", &["-layout", "report.pdf", "-"], folder.path());
    for wanted in ["各县（市、区）得分总表", "66.5375", "9.0625", "<乙县>", "V01", "14.9375"] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    let html = String::from_utf8(bytes(&paper, Format::Html)).unwrap();
    assert!(
        html.contains("var(--chart-heat-4,") && html.contains("&lt;乙县&gt;") && !html.contains("<乙县>")
    );
}

#[test]
fn a_paper_shows_its_charts_in_every_format() {
    let (folder, _path) = file(&paper(), Format::Pdf);
    let text = run("pdftotext", &["-layout", "report.pdf", "-"], folder.path());
    for wanted in ["分数失在哪里", "各大项得分占满分的比例", "每周的进展", "71.0625", "组织领导"]
    {
        assert!(text.contains(wanted), "{wanted}");
    }
    let html = String::from_utf8(bytes(&paper(), Format::Html)).unwrap();
    assert_eq!(html.matches("<svg class=\"chart-picture\"").count(), 4);
    assert!(
        html.contains("aria-describedby=\"chart-radar-said\"")
            && html.contains("<p id=\"chart-radar-said\">")
    );
    assert!(!html.contains(" style="), "styles stand in the head alone");
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes(&paper(), Format::Docx))).unwrap();
    let document = std::io::read_to_string(parts.by_name("word/document.xml").unwrap()).unwrap();
    assert_eq!(document.matches("<wp:docPr id=").count(), 4);
    assert!(document.contains("name=\"分数失在哪里\" descr=\"满分 "), "pictures say what they show");
    let count = parts.len();
    let mut named = |index: usize| parts.by_index_raw(index).unwrap().name().unwrap().into_owned();
    let names: Vec<String> = (0..count).map(&mut named).collect();
    let pictures: Vec<String> = names.into_iter().filter(|name| name.ends_with(".png")).collect();
    assert_eq!(pictures.len(), 4);
    for name in pictures {
        let mut png = Vec::new();
        std::io::copy(&mut parts.by_name(&name).unwrap(), &mut png).unwrap();
        let picture = image::load_from_memory(&png).unwrap();
        assert!(picture.width() >= 1_000, "{name}");
    }
}
