//! How often features were seen in classes, packed: half a million counts in a few megabytes, found by one look at a
//! table and a few keys.

/// Bits of a feature's place in the table.
const BITS: u32 = 16;

/// Spreads features over the table: 2⁶⁴ divided by the golden ratio (Knuth, TAOCP 6.4).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Counts by feature and class.
#[derive(Debug)]
pub(super) struct Tally {
    /// Where the features of each place begin among the keys, and where the last one's end.
    places: Vec<u32>,
    keys: Vec<Key>,
    counts: Vec<(u16, u16)>,
}

/// A feature and where its counts end; they begin where those of the key before it end.
#[derive(Debug)]
struct Key {
    feature: u64,
    end: u32,
}

impl Tally {
    /// Counts what was seen, a feature and a class at a time.
    pub(super) fn of(mut seen: Vec<(u64, u16)>) -> Self {
        seen.sort_unstable_by_key(|(feature, class)| (place(*feature), *feature, *class));
        let mut tally = Self { places: vec![0], keys: Vec::new(), counts: Vec::new() };
        for same in seen.chunk_by(|one, next| one.0 == next.0) {
            let classes = same.chunk_by(|one, next| one.1 == next.1);
            let count = |class: &[(u64, u16)]| Some((class.first()?.1, short(class.len())));
            tally.counts.extend(classes.filter_map(count));
            if let Some((feature, _)) = same.first() {
                tally.places.resize(tally.places.len().max(place(*feature) + 1), long(tally.keys.len()));
                tally.keys.push(Key { feature: *feature, end: long(tally.counts.len()) });
            }
        }
        tally.places.resize((1 << BITS) + 1, long(tally.keys.len()));
        tally.keys.shrink_to_fit();
        tally.counts.shrink_to_fit();
        tally
    }

    /// The classes that a feature was seen in, and how often.
    pub(super) fn get(&self, feature: u64) -> &[(u16, u16)] {
        let place = place(feature);
        let begins = self.places.get(place).map_or(0, |at| whole(*at));
        let ends = self.places.get(place + 1).map_or(0, |at| whole(*at));
        let here = self.keys.get(begins..ends).unwrap_or_default();
        let Some(at) = here.iter().position(|key| key.feature == feature).map(|at| begins + at) else {
            return &[];
        };
        let begins =
            at.checked_sub(1).and_then(|before| self.keys.get(before)).map_or(0, |key| whole(key.end));
        let ends = self.keys.get(at).map_or(0, |key| whole(key.end));
        self.counts.get(begins..ends).unwrap_or_default()
    }

    /// How many features were seen.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Every count with its class.
    pub(super) fn counts(&self) -> &[(u16, u16)] {
        &self.counts
    }
}

fn place(feature: u64) -> usize {
    usize::try_from(feature.wrapping_mul(SPREAD) >> (u64::BITS - BITS)).unwrap_or_default()
}

fn short(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// There are never so many that they would not fit: the examples are a file of this program.
fn long(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn whole(at: u32) -> usize {
    usize::try_from(at).unwrap_or_default()
}
