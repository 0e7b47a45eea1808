//! Persons of the army who are named in minutes and lists: 县人武部部长张某, 李某（军分区政治委员）, 武警中队：王某.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::signs::Signs;
use crate::reading::fold::Folded;

/// A person of the army.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArmyPerson {
    /// As written, such as 张某.
    pub name: String,
    /// Where the name stands, in characters of the text as it was given.
    pub place: Range<usize>,
}

const UNITS: [&str; 24] = [
    "军分区",
    "人武部",
    "人民武装部",
    "武警",
    "驻军",
    "部队",
    "预备役",
    "警备区",
    "省军区",
    "军区",
    "海军",
    "空军",
    "陆军",
    "火箭军",
    "海警",
    "联勤",
    "某旅",
    "某团",
    "某部",
    "某营",
    "武装警察",
    "军事科",
    "政治工作科",
    "战备建设科",
];
/// Titles that only the army has.
const ARMY_TITLES: [&str; 16] = [
    "政治委员",
    "政委",
    "司令员",
    "参谋长",
    "教导员",
    "指导员",
    "营长",
    "连长",
    "旅长",
    "师长",
    "支队长",
    "中队长",
    "副司令",
    "排长",
    "教官",
    "军代表",
];
/// Titles that others have, too.
const TITLES: [&str; 20] = [
    "部长",
    "主任",
    "干事",
    "参谋",
    "助理员",
    "科长",
    "处长",
    "团长",
    "大队长",
    "队长",
    "所长",
    "站长",
    "主官",
    "代表",
    "负责人",
    "书记",
    "助理",
    "首长",
    "领导",
    "军官",
];
/// How far before a title the unit may stand.
const REACH: usize = 14;

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜\
戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞\
章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司\
柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢\
冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺";
const DOUBLE: [&str; 8] = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙"];
/// Words that begin like a name.
const NO_NAMES: [&str; 70] = [
    "高度", "高效", "高质", "高级", "高标", "方面", "方案", "方式", "任务", "任何", "任职", "任组", "成员",
    "成立", "成功", "成效", "安排", "安全", "安置", "马上", "单位", "连续", "连队", "明确", "曾经", "常委",
    "常务", "常态", "常年", "程序", "时间", "应急", "应当", "管理", "金额", "文件", "文化", "文明", "武装",
    "武警", "计划", "党委", "党组", "党员", "路线", "包括", "包抓", "解决", "全体", "全力", "全面", "全县",
    "关于", "关心", "关键", "项目", "和谐", "华北", "向全", "向县", "向部", "来到", "来自", "官兵", "保障",
    "保持", "商议", "商定", "通报", "原则",
];
/// What may follow a name in a sentence.
const FOLLOWS: [&str; 58] = [
    "同志", "出席", "参加", "主持", "讲话", "到会", "列席", "介绍", "通报", "汇报", "发言", "强调", "指出",
    "要求", "陪同", "带队", "率", "等", "和", "与", "及", "分别", "作", "表示", "说", "宣读", "先后", "一行",
    "在", "对", "就", "向", "代表", "任", "为", "到", "深入", "前往", "传达", "部署", "讲", "谈", "提出",
    "做", "也", "均", "已", "还", "受", "负责", "首先", "最后", "检查", "视察", "看望", "总结", "致辞",
    "点评",
];

static SURNAME: LazyLock<HashSet<char>> =
    LazyLock::new(|| Folded::by_characters(SURNAMES).text().chars().collect());

/// Persons of the army whom a text names, each once.
pub(super) fn persons(signs: &Signs<'_>) -> Vec<ArmyPerson> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..signs.len() {
        let name =
            behind_title(signs, at).or_else(|| before_office(signs, at)).or_else(|| behind_unit(signs, at));
        if let Some(name) = name
            && found.last().is_none_or(|last| last.end <= name.start)
        {
            found.push(name);
        }
    }
    let told = |name: Range<usize>| ArmyPerson { name: signs.given(name.clone()), place: signs.place(name) };
    let mut persons: Vec<ArmyPerson> = Vec::new();
    for person in found.into_iter().map(told) {
        if persons.iter().all(|known| known.name != person.name) {
            persons.push(person);
        }
    }
    persons
}

/// Whether this is a person's name.
pub(super) fn is_name(text: &str) -> bool {
    let signs = Signs::of(text);
    name_at(&signs, 0).is_some_and(|name| name.end == signs.len())
}

/// 县人武部部长张某, 政委李某.
fn behind_title(signs: &Signs<'_>, at: usize) -> Option<Range<usize>> {
    let of = |titles: &[&str]| {
        titles.iter().find(|title| signs.is_at(at, title)).map(|title| title.chars().count())
    };
    let (army, others) = (of(&ARMY_TITLES), of(&TITLES));
    let end = at.checked_add(army.or(others)?)?;
    // A title ends its line as often as a name begins the next.
    if signs.piece_at(end).is_some_and(|(_, piece)| piece.signs.start == end) {
        return None;
    }
    let name = name_at(signs, end)?;
    (army.is_some() || is_of_army(signs, at)).then_some(name)
}

/// Whether a unit of the army stands before, in the same member of a list.
fn is_of_army(signs: &Signs<'_>, at: usize) -> bool {
    let far = (0..at).rev().take(REACH);
    let near = far.take_while(|at| signs.at(*at).is_some_and(|char| char.is_alphanumeric())).count();
    // One sign more, so that the unit may end where the title begins: 部 of 人武部部长.
    let before = signs.string(at.saturating_sub(near)..at.saturating_add(1));
    UNITS.iter().any(|unit| before.contains(unit))
}

/// 张某（县人武部部长）, and 张某 县人武部部长 in a list.
fn before_office(signs: &Signs<'_>, at: usize) -> Option<Range<usize>> {
    if signs.before(at).is_some_and(char::is_alphanumeric) && !signs.is_parted(at) {
        return None;
    }
    let name = name_at(signs, at)?;
    if signs.at(name.end)? != '(' && !signs.is_parted(name.end) {
        return None;
    }
    let start = name.end.saturating_add(usize::from(signs.at(name.end) == Some('(')));
    let office = |place: &usize| signs.at(*place).is_some_and(char::is_alphanumeric);
    let end = start.checked_add((start..).take_while(office).take(20).count())?;
    let office = signs.string(start..end);
    let titled = ARMY_TITLES.iter().any(|title| office.contains(title))
        || (UNITS.iter().any(|unit| office.contains(unit))
            && TITLES.iter().any(|title| office.contains(title)));
    titled.then_some(name)
}

/// 武警中队：王某, and 人武部 王某 in a list.
fn behind_unit(signs: &Signs<'_>, at: usize) -> Option<Range<usize>> {
    if !(signs.before(at) == Some(':') || signs.is_parted(at) || signs.before(at) == Some('、')) {
        return None;
    }
    let name = name_at(signs, at)?;
    let (_, line) = signs.piece_at(at)?;
    let lead = signs.string(line.signs.start..at);
    let lead = lead.trim_end_matches(':');
    let short = lead.chars().count() <= REACH;
    let unit = UNITS.iter().chain(&["中队", "大队", "支队"]).any(|unit| lead.ends_with(unit));
    (short && unit && ends_here(signs, name.end)).then_some(name)
}

/// A name that begins here: a surname and one or two characters, of which some may be left out (张某某, 张××).
fn name_at(signs: &Signs<'_>, at: usize) -> Option<Range<usize>> {
    let double = DOUBLE.iter().any(|double| signs.is_at(at, double));
    if !double && !SURNAME.contains(&signs.at(at)?) || NO_NAMES.iter().any(|word| signs.is_at(at, word)) {
        return None;
    }
    let given = at.checked_add(if double { 2 } else { 1 })?;
    let of_name = |place: usize| {
        signs
            .at(place)
            .is_some_and(|char| matches!(u32::from(char), 0x4E00..=0x9FFF) || matches!(char, '×' | 'x' | '*'))
            && (place == given || !signs.is_parted(place))
    };
    let (short, long) = (given.checked_add(1)?, given.checked_add(2)?);
    if !of_name(given) {
        return None;
    }
    if of_name(short) && ends_here(signs, long) {
        return Some(at..long);
    }
    if ends_here(signs, short) {
        return Some(at..short);
    }
    None
}

/// Whether a name can end here.
fn ends_here(signs: &Signs<'_>, at: usize) -> bool {
    let Some(next) = signs.at(at) else { return true };
    !next.is_alphanumeric() || signs.is_parted(at) || FOLLOWS.iter().any(|word| signs.is_at(at, word))
}
