//! Peaks of many squares that are one and the same: from square to square the rows become a little finer or coarser,
//! evenly, as a plane does in perspective. What comes about by chance leaps.

use super::Seen;

/// How far it may move from square to square.
const STEP: f32 = 0.06;
/// How far off the plane it may lie.
const OFF: f32 = 0.012;

/// The most that lie on one plane.
pub(super) fn most_on_a_plane(seen: &[Seen]) -> usize {
    let after = |at: usize| seen.iter().enumerate().skip(at + 1);
    let pairs = seen.iter().enumerate().flat_map(|(at, one)| after(at).map(move |other| (one, other)));
    let three = pairs.flat_map(|(one, (at, other))| after(at).map(move |(_, third)| [one, other, third]));
    let planes = three.filter_map(Plane::through).filter(Plane::is_gentle);
    planes.map(|plane| seen.iter().filter(|one| plane.has(one)).count()).max().unwrap_or_default()
}

/// A frequency at a place, and how it grows from there, across and down.
struct Plane {
    from: Seen,
    right: (f32, f32),
    below: (f32, f32),
}

impl Plane {
    /// The one through three; none where their places lie in one line.
    fn through([one, other, third]: [&Seen; 3]) -> Option<Self> {
        let [(a, (px, py)), (b, (qx, qy))] = [other, third].map(|seen| (apart(seen, one), steps(seen, one)));
        let all = px * qy - qx * py;
        let right = ((a.0 * qy - b.0 * py) / all, (a.1 * qy - b.1 * py) / all);
        let below = ((b.0 * px - a.0 * qx) / all, (b.1 * px - a.1 * qx) / all);
        (all.abs() > 0.5).then_some(Self { from: *one, right, below })
    }

    fn is_gentle(&self) -> bool {
        self.right.0.hypot(self.right.1) <= STEP && self.below.0.hypot(self.below.1) <= STEP
    }

    fn has(&self, seen: &Seen) -> bool {
        let (across, down) = apart(seen, &self.from);
        let (x, y) = steps(seen, &self.from);
        let off = |value: f32, right: f32, below: f32| wrapped(value - right * x - below * y);
        off(across, self.right.0, self.below.0).hypot(off(down, self.right.1, self.below.1)) <= OFF
    }
}

/// How far a frequency is from another; they begin anew after a whole one.
fn apart((_, peak): &Seen, (_, from): &Seen) -> (f32, f32) {
    (wrapped(peak.across - from.across), wrapped(peak.down - from.down))
}

/// How far a square is from another.
fn steps(((x, y), _): &Seen, ((from_x, from_y), _): &Seen) -> (f32, f32) {
    (x - from_x, y - from_y)
}

fn wrapped(value: f32) -> f32 {
    value - value.round()
}
