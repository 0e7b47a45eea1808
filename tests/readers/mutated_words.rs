//! Names, reports and headers that are broken at random, as in [`crate::mutated`].

use yingjian::archive::names::{folded, safe_name};
use yingjian::domain::day::parse_day;
use yingjian::domain::standard::Level;
use yingjian::intake::likeness::Print;
use yingjian::intake::{Antivirus, FileKind, propose};
use yingjian::reading::coverage::Coverage;
use yingjian::reading::fold::fold_query;
use yingjian::reading::lexicon::Lexicon;
use yingjian::reading::likeness::Collection;
use yingjian::reading::paper::{DocNumber, is_same_unit};
use yingjian::reading::told::{labels, told};
use yingjian::sheet;
use yingjian::texts::Lang;

use crate::dice::fuzz_bytes;
use crate::round::round_from;
use crate::samples::SAID;

const REPORT: &str = "<p>一、組織領導\n縣委議軍會议2022年、2023年各召开2次，武装部部长李四参加，听取雙擁工作汇报。&ldquo;八一&rdquo;走訪慰问\
    部队12次，送慰问金3萬餘元；安置軍嫂25人、安置率100%；優撫對象　　戶，xx年，社群志愿服务隊85支。\n\
    （二）宣传教育\n开办国防教育課程3期，受教育面85%以上，受眾1.2万人次。没有专题片。受教育面：八成五\n";

/// Whatever of the bytes is a text.
fn on_texts(name: &str, samples: &[&str], parse: impl Fn(&str)) {
    let samples: Vec<Vec<u8>> = samples.iter().map(|said| said.as_bytes().to_vec()).collect();
    fuzz_bytes(name, &samples, |bytes| parse(&String::from_utf8_lossy(bytes)));
}

#[test]
fn what_a_path_names() {
    let (standard, round) = (sheet::sample().unwrap(), round_from(4));
    let paths = [
        "组织领导/A02 议军会/2022年/二〇二二年三月十五日 议军会纪要(2).pdf",
        "A02,B03_20220315-2022.4.1 扫描件.jpg",
        "2022-2023/A２.02/22年度/IMG_20230801_093000.jpg",
        "加分项/第十二项/双办〔2023〕12号.docx",
    ];
    on_texts("path", &paths, |path| {
        for kind in [FileKind::Pdf, FileKind::Jpg] {
            let found = propose(path, &standard, &round, kind);
            let known = |code: &String| {
                standard.items.iter().any(|item| item.code == *code)
                    || standard.bonuses.iter().any(|bonus| bonus.code == *code)
            };
            assert!(found.items.iter().all(known) && found.years.iter().all(|year| round.has_year(*year)));
        }
        let safe = safe_name(path);
        assert!(!safe.is_empty() && !safe.contains(['/', '\\', '\0']), "{safe:?}");
        drop((folded(path), parse_day(path), DocNumber::parse(path)));
    });
}

#[test]
fn what_a_report_covers() {
    let standard = sheet::sample().unwrap();
    let (lexicon, labels) = (Lexicon::of_sheet(&standard).unwrap(), labels(&standard, Level::County));
    on_texts("coverage", &[REPORT, SAID], |text| {
        let coverage = Coverage::of(text, &lexicon);
        assert!(coverage.mentions.iter().all(|mention| mention.item < lexicon.items()));
        drop(told(text, &labels));
        drop(fold_query(text));
    });
}

#[test]
fn which_texts_are_alike() {
    let other = REPORT.repeat(3);
    on_texts("alike", &[&other, REPORT], |text| {
        let mut texts = Collection::default();
        for text in [text, &other, SAID] {
            texts.add(text);
        }
        let lengths = [text, &other, SAID].map(|text| text.chars().count());
        for alike in texts.alike() {
            let held = alike.passages.iter().all(|passage| {
                passage.one.end <= lengths[alike.one] && passage.other.end <= lengths[alike.other]
            });
            assert!(held, "a passage lies in its text");
        }
        std::hint::black_box(is_same_unit(text, "县双拥工作领导小组办公室"));
    });
}

#[test]
fn small_words_of_programs() {
    let samples = ["zh-TW,zh;q=0.9,en;q=0.8", "unix:/run/clamd.ctl", "[::1]:3310", "2023年9月10日", "0.25"];
    on_texts("words", &samples, |text| {
        drop((Lang::from_header(text), text.parse::<Antivirus>(), parse_day(text)));
        drop(text.parse::<yingjian::domain::points::Points>());
        drop(text.parse::<yingjian::ops::verify::Share>());
        drop(text.parse::<yingjian::blob::Sha256Hex>());
        drop(Print::from_bytes(text.as_bytes()));
    });
}
