//! What a print looks like through windows: as it is, and as if its sides had been cut a little or had a bar.

use super::Print;
use super::byte;
use super::plane::{Plane, Window};

/// A picture as it is, and without a bar below or above.
pub(super) const BASES: [Window; 3] =
    [Window::cut([0, 0, 0, 0]), Window::cut([0, 0, 0, 110]), Window::cut([0, 0, 110, 0])];
/// What is compared first: as it is, cut all around, without a bar below or above.
pub(super) const FIRST: [Window; 4] = [
    Window::cut([0, 0, 0, 0]),
    Window::cut([35, 35, 35, 35]),
    Window::cut([0, 0, 0, 100]),
    Window::cut([0, 0, 100, 0]),
];
/// Thousandths that are cut at the left or the right.
const SIDES: [i32; 2] = [15, 65];
/// Thousandths that are cut above or below.
const ENDS: [i32; 3] = [15, 65, 120];

/// Few values of the whole.
pub(super) type Few = [u8; 32];
/// More values of the whole.
pub(super) type More = [u8; 64];

/// Every way of cutting; not a bar at both ends.
pub(super) fn cuts() -> Vec<Window> {
    let mut cuts = Vec::new();
    for left in SIDES {
        for right in SIDES {
            for top in ENDS {
                for bottom in ENDS.into_iter().filter(|bottom| top.min(*bottom) < 120) {
                    cuts.push(Window::cut([left, right, top, bottom]));
                }
            }
        }
    }
    cuts
}

/// Few values of a window: 4 by 4 greys, and 2 by 4 of each colour.
pub(super) fn few([greys, blues, reds]: &[Plane; 3], window: Window) -> Few {
    let cells = greys.cells(window, (4, 4));
    let bright = mean(&cells).max(320);
    // In a brighter copy the colours are stronger, too.
    let colour = |value: i32| (value - 128 * 16) * 256 / bright;
    let blues = blues.cells(window, (2, 4)).into_iter().map(colour);
    let reds = reds.cells(window, (2, 4)).into_iter().map(colour);
    let mut few = [0; 32];
    for (place, value) in few.iter_mut().zip(levelled(&cells).chain(blues).chain(reds)) {
        *place = byte(128 + value);
    }
    few
}

/// 8 by 8 greys of a window.
pub(super) fn more(greys: &Plane, window: Window) -> More {
    let cells = greys.cells(window, (8, 8));
    let mut more = [0; 64];
    for (place, value) in more.iter_mut().zip(levelled(&cells)) {
        *place = byte(128 + value);
    }
    more
}

/// Values around nothing, of one mean size, so that neither brightness nor contrast matter.
fn levelled(cells: &[i32]) -> impl Iterator<Item = i32> {
    let middle = mean(cells);
    let apart: Vec<i32> = cells.iter().map(|cell| (cell - middle).abs()).collect();
    let size = mean(&apart).max(16);
    cells.iter().map(move |cell| (cell - middle) * 32 / size)
}

fn mean(values: &[i32]) -> i32 {
    let count = i32::try_from(values.len()).unwrap_or(i32::MAX);
    values.iter().sum::<i32>().checked_div(count).unwrap_or_default()
}

/// How far two lists of values are apart. It stays a function of its own: in one, sixteen values are taken at once.
#[inline(never)]
pub(super) fn apart<const N: usize>(one: &[u8; N], other: &[u8; N]) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(*other))).sum()
}

/// Which of [`FIRST`] are compared with which.
const FIRST_PAIRS: [(usize, usize); 7] = [(0, 0), (0, 1), (1, 0), (0, 2), (2, 0), (0, 3), (3, 0)];

/// How far two prints are apart as they are compared first, in the way in which they are nearest.
pub(super) fn nearest(one: &[Few; 4], other: &[Few; 4]) -> u32 {
    let pairs = FIRST_PAIRS.iter().filter_map(|(a, b)| Some(apart(one.get(*a)?, other.get(*b)?)));
    pairs.min().unwrap_or(u32::MAX)
}

/// The greys of a print as a plane.
pub(super) fn greys_of(print: &Print) -> Plane {
    Plane::new(&print.greys)
}
