//! Bulk import over the pages: uploaded, previewed, imported, called off; and for nobody else.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::client::{Answer, Client};
use crate::office::{PDF, Served};

const FORM: &str = "/counties/c1/import";

fn zip_with(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn package() -> Vec<u8> {
    zip_with(&[
        ("A01/2022/议军会纪要.pdf", PDF),
        ("A02-2023-01 经费<b>.pdf", b"%PDF-1.4\nanother\n%%EOF\n"),
        ("A01/2022/空白.pdf", b""),
        ("A99/2022/没有这一项.pdf", b"%PDF-1.4\nthird\n%%EOF\n"),
        ("__MACOSX/A01/._x", b"x"),
    ])
}

fn send(clerk: &Client, zip: &[u8]) -> Answer {
    clerk.upload(FORM, &[], &[("材料.zip", zip)])
}

/// Uploads a package, waits for its preview, and gives its address.
pub(crate) fn previewed(clerk: &Client, zip: &[u8]) -> String {
    let sent = send(clerk, zip);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let address = sent.header("location").to_owned();
    settled(clerk, &address);
    address
}

/// A ZIP of one file, previewed.
pub(crate) fn any_preview(clerk: &Client) -> String {
    previewed(clerk, &zip_with(&[("A01/2022/纪要.pdf", PDF)]))
}

/// The page once nothing is under way any more.
fn settled(clerk: &Client, address: &str) -> String {
    let begun = Instant::now();
    loop {
        let page = clerk.get(address);
        assert_eq!(page.status, 200, "{}", page.body);
        if !page.body.contains("hx-trigger=\"every 1s\"") {
            return page.body;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{}", page.body);
        std::thread::yield_now();
    }
}

fn waiting_files(served: &Served) -> usize {
    std::fs::read_dir(served.folder().join("tmp")).unwrap().count()
}

#[test]
fn a_zip_is_previewed_then_imported_and_the_evidence_is_listed() {
    let served = Served::new();
    let clerk = served.client("clerk");
    assert!(clerk.get("/counties/c1").body.contains("href=\"/counties/c1/import\""));
    let address = previewed(&clerk, &package());
    let preview = clerk.get(&address).body;
    for words in [
        "导入“材料.zip”",
        "等待确认",
        "导入 2 个文件",
        "A01·2022",
        "经费&lt;b&gt;",
        "0 字节",
        "编号 A99",
        "会议纪要",
        "跳过的文件",
    ] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    let narrowed = clerk.get(&format!("{address}?show=not_taken")).body;
    assert_eq!(narrowed.matches("scope=\"row\"").count(), 2, "{narrowed}");
    assert!(clerk.get("/counties/c1/evidence").body.contains("还没有上传任何材料"));
    assert_eq!(waiting_files(&served), 1);

    assert_eq!(clerk.post(&format!("{address}/run"), "").status, 303);
    let done = settled(&clerk, &address);
    assert!(done.contains("导入结束") && !done.contains("等待确认"), "{done}");
    let (_, link) = done.split_once("class=\"wordy\" data-head=\"题名\"><a href=\"/evidence/").unwrap();
    let evidence = clerk.get(&format!("/evidence/{}", link.split('"').next().unwrap())).body;
    assert!(evidence.contains("议军会纪要.pdf") && evidence.contains("未填写"), "{evidence}");
    let list = clerk.get("/counties/c1/evidence").body;
    assert_eq!(list.matches("scope=\"row\"").count(), 2, "{list}");
    assert_eq!(waiting_files(&served), 0);

    // Pressed again, it does nothing; sent again, there is nothing left to import.
    assert_eq!(clerk.post(&format!("{address}/run"), "").status, 303);
    let again = clerk.get(&previewed(&clerk, &package())).body;
    assert!(again.contains("原来就有") && !again.contains("/run\""), "{again}");
    let list = clerk.get("/counties/c1/evidence").body;
    assert_eq!(list.matches("scope=\"row\"").count(), 2, "{list}");
}

#[test]
fn an_import_is_for_whoever_began_it() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let address = previewed(&clerk, &package());
    let of_c2 = address.replace("/c1/", "/c2/");
    for (name, path, status) in [
        ("neighbour", &address, 404),
        ("neighbour", &of_c2, 404),
        ("clerk", &of_c2, 404),
        ("leader", &address, 403),
        ("inspector", &address, 403),
        ("admin", &address, 404),
    ] {
        let client = served.client(name);
        assert_eq!(client.get(path).status, status, "{name} {path}");
        for change in ["run", "cancel"] {
            assert_eq!(client.post(&format!("{path}/{change}"), "").status, status, "{name} {path} {change}");
        }
    }
    assert!(served.client("neighbour").get("/counties/c2/import").body.contains("批量导入"));
    assert!(!served.client("neighbour").get("/counties/c2/import").body.contains("材料.zip"));
    assert!(clerk.get(FORM).body.contains("材料.zip"));
    assert!(clerk.get(&address).body.contains("等待确认"));
    assert!(!served.client("leader").get("/counties/c1").body.contains("/counties/c1/import"));
}

#[test]
fn an_import_that_is_called_off_or_gone_says_so_and_leaves_no_file() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let address = previewed(&clerk, &package());
    let cancelled = clerk.post(&format!("{address}/cancel"), "");
    assert_eq!(cancelled.status, 303);
    assert!(clerk.get(cancelled.header("location")).body.contains("已取消，上传的 ZIP 已删除"));
    assert_eq!(waiting_files(&served), 0);
    for answer in [clerk.get(&address), clerk.post(&format!("{address}/run"), "")] {
        assert_eq!(answer.status, 404);
        assert!(answer.body.contains("这次导入已经不在了"), "{}", answer.body);
    }
    assert!(clerk.get("/counties/c1/evidence").body.contains("还没有上传任何材料"));
}

#[test]
fn packages_that_are_refused_leave_nothing() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let check = |answer: &Answer, status: u16, words: &str| {
        assert_eq!(answer.status, status, "{words}: {}", answer.body);
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    };
    check(&send(&clerk, b"no ZIP"), 422, "不是 ZIP 文件");
    check(&send(&clerk, &zip_with(&[("A01/2022/大.pdf", &vec![b'x'; 3_000_001])])), 422, "整包没有导入");
    check(&send(&clerk, &vec![b'x'; 3_000_001]), 413, "文件超过 3 MB 的上限");
    check(&clerk.upload(FORM, &[], &[("", b"")]), 422, "没有选择文件");
    let zip = package();
    check(&clerk.upload(FORM, &[], &[("a.zip", &zip), ("b.zip", &zip)]), 422, "一次只能上传一个");
    assert_eq!(waiting_files(&served), 0);

    let previews = [(); 3].map(|()| any_preview(&clerk));
    check(&send(&clerk, &zip), 422, "还没有结束");
    assert_eq!(clerk.post(&format!("{}/cancel", previews[0]), "").status, 303);
    any_preview(&clerk);
    assert_eq!(waiting_files(&served), 3);
}

#[test]
fn the_table_comes_in_pages() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let names: Vec<String> = (0..201).map(|number| format!("A01/2022/{number}.pdf")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let address = previewed(&clerk, &zip_with(&files));
    let first = clerk.get(&format!("{address}?show=not_taken")).body;
    assert_eq!(first.matches("scope=\"row\"").count(), 200);
    assert!(first.contains("show&#x3D;not_taken&amp;page&#x3D;2"), "{first}");
    let second = clerk.get(&format!("{address}?show=not_taken&page=2")).body;
    assert_eq!(second.matches("scope=\"row\"").count(), 1);
    assert!(second.contains("A01/2022/200.pdf") && second.contains("上一页"), "{second}");
}
