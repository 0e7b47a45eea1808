//! The parts of the city's table for the page that shows each part: the made-up county and one with a veto.

use serde::Serialize;

use super::heat::Cells;
use super::league::{LeagueLine, lines};
use super::lost::LostView;
use crate::domain::score::{Figures, ItemScore};
use crate::ops::scores::board::{Cell, Head, Line};
use crate::store::rounds::CountyRow;
use crate::web::pages::styleguide::Sample;

/// What the partials of the table show.
#[derive(Serialize)]
pub(in crate::web::pages) struct MatrixSample {
    league: Vec<LeagueLine>,
    lost: LostView,
}

impl MatrixSample {
    pub(in crate::web::pages) fn new(sample: &Sample) -> Self {
        let second = CountyRow { name: "样例二县".to_owned(), ..sample.county.clone() };
        let vetoes = vec![("V1".to_owned(), String::new())];
        let counties = [line(sample, (&sample.county, Vec::new())), line(sample, (&second, vetoes))];
        let cells: Cells = [(sample.county.code.clone(), cells(&sample.standing.at_final.items))].into();
        Self {
            league: lines(&sample.round, &counties.each_ref()),
            lost: LostView::of(&sample.standard, &cells),
        }
    }
}

fn line(sample: &Sample, (county, vetoes): (&CountyRow, Vec<(String, String)>)) -> Line {
    let midterm = sample.standing.counting_midterm().map(|score| score.total);
    Line {
        county: county.clone(),
        rank: vetoes.is_empty().then_some(1),
        head: Head { midterm, at_final: sample.standing.at_final.total, vetoes },
        composite: None,
    }
}

fn cells(items: &[ItemScore]) -> Vec<Cell> {
    let cell = |item: &ItemScore| {
        let Figures { full, claimed, provable, city } = item.figures;
        Cell { code: item.code.clone(), full, claimed, provable, city, evidence: item.evidence }
    };
    items.iter().map(cell).collect()
}
