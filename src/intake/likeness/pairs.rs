//! Finding the pairs among many: what is cheap to ask is asked of all, what is dear only of those that are left.

use std::borrow::Cow;
use std::thread;

use super::Print;
use super::blocks::{Accord, COARSE, FINE, Sampled};
use super::plane::{Plane, Window};
use super::window::{BASES, FIRST, Few, More, apart, cuts, few, greys_of, more, nearest};

/// How far apart two prints of a photo are at the most, in few values: as they are compared first, and cut in some way.
const FEW: u32 = 340;
const NEAR: u32 = 195;
/// The same in more values.
const CUT: u32 = 660;
/// How well the blocks go together where they are first laid upon each other, when they are moved, and in the end.
const AT_FIRST: f32 = 0.54;
const HOPELESS: f32 = 0.3;
const ALMOST: f32 = 0.65;
const AT_LAST: f32 = 0.74;
/// The share of the blocks that go together in the end, and how many have to tell anything.
const SHARE: f32 = 0.6;
const TOLD: usize = 6;
/// How many ways to lay two prints upon each other are looked at closely.
const WAYS: usize = 3;

/// A print made ready to be compared.
#[derive(Debug, Clone)]
pub struct Look {
    few: [Few; 4],
    few_bases: [Few; 3],
    few_cuts: Vec<Few>,
    bases: [More; 3],
    cuts: Vec<More>,
    /// What is sampled of the bases.
    coarse: [Sampled; 3],
    greys: Plane,
}

/// A way to lay two prints upon each other, and how far apart they are then.
type Way = (u32, Window, Window);

impl Look {
    /// Makes a print ready.
    pub fn of(print: &Print) -> Self {
        let planes = print.planes();
        let greys = greys_of(print);
        Self {
            few: FIRST.map(|window| few(&planes, window)),
            few_bases: BASES.map(|window| few(&planes, window)),
            few_cuts: cuts().into_iter().map(|window| few(&planes, window)).collect(),
            bases: BASES.map(|window| more(&greys, window)),
            cuts: cuts().into_iter().map(|window| more(&greys, window)).collect(),
            coarse: BASES.map(|window| Sampled::of(&greys, window, COARSE)),
            greys,
        }
    }

    /// Whether both show one photo.
    pub fn is_like(&self, other: &Self) -> bool {
        self.may_be(other) && self.is(other, &cuts())
    }

    fn may_be(&self, other: &Self) -> bool {
        nearest(&self.few, &other.few) <= FEW && self.is_near(other)
    }

    fn is(&self, other: &Self, cuts: &[Window]) -> bool {
        self.accord(other, cuts)
            .is_some_and(|found| found.mean >= AT_LAST && found.share >= SHARE && found.told >= TOLD)
    }

    /// How both go together in the best way to lay them upon each other.
    fn accord(&self, other: &Self, cuts: &[Window]) -> Option<Accord> {
        let mut best: Option<(f32, Window, Cow<'_, Sampled>, Window)> = None;
        for (_, mine, theirs) in self.ways(other, cuts) {
            let sampled = self.sampled(mine);
            let mean = sampled.accord(&other.sampled(theirs)).mean;
            if mean < HOPELESS {
                break;
            }
            if mean >= AT_FIRST && best.as_ref().is_none_or(|(known, ..)| mean > *known) {
                best = Some((mean, mine, sampled, theirs));
            }
        }
        let (_, mine, coarse, theirs) = best?;
        let (theirs, almost) = coarse.fitted(&other.greys, theirs);
        let fine = || Sampled::of(&self.greys, mine, FINE).fitted(&other.greys, theirs).1;
        (almost.mean >= ALMOST).then(fine)
    }

    /// What is sampled of a window, at once where it is a base.
    fn sampled(&self, window: Window) -> Cow<'_, Sampled> {
        let known = BASES.iter().zip(&self.coarse).find(|(base, _)| **base == window);
        known.map_or_else(
            || Cow::Owned(Sampled::of(&self.greys, window, COARSE)),
            |(_, known)| Cow::Borrowed(known),
        )
    }

    /// Whether both are near in few values, when one of them is cut in some way.
    fn is_near(&self, other: &Self) -> bool {
        let near = |one: &[Few], others: &[Few]| {
            one.iter().any(|one| others.iter().fold(false, |near, other| near | (apart(one, other) <= NEAR)))
        };
        near(&self.few_bases, &other.few_bases)
            || near(&self.few_bases, &other.few_cuts)
            || near(&other.few_bases, &self.few_cuts)
    }

    /// The nearest ways of all that are near enough.
    fn ways(&self, other: &Self, cuts: &[Window]) -> Vec<Way> {
        let mut ways: Vec<Way> = Vec::with_capacity(WAYS + 1);
        let mut keep = |apart: u32, mine: Window, theirs: Window| {
            let worst = ways.last().filter(|_| ways.len() >= WAYS).map_or(CUT, |(apart, ..)| *apart);
            if apart <= worst {
                let at = ways.partition_point(|(known, ..)| *known <= apart);
                ways.insert(at, (apart, mine, theirs));
                ways.truncate(WAYS);
            }
        };
        for (mine, base) in self.bases.iter().zip(BASES) {
            other.bases.iter().zip(BASES).for_each(|(theirs, at)| keep(apart(mine, theirs), base, at));
            other.cuts.iter().zip(cuts).for_each(|(theirs, at)| keep(apart(mine, theirs), base, *at));
        }
        for (theirs, base) in other.bases.iter().zip(BASES) {
            self.cuts.iter().zip(cuts).for_each(|(mine, at)| keep(apart(mine, theirs), *at, base));
        }
        ways
    }
}

/// The pairs of `fresh` among themselves and with `known` that show one photo, by their places in both one after the
/// other, the smaller first. It stops when `go_on` says so, with what it has.
pub fn pairs(fresh: &[Look], known: &[Look], go_on: impl Fn() -> bool + Sync) -> Vec<(usize, usize)> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    let cuts = cuts();
    let all: Vec<&Look> = fresh.iter().chain(known).collect();
    let of = |start: usize| {
        let mut found = Vec::new();
        for (at, one) in fresh.iter().enumerate().skip(start).step_by(threads) {
            if !go_on() {
                break;
            }
            for (other_at, other) in all.iter().enumerate().skip(at + 1) {
                if one.may_be(other) && one.is(other, &cuts) {
                    found.push((at, other_at));
                }
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
