//! Names of offices: what looks like one, and whether two names mean the same office.

use crate::reading::fold::Folded;

/// What names of offices end with.
const ENDINGS: [&str; 45] = [
    "局",
    "办",
    "办公室",
    "委员会",
    "政府",
    "领导小组",
    "小组",
    "部",
    "县委",
    "市委",
    "区委",
    "省委",
    "党委",
    "党组",
    "支委",
    "院",
    "学校",
    "小学",
    "中学",
    "处",
    "站",
    "中心",
    "公司",
    "联合会",
    "协会",
    "商会",
    "总会",
    "军分区",
    "军区",
    "部队",
    "支队",
    "大队",
    "中队",
    "厅",
    "署",
    "馆",
    "社区",
    "村委会",
    "街道",
    "指挥部",
    "基地",
    "所",
    "旅",
    "团",
    "工作组",
];
/// What a plain sentence has and a name has not.
const NOT_IN_NAMES: [&str; 12] = ["的", "关于", "通知", "是", "了", "在", "应", "请", "将", "并", "对", "为"];
/// What may stand behind a name on paper.
const STAMPS: [&str; 8] = ["(盖章)", "(公章)", "(印章)", "(章)", "(印)", "(签章)", "盖章", "(代章)"];

/// The name without the place of a stamp.
pub(super) fn unstamped(name: &str) -> &str {
    STAMPS.iter().find_map(|stamp| name.strip_suffix(stamp)).unwrap_or(name)
}

/// Whether this could be the name of an office, or of several side by side.
pub(super) fn is_unit(name: &str) -> bool {
    let length = name.chars().count();
    (3..=60).contains(&length)
        && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '、' | '(' | ')' | '"' | '·'))
        && ENDINGS.iter().any(|ending| name.ends_with(ending))
        && !NOT_IN_NAMES.iter().any(|word| name.contains(word))
}

/// Whether a catalogue's issuer is one of these offices; short names count: 双拥办 is 双拥工作领导小组办公室.
pub fn is_same_unit(catalogue: &str, paper: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let folded = Folded::by_characters(text).text().to_owned();
        folded.split(['、', ',', ';', ' ', '/']).map(plain).filter(|part| !part.is_empty()).collect()
    };
    let (ours, theirs) = (parts(catalogue), plain(Folded::by_characters(paper).text()));
    ours.iter().any(|ours| abbreviates(ours, &theirs) || abbreviates(&theirs, ours))
}

fn plain(name: &str) -> String {
    unstamped(name.trim()).chars().filter(|char| char.is_alphanumeric()).collect()
}

/// Whether all characters of the shorter stand in the longer in their order, as Chinese abbreviates.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    !short.is_empty() && short.chars().all(|char| rest.any(|other| other == char))
}
