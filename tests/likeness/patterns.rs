//! What repeats finely and is no screen: bricks, cloth, checks, stripes, squared paper, print, meshes.

use crate::scenes::Dice;
use crate::shots::Light;

/// How many kinds there are.
pub(crate) const KINDS: u64 = 8;

type Colour = [f32; 3];

/// A pattern by its number, drawn with dice.
pub(crate) fn pattern(number: u64, dice: &mut Dice) -> Box<Light<'static>> {
    let (one, other) = (light(dice), light(dice));
    let fine = dice.between(2.3, 9.0);
    let coarse = dice.between(5.0, 40.0);
    match number % KINDS {
        0 => Box::new(move |(x, _), at| if part(x, fine) < 0.5 { one[at] } else { other[at] }),
        1 => Box::new(
            move |(x, y), at| {
                if (part(x, coarse) < 0.5) == (part(y, coarse) < 0.5) { one[at] } else { other[at] }
            },
        ),
        2 => Box::new(move |(x, y), at| {
            let side = |at: f32| u8::from(part(at, coarse) < 0.5);
            let mixed = f32::from(side(x) + side(y)) / 2.0;
            one[at] * mixed + other[at] * (1.0 - mixed)
        }),
        3 => Box::new(move |(x, y), at| {
            let row = (y / coarse).floor();
            let along = part(x + row.rem_euclid(2.0) * coarse * 1.1, coarse * 2.2);
            if part(y, coarse) < 0.12 || along < 0.06 { one[at] } else { other[at] }
        }),
        4 => Box::new(move |(x, y), _| {
            let (x, y) = (x * 0.707 + y * 0.707, y * 0.707 - x * 0.707);
            let dot = (x / fine * std::f32::consts::TAU).cos() + (y / fine * std::f32::consts::TAU).cos();
            if dot < -0.3 { 0.03 } else { 0.8 }
        }),
        5 => Box::new(move |(x, y), at| {
            let line = part(x, coarse) * coarse < 1.5 || part(y, coarse) * coarse < 1.5;
            if line { [0.25, 0.4, 0.6][at] } else { 0.85 }
        }),
        6 => Box::new(move |(x, y), at| {
            let over = ((x / fine).floor() + (y / fine).floor()).rem_euclid(2.0) < 1.0;
            let thread = |along: f32| 0.5 + 0.5 * (part(along, fine) * std::f32::consts::PI).sin();
            if over { one[at] * thread(x) } else { other[at] * thread(y) }
        }),
        _ => Box::new(move |(x, y), at| {
            let wire = part(x, fine) < 0.2 || part(y, fine) < 0.2;
            if wire { 0.05 } else { one[at] * (0.6 + 0.4 * (x / 90.0).sin() * (y / 70.0).cos()) }
        }),
    }
}

fn light(dice: &mut Dice) -> Colour {
    dice.colour().map(|value| (value / 255.0).powf(2.2))
}

/// Which part of a stretch a place lies in, from 0 to 1.
fn part(place: f32, stretch: f32) -> f32 {
    (place / stretch).rem_euclid(1.0)
}
