//! What repeats most strongly in a square of a picture, and whether its hue turns. Colours as numbers on a plane, blue
//! to the right and red upwards, have frequencies of two kinds: those that turn one way round, and the other way.
//! What has no hue, or swings between two, is as strong the one way as the other.

use std::f32::consts::TAU;
use std::iter;
use std::sync::Arc;

use image::RgbImage;
use rustfft::num_complex::Complex;
use rustfft::{Fft, FftPlanner};

/// Pixels on a side of a square.
pub(super) const SIDE: u32 = 256;
/// Values on a side: means of two by two pixels, which is what a JPEG tells of colours.
const ACROSS: usize = 128;
const WHOLE: i16 = 128;
/// Anything may be strong below this frequency.
const SLOWEST: i32 = 16;
/// The blocks of a JPEG begin anew so often, and what comes of them lies so near.
const BLOCK: i16 = WHOLE / 8;
const NEAR_BLOCK: i16 = 1;
/// What is so near to a peak belongs to it.
const NEAR: i16 = 4;
/// From where to where around a peak one sees what it stands out of.
const RING: [i16; 2] = [3, 6];
/// Below that is noise.
const FLOOR: f32 = 2_000.0;

/// What repeats most strongly in a square. Strengths are logarithms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Peak {
    /// How often in two pixels, across.
    pub(super) across: f32,
    /// How often in two pixels, down.
    pub(super) down: f32,
    /// How far it stands out of what is around.
    pub(super) out: f32,
    /// How much stronger it is than what turns the other way.
    pub(super) one_way: f32,
    /// How much stronger than the greys that repeat as often.
    pub(super) over_grey: f32,
    /// How much stronger than anything else that repeats, in colours and in greys.
    pub(super) over_colours: f32,
    pub(super) over_greys: f32,
}

impl Peak {
    /// Whether it is the hue that turns, as over a screen: along its rows or columns, which stand nearly upright in
    /// photos, where dots of print run aslant; and beside greys that repeat, too, as a screen has both rows and
    /// columns and stripes of paint don't.
    pub(super) fn turns(&self) -> bool {
        self.out >= 4.0
            && self.one_way >= 1.0
            && self.over_grey >= 0.2
            && self.over_colours >= 0.3
            && (0.3..=5.0).contains(&self.over_greys)
            && self.across.abs().min(self.down.abs()) <= 0.3
    }
}

/// Looks at one square after the other.
pub(super) struct Spectra {
    fft: Arc<dyn Fft<f32>>,
    scratch: Vec<Complex<f32>>,
    window: Vec<f32>,
    columns: Vec<Complex<f32>>,
    colours: Field,
    greys: Field,
}

/// Values of a square, row by row, and how strong each frequency is in them, column by column.
struct Field {
    values: Vec<Complex<f32>>,
    powers: Vec<f32>,
}

type Place = (i16, i16);

impl Spectra {
    pub(super) fn new() -> Self {
        let fft = FftPlanner::new().plan_fft_forward(ACROSS);
        let wave = |at: i16| 0.5 - 0.5 * (TAU * (f32::from(at) + 0.5) / f32::from(WHOLE)).cos();
        Self {
            scratch: vec![Complex::default(); fft.get_inplace_scratch_len()],
            window: (0..WHOLE).map(wave).collect(),
            columns: vec![Complex::default(); ACROSS * ACROSS],
            colours: Field::new(),
            greys: Field::new(),
            fft,
        }
    }

    /// The strongest that repeats in a square, by its left upper corner.
    pub(super) fn peak(&mut self, picture: &RgbImage, place: (u32, u32)) -> Option<Peak> {
        self.take(picture, place)?;
        for field in [&mut self.colours, &mut self.greys] {
            field.soften(&self.window);
            self.fft.process_with_scratch(&mut field.values, &mut self.scratch);
            field.turn_into(&mut self.columns);
            self.fft.process_with_scratch(&mut self.columns, &mut self.scratch);
            field.weigh(&self.columns);
        }
        self.found()
    }

    fn take(&mut self, picture: &RgbImage, (left, top): (u32, u32)) -> Option<()> {
        let [left, top, width] = [left, top, picture.width()].map(usize::try_from).map(Result::ok);
        let (start, width) = (left? * 3, width? * 3);
        let row = |at: usize| picture.as_raw().get((top? + at) * width + start..)?.get(..ACROSS * 6);
        let colours = self.colours.values.chunks_exact_mut(ACROSS);
        for (at, (colours, greys)) in colours.zip(self.greys.values.chunks_exact_mut(ACROSS)).enumerate() {
            let pairs = row(2 * at)?.chunks_exact(6).zip(row(2 * at + 1)?.chunks_exact(6));
            for ((colour, grey), (upper, lower)) in colours.iter_mut().zip(greys).zip(pairs) {
                (*colour, *grey) = mean(upper, lower);
            }
        }
        Some(())
    }

    fn found(&self) -> Option<Peak> {
        let fine = places().filter(|(across, down)| !(is_of_block(*across) && is_of_block(*down)));
        let place = self.colours.strongest(fine)?;
        let opposite = (-place.0, -place.1);
        let power = self.colours.at(place);
        let others = || places().filter(move |other| !is_near(*other, place) && !is_near(*other, opposite));
        let over = |field: &Field| Some(power - field.at(field.strongest(others())?));
        let (across, down) = self.colours.middle(place);
        Some(Peak {
            across,
            down,
            out: power - self.colours.ring(place),
            one_way: power - self.colours.at(opposite),
            over_grey: power - self.greys.at(place),
            over_colours: over(&self.colours)?,
            over_greys: over(&self.greys)?,
        })
    }
}

/// Colour and grey of four pixels.
fn mean(upper: &[u8], lower: &[u8]) -> (Complex<f32>, Complex<f32>) {
    let ([ur, ug, ub, vr, vg, vb], [lr, lg, lb, mr, mg, mb]) = (upper, lower) else {
        return (Complex::default(), Complex::default());
    };
    let mean = |all: [&u8; 4]| all.map(|one| f32::from(*one)).iter().sum::<f32>() / 4.0;
    let [red, green, blue] = [mean([ur, vr, lr, mr]), mean([ug, vg, lg, mg]), mean([ub, vb, lb, mb])];
    let colour = Complex {
        re: 0.5 * blue - 0.1687 * red - 0.3313 * green,
        im: 0.5 * red - 0.4187 * green - 0.0813 * blue,
    };
    (colour, Complex { re: 0.299 * red + 0.587 * green + 0.114 * blue, im: 0.0 })
}

impl Field {
    fn new() -> Self {
        Self { values: vec![Complex::default(); ACROSS * ACROSS], powers: vec![0.0; ACROSS * ACROSS] }
    }

    /// Takes away the mean and lets the values fade out towards the edges.
    fn soften(&mut self, window: &[f32]) {
        let mean = self.values.iter().sum::<Complex<f32>>() / f32::from(WHOLE).powi(2);
        for (row, down) in self.values.chunks_exact_mut(ACROSS).zip(window) {
            for (value, across) in row.iter_mut().zip(window) {
                *value = (*value - mean) * (across * down);
            }
        }
    }

    /// Rows become columns.
    fn turn_into(&self, columns: &mut [Complex<f32>]) {
        for (at, column) in columns.chunks_exact_mut(ACROSS).enumerate() {
            for (value, row) in column.iter_mut().zip(self.values.chunks_exact(ACROSS)) {
                *value = row.get(at).copied().unwrap_or_default();
            }
        }
    }

    fn weigh(&mut self, columns: &[Complex<f32>]) {
        for (power, value) in self.powers.iter_mut().zip(columns) {
            *power = (value.norm_sqr() + FLOOR).ln();
        }
    }

    fn at(&self, (across, down): Place) -> f32 {
        let [column, row] = [across, down].map(|at| usize::from(at.rem_euclid(WHOLE).unsigned_abs()));
        self.powers.get(column * ACROSS + row).copied().unwrap_or_default()
    }

    fn strongest(&self, places: impl Iterator<Item = Place>) -> Option<Place> {
        let told = places.map(|place| (place, self.at(place)));
        told.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(place, _)| place)
    }

    /// The mean of what is around a peak.
    fn ring(&self, place: Place) -> f32 {
        let (sum, count) = around(RING)
            .fold((0.0, 0.0), |(sum, count), off| (sum + self.at(moved(place, off)), count + 1.0));
        sum / count
    }

    /// Where between the frequencies a peak lies.
    fn middle(&self, place: Place) -> (f32, f32) {
        let power = self.at(place);
        let (mut sum, mut across, mut down) = (1.0, 0.0, 0.0);
        for off in around([1, 1]) {
            let share = (self.at(moved(place, off)) - power).exp();
            sum += share;
            across += share * f32::from(off.0);
            down += share * f32::from(off.1);
        }
        let whole = f32::from(WHOLE);
        ((f32::from(place.0) + across / sum) / whole, (f32::from(place.1) + down / sum) / whole)
    }
}

/// All frequencies but the slowest.
fn places() -> impl Iterator<Item = Place> {
    let all = -WHOLE / 2..WHOLE / 2;
    let all = all.clone().flat_map(move |across| iter::repeat(across).zip(all.clone()));
    all.filter(|(across, down)| i32::from(*across).pow(2) + i32::from(*down).pow(2) > SLOWEST.pow(2))
}

/// What lies so far from a place, from one distance to another.
fn around([from, to]: [i16; 2]) -> impl Iterator<Item = Place> {
    let all = (-to..=to).flat_map(move |across| iter::repeat(across).zip(-to..=to));
    all.filter(move |(across, down)| across.abs().max(down.abs()) >= from)
}

fn moved(place: Place, off: Place) -> Place {
    (place.0 + off.0, place.1 + off.1)
}

/// Frequencies begin anew after a whole one.
fn is_near(one: Place, other: Place) -> bool {
    let apart = |one: i16, other: i16| {
        let apart = (one - other).rem_euclid(WHOLE);
        apart.min(WHOLE - apart)
    };
    apart(one.0, other.0).max(apart(one.1, other.1)) <= NEAR
}

fn is_of_block(at: i16) -> bool {
    let off = at.rem_euclid(BLOCK);
    off.min(BLOCK - off) <= NEAR_BLOCK
}
