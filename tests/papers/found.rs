//! What is found in the papers of counties: copies, and papers that say something else than the catalogue.

use std::collections::BTreeSet;

use yingjian::domain::facts::Facts;
use yingjian::domain::finding::{FindingKind, Severity};
use yingjian::domain::role::Role;
use yingjian::domain::standard::Tells;
use yingjian::ops::findings::Found;
use yingjian::ops::scores;
use yingjian::ops::three_way;
use yingjian::reading::roster::roster;

use crate::making::{Dice, converted, report};
use crate::office::{COUNTIES, Desk, Paper};

const CLERK: Role = Role::CountyClerk;
const CITY: Role = Role::CityLeader;

fn plan<'a>(county: &'a str, year: i32, text: &'a str) -> Paper<'a> {
    Paper { county, kind: "plan", fields: &[("title", "双拥工作计划")], item: "F01", year, text }
}

fn said(found: &[Found]) -> Vec<&str> {
    found.iter().map(|finding| finding.message.id.as_ref()).collect()
}

#[test]
fn a_plan_handed_in_again_for_the_next_year_is_found_with_what_both_share() {
    let desk = Desk::new();
    let mut dice = Dice::new(3);
    let (plan_of, other) = (report(&mut dice), report(&mut dice));
    let texts = [plan_of.filled(&mut dice), converted(&plan_of.filled(&mut dice)), other.filled(&mut dice)];
    let ids: Vec<String> =
        (2022..).zip(&texts).map(|(year, text)| desk.file(&plan("c1", year, text))).collect();
    let found = desk.found(("c1", CLERK), FindingKind::TextAgain);
    assert_eq!(said(&found), ["finding-said-text-again"]);
    let finding = &found[0];
    assert_eq!(finding.severity, Severity::Serious, "all but names and figures");
    assert_eq!(finding.parts.iter().map(|part| part.year.unwrap().0).collect::<Vec<_>>(), [2023]);
    let pieces: Vec<_> = finding.spots.iter().map(|spot| spot.evidence.clone().unwrap()).collect();
    assert!(pieces.contains(&ids[0]) && pieces.contains(&ids[1]) && !pieces.contains(&ids[2]), "{finding:?}");
    for (text, spot) in [(&texts[1], &finding.spots[0]), (&texts[0], &finding.spots[1])] {
        let begin: String = spot.passage.chars().take(12).collect();
        assert!(text.contains(&begin), "{begin}");
    }
}

#[test]
fn a_county_learns_of_another_without_its_name_or_words_and_the_city_sees_both() {
    let desk = Desk::new();
    let mut dice = Dice::new(5);
    let (base, other) = (report(&mut dice), report(&mut dice));
    desk.file(&plan("c1", 2023, &base.filled(&mut dice)));
    let theirs = desk.file(&plan("c2", 2022, &base.copied(&other, &mut dice).filled(&mut dice)));
    desk.file(&plan("c3", 2023, &other.filled(&mut dice)));
    let found = desk.found(("c1", CLERK), FindingKind::TextElsewhere);
    assert_eq!(said(&found), ["finding-said-text-elsewhere"]);
    assert!(found[0].beyond.is_empty());
    let told = format!("{found:?}");
    assert!(!told.contains(&theirs) && !told.contains("\"c2\""), "{told}");
    let found = desk.found(("c1", CITY), FindingKind::TextElsewhere);
    let beyond = &found[0].beyond;
    assert_eq!((beyond.len(), beyond[0].county.as_str()), (1, "c2"));
    assert_eq!(beyond[0].spot.evidence.as_ref(), Some(&theirs));
    assert!(!beyond[0].spot.passage.is_empty());
}

/// A model from the internet may be in all counties of a nation, many times in each.
#[test]
fn a_text_that_all_counties_have_names_a_place_in_each_of_some() {
    let desk = Desk::new();
    let text = report(&mut Dice::new(11)).filled(&mut Dice::new(12));
    for number in 1..=COUNTIES {
        desk.file(&plan(&format!("c{number}"), 2023, &text));
    }
    (0..50).for_each(|_| drop(desk.file(&plan("c1", 2023, &text))));
    let found = desk.found(("c2", CITY), FindingKind::TextElsewhere);
    assert_eq!(found.len(), 1);
    let counties: Vec<&str> = found[0].beyond.iter().map(|beyond| beyond.county.as_str()).collect();
    let distinct: BTreeSet<&&str> = counties.iter().collect();
    assert_eq!((counties.len(), distinct.len()), (20, 20), "{counties:?}");
    assert!(counties.contains(&"c1") && !counties.contains(&"c2"), "{counties:?}");
    assert_eq!(desk.found(("c1", CITY), FindingKind::TextElsewhere).len(), 51, "each piece is told of");
}

/// The papers of the province lie in every county, and rightly.
#[test]
fn official_papers_with_one_number_are_no_copies() {
    let desk = Desk::new();
    let mut dice = Dice::new(7);
    let text = report(&mut dice).filled(&mut dice);
    let numbered = |county, number| Paper {
        county,
        kind: "policy",
        fields: number,
        item: "E01",
        year: 2022,
        text: &text,
    };
    let provincial: &[(&str, &str)] = &[("title", "办法"), ("doc_no", "川双拥〔2022〕3号")];
    desk.file(&numbered("c1", provincial));
    desk.file(&numbered("c2", provincial));
    assert!(desk.found(("c1", CITY), FindingKind::TextElsewhere).is_empty());
    let own = [("title", "办法"), ("doc_no", "石双拥〔2023〕8号")];
    desk.file(&numbered("c3", &own));
    let found = desk.found(("c1", CITY), FindingKind::TextElsewhere);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].beyond.iter().map(|beyond| beyond.county.as_str()).collect::<Vec<_>>(), ["c3"]);
}

const NOTICE: &str = "青川县双拥工作领导小组文件\n\n青双拥〔2023〕12号\n\n关于印发工作要点的通知\n\n各乡镇、街道，县直各单位：\n　　经研究同意，现将2023年双拥工作要点印发\
给你们，请结合实际认真贯彻执行，并于年底前报送落实情况。\n　　一、召开议军会。\n　　二、走访慰问部队，办好实事。\n\n青川县双拥工作领导小组\n2023年3月15日\n";

fn doc<'a>(fields: &'a [(&'a str, &'a str)], text: &'a str) -> Paper<'a> {
    Paper { county: "c1", kind: "doc", fields, item: "C04", year: 2023, text }
}

#[test]
fn a_catalogue_that_says_what_the_paper_says_is_left_alone() {
    let desk = Desk::new();
    let right = [
        ("title", "通知"),
        ("doc_no", "青双拥[2023]12号"),
        ("issuer", "双拥领导小组"),
        ("date", "2023-03-15"),
    ];
    desk.file(&doc(&right, NOTICE));
    let traditional = converted(NOTICE);
    desk.file(&doc(&right, &traditional));
    for kind in [FindingKind::PaperDiffers, FindingKind::PaperUnsigned, FindingKind::PaperOutsideYear] {
        assert_eq!(said(&desk.found(("c1", CLERK), kind)), [""; 0]);
    }
}

#[test]
fn a_catalogue_that_says_something_else_is_told_with_the_paper_s_own_words() {
    let desk = Desk::new();
    let wrong =
        [("title", "通知"), ("doc_no", "青双拥〔2023〕21号"), ("issuer", "县财政局"), ("date", "2023-05-13")];
    desk.file(&doc(&wrong, NOTICE));
    let found = desk.found(("c1", CLERK), FindingKind::PaperDiffers);
    let mut ids = said(&found);
    ids.sort_unstable();
    assert_eq!(
        ids,
        ["finding-said-differs-day", "finding-said-differs-issuer", "finding-said-differs-number"]
    );
    let number = found.iter().find(|finding| finding.message.id.ends_with("number")).unwrap();
    assert_eq!(number.spots[0].passage, "青双拥〔2023〕12号");
    assert!(number.message.to_string().contains("青双拥〔2023〕12号"), "{}", number.message);
}

#[test]
fn papers_without_signature_day_or_in_the_wrong_year() {
    let desk = Desk::new();
    let bare = NOTICE.split("\n\n青川县双拥工作领导小组\n2023").next().unwrap();
    desk.file(&doc(&[("title", "通知")], bare));
    assert_eq!(said(&desk.found(("c1", CLERK), FindingKind::PaperUnsigned)), ["finding-said-bare-paper"]);
    let desk = Desk::new();
    let old = NOTICE.replace("2023年3月15日", "2021年3月15日");
    desk.file(&doc(&[("title", "通知")], &old));
    let found = desk.found(("c1", CLERK), FindingKind::PaperOutsideYear);
    assert_eq!(said(&found), ["finding-said-outside"]);
    assert_eq!(found[0].spots[0].passage, "2021年3月15日");
    let cycle = Paper { kind: "policy", item: "E01", ..doc(&[("title", "办法")], &old) };
    let desk = Desk::new();
    desk.file(&cycle);
    assert_eq!(
        said(&desk.found(("c1", CLERK), FindingKind::PaperOutsideYear)),
        [""; 0],
        "rules last longer than a year"
    );
}

#[test]
fn minutes_of_the_army_s_items_name_somebody_of_the_army() {
    let minutes = |person: &str| {
        format!(
            "青川县委议军会议纪要\n时间：2023年7月28日\n地点：县委常委会议室\n参会人员：县委书记王某，县长李某，{person}，各乡镇党委书记。\n\
会议听取了上半年武装工作汇报，研究了民兵训练基地建设和走访慰问等事项，议定由县财政局安排经费三十万元，由县双拥办逐项督促落实。"
        )
    };
    let fields = [("title", "纪要"), ("meeting_date", "2023-07-28")];
    let paper = |item, text| Paper { county: "c1", kind: "minutes", fields: &fields, item, year: 2023, text };
    let (nameless, named) = (minutes("县人武部负责同志"), minutes("县人武部政委张某某"));
    for (item, text, count) in [("A02", &nameless, 1), ("A02", &named, 0), ("A03", &nameless, 0)] {
        let desk = Desk::new();
        desk.file(&paper(item, text));
        let found = desk.found(("c1", CLERK), FindingKind::MinutesWithoutArmy);
        assert_eq!(found.len(), count, "{item}: {text}");
    }
}

const ROSTER: &str = "退役士兵安置名册\n序号\t姓名\t单位\t补助金额（元）\n1\t张某\t县一中\t1,200\n2\t李某\t县医院\t1,300\n3\t王某\t水务局\t900\n合计\t\t\t3,400\n";

fn three_ways(desk: &Desk, report: &str) {
    let title = [("title", "材料")];
    let paper = |kind, text| Paper { county: "c1", kind, fields: &title, item: "E03", year: 2023, text };
    let facts = Facts { numerator: Some(3), denominator: Some(3), ..Facts::default() };
    desk.state(("c1", "E03", 2023), facts);
    desk.file(&paper("report", report));
    desk.file(&paper("roster", ROSTER));
}

#[test]
fn figures_that_differ_between_report_facts_and_roster_are_told_with_their_passages() {
    let desk = Desk::new();
    three_ways(&desk, "退役士兵安置方面，应安排工作3人，实际上岗5人，满意率100%。");
    let found = desk.found(("c1", CLERK), FindingKind::FiguresDiffer);
    assert_eq!(said(&found), ["finding-said-figures-differ"]);
    assert_eq!(found[0].severity, Severity::Serious);
    let passages: Vec<&str> = found[0].spots.iter().map(|spot| spot.passage.as_str()).collect();
    assert!(passages.iter().any(|passage| passage.contains("实际上岗5人")), "{passages:?}");
    assert_eq!(
        (found[0].parts[0].item.as_str(), found[0].parts[0].year.map(|year| year.0)),
        ("E03", Some(2023))
    );
    let view = scores::round(&desk.office, None).unwrap();
    let lines = three_way::of_county(&desk.office, &view, view.county("c1").unwrap()).unwrap();
    let line = lines.iter().find(|line| line.label.field == "numerator").unwrap();
    let figures: Vec<_> = line.told.iter().map(|told| (told.source, told.figure.as_str())).collect();
    assert!(
        figures.contains(&(Tells::Report, "5人")) && figures.contains(&(Tells::Roster, "3")),
        "{figures:?}"
    );
    assert_eq!((line.stated, line.agrees), (Some(3), false));
}

#[test]
fn figures_that_can_mean_the_same_are_left_alone() {
    let desk = Desk::new();
    three_ways(&desk, "退役士兵安置方面，应安排工作3人，实际上岗3人，满意率100%。");
    assert_eq!(said(&desk.found(("c1", CLERK), FindingKind::FiguresDiffer)), [""; 0]);
}

/// A page of a PDF has no cells, but running numbers.
fn page_of_names(names: usize) -> String {
    let row = |number: usize| {
        format!("{number} 张某{} 男 1998年3月 县一中\n", "甲乙丙丁".chars().nth(number % 4).unwrap())
    };
    let rows: String = (1..=names).map(row).collect();
    format!("退役士兵安置名册\n序号 姓名 性别 出生年月 单位\n{rows}合计 {names} 人\n")
}

#[test]
fn lines_with_running_numbers_are_a_roster_only_when_that_is_sure() {
    let list = roster(&page_of_names(24)).unwrap();
    assert_eq!((list.rows, list.about), (24, true));
    assert_eq!(
        (list.meant().least.to_string(), list.meant().greatest.unwrap().to_string()),
        ("23".into(), "25".into())
    );
    let two_pages = page_of_names(24).replace("\n13 ", "\n第1页\n序号 姓名 性别\n13 ");
    assert_eq!(roster(&two_pages).unwrap().rows, 24);
    let gap = page_of_names(24).replace("\n2 ", "\n二 ");
    for unsure in [
        gap.as_str(),
        "名册\n1 张某甲\n2 张某乙\n3 张某丙\n",
        "序号 姓名\n1 2023年\n2 2022年\n3 2021年\n",
        "序号 姓名\n1 张某甲\n说的是\n别的事\n2 张某乙\n还有\n别的\n3 张某丙\n",
    ] {
        assert_eq!(roster(unsure), None, "{unsure}");
    }
}

#[test]
fn a_roster_of_running_numbers_stands_beside_the_facts_as_about() {
    let desk = Desk::new();
    let paper = |text| Paper {
        county: "c1",
        kind: "roster",
        fields: &[("title", "名册")],
        item: "E03",
        year: 2023,
        text,
    };
    let facts = Facts { numerator: Some(25), denominator: Some(25), ..Facts::default() };
    desk.state(("c1", "E03", 2023), facts);
    let text = page_of_names(24);
    desk.file(&paper(&text));
    let view = scores::round(&desk.office, None).unwrap();
    let lines = three_way::of_county(&desk.office, &view, view.county("c1").unwrap()).unwrap();
    let told = &lines[0].told[0];
    assert_eq!(
        (told.source, told.figure.as_str(), told.about, lines[0].agrees),
        (Tells::Roster, "24", true, true)
    );
}

/// A list of those who were given work may prove something of other items, too, whose people it does not count.
#[test]
fn a_roster_under_several_items_counts_for_those_of_its_title() {
    let desk = Desk::new();
    let facts = |done| Facts { numerator: Some(done), denominator: Some(done), ..Facts::default() };
    desk.state(("c1", "E03", 2023), facts(3));
    desk.state(("c1", "E05", 2023), facts(514));
    let paper =
        |title| Paper { county: "c1", kind: "roster", fields: title, item: "E03", year: 2023, text: ROSTER };
    let differing = || desk.found(("c1", CLERK), FindingKind::FiguresDiffer).len();
    desk.file_under(&paper(&[("title", "退役士兵安置名册")]), &["E03", "E05"]);
    assert_eq!(differing(), 0, "E03 has the three of the list, and E05 is not spoken of");
    desk.file_under(&paper(&[("title", "义务兵家庭优待金发放名册")]), &["E03", "E05"]);
    assert_eq!(differing(), 1, "three households against 514");
}

#[test]
fn lists_are_counted_and_added_up() {
    let list = roster(ROSTER).unwrap();
    assert_eq!(list.rows, 3);
    assert_eq!(list.sums.iter().map(|(_, sum)| sum.to_string()).collect::<Vec<_>>(), ["3400"]);
    let converted = roster(&converted(ROSTER)).unwrap();
    assert_eq!((converted.rows, converted.sums.len()), (3, 1));
    let two =
        roster("名册\n户主\t金额（万元）\n甲\t1.5\n乙\t0.5\n小计\t2\n表二\n户主\t金额（万元）\n丙\t1\n\t\n")
            .unwrap();
    assert_eq!((two.rows, two.sums[0].1.normalize().to_string().as_str()), (3, "30000"));
    assert_eq!(roster("一份没有表格的材料，姓名另附。"), None);
    assert!(!two.about);
    let desk = Desk::new();
    let fields = [("title", "名册"), ("headcount", "4")];
    desk.file(&Paper {
        county: "c1",
        kind: "roster",
        fields: &fields,
        item: "A05",
        year: 2023,
        text: ROSTER,
    });
    let found = desk.found(("c1", CLERK), FindingKind::FiguresDiffer);
    assert_eq!(said(&found), ["finding-said-rows-differ"]);
}
