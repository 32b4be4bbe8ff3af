//! Bytes from anywhere: a catalog comes back whole, or an error does.

use crate::archive::any_archive;
use crate::filters::any_filter;
use catalog::{Catalog, FORMAT_VERSION, Filter, FormatError, Parts, split};
use proptest::prelude::*;

fn read(parts: &Parts) -> Result<Catalog, FormatError> {
    let mut catalog = Catalog::from_base(&parts.base)?;
    catalog.add_words(&parts.words)?;
    Ok(catalog)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_answers_like_what_was_written(
        entries in any_archive(25),
        filters in proptest::collection::vec((any_filter(), "|logement|l’habitat soc|\"la ville\""), 8),
    ) {
        let built = Catalog::build(entries);
        let read = read(&built.to_parts()).unwrap();
        for (filter, q) in filters {
            let filter = Filter { q, ..filter };
            let answer = built.answer(&filter);
            for post in &answer.posts {
                prop_assert_eq!(built.card(*post), read.card(*post));
            }
            prop_assert_eq!(answer, read.answer(&filter));
        }
    }

    #[test]
    fn damage_is_an_error(entries in any_archive(8), at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let parts = Catalog::build(entries).to_parts();
        let damaged = |bytes: &[u8]| {
            let mut flipped = bytes.to_vec();
            flipped[at.index(bytes.len())] ^= flip;
            [flipped, bytes[..at.index(bytes.len())].to_vec()]
        };
        for base in damaged(&parts.base) {
            prop_assert!(Catalog::from_base(&base).is_err());
        }
        for words in damaged(&parts.words) {
            let damaged = Parts { words, ..parts.clone() };
            prop_assert!(read(&damaged).is_err());
        }
    }

    /// Every part by itself, and the cards in whatever order they arrive.
    #[test]
    fn cards_that_arrive_by_blocks_are_those_that_were_written(entries in any_archive(40), at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let built = Catalog::build(entries);
        let parts = built.to_parts();
        let (facets, cards) = split(&parts.base).unwrap();
        let mut read = Catalog::from_facets(facets).unwrap();
        let everything = Filter { per_page: 100, ..Filter::default() };
        let answer = read.answer(&everything);
        prop_assert_eq!(&answer, &built.answer(&everything));
        prop_assert_eq!(read.missing_blocks(&answer).is_empty(), answer.posts.is_empty());
        for (nth, block) in cards.iter().enumerate().rev() {
            let mut flipped = block.to_vec();
            flipped[at.index(block.len())] ^= flip;
            prop_assert!(read.add_cards(nth, &flipped).is_err());
            prop_assert!(read.add_cards(nth, &block[..at.index(block.len())]).is_err());
            prop_assert!(read.add_cards(nth, facets).is_err());
            prop_assert_eq!(read.add_cards(nth + 1, block), Err(FormatError::OtherCatalog));
            prop_assert_eq!(read.add_cards(nth, block), Ok(()));
        }
        prop_assert!(read.missing_blocks(&answer).is_empty());
        for post in &answer.posts {
            prop_assert_eq!(read.card(*post), built.card(*post));
        }
    }

    /// Facets with their own checksum made right again, around any bytes and around changed ones.
    #[test]
    fn forged_facets_never_panic(
        entries in any_archive(8),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        noise in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        let base = Catalog::build(entries).to_parts().base;
        let (facets, _) = split(&base).unwrap();
        let mut changed = facets.to_vec();
        for (at, byte) in &changes {
            let at = 20 + at.index(changed.len() - 20);
            changed[at] = *byte;
        }
        for mut forged in [changed, [&facets[..20], &noise].concat()] {
            let sum = forged[20..].iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
            forged[12..20].copy_from_slice(&sum.to_le_bytes());
            if let Ok(catalog) = Catalog::from_facets(&forged) {
                let _ = catalog.answer(&Filter { per_page: 100, page: 2, ..Filter::default() });
                let _ = catalog.answer(&Filter::parse("source=ush&tag=logement&from=2016&sort=oldest").unwrap());
            }
        }
    }

    /// The checksum is made right again: what lies behind it is doubted all the same.
    #[test]
    fn forged_bytes_never_panic(entries in any_archive(6), changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let parts = Catalog::build(entries).to_parts();
        let forge = |bytes: &[u8]| {
            let mut forged = bytes.to_vec();
            for (at, byte) in &changes {
                let at = 20 + at.index(bytes.len() - 20);
                forged[at] = *byte;
            }
            let sum = forged[20..].iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
            forged[12..20].copy_from_slice(&sum.to_le_bytes());
            forged
        };
        let filter = Filter { q: "logement \"la ville\" -x soc".into(), ..Filter::default() };
        if let Ok(catalog) = Catalog::from_base(&forge(&parts.base)) {
            let _ = catalog.answer(&Filter::default());
        }
        if let Ok(catalog) = read(&Parts { words: forge(&parts.words), ..parts.clone() }) {
            let _ = catalog.answer(&filter);
        }
    }
}

#[test]
fn foreign_bytes_are_named() {
    let parts = Catalog::build(vec![]).to_parts();
    let other = Catalog::build(vec![crate::archive::entry("a", "Titre", "")]).to_parts();
    let mut newer = parts.base.clone();
    newer[8] += 1;
    let error = |bytes: &[u8]| Catalog::from_base(bytes).map(|_| ()).unwrap_err();
    assert_eq!(error(b""), FormatError::Foreign("base"));
    assert_eq!(error(&parts.words), FormatError::Foreign("base"));
    assert_eq!(error(&newer), FormatError::Version { found: FORMAT_VERSION + 1 });
    assert_eq!(
        read(&Parts { words: other.words, ..parts.clone() }).map(|_| ()),
        Err(FormatError::OtherCatalog)
    );
    assert!(read(&parts).unwrap().has_words());
}

#[test]
fn without_words_only_words_cannot_be_answered() {
    let catalog =
        Catalog::from_base(&Catalog::build(vec![crate::archive::entry("a", "Titre", "")]).to_parts().base)
            .unwrap();
    let filter = |q: &str| Filter { q: q.into(), ..Filter::default() };
    assert!(catalog.can_answer(&filter("")) && catalog.can_answer(&filter("avant:2018 -tag:x")));
    assert!(!catalog.can_answer(&filter("titre")));
    assert_eq!(catalog.answer(&filter("titre")).total, 0);
}

#[test]
fn a_new_post_changes_one_block_of_cards() {
    let mut entries = crate::archive::large_archive(3, 3_000);
    let blocks = |entries: &[catalog::Entry]| -> Vec<Vec<u8>> {
        let parts = Catalog::build(entries.to_vec()).to_parts();
        split(&parts.base).unwrap().1.into_iter().map(<[u8]>::to_vec).collect()
    };
    let before = blocks(&entries);
    for day in [1_000, 450] {
        let mut new = crate::archive::entry(&format!("new{day}"), "Un article", "");
        new.card.date = Some(crate::archive::moment(day));
        entries.push(new);
    }
    let after = blocks(&entries);
    let kept = after.iter().filter(|block| before.contains(block)).count();
    assert!(
        before.len() >= 5 && kept + 3 >= after.len(),
        "{kept} of {} blocks are as they were",
        after.len()
    );
}
