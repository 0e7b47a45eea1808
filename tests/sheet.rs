//! Scoring sheets as files: both formats, every problem at once, differences.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod programs;

use yingjian::domain::lexicon;
use yingjian::domain::standard::Standard;
use yingjian::sheet::{self, SheetFormat, differences, rule_in_words};
use yingjian::texts::Lang;

const ALL_KINDS: &str = include_str!("../fixtures/standards/all-kinds.toml");

fn all_kinds() -> Standard {
    sheet::read(ALL_KINDS.as_bytes(), SheetFormat::Toml).unwrap()
}

/// The problems of a text, as a person reads them.
fn problems(bytes: &[u8], format: SheetFormat) -> Vec<String> {
    let found = sheet::read(bytes, format).unwrap_err();
    found.iter().map(|problem| Lang::Hans.say(&problem.message())).collect()
}

#[test]
fn both_formats_come_back_the_same() {
    for standard in [all_kinds(), sheet::sample().unwrap()] {
        for format in SheetFormat::ALL {
            let bytes = sheet::write(&standard, format).unwrap();
            let again =
                sheet::read(&bytes, format).unwrap_or_else(|found| panic!("{}", problems_text(&found)));
            assert_eq!(again, standard, "{format:?}");
            assert_eq!(sheet::write(&standard, format).unwrap(), bytes, "{format:?} twice");
        }
    }
}

fn problems_text(found: &[sheet::Problem]) -> String {
    found.iter().map(|problem| Lang::Hans.say(&problem.message()) + "\n").collect()
}

/// One thing broken in the example, and what has to be said of it.
#[test]
fn each_slip_is_named_with_its_place_and_what_was_expected() {
    let cases = [
        ("points = 12.0", "points = 12.5", "第 41 行第 10 列：大项 A的“points”是 12.5，而它的项目合计 12。"),
        ("base_total = 20.0", "base_total = 21.0", "而各大项合计 20"),
        (
            "points = 0.75, evidence = [\"budget\"]",
            "points = 0.7, evidence = [\"budget\"]",
            "合计 1.95 分，项目是 2 分",
        ),
        ("kind = \"per_year\"", "kind = \"per_yaer\"", "是不是“per_year”？"),
        ("code = \"A02\"", "code = \"A01\"", "已在第 49 行第 8 列用过"),
        ("aspect = \"B\"\nname = \"起扣\"", "aspect = \"C\"\nname = \"起扣\"", "大项“C”不存在"),
        ("kind = \"proof\", min", "kind = \"prof\", min", "材料类型“prof”不存在"),
        (
            "{ min = 5, points = 2.0 }, { min = 3, points = 1.25 }",
            "{ min = 5, points = 1.5 }, { min = 3, points = 1.25 }",
            "最高一档是 1.5 分，到不了项目的 2 分",
        ),
        ("target = 0.85", "target = 0.5", "应大于零分点 0.6"),
        ("floor = 0.5", "floor = 2.0", "应小于项目的 2 分"),
        ("conditions = [\"列入预算\", \"有拨付凭证\"]", "conditions = [\"列入预算\"]", "只有一个条件"),
        ("items = [\"A01\", \"B02\"]", "items = [\"A01\", \"B99\"]", "项目“B99”不存在"),
        ("cap = 1.0", "cap = 0.25", "比一次的 0.5 分还少"),
        ("min_count = 2", "min_count = -2", "应在 1 到"),
        (
            "points = 2.0\neach_year = true\nlead",
            "points = \"两分\"\neach_year = true\nlead",
            "应是数字，实为文字 两分",
        ),
        ("title = \"各种规则的示例\"", "titel = \"各种规则的示例\"", "是不是“title”？"),
        ("retention_hint = \"D10\"", "retention_hint = \"D20\"", "可用的是：Y, D30, D10"),
        ("per_event = 0.5", "per_event = 0.00001", "小数最多"),
    ];
    for (right, wrong, expected) in cases {
        assert!(ALL_KINDS.contains(right), "{right}");
        let found = problems(ALL_KINDS.replacen(right, wrong, 1).as_bytes(), SheetFormat::Toml);
        assert!(found.iter().any(|problem| problem.contains(expected)), "{expected}\n{}", found.join("\n"));
    }
}

#[test]
fn every_problem_is_listed_at_once_in_the_order_of_the_file() {
    let broken = ALL_KINDS
        .replacen("points = 12.0", "points = 13.0", 1)
        .replacen("target = 0.85", "target = 0.1", 1)
        .replacen("cap = 1.0", "cap = 0.1", 1);
    let found = problems(broken.as_bytes(), SheetFormat::Toml);
    let lines: Vec<usize> = found
        .iter()
        .filter_map(|problem| problem.strip_prefix("第 ")?.split(' ').next()?.parse().ok())
        .collect();
    assert!(found.len() >= 3, "{}", found.join("\n"));
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn what_is_no_sheet_gets_one_clear_problem() {
    let cases: [(&[u8], SheetFormat, &str); 6] = [
        (b"[meta\nid = 1", SheetFormat::Toml, "第 1 行"),
        (b"\xFF\xFE[meta]", SheetFormat::Toml, "不是 UTF-8"),
        (b"", SheetFormat::Toml, "缺少“meta”"),
        (b"PK\x03\x04 broken", SheetFormat::Xlsx, "不是 XLSX 工作簿"),
        (b"", SheetFormat::Xlsx, "不是 XLSX 工作簿"),
        (ALL_KINDS.as_bytes(), SheetFormat::Xlsx, "不是 XLSX 工作簿"),
    ];
    for (bytes, format, expected) in cases {
        let found = problems(bytes, format);
        assert!(found.iter().any(|problem| problem.contains(expected)), "{expected}\n{}", found.join("\n"));
    }
}

#[test]
fn a_byte_order_mark_and_other_line_ends_are_taken() {
    let text = format!("\u{feff}{}", ALL_KINDS.replace('\n', "\r\n"));
    assert_eq!(sheet::read(text.as_bytes(), SheetFormat::Toml).unwrap(), all_kinds());
}

#[test]
fn differences_name_what_another_version_changes() {
    let old = all_kinds();
    assert_eq!(differences(&old, &old), []);
    let changed = ALL_KINDS
        .replacen("min_count = 2", "min_count = 3", 1)
        .replacen("name = \"两个条件\"", "name = \"两个条件都要\"", 1)
        .replacen("bonus_cap = 3.0", "bonus_cap = 5.0", 1)
        .replacen("code = \"V01\"", "code = \"V02\"", 1);
    let new = sheet::read(changed.as_bytes(), SheetFormat::Toml).unwrap();
    let said: Vec<String> = differences(&old, &new).iter().map(|one| Lang::Hans.say(one)).collect();
    assert_eq!(
        said,
        [
            "加分上限由 3 改为 5",
            "项目 A03“逐年达标”有改动：规则由“每年召开会议不少于 2 次，逐年平分”改为“每年召开会议不少于 3 次，逐年平分”",
            "项目 B03“两个条件都要”有改动：名称由“两个条件”改为“两个条件都要”",
            "新增一票否决 V02“弄虚作假”",
            "取消一票否决 V01“弄虚作假”",
        ]
    );
}

#[test]
fn each_rule_is_said_in_each_language() {
    for item in &all_kinds().items {
        for lang in Lang::ALL {
            let words = lang.say(&rule_in_words(&item.rule, item.each_year));
            assert!(!words.contains("sheet-") && words.chars().count() > 8, "{} {words}", item.code);
        }
    }
}

/// Runs a Python script on a workbook with openpyxl and gives what it prints.
fn python(script: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sheet.xlsx");
    std::fs::write(&file, bytes).unwrap();
    programs::python(&["-c", script, file.to_str().unwrap()], folder.path())
}

#[test]
fn other_programs_open_the_workbook_and_no_text_is_a_formula() {
    let bytes = sheet::write(&all_kinds(), SheetFormat::Xlsx).unwrap();
    let script = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
rows = list(book["评分标准"].iter_rows(values_only=True))
print([str(cell) for cell in rows[0][:6]], sum(row[3] for row in rows[1:]))
print([cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row].count("f"))
print(rows[3][11])
"#;
    let printed = python(script, &bytes);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines, ["['大项', '序号', '考评内容', '分值', '评分标准', '得分'] 20", "0", "=不是公式"]);
}

#[test]
fn a_workbook_edited_by_others_is_read_and_its_faults_have_cells() {
    let bytes = sheet::write(&all_kinds(), SheetFormat::Xlsx).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let edited = folder.path().join("edited.xlsx");
    let edit = |script: &str| {
        let head =
            "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\nsheet = book['评分标准']\n";
        python(&format!("{head}{script}\nbook.save({:?})", edited.to_str().unwrap()), &bytes);
        std::fs::read(&edited).unwrap()
    };
    // The same group above, points typed as text: still the same sheet.
    let merged = edit("for row in range(3, 8): sheet.cell(row, 1).value = None\nsheet['D2'] = '2'");
    assert_eq!(sheet::read(&merged, SheetFormat::Xlsx).unwrap(), all_kinds());

    let cases = [
        ("sheet['D2'] = 3", "大项”"),
        ("sheet['D3'] = 'x'", "工作表“评分标准” D3 单元格：项目 A02的“分值”应是数字，实为文字 x。"),
        ("sheet['G4'] = 'kind = \"per_yaer\"'", "工作表“评分标准” G4 单元格"),
        ("sheet['H5'] = 'doc one'", "应写成“类型 件数 year 或 cycle”"),
        ("sheet['D1'] = '分数'", "D1 单元格：工作表“评分标准”没有“分数”这一列。是不是“分值”？"),
        ("sheet['D1'] = '满分是多少'", "没有“满分是多少”这一列。是不是“分值”？"),
        ("sheet['D1'] = None", "缺少“分值”这一列"),
        ("sheet['D1'] = sheet['C1'] = '另一列'", "缺少“分值”这一列"),
        ("del book['加分项']", "缺少工作表“加分项”"),
    ];
    for (script, expected) in cases {
        let found = problems(&edit(script), SheetFormat::Xlsx);
        assert!(found.iter().any(|problem| problem.contains(expected)), "{expected}\n{}", found.join("\n"));
    }
}

#[test]
fn words_that_show_an_item_are_checked_and_kept_in_both_formats() {
    let with = |words: &str| {
        ALL_KINDS.replacen("name = \"逐年达标\"", &format!("name = \"逐年达标\"\nwords = {words}"), 1)
    };
    let good = with(r#"["议军会、党委议军", "慰问 走访 ＋部队 驻军 + 八一 － 优抚对象"]"#);
    let standard = sheet::read(good.as_bytes(), SheetFormat::Toml).unwrap();
    let item = standard.items.iter().find(|item| item.name == "逐年达标").unwrap();
    let lines: Vec<String> = item.words.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["议军会 党委议军", "慰问 走访 + 部队 驻军 + 八一 - 优抚对象"]);
    for format in SheetFormat::ALL {
        let again = sheet::read(&sheet::write(&standard, format).unwrap(), format).unwrap();
        assert_eq!(again, standard, "{format:?}");
    }
    for (words, expected) in [
        (r#"["+ 部队"]"#, "在“+”“~”或“-”前面没有词：“+ 部队”"),
        (r#"["慰问 +"]"#, "的“+”“~”或“-”后面没有词：“慰问 +”"),
        (r#"["慰问 +＋部队"]"#, "的“+”“~”或“-”后面没有词：“慰问 +＋部队”"),
        (r#"["慰问", "问 + 部队"]"#, "里的“问”太短，至少 2 个字"),
        (r#"[7]"#, "应是文字，实为数字 7"),
        (r#""慰问""#, "应是列表"),
    ] {
        let found = problems(with(words).as_bytes(), SheetFormat::Toml);
        assert!(found.len() == 1 && found.iter().all(|problem| problem.contains(expected)), "{found:?}");
        assert!(found.iter().all(|problem| problem.starts_with("第 ")), "{found:?}");
    }
}

#[test]
fn classes_of_words_are_checked_and_kept_in_both_formats() {
    let with = |classes: &str, cue: &str| {
        let sheet = ALL_KINDS.replacen("[[item]]", &format!("{classes}\n[[item]]"), 1);
        let words = format!("name = \"逐年达标\"\nwords = [\"{cue}\"]");
        sheet.replacen("name = \"逐年达标\"", &words, 1)
    };
    let class =
        |name: &str, words: &str| format!("[[word_class]]\nname = \"{name}\"\nwords = [\"{words}\"]\n");
    let army = class("部队", "部队、驻军 军 -老战士");
    let good = with(&format!("{army}{}", class("军地", "@部队 民兵")), "@军地 慰问 + @部队 ~ @军地 - 老兵");
    let standard = sheet::read(good.as_bytes(), SheetFormat::Toml).unwrap();
    for format in SheetFormat::ALL {
        let again = sheet::read(&sheet::write(&standard, format).unwrap(), format).unwrap();
        assert_eq!(again, standard, "{format:?}");
    }
    let at = standard.items.iter().position(|item| item.name == "逐年达标").unwrap();
    let spelled: Vec<String> =
        lexicon::cues(&standard).swap_remove(at).iter().map(ToString::to_string).collect();
    assert_eq!(spelled, ["部队 驻军 民兵 慰问 + 部队 驻军 军 ~ 部队 驻军 军 民兵 - 老兵"]);
    assert_eq!(lexicon::wholes(&standard), ["老战士"]);
    let said: Vec<String> =
        differences(&all_kinds(), &standard).iter().map(|one| Lang::Hans.say(one)).collect();
    assert!(said.contains(&"词类有改动".to_owned()), "{said:?}");
    for (classes, cue, expected) in [
        (army.clone(), "@部对", "用到的词类“部对”不存在；词类里只能用到排在它前面的词类。是不是“部队”？"),
        (String::new(), "@部队", "用到的词类“部队”不存在"),
        (class("部队", "@部队"), "慰问", "词类 部队的“words”用到的词类“部队”不存在"),
        (class("部队", "部队 + 驻军"), "慰问", "里的“+”带有符号"),
        (format!("{army}{army}"), "慰问", "“部队”"),
    ] {
        let found = problems(with(&classes, cue).as_bytes(), SheetFormat::Toml);
        assert!(found.len() == 1 && found.iter().all(|problem| problem.contains(expected)), "{found:?}");
    }
}

#[test]
fn a_sheet_from_before_there_were_words_is_read() {
    let mut json = serde_json::to_value(all_kinds()).unwrap();
    let items = json.get_mut("items").unwrap().as_array_mut().unwrap();
    assert!(items.iter().all(|item| item.get("words").is_none()), "none are written where there are none");
    assert_eq!(serde_json::from_value::<Standard>(json).unwrap(), all_kinds());
    let sample = sheet::sample().unwrap();
    assert!(sample.items.iter().all(|item| !item.words.is_empty()));
    let json = serde_json::to_string(&sample).unwrap();
    assert_eq!(serde_json::from_str::<Standard>(&json).unwrap(), sample);
}
