//! Facts of the sheet's items in running text, and what their figures can mean.

use rust_decimal::Decimal;
use yingjian::domain::points::Points;
use yingjian::domain::rule::{Count, PerYear, Ratio, Rule};
use yingjian::domain::standard::{Item, Level, Standard};
use yingjian::reading::figures::figures;
use yingjian::reading::fold::Folded;
use yingjian::reading::told::{FactLabel, Meant, labels, told};

use crate::making::converted;

fn item(code: &str, name: &str, rule: Rule) -> Item {
    Item {
        code: code.to_owned(),
        aspect: "A".to_owned(),
        name: name.to_owned(),
        points: Points::ZERO,
        each_year: true,
        lead: String::new(),
        site_visit: false,
        note: String::new(),
        rule,
        needs: Vec::new(),
        words: Default::default(),
    }
}

fn ratio(above: &str, below: &str) -> Rule {
    let (target, zero_at) = (Decimal::ONE, Decimal::ZERO);
    Rule::Ratio(Ratio { numerator: above.to_owned(), denominator: below.to_owned(), target, zero_at })
}

fn sheet() -> Vec<FactLabel> {
    let items = vec![
        item("E03", "退役士兵安置", ratio("当年上岗人数", "当年应安排工作人数")),
        item("E05", "义务兵家庭优待金", ratio("当年足额按时发放户数", "当年应发户数")),
        item("E07", "随军家属就业", ratio("有就业意愿已就业人数", "有就业意愿人数")),
        item("E11", "立功送喜报与奖励", ratio("当年送达并兑现奖励件数", "当年收到喜报件数")),
        item("E12", "光荣牌悬挂", ratio("已悬挂户数", "应悬挂户数")),
        item(
            "B05",
            "永久性双拥标志",
            Rule::Count(Count { metric: "维护完好的永久性标志数".to_owned(), tiers: Vec::new() }),
        ),
        item(
            "C05",
            "走访慰问部队",
            Rule::PerYear(PerYear { need: "春节与八一走访慰问".to_owned(), min_count: 2 }),
        ),
    ];
    let standard = Standard {
        id: "s".to_owned(),
        version: "1".to_owned(),
        title: String::new(),
        base_total: Points::ZERO,
        bonus_cap: Points::ZERO,
        kinds: Vec::new(),
        aspects: Vec::new(),
        items,
        vetoes: Vec::new(),
        bonuses: Vec::new(),
        word_classes: Vec::new(),
    };
    labels(&standard, Level::County)
}

/// Item, field, figure and year of each fact.
fn facts(text: &str) -> Vec<(String, &'static str, String, Option<i32>)> {
    let labels = sheet();
    let told = told(text, &labels);
    told.iter()
        .map(|fact| {
            let label = &labels[fact.label];
            (label.item.clone(), label.field, fact.figure.value.digits(), fact.year)
        })
        .collect()
}

fn fact(
    item: &str,
    field: &'static str,
    figure: &str,
    year: Option<i32>,
) -> (String, &'static str, String, Option<i32>) {
    (item.to_owned(), field, figure.to_owned(), year)
}

#[test]
fn figures_of_facts_are_found_in_reports() {
    let text = "四、优抚安置方面。2023年，退役士兵安置工作应安排工作64人，实际上岗64人，上岗率100%；义务兵家庭优待金应发312户，足额按时发放312户，共计380万元。\
全县光荣牌应悬挂8,452户，已悬挂8,450户。建成永久性双拥标志12块，维护完好。春节、八一期间走访慰问部队4次，送去慰问金20万元。";
    let expected = [
        fact("E03", "denominator", "64", Some(2023)),
        fact("E03", "numerator", "64", Some(2023)),
        fact("E05", "denominator", "312", Some(2023)),
        fact("E05", "numerator", "312", Some(2023)),
        fact("E12", "denominator", "8452", Some(2023)),
        fact("E12", "numerator", "8450", Some(2023)),
        fact("C05", "count", "4", Some(2023)),
    ];
    for text in [text.to_owned(), converted(text)] {
        let found = facts(&text);
        for fact in &expected {
            assert!(found.contains(fact), "{fact:?} in {found:?}");
        }
        assert_eq!(
            found.iter().filter(|fact| !expected.contains(fact) && fact.0 != "B05").count(),
            0,
            "{found:?}"
        );
    }
}

#[test]
fn figures_of_something_else_are_not_facts() {
    for text in [
        "2023年培训退役士兵64人，发放补助12万元。",
        "全县共有随军家属36人。",
        "驻军部队官兵上岗执勤64人。",
        "军属张某家悬挂了荣誉匾，共来了20户邻居。",
        "安置工作得到64位干部支持。",
    ] {
        assert_eq!(facts(text), [], "{text}");
    }
}

#[test]
fn years_that_are_added_up_have_no_year() {
    let labels = sheet();
    let text = "2020年至2023年四年来，退役士兵安置应安排工作累计236人，全部上岗236人。";
    let found = told(text, &labels);
    assert!(
        !found.is_empty() && found.iter().all(|fact| fact.cumulative && fact.year.is_none()),
        "{found:?}"
    );
    assert_eq!(found[0].passage, "2020年至2023年四年来，退役士兵安置应安排工作累计236人，全部上岗236人");
}

fn meant(text: &str) -> Meant {
    let folded = Folded::of(text);
    let found = figures(&folded);
    Meant::by(found.first().unwrap_or_else(|| panic!("no figure in {text}")))
}

#[test]
fn figures_agree_within_their_rounding() {
    for (text, number) in [
        ("3万余元", 31_200),
        ("1.66万元", 16_600),
        ("1.7万元", 16_600),
        ("380万元", 3_804_000),
        ("十余次", 14),
        ("100多人", 186),
        ("约500人", 486),
        ("634名", 634),
        ("85户以上", 85),
        ("85户以上", 300),
        ("3至5次", 4),
        ("近300人", 294),
        ("41万元", 410_000),
        ("八千余户", 8_452),
        ("2.3亿元", 231_000_000),
        ("两百多名", 263),
    ] {
        assert!(
            meant(text).agrees_with(&Meant::exactly(number.into())),
            "{text} {number}: {:?}",
            meant(text)
        );
    }
    for (text, number) in [
        ("3万余元", 41_200),
        ("1.66万元", 16_900),
        ("634名", 643),
        ("十余次", 24),
        ("约500人", 700),
        ("85户以上", 60),
        ("3至5次", 6),
        ("64人", 65),
        ("100人", 101),
    ] {
        assert!(
            !meant(text).agrees_with(&Meant::exactly(number.into())),
            "{text} {number}: {:?}",
            meant(text)
        );
    }
    assert!(meant("约500人").agrees_with(&meant("480余人")));
    assert!(!meant("64人").agrees_with(&meant("60人")));
}
