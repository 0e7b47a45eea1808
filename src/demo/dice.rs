//! Numbers that look thrown and are the same each time.

/// Dice whose throws follow from a name alone.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for what this name names.
    pub(super) fn of(name: &str) -> Self {
        // FNV-1a: the standard library's hash may change from one compiler to the next.
        let hash = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, hash))
    }

    /// The next throw: splitmix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from zero to one below `sides`; zero when there is no side.
    pub(super) fn below(&mut self, sides: u32) -> u32 {
        let thrown = self.next().checked_rem(u64::from(sides)).unwrap_or_default();
        u32::try_from(thrown).unwrap_or_default()
    }

    /// A number from `least` to `most`.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        least.saturating_add(self.below(most.saturating_sub(least).saturating_add(1)))
    }

    /// Whether a throw out of a thousand stays below this share.
    pub(super) fn chance(&mut self, of_thousand: u32) -> bool {
        self.below(1_000) < of_thousand
    }

    /// One of the list.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(usize::try_from(at).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_throws_the_same_within_its_bounds() {
        let throws = |name: &str| -> Vec<u32> {
            let mut dice = Dice::of(name);
            (0..100).map(|_| dice.between(3, 9)).collect()
        };
        assert_eq!(throws("c1"), throws("c1"));
        assert_ne!(throws("c1"), throws("c2"));
        assert!((3..=9).all(|side| throws("c1").contains(&side)), "{:?}", throws("c1"));
        assert_eq!(Dice::of("x").below(0), 0);
    }
}
