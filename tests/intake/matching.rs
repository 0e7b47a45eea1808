//! From paths as offices write them to items, years, kinds and titles.

use chrono::NaiveDate;
use yingjian::domain::facts::Year;
use yingjian::intake::{FileKind, Proposal, propose};
use yingjian::sheet;
use yingjian::texts::Lang;

use crate::round::round_from;

fn proposed(path: &str, kind: FileKind) -> Proposal {
    propose(path, &sheet::sample().unwrap(), &round_from(1), kind)
}

fn check(path: &str, items: &[&str], years: &[i32]) {
    let found = proposed(path, FileKind::Pdf);
    let years: Vec<Year> = years.iter().copied().map(Year).collect();
    assert_eq!(
        (found.items, found.years),
        (items.iter().map(ToString::to_string).collect(), years),
        "{path}"
    );
}

#[test]
fn items_and_years_from_paths_as_offices_write_them() {
    let cases: [(&str, &[&str], &[i32]); 44] = [
        ("A02/2022/议军会.pdf", &["A02"], &[2022]),
        ("A02-2022-03 议军会纪要.pdf", &["A02"], &[2022]),
        ("A02_2022_议军会.pdf", &["A02"], &[2022]),
        ("A022022议军会.pdf", &[], &[]),
        ("组织领导/A02 议军会/2022年/纪要.pdf", &["A02"], &[2022]),
        ("A02议军会与军地联席会/2023年度/纪要.pdf", &["A02"], &[2023]),
        ("A02,B03-2022 纪要.pdf", &["A02", "B03"], &[2022]),
        ("A02、B03、X01/2024/x.pdf", &["A02", "B03", "X01"], &[2024]),
        ("A02和B03 2022.pdf", &["A02", "B03"], &[2022]),
        ("【A02】（2022）纪要.pdf", &["A02"], &[2022]),
        ("（A02）2022年纪要.pdf", &["A02"], &[2022]),
        ("ａ０２－２０２２－０３　纪要.pdf", &["A02"], &[2022]),
        ("a02/２０２３年/纪要.pdf", &["A02"], &[2023]),
        ("A02/20220315 议军会.pdf", &["A02"], &[2022]),
        ("A02/2022-03-15.pdf", &["A02"], &[2022]),
        ("A02/2022.3.5议军会.pdf", &["A02"], &[2022]),
        ("A02/2022年3月15日议军会.pdf", &["A02"], &[2022]),
        ("A02/2022年3月议军会.pdf", &["A02"], &[2022]),
        ("A02/202203议军会.pdf", &["A02"], &[2022]),
        ("A02/IMG_20230801_101010.pdf", &["A02"], &[2023]),
        ("A02/微信图片_20230801101010.pdf", &["A02"], &[2023]),
        ("A02/2024/IMG_2022.pdf", &["A02"], &[2024]),
        ("A02/二〇二三年工作总结.pdf", &["A02"], &[2023]),
        ("A02/2023.9.1 议军会[终稿](盖章).pdf", &["A02"], &[2023]),
        ("A02/2023 年 9 月 1 日议军会.pdf", &["A02"], &[2023]),
        ("A02/二〇二三年九月议军会.pdf", &["A02"], &[2023]),
        ("A02/二零二三年十二月三十一日总结.pdf", &["A02"], &[2023]),
        ("A02/2023年元月总结.pdf", &["A02"], &[2023]),
        ("A02/2022/双拥办﹝2023﹞ 12 号.pdf", &["A02"], &[2022]),
        ("A02/2022/雙擁辦〔2023〕第12號.pdf", &["A02"], &[2022]),
        ("A02-2023.03议军会.pdf", &["A02"], &[2023]),
        ("A02/2022-2025年规划.pdf", &["A02"], &[2022, 2023, 2024, 2025]),
        ("A02/2023年至2024年规划.pdf", &["A02"], &[2023, 2024]),
        ("A02/2022、2024年纪要.pdf", &["A02"], &[2022, 2024]),
        ("2022-2025创建周期/A02/2023/纪要.pdf", &["A02"], &[2023]),
        ("2026年迎检/A02/2023/纪要.pdf", &["A02"], &[2023]),
        ("A02/云双拥办〔2023〕12号.pdf", &["A02"], &[2023]),
        ("A02/2022/云双拥办〔2023〕12号.pdf", &["A02"], &[2022]),
        ("2023/附件-A02-纪要.pdf", &["A02"], &[2023]),
        ("A02/2022/关于X05高速公路的纪要.pdf", &["A02"], &[2022]),
        ("A02/2022/B03 纪要.pdf", &["B03"], &[2022]),
        ("A03/拨款2022万元凭证第20231231000号.pdf", &["A03"], &[2022]),
        ("议军会纪要.pdf", &[], &[]),
        ("", &[], &[]),
    ];
    for (path, items, years) in cases {
        check(path, items, years);
    }
}

#[test]
fn sheets_that_number_their_items_straight_through() {
    let mut standard = sheet::sample().unwrap();
    for (number, item) in standard.items.iter_mut().enumerate() {
        item.code = (number + 1).to_string();
    }
    standard.bonuses.clear();
    let items = |path: &str| propose(path, &standard, &round_from(1), FileKind::Pdf).items;
    assert_eq!(items("12 优待金/2022/03 花名册.pdf"), ["12"]);
    assert_eq!(items("12、13 优待金/2022/x.pdf"), ["12", "13"]);
    assert_eq!(items("12-2022-03 花名册.pdf"), ["12"]);
    assert_eq!(items("2022/3月/花名册.pdf"), [""; 0]);
}

/// The assessment year runs from April to March.
#[test]
fn a_day_decides_by_the_windows_of_the_round() {
    let standard = sheet::sample().unwrap();
    let of = |path: &str| {
        let found = propose(path, &standard, &round_from(4), FileKind::Pdf);
        let notes = found.notes.iter().map(|note| Lang::Hans.say(note)).collect::<String>();
        (found.years, found.day, notes)
    };
    let day = NaiveDate::from_ymd_opt(2023, 3, 15);
    assert_eq!(of("A02/20230315.pdf"), (vec![Year(2022)], day, String::new()));
    assert_eq!(of("A02/2022/20230315.pdf"), (vec![Year(2022)], day, String::new()));
    for month in ["2023年3月", "2023 年 3 月", "2023.3", "2023.03纪要", "二〇二三年三月", "2022.8-2023.3总结"]
    {
        assert_eq!(of(&format!("A02/{month}.pdf")).0, [Year(2022)], "{month}");
    }
    for written in
        ["2023.3.15", "2023 年 3 月 15 日", "二〇二三年三月十五日", "二零二三年3月15日", "2023年三月十五日"]
    {
        assert_eq!(of(&format!("A02/{written}.pdf")), (vec![Year(2022)], day, String::new()), "{written}");
    }

    let (years, _, notes) = of("A02/2023/20230315.pdf");
    assert_eq!(years, [Year(2022)]);
    assert!(notes.contains("写的是 2023 年度") && notes.contains("2023-03-15"), "{notes}");

    let (years, day, notes) = of("A02/2022/20220315.pdf");
    assert_eq!((years, day), (vec![Year(2022)], NaiveDate::from_ymd_opt(2022, 3, 15)));
    assert!(notes.contains("2022-03-15 不在本轮任何考评年度"), "{notes}");
}

#[test]
fn what_does_not_agree_is_noted() {
    let cases = [
        ("A02/2022/2023年总结.pdf", "文件夹写的是 2022 年度，名称写的是 2023"),
        ("A02/2019/总结.pdf", "2019 年不在本轮"),
        ("A02/2022/B03 总结.pdf", "路径中还写有 A02"),
        ("A99/2022/总结.pdf", "没有编号 A99"),
        ("A02/2022/20230801.pdf", "但日期2023-08-01属于 2023 年度"),
    ];
    for (path, words) in cases {
        let notes = proposed(path, FileKind::Pdf).notes;
        let said = notes.iter().map(|note| Lang::Hans.say(note)).collect::<String>();
        assert!(said.replace(' ', "").contains(&words.replace(' ', "")), "{path}: {said}");
        assert_eq!(notes.len(), 1, "{path}: {said}");
        for lang in Lang::ALL {
            assert!(!lang.say(&notes[0]).contains("intake-note"), "{path}");
        }
    }
    for path in ["A02/2022/总结.pdf", "2022-2025/A02/2023/总结.pdf", "A02/A02-2022-01.pdf"] {
        assert_eq!(proposed(path, FileKind::Pdf).notes, [], "{path}");
    }
}

#[test]
fn the_kind_follows_words_needs_and_format() {
    use FileKind::{Docx, Et, Heic, Jpg, Mp4, Pdf, Wps, Xlsx};
    let cases = [
        ("A02/2022/议军会纪要.pdf", Pdf, "minutes"),
        ("A02/2022/议军会纪要.wps", Wps, "minutes"),
        ("A02/2022/议军会纪要扫描件.jpg", Jpg, "minutes"),
        ("A02/2022/IMG_0001.jpg", Jpg, "photo"),
        ("A02/2022/IMG_0001.heic", Heic, "photo"),
        ("A02/2022/001.xlsx", Xlsx, "ledger"),
        ("A02/2022/001.et", Et, "ledger"),
        ("2022/优抚对象花名册.xlsx", Xlsx, "roster"),
        ("2022/拨付凭证.pdf", Pdf, "voucher"),
        ("2022/双拥工作总结.docx", Docx, "summary"),
        ("2022/专题片.mp4", Mp4, "video"),
        ("x.mp4", Mp4, "video"),
    ];
    for (path, kind, id) in cases {
        assert_eq!(proposed(path, kind).kind, id, "{path}");
    }
    let standard = sheet::sample().unwrap();
    for kind in FileKind::ALL {
        assert!(standard.kind(&proposed("随便.bin", kind).kind).is_some(), "{kind:?}");
    }
}

#[test]
fn titles_are_names_without_codes() {
    let cases = [
        ("A02/2022/议军会纪要.pdf", "议军会纪要"),
        ("A02-2022-03 议军会纪要.pdf", "议军会纪要"),
        ("A02_2022_议军会.pdf", "议军会"),
        ("A02,B03-2022年总结.pdf", "2022年总结"),
        ("【A02】20220315_议军会.PDF", "议军会"),
        ("20220315 议军会.pdf", "议军会"),
        ("2022年总结.pdf", "2022年总结"),
        ("2023.9.1 议军会纪要[终稿].pdf", "议军会纪要[终稿]"),
        ("A02 2023-09-01_议军会.pdf", "议军会"),
        ("2023.9.1.pdf", "2023.9.1"),
        ("A02-2022-03.pdf", "A02-2022-03"),
        ("A02 Café 𠮷 㐂.pdf", "Café 𠮷 㐂"),
        ("A02 Cafe\u{301}.pdf", "Café"),
        ("会议纪要（终稿）v1.2版本.docx", "会议纪要（终稿）v1.2版本"),
        ("a.b/IMG_0001", "IMG_0001"),
        (".pdf", ".pdf"),
    ];
    for (path, title) in cases {
        assert_eq!(proposed(path, FileKind::Pdf).title, title, "{path}");
    }
}

/// Whatever the name, a proposal comes, and of codes and years only those that exist.
#[test]
fn any_name_gives_a_proposal() {
    let pieces = ["A02", "2022", "-", "年", "3", "月", "/", "〔", "〕", "２", "𠮷", "\u{301}", ".", " ", "x"];
    let standard = sheet::sample().unwrap();
    let mut state: usize = 1;
    for _ in 0..3_000 {
        let mut path = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            path.push_str(pieces[(state >> 33) % pieces.len()]);
        }
        let found = propose(&path, &standard, &round_from(4), FileKind::Pdf);
        assert!(found.items.iter().all(|code| standard.has_code(code)), "{path}");
        assert!(found.years.iter().all(|year| round_from(4).has_year(*year)), "{path}");
    }
}
