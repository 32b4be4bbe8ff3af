//! Bytes from anywhere: a catalog comes back whole, or an error does.

use crate::archive::{any_archive, entry, large_archive, moment, summed};
use crate::filters::any_filter;
use catalog::{Catalog, Entry, FORMAT_VERSION, Filter, FormatError, PartKey, PartName};
use proptest::prelude::*;

/// Questions of every kind.
const QUESTIONS: &str = "|logement|l’habitat soc|\"la ville\"|ville -\"le logement\"|lgoement|centre-ville h";

fn is_facets(key: &PartKey) -> bool {
    *key == PartKey::Facets
}

/// A catalog that has its facets and no more.
pub fn facets_of(built: &Catalog) -> Catalog {
    let (_, facets) = built.parts().iter().find(|(key, _)| is_facets(key)).unwrap();
    Catalog::from_facets(facets).unwrap()
}

/// Adds what a filter wants until it can be answered; how many parts that took.
pub fn satisfy(read: &mut Catalog, built: &Catalog, filter: &Filter) -> usize {
    let mut added = 0;
    // Dictionaries, postings, positions.
    for _ in 0..4 {
        for key in read.wanted(filter) {
            let (_, bytes) = built.parts().iter().find(|(own, _)| *own == key).unwrap();
            assert_eq!(read.name_of(key), PartName::of(bytes), "{key:?}");
            read.add(key, bytes).unwrap();
            added += 1;
        }
    }
    assert!(read.can_answer(filter));
    added
}

/// Makes the checksum of a part right again.
fn forge(part: &mut [u8]) {
    let sum = |sum: u64, bytes: &[u8]| {
        bytes.iter().fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let sum = sum(sum(0xcbf2_9ce4_8422_2325, &part[..12]), &part[20..]);
    part[12..20].copy_from_slice(&sum.to_le_bytes());
}

/// Puts a checksum in another's place.
fn replace(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    if let Some(at) = bytes.windows(old.len()).position(|window| window == old) {
        bytes[at..at + new.len()].copy_from_slice(new);
    }
}

/// Reads parts of which one was changed, its checksum made right everywhere, and asks for everything.
fn read_forged(parts: &[(PartKey, Vec<u8>)], changed: PartKey, change: &dyn Fn(&mut Vec<u8>)) {
    let mut parts = parts.to_vec();
    let renamed = |parts: &mut [(PartKey, Vec<u8>)], key: PartKey, change: &dyn Fn(&mut Vec<u8>)| {
        let (_, part) = parts.iter_mut().find(|(own, _)| *own == key)?;
        let old = part[12..20].to_vec();
        change(part);
        forge(part);
        Some((old, part[12..20].to_vec()))
    };
    // What tells a part's name is told the new one, and is another part itself then.
    let mut next = Some((changed, renamed(&mut parts, changed, change)));
    while let Some((key, Some((old, new)))) = next {
        let teller = match key {
            PartKey::Facets => break,
            PartKey::Cards(_) | PartKey::Dictionary(_) => PartKey::Facets,
            PartKey::Postings(segment, _) | PartKey::Positions(segment, _) => PartKey::Dictionary(segment),
        };
        next = Some((teller, renamed(&mut parts, teller, &|part| replace(part, &old, &new))));
    }
    let (_, facets) = parts.iter().find(|(key, _)| is_facets(key)).unwrap();
    let Ok(mut catalog) = Catalog::from_facets(facets) else { return };
    for (key, bytes) in parts.iter().filter(|(key, _)| !is_facets(key)) {
        let _ = catalog.add(*key, bytes);
    }
    for q in QUESTIONS.split('|') {
        let filter = Filter { q: q.to_owned(), per_page: 100, ..Filter::default() };
        let _ = (catalog.wanted(&filter), catalog.answer(&filter));
    }
    let _ = catalog.answer(&Filter::parse("source=ush&tag=logement&from=2016&sort=oldest").unwrap());
    let _ = (catalog.suggest("lo", 5), catalog.suggest("é", 5));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_answers_like_what_was_written(
        entries in any_archive(25),
        filters in proptest::collection::vec((any_filter(), prop::sample::select(QUESTIONS.split('|').collect::<Vec<_>>())), 8),
    ) {
        let built = Catalog::build(entries);
        let parts = built.to_parts();
        let mut read = Catalog::from_base(&parts.base).unwrap();
        read.add_words(&parts.words).unwrap();
        for (filter, q) in filters {
            let filter = Filter { q: q.to_owned(), ..filter };
            let answer = built.answer(&filter);
            for post in &answer.posts {
                prop_assert_eq!(built.card(*post), read.card(*post));
            }
            prop_assert_eq!(answer, read.answer(&filter));
        }
    }

    /// What a filter does not want, it does not need.
    #[test]
    fn parts_that_are_wanted_suffice(
        entries in any_archive(40),
        filter in any_filter(),
        q in prop_oneof![Just(String::new()), crate::words::any_question()],
    ) {
        let built = Catalog::build(entries);
        let filter = Filter { q, ..filter };
        let mut read = facets_of(&built);
        satisfy(&mut read, &built, &filter);
        prop_assert_eq!(read.answer(&filter), built.answer(&filter));
    }

    #[test]
    fn the_order_of_entries_does_not_matter(entries in any_archive(30), cut in any::<prop::sample::Index>()) {
        let built = Catalog::build(entries.clone());
        let mut turned = entries.clone();
        turned.reverse();
        let turned = Catalog::build(turned);
        prop_assert_eq!(turned.parts(), built.parts());
        let cut = cut.index(entries.len() + 1);
        let mut builders = [&entries[cut..], &entries[..cut]].map(|part| {
            let mut builder = catalog::Builder::new();
            part.iter().cloned().for_each(|entry| builder.add(entry));
            builder
        });
        let second = std::mem::take(&mut builders[1]);
        builders[0].merge(second);
        let [merged, _] = builders;
        let merged = merged.finish();
        prop_assert_eq!(merged.parts.as_slice(), built.parts());
    }

    #[test]
    fn damage_is_an_error(entries in any_archive(8), at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let built = summed(entries);
        for (key, bytes) in built.parts() {
            let mut flipped = bytes.clone();
            flipped[at.index(bytes.len())] ^= flip;
            for damaged in [flipped, bytes[..at.index(bytes.len())].to_vec()] {
                if is_facets(key) {
                    prop_assert!(Catalog::from_facets(&damaged).is_err());
                } else {
                    let mut read = built.clone();
                    prop_assert!(read.add(*key, &damaged).is_err(), "{:?}", key);
                }
            }
        }
        let parts = built.to_parts();
        let mut flipped = parts.base.clone();
        flipped[at.index(parts.base.len())] ^= flip;
        prop_assert!(Catalog::from_base(&flipped).is_err());
        prop_assert!(Catalog::from_base(&parts.base[..at.index(parts.base.len())]).is_err());
    }

    /// Every part by itself, and the cards in whatever order they arrive.
    #[test]
    fn cards_that_arrive_by_blocks_are_those_that_were_written(entries in any_archive(40)) {
        let built = Catalog::build(entries);
        let mut read = facets_of(&built);
        let everything = Filter { per_page: 100, ..Filter::default() };
        let answer = read.answer(&everything);
        prop_assert_eq!(&answer, &built.answer(&everything));
        prop_assert_eq!(read.missing_cards(&answer).is_empty(), answer.posts.is_empty());
        let facets = &built.parts()[0].1;
        for (key, block) in built.parts().iter().rev().filter(|(key, _)| matches!(key, PartKey::Cards(_))) {
            prop_assert_eq!(read.add(*key, facets), Err(FormatError::Foreign("cards")));
            prop_assert_eq!(read.add(PartKey::Cards(9), block), Err(FormatError::OtherCatalog));
            prop_assert_eq!(read.name_of(*key), PartName::of(block));
            prop_assert_eq!(read.add(*key, block), Ok(()));
        }
        prop_assert!(read.missing_cards(&answer).is_empty());
        for post in &answer.posts {
            prop_assert_eq!(read.card(*post), built.card(*post));
        }
    }

    /// Checksums are made right again, around any bytes and around changed ones: what lies behind them is doubted all
    /// the same.
    #[test]
    fn forged_parts_never_panic(
        entries in any_archive(8),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        noise in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        let built = summed(entries);
        for (key, _) in built.parts() {
            read_forged(built.parts(), *key, &|part| {
                for (at, byte) in &changes {
                    let at = 20 + at.index(part.len().max(21) - 20);
                    if let Some(own) = part.get_mut(at) {
                        *own = *byte;
                    }
                }
            });
            read_forged(built.parts(), *key, &|part| {
                part.truncate(20);
                part.extend_from_slice(&noise);
            });
        }
    }
}

/// A small archive with everything in it.
fn small() -> Catalog {
    let mut page = entry("p", "À propos", "Le logement social et la ville, à cœur.");
    page.kind = domain::Kind::Page;
    let mut entries = vec![page];
    for nth in 0..9 {
        let mut own =
            entry(&format!("{nth}"), "L’habitat en ville", "Des logements, la ville et l’égalité ; 79e.");
        own.card.date = Some(moment(nth * 40));
        entries.push(own);
    }
    summed(entries)
}

/// The small archive as it was written by each version so far: that of this one opens for ever.
///
/// A new version adds a file: `STORE=1 cargo test -p catalog --features build stored`.
#[test]
fn a_stored_catalog_opens_and_answers() {
    let path = format!("{}/tests/stored/version-{FORMAT_VERSION}.bin", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("STORE").is_some() {
        let built = small();
        let parts = built.to_parts();
        let length = u32::try_from(parts.base.len()).unwrap().to_le_bytes();
        std::fs::write(&path, [length.as_slice(), &parts.base, &parts.words].concat()).unwrap();
    }
    let stored = std::fs::read(path).unwrap();
    let (length, parts) = stored.split_first_chunk().unwrap();
    let (base, words) = parts.split_at(u32::from_le_bytes(*length) as usize);
    let mut catalog = Catalog::from_base(base).unwrap();
    catalog.add_words(words).unwrap();
    for (q, total, pages) in [
        ("habitat", 9, 0),
        ("\"la ville\"", 9, 1),
        ("coeur", 0, 1),
        ("logemnet", 9, 1),
        ("ville -egalite", 0, 1),
        ("79", 9, 0),
    ] {
        let answer = catalog.answer(&Filter { q: q.into(), ..Filter::default() });
        assert_eq!((answer.total, answer.pages.len()), (total, pages), "{q}");
        assert_eq!(answer.posts.first().copied().unwrap_or(0), 0);
    }
    assert_eq!(catalog.card(0).unwrap().title, "L’habitat en ville");
}

#[test]
fn catalogs_of_older_versions_are_refused_by_name() {
    let folder = format!("{}/tests/stored", env!("CARGO_MANIFEST_DIR"));
    let mut refused = 0;
    for version in 1..FORMAT_VERSION {
        let Ok(stored) = std::fs::read(format!("{folder}/version-{version}.bin")) else { continue };
        let found = Catalog::from_base(&stored[4..]).map(|_| ()).unwrap_err();
        assert_eq!(found, FormatError::Version { found: version });
        refused += 1;
    }
    assert!(refused > 0);
}

#[test]
fn every_truncation_and_every_flipped_bit_is_an_error() {
    let built = small();
    for (key, bytes) in built.parts() {
        let mut read = facets_of(&built);
        for (own, bytes) in built.parts().iter().filter(|(own, _)| matches!(own, PartKey::Dictionary(_))) {
            read.add(*own, bytes).unwrap();
        }
        let mut is_error = |damaged: &[u8]| match key {
            PartKey::Facets => Catalog::from_facets(damaged).is_err(),
            _ => read.add(*key, damaged).is_err(),
        };
        for end in 0..bytes.len() {
            assert!(is_error(&bytes[..end]), "{key:?} cut at {end}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(is_error(&flipped), "{key:?} bit {bit}");
        }
        assert!(is_error(&[bytes.as_slice(), &[0]].concat()), "{key:?} with more behind it");
        if !is_facets(key) {
            assert_eq!(read.add(*key, bytes), Ok(()), "{key:?}");
        }
    }
}

#[test]
fn foreign_bytes_are_named() {
    let built = small();
    let other = Catalog::build(vec![entry("a", "Titre", "")]);
    let part = |catalog: &Catalog, key: PartKey| {
        catalog.parts().iter().find(|(own, _)| *own == key).map(|(_, bytes)| bytes.clone()).unwrap()
    };
    let facets = part(&built, PartKey::Facets);
    let mut newer = facets.clone();
    newer[8] += 1;
    let error = |bytes: &[u8]| Catalog::from_facets(bytes).map(|_| ()).unwrap_err();
    assert_eq!(error(b""), FormatError::Foreign("facets"));
    assert_eq!(error(&part(&built, PartKey::Dictionary(0))), FormatError::Foreign("facets"));
    assert_eq!(error(&newer), FormatError::Version { found: FORMAT_VERSION + 1 });
    let mut read = facets_of(&built);
    for (key, foreign) in [
        (PartKey::Dictionary(0), "dictionary"),
        (PartKey::Postings(0, 0), "postings"),
        (PartKey::Positions(0, 0), "positions"),
        (PartKey::Cards(0), "cards"),
    ] {
        assert_eq!(read.add(key, &facets), Err(FormatError::Foreign(foreign)));
        assert_eq!(read.add(key, &part(&other, key)), Err(FormatError::OtherCatalog), "{key:?}");
        assert_eq!(read.add(key, &part(&built, key)), Ok(()));
        assert!(read.has(key));
    }
    assert_eq!(
        read.add(PartKey::Dictionary(7), &part(&built, PartKey::Dictionary(0))),
        Err(FormatError::OtherCatalog)
    );
    assert_eq!(read.add(PartKey::Facets, &facets), Err(FormatError::OtherCatalog));
    let keys: Vec<PartKey> = built.parts().iter().map(|(key, _)| *key).skip(1).collect();
    assert_eq!(read.keys().collect::<Vec<_>>(), keys);
}

#[test]
fn without_words_only_words_cannot_be_answered() {
    let catalog = facets_of(&small());
    let filter = |q: &str| Filter { q: q.into(), ..Filter::default() };
    assert!(catalog.can_answer(&filter("")) && catalog.can_answer(&filter("avant:2018 -tag:x")));
    assert!(!catalog.can_answer(&filter("titre")));
    assert_eq!(catalog.wanted(&filter("titre")), [PartKey::Dictionary(0)]);
    assert_eq!(catalog.answer(&filter("titre")).total, 0);
}

/// An archive with texts of many words.
fn wordy(posts: usize) -> Vec<Entry> {
    let mut entries = large_archive(3, posts);
    for (nth, entry) in entries.iter_mut().enumerate() {
        let word = |at: usize| format!("de mot{} ", (nth * 31 + at * at * 7) % 4_000);
        entry.text = (0..40).map(word).collect::<String>() + "et la ville";
    }
    entries
}

#[test]
fn a_word_wants_few_parts() {
    let built = Catalog::build(wordy(3_000));
    let blocks = built.keys().filter(|key| matches!(key, PartKey::Postings(..))).count();
    assert!(blocks > 20, "{blocks} blocks of postings");
    for (q, most) in
        [("mot1234", 4), ("mot1234 mot77", 8), ("ville", 4), ("\"la ville\"", 8), ("\"de mot1234\"", 28)]
    {
        let mut read = facets_of(&built);
        let filter = Filter { q: q.into(), ..Filter::default() };
        assert_eq!(satisfy(&mut read, &built, &Filter { q: "xyz".into(), ..Filter::default() }), 2);
        let added = satisfy(&mut read, &built, &filter);
        assert!((1..=most).contains(&added), "{q}: {added} parts");
        assert_eq!(read.answer(&filter), built.answer(&filter));
        assert!(read.answer(&filter).total > 0, "{q}");
    }
    // "de" stands before each of these words, its places in many blocks.
    let total = |q: &str| built.answer(&Filter { q: q.into(), ..Filter::default() }).total;
    assert_eq!(total("\"de mot1234\""), total("mot1234"));
    assert_eq!(total("\"mot1234 mot77\""), 0);
}

#[test]
fn a_new_post_changes_few_parts() {
    let mut entries = wordy(3_000);
    let before = Catalog::build(entries.clone());
    let mut new = entry("new", "Un article", "mot1 mot2");
    new.card.date = Some(moment(1_000));
    entries.push(new);
    let after = Catalog::build(entries);
    let is_old = |key: &PartKey| {
        matches!(key, PartKey::Dictionary(0) | PartKey::Postings(0, _) | PartKey::Positions(0, _))
    };
    for (key, bytes) in before.parts().iter().filter(|(key, _)| is_old(key)) {
        assert!(after.parts().contains(&(*key, bytes.clone())), "{key:?} is another");
    }
    let changed = |key: &PartKey| !is_old(key) && !matches!(key, PartKey::Cards(_));
    let sum = |parts: &[(PartKey, Vec<u8>)], which: &dyn Fn(&PartKey) -> bool| -> usize {
        parts.iter().filter(|(key, _)| which(key)).map(|(_, bytes)| bytes.len()).sum()
    };
    let all = sum(after.parts(), &|key| !matches!(key, PartKey::Cards(_)));
    assert!(sum(after.parts(), &changed) * 4 < all, "{} of {all}", sum(after.parts(), &changed));
}

#[test]
fn a_new_post_changes_one_block_of_cards() {
    let mut entries = large_archive(3, 3_000);
    let blocks = |entries: &[Entry]| -> Vec<Vec<u8>> {
        let built = Catalog::build(entries.to_vec());
        let cards = built.parts().iter().filter(|(key, _)| matches!(key, PartKey::Cards(_)));
        cards.map(|(_, bytes)| bytes.clone()).collect()
    };
    let before = blocks(&entries);
    for day in [1_000, 450] {
        let mut new = entry(&format!("new{day}"), "Un article", "");
        new.card.date = Some(moment(day));
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
