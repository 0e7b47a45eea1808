//! What was found in some reports, arranged for the page.

use serde::Serialize;

use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::standard::{Item, Standard};
use crate::ops::coverage::Report;
use crate::reading::coverage::Coverage;
use crate::reading::mentions::Mention;
use crate::store::rounds::CountyRow;
use crate::web::request::Context;

/// Passages of an item that are shown.
const PASSAGES: usize = 4;
/// Blanks and repeats that are shown, each.
const PLACES: usize = 40;
/// Characters of a passage that are shown.
const LENGTH: usize = 160;

/// A text and what it is called.
pub(super) struct Source<'a> {
    title: String,
    address: Option<String>,
    pub(super) text: &'a str,
}

#[derive(Serialize)]
pub(super) struct FoundView {
    items: usize,
    at_stake: Points,
    absent: Vec<ItemView>,
    mentioned: Vec<MentionedView>,
    denied: Vec<DeniedView>,
    blanks: Vec<PlaceView>,
    repeats: Vec<PlaceView>,
}

#[derive(Serialize)]
struct ItemView {
    code: String,
    name: String,
    address: String,
    points: Points,
    lead: String,
}

#[derive(Serialize)]
struct MentionedView {
    item: ItemView,
    passages: Vec<PassageView>,
    /// How many more there are.
    more: usize,
}

#[derive(Serialize)]
struct PassageView {
    text: String,
    figures: Vec<String>,
    source: String,
    address: Option<String>,
}

/// A passage that says of an item that it was not done.
#[derive(Serialize)]
struct DeniedView {
    code: String,
    name: String,
    place: PlaceView,
}

#[derive(Serialize)]
struct PlaceView {
    text: String,
    at: String,
    source: String,
    address: Option<String>,
}

impl<'a> Source<'a> {
    pub(super) fn filed(report: &'a Report) -> Self {
        let address = Some(format!("/evidence/{}", report.evidence));
        Self { title: report.title.clone(), address, text: &report.text }
    }

    pub(super) fn pasted(title: String, text: &'a str) -> Self {
        Self { title, address: None, text }
    }
}

impl FoundView {
    pub(super) fn of(
        cx: &Context,
        (county, sheet): (&CountyRow, &Standard),
        (sources, read): (&[Source<'_>], &[Coverage<'_>]),
    ) -> Self {
        let (mut absent, mut mentioned) = (Vec::new(), Vec::new());
        for (number, item) in sheet.items.iter().enumerate() {
            let pairs = sources.iter().zip(read);
            let passages: Vec<(&Source<'_>, &Mention<'_>)> = pairs
                .flat_map(|(source, coverage)| coverage.of_item(number).map(move |mention| (source, mention)))
                .collect();
            let item = ItemView::of(county, item);
            if passages.is_empty() {
                absent.push(item);
            } else {
                mentioned.push(MentionedView::of(item, &passages));
            }
        }
        let pairs = || sources.iter().zip(read);
        let blanks = pairs().flat_map(|(source, found)| {
            found.blanks.iter().map(|blank| PlaceView::of(cx, source, (blank.text, blank.offset)))
        });
        let denied = pairs().flat_map(|(source, found)| {
            let items =
                found.denied.iter().filter_map(|denial| Some((sheet.items.get(denial.item)?, denial)));
            items.map(|(item, denial)| DeniedView {
                code: item.code.clone(),
                name: item.name.clone(),
                place: PlaceView::of(cx, source, (denial.text, denial.offset)),
            })
        });
        let repeats = pairs().flat_map(|(source, found)| {
            found.repeats.iter().map(|repeat| PlaceView::of(cx, source, (repeat.text, repeat.offset)))
        });
        Self {
            items: sheet.items.len(),
            at_stake: absent.iter().map(|item| item.points).sum(),
            denied: denied.take(PLACES).collect(),
            blanks: blanks.take(PLACES).collect(),
            repeats: repeats.take(PLACES).collect(),
            absent,
            mentioned,
        }
    }
}

impl ItemView {
    fn of(county: &CountyRow, item: &Item) -> Self {
        Self {
            code: item.code.clone(),
            name: item.name.clone(),
            address: format!("/counties/{}/items/{}", county.code, item.code),
            points: item.points,
            lead: item.lead.clone(),
        }
    }
}

impl MentionedView {
    fn of(item: ItemView, passages: &[(&Source<'_>, &Mention<'_>)]) -> Self {
        let view = |(source, mention): &(&Source<'_>, &Mention<'_>)| PassageView {
            text: shortened(mention.text),
            figures: mention.figures.iter().map(|figure| figure.text.to_owned()).collect(),
            source: source.title.clone(),
            address: source.address.clone(),
        };
        let more = passages.len().saturating_sub(PASSAGES);
        Self { item, passages: passages.iter().take(PASSAGES).map(view).collect(), more }
    }
}

impl PlaceView {
    fn of(cx: &Context, source: &Source<'_>, (text, offset): (&str, usize)) -> Self {
        let at = Message::new("web-coverage-where").with("place", offset.saturating_add(1));
        let (source, address) = (source.title.clone(), source.address.clone());
        Self { text: shortened(text), at: cx.say(&at), source, address }
    }
}

/// One line that is not too long.
fn shortened(text: &str) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(LENGTH) {
        words.truncate(end);
        words.push('…');
    }
    words
}
