//! Number, issuer, day, signature and named army persons of papers as offices write them.

use proptest::prelude::*;
use yingjian::reading::paper::{Basis, DocNumber, Paper, army_persons, is_same_unit};

use crate::making::converted;

const NOTICE: &str = "青川县双拥工作领导小组文件\n\n青双拥〔2023〕12号\n\n关于印发《2023年双拥工作要点》的通知\n\n各乡镇、街道，县直各单位：\n
　　根据省双拥办《关于做好2023年工作的通知》（川双拥〔2023〕3号）精神，经2023年2月8日会议研究同意，现将要点印发给你们，请认真贯彻执行。\n
　　附件：2023年双拥工作要点\n\n青川县双拥工作领导小组\n2023年3月15日\n\n（此件公开发布）\n
附件1\n2023年双拥工作要点\n一、召开议军会。2023年6月30日前完成。\n二、走访慰问部队。\n\n抄送：县人武部。\n青川县双拥办 2023年3月16日印发\n";

const MINUTES: &str = "白河县委议军会议纪要\n〔2022〕第5期\n时间：2022年7月28日上午\n地点：县委常委会议室\n主持人：李某（县委书记、县人武部党委第一书记）\n
参会人员：王建国（县委副书记、县长），张某某（县人武部政委），赵刚（县人武部部长），各乡镇党委书记。\n会议听取了县人武部部长赵刚同志关于上半年武装工作的汇报，\
驻军某部政治委员孙立军讲了话。会议议定，由县财政局安排经费30万元。\n白河县委办公室　　2022年7月30日印发";

fn number(code: &str, year: i32, number: u32) -> DocNumber {
    DocNumber { code: code.to_owned(), year, number }
}

#[test]
fn a_notice_says_what_it_is() {
    for text in [NOTICE.to_owned(), converted(NOTICE), NOTICE.replace('\n', "\r\n")] {
        let paper = Paper::read(&text);
        let found = paper.number.as_ref().unwrap().what.clone();
        assert_eq!((found.code.as_str(), found.year, found.number), ("青双拥", 2023, 12), "{text}");
        assert!(is_same_unit("青川县双拥工作领导小组", &paper.heading.as_ref().unwrap().what), "{paper:?}");
        assert!(is_same_unit("青川县双拥工作领导小组", &paper.signer.as_ref().unwrap().what), "{paper:?}");
        let day = paper.day.clone().unwrap().what;
        assert_eq!((day.day.to_string().as_str(), day.basis), ("2023-03-15", Basis::Signature));
        assert!(paper.is_signed());
    }
}

/// Text layers and copies from pages lose every line break.
#[test]
fn a_notice_without_line_breaks_says_it_too() {
    let paper = Paper::read(NOTICE.replace('\n', "").replace("附件1", "").split("（此件").next().unwrap());
    assert_eq!(paper.number.unwrap().what, number("青双拥", 2023, 12));
    assert!(is_same_unit("双拥工作领导小组", &paper.heading.unwrap().what));
    assert_eq!(paper.day.unwrap().what.day.to_string(), "2023-03-15");
}

#[test]
fn minutes_have_a_time_and_named_persons_of_the_army() {
    let paper = Paper::read(MINUTES);
    assert_eq!(paper.meeting.unwrap().what.to_string(), "2022-07-28");
    let army = army_persons(MINUTES);
    let names: Vec<&str> = army.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["张某某", "赵刚", "孙立军"]);
    assert!(paper.signer.is_none(), "printed is not signed");
}

#[test]
fn persons_of_the_army_in_every_usual_form() {
    for (text, expected) in [
        ("县人武部部长张某、政委李某到会。", vec!["张某", "李某"]),
        ("军分区副司令员欧阳建国出席会议", vec!["欧阳建国"]),
        ("出席：县委书记王五；武警中队中队长陈志强。", vec!["陈志强"]),
        ("参会人员\n张三 县人武部政委\n李四 县财政局局长\n", vec!["张三"]),
        ("军分区：刘洋、何平\n县委：马兰", vec!["刘洋"]),
        ("（部队代表）人武部 周杰", vec!["周杰"]),
        ("縣人民武裝部部長張××主持會議", vec!["張××"]),
        ("驻军某部教导员 黄海 同志", vec!["黄海"]),
        ("县人武部军事科科长田野分别发言", vec!["田野"]),
    ] {
        let army = army_persons(text);
        let names: Vec<&str> = army.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
        for person in &army {
            let there: String = text.chars().skip(person.place.start).take(person.place.len()).collect();
            assert_eq!(there, person.name);
        }
    }
}

#[test]
fn minutes_that_name_nobody_of_the_army() {
    for text in [
        "会议由县委书记王某主持，县人武部、驻军部队有关负责同志参加。",
        "县人武部部长高度重视双拥工作，政委安排专人负责。",
        "组织部部长张三、财政局局长李四出席，人武部列席。",
        "走访慰问驻军官兵，为部队解决难题三件。",
        "各乡镇武装部长参加，县委常委、宣传部部长周某讲话。",
        "参会单位：县委办、县政府办、县人武部、县财政局",
    ] {
        assert_eq!(army_persons(text), [], "{text}");
    }
}

#[test]
fn numbers_with_any_brackets() {
    for text in [
        "青双拥〔2023〕12号",
        "青双拥[2023]12号",
        "青双拥（2023）12号",
        "青双擁【2023】12號",
        "青双拥〔2023〕第12号",
        "青双拥 ［２０２３］ 12 号",
    ] {
        let found = DocNumber::parse(text).unwrap();
        assert!(found.agrees_with(&number("青双拥", 2023, 12)), "{text}: {found:?}");
    }
    assert!(DocNumber::parse("双拥〔2023〕12号").unwrap().agrees_with(&number("青双拥", 2023, 12)));
    assert!(!DocNumber::parse("青双拥〔2023〕13号").unwrap().agrees_with(&number("青双拥", 2023, 12)));
    assert!(!DocNumber::parse("青政发〔2023〕12号").unwrap().agrees_with(&number("青双拥", 2023, 12)));
    assert_eq!(DocNumber::parse("2023年第12号"), None);
    for cited in ["根据川双拥〔2023〕3号文件精神", "按照《通知》（川双拥〔2023〕3号）要求"]
    {
        assert_eq!(Paper::read(cited).number, None, "{cited}");
    }
}

#[test]
fn offices_by_their_short_names() {
    for (catalogue, paper) in [
        ("双拥办", "青川县双拥工作领导小组办公室"),
        ("县委办", "中共青川县委办公室"),
        ("县退役军人局", "青川县退役军人事务局"),
        ("县人武部", "青川縣人民武裝部"),
        ("县委、县政府", "青川县人民政府"),
        ("青川县民政局", "青川县民政局（盖章）"),
    ] {
        assert!(is_same_unit(catalogue, paper), "{catalogue}: {paper}");
    }
    assert!(!is_same_unit("青川县财政局", "青川县退役军人事务局"));
    assert!(!is_same_unit("双拥办", "青川县人民武装部"));
}

#[test]
fn what_is_not_signed_or_not_dated() {
    let body = "一、指导思想。坚持以人民为中心。\n二、工作任务。走访慰问部队两次。\n三、工作要求。请各单位抓好落实。\n";
    let plan = format!("2023年双拥工作计划\n{body}");
    let read = |end: &str| Paper::read(&format!("{plan}{end}"));
    let bare = read("");
    assert!(bare.day.is_none() && !bare.is_signed());
    let alone = read("\n2023年1月10日\n");
    assert!(!alone.is_signed());
    assert_eq!(alone.day.unwrap().what.basis, Basis::Alone);
    for end in [
        "\n青川县双拥办\n2023年1月10日\n",
        "\n　　　　青川县双拥办　　2023年1月10日",
        "\n青川县双拥办（盖章）\n二〇二三年一月十日\n",
        "青川县双拥办2023年1月10日",
        "\n中共青川县委\n青川县人民政府\n2023年1月10日",
        "\n述职人：张某\n2023年1月10日\n",
        "\n张某某\n2023.1.10\n",
    ] {
        let paper = read(end);
        assert!(paper.is_signed(), "{end}");
        assert_eq!(paper.day.unwrap().what.day.to_string(), "2023-01-10", "{end}");
    }
    let headed = Paper::read(&format!("2023年双拥工作总结\n（2023年12月20日）\n{body}"));
    assert_eq!(headed.day.unwrap().what.basis, Basis::Heading);
    let told = Paper::read(&format!("{plan}本县于2023年1月10日召开会议，成立于2019年5月。"));
    assert!(told.day.is_none(), "a day that is only told of");
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([〔〕\\[\\](（)0-9号文件年月日县局办张某部长政委：、。\\n　]{0,12}){0,20}|\\PC{0,80}") {
        let (paper, army) = (Paper::read(&text), army_persons(&text));
        let all = text.chars().count();
        for place in army.iter().map(|person| &person.place).chain(paper.number.iter().map(|number| &number.place)) {
            prop_assert!(place.start < place.end && place.end <= all);
        }
    }
}

/// Nothing in it grows with the square of the text.
#[test]
fn long_texts_of_signs_are_read_in_time() {
    let began = std::time::Instant::now();
    for sign in ["\n", "张 ", "部长张\n", "：王", "2023年5月6日\n", "(2023)", "附件\n", "人武部：张\n", "□"]
    {
        let text = sign.repeat(50_000 / sign.chars().count());
        Paper::read(&text);
        army_persons(&text);
    }
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}
