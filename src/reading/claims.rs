//! Whether a word in a report claims that something was done. It does not in the title of the report, in the name of a
//! fault (关于“共建点雷同”的问题), and where the report says that it was not done (尚未建立, 没有开展, 处于空白).
//!
//! What people mean by 没有 depends on what follows: 没有发生军民纠纷 is something to be proud of.

use std::ops::Range;

use super::fold::Folded;
use super::outline::{Standing, behind_number};
use super::title::title_end;

/// What a word where it stands is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    Done,
    /// The report says that it was not done.
    Denied,
    /// A title, a heading, a plan, or the name of a fault.
    Named,
}

/// What was not done, behind a word that denies.
const DOING: [&str; 50] = [
    "配齐", "评出", "动工", "覆盖", "选出", "打造", "修复", "布置", "建立", "成立", "组建", "开展", "落实",
    "召开", "签订", "签署", "悬挂", "制定", "制作", "拍摄", "设立", "设置", "纳入", "列入", "安排", "组织",
    "举办", "配备", "明确", "兑现", "发放", "完成", "实现", "出台", "形成", "建成", "启动", "实施", "编制",
    "印发", "开设", "开办", "开通", "健全", "完善", "接收", "修订", "到位", "拨付", "创建",
];

/// Words that deny what follows within a few characters.
const NOT: [&str; 12] =
    ["尚未", "还未", "仍未", "至今未", "均未", "都未", "也未", "并未", "从未", "未能", "没有", "还没"];

/// Words of which there is none, right behind them.
const NONE: [&str; 5] = ["没有", "缺乏", "缺少", "尚无", "暂无"];

/// What a report is proud not to have, and what makes a denial another one.
const GOOD: [&str; 30] = [
    "发生", "出现", "纠纷", "矛盾", "事件", "事故", "问题", "退兵", "拖欠", "违", "侵", "损害", "信访",
    "上访", "投诉", "间断", "中断", "落下", "遗漏", "减少", "削减", "停", "忘", "放松", "松懈", "影响",
    "扰民", "差错", "挪用", "因",
];

/// With these a sentence turns to what was done after all.
const TURNS: [&str; 6] = ["但", "不过", "已", "现在", "如今", "全部"];

/// A sentence that begins so tells of what is to come.
const PLANS: [&str; 9] =
    ["下一步", "下步", "今后", "接下来", "下阶段", "下一阶段", "明年", "下半年", "会议强调"];

/// And a clause that says so, before the word.
const WILL: [&str; 40] = [
    "我们将",
    "我县将",
    "我市将",
    "我区将",
    "我局将",
    "我镇将",
    "我部将",
    "将继续",
    "将进一步",
    "将着力",
    "将持续",
    "将加大",
    "将加快",
    "将举办",
    "将逐步",
    "将抓紧",
    "将在",
    "将于",
    "将以",
    "将会",
    "计划于",
    "计划在",
    "还计划",
    "计划同",
    "计划与",
    "计划设立",
    "计划列入",
    "计划建",
    "打算",
    "力争",
    "争取",
    "拟于",
    "拟在",
    "拟同",
    "拟增设",
    "有待",
    "要抓紧",
    "筹备",
    "希望",
    "欢迎",
];

/// The same at the beginning of a clause: 要广泛开展军民共建活动.
const SHOULD: [&str; 6] = ["要", "我们要", "必须", "应当", "探索", "准备"];
const NO_SHOULD: [&str; 3] = ["要求", "要点", "要素"];

/// Behind the word: not done, or not well.
const UNDONE: [&str; 31] = [
    "下功夫",
    "还在",
    "正在报批",
    "正在选址",
    "正在论证",
    "正在筹",
    "正在申报",
    "未完成",
    "未启动",
    "未开展",
    "没有任务",
    "无任务",
    "不规范",
    "不完善",
    "不健全",
    "不及时",
    "不到位",
    "不齐全",
    "不全",
    "不高",
    "不经常",
    "不够",
    "不足",
    "不强",
    "薄弱",
    "缺项",
    "滞后",
    "陈旧",
    "失修",
    "无人看管",
    "仍是空白",
];

/// What a sentence says before it tells of faults.
const FAULTS: [&str; 8] =
    ["存在短板", "存在不足", "存在问题", "存在的问题", "还有差距", "有差距", "还有不足", "有一些不足"];

/// What may stand before the word that denies, at the beginning of the clause behind.
const LEAD: &str = "至今一直目前也都均还仍尚却";

/// Characters between a word and what denies it.
const FAR: usize = 14;

/// Which words of a text claim something.
pub(super) struct Claims<'f, 'a> {
    folded: &'f Folded<'a>,
    sentence: Range<usize>,
    /// Behind the title, if the sentence begins with one.
    title: usize,
    /// Whether anything is denied in it at all.
    denies: bool,
    standing: Standing,
}

impl<'f, 'a> Claims<'f, 'a> {
    pub(super) fn of(folded: &'f Folded<'a>, sentence: &Range<usize>, standing: Standing) -> Self {
        let text = folded.text().get(sentence.clone()).unwrap_or_default();
        let title = title_end(folded, sentence).unwrap_or(sentence.start);
        let denies = text.contains(['未', '没', '缺', '空', '无']);
        Self { folded, sentence: sentence.clone(), title, denies, standing }
    }

    /// What a word is good for, in one of the clauses of the sentence.
    pub(super) fn made_by(&self, word: &Range<usize>, clauses: &[Range<usize>]) -> Claim {
        let Some(number) = clauses.iter().position(|clause| word.start < clause.end) else {
            return Claim::Done;
        };
        let at = |number: usize| {
            clauses.get(number).and_then(|clause| self.text(clause.clone())).unwrap_or_default()
        };
        let clause = clauses.get(number).cloned().unwrap_or_default();
        let named = word.start < self.title || is_announced(at(number)) || self.is_fault(word);
        let planned = self.standing == Standing::Planned && !is_done(at(number));
        if named || planned || self.standing == Standing::Heading || self.is_planned(word, &clause) {
            return Claim::Named;
        }
        let lacking = self.standing == Standing::Lacking || self.is_faulty(word, &clause);
        let otherwise = if lacking { Claim::Named } else { Claim::Done };
        if !self.denies {
            return otherwise;
        }
        let before = self.text(clause.start..word.start).unwrap_or_default();
        let behind = self.text(word.start..clause.end).unwrap_or_default();
        let rest = self.text(word.end..clause.end).unwrap_or_default();
        let with_word = self.text(clause.start..word.end).unwrap_or_default();
        let denied = denial(last(with_word, FAR), rest)
            || is_without(before, behind)
            || is_denied_behind(rest)
            || begins_with_denial(at(number + 1));
        if denied { Claim::Denied } else { otherwise }
    }

    /// 下一步，我们将…: what a sentence says it will do, or the clause does.
    fn is_planned(&self, word: &Range<usize>, clause: &Range<usize>) -> bool {
        let before = self.text(self.sentence.start..word.start).unwrap_or_default();
        let here = self.text(clause.start..word.start).unwrap_or_default();
        let whole = self.text(clause.clone()).unwrap_or_default();
        let should = SHOULD.iter().any(|should| whole.starts_with(should))
            && !NO_SHOULD.iter().any(|other| whole.starts_with(other));
        let plans = PLANS.iter().any(|plan| behind_number(before).starts_with(plan));
        plans || should || WILL.iter().any(|will| here.contains(will))
    }

    /// What stands behind it in the clause says that it is not done, or a fault; or the sentence told of faults before.
    fn is_faulty(&self, word: &Range<usize>, clause: &Range<usize>) -> bool {
        let rest = self.text(word.end..clause.end).unwrap_or_default();
        let opening = self.text(self.sentence.start..word.start).unwrap_or_default();
        let sentence = self.text(self.sentence.clone()).unwrap_or_default();
        let good = |text: &str| ["没有", "整改", "解决", "克服"].iter().any(|good| text.contains(good));
        let undone = UNDONE.iter().filter_map(|undone| first(rest, FAR).find(undone)).min();
        let undone = undone.and_then(|at| rest.get(..at)).is_some_and(|between| !good(between));
        undone || (FAULTS.iter().any(|fault| opening.contains(fault)) && !good(sentence))
    }

    /// Whether the sentence turns to what was done between two places.
    pub(super) fn turns(&self, between: Range<usize>) -> bool {
        self.text(between).is_some_and(|text| TURNS.iter().any(|word| text.contains(word)))
    }

    fn text(&self, range: Range<usize>) -> Option<&str> {
        self.folded.text().get(range)
    }

    /// The word stands in quotation marks, and 的问题 behind them.
    fn is_fault(&self, word: &Range<usize>) -> bool {
        let rest = first(self.text(word.end..self.sentence.end).unwrap_or_default(), FAR * 2);
        let Some((inside, behind)) = rest.split_once('"') else { return false };
        let opened =
            self.text(self.sentence.start..word.start).unwrap_or_default().matches('"').count() % 2 == 1;
        opened && !inside.contains("问题") && ["的问题", "问题"].iter().any(|fault| behind.starts_with(fault))
    }
}

/// What was done after all, among plans: 会议印发了任务分工表.
fn is_done(clause: &str) -> bool {
    clause.contains('已') || (clause.contains('了') && !clause.contains("为了"))
}

/// 现将我县双拥工作情况汇报如下.
fn is_announced(clause: &str) -> bool {
    clause.contains("现将") && clause.ends_with("如下")
}

/// 没有 or 缺乏 right before the word.
fn is_without(before: &str, behind: &str) -> bool {
    let near = last(before, FAR);
    let none = NONE.iter().filter_map(|word| Some((*word, near.rfind(word)?)));
    let none = none.map(|(word, at)| near.get(at + word.len()..).unwrap_or_default());
    let mut without = none.filter(|between| between.chars().count() <= 6 && !between.contains(['未', '不']));
    let proud = |between: &str| GOOD.iter().any(|word| between.contains(word) || behind.contains(word));
    without.any(|between| !proud(between)) || near.ends_with('无') && !proud("")
}

/// 没有开展, 尚未落实, 处于空白 behind the word.
fn is_denied_behind(rest: &str) -> bool {
    let near = first(rest, FAR);
    let empty = near.find("空白").and_then(|at| near.get(..at));
    empty.is_some_and(|before| !["填补", "消除", "没有", "补齐"].iter().any(|word| before.contains(word)))
        || denial(near, "")
}

/// A clause that says of the one before it that it was not done: 至今没有开展.
fn begins_with_denial(clause: &str) -> bool {
    let bare = clause.trim_start_matches(|char| LEAD.contains(char));
    clause.chars().count() <= 12 && denial(clause, "") && (bare.starts_with('未') || bare.starts_with("没有"))
}

/// Whether a text, with more behind it, denies that something was done. 尚未完成的 tells only which ones are meant.
fn denial(text: &str, more: &str) -> bool {
    let denied = NOT.iter().filter_map(|word| Some((text.rfind(word)?, word.len(), 8)));
    let bare = text.rfind('未').map(|at| (at, '未'.len_utf8(), 0));
    let Some((at, length, far)) = denied.chain(bare).max_by_key(|(at, length, far)| (at + length, *far))
    else {
        return false;
    };
    let (before, rest) = (text.get(..at).unwrap_or_default(), text.get(at + length..).unwrap_or_default());
    let doing = DOING.iter().filter_map(|word| Some((rest.find(word)?, word.len())));
    let Some((verb, length)) = doing.min().filter(|(verb, _)| *verb <= far * 3) else { return false };
    let between = rest.get(..verb).unwrap_or_default();
    let behind = rest.get(verb + length..).unwrap_or_default();
    let twice = ["没有", "无", "不"].iter().any(|word| before.contains(word));
    let of_others = behind.chars().chain(more.chars()).take(4).any(|char| char == '的');
    !twice && !of_others && !GOOD.iter().any(|word| between.contains(word))
}

/// The first characters of a text.
fn first(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

/// The last characters of a text.
fn last(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().nth(characters.saturating_sub(1)).map_or(0, |(start, _)| start);
    text.get(start..).unwrap_or(text)
}
