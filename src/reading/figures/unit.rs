//! Units and measure words, and the words in which they are something else.

use super::letters::Letters;

/// A unit behind a number.
pub(super) struct Unit {
    pub(super) name: String,
    pub(super) end: usize,
    /// 多 inside or behind it: 3个多月, 5年多.
    pub(super) more: Option<&'static str>,
}

/// Longer ones before those that they begin with.
const UNITS: [&str; 120] = [
    "个百分点",
    "百分点",
    "%",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "平米",
    "平方",
    "立方",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公尺",
    "米",
    "公顷",
    "亩",
    "公斤",
    "千克",
    "斤",
    "吨",
    "千瓦",
    "人次",
    "人份",
    "人日",
    "人",
    "户次",
    "户",
    "名",
    "位",
    "美元",
    "港元",
    "元",
    "块",
    "个劳动日",
    "劳动日",
    "个工日",
    "工日",
    "个小时",
    "小时",
    "分钟",
    "学时",
    "课时",
    "个月",
    "个",
    "年",
    "天",
    "周岁",
    "岁",
    "分",
    "批次",
    "批",
    "场次",
    "场",
    "台次",
    "台套",
    "台",
    "辆次",
    "辆",
    "架次",
    "架",
    "艘",
    "车次",
    "班次",
    "趟次",
    "趟",
    "件次",
    "件套",
    "件",
    "项次",
    "项",
    "次",
    "条",
    "份",
    "期",
    "起",
    "例",
    "篇",
    "幅",
    "处",
    "所",
    "座",
    "栋",
    "幢",
    "间",
    "套",
    "部",
    "支",
    "面",
    "张",
    "册",
    "本",
    "卷",
    "盒",
    "箱",
    "袋",
    "桶",
    "瓶",
    "床",
    "只",
    "头",
    "株",
    "棵",
    "盏",
    "枚",
    "颗",
    "根",
    "对",
    "组",
    "类",
    "种",
    "层",
    "轮",
    "遍",
    "口",
    "节",
    "堂",
    "页",
    "集",
];

/// Units that follow only digits: behind Chinese numerals they are other words (三口, 五层楼 aside).
const AFTER_DIGITS: &str = "分只头根组本节口";

/// More units: of these a letter is a word by itself too often to stand above.
const RARE: [&str; 8] = ["家", "字", "笔", "尊", "顶", "宗", "双", "道"];

/// What behind a unit makes another word of it.
const OTHER_WORDS: [(&str, &[&str]); 48] = [
    ("个", OF_SLOGANS),
    ("年", &["级", "代", "规划", "计划", "行动", "轻", "制", "会"]),
    (
        "人",
        &[
            "民",
            "武",
            "大",
            "才",
            "均",
            "员",
            "生",
            "社",
            "行道",
            "工",
            "事",
            "力",
            "防",
            "口普查",
            "为",
            "体",
        ],
    ),
    ("家", &["属", "庭", "长", "里", "乡", "国", "亲", "园", "具", "电", "人", "门"]),
    ("名", &["单", "称", "牌", "录", "册", "人"]),
    ("部", &["队", "门", "委", "署", "分", "长", "级", "位", "曲", "落", "件"]),
    ("处", &["室", "长", "级", "于", "理", "置", "分", "罚"]),
    ("条", &["例", "件", "块", "幅", "线"]),
    ("对", &["象", "口", "于", "照", "外", "策", "接", "待", "标", "面", "手", "我", "他"]),
    ("所", &["有", "属", "在", "以", "需", "得", "长", "谓"]),
    ("次", &["性", "会", "全会", "长", "年", "日", "创业", "要", "序", "全体"]),
    ("件", &["套"]),
    ("台", &["账", "风", "阶", "山", "河", "湾", "词", "式"]),
    ("分", OF_SHARES),
    ("天", &["安", "然", "气", "津", "下", "空", "候", "灾"]),
    ("期", &["工程", "间", "末", "望", "限", "待", "刊", "货"]),
    ("位", &["一体", "置", "于", "次"]),
    ("支", &["部", "书", "队长", "持", "出", "付", "委", "柱", "教", "前"]),
    ("组", &["织", "长", "建", "成", "员", "合", "团"]),
    ("户", &["籍", "口", "主", "型", "外", "均"]),
    ("面", &["向", "对", "积", "貌", "临", "粉", "八", "孔", "前", "上", "子", "包", "谈"]),
    ("场", &["所", "地", "面", "馆", "合", "景", "院", "镇"]),
    ("口", &["岸", "号", "头", "碑", "子", "之家", "腔"]),
    (
        "本",
        &["地", "县", "市", "区", "村", "社", "届", "级", "科", "职", "单位", "部门", "来", "土", "领", "着"],
    ),
    ("种", &["植", "子", "田", "地", "粮"]),
    ("节", &["约", "日", "目", "假", "能", "点", "前", "期", "俭", "后"]),
    ("米", &["粉", "面", "饭"]),
    ("元", &["旦", "素", "月", "老", "宵", "首"]),
    ("根", &["据", "本", "治"]),
    ("只", &["有", "要", "能", "是", "会"]),
    ("头", &["等", "号", "脑"]),
    ("批", &["评", "准", "复", "发", "示", "文", "改"]),
    ("起", &["来", "到", "床", "步", "草", "着", "码", "义", "点", "源", "伏", "诉"]),
    ("轮", &["车", "训", "流", "换", "值"]),
    ("座", &["谈", "位"]),
    ("块", &["头", "钱"]),
    ("项", &["注意", "规定", "全能"]),
    ("间", &["隔", "接", "断"]),
    ("套", &["班子", "餐"]),
    ("集", &["中", "体", "合", "团", "成", "资", "镇", "市"]),
    ("页", &["岩"]),
    ("张", &["家", "贴", "罗", "弛"]),
    ("份", &["额"]),
    ("类", &["似"]),
    ("例", &["会", "如", "行", "外"]),
    ("篇", &["章", "幅"]),
    ("双", &["拥", "方", "向", "创", "百", "千", "清单", "重", "休", "一流"]),
    ("道", &["路", "德", "理", "班", "口"]),
];

/// “四个意识”, 三个到位, in three respects: numbers of slogans and of speech, not of things.
const OF_SLOGANS: &[&str] = &[
    "意识", "维护", "自信", "确立", "全面", "服务", "代表", "一", "结合", "延伸", "到位", "突出", "注重",
    "必须", "坚持", "不", "强化", "纳入", "率先", "优先", "有", "创新", "提升", "转变", "更", "看齐", "统筹",
    "同步", "方面", "层面", "环节", "角度", "维度", "确保", "落实", "紧盯", "抓", "务必", "文明", "待遇",
    "满意", "走", "别", "性", "体", "位数", "加强",
];

/// 分 that divides instead of counting points.
const OF_SHARES: &[&str] = &[
    "别", "之", "为", "类", "批", "期", "开", "片", "级", "公", "管", "明", "局", "队", "部", "会", "点",
    "区", "站", "校", "布", "工", "成", "步", "层", "解", "头",
];

pub(super) fn read(letters: &Letters, at: usize) -> Option<Unit> {
    let whole_days = letters.after(at, "个多月").or_else(|| letters.after(at, "个多小时"));
    if let Some(end) = whole_days {
        let name = if letters.before(end) == Some('月') { "个月" } else { "个小时" };
        return Some(Unit { name: name.to_owned(), end, more: Some("多") });
    }
    if let Some(end) =
        letters.after(at, "成").filter(|end| letters.after_any(*end, &["以上", "左右", "多"]).is_some())
    {
        return Some(Unit { name: "成".to_owned(), end, more: None });
    }
    let (name, end) = letters.after_any(at, &UNITS).or_else(|| letters.after_any(at, &RARE))?;
    let other = OTHER_WORDS.iter().find(|(unit, _)| *unit == name);
    if other.is_some_and(|(_, next)| letters.after_any(end, next).is_some()) {
        return None;
    }
    let end = in_brackets(letters, end).unwrap_or(end);
    let more = letters
        .after(end, "多")
        .filter(|_| matches!(name, "年" | "岁" | "天" | "公里" | "亩" | "元" | "小时"));
    let name = match name {
        "平方" | "平米" => "平方米",
        "立方" => "立方米",
        name => name,
    };
    Some(Unit { name: name.to_owned(), end: more.unwrap_or(end), more: more.map(|_| "多") })
}

/// A second unit in brackets: 人(次), 台(套), 册(份).
fn in_brackets(letters: &Letters, at: usize) -> Option<usize> {
    let inside = letters.after(at, "(")?;
    let (_, end) = letters.after_any(inside, &UNITS)?;
    letters.after(end, ")")
}

/// Whether a unit follows digits alone.
pub(super) fn wants_digits(unit: &str) -> bool {
    AFTER_DIGITS.contains(unit)
}
