//! Bytes from anywhere: a catalog comes back whole, or an error does.

use crate::archive::any_archive;
use crate::filters::any_filter;
use catalog::{Catalog, FORMAT_VERSION, Filter, FormatError, Parts};
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
