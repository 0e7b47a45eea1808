#![expect(clippy::unwrap_used, reason = "a test that panics says where")]
use yingjian::report::*;
use yingjian::texts::Lang;
#[test]
fn time() {
    for n in 0..6 {
        let t = std::time::Instant::now();
        let paper = Paper { title: format!("甲县双拥工作领导小组会议纪要 {n}"), subtitle: None, number: Some("甲双〔2023〕3号".into()), author: "甲县双拥办".into(),
            date: "2023-09-10".parse().unwrap(), lang: Lang::Hans, landscape: false,
            blocks: vec![Block::Facts(vec![("时间".into(),"2023年9月10日".into()),("地点".into(),"县政府三楼会议室".into())]), Block::Paragraph("会议听取了双拥工作情况汇报，研究了退役士兵安置、随军家属就业和子女入学等事项，要求各成员单位按时间节点抓好落实。".repeat(4)), Block::Paragraph("示例数据".into())] };
        for f in Format::ALL {
            let t = std::time::Instant::now();
            let mut out = Vec::new();
            f.write(&paper, &mut out).unwrap();
            println!("{f:?} {} bytes {:?}", out.len(), t.elapsed());
        }
        println!("{:?}", t.elapsed());
    }
}
