//! An item or a bonus item of the sheet: what is stated of it, and under which words.

use crate::domain::round::Phase;
use crate::domain::rule::Rule;
use crate::domain::standard::{Bonus, Item, Level, Need, Per};
use crate::ops::scores::RoundView;
use crate::store::rounds::CountyRow;
use crate::texts::Lang;

/// What facts are stated of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject<'a> {
    Item(&'a Item, Level),
    Bonus(&'a Bonus),
}

impl<'a> Subject<'a> {
    /// The item or bonus item with this code, as it counts for a county.
    pub(super) fn find(view: &'a RoundView, county: &CountyRow, code: &str) -> Option<Self> {
        let standard = view.standard(Phase::Final);
        let level = if county.level == Level::Prefecture.id() { Level::Prefecture } else { Level::County };
        let bonus = || standard.bonuses.iter().find(|bonus| bonus.code == code).map(Self::Bonus);
        standard.item(code).map(|item| Self::Item(item, level)).or_else(bonus)
    }

    pub(super) fn code(self) -> &'a str {
        match self {
            Self::Item(item, _) => &item.code,
            Self::Bonus(bonus) => &bonus.code,
        }
    }

    pub(super) fn name(self) -> &'a str {
        match self {
            Self::Item(item, _) => &item.name,
            Self::Bonus(bonus) => &bonus.name,
        }
    }

    /// The rule that holds for the county; bonus items have none.
    pub(super) fn rule(self) -> Option<&'a Rule> {
        match self {
            Self::Item(item, level) => Some(item.rule.at(level)),
            Self::Bonus(_) => None,
        }
    }

    /// What can be ticked, in the order of the facts.
    pub(super) fn ticks(self) -> Vec<&'a str> {
        self.rule().map(Rule::ticks).unwrap_or_default()
    }

    /// The numbers that are stated: the field's name and what it is called here.
    pub(super) fn numbers(self, lang: Lang) -> Vec<(&'static str, String)> {
        let fields = self.rule().map_or(&["count"][..], Rule::fields);
        let numbers = fields.iter().filter(|field| **field != "done");
        numbers.map(|field| (*field, self.label(field, lang))).collect()
    }

    fn label(self, field: &str, lang: Lang) -> String {
        let general = lang.named("field", field);
        match (self, self.rule(), field) {
            (Self::Bonus(bonus), ..) => format!("{general}（{}）", bonus.per),
            (_, Some(Rule::PerYear(rule)), _) => rule.need.clone(),
            (_, Some(Rule::Count(rule)), _) => rule.metric.clone(),
            (_, Some(Rule::Ratio(rule)), "numerator") => rule.numerator.clone(),
            (_, Some(Rule::Ratio(rule)), "denominator") => rule.denominator.clone(),
            (_, Some(Rule::SampledRatio(rule)), "numerator") => rule.ratio.numerator.clone(),
            (_, Some(Rule::SampledRatio(rule)), "denominator") => rule.ratio.denominator.clone(),
            (_, Some(Rule::Deduct(rule)), _) => format!("{general}（{}）", rule.event),
            _ => general,
        }
    }

    /// The evidence that it asks for.
    pub(super) fn needs(self) -> Vec<Need> {
        match self {
            Self::Item(item, _) => item.needs.clone(),
            Self::Bonus(bonus) => {
                let need = |kind: &String| Need { kind: kind.clone(), min: 1, per: Per::Year };
                bonus.evidence.iter().map(need).collect()
            }
        }
    }
}
