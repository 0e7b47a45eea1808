//! What the facts of a sheet are called, so that a text that tells one can be found: the words of its label, the words
//! of its item, and what is counted.

use std::collections::BTreeSet;

use crate::domain::rule::Rule;
use crate::domain::standard::{Level, Standard};
use crate::reading::fold::Folded;

/// A fact of the sheet: one figure of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLabel {
    /// Code of the item.
    pub item: String,
    /// Name of the item.
    pub item_name: String,
    /// The field of [`crate::domain::facts::Facts`].
    pub field: &'static str,
    /// What the sheet calls it.
    pub label: String,
    pub(super) words: Words,
    pub(super) topic: Words,
    pub(super) counted: Counted,
}

impl FactLabel {
    /// Whether it counts what a roster lists, one to a row.
    pub fn counts_listed(&self) -> bool {
        matches!(self.counted, Counted::Persons | Counted::Households)
    }
}

/// Pairs of characters that follow each other, of the words that matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(BTreeSet<(char, char)>);

/// What a fact counts, as its label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Persons,
    Households,
    Pieces,
    Anything,
}

/// Words of labels that no report repeats.
const LEFT_OUT: [&str; 22] = [
    "当年",
    "周期内",
    "人数",
    "户数",
    "件数",
    "份数",
    "票数",
    "总数",
    "单位数",
    "项目数",
    "任务数",
    "计划数",
    "社区数",
    "数",
    "已",
    "有效",
    "与",
    "和",
    "及",
    "或",
    "的",
    "等",
];

/// Every figure that the items of a sheet ask for at a level.
pub fn labels(standard: &Standard, level: Level) -> Vec<FactLabel> {
    let of_item = |item: &crate::domain::standard::Item| {
        let figures = figures(item.rule.at(level));
        let label = |(field, label): (&'static str, String)| FactLabel {
            item: item.code.clone(),
            item_name: item.name.clone(),
            field,
            words: Words::of(&essence(&label)),
            topic: Words::of(&item.name),
            counted: Counted::by(&label),
            label,
        };
        figures.into_iter().map(label).collect::<Vec<_>>()
    };
    standard.items.iter().flat_map(of_item).collect()
}

fn figures(rule: &Rule) -> Vec<(&'static str, String)> {
    match rule {
        Rule::Ratio(ratio) => ratio_figures(&ratio.numerator, &ratio.denominator),
        Rule::SampledRatio(sampled) => ratio_figures(&sampled.ratio.numerator, &sampled.ratio.denominator),
        Rule::Count(count) => vec![("count", count.metric.clone())],
        Rule::PerYear(per_year) => vec![("count", per_year.need.clone())],
        _ => Vec::new(),
    }
}

fn ratio_figures(above: &str, below: &str) -> Vec<(&'static str, String)> {
    vec![("numerator", above.to_owned()), ("denominator", below.to_owned())]
}

fn essence(label: &str) -> String {
    LEFT_OUT.iter().fold(label.to_owned(), |label, word| label.replace(word, ","))
}

impl Counted {
    fn by(label: &str) -> Self {
        match label {
            _ if label.ends_with("人数") => Self::Persons,
            _ if label.ends_with("户数") => Self::Households,
            _ if label.ends_with("件数") || label.ends_with("份数") || label.ends_with("票数") => {
                Self::Pieces
            }
            _ => Self::Anything,
        }
    }

    /// Whether a figure of this unit can be the fact.
    pub(super) fn takes(self, unit: &str) -> bool {
        match self {
            Self::Persons => matches!(unit, "人" | "名" | "位" | "个" | "人次" | "员" | ""),
            Self::Households => matches!(unit, "户" | "家" | "个" | "户次" | ""),
            Self::Pieces => matches!(unit, "件" | "份" | "个" | "张" | "封" | "票" | "项" | ""),
            Self::Anything => !matches!(
                unit,
                "元" | "%"
                    | "年"
                    | "月"
                    | "日"
                    | "天"
                    | "岁"
                    | "人"
                    | "名"
                    | "户"
                    | "平方米"
                    | "公里"
                    | "亩"
                    | "吨"
                    | "小时"
                    | "人次"
                    | ""
                    | "米"
                    | "公斤"
                    | "度"
                    | "分"
                    | "点"
                    | "时"
            ),
        }
    }
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let folded = Folded::of(text);
        let chars: Vec<char> = folded.text().chars().collect();
        let pairs = chars.windows(2).filter_map(|pair| match pair {
            [one, other] if one.is_alphabetic() && other.is_alphabetic() => Some((*one, *other)),
            _ => None,
        });
        Self(pairs.collect())
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// How much of these words stands in others, in hundredths; none of nothing.
    pub(super) fn found_in(&self, others: &Self) -> usize {
        let found = self.0.intersection(&others.0).count();
        found.saturating_mul(100).checked_div(self.0.len()).unwrap_or_default()
    }
}
