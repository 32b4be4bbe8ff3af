//! Summaries, held against the lists that they stand for.

use crate::archive::{WORDS, any_archive, entry, large_archive, moment, summed};
use crate::damage::{facets_of, satisfy};
use crate::filters::any_filter;
use catalog::{Catalog, Entry, Filter, PartKey, Sort};
use domain::{Kind, Lang, fold};
use proptest::prelude::*;

/// How many parts hold postings.
fn postings(parts: &[PartKey]) -> usize {
    parts.iter().filter(|key| matches!(key, PartKey::Postings(..))).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    /// More documents than a summary tells the scores of.
    #[test]
    fn a_summary_answers_as_the_lists_do(
        entries in any_archive(150),
        filter in any_filter(),
        words in proptest::collection::vec((prop::sample::select(WORDS), 1_u32..4, prop::sample::select(&[7_u32, 20, 100][..]), any::<[bool; 2]>()), 6),
    ) {
        let lists = Catalog::build(entries.clone());
        let built = summed(entries);
        let mut read = facets_of(&built);
        for (word, page, per_page, [is_filtered, is_folded]) in words {
            let q = if is_folded { fold(word) } else { word.to_owned() };
            let narrow = if is_filtered { filter.clone() } else { Filter { sort: filter.sort, ..Filter::default() } };
            let asked = Filter { q, page, per_page, ..narrow };
            let expected = lists.answer(&asked);
            // With all parts, with those that are wanted, and with those of other questions beside them.
            prop_assert_eq!(&built.answer(&asked), &expected);
            let mut alone = facets_of(&built);
            satisfy(&mut alone, &built, &asked);
            prop_assert_eq!(&alone.answer(&asked), &expected);
            satisfy(&mut read, &built, &asked);
            prop_assert_eq!(&read.answer(&asked), &expected);
        }
    }
}

/// An archive of two segments in two languages with pages, in which words are of different worth.
fn two_segments() -> Vec<Entry> {
    let mut entries = large_archive(5, 1_200);
    let mut state = 1_u32;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % bound
    };
    for nth in 0..30 {
        let mut page = entry(&format!("p{nth}"), "À propos", "");
        page.kind = Kind::Page;
        entries.push(page);
    }
    for entry in &mut entries {
        let mut words = |most: usize| -> String {
            (0..below(most))
                .map(|_| format!("{} ", WORDS[below(WORDS.len()).min(below(WORDS.len()))]))
                .collect()
        };
        (entry.card.title, entry.text) = (words(3), words(60));
        if entry.text.len() % 5 == 0 {
            entry.card.lang = Lang::english();
        }
    }
    entries
}

#[test]
fn summaries_of_two_segments_answer_together() {
    let entries = two_segments();
    let (lists, built) = (Catalog::build(entries.clone()), summed(entries));
    let mut totals = Vec::new();
    for word in WORDS {
        for (sort, page, per_page) in [
            (Sort::Relevance, 1, 20),
            (Sort::Relevance, 2, 20),
            (Sort::Relevance, 3, 20),
            (Sort::Newest, 1, 100),
            (Sort::Oldest, 2, 100),
        ] {
            let filter =
                Filter { q: (*word).to_owned(), sort: Some(sort), page, per_page, ..Filter::default() };
            let expected = lists.answer(&filter);
            let mut read = facets_of(&built);
            satisfy(&mut read, &built, &filter);
            assert_eq!(read.answer(&filter), expected, "{word} {sort:?} {page}");
            assert_eq!(built.answer(&filter), expected, "{word} {sort:?} {page}");
            totals.push(expected.total);
        }
    }
    assert!(totals.iter().filter(|total| **total > 200).count() > 50, "{totals:?}");
}

#[test]
fn a_new_post_changes_no_summary_of_old_ones() {
    let mut entries = two_segments();
    let before = summed(entries.clone());
    let mut new = entry("new", "Le logement", "La ville et ses logements");
    new.card.date = Some(moment(2_000));
    entries.push(new);
    let after = summed(entries);
    let is_old = |key: &PartKey| matches!(key, PartKey::Dictionary(0) | PartKey::Postings(0, _));
    let old = |catalog: &Catalog| -> Vec<_> {
        catalog.parts().iter().filter(|(key, _)| is_old(key)).cloned().collect()
    };
    assert!(old(&before).len() > 50 && old(&before) == old(&after));
}

/// What a question wants that has the dictionaries, and its length in bytes.
fn wanted(built: &Catalog, query: &str) -> (Vec<PartKey>, u32) {
    let filter = Filter::parse(query).unwrap();
    let mut read = facets_of(built);
    for key in read.wanted(&filter) {
        read.add(key, &built.parts().iter().find(|(own, _)| *own == key).unwrap().1).unwrap();
    }
    let parts = read.wanted(&filter);
    let bytes = parts.iter().filter_map(|key| read.length_of(*key)).sum();
    (parts, bytes)
}

#[test]
fn a_word_of_most_posts_has_a_summary_and_a_rare_one_none() {
    let mut entries = large_archive(3, 500);
    for (nth, entry) in entries.iter_mut().enumerate() {
        entry.text = format!("refuge {} {}", ["refuges", ""][nth % 2], ["chalet", ""][nth.min(1)]);
    }
    let built = Catalog::build(entries);
    let is_summed = |word: &str| {
        let alone = wanted(&built, &format!("q={word}")).0;
        assert_eq!(alone.len(), 1);
        alone != wanted(&built, &format!("q={word}&page=3")).0
    };
    assert_eq!(["refuge", "refuges", "chalet"].map(is_summed), [true, true, false]);
}

#[test]
fn a_frequent_word_of_many_forms_wants_its_summary_alone() {
    // Forms of one beginning, each in half of the posts: their lists take several blocks.
    let mut entries = large_archive(3, 2_000);
    for (nth, entry) in entries.iter_mut().enumerate() {
        let form = |at: usize| ((nth * 7_919 + at * 104_729) % 1_009 > 500).then(|| format!("écho{at} "));
        entry.text = format!("écho {}", (0..60).filter_map(form).collect::<String>());
        entry.card.date = Some(moment(nth as i64));
    }
    let built = Catalog::build(entries);
    let asked = |query: &str| {
        let (parts, bytes) = wanted(&built, query);
        (postings(&parts), bytes)
    };
    // A block of each segment at most, small ones.
    let (parts, bytes) = asked("q=écho");
    assert!(parts <= 2 && bytes < 3_000, "{parts} parts, {bytes} bytes");
    assert_eq!(asked("q=ECHO"), (parts, bytes));
    let lists = [asked("q=écho3+écho"), asked("q=écho&tag=ville"), asked("q=écho&page=3")];
    assert!(lists.iter().all(|(parts, bytes)| *parts > 2 && *bytes > 7_000), "{lists:?}");
    // The order of time takes no scores.
    assert_eq!(asked("q=écho&tag=ville&sort=newest"), (parts, bytes));
}
