//! Lists of people and payments as tables: rows counted, and the sums of columns that hold amounts. Columns are known
//! by their headings; cells of a row have tabs between them.

use rust_decimal::Decimal;

use super::fold::Folded;
use super::told::Meant;

/// Headings of the column that makes a row a row.
const NAMES: [&str; 8] = ["姓名", "户主", "名称", "学员", "人员", "对象", "户名", "军人姓名"];
/// Words in headings of columns that hold amounts of money.
const AMOUNTS: [&str; 9] = ["金额", "(元)", "补助", "优待金", "奖金", "奖励金", "发放额", "慰问金", "(万元)"];
/// With these a list ends.
const ENDS: [&str; 8] = ["合计", "总计", "小计", "共计", "制表", "填表", "备注:", "说明"];
/// Headings of the column of running numbers.
const NUMBERS: [&str; 3] = ["序号", "编号", "顺序号"];
/// The least rows, and the most characters of one, of a list that is told by its numbers alone.
const FEWEST_ROWS: usize = 3;
const LONGEST_ROW: usize = 120;
/// Lines of such a list that are read.
const LONGEST_LIST: usize = 200_000;
/// A heading is looked for again in each line of so few cells.
const FEWEST_CELLS: usize = 2;

/// What a list adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// Rows with something in the column of names.
    pub rows: usize,
    /// Columns of amounts: the heading, and the sum in yuan.
    pub sums: Vec<(String, Decimal)>,
    /// Whether the rows were told by their running numbers alone.
    pub about: bool,
}

impl Roster {
    /// How many it may list: of rows that were told by their numbers, one in fifty more or less.
    pub fn meant(&self) -> Meant {
        let rows = Decimal::from(self.rows);
        let open = if self.about { (rows / Decimal::from(50)).ceil() } else { Decimal::ZERO };
        Meant { least: rows - open, greatest: Some(rows + open) }
    }
}

/// The columns of a list.
struct Columns {
    name: usize,
    amounts: Vec<(usize, String, Decimal)>,
}

/// Reads the lists of a text together, tables, or else lines with running numbers; nothing when there is none.
pub fn roster(text: &str) -> Option<Roster> {
    tables(text).filter(|roster| roster.rows > 0).or_else(|| numbered(text))
}

/// A list as a page of a PDF has it: a heading with names in it, then lines that begin with 1, 2, 3 and so on. Only
/// where nearly all lines are rows, each with more in it than its number, and no number is left out.
fn numbered(text: &str) -> Option<Roster> {
    let lines = text.lines().map(plain).filter(|line| !line.is_empty());
    let mut lines = lines.skip_while(|line| !is_heading(line)).skip(1);
    let (mut rows, mut others, mut since_last) = (0_usize, 0_usize, 0_usize);
    for line in lines.by_ref().take(LONGEST_LIST) {
        if ENDS.iter().any(|end| line.starts_with(end)) {
            break;
        }
        if is_row(&line, rows.saturating_add(1)) {
            others = others.saturating_add(since_last);
            (rows, since_last) = (rows.saturating_add(1), 0);
        } else if rows > 0 {
            since_last = since_last.saturating_add(usize::from(!is_heading(&line)));
        }
    }
    let sure = rows >= FEWEST_ROWS && others.saturating_mul(5) <= rows;
    sure.then(|| Roster { rows, about: true, ..Roster::default() })
}

/// 序号 姓名 and so on, in one line.
fn is_heading(line: &str) -> bool {
    NUMBERS.iter().any(|number| line.contains(number)) && NAMES.iter().any(|name| line.contains(name))
}

/// The number, and a name behind it; no date, amount or another number.
fn is_row(line: &str, number: usize) -> bool {
    let rest = line.strip_prefix(&number.to_string());
    let rest = rest.map(|rest| rest.trim_start_matches(['.', '、', ',', ' ', '\t', '|']));
    rest.is_some_and(|rest| {
        rest.chars().take_while(|char| ('\u{4e00}'..='\u{9fff}').contains(char)).count() >= 2
            && !["年", "月", "日", "项", "名", "户", "人", "元"].iter().any(|unit| rest.starts_with(unit))
            && rest.chars().count() <= LONGEST_ROW
    })
}

fn tables(text: &str) -> Option<Roster> {
    let mut columns: Option<Columns> = None;
    let (mut roster, mut found) = (Roster::default(), false);
    for line in text.lines() {
        let cells: Vec<String> = line.split('\t').map(plain).collect();
        if let Some(new) = Columns::of(&cells) {
            (columns, found) = (Some(new), true);
            continue;
        }
        let Some(known) = &columns else { continue };
        let first = cells.iter().find(|cell| !cell.is_empty());
        if first.is_some_and(|cell| ENDS.iter().any(|end| cell.starts_with(end))) {
            columns = None;
            continue;
        }
        known.add(&cells, &mut roster);
    }
    found.then_some(roster)
}

fn plain(cell: &str) -> String {
    Folded::by_characters(cell.trim()).text().to_owned()
}

impl Columns {
    /// The columns that a line of headings names.
    fn of(cells: &[String]) -> Option<Self> {
        if cells.iter().filter(|cell| !cell.is_empty()).count() < FEWEST_CELLS {
            return None;
        }
        let name = cells.iter().position(|cell| NAMES.iter().any(|name| cell.ends_with(name)))?;
        let is_amount = |cell: &&String| AMOUNTS.iter().any(|word| cell.contains(word));
        let amounts = cells.iter().enumerate().filter(|(_, cell)| is_amount(cell));
        let unit = |cell: &str| if cell.contains("万元") { Decimal::from(10_000) } else { Decimal::ONE };
        Some(Self { name, amounts: amounts.map(|(at, cell)| (at, cell.clone(), unit(cell))).collect() })
    }

    fn add(&self, cells: &[String], roster: &mut Roster) {
        if cells.get(self.name).is_none_or(String::is_empty) {
            return;
        }
        roster.rows = roster.rows.saturating_add(1);
        for (at, heading, unit) in &self.amounts {
            let amount =
                cells.get(*at).and_then(|cell| amount(cell)).and_then(|number| number.checked_mul(*unit));
            let Some(amount) = amount else { continue };
            match roster.sums.iter_mut().find(|(known, _)| known == heading) {
                Some((_, sum)) => *sum = sum.checked_add(amount).unwrap_or(*sum),
                None => roster.sums.push((heading.clone(), amount)),
            }
        }
    }
}

fn amount(cell: &str) -> Option<Decimal> {
    let digits: String = cell.chars().filter(|char| !matches!(char, ',' | '元' | ' ' | '¥')).collect();
    digits.parse().ok()
}
