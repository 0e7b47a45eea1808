//! What a print looks like through windows: as it is, and as if its sides had been cut a little or had a bar.

use super::byte;
use super::plane::{Sums, Window};

/// A picture as it is, and without a bar below or above.
pub(super) const BASES: [Window; 3] =
    [Window::cut([0, 0, 0, 0]), Window::cut([0, 0, 0, 110]), Window::cut([0, 0, 110, 0])];
/// Thousandths that are cut at the left or the right.
const SIDES: [i32; 2] = [15, 65];
/// Thousandths that are cut above or below.
const ENDS: [i32; 3] = [15, 65, 120];
/// Cells on a side of which there are marks.
const SIDE: usize = 12;

/// Few values of a window.
pub(super) type Few = [u8; 32];
/// How much brighter than what is around them the cells of a window are.
pub(super) type Reliefs = [u8; SIDE * SIDE];
/// Of every two neighbouring cells of a window, whether the first is the brighter one: a bit each.
pub(super) type Marks = [u64; 5];

/// The bases, and every way of cutting; not a bar at both ends.
pub(super) fn windows() -> Vec<Window> {
    let mut windows = BASES.to_vec();
    for left in SIDES {
        for right in SIDES {
            for top in ENDS {
                for bottom in ENDS.into_iter().filter(|bottom| top.min(*bottom) < 120) {
                    windows.push(Window::cut([left, right, top, bottom]));
                }
            }
        }
    }
    windows
}

/// Values of a print through its bases, and between what they lie through all windows.
#[derive(Debug, Clone)]
pub(super) struct Span<const N: usize> {
    bases: [[u8; N]; 3],
    low: [u8; N],
    high: [u8; N],
}

impl<const N: usize> Span<N> {
    /// The span of the values through all windows, the bases first.
    pub(super) fn of(views: &[[u8; N]]) -> Self {
        let mut span = Self { bases: [[0; N]; 3], low: [u8::MAX; N], high: [0; N] };
        span.bases.iter_mut().zip(views).for_each(|(base, view)| *base = *view);
        for view in views {
            span.low.iter_mut().zip(view).for_each(|(low, value)| *low = (*low).min(*value));
            span.high.iter_mut().zip(view).for_each(|(high, value)| *high = (*high).max(*value));
        }
        span
    }

    /// No base of one is nearer to a view of the other than this.
    pub(super) fn at_least(&self, other: &Self) -> u32 {
        let mine = self.bases.iter().map(|base| beyond(base, &other.low, &other.high));
        let theirs = other.bases.iter().map(|base| beyond(base, &self.low, &self.high));
        mine.chain(theirs).min().unwrap_or_default()
    }
}

/// How far values are beyond others.
fn beyond<const N: usize>(values: &[u8; N], low: &[u8; N], high: &[u8; N]) -> u32 {
    let mut within = *values;
    for (value, (low, high)) in within.iter_mut().zip(low.iter().zip(high)) {
        *value = (*value).max(*low).min(*high);
    }
    apart(values, &within)
}

/// How far two lists of values are apart. It stays a function of its own: in one, sixteen values are taken at once.
#[inline(never)]
pub(super) fn apart<const N: usize>(one: &[u8; N], other: &[u8; N]) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other))).sum()
}

/// How many marks differ.
pub(super) fn unlike(one: &Marks, other: &Marks) -> u32 {
    one.iter().zip(other).map(|(one, other)| (one ^ other).count_ones()).sum()
}

/// Few values of a window: 4 by 4 greys around nothing, of one mean size, so that neither brightness nor contrast
/// matter, and 2 by 4 of each colour.
pub(super) fn few([greys, blues, reds]: &[Sums; 3], window: Window) -> Few {
    let cells = greys.cells(window, (4, 4));
    let (middle, bright) = (mean(&cells), mean(&cells).max(320));
    let size = mean_size(cells.iter().map(|cell| cell - middle));
    let greys = cells.iter().map(|cell| (cell - middle) * 32 / size);
    // In a brighter copy the colours are stronger, too.
    let colour = |value: i32| (value - 128 * 16) * 256 / bright;
    let blues = blues.cells(window, (2, 4)).into_iter().map(colour);
    let reds = reds.cells(window, (2, 4)).into_iter().map(colour);
    let mut few = [0; 32];
    few.iter_mut().zip(greys.chain(blues).chain(reds)).for_each(|(place, value)| *place = byte(128 + value));
    few
}

/// The reliefs and the marks of a window.
pub(super) fn reliefs_and_marks(greys: &Sums, window: Window) -> (Reliefs, Marks) {
    let cells = greys.cells(window, (12, 12));
    (reliefs(&cells), marks(&cells))
}

fn reliefs(cells: &[i32]) -> Reliefs {
    let row = |at: usize| cells.chunks_exact(SIDE).nth(at).unwrap_or_default();
    let mut apart: Vec<i32> = Vec::with_capacity(SIDE * SIDE);
    for at in 0..SIDE {
        let rows = [row(at.saturating_sub(1)), row(at), row((at + 1).min(SIDE - 1))];
        let sums: Vec<i32> = (0..SIDE).map(|x| rows.iter().filter_map(|row| row.get(x)).sum()).collect();
        let sum = |x: usize| sums.get(x.min(SIDE - 1)).copied().unwrap_or_default();
        let around = (0..SIDE).map(|x| sum(x.saturating_sub(1)) + sum(x) + sum(x + 1));
        apart.extend(row(at).iter().zip(around).map(|(cell, around)| cell - around / 9));
    }
    let size = mean_size(apart.iter().copied());
    let mut reliefs = [0; SIDE * SIDE];
    reliefs.iter_mut().zip(apart).for_each(|(place, apart)| *place = byte(128 + apart * 32 / size));
    reliefs
}

fn marks(cells: &[i32]) -> Marks {
    let across =
        cells.chunks_exact(SIDE).flat_map(|row| row.windows(2)).map(|pair| pair.first() > pair.last());
    let down = cells.iter().zip(cells.iter().skip(SIDE)).map(|(above, below)| above > below);
    let mut marks = [0; 5];
    for (at, _) in across.chain(down).enumerate().filter(|(_, brighter)| *brighter) {
        if let Some(word) = marks.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }
    marks
}

fn mean(values: &[i32]) -> i32 {
    let count = i32::try_from(values.len()).unwrap_or(i32::MAX);
    values.iter().sum::<i32>().checked_div(count).unwrap_or_default()
}

/// How large values around nothing are.
fn mean_size(values: impl Iterator<Item = i32>) -> i32 {
    let sizes: Vec<i32> = values.map(i32::abs).collect();
    mean(&sizes).max(16)
}
