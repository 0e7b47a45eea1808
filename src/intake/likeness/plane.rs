//! A square of values with its sums, so that the mean of any rectangle of it is had at once; places are whole
//! numbers, of which [`UNITS`] are a side.

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
    values: Vec<i32>,
    /// The sum of all values above and to the left.
    sums: Vec<i32>,
    side: usize,
    /// Units of one value's side.
    step: i32,
}

impl Plane {
    /// The plane of the values of a square, row by row.
    pub(super) fn new(values: &[u8]) -> Self {
        let side = values.len().isqrt();
        let mut sums = vec![0; side + 1];
        let mut above = sums.clone();
        for row in values.chunks_exact(side.max(1)) {
            let mut running = 0;
            let mut here = vec![0];
            for (value, above) in row.iter().zip(above.iter().skip(1)) {
                running += i32::from(*value);
                here.push(above + running);
            }
            sums.extend_from_slice(&here);
            above = here;
        }
        let step = UNITS / i32::try_from(side.max(1)).unwrap_or(UNITS);
        Self { values: values.iter().copied().map(i32::from).collect(), sums, side, step }
    }

    /// The index of a place on an axis, and how far it is from there in units.
    fn split(&self, at: i32, last: usize) -> (usize, i64) {
        let at = at.clamp(0, UNITS);
        let index = usize::try_from(at / self.step).unwrap_or_default().min(last);
        let before = i32::try_from(index).unwrap_or_default() * self.step;
        (index, i64::from(at - before))
    }

    /// Four neighbours in a square of rows, weighed by how near a place is; the weights' sum is the step squared.
    fn between(&self, (values, row): (&[i32], usize), x: (usize, i64), y: (usize, i64)) -> i64 {
        let step = i64::from(self.step);
        let value = |x: usize, y: usize| i64::from(values.get(y * row + x).copied().unwrap_or_default());
        let ((i, a), (j, b)) = (x, y);
        (step - b) * ((step - a) * value(i, j) + a * value(i + 1, j))
            + b * ((step - a) * value(i, j + 1) + a * value(i + 1, j + 1))
    }

    /// The sum above and to the left of a place, times the step squared.
    fn sum(&self, x: i32, y: i32) -> i64 {
        let last = self.side.saturating_sub(1);
        self.between((&self.sums, self.side + 1), self.split(x, last), self.split(y, last))
    }

    /// The means of a window's cells, row by row, in sixteenths.
    pub(super) fn cells(&self, window: Window, (columns, rows): (i32, i32)) -> Vec<i32> {
        let edge = |from: i32, until: i32, at: i32, of: i32| from + (until - from) * at / of.max(1);
        let xs: Vec<i32> = (0..=columns).map(|at| edge(window.left, window.right, at, columns)).collect();
        let ys: Vec<i32> = (0..=rows).map(|at| edge(window.top, window.bottom, at, rows)).collect();
        let corners: Vec<Vec<i64>> =
            ys.iter().map(|y| xs.iter().map(|x| self.sum(*x, *y)).collect()).collect();
        let mut cells = Vec::with_capacity(64);
        for ((above, below), y) in corners.iter().zip(corners.iter().skip(1)).zip(ys.windows(2)) {
            let height =
                i64::from(y.last().copied().unwrap_or_default() - y.first().copied().unwrap_or_default());
            for ((above, below), x) in above.windows(2).zip(below.windows(2)).zip(xs.windows(2)) {
                let ([a, b], [c, d], [from, until]) = (above, below, x) else { continue };
                let area = i64::from(until - from) * height;
                let mean = (16 * (d - c - b + a)).checked_div(area).unwrap_or_default();
                cells.push(i32::try_from(mean).unwrap_or_default());
            }
        }
        cells
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
                let value = |row: &[i32]| match row.get(*at..) {
                    Some([one, other, ..]) => (step - right) * one + right * other,
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
