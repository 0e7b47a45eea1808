//! Which items of a sheet written reports mention.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::standard::Standard;
use crate::reading::coverage::Coverage;
use crate::reading::figures::{Figure, Value};
use crate::reading::mentions::Mention;

/// What a report mentions.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageJson {
    /// The file as it was named.
    pub file: String,
    /// Items that are mentioned, in the order of the sheet.
    pub items: Vec<CoveredItemJson>,
    /// Codes of items that are not mentioned, or only as not done.
    pub absent: Vec<String>,
    /// Passages that say of an item that it was not done.
    pub denied: Vec<DenialJson>,
    /// Places left open or made unreadable.
    pub blanks: Vec<BlankJson>,
    /// Sentences and paragraphs that are there twice.
    pub repeats: Vec<RepeatJson>,
}

/// An item that is mentioned.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoveredItemJson {
    /// Its code.
    pub code: String,
    /// Where, in the order of the text.
    pub mentions: Vec<MentionJson>,
}

/// A passage that says of an item that it was not done.
#[derive(Debug, Serialize, ToSchema)]
pub struct DenialJson {
    /// Code of the item.
    pub code: String,
    /// As in the file.
    pub text: String,
    /// Characters before it in the file.
    pub offset: usize,
}

/// What the newest written reports of a county mention.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountyCoverageJson {
    /// The reports, newest first.
    pub reports: Vec<ReportCoverageJson>,
    /// Codes of items that none of them mentions; empty where there are no reports.
    pub absent: Vec<String>,
}

/// What a report that was filed mentions; `file` is its title.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportCoverageJson {
    /// Id of the evidence.
    pub evidence: String,
    /// What it mentions.
    #[serde(flatten)]
    pub coverage: CoverageJson,
}

/// How often the newest written reports of counties mention the items.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageMatrixJson {
    /// Code of the round.
    pub round: String,
    /// Codes of the items, in the order of the sheet.
    pub items: Vec<String>,
    /// The counties, in the order of lists.
    pub counties: Vec<CountyMentionsJson>,
    /// What the next page is asked with as `after`; null at the end.
    pub next: Option<String>,
}

/// How often a county's reports mention the items.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountyMentionsJson {
    /// The county's code.
    pub county: String,
    /// How many reports were read.
    pub reports: usize,
    /// How many were too much for one asking; the next asking reads them.
    pub unread: usize,
    /// By the items; null where no report was read.
    pub mentions: Option<Vec<usize>>,
}

/// A passage that speaks of an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct MentionJson {
    /// As in the file.
    pub text: String,
    /// Characters before it in the file.
    pub offset: usize,
    /// The figures in it.
    pub figures: Vec<FigureJson>,
}

/// A figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureJson {
    /// Exact, 万 and 亿 counted in: `16600` of 1.66万元; the lower end of a range; `2/3`.
    pub value: String,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// In simplified characters, such as 元; empty where the text does not say.
    pub unit: String,
    /// Words that make it more or less exact, such as 余 or 以上.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approximate: Option<String>,
    /// As in the file.
    pub text: String,
}

/// A place left open.
#[derive(Debug, Serialize, ToSchema)]
pub struct BlankJson {
    /// As in the file.
    pub text: String,
    /// Characters before it in the file.
    pub offset: usize,
}

/// A passage that was there before.
#[derive(Debug, Serialize, ToSchema)]
pub struct RepeatJson {
    /// As in the file.
    pub text: String,
    /// Characters before it in the file.
    pub offset: usize,
    /// Characters before where it stood first.
    pub first: usize,
}

impl CoverageJson {
    /// The coverage of a file by the words of a sheet.
    pub fn of(file: String, coverage: &Coverage<'_>, sheet: &Standard) -> Self {
        let code = |item: usize| sheet.items.get(item).map_or_else(String::new, |item| item.code.clone());
        let covered = |item: usize| CoveredItemJson {
            code: code(item),
            mentions: coverage.of_item(item).map(MentionJson::from).collect(),
        };
        let passage = |(text, offset): (&str, usize)| BlankJson { text: text.to_owned(), offset };
        Self {
            file,
            items: (0..sheet.items.len()).map(covered).filter(|item| !item.mentions.is_empty()).collect(),
            absent: coverage.absent.iter().map(|item| code(*item)).collect(),
            denied: coverage
                .denied
                .iter()
                .map(|denial| DenialJson {
                    code: code(denial.item),
                    text: denial.text.to_owned(),
                    offset: denial.offset,
                })
                .collect(),
            blanks: coverage.blanks.iter().map(|blank| passage((blank.text, blank.offset))).collect(),
            repeats: coverage
                .repeats
                .iter()
                .map(|repeat| RepeatJson {
                    text: repeat.text.to_owned(),
                    offset: repeat.offset,
                    first: repeat.first,
                })
                .collect(),
        }
    }
}

impl From<&Mention<'_>> for MentionJson {
    fn from(mention: &Mention<'_>) -> Self {
        let figures = mention.figures.iter().map(FigureJson::from).collect();
        Self { text: mention.text.to_owned(), offset: mention.offset, figures }
    }
}

impl From<&Figure<'_>> for FigureJson {
    fn from(figure: &Figure<'_>) -> Self {
        let to = match figure.value {
            Value::Range(_, high) => Some(high.normalize().to_string()),
            Value::Number(_) | Value::Fraction(..) => None,
        };
        Self {
            value: figure.value.digits(),
            to,
            unit: figure.unit.clone(),
            approximate: figure.approximate.clone(),
            text: figure.text.to_owned(),
        }
    }
}
