//! Each format, by its own programs.

use yingjian::report::Format;
use yingjian::texts::Lang;

use crate::programs::{python, run};
use crate::sample::{bytes, file, gap_report, paper};

#[test]
fn every_format_is_the_same_each_time_in_every_language() {
    for lang in Lang::ALL {
        let paper = gap_report().paper(lang);
        for format in Format::ALL {
            assert!(bytes(&paper, format) == bytes(&paper, format), "{format:?} {lang:?}");
        }
    }
}

#[test]
fn the_pdf_is_sound_small_and_embeds_subsets() {
    let (folder, path) = file(&paper(), Format::Pdf);
    run("qpdf", &["--check", "report.pdf"], folder.path());
    assert!(path.metadata().unwrap().len() < 1_000_000, "{} bytes", path.metadata().unwrap().len());
    let fonts = run("pdffonts", &["report.pdf"], folder.path());
    let rows: Vec<Vec<&str>> = fonts.lines().skip(2).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), 2, "{fonts}");
    for row in rows {
        let flags = &row[row.len() - 5..row.len() - 2];
        assert_eq!(flags, ["yes", "yes", "yes"], "embedded, subset, with Unicode: {fonts}");
    }
    let info = run("pdfinfo", &["report.pdf"], folder.path());
    for line in [
        "Title:           甲县漏项报告",
        "Author:          甲县",
        "Page size:       841.89 x 595.276 pts (A4)",
    ] {
        assert!(info.contains(line), "{line} in\n{info}");
    }
    assert!(info.contains("CreationDate:    Tue Nov 24"), "{info}");
}

#[test]
fn the_text_of_the_pdf_is_found_and_no_character_is_an_empty_box() {
    let (folder, _path) = file(&paper(), Format::Pdf);
    let text = run("pdftotext", &["-layout", "report.pdf", "-"], folder.path());
    for wanted in [
        "甲县漏项报告",
        "一、总体情况",
        "漏项清单",
        "2026年12月14日",
        "\u{20BB7}",
        "㐂",
        "䶮",
        "U+1F600 U+10FFFF",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    assert!(text.replace(' ', "").contains("—1—"), "page numbers stand between dashes");
    let list: Vec<&str> = text.split('\u{c}').skip_while(|page| !page.contains("四、漏项清单")).collect();
    let heads = list.iter().filter(|page| page.contains("需要什么")).count();
    let pages = list.iter().filter(|page| !page.trim().is_empty()).count();
    assert!(heads > 3 && heads + 1 >= pages, "{heads} heads on {pages} pages");
    let trace = run("mutool", &["trace", "report.pdf"], folder.path());
    let empty =
        trace.lines().filter(|line| line.contains("glyph=\".notdef\"") || line.contains("glyph=\"0\""));
    assert_eq!(empty.count(), 0);
    assert!(trace.matches("<g unicode=").count() > 5_000);
    let outline = run("mutool", &["show", "report.pdf", "outline"], folder.path());
    assert!(outline.contains("四、漏项清单"), "{outline}");
}

#[test]
fn the_workbook_has_live_sums_and_no_formula_of_a_user() {
    let (folder, _path) = file(&paper(), Format::Xlsx);
    let script = r#"
import openpyxl
book = openpyxl.load_workbook("report.xlsx")
print(book.sheetnames)
formulas = [(s.title, c.coordinate, c.value) for s in book for r in s.iter_rows() for c in r if c.data_type == "f"]
print(all("SUBTOTAL" in f[2] for f in formulas), len(formulas) > 8)
values = openpyxl.load_workbook("report.xlsx", data_only=True)
sheet = values["漏项清单"]
print(sheet.freeze_panes, sheet.auto_filter.ref is not None)
column = [row[7] for row in sheet.iter_rows(min_row=2, values_only=True)]
print(round(sum(column[:-1]), 4) == round(float(column[-1]), 4))
print([c for r in sheet.iter_rows(values_only=True) for c in r if isinstance(c, str) and c.startswith("=")][:1])
"#;
    let printed = python(&["-c", script], folder.path());
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines[0],
        "['概况', '失分原因', '大项失分', '漏项清单', '分数失在哪里', '各大项得分占满分的比例', '每周的进展', '届中检查评估与考评验收']"
    );
    assert_eq!(lines[1..4], ["True True", "A2 True", "True"], "{printed}");
    assert_eq!(lines[4], "[\"=cmd|'/c calc'!A0\"]");
}

#[test]
fn libreoffice_works_out_the_same_sum_and_opens_the_document() {
    let (folder, _path) = file(&paper(), Format::Xlsx);
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let to_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,4";
    let arguments = [profile.as_str(), "--headless", "--convert-to", to_csv, "report.xlsx"];
    run("soffice", &arguments, folder.path());
    let csv = std::fs::read_to_string(folder.path().join("report-漏项清单.csv")).unwrap();
    let total = gap_report().gaps.iter().map(|gap| gap.points).sum::<yingjian::domain::points::Points>();
    let last = csv.lines().last().unwrap();
    assert!(last.starts_with("合计") && last.contains(&format!(",{total},")), "{total} in {last}");

    let docx = bytes(&paper(), Format::Docx);
    std::fs::write(folder.path().join("report.docx"), docx).unwrap();
    run("soffice", &[profile.as_str(), "--headless", "--convert-to", "pdf", "report.docx"], folder.path());
    let text = run("pdftotext", &["-layout", "report.pdf", "-"], folder.path());
    assert!(text.contains("甲县漏项报告") && text.contains("四、漏项清单"));
    assert!(text.matches("需要什么").count() > 2, "heads are repeated");
}

#[test]
fn the_document_names_the_official_fonts_and_is_compressed() {
    let docx = bytes(&paper(), Format::Docx);
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut read = |name: &str| std::io::read_to_string(parts.by_name(name).unwrap()).unwrap();
    let styles = read("word/styles.xml");
    for font in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"] {
        assert!(styles.contains(font), "{font}");
    }
    let text = read("word/document.xml");
    assert_eq!(text.matches("<w:tblHeader />").count(), 3);
    assert!(text.contains("&lt;script&gt;"));
    let part = parts.by_name("word/document.xml").unwrap();
    assert!(part.compressed_size() < part.size() / 4);
}

#[test]
fn the_page_escapes_everything() {
    let html = String::from_utf8(bytes(&paper(), Format::Html)).unwrap();
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;"));
    assert!(!html.contains("<script") && !html.contains("http"));
    assert!(html.contains("<html lang=\"zh-Hans\">"));
}

#[test]
fn the_json_is_that_of_the_contract() {
    let json = serde_json::to_value(gap_report().json(Lang::Hans)).unwrap();
    assert_eq!((json["county"].as_str(), json["phase"].as_str()), (Some("c1"), Some("final")));
    assert_eq!(json["days_left"], 20);
    let gaps = json["gaps"].as_array().unwrap();
    let points: Vec<f64> = gaps.iter().map(|gap| gap["points"].as_str().unwrap().parse().unwrap()).collect();
    assert!(points.is_sorted_by(|one, next| one >= next), "most points first");
    let keys: Vec<&String> = gaps[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["cause", "code", "due", "have", "kind", "lead_unit", "need", "points", "year"]);
    for gap in gaps {
        assert!(["not_done", "not_proven", "sent_back"].contains(&gap["cause"].as_str().unwrap()));
    }
}
