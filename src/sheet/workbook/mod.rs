//! A sheet as an XLSX workbook: which worksheets and columns there are.
//!
//! Reading and writing follow the same list, so a column is described once. The first worksheet has
//! the six columns of a printed sheet, then those for the machine.

mod bounds;
mod cells;
mod read;
mod write;

pub(super) use read::{parse, source};
pub(super) use write::write;

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Text; a number is taken as its digits.
    Text,
    /// A number.
    Number,
    /// 是 or 否.
    Flag,
    /// Codes divided by commas or line breaks.
    List,
    /// A code, and a name after it that is for people; an empty cell repeats the one above.
    Group,
    /// A rule as the keys of its TOML table, a line each.
    Rule,
    /// Needed evidence, a line each: kind, how many, `year` or `cycle`.
    Needs,
    /// Lines of text. The column may be missing: workbooks from before there were such lines have none.
    Lines,
    /// Made for people from the rest; not read.
    Shown,
}

/// A column of a worksheet.
struct Column {
    title: &'static str,
    key: &'static str,
    holds: Holds,
    /// In characters of a spreadsheet.
    width: f64,
}

/// A worksheet whose rows are the elements of a list.
struct Worksheet {
    name: &'static str,
    list: &'static str,
    /// Workbooks from before there was such a list have no worksheet of it.
    may_be_missing: bool,
    columns: &'static [Column],
}

const fn column(title: &'static str, key: &'static str, holds: Holds, width: f64) -> Column {
    Column { title, key, holds, width }
}

const ITEMS: Worksheet = Worksheet {
    name: "评分标准",
    list: "item",
    may_be_missing: false,
    columns: &[
        column("大项", "aspect", Holds::Group, 18.0),
        column("序号", "code", Holds::Text, 8.0),
        column("考评内容", "name", Holds::Text, 30.0),
        column("分值", "points", Holds::Number, 8.0),
        column("评分标准", "in_words", Holds::Shown, 60.0),
        column("得分", "score", Holds::Shown, 8.0),
        column("规则", "rule", Holds::Rule, 50.0),
        column("佐证材料", "evidence", Holds::Needs, 24.0),
        column("逐年", "each_year", Holds::Flag, 8.0),
        column("牵头单位", "lead", Holds::Text, 20.0),
        column("看现场", "site_visit", Holds::Flag, 8.0),
        column("备注", "note", Holds::Text, 30.0),
        column("词语", "words", Holds::Lines, 60.0),
    ],
};

const ASPECTS: Worksheet = Worksheet {
    name: "大项",
    list: "aspect",
    may_be_missing: false,
    columns: &[
        column("代码", "code", Holds::Text, 8.0),
        column("名称", "name", Holds::Text, 30.0),
        column("分值", "points", Holds::Number, 8.0),
    ],
};

const KINDS: Worksheet = Worksheet {
    name: "材料类型",
    list: "evidence_kind",
    may_be_missing: false,
    columns: &[
        column("代码", "id", Holds::Text, 14.0),
        column("名称", "label", Holds::Text, 30.0),
        column("著录项", "fields", Holds::List, 50.0),
        column("文件格式", "formats", Holds::List, 20.0),
        column("保管期限", "retention_hint", Holds::Text, 10.0),
        column("三者对口", "tells", Holds::Text, 10.0),
    ],
};

const VETOES: Worksheet = Worksheet {
    name: "一票否决",
    list: "veto",
    may_be_missing: false,
    columns: &[
        column("代码", "code", Holds::Text, 8.0),
        column("名称", "name", Holds::Text, 40.0),
        column("情形", "trigger", Holds::Text, 60.0),
        column("有关项目", "items", Holds::List, 20.0),
    ],
};

const BONUSES: Worksheet = Worksheet {
    name: "加分项",
    list: "bonus",
    may_be_missing: false,
    columns: &[
        column("代码", "code", Holds::Text, 8.0),
        column("名称", "name", Holds::Text, 40.0),
        column("每次分值", "points", Holds::Number, 10.0),
        column("计量", "per", Holds::Text, 10.0),
        column("上限", "cap", Holds::Number, 8.0),
        column("佐证材料", "evidence", Holds::List, 24.0),
    ],
};

const WORD_CLASSES: Worksheet = Worksheet {
    name: "词类",
    list: "word_class",
    may_be_missing: true,
    columns: &[column("名称", "name", Holds::Text, 14.0), column("类中的词", "words", Holds::Lines, 100.0)],
};

/// The worksheets of lists, in the order of the workbook.
const LISTS: [Worksheet; 6] = [ITEMS, ASPECTS, KINDS, VETOES, BONUSES, WORD_CLASSES];

/// The worksheet of single values: a title and a value a row.
const META: &str = "基本信息";

/// The rows of [`META`].
const META_ROWS: [Column; 5] = [
    column("标准代码", "id", Holds::Text, 0.0),
    column("版本", "version", Holds::Text, 0.0),
    column("标题", "title", Holds::Text, 0.0),
    column("总分", "base_total", Holds::Number, 0.0),
    column("加分上限", "bonus_cap", Holds::Number, 0.0),
];
