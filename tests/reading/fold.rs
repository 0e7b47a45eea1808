//! The same words are found alike, whoever typed or converted them, and everything found has its place.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use proptest::prelude::*;
use yingjian::reading::fold::{BreakKind, Folded, fold_query};

#[track_caller]
fn alike(texts: &[&str]) {
    let folded: Vec<String> = texts.iter().map(|text| fold_query(text)).collect();
    assert!(folded.windows(2).all(|pair| pair[0] == pair[1]), "{texts:?} are {folded:?}");
}

#[test]
fn scripts_and_converted_words_are_alike() {
    alike(&["双拥模范城创建", "雙擁模範城創建", "雙擁模範城建立"]);
    alike(&["社区优抚对象", "社區優撫對象", "社群優撫物件", "社群优抚物件"]);
    alike(&["军分区", "軍分區", "軍分割槽"]);
    alike(&["表彰大会", "表彰大會", "錶彰大會"]);
    alike(&["信息化建设项目", "信息化建設項目", "資訊化建設專案"]);
    alike(&["立足全局支持部队", "立足全局支持部隊", "立足全域性支援部隊"]);
    alike(&["希望小学", "希望小學", "希望國小"]);
    alike(&["复印件", "複印件", "影印件", "覆印件"]);
    alike(&["工作程序", "工作程序", "工作程式"]);
    alike(&["退役军人联络员", "退役軍人聯絡員", "退役軍人聯繫員"]);
    alike(&["抚恤优待", "撫卹優待", "撫恤優待"]);
    alike(&["文件", "檔案", "档案"]);
}

#[test]
fn widths_signs_and_old_forms_are_alike() {
    alike(&["2023年3月", "２０２３年３月", "2023 年 3 月", "2023年\n3月"]);
    alike(&["二等功", "⼆等功"]);
    alike(&["(85%以上)", "（８５％以上）", "( 85 % 以上 )"]);
    alike(&["“双拥”", "「雙擁」", "&ldquo;双拥&rdquo;", "&amp;ldquo;双拥&amp;rdquo;", "&#8220;双拥&#x201D;"]);
    alike(&[
        "双拥办",
        "双 拥 办",
        "<p>双<b>拥</b>\u{200b}办</p>",
        "双拥&nbsp;办",
        "<span style=\"a:b\">双拥</span>办<br/>",
    ]);
    alike(&["优抚总结", "優(yōu)撫總結(jié)"]);
    alike(&["120平方米", "120㎡"]);
    alike(&["LED屏", "ＬＥＤ屏", "led屏"]);
}

#[test]
fn a_scan_that_puts_spaces_everywhere_and_letters_for_zeros_is_read() {
    let spaced = "双 拥 工 作 自 2O23 年 起 慰 问 1 126 名 优 抚 对 象 ， 计 4 3. 5 万 元";
    alike(&[spaced, "双拥工作自2023年起慰问1126名优抚对象，计43.5万元"]);
    assert_eq!(fold_query("慰问1oo户，在2022 2023两年，iso9001，5o"), "慰问100户,在2022 2023两年,iso9001,5o");
}

#[test]
fn what_only_looks_like_a_leftover_or_a_word_stays() {
    assert_eq!(fold_query("人数<30且>20"), "人数<30且>20");
    assert_eq!(fold_query("a<b且c>d"), "a<b且c>d");
    assert_eq!(fold_query("A&B公司"), "a&b公司");
    assert_eq!(fold_query("全国小学生"), "全国小学生");
    assert_eq!(fold_query("创建立案"), "创建立案");
    assert_eq!(fold_query("2022 2023"), "2022 2023");
    assert_eq!(Folded::by_characters("社群檔案").text(), "社群档案");
}

#[test]
fn a_passage_is_what_was_given() {
    let given = "一、軍分割槽<br>走訪　慰&nbsp;問社\n群５２戶。";
    let folded = Folded::of(given);
    assert_eq!(folded.text(), "一、军分区走访慰问社区52户。");
    let at = |words: &str| {
        let from = folded.text().find(words).unwrap();
        let passage = folded.passage(from..from + words.len());
        (passage.text, passage.offset)
    };
    assert_eq!(at("军分区"), ("軍分割槽", 2));
    assert_eq!(at("分区"), ("分割槽", 3));
    assert_eq!(at("慰问"), ("慰&nbsp;問", 13));
    assert_eq!(at("社区52户"), ("社\n群５２戶", 21));
    let kinds: Vec<BreakKind> = folded.breaks().iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [BreakKind::Paragraph, BreakKind::Line]);
    assert_eq!(&folded.text()[folded.breaks()[0].at..][..6], "走访");
}

/// The manual in traditional characters, by the dictionaries that the texts of the pages go by.
#[test]
fn a_whole_book_folds_alike_in_both_scripts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dictionary = |name: &str| -> HashMap<String, String> {
        let text = fs::read_to_string(root.join("tests/opencc").join(name)).unwrap();
        text.lines()
            .map(|line| line.split_once('\t').unwrap())
            .map(|(from, to)| (from.into(), to.into()))
            .collect()
    };
    let (phrases, characters) = (dictionary("phrases.txt"), dictionary("characters.txt"));
    let mut compared = 0;
    for file in fs::read_dir(root.join("docs/manual")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines() {
            let chars: Vec<char> = line.chars().collect();
            let (mut at, mut converted) = (0, String::new());
            while at < chars.len() {
                let phrase = (2..=4.min(chars.len() - at))
                    .rev()
                    .map(|length| chars[at..at + length].iter().collect::<String>())
                    .find(|phrase| phrases.contains_key(phrase));
                let taken = phrase.unwrap_or_else(|| chars[at].to_string());
                at += taken.chars().count();
                converted += phrases.get(&taken).or_else(|| characters.get(&taken)).unwrap_or(&taken);
            }
            assert_eq!(fold_query(&converted), fold_query(line));
            compared += 1;
        }
    }
    assert!(compared > 300, "{compared} lines");
}

#[test]
fn twice_the_text_takes_about_twice_the_time() {
    let hostile = ["<!--", "<a <a ", "&amp;amp;", "&#x", "社\n", "全域性", "  a", "<p", "国小"];
    for piece in hostile {
        // The best of a few: other programs run, too.
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let once = || {
                let start = Instant::now();
                let _ = Folded::of(&text);
                start.elapsed().as_secs_f64()
            };
            (0..4).map(|_| once()).fold(f64::MAX, f64::min)
        };
        let (short, long) = (time(25_000).max(0.001), time(400_000));
        assert!(long < short * 160.0, "{piece}: {short} s and {long} s");
    }
}

fn naughty() -> Vec<String> {
    let text = include_str!("../../fixtures/blns/blns.json");
    serde_json::from_str(text).unwrap()
}

#[track_caller]
fn places_hold(given: &str) {
    let folded = Folded::of(given);
    let chars: Vec<char> = given.chars().collect();
    let mut before = 0;
    for (at, char) in folded.text().char_indices() {
        let range = at..at + char.len_utf8();
        let (passage, place) = (folded.passage(range.clone()), folded.place(range));
        let length = passage.text.chars().count();
        assert_eq!(chars[passage.offset..passage.offset + length].iter().collect::<String>(), passage.text);
        assert_eq!(place, passage.offset..passage.offset + length);
        assert!(length > 0 && passage.offset >= before, "{given:?}");
        before = passage.offset;
    }
    let whole = folded.passage(0..folded.text().len());
    assert!(folded.text().is_empty() || given.contains(whole.text));
}

#[test]
fn naughty_strings_have_their_places() {
    naughty().iter().for_each(|text| places_hold(text));
}

proptest! {
    #[test]
    fn every_folded_character_has_its_place(given in "\\PC{0,60}") {
        places_hold(&given);
    }

    #[test]
    fn leftovers_and_words_have_their_places(
        given in "(社群|軍分割槽|<br>|&ldquo;|&nbsp|全域性| |\n|　|２|a|㎡|<p |-->|国小|物件|&#|建|立){0,30}",
    ) {
        places_hold(&given);
    }
}
