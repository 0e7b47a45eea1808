//! Evidence over the pages: uploaded under any name, found, downloaded, linked, reviewed.

use crate::client::{Answer, Client};
use crate::office::{PDF, Served};

const MINUTES: [(&str, &str); 5] = [
    ("kind", "minutes"),
    ("field-title", "第一次议军会"),
    ("field-meeting_date", "2022年3月15日"),
    ("item", "A01"),
    ("item", "A02"),
];

fn upload(clerk: &Client, name: &str, bytes: &[u8]) -> Answer {
    clerk.upload("/counties/c1/evidence", &MINUTES, &[(name, bytes)])
}

/// Uploads minutes and gives the address of their page.
fn filed(clerk: &Client, name: &str, bytes: &[u8]) -> String {
    let answer = upload(clerk, name, bytes);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").strip_suffix("?done=filed").unwrap().to_owned()
}

#[test]
fn names_come_back_the_same_on_the_page_and_in_the_header() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let long = format!("{}.pdf", "长".repeat(196));
    for name in
        ["會議紀錄.pdf", "会议纪要(终稿).pdf", "a/b\\c:d.pdf", "=cmd.pdf", "𠮷e\u{301}.pdf", long.as_str()]
    {
        let address = filed(&clerk, name, PDF);
        let page = clerk.get(&address).body;
        assert!(page.contains(&name.replace('=', "&#x3D;")), "{name}: {page}");
        let file = clerk.get(&format!("{address}/files/1?keep=1"));
        assert_eq!(file.bytes, PDF, "{name}");
        let (_, encoded) = file.header("content-disposition").split_once("filename*=UTF-8''").unwrap();
        assert_eq!(percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap(), name);
    }
}

#[test]
fn a_file_is_sent_whole_in_parts_or_not_again() {
    let served = Served::new();
    let address = filed(&served.client("clerk"), "a.pdf", PDF) + "/files/1";
    let ask = |name: &str, value: &str| served.client("clerk").with_header(name, value).get(&address);
    let whole = served.client("clerk").get(&address);
    assert_eq!((whole.status, whole.header("content-length")), (200, PDF.len().to_string().as_str()));
    assert_eq!(whole.header("x-content-type-options"), "nosniff");
    let part = ask("range", "bytes=1-3");
    assert_eq!((part.status, part.body.as_str()), (206, "PDF"));
    assert_eq!(part.header("content-range"), format!("bytes 1-3/{}", PDF.len()));
    assert_eq!(ask("range", "bytes=9999-").status, 416);
    assert_eq!(ask("if-none-match", whole.header("etag")).status, 304);
    let head = served.client("clerk").send("HEAD", &address, None);
    assert_eq!((head.status, head.header("content-length")), (200, PDF.len().to_string().as_str()));
}

#[test]
fn what_can_not_be_filed_says_why_and_the_form_keeps_what_was_typed() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let check = |fields: &[(&str, &str)], files: &[(&str, &[u8])], words: &str| {
        let refused = clerk.upload("/counties/c1/evidence", fields, files);
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
        assert!(refused.body.contains("value=\"标题\""), "{}", refused.body);
    };
    let title = [("kind", "minutes"), ("field-title", "标题")];
    let with = |more: &[(&'static str, &'static str)]| [&title, more].concat();
    let pdf: &[(&str, &[u8])] = &[("a.pdf", PDF)];
    check(&with(&[("item", "A01"), ("year", "2022")]), &[("", b"")], "没有选择文件");
    check(&with(&[("year", "2022")]), pdf, "没有指定考评项目");
    check(&with(&[("item", "A01")]), pdf, "没有指定考评年度");
    check(&with(&[("item", "A01"), ("year", "2031")]), pdf, "年度 2031 不在本周期内");
    check(&with(&[("item", "Z99"), ("year", "2022")]), pdf, "Z99");
    check(&with(&[("item", "A01"), ("field-meeting_date", "2022-02-31")]), pdf, "2022-02-31");
    let none = clerk.get("/counties/c1/evidence").body;
    assert!(none.contains("还没有上传任何材料"), "{none}");
}

#[test]
fn the_form_shows_the_fields_of_the_kind_and_keeps_what_was_typed() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let photo = clerk.get("/counties/c1/evidence/new?item=A02&year=2023&kind=photo&field-event=x").body;
    for (label, present) in [("摄影者", true), ("人物", true), ("主持人", false)] {
        assert_eq!(photo.contains(&format!(">{label}</label>")), present, "{label}");
    }
    assert!(photo.contains("name=\"field-event\" value=\"x\""), "{photo}");
    assert!(photo.contains("name=\"item\" value=\"A02\" checked"), "{photo}");
    assert!(photo.contains("name=\"year\" value=\"2023\" checked"), "{photo}");
}

#[test]
fn the_list_is_narrowed_and_paged() {
    let served = Served::new();
    let clerk = served.client("clerk");
    for count in 0..51 {
        served.file_minutes(&format!("纪要{count}.pdf"), "2022-03-15");
    }
    let first = clerk.get("/counties/c1/evidence?q=%E7%BA%AA%E8%A6%81").body;
    assert_eq!(first.matches("scope=\"row\"").count(), 50);
    let (_, rest) =
        first.split_once("class=\"more\" id=\"more\"><a class=\"btn btn-outline-primary\" href=\"").unwrap();
    let next = rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#x3D;", "=");
    let second = clerk.get(&next).body;
    assert_eq!(second.matches("scope=\"row\"").count(), 1);
    assert!(second.contains("纪要0.pdf") && !second.contains("下一页"), "{second}");
    for nothing in ["year=2023", "item=B01", "kind=photo", "state=accepted", "q=%25"] {
        let page = clerk.get(&format!("/counties/c1/evidence?{nothing}")).body;
        assert!(page.contains("没有符合条件的材料"), "{nothing}");
    }
}

#[test]
fn evidence_is_changed_linked_and_the_same_bytes_are_told() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let address = filed(&clerk, "一.pdf", PDF);
    let twin = filed(&clerk, "二.pdf", PDF);
    let page = clerk.get(&twin).body;
    assert!(
        page.contains("同样的文件也用在下面的材料里") && page.contains(&format!("href=\"{address}\"")),
        "{page}"
    );

    assert_eq!(clerk.post(&format!("{address}/unlink"), "item=A02&year=2022").status, 303);
    assert_eq!(clerk.post(&format!("{address}/unlink"), "item=A02&year=2022").status, 404);
    assert_eq!(clerk.post(&format!("{address}/link"), "item=B01&year=2023").status, 303);
    assert_eq!(clerk.post(&format!("{address}/link"), "item=B01&year=2031").status, 422);
    let page = clerk.get(&address).body;
    assert!(page.contains("/items/B01#year-2023") && !page.contains("/items/A02#year-2022"), "{page}");

    let change = [("seen", "1"), ("kind", "minutes"), ("field-title", "改过的题名")];
    let changed = clerk.upload(&format!("{address}/change"), &change, &[]);
    assert_eq!(changed.status, 303, "{}", changed.body);
    let again = clerk.upload(&format!("{address}/change"), &change, &[]);
    assert_eq!(again.status, 409, "{}", again.body);
    let page = clerk.get(&address).body;
    assert!(
        page.contains("<h1>改过的题名</h1>") && page.contains("第 2 版") && page.contains("以前的版本"),
        "{page}"
    );
}

#[test]
fn an_inspector_sends_back_with_a_reason_and_the_clerk_reads_it() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let inspector = served.client("inspector");
    let address = filed(&clerk, "一.pdf", PDF);
    let review = format!("{address}/review");
    assert_eq!(inspector.post(&review, "verdict=send_back&reason=&seen=1").status, 422);
    assert_eq!(inspector.post(&review, "verdict=send_back&reason=x&seen=9").status, 409);
    assert_eq!(inspector.post(&review, "verdict=maybe&seen=1").status, 400);
    let reason = "%E7%BC%BA%3Cb%3E%E7%AD%BE%E5%90%8D";
    assert_eq!(inspector.post(&review, &format!("verdict=send_back&reason={reason}&seen=1")).status, 303);
    let page = clerk.get(&address).body;
    assert!(page.contains("退回理由：缺&lt;b&gt;签名") && page.contains("已退回"), "{page}");
    assert!(!page.contains("send_back\">"), "a clerk sees no review form");
    assert_eq!(inspector.post(&review, "verdict=accept&seen=1").status, 303);
    assert!(clerk.get(&address).body.contains("已认可"));
}

#[test]
fn an_upload_without_the_token_or_too_large_leaves_nothing() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let body = "--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nminutes\r\n--b--\r\n";
    let forged = clerk.send(
        "POST",
        "/counties/c1/evidence",
        Some(("multipart/form-data; boundary=b", body.as_bytes())),
    );
    assert_eq!(forged.status, 403);
    let cut = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n";
    let cut = clerk.send(
        "POST",
        "/counties/c1/evidence",
        Some(("multipart/form-data; boundary=b", cut.as_bytes())),
    );
    assert!(matches!(cut.status, 400 | 403), "{}", cut.status);
    let large = vec![b'x'; usize::try_from(served.max_file()).unwrap() + 1];
    let refused = upload(&clerk, "large.pdf", &large);
    assert_eq!(refused.status, 413, "{}", refused.body);
    assert!(refused.body.contains("文件超过 3 MB 的上限"), "{}", refused.body);
    assert!(clerk.get("/counties/c1/evidence").body.contains("还没有上传任何材料"));
}

#[test]
fn a_search_that_finds_nothing_says_how_to_go_on() {
    let served = Served::new();
    let page = served.client("clerk").get("/search?q=zzz").body;
    assert!(page.contains("找到 0 件") && page.contains("请换一个短些的词"), "{page}");
}
