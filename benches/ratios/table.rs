//! The table that is printed, and how its figures are made of times.

use std::time::{Duration, Instant};

/// What a figure has to be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bar {
    /// At least the first, better the second.
    AtLeast(f64, f64),
    /// At the most the first, better the second.
    AtMost(f64, f64),
}

/// A line of the table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// What was measured of ours.
    pub(crate) ours: String,
    /// What was measured of the yardstick, when there is one.
    pub(crate) yardstick: String,
    /// The ratio, exponent or time that is held against the bar.
    pub(crate) figure: f64,
    pub(crate) bar: Bar,
}

/// Prints what the columns are.
pub(crate) fn head() {
    println!(
        "{:<58} {:>22} {:>26} {:>9} {:>7} {:>7}",
        "figure", "ours", "yardstick", "measured", "must", "aim"
    );
}

impl Row {
    pub(crate) fn holds(&self) -> bool {
        match self.bar {
            Bar::AtLeast(must, _) => self.figure >= must,
            Bar::AtMost(must, _) => self.figure <= must,
        }
    }

    pub(crate) fn print(&self) {
        let (sign, must, aim) = match self.bar {
            Bar::AtLeast(must, aim) => ("≥", must, aim),
            Bar::AtMost(must, aim) => ("≤", must, aim),
        };
        let verdict = if self.holds() { "holds" } else { "MISSED" };
        println!(
            "{:<58} {:>22} {:>26} {:>9.3} {:>7} {aim:>7} {verdict}",
            self.name,
            self.ours,
            self.yardstick,
            self.figure,
            format!("{sign} {must}"),
        );
    }

    /// How fast ours is beside the yardstick: its time divided by ours.
    pub(crate) fn speed(name: &str, (ours, theirs): (f64, f64), yardstick: &str, bar: (f64, f64)) -> Self {
        let figure = theirs / ours;
        let (ours, theirs) = (milliseconds(ours), milliseconds(theirs));
        let yardstick = format!("{yardstick} {theirs}");
        Self { name: name.to_owned(), ours, yardstick, figure, bar: Bar::AtLeast(bar.0, bar.1) }
    }

    /// How much longer ours takes than the yardstick: its time in theirs.
    pub(crate) fn cost(name: &str, (ours, theirs): (f64, f64), yardstick: &str, bar: (f64, f64)) -> Self {
        let figure = ours / theirs;
        let (ours, theirs) = (milliseconds(ours), milliseconds(theirs));
        let yardstick = format!("{yardstick} {theirs}");
        Self { name: name.to_owned(), ours, yardstick, figure, bar: Bar::AtMost(bar.0, bar.1) }
    }

    /// A time in milliseconds that is held against a bar of its own.
    pub(crate) fn time(name: &str, seconds: f64, bar: (f64, f64)) -> Self {
        let figure = seconds * 1_000.0;
        let (ours, yardstick) = (milliseconds(seconds), String::new());
        Self { name: name.to_owned(), ours, yardstick, figure, bar: Bar::AtMost(bar.0, bar.1) }
    }

    /// How the time grows: `n` to the power of the figure.
    pub(crate) fn growth(name: &str, points: &[(f64, f64)], bar: (f64, f64)) -> Self {
        let ends = [points.first(), points.last()].map(|end| milliseconds(end.unwrap().1));
        let ours = ends.join(" → ");
        let figure = exponent(points);
        Self { name: name.to_owned(), ours, yardstick: String::new(), figure, bar: Bar::AtMost(bar.0, bar.1) }
    }
}

pub(crate) fn milliseconds(seconds: f64) -> String {
    format!("{:.2} ms", seconds * 1_000.0)
}

/// Seconds that something takes.
pub(crate) fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64()
}

/// The medians of several works that are done in turn, after one round that is not counted.
pub(crate) fn in_turn<const N: usize>(rounds: usize, mut works: [&mut dyn FnMut() -> f64; N]) -> [f64; N] {
    let mut times: [Vec<f64>; N] = std::array::from_fn(|_| Vec::with_capacity(rounds));
    for round in 0..=rounds {
        for (work, times) in works.iter_mut().zip(&mut times) {
            let took = work();
            if round > 0 {
                times.push(took);
            }
        }
    }
    times.map(|mut times| share(&mut times, 0.5))
}

/// The value that a share of all lies below.
pub(crate) fn share(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get(((values.len() as f64 * share) as usize).min(last)).copied().unwrap_or_default()
}

pub(crate) fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

/// The slope of the line through the points on logarithmic scales.
fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(size, time)| (size.ln(), time.ln())).collect();
    let count = logs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let above: f64 = logs.iter().map(|(one, other)| (one - x) * (other - y)).sum();
    let below: f64 = logs.iter().map(|(one, _)| (one - x).powi(2)).sum();
    above / below
}
