//! Who a sentence is about, headings, plans, and lines that break off: what the words alone do not say.

use yingjian::domain::lexicon::Cue;
use yingjian::reading::coverage::Coverage;
use yingjian::reading::lexicon::Lexicon;

const TREES: &str = "植树 清扫 ~ 部队 中队 官兵 - 志愿者";
const VISITS: &str = "慰问 走访 + 部队 战士";
const MONEY: &str = "优待金";

/// The mentions of a report: which of the three cues, and the passage.
fn told(report: &str) -> Vec<(usize, String)> {
    let items: Vec<Vec<Cue>> = [TREES, VISITS, MONEY].iter().map(|cue| vec![cue.parse().unwrap()]).collect();
    let lexicon = Lexicon::of(&items, &["老战士".to_owned()]).unwrap();
    let coverage = Coverage::of(report, &lexicon);
    coverage.mentions.iter().map(|mention| (mention.item, mention.text.to_owned())).collect()
}

#[track_caller]
fn tells(report: &str, wanted: &[(usize, &str)]) {
    let told = told(report);
    let told: Vec<(usize, &str)> = told.iter().map(|(item, text)| (*item, text.as_str())).collect();
    assert_eq!(told, wanted, "{report}");
}

#[test]
fn a_sentence_is_about_whom_those_before_it_a_heading_or_the_title_name() {
    tells("驻区各部队热心公益。先后植树300株。", &[(0, "先后植树300株")]);
    tells("（二）部队支援地方\n先后植树300株，受到称赞。", &[(0, "先后植树300株，受到称赞")]);
    tells("某支队中队2023年总结\n一年来我们认真学习。\n一、清洁家园\n清扫街道12次。", &[(0, "清扫街道12次")]);
}

#[test]
fn whom_people_did_something_for_is_not_whom_a_report_is_about() {
    tells("春节慰问部队5次。组织居民植树300株。", &[(1, "春节慰问部队5次")]);
    tells("（二）支持部队建设\n居民植树300株，受到称赞。", &[]);
    tells("部队领导到场。志愿者植树300株。", &[]);
}

#[test]
fn a_part_of_a_longer_word_is_no_word() {
    tells("走访老战士20人。", &[]);
    tells("走访老战士和部队20人。", &[(1, "走访老战士和部队20人")]);
}

#[test]
fn a_heading_only_names_what_is_told_below_it() {
    tells("（三）优待金发放\n按每户1.2万元发给320户。", &[(2, "按每户1.2万元发给320户")]);
    tells("三、落实优待金政策。全县320户优待金全部兑现。", &[(2, "全县320户优待金全部兑现")]);
    tells("一、优待金全部兑现。二、走访部队3次。", &[(2, "一、优待金全部兑现"), (1, "二、走访部队3次")]);
}

#[test]
fn plans_and_what_is_lacking_are_no_mentions() {
    tells("下一步，我们将继续走访部队。", &[]);
    tells("某县双拥总结\n四、下一步打算\n一是走访部队官兵；二是提高优待金标准。", &[]);
    tells("某县双拥总结。五、存在问题。走访部队次数少。六、主要做法。走访部队9次。", &[(1, "走访部队9次")]);
    tells("某县双拥总结。五、存在问题及整改。走访部队9次。", &[(1, "走访部队9次")]);
}

#[test]
fn a_line_that_breaks_off_goes_on_in_the_next() {
    tells("全县上下走访慰问，\n还为部队修路。", &[(1, "全县上下走访慰问，\n还为部队修路")]);
    let uneven = "一年来，我们坚持把走访慰问\n驻地部队作为大事来抓，先后\n5次到营区，送去米面油，还\n\
        有衣物，价值3万元。按时足额发放优\n待金，涉及320户，做到了不漏\n一户。";
    let found = told(uneven);
    assert_eq!(found.iter().map(|(item, _)| *item).collect::<Vec<_>>(), [1, 2], "{found:?}");
    tells("走访慰问高龄老人\n部队营区道路5公里\n优待金320户", &[(2, "优待金320户")]);
}
