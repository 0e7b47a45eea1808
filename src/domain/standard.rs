//! The scoring sheet (考评标准): aspects, items with their rules and required evidence, vetoes, bonus items.
//!
//! Values here are already checked; reading TOML and XLSX and naming every problem is `crate::sheet`'s.

use serde::{Deserialize, Serialize};

use super::lexicon::{Cue, WordClass};
use super::points::Points;
use super::rule::Rule;

/// A versioned scoring sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// The sheet's id; versions of one sheet share it.
    pub id: String,
    /// Which version, such as `2026` or `2026-1`; ids and versions are unique together.
    pub version: String,
    /// The title as printed.
    pub title: String,
    /// What all items together give; phase totals are scaled from it to 100.
    pub base_total: Points,
    /// The most that bonus items give together.
    pub bonus_cap: Points,
    /// The kinds of evidence that items may ask for.
    pub kinds: Vec<EvidenceKind>,
    /// 大项, in the order of the sheet.
    pub aspects: Vec<Aspect>,
    /// 考评内容, in the order of the sheet.
    pub items: Vec<Item>,
    /// 一票否决.
    pub vetoes: Vec<Veto>,
    /// 加分项.
    pub bonuses: Vec<Bonus>,
    /// 词类: words that the cues of many items share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub word_classes: Vec<WordClass>,
}

/// A kind of evidence with its catalogue fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceKind {
    /// Short id, such as `minutes`.
    pub id: String,
    /// Its name for people, such as 会议纪要.
    pub label: String,
    /// Ids of the catalogue fields, such as a photo's six.
    pub fields: Vec<String>,
    /// File kinds that are usual for it, by extension.
    pub formats: Vec<String>,
    /// 保管期限 of DA/T 22-2015: `Y`, `D30` or `D10`.
    pub retention: String,
    /// What of the three that have to agree it is, where the sheet says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tells: Option<Tells>,
}

/// What a kind of evidence is in the three-way match (三者对口); reports are also looked through for the items that
/// they mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tells {
    /// A written report.
    Report,
    /// The board or introduction of a site.
    Site,
    /// A list of people or payments.
    Roster,
    /// None of them.
    Nothing,
}

impl Tells {
    /// All, in the order of columns.
    pub const ALL: [Self; 4] = [Self::Report, Self::Site, Self::Roster, Self::Nothing];

    /// As it stands in a sheet.
    pub fn id(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Site => "site",
            Self::Roster => "roster",
            Self::Nothing => "nothing",
        }
    }
}

impl EvidenceKind {
    /// What it is in the three-way match: what the sheet says, else what its id and its name say.
    pub fn tells(&self) -> Tells {
        let says = |words: &[&str]| words.iter().any(|word| self.label.contains(word));
        self.tells.unwrap_or(match self.id.as_str() {
            "report" | "summary" => Tells::Report,
            "site" => Tells::Site,
            "roster" => Tells::Roster,
            _ if says(&["媒体", "媒體", "预算", "預算"]) => Tells::Nothing,
            _ if says(&["报告", "報告", "汇报", "彙報", "总结", "總結"]) => Tells::Report,
            _ => Tells::Nothing,
        })
    }
}

/// An aspect (大项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aspect {
    /// Its code, such as `A`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What its items give together.
    pub points: Points,
}

/// An item (考评内容) with its rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its code, such as `A02`.
    pub code: String,
    /// The code of its aspect.
    pub aspect: String,
    /// Its name.
    pub name: String,
    /// What it gives.
    pub points: Points,
    /// Whether its rule is applied to each year and the points shared equally between them.
    pub each_year: bool,
    /// The lead unit.
    pub lead: String,
    /// Whether the inspection visits a place for it.
    pub site_visit: bool,
    /// A remark for those who collect the evidence.
    pub note: String,
    /// How it is scored.
    pub rule: Rule,
    /// The evidence it asks for.
    pub needs: Vec<Need>,
    /// Words by which a report is seen to speak of it; sheets from before there were any have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Cue>,
}

/// Evidence that an item asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The id of the kind.
    pub kind: String,
    /// How many pieces at the least.
    pub min: u32,
    /// In each year, or once in the cycle.
    pub per: Per,
}

/// How often evidence is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// In each assessment year.
    Year,
    /// Once in the years of the phase.
    Cycle,
}

/// A veto (一票否决): any one established keeps the county out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Veto {
    /// Its code, such as `V01`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What must have happened.
    pub trigger: String,
    /// Items that it touches.
    pub items: Vec<String>,
}

/// A bonus item (加分项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bonus {
    /// Its code, such as `X01`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What one unit gives.
    pub points: Points,
    /// What is counted, such as 每项.
    pub per: String,
    /// The most that it gives.
    pub cap: Points,
    /// Kinds of evidence, any of which proves a unit.
    pub evidence: Vec<String>,
}

/// The level of a place; some rules differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 地市级.
    Prefecture,
    /// 县级.
    County,
}

impl Level {
    /// The name in the database.
    pub fn id(self) -> &'static str {
        match self {
            Self::Prefecture => "prefecture",
            Self::County => "county",
        }
    }
}

impl Standard {
    /// The item with this code.
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The kind of evidence with this id.
    pub fn kind(&self, id: &str) -> Option<&EvidenceKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// Whether evidence and facts may be filed under this code: an item or a bonus item.
    pub fn has_code(&self, code: &str) -> bool {
        self.item(code).is_some() || self.bonuses.iter().any(|bonus| bonus.code == code)
    }
}
