//! The score of a county.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::round::Phase;
use crate::domain::score::{BonusScore, Figures, ItemScore, Missing, PhaseScore, YearScore};
use crate::ops::scores::{Frozen, RoundView, Standing};

/// The standing of a county in a round.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScoreJson {
    /// The county's code.
    pub county: String,
    /// Its name.
    pub name: String,
    /// The round's code.
    pub round: String,
    /// The selection score; `null` for a county that the round excludes.
    pub composite: Option<String>,
    /// The midterm that counts: the frozen one when there is one.
    pub midterm: Option<PhaseJson>,
    /// The midterm as it would be today, beside a frozen one.
    pub midterm_today: Option<PhaseJson>,
    /// The final.
    pub r#final: Option<PhaseJson>,
    /// Vetoes that stand.
    pub vetoes: Vec<VetoJson>,
    /// The place among the counties; `null` with a veto, without a score, or when the asker may not know.
    pub rank: Option<usize>,
}

/// A veto that stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct VetoJson {
    /// Its code.
    pub code: String,
    /// Its name in the sheet.
    pub name: String,
    /// Why it stands.
    pub reason: String,
}

/// The score of a phase.
#[derive(Debug, Serialize, ToSchema)]
pub struct PhaseJson {
    /// Base and bonus together, in the provable figure.
    pub total: String,
    /// The sum of the items on the scale of 100, provable.
    pub base: String,
    /// The sum of the bonus items after their caps, provable.
    pub bonus: String,
    /// The total in all four figures.
    pub figures: FiguresJson,
    /// Items in the order of the sheet.
    pub items: Vec<ItemJson>,
    /// Bonus items in the order of the sheet.
    pub bonuses: Vec<BonusJson>,
    /// When and from what it was frozen.
    pub frozen: Option<FrozenJson>,
}

/// The four figures; none is ever put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FiguresJson {
    /// What the sheet gives.
    pub full: String,
    /// What the stated facts earn.
    pub claimed: String,
    /// What the proven facts earn.
    pub provable: String,
    /// What the joint team gave; `null` when it gave nothing yet.
    pub city: Option<String>,
}

/// What froze a result.
#[derive(Debug, Serialize, ToSchema)]
pub struct FrozenJson {
    /// When, in UTC.
    pub at: String,
    /// SHA-256 of the inputs.
    pub sha256: String,
}

/// The score of an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemJson {
    /// Its code.
    pub code: String,
    /// The code of its aspect.
    pub aspect: String,
    /// The four figures.
    #[serde(flatten)]
    pub figures: FiguresJson,
    /// What each year earns, and the whole cycle under `null`.
    pub years: Vec<YearJson>,
    /// Pieces of evidence that count.
    pub evidence: u32,
    /// Evidence that is asked for and not there.
    pub missing: Vec<MissingJson>,
}

/// The figures of an item in a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct YearJson {
    /// The year; `null` for what is earned once in the cycle.
    pub year: Option<i32>,
    /// What the year gives.
    pub full: String,
    /// What the stated facts earn.
    pub claimed: String,
    /// What the proven facts earn.
    pub provable: String,
}

/// Evidence that is asked for and not there.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissingJson {
    /// Id of its kind.
    pub kind: String,
    /// The year; `null` for once in the cycle.
    pub year: Option<i32>,
    /// How many pieces are asked for.
    pub need: u32,
    /// How many count.
    pub have: u32,
}

/// The score of a bonus item.
#[derive(Debug, Serialize, ToSchema)]
pub struct BonusJson {
    /// Its code.
    pub code: String,
    /// The four figures; `full` is its cap.
    #[serde(flatten)]
    pub figures: FiguresJson,
    /// Pieces of evidence that count.
    pub evidence: u32,
}

impl ScoreJson {
    /// The whole standing; `phase` leaves the other phase out.
    pub fn new(view: &RoundView, standing: &Standing, phase: Option<Phase>) -> Self {
        let shown = |wanted: Phase| phase.is_none_or(|phase| phase == wanted);
        let midterm = standing.counting_midterm().filter(|_| shown(Phase::Midterm));
        let today = standing.midterm.as_ref().filter(|_| shown(Phase::Midterm) && standing.frozen.is_some());
        Self {
            county: standing.county.code.clone(),
            name: standing.county.name.clone(),
            round: view.round.code.clone(),
            composite: standing.composite.map(|points| points.to_string()),
            midterm: midterm.map(|score| PhaseJson::new(score, standing.frozen.as_ref())),
            midterm_today: today.map(|score| PhaseJson::new(score, None)),
            r#final: shown(Phase::Final).then(|| PhaseJson::new(&standing.at_final, None)),
            vetoes: standing.vetoes.iter().map(|veto| VetoJson::new(view, veto)).collect(),
            rank: standing.rank,
        }
    }
}

impl VetoJson {
    fn new(view: &RoundView, (code, reason): &(String, String)) -> Self {
        let mut vetoes = view.standard(Phase::Final).vetoes.iter();
        let name = vetoes.find(|veto| veto.code == *code).map(|veto| veto.name.clone());
        Self { code: code.clone(), name: name.unwrap_or_default(), reason: reason.clone() }
    }
}

impl PhaseJson {
    fn new(score: &PhaseScore, frozen: Option<&Frozen>) -> Self {
        Self {
            total: score.total.provable.to_string(),
            base: score.base.provable.to_string(),
            bonus: score.bonus.provable.to_string(),
            figures: score.total.into(),
            items: score.items.iter().map(ItemJson::from).collect(),
            bonuses: score.bonuses.iter().map(BonusJson::from).collect(),
            frozen: frozen.map(FrozenJson::from),
        }
    }
}

impl From<Figures> for FiguresJson {
    fn from(figures: Figures) -> Self {
        Self {
            full: figures.full.to_string(),
            claimed: figures.claimed.to_string(),
            provable: figures.provable.to_string(),
            city: figures.city.map(|points| points.to_string()),
        }
    }
}

impl From<&Frozen> for FrozenJson {
    fn from(frozen: &Frozen) -> Self {
        Self { at: frozen.at.and_utc().to_rfc3339(), sha256: frozen.sha256.clone() }
    }
}

impl From<&ItemScore> for ItemJson {
    fn from(item: &ItemScore) -> Self {
        let mut missing: Vec<&Missing> = Vec::new();
        for wanted in item.parts.iter().flat_map(|part| &part.missing) {
            if !missing.contains(&wanted) {
                missing.push(wanted);
            }
        }
        Self {
            code: item.code.clone(),
            aspect: item.aspect.clone(),
            figures: item.figures.into(),
            years: item.years.iter().map(YearJson::from).collect(),
            evidence: item.evidence,
            missing: missing.into_iter().map(MissingJson::from).collect(),
        }
    }
}

impl From<&YearScore> for YearJson {
    fn from(score: &YearScore) -> Self {
        Self {
            year: score.year.map(|year| year.0),
            full: score.full.to_string(),
            claimed: score.claimed.to_string(),
            provable: score.provable.to_string(),
        }
    }
}

impl From<&Missing> for MissingJson {
    fn from(missing: &Missing) -> Self {
        Self {
            kind: missing.kind.clone(),
            year: missing.year.map(|year| year.0),
            need: missing.min,
            have: missing.have,
        }
    }
}

impl From<&BonusScore> for BonusJson {
    fn from(bonus: &BonusScore) -> Self {
        Self { code: bonus.code.clone(), figures: bonus.figures.into(), evidence: bonus.evidence }
    }
}
