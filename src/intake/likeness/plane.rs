//! A square of values with its sums, so that the mean of any rectangle of it is had at once; places are whole
//! numbers, of which [`UNITS`] are a side.

use std::iter;

use super::byte;

/// Units of a side.
pub(super) const UNITS: i32 = 3072;

/// A rectangle, by its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
}

impl Window {
    /// What is left when so many thousandths of a side are cut off.
    pub(super) const fn cut([left, right, top, bottom]: [i32; 4]) -> Self {
        Self {
            left: UNITS * left / 1000,
            right: UNITS - UNITS * right / 1000,
            top: UNITS * top / 1000,
            bottom: UNITS - UNITS * bottom / 1000,
        }
    }

    /// With its sides moved by a step, each as often as said.
    pub(super) fn moved(self, [left, right, top, bottom]: &[i32; 4], step: i32) -> Self {
        Self {
            left: self.left + left * step,
            right: self.right + right * step,
            top: self.top + top * step,
            bottom: self.bottom + bottom * step,
        }
    }

    /// Whether it lies on a plane.
    pub(super) fn is_inside(&self) -> bool {
        let inside = |from: i32, until: i32| from >= -16 && until <= UNITS + 16 && until - from > UNITS / 2;
        inside(self.left, self.right) && inside(self.top, self.bottom)
    }
}

/// A square of values.
#[derive(Debug, Clone)]
pub(super) struct Plane {
    values: Vec<u8>,
    side: usize,
    /// Units of one value's side.
    step: i32,
}

/// The sums of a square of values: of all above and to the left of each place.
#[derive(Debug)]
pub(super) struct Sums {
    sums: Vec<u32>,
    side: usize,
    /// Units of one value's side.
    step: i32,
}

/// A place on an axis: the index before it, and how far it is from there and from the next, in units.
type Place = (usize, u32, u32);

/// Units of one value's side, and how many values a side has.
fn measures(values: &[u8]) -> (i32, usize) {
    let side = values.len().isqrt().max(1);
    (UNITS / i32::try_from(side).unwrap_or(UNITS), side)
}

impl Sums {
    /// The sums of the values of a square, row by row.
    pub(super) fn new(values: &[u8]) -> Self {
        let (step, side) = measures(values);
        let mut sums = vec![0; side + 1];
        for (at, row) in values.chunks_exact(side).enumerate() {
            let mut running = 0;
            sums.push(0);
            for (column, value) in row.iter().enumerate() {
                running += u32::from(*value);
                sums.push(running + sums.get(at * (side + 1) + column + 1).copied().unwrap_or_default());
            }
        }
        Self { sums, side, step }
    }

    /// The edges of so many cells, and how long the cells are.
    fn edges(&self, (from, until): (i32, i32), cells: usize) -> (Vec<Place>, Vec<u32>) {
        let count = i32::try_from(cells).unwrap_or(1).max(1);
        let edge = |at: i32| (from + (until - from) * at / count).clamp(0, UNITS);
        let place = |at: i32| {
            let index = (at / self.step).min(i32::try_from(self.side).unwrap_or(1) - 1);
            let after = u32::try_from(at - index * self.step).unwrap_or_default();
            (usize::try_from(index).unwrap_or_default(), after, self.step.unsigned_abs() - after)
        };
        let lengths = (0..count).map(|at| (edge(at + 1) - edge(at)).unsigned_abs());
        ((0..=count).map(|at| place(edge(at))).collect(), lengths.collect())
    }

    /// The sums above and to the left of places, times the step squared, which is below 2³² whatever the values.
    fn above(&self, (row, after, before): Place, columns: &[Place]) -> Vec<u32> {
        let across = self.side + 1;
        let row_of = |row: usize| self.sums.get(row * across..(row + 1) * across).unwrap_or_default();
        let (above, below) = (row_of(row), row_of(row + 1));
        let between = |(at, after, before): &Place| {
            let of = |row: &[u32]| match row.get(*at..) {
                Some([one, other, ..]) => before * one + after * other,
                _ => 0,
            };
            (of(above), of(below))
        };
        columns.iter().map(between).map(|(above, below)| before * above + after * below).collect()
    }

    /// The means of a window's cells, row by row, in sixteenths.
    pub(super) fn cells(&self, window: Window, (columns, rows): (usize, usize)) -> Vec<i32> {
        let (columns, widths) = self.edges((window.left, window.right), columns);
        let (rows, heights) = self.edges((window.top, window.bottom), rows);
        let mut cells = Vec::with_capacity(widths.len() * heights.len());
        let mut above = Vec::new();
        for (row, height) in rows.into_iter().zip(iter::once(0).chain(heights)) {
            let below = self.above(row, &columns);
            let corners = above.windows(2).zip(below.windows(2)).zip(&widths);
            cells.extend(corners.map(|((above, below), width)| mean((above, below), width * height / 16)));
            above = below;
        }
        cells
    }
}

/// The mean of what lies between four sums.
fn mean(corners: (&[u32], &[u32]), area: u32) -> i32 {
    let ([a, b], [c, d]) = corners else { return 0 };
    let sum = (d - c) - (b - a);
    sum.checked_div(area).and_then(|mean| i32::try_from(mean).ok()).unwrap_or_default()
}

impl Plane {
    /// The plane of the values of a square, row by row.
    pub(super) fn new(values: &[u8]) -> Self {
        let (step, side) = measures(values);
        Self { values: values.to_vec(), side, step }
    }

    /// Its sums.
    pub(super) fn sums(&self) -> Sums {
        Sums::new(&self.values)
    }

    /// Samples a window at so many places on a side, row by row.
    pub(super) fn sample(&self, window: Window, across: usize, into: &mut Vec<u8>) {
        let columns = self.places((window.left, window.right), across);
        let rows = self.places((window.top, window.bottom), across);
        let step = self.step;
        // A step is a power of two, and nothing here is below nothing.
        let squared = 2 * step.trailing_zeros();
        for (above, down) in rows {
            let of = |row: usize| self.values.get(row * self.side..(row + 1) * self.side);
            let (Some(above), Some(below)) = (of(above), of(above + 1)) else { continue };
            into.extend(columns.iter().map(|(at, right)| {
                let value = |row: &[u8]| match row.get(*at..) {
                    Some([one, other, ..]) => (step - right) * i32::from(*one) + right * i32::from(*other),
                    _ => 0,
                };
                byte(((step - down) * value(above) + down * value(below)) >> squared)
            }));
        }
    }

    /// Places between the middles of values: the index of the one before, and how far it is from there.
    fn places(&self, (from, until): (i32, i32), across: usize) -> Vec<(usize, i32)> {
        let count = i32::try_from(across).unwrap_or(1).max(1);
        let last = self.side.saturating_sub(2);
        let place = |at: i32| {
            let middle = from + (until - from) * (2 * at + 1) / (2 * count) - self.step / 2;
            let middle = middle.clamp(0, UNITS);
            let index = usize::try_from(middle / self.step).unwrap_or_default().min(last);
            let before = i32::try_from(index).unwrap_or_default() * self.step;
            (index, (middle - before).min(self.step))
        };
        (0..count).map(place).collect()
    }
}
