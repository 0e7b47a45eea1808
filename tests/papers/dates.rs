//! Days in running text, in every way that offices write them.

use proptest::prelude::*;
use yingjian::reading::paper::dates;

use crate::making::converted;

fn days(text: &str) -> Vec<String> {
    dates(text).iter().map(|dated| dated.day.to_string()).collect()
}

#[test]
fn whole_days_in_every_spelling() {
    for text in [
        "会议于2023年5月6日召开",
        "会议于 2023 年 5 月 6 日召开",
        "2 0 2 3年5月6日",
        "２０２３年０５月０６日",
        "2023年5月6号",
        "二〇二三年五月六日",
        "二○二三年五月六日",
        "二零二三年五月六日",
        "日期：2023.5.6",
        "2023.05.06",
        "2023-05-06",
        "2023/5/6",
        "（2023-5-6）",
        "2023年\n5月6日",
        "2023年5月6-8日",
        "2023年5月6日至8日",
        "2023&nbsp;年5月6日",
        "至2023年5月6日24时",
    ] {
        assert_eq!(days(text), ["2023-05-06"], "{text}");
        assert_eq!(days(&converted(text)), ["2023-05-06"], "{text}");
    }
    assert_eq!(days("二〇二一年十二月三十一日"), ["2021-12-31"]);
    assert_eq!(days("二〇二一年元月二十日"), ["2021-01-20"]);
    assert_eq!(days("二〇二一年十月十日、十一月廿一日"), ["2021-10-10", "2021-11-21"]);
}

#[test]
fn a_day_without_its_year_takes_the_one_spoken_of() {
    assert_eq!(days("2023年，县委于1月15日、7月28日两次议军"), ["2023-01-15", "2023-07-28"]);
    assert_eq!(
        days("2022年3月1日立项，同年8月1日开工，次年5月1日完工"),
        ["2022-03-01", "2022-08-01", "2023-05-01"]
    );
    assert_eq!(days("7月28日召开会议"), [""; 0], "of no year that could be known");
    assert_eq!(days("2023年以来，每年8月1日走访，去年9月3日没有"), [""; 0]);
    let told = dates("2023年5月6日签订，6月1日生效");
    assert_eq!(told.iter().map(|dated| dated.with_year).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn what_is_no_day_is_none() {
    for text in [
        "",
        "2023年",
        "2023年5月",
        "2023年13月1日",
        "2023年2月30日",
        "版本2023.5.6.7",
        "12023年5月6日",
        "电话0452-2023-05",
        "比分5/6",
        "130302202305061234",
        "第2023-12号",
        "三月五日",
        "2023年5月60日",
    ] {
        assert_eq!(days(text), [""; 0], "{text}");
    }
}

#[test]
fn places_are_those_of_the_given_text() {
    let text = "　　经&ldquo;双拥办&rdquo;研究，於 2023 年 5 月 6 日發布";
    let place = dates(text)[0].place.clone();
    let there: String = text.chars().skip(place.start).take(place.len()).collect();
    assert_eq!(there, "2023 年 5 月 6 日");
}

proptest! {
    #[test]
    fn every_day_is_read_back(days_since in 0i64..40_000, form in 0usize..5) {
        let day = chrono::NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Duration::days(days_since);
        let pattern = ["%Y年%-m月%-d日", "%Y-%m-%d", "%Y/%-m/%-d", "%Y.%m.%d", "%Y 年 %-m 月 %-d 日"][form];
        let text = format!("于{}在县城", day.format(pattern));
        prop_assert_eq!(dates(&text).first().map(|dated| dated.day), Some(day));
    }

    #[test]
    fn any_text_is_taken(text in "([0-9]{0,4}[年月日同.\\-/〇一十廿 元]{0,2}){0,30}|\\PC{0,60}") {
        for dated in dates(&text) {
            prop_assert!(dated.place.start < dated.place.end && dated.place.end <= text.chars().count());
        }
    }
}
