//! Finding the pairs among many: what is cheap to ask is asked of all, what is dear only of those that are left.

use std::sync::OnceLock;
use std::thread;

use super::Print;
use super::blocks::{Accord, COARSE, FINE, Sampled};
use super::plane::{Plane, Window};
use super::window::{BASES, Few, Marks, Reliefs, Span, apart, few, reliefs_and_marks, unlike, windows};

/// How far apart two prints of a photo are at the most, in few values and in reliefs whatever the windows, and in few
/// values through the best of them.
const FEW: u32 = 60;
const RELIEFS: u32 = 520;
const NEAR: u32 = 200;
/// How many marks differ at the most, and when it is clear enough by them.
const MARKS: u32 = 48;
const CLEAR: u32 = 16;
/// How well the blocks have to go together when it is clear enough, and else.
const LITTLE: Accord = Accord { mean: 0.65, share: 0.0, told: 4 };
const MUCH: Accord = Accord { mean: 0.74, share: 0.6, told: 8 };
/// So many later prints that are like one are enough of it: what is like all others is no more than that.
const MOST: usize = 32;
/// Prints that are gone through together, so that they stay where the processor has them at hand.
const TILE: usize = 1_000;

/// A print made ready to be compared.
#[derive(Debug, Clone)]
pub struct Look {
    first: Span<32>,
    few: Vec<Few>,
    greys: Plane,
    /// Made when it is asked for.
    detail: OnceLock<Detail>,
}

#[derive(Debug, Clone)]
struct Detail {
    reliefs: Span<144>,
    marks: Vec<Marks>,
}

impl Look {
    /// Makes a print ready.
    pub fn of(print: &Print) -> Self {
        let sums = print.sums();
        let few: Vec<Few> = windows().into_iter().map(|window| few(&sums, window)).collect();
        Self { first: Span::of(&few), few, greys: Plane::new(&print.greys), detail: OnceLock::new() }
    }

    fn detail(&self) -> &Detail {
        self.detail.get_or_init(|| {
            let sums = self.greys.sums();
            let views = windows().into_iter().map(|window| reliefs_and_marks(&sums, window));
            let (reliefs, marks): (Vec<Reliefs>, Vec<Marks>) = views.unzip();
            Detail { reliefs: Span::of(&reliefs), marks }
        })
    }

    fn is(&self, other: &Self, windows: &[Window]) -> bool {
        if self.first.at_least(&other.first) > FEW
            || self.detail().reliefs.at_least(&other.detail().reliefs) > RELIEFS
        {
            return false;
        }
        let there = self.nearest(other, windows);
        let back = other.nearest(self, windows).map(|(unlike, theirs, mine)| (unlike, mine, theirs));
        let way = there.into_iter().chain(back).min_by_key(|(unlike, ..)| *unlike);
        way.is_some_and(|way| self.goes_with(other, way))
    }

    fn views<'a>(&'a self, windows: &'a [Window]) -> impl Iterator<Item = (&'a Few, &'a Marks, Window)> {
        let views = self.few.iter().zip(&self.detail().marks).zip(windows);
        views.map(|((few, marks), window)| (few, marks, *window))
    }

    /// How many marks differ at least between a base of this and any window of the other, and what windows they are;
    /// nothing when none are near enough.
    fn nearest(&self, other: &Self, windows: &[Window]) -> Option<(u32, Window, Window)> {
        let mut best = None;
        let mut least = MARKS + 1;
        for (few, marks, mine) in self.views(windows).take(BASES.len()) {
            for (other_few, other_marks, theirs) in other.views(windows) {
                if apart(few, other_few) <= NEAR {
                    let unlike = unlike(marks, other_marks);
                    if unlike < least {
                        (best, least) = (Some((unlike, mine, theirs)), unlike);
                    }
                }
            }
        }
        best
    }

    /// Whether the blocks of both go together, laid upon each other so or nearly so.
    fn goes_with(&self, other: &Self, (unlike, mine, theirs): (u32, Window, Window)) -> bool {
        let enough = if unlike <= CLEAR { LITTLE } else { MUCH };
        let fine = Sampled::of(&self.greys, mine, FINE);
        if fine.accord(&Sampled::of(&other.greys, theirs, FINE)).is_at_least(&enough) {
            return true;
        }
        let (theirs, _) = Sampled::of(&self.greys, mine, COARSE).fitted(&other.greys, theirs);
        fine.fitted(&other.greys, theirs).1.is_at_least(&enough)
    }
}

/// The pairs of `fresh` among themselves and with `known` that show one photo, by their places in both one after the
/// other, the smaller first. Of one there are so many at the most. It stops when `go_on` says so, with what it has.
pub fn pairs(fresh: &[Look], known: &[Look], go_on: impl Fn() -> bool + Sync) -> Vec<(usize, usize)> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    let windows = windows();
    let all: Vec<&Look> = fresh.iter().chain(known).collect();
    let of = |start: usize| {
        let mut found = Vec::new();
        let mut room = vec![MOST; fresh.len()];
        for (tile, others) in all.chunks(TILE).enumerate().map(|(at, others)| (at * TILE, others)) {
            let ones = fresh.iter().zip(&mut room).enumerate().take(tile + TILE);
            for (at, (one, room)) in ones.skip(start).step_by(threads) {
                if !go_on() {
                    return found;
                }
                let later = others.iter().enumerate().skip((at + 1).saturating_sub(tile));
                let alike = later.filter(|(_, other)| one.is(other, &windows)).take(*room);
                let before = found.len();
                found.extend(alike.map(|(other_at, _)| (at, tile + other_at)));
                *room -= found.len() - before;
            }
        }
        found
    };
    let mut found: Vec<(usize, usize)> = thread::scope(|scope| {
        let begun: Vec<_> = (0..threads)
            .map(|start| {
                let of = &of;
                scope.spawn(move || of(start))
            })
            .collect();
        begun.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    found.sort_unstable();
    found
}
