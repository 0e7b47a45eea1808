//! What a report is made of: its title, its headings, what stands under them, and the parts that tell of plans and of
//! what is lacking. A heading that only names its subject claims nothing; what stands below is about the same.

use std::ops::Range;

use super::fold::Folded;

/// What a sentence is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Standing {
    /// It says what was done.
    #[default]
    Said,
    /// It names what follows.
    Heading,
    /// It stands where the report tells what is to be done (下一步打算).
    Planned,
    /// It stands where the report tells what is lacking (存在问题).
    Lacking,
}

/// The sentences of a report by what they are there for and stand under.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) standing: Vec<Standing>,
    /// By sentence: those above that say whom it is about, by number. The nearest first.
    pub(super) above: Vec<Vec<usize>>,
    /// By heading: the sentences under it.
    pub(super) under: Vec<(usize, Range<usize>)>,
}

/// The longest heading, in characters behind its number, on a line of its own and within a text.
const HEADING: (usize, usize) = (30, 16);

/// How deep a part is that a line with a colon begins, and that goes on in the numbered ones below: 会议议定：.
const LISTED: u8 = u8::MAX - 1;

/// The longest first sentence that is a title, in characters.
const TITLE: usize = 45;

/// How many sentences of a paragraph go on about whom one spoke.
const CARRIED: usize = 4;

/// What a heading does not say: these are of something done.
const DONE: [&str; 16] = [
    "了", "已", "均", "全部", "每", "圆满", "先后", "累计", "共计", "定期", "多次", "名", "率", "获", "无一",
    "没有",
];

const PLANS: [&str; 17] = [
    "主要任务",
    "会议强调",
    "会议要求",
    "会议议定",
    "下半年工作",
    "工作要求",
    "下一步",
    "下步",
    "今后",
    "努力方向",
    "工作打算",
    "下阶段",
    "下一阶段",
    "工作思路",
    "工作设想",
    "明年工作",
    "几点打算",
];

const LACKS: [&str; 14] = [
    "短板弱项",
    "短板和不足",
    "薄弱环节",
    "存在问题",
    "存在的问题",
    "存在不足",
    "存在的不足",
    "问题和不足",
    "问题与不足",
    "主要问题",
    "困难和问题",
    "不足之处",
    "存在困难",
    "存在的困难",
];

/// With these a part that begins by what is lacking tells of something else.
const MENDED: [&str; 4] = ["整改", "解决", "化解", "销号"];

/// A sentence as it stands in the text.
struct Line<'t> {
    text: &'t str,
    /// How deep its number is: 一、 is 1; none without a number.
    level: Option<u8>,
    begins: bool,
    /// A line ends behind it, and no sign.
    bare: bool,
}

impl Outline {
    pub(super) fn of(folded: &Folded<'_>, sentences: &[Range<usize>]) -> Self {
        let lines: Vec<Line<'_>> = sentences.iter().map(|sentence| Line::of(folded, sentence)).collect();
        let mut outline = Self::default();
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut part: Option<(u8, Standing)> = None;
        let mut paragraph = 0;
        let names_all = lines.first().is_some_and(|line| line.text.chars().count() <= TITLE);
        for (number, line) in lines.iter().enumerate() {
            if line.begins || line.level.is_some() {
                paragraph = number;
            }
            let heading = line.is_heading(lines.get(number + 1));
            let level = line.level.unwrap_or(if heading { 1 } else { u8::MAX });
            if level < u8::MAX {
                open.retain(|(above, _)| *above < level);
            }
            // A part ends with a heading as high; one that begins within a paragraph, with it.
            let ends = |(depth, _): (u8, Standing)| match depth {
                u8::MAX => line.begins,
                LISTED => line.begins && line.level.is_none(),
                depth => level <= depth,
            };
            let depth = if line.level.is_none() && line.text.ends_with(':') { LISTED } else { level };
            let begun = || line.part().filter(|_| number > 0).map(|what| (depth, what));
            part = part.filter(|part| !ends(*part)).or_else(begun);
            outline.standing.push(match (part, heading) {
                (Some((_, what)), _) => what,
                (None, true) => Standing::Heading,
                (None, false) => Standing::Said,
            });
            let before = (paragraph..number).rev().take(CARRIED);
            let headings = open.iter().rev().map(|(_, heading)| *heading);
            let title = (number > 0 && names_all).then_some(0);
            outline.above.push(before.chain(headings).chain(title).collect());
            if heading {
                open.push((level, number));
            }
        }
        outline.under = outline.headings(&lines);
        outline
    }

    /// What stands under each numbered heading, up to the next one, where the first sentence tells figures.
    fn headings(&self, lines: &[Line<'_>]) -> Vec<(usize, Range<usize>)> {
        let is_heading = |number: &usize| self.standing.get(*number) == Some(&Standing::Heading);
        let is_numbered = |number: &usize| lines.get(*number).is_some_and(|line| line.level.is_some());
        let tells = |number: &usize| {
            lines.get(number + 1).is_some_and(|line| line.level.is_none() && line.has_figure())
        };
        let all = (0..lines.len()).filter(is_heading).filter(is_numbered).filter(tells);
        let end = |from: usize| {
            let anew = |number: &usize| is_heading(number) || is_numbered(number);
            (from + 1..lines.len()).find(anew).unwrap_or(lines.len())
        };
        all.map(|heading| (heading, heading + 1..end(heading))).collect()
    }
}

impl<'t> Line<'t> {
    fn of(folded: &'t Folded<'_>, sentence: &Range<usize>) -> Self {
        let text = folded.text().get(sentence.clone()).unwrap_or_default();
        let breaks = folded.breaks();
        let at_break = |at: usize| breaks.binary_search_by_key(&at, |line| line.at).is_ok();
        let begins = sentence.start == 0 || at_break(sentence.start);
        let bare = !text.ends_with(['。', '!', '?', ';', ',', ':']) && at_break(sentence.end);
        Self { text, level: level(text), begins, bare }
    }

    /// Whether it names what follows: short, of nothing done, no figure, and something stands under it.
    fn is_heading(&self, next: Option<&Self>) -> bool {
        let Some(next) = next else { return false };
        let words = behind_number(self.text).trim_end_matches(['。', ':', ';']);
        let most = if self.bare { HEADING.0 } else { HEADING.1 };
        let short = words.chars().count() <= most;
        let of_nothing_done = !self.has_figure() && !DONE.iter().any(|done| words.contains(done));
        let has_body = match (self.level, next.level) {
            (Some(here), Some(next)) => next > here,
            (Some(_), None) => !(self.bare && next.bare && next.text.chars().count() <= HEADING.0),
            (None, _) => self.begins && self.bare && !next.bare && !words.contains(',') && !is_listed(words),
        };
        short && of_nothing_done && has_body
    }

    fn has_figure(&self) -> bool {
        behind_number(self.text).contains(|char: char| char.is_ascii_digit())
    }

    /// The part of the report that begins here.
    fn part(&self) -> Option<Standing> {
        if !self.begins && self.level.is_none() {
            return None;
        }
        let head: String = behind_number(self.text).chars().take(HEADING.1).collect();
        let says = |words: &[&str]| words.iter().any(|word| head.contains(word));
        if says(&LACKS) || head.starts_with("不足:") || head.starts_with("不足。") {
            return (!MENDED.iter().any(|word| self.text.contains(word))).then_some(Standing::Lacking);
        }
        says(&PLANS).then_some(Standing::Planned)
    }
}

/// 二是接收伤病残军人: one of several.
fn is_listed(text: &str) -> bool {
    text.trim_start_matches(|char| NUMBERS.contains(char)).starts_with('是')
}

const NUMBERS: &str = "一二三四五六七八九十";

/// How deep a heading's number is: 一、 (一) 1. (1).
fn level(text: &str) -> Option<u8> {
    let of_digits = |char: char| char.is_ascii_digit();
    let of_numbers = |char: char| NUMBERS.contains(char);
    let bare = text.trim_start_matches(of_numbers);
    if bare.len() < text.len() && bare.starts_with(['、', '.', ',']) {
        return Some(1);
    }
    if let Some(inside) = text.strip_prefix('(') {
        let (numbers, digits) = (inside.trim_start_matches(of_numbers), inside.trim_start_matches(of_digits));
        return match () {
            () if numbers.len() < inside.len() && numbers.starts_with(')') => Some(2),
            () if digits.len() < inside.len() && digits.starts_with(')') => Some(4),
            () => None,
        };
    }
    let bare = text.trim_start_matches(of_digits);
    let short = bare.len() < text.len() && text.len() - bare.len() <= 2;
    let behind = bare.strip_prefix(['、', '.', ')', ','])?;
    (short && !behind.starts_with(of_digits)).then_some(3)
}

pub(super) fn behind_number(text: &str) -> &str {
    if level(text).is_none() {
        return text;
    }
    text.trim_start_matches(|char: char| {
        char.is_ascii_digit() || NUMBERS.contains(char) || "()、.,".contains(char)
    })
}
