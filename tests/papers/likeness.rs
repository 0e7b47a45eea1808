//! Copied texts are found, and what all reports share makes no pair.

use proptest::prelude::*;
use yingjian::reading::fold::fold_query;
use yingjian::reading::likeness::{Alike, Collection};

use crate::making::{Dice, Report, converted, forms, of_forms, report};

fn collected(texts: &[String]) -> Vec<Alike> {
    let mut collection = Collection::default();
    for text in texts {
        collection.add(text);
    }
    collection.alike()
}

fn unrelated(seed: u64) -> Vec<Report> {
    let mut dice = Dice::new(seed);
    (0..200).map(|_| report(&mut dice)).collect()
}

#[test]
fn no_two_of_200_unrelated_reports_are_alike() {
    for seed in 1..=1 {
        let mut dice = Dice::new(seed + 100);
        let texts: Vec<String> = unrelated(seed).iter().map(|report| report.filled(&mut dice)).collect();
        let pairs = collected(&texts);
        assert!(pairs.is_empty(), "{} pairs with seed {seed}: {:?}", pairs.len(), pairs.first());
    }
}

/// Among the 200 are copies of fifty of them, each with seven paragraphs in ten, half of them converted.
#[test]
fn copies_of_seven_paragraphs_in_ten_are_found() {
    let (mut found, mut all) = (0, 0);
    for seed in 1..=1 {
        let reports = unrelated(seed);
        let mut dice = Dice::new(seed + 200);
        let mut texts: Vec<String> = reports.iter().map(|report| report.filled(&mut dice)).collect();
        for at in 0..50 {
            let copy = reports[at].copied(&reports[199 - at], &mut dice);
            let copy = copy.filled(&mut dice);
            texts.push(if at % 2 == 0 { converted(&copy) } else { copy });
        }
        let pairs = collected(&texts);
        for at in 0..50 {
            all += 1;
            found += usize::from(pairs.iter().any(|pair| (pair.one, pair.other) == (at, 200 + at)));
        }
        let wrong = pairs.iter().filter(|pair| pair.other < 200 || pair.one != pair.other - 200);
        let wrong: Vec<&Alike> =
            wrong.filter(|pair| pair.one != 199 - (pair.other.saturating_sub(200))).collect();
        assert!(wrong.is_empty(), "{} pairs of which none was copied: {:?}", wrong.len(), wrong.first());
    }
    println!("{found} of {all} copies found");
    assert!(found * 100 >= all * 95, "{found} of {all}");
}

/// Offices that fill in the same forms write the same paragraphs; only who has most of another's is told.
#[test]
fn paragraphs_that_many_have_make_no_pair_but_most_of_them_together_do() {
    let (mut found, mut wrong) = (0, 0);
    for seed in 1..=1 {
        let mut dice = Dice::new(seed + 300);
        let forms = forms(50, &mut dice);
        let reports: Vec<Report> = (0..200).map(|_| of_forms(&forms, &mut dice)).collect();
        let mut texts: Vec<String> = reports.iter().map(|report| report.filled(&mut dice)).collect();
        for at in 0..20 {
            texts.push(reports[at].copied(&reports[199 - at], &mut dice).filled(&mut dice));
        }
        let pairs = collected(&texts);
        found += pairs.iter().filter(|pair| pair.other == pair.one + 200).count();
        wrong += pairs.iter().filter(|pair| pair.other < 200).count();
    }
    println!("{found} of 20 copies found, {wrong} wrong pairs");
    // Of twenty thousand pairs one may happen to have most of its paragraphs in common.
    assert!(wrong <= 1 && found >= 19, "{found} of 20 found, {wrong} wrong");
}

#[test]
fn forms_of_few_paragraphs_make_no_pair() {
    for each in [1, 2, 4, 6] {
        let mut dice = Dice::new(7);
        let forms = forms(each, &mut dice);
        let texts: Vec<String> = (0..100).map(|_| of_forms(&forms, &mut dice).filled(&mut dice)).collect();
        let pairs = collected(&texts);
        assert!(pairs.is_empty(), "{} pairs with {each} paragraphs a subject", pairs.len());
    }
}

/// A plan that all counties of a city hand in is copied; a form that hundreds of papers are is none.
#[test]
fn eight_copies_are_told_and_a_form_is_not() {
    let mut dice = Dice::new(17);
    let plan = report(&mut dice);
    let mut texts: Vec<String> = (0..8).map(|_| plan.filled(&mut dice)).collect();
    texts.extend((0..40).map(|_| report(&mut dice).filled(&mut dice)));
    assert_eq!(collected(&texts).len(), 28, "each with each");
}

/// Lines of a text layer are cut anywhere, and two texts are a collection, too.
#[test]
fn a_copy_whose_lines_are_cut_is_found_between_two_texts() {
    let mut dice = Dice::new(5);
    let text = report(&mut dice).filled(&mut dice);
    let chars: Vec<char> = text.chars().collect();
    let cut: Vec<String> = chars.chunks(28).map(|line| line.iter().collect()).collect();
    let pairs = collected(&[text.clone(), cut.join("\n")]);
    assert_eq!(pairs.len(), 1);
    assert!(pairs[0].share >= 90, "{}", pairs[0].share);
    assert!(collected(&[text, report(&mut dice).filled(&mut dice)]).is_empty());
}

#[test]
fn passages_say_the_same_in_both_texts() {
    let mut dice = Dice::new(11);
    let (one, two) = (report(&mut dice), report(&mut dice));
    let texts = [one.filled(&mut dice), converted(&one.copied(&two, &mut dice).filled(&mut dice))];
    let pairs = collected(&texts);
    let of = |text: &str, place: &std::ops::Range<usize>| -> String {
        text.chars().skip(place.start).take(place.len()).collect()
    };
    for passage in &pairs[0].passages {
        let (one, other) = (of(&texts[0], &passage.one), of(&texts[1], &passage.other));
        let (one, other) = (fold_query(&one), fold_query(&other));
        let both = one.chars().filter(|char| other.contains(*char)).count();
        assert!(both * 10 >= one.chars().count() * 7, "{one}\n{other}");
    }
    let shared: usize = pairs[0].passages.iter().map(|passage| passage.one.len()).sum();
    assert!(shared * 2 > texts[0].chars().count(), "{shared}");
}

/// A year's texts of a city, and how long it takes unoptimised: it grows with the texts, not with their pairs.
#[test]
fn hundreds_of_texts_are_compared_in_seconds() {
    let mut dice = Dice::new(13);
    let mut collection = Collection::default();
    for _ in 0..300 {
        collection.add(&report(&mut dice).filled(&mut dice));
    }
    let began = std::time::Instant::now();
    let pairs = collection.alike();
    println!("{} pairs of 300 texts in {:?}", pairs.len(), began.elapsed());
    assert!(began.elapsed().as_secs() < 120);
}

proptest! {
    #[test]
    fn any_texts_are_taken_and_places_lie_in_them(
        texts in proptest::collection::vec("([a-z]{0,3}|[军地双拥社区。；\n　<>&0-9]{0,40}|\\PC{0,40}){0,8}", 0..6)
    ) {
        let doubled: Vec<String> = texts.iter().chain(&texts).map(|text| text.repeat(9)).collect();
        for pair in collected(&doubled) {
            let (one, other) = (doubled[pair.one].chars().count(), doubled[pair.other].chars().count());
            prop_assert!(pair.one < pair.other && (1..=100).contains(&pair.share));
            for passage in pair.passages {
                prop_assert!(passage.one.start < passage.one.end && passage.one.end <= one);
                prop_assert!(passage.other.start < passage.other.end && passage.other.end <= other);
            }
        }
    }

    #[test]
    fn a_text_is_like_itself(seed in 0u64..10_000) {
        let mut dice = Dice::new(seed);
        let text = report(&mut dice).filled(&mut dice);
        let pairs = collected(&[text.clone(), text]);
        prop_assert_eq!(pairs.len(), 1);
        prop_assert!(pairs[0].share >= 99);
    }
}
