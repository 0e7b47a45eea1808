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
    /// Codes of items that are not mentioned.
    pub absent: Vec<String>,
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
