//! How two prints go together block by block, when a window of one lies upon a window of the other: a print of the
//! same photo goes up and down where the other does, also where somebody has written a line over it.

use super::plane::{Plane, Window};

/// Blocks on a side while prints are laid upon each other.
pub(super) const COARSE: usize = 4;
/// Blocks on a side in the end.
pub(super) const FINE: usize = 6;
/// Values on the side of a block.
const SIDE: usize = 6;
/// A block in which the greys vary less, squared, tells nothing.
const FLAT: f32 = 12.0;
/// Added below, so that little noise does not count as much as a face.
const NOISE: f32 = 8.0;
/// From here on two blocks go together.
const TOGETHER: f32 = 0.75;
/// One block in so many may be written over: the worst ones are left out.
const OVER: usize = 6;
/// The sides of a window that a step moves.
const MOVES: [[i32; 4]; 8] = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [1, 1, 0, 0],
    [0, 0, 1, 1],
    [1, -1, 0, 0],
    [0, 0, 1, -1],
];
/// Units of a step, from far to near, and how well it has to go before the next is tried.
const STEPS: [(i32, f32); 3] = [(92, 0.0), (46, 0.6), (22, 0.65)];
/// How often each step is tried in every direction.
const ROUNDS: usize = 3;

/// What was sampled of a window: rows of blocks, row by row.
#[derive(Debug, Clone)]
pub(super) struct Sampled {
    values: Vec<u8>,
    blocks: usize,
}

/// How two prints go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Accord {
    /// Between -1 and 1 over the blocks that tell anything.
    pub(super) mean: f32,
    /// The share of these blocks that go together.
    pub(super) share: f32,
    /// How many blocks tell anything.
    pub(super) told: usize,
}

impl Accord {
    pub(super) fn is_at_least(&self, enough: &Self) -> bool {
        self.mean >= enough.mean && self.share >= enough.share && self.told >= enough.told
    }
}

/// Sums over the values of two blocks.
#[derive(Clone, Copy, Default)]
struct Sums {
    one: i32,
    other: i32,
    one_squared: i32,
    other_squared: i32,
    both: i32,
}

impl Sampled {
    /// Samples a window, with so many blocks on a side.
    pub(super) fn of(plane: &Plane, window: Window, blocks: usize) -> Self {
        let mut sampled = Self { values: Vec::with_capacity(blocks * blocks * SIDE * SIDE), blocks };
        sampled.again(plane, window);
        sampled
    }

    /// Samples another window in the same place of memory.
    fn again(&mut self, plane: &Plane, window: Window) {
        self.values.clear();
        plane.sample(window, self.blocks * SIDE, &mut self.values);
    }

    /// How it goes together with another of as many blocks.
    pub(super) fn accord(&self, other: &Self) -> Accord {
        let across = self.blocks * SIDE;
        let mut told: Vec<f32> = Vec::with_capacity(self.blocks * self.blocks);
        let bands = self.values.chunks_exact(across * SIDE).zip(other.values.chunks_exact(across * SIDE));
        for (one, other) in bands {
            let mut sums = [Sums::default(); FINE];
            for (one, other) in one.chunks_exact(across).zip(other.chunks_exact(across)) {
                let blocks = one.chunks_exact(SIDE).zip(other.chunks_exact(SIDE));
                blocks.zip(&mut sums).for_each(|((one, other), sums)| sums.add(one, other));
            }
            told.extend(sums.iter().take(self.blocks).filter_map(Sums::correlation));
        }
        told.sort_unstable_by(|one, other| other.total_cmp(one));
        let counted = told.len() - told.len() / OVER;
        told.truncate(counted);
        let together = told.iter().filter(|value| **value > TOGETHER).count();
        let of = |value: f32| value / small(counted.max(1));
        Accord { mean: of(told.iter().sum()), share: of(small(together)), told: counted }
    }

    /// The window of another print, its sides moved as long as it goes better, and how well it goes.
    pub(super) fn fitted(&self, plane: &Plane, from: Window) -> (Window, Accord) {
        let mut tried = Self::of(plane, from, self.blocks);
        let (mut window, mut best) = (from, self.accord(&tried));
        for (step, enough) in STEPS {
            if best.mean < enough {
                break;
            }
            for _ in 0..ROUNDS {
                let before = best;
                for sides in MOVES.iter().flat_map(|sides| [(sides, step), (sides, -step)]) {
                    let next = window.moved(sides.0, sides.1);
                    if next.is_inside() {
                        tried.again(plane, next);
                        let found = self.accord(&tried);
                        if found.mean > best.mean {
                            (window, best) = (next, found);
                        }
                    }
                }
                if before == best {
                    break;
                }
            }
        }
        (window, best)
    }
}

impl Sums {
    fn add(&mut self, one: &[u8], other: &[u8]) {
        for (x, y) in one.iter().zip(other).map(|(x, y)| (i32::from(*x), i32::from(*y))) {
            self.one += x;
            self.other += y;
            self.one_squared += x * x;
            self.other_squared += y * y;
            self.both += x * y;
        }
    }

    /// The correlation of both; none when neither tells anything.
    fn correlation(&self) -> Option<f32> {
        const COUNT: i32 = 36;
        let of = |squares: i32, one: i32, other: i32| exact(squares / COUNT - one * other / (COUNT * COUNT));
        let one = of(self.one_squared, self.one, self.one).max(0.0);
        let other = of(self.other_squared, self.other, self.other).max(0.0);
        let both = of(self.both, self.one, self.other);
        (one >= FLAT || other >= FLAT).then(|| both / ((one * other).sqrt() + NOISE))
    }
}

/// A small count as a number with a point.
fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// A value of a block, which is far below what is exact.
fn exact(value: i32) -> f32 {
    f32::from(i16::try_from(value).unwrap_or(i16::MAX))
}
