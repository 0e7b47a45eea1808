//! Items are found in reports of all kinds by the words of the sample sheet and by examples.

use std::time::Instant;

use proptest::prelude::*;
use yingjian::reading::coverage::Coverage;
use yingjian::reading::lexicon::Lexicon;
use yingjian::sheet;

use crate::labelled::{self, Labelled, Part, Score, overlap};

struct Words {
    codes: Vec<String>,
    lexicon: Lexicon,
}

/// The sample sheet, or one that is being written.
fn words() -> Words {
    let sheet = match std::env::var_os("YINGJIAN_SHEET") {
        Some(path) => sheet::read(&std::fs::read(path).unwrap(), sheet::SheetFormat::Toml).unwrap(),
        None => sheet::sample().unwrap(),
    };
    let codes = sheet.items.iter().map(|item| item.code.clone()).collect();
    Words { codes, lexicon: Lexicon::of_sheet(&sheet).unwrap() }
}

/// Passages are compared, not only texts: a mention counts where it overlaps a labelled one of the same item.
fn score_of(words: &Words, labelled: &Labelled) -> Score {
    let coverage = Coverage::of(&labelled.text, &words.lexicon);
    let found: Vec<_> = coverage
        .mentions
        .iter()
        .map(|mention| {
            (
                &words.codes[mention.item],
                mention.offset..mention.offset + mention.text.chars().count(),
                mention.text,
            )
        })
        .collect();
    let missed: Vec<String> = labelled
        .mentions
        .iter()
        .filter(|(code, at)| !found.iter().any(|(said, place, _)| *said == code && overlap(at, place)))
        .map(|(code, at)| {
            format!("{code} {}", labelled.text.chars().skip(at.start).take(at.len()).collect::<String>())
        })
        .collect();
    let wrong: Vec<String> = found
        .iter()
        .filter(|(said, place, _)| {
            !labelled.mentions.iter().any(|(code, at)| *said == code && overlap(at, place))
        })
        .map(|(said, _, text)| format!("{said} {text}"))
        .collect();
    let is_held_out = labelled.part == Part::HeldOut && std::env::var_os("SHOW_HELD_OUT").is_none();
    let is_shown = !is_held_out && !labelled::is_quiet();
    if is_shown && (!missed.is_empty() || !wrong.is_empty()) {
        println!("{}:\n  missed {missed:#?}\n  wrong {wrong:#?}", labelled.name);
    }
    let (there, said) = (labelled.mentions.len(), found.len());
    Score { there, found: there - missed.len(), said, right: said - wrong.len() }
}

#[test]
fn the_labelled_texts_have_nearly_all_their_mentions() {
    let (words, texts) = (words(), labelled::all());
    if labelled::is_elsewhere() {
        let mut score = Score::default();
        texts.iter().for_each(|text| score.add(score_of(&words, text)));
        return println!("{}", score.told("mentions"));
    }
    assert!(
        texts.len() >= 40 && texts.iter().filter(|text| text.script != "hans").count() * 2 >= texts.len()
    );
    assert!(texts.iter().filter(|text| text.one_line).count() >= 20);
    for part in Part::ALL {
        let mut score = Score::default();
        texts.iter().filter(|text| text.part == part).for_each(|text| score.add(score_of(&words, text)));
        println!("{part:?}: {}", score.told("mentions"));
        let (recall, precision) = part.least_of_mentions();
        assert!(score.there > 100 && score.recall() >= recall && score.precision() >= precision);
    }
}

/// Examples go by the names of items, so an office whose sheet has no words yet is served as well.
#[test]
fn a_sheet_without_words_is_read_by_the_examples() {
    let mut sheet = sheet::sample().unwrap();
    sheet.items.iter_mut().for_each(|item| item.words.clear());
    let words = Words { lexicon: Lexicon::of_sheet(&sheet).unwrap(), ..words() };
    let mut score = Score::default();
    let texts = labelled::all();
    let ordinary = texts.iter().filter(|text| text.part == Part::Seventh);
    ordinary.for_each(|text| score.add(score_of(&words, text)));
    println!("{}", score.told("mentions"));
    assert!(score.there > 400 && score.recall() >= 0.92 && score.precision() >= 0.88);
}

#[test]
fn a_passage_has_its_place_and_its_figures() {
    let words = words();
    let report = "　　一、拥军\n投资２３０萬元，為武警中隊營區接通自來水；春節走訪慰問駐軍官兵3次。";
    let coverage = Coverage::of(report, &words.lexicon);
    let told: Vec<_> = coverage
        .mentions
        .iter()
        .map(|mention| {
            let figures: Vec<String> =
                mention.figures.iter().map(|figure| figure.value.digits() + &figure.unit).collect();
            (words.codes[mention.item].as_str(), mention.text, mention.offset, figures.join(" "))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("C08", "投资２３０萬元，為武警中隊營區接通自來水", 7, "2300000元".to_owned()),
            ("C05", "春節走訪慰問駐軍官兵3次", 28, "3次".to_owned())
        ]
    );
    assert_eq!(coverage.absent.len(), words.codes.len() - 2);
}

/// The codes of what a report mentions, and of what it says was not done.
fn told_of(report: &str) -> (String, String) {
    let words = words();
    let coverage = Coverage::of(report, &words.lexicon);
    let codes = |of: &[yingjian::reading::mentions::Mention<'_>]| {
        let codes: Vec<&str> = of.iter().map(|mention| words.codes[mention.item].as_str()).collect();
        codes.join(" ")
    };
    (codes(&coverage.mentions), codes(&coverage.denied))
}

#[track_caller]
fn tells(report: &str, mentioned: &str, denied: &str) {
    let (said, not) = told_of(report);
    assert_eq!((said.as_str(), not.as_str()), (mentioned, denied), "{report}");
}

#[test]
fn what_a_report_says_was_not_done_is_no_mention() {
    tells("我县尚未建立拥军志愿服务队。", "", "F05");
    tells("科技拥军工作没有开展。", "", "C06");
    tells("双拥专题片，至今没有拍摄。", "", "I03");
    tells("还没有和驻军签订共建协议，示范点建设处于空白。", "", "G01 G02");
    tells("双拥经费未列入预算。", "", "A06");
    tells("未落实随军家属就业政策，9名军嫂待业。", "", "E07 E07");
    tells("缺乏永久性双拥标志。", "", "B05");
}

#[test]
fn what_a_report_is_proud_not_to_have_is_a_mention() {
    tells("全县没有发生军民纠纷。", "H02", "");
    tells("优待金从未拖欠。", "E05", "");
    tells("没有出现一例责任退兵。", "C04", "");
    tells("没有侵害群众利益的事件。", "D07", "");
    tells("没有一户军属未悬挂光荣牌。", "E12", "");
    tells("尚未完成整改的3个问题列出时限。", "I04", "");
    tells("过去没有签订共建协议，现在与驻军全部签订共建协议。", "G01", "G01");
    tells("组建了填补空白的拥军志愿服务队。", "F05", "");
}

#[test]
fn titles_and_names_of_faults_are_no_mentions() {
    tells("平阳县双拥自查报告\n走访慰问驻军官兵。", "C05", "");
    tells("县双拥经费保障情况汇报　　走访慰问驻军官兵。", "C05", "");
    tells("现将双拥经费保障情况汇报如下：走访慰问驻军官兵。", "C05", "");
    tells("1.关于“军地联席会召开不及时”的问题。走访慰问驻军官兵。", "C05", "");
    tells("我们完成了双拥自查报告，走访慰问驻军官兵。", "I01 C05", "");
}

#[test]
fn blanks_and_repeats_are_found() {
    let words = words();
    let report = "xx年，××县现有优抚对象 户，伤残军人  名。投入经费余万元，受教育面达  %。共建协议（）份。签订于2023年 月 日\n\
        社区组织志愿者上门为优抚对象打扫卫生，受到好评。其他工作正常开展。社区组织志愿者上门为优抚对象打扫卫生，受到好评。";
    let coverage = Coverage::of(report, &words.lexicon);
    let blanks: Vec<&str> = coverage.blanks.iter().map(|blank| blank.text).collect();
    assert_eq!(
        blanks,
        ["xx年", "××县", "优抚对象 户", "伤残军人  名", "投入经费余万元", "教育面达  %", "（）", "年 月",]
    );
    let [repeat] = coverage.repeats.as_slice() else { panic!("{:?}", coverage.repeats) };
    assert!(repeat.text.starts_with("社区组织志愿者") && repeat.first < repeat.offset);
    let clean = "2023年，我县现有优抚对象12户。（一）双 拥 工 作 人 员 名 单。XXL号、xx.com、**重点**，投入剩余万元。";
    assert_eq!(Coverage::of(clean, &words.lexicon).blanks, []);
}

#[test]
fn a_sheet_without_words_is_read_by_the_names_of_its_items() {
    let mut sheet = sheet::sample().unwrap();
    sheet.items.iter_mut().for_each(|item| item.words.clear());
    let lexicon = Lexicon::of_sheet(&sheet).unwrap();
    let report = "召開議軍會兩次，成立擁軍志願服務隊伍。全縣懸掛光榮牌，光榮牌懸掛率100%。";
    let found = Coverage::of(report, &lexicon);
    let codes: Vec<&str> =
        found.mentions.iter().map(|mention| sheet.items[mention.item].code.as_str()).collect();
    assert_eq!(codes, ["A02", "F05", "E12"]);
}

#[track_caller]
fn places_hold(report: &str, lexicon: &Lexicon) {
    let coverage = Coverage::of(report, lexicon);
    let chars: Vec<char> = report.chars().collect();
    let hold = |text: &str, offset: usize| {
        let length = text.chars().count();
        assert_eq!(chars[offset..offset + length].iter().collect::<String>(), text);
    };
    for mention in &coverage.mentions {
        hold(mention.text, mention.offset);
        for figure in &mention.figures {
            hold(figure.text, figure.offset);
            assert!(figure.offset >= mention.offset);
        }
    }
    coverage.blanks.iter().for_each(|blank| hold(blank.text, blank.offset));
    coverage.repeats.iter().for_each(|repeat| hold(repeat.text, repeat.offset));
}

#[test]
fn naughty_strings_and_every_cut_of_a_report_have_their_places() {
    let words = words();
    let naughty: Vec<String> = serde_json::from_str(include_str!("../../fixtures/blns/blns.json")).unwrap();
    naughty.iter().for_each(|text| places_hold(&format!("慰问驻军{text}3万元"), &words.lexicon));
    for labelled in labelled::all().iter().step_by(5) {
        let chars: Vec<char> = labelled.text.chars().collect();
        for cut in (0..chars.len()).step_by(7) {
            places_hold(&chars[cut..].iter().collect::<String>(), &words.lexicon);
            places_hold(&chars[..cut].iter().collect::<String>(), &words.lexicon);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_given_has_its_places(
        report in "(慰问|驻军|，|。|三分之|百分之|十|万|余|3|1,2|\\.|-|至|个月| |\n|　|<p>|&nbsp;|（|）|x|×|年|月|亿|点|优待金|双拥|第|一|%|元){0,60}",
    ) {
        let lexicon = Lexicon::of(&[vec!["慰问 + 驻军 - 双拥".parse().unwrap()], vec!["优待金".parse().unwrap()]], &[]).unwrap();
        places_hold(&report, &lexicon);
    }
}

/// Sixteen times the text: about sixteen times the time, and nothing like 256.
#[test]
fn long_and_hostile_texts_take_time_in_proportion() {
    let words = words();
    let report: String = labelled::all().iter().map(|labelled| labelled.text.as_str()).collect();
    let hostile = [
        "慰问",
        "双拥，",
        "（",
        "一二",
        "9",
        "9,",
        "年",
        "x",
        "优抚对象 户",
        "十万亿",
        "第一",
        "社区\n",
        "三分之",
        "是，",
    ];
    for piece in hostile.into_iter().chain([report.as_str()]) {
        // The best of a few: other programs run, too.
        let time = |bytes: usize| {
            let text: String = piece.repeat(bytes / piece.len() + 1);
            let once = || {
                let start = Instant::now();
                let _ = Coverage::of(&text, &words.lexicon);
                start.elapsed().as_secs_f64()
            };
            (0..3).map(|_| once()).fold(f64::MAX, f64::min)
        };
        let (short, long) = (time(5_000).max(0.002), time(80_000));
        println!("{:.12}: {short:.3} s, {long:.3} s", piece);
        assert!(long < short * 160.0, "{piece}: {short} s and {long} s");
    }
}
