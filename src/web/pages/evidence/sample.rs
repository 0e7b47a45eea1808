//! The parts of the pages of evidence for the page that shows each part.

use serde::Serialize;

use super::form::{Choice, item_options};
use super::keys::{self, Key};
use super::list::ChosenView;
use super::revision::FileView;
use super::shown::ShownView;
use super::upload::UploadsView;
use crate::web::assets;
use crate::web::pages::changes::InStep;
use crate::web::pages::styleguide::{Sample, YEARS};
use crate::web::request::Context;

/// What the partials of evidence show.
#[derive(Serialize)]
pub(in crate::web::pages) struct EvidenceSample {
    kinds: Vec<Choice>,
    /// What a clerk may do to what is chosen.
    chosen: ChosenView,
    files: Vec<FileView>,
    shown: ShownView,
    keys: Vec<Key>,
    uploads: UploadsView,
    step: InStep,
}

impl EvidenceSample {
    pub(in crate::web::pages) fn new(cx: &Context, sample: &Sample) -> Self {
        let picture = assets::address("icon.svg");
        let kinds = sample.standard.kinds.iter();
        let file = |name: &str, kept| FileView {
            address: picture.clone(),
            name: name.to_owned(),
            picture: true,
            kept,
        };
        Self {
            kinds: kinds.map(|kind| choice(&kind.id, &kind.label)).collect(),
            chosen: chosen(sample),
            files: vec![file("样例照片一.jpg", true), file("样例照片二.jpg", false)],
            shown: ShownView {
                address: picture.clone(),
                source: picture.clone(),
                name: "样例照片一.jpg".to_owned(),
                pdf: false,
                picture: true,
                film: false,
                text: false,
                note: Some(cx.word("files-heic")),
                words: true,
                none: None,
            },
            keys: keys::of_list(cx, Some(true)),
            uploads: UploadsView::new(cx, &sample.county),
            step: InStep::none(),
        }
    }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), chosen: false }
}

fn chosen(sample: &Sample) -> ChosenView {
    ChosenView {
        files: true,
        address: "/styleguide".to_owned(),
        back: String::new(),
        items: item_options(&sample.standard, &[]),
        years: YEARS.map(|year| choice(&year.to_string(), &year.to_string())).into(),
    }
}
