//! Ranking: equal scores share a place, and the next place counts all before it (1, 2, 2, 4).

use super::points::Points;

/// The place of each score; `None` in, for a county that is not ranked, gives `None` out.
pub fn places(scores: &[Option<Points>]) -> Vec<Option<usize>> {
    let mut ordered: Vec<Points> = scores.iter().flatten().copied().collect();
    ordered.sort_unstable_by(|one, other| other.cmp(one));
    let place = |own: &Points| 1 + ordered.partition_point(|other| other > own);
    scores.iter().map(|score| score.as_ref().map(place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_place_and_the_unranked_have_none() {
        let points = |text: &str| Some(text.parse().unwrap());
        let scores = [points("80"), points("91.5"), None, points("80"), points("70")];
        assert_eq!(places(&scores), [Some(2), Some(1), None, Some(2), Some(4)]);
    }
}
