//! What a file is shown as on the page of its piece, its revisions side by side, and where it is used.

use std::io::{Cursor, Write};

use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::client::Client;
use crate::office::{PDF, Served};

const MINUTES: [(&str, &str); 3] = [("kind", "minutes"), ("field-title", "纪要"), ("item", "A01")];

fn filed(clerk: &Client, name: &str, bytes: &[u8]) -> String {
    let fields = [&MINUTES[..], &[("year", "2022")]].concat();
    let answer = clerk.upload("/counties/c1/evidence", &fields, &[(name, bytes)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").strip_suffix("?done=filed").unwrap().to_owned()
}

fn said(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn docx() -> Vec<u8> {
    let cell = |text: &str| TableCell::new().add_paragraph(said(text));
    let table = Table::new(vec![
        TableRow::new(vec![cell("项目"), cell("金额")]),
        TableRow::new(vec![cell("慰问"), cell("41 万元")]),
    ]);
    let docx = Docx::new().add_paragraph(said("会议<script>alert(1)</script>纪要 & 决定")).add_table(table);
    let mut bytes = Cursor::new(Vec::new());
    docx.add_paragraph(said("散会。")).build().pack(&mut bytes).unwrap();
    bytes.into_inner()
}

fn xlsx(rows: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("优待金发放").unwrap();
    for row in 0..rows {
        sheet.write_string(row, 0, format!("第{row}户")).unwrap();
        sheet.write_number(row, 1, 1200.5).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_document_is_read_as_text_and_tables_and_never_as_markup() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let address = filed(&clerk, "纪要.docx", &docx());
    assert!(clerk.get(&address).body.contains(&format!("hx-get=\"{address}/files/1/preview\"")));
    let page = clerk.get(&format!("{address}/files/1/preview")).body;
    assert!(page.contains("会议&lt;script&gt;alert(1)&lt;/script&gt;纪要 &amp; 决定"), "{page}");
    assert!(page.contains("<td>慰问</td><td>41 万元</td>") && page.contains("散会。"), "{page}");
    assert!(!page.contains("内容较多"), "{page}");
}

#[test]
fn a_workbook_is_read_up_to_a_bound_and_says_so() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let few = filed(&clerk, "花名册.xlsx", &xlsx(3));
    let page = clerk.get(&format!("{few}/files/1/preview")).body;
    assert!(page.contains("优待金发放") && page.contains("<td>第2户</td><td>1200.5</td>"), "{page}");
    let many = filed(&clerk, "大表.xlsx", &xlsx(2_000));
    let page = clerk.get(&format!("{many}/files/1/preview")).body;
    assert!(page.contains("第499户") && !page.contains("第500户") && page.contains("内容较多"), "{page}");
}

#[test]
fn a_part_that_swells_is_read_no_further_than_its_bound() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let body = format!(
        "<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>",
        (0..60_000).map(|at| format!("<w:p><w:r><w:t>第{at}段文字</w:t></w:r></w:p>")).collect::<String>()
    );
    for (name, text) in [("[Content_Types].xml", types), ("word/document.xml", body.as_str())] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let address = filed(&clerk, "长.docx", &zip.finish().unwrap().into_inner());
    let page = clerk.get(&format!("{address}/files/1/preview")).body;
    assert!(page.contains("第0段文字") && page.contains("内容较多"), "{}", page.len());
    assert!(page.len() < 2_000_000, "{}", page.len());
}

#[test]
fn only_a_page_with_a_pdf_may_start_a_worker() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let policy = |address: &str| clerk.get(address).header("content-security-policy").to_owned();
    let (pdf, other) = (filed(&clerk, "一.pdf", PDF), filed(&clerk, "一.docx", &docx()));
    assert!(policy(&pdf).contains("worker-src 'self'"), "{}", policy(&pdf));
    for address in [other.as_str(), "/counties/c1/evidence", "/counties/c1"] {
        assert!(policy(address).contains("worker-src 'none'"), "{address}");
    }
    assert!(!policy(&pdf).contains("unsafe"), "{}", policy(&pdf));
    let page = clerk.get(&other).body;
    assert!(!page.contains("data-pdf"), "{page}");
}

#[test]
fn revisions_stand_side_by_side_and_the_earlier_file_is_still_there() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let address = filed(&clerk, "一.pdf", PDF);
    let newer = [PDF, b"% newer\n"].concat();
    let change = [("seen", "1"), ("kind", "minutes"), ("field-title", "改过 <b> 的题名")];
    assert_eq!(clerk.upload(&format!("{address}/change"), &change, &[("二.pdf", &newer)]).status, 303);
    let page = clerk.get(&format!("{address}/revisions/1")).body;
    assert!(page.contains("<del>纪要</del>") && page.contains("<ins>改过 &lt;b&gt; 的题名</ins>"), "{page}");
    let file = clerk.get(&format!("{address}/revisions/1/files/1"));
    assert_eq!(file.bytes, PDF);
    assert!(file.header("content-security-policy").starts_with("sandbox;"));
    for gone in ["revisions/2", "revisions/x", "revisions/1/files/2", "revisions/2/files/1"] {
        assert_eq!(clerk.get(&format!("{address}/{gone}")).status, 404, "{gone}");
    }
}

#[test]
fn a_piece_tells_where_it_is_used_and_for_how_many_points() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let address = filed(&clerk, "一.pdf", PDF);
    let page = clerk.get(&address).body;
    assert!(page.contains("本年度满分 25，能证明 0"), "{page}");
    let facts = yingjian::domain::facts::Facts { count: Some(2), ..Default::default() };
    served.state("A01", 2022, facts);
    let page = clerk.get(&address).body;
    assert!(page.contains("本年度满分 25，能证明 25"), "{page}");
}
