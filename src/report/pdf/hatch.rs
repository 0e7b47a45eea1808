//! Lines across an area, cut at its outline: a PDF that is printed by any machine needs no patterns for them.

use crate::report::chart::Hatch;

/// Between two lines, in points.
const GAP: f32 = 4.5;

/// The lines across the area with these corners.
pub(super) fn lines(hatch: Hatch, corners: &[(f32, f32)]) -> Vec<[(f32, f32); 2]> {
    let half = std::f32::consts::FRAC_1_SQRT_2;
    let directions: &[(f32, f32)] = match hatch {
        Hatch::Rising => &[(half, -half)],
        Hatch::Cross => &[(half, -half), (half, half)],
        Hatch::Level => &[(1.0, 0.0)],
    };
    directions.iter().flat_map(|direction| across(*direction, corners)).collect()
}

/// Parallel lines: the corners are turned until the lines are level, and each line runs between every second
/// pair of edges that it meets.
fn across((cos, sin): (f32, f32), corners: &[(f32, f32)]) -> Vec<[(f32, f32); 2]> {
    let turned: Vec<(f32, f32)> =
        corners.iter().map(|(x, y)| (x * cos + y * sin, y * cos - x * sin)).collect();
    let edges: Vec<_> = turned.iter().zip(turned.iter().cycle().skip(1)).collect();
    let lowest = turned.iter().map(|(_, y)| *y).fold(f32::INFINITY, f32::min);
    let highest = turned.iter().map(|(_, y)| *y).fold(f32::NEG_INFINITY, f32::max);
    let mut lines = Vec::new();
    let mut level = (lowest / GAP).ceil() * GAP;
    while level < highest {
        let mut meets: Vec<f32> =
            edges.iter().filter_map(|(one, next)| meeting(level, **one, **next)).collect();
        meets.sort_by(f32::total_cmp);
        let back = |x: f32| (x * cos - level * sin, x * sin + level * cos);
        lines.extend(
            meets.chunks_exact(2).filter_map(|pair| Some([back(*pair.first()?), back(*pair.last()?)])),
        );
        level += GAP;
    }
    lines
}

fn meeting(level: f32, (x1, y1): (f32, f32), (x2, y2): (f32, f32)) -> Option<f32> {
    let crosses = (y1 <= level) != (y2 <= level);
    crosses.then(|| x1 + (level - y1) / (y2 - y1) * (x2 - x1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_outline() {
        let square = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)];
        for hatch in [Hatch::Rising, Hatch::Cross, Hatch::Level] {
            let lines = lines(hatch, &square);
            assert!(lines.len() >= 4, "{hatch:?}: {lines:?}");
            for (x, y) in lines.into_iter().flatten() {
                assert!((-0.01..=20.01).contains(&x) && (-0.01..=20.01).contains(&y), "{x}, {y}");
            }
        }
    }
}
