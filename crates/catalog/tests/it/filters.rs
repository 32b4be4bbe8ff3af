//! Filters and counts, held against a scan of every post.

use crate::archive::{
    AUTHORS, MENTIONS, SOURCES, TAGS, any_archive, entry, ids, label, large_archive, moment,
};
use crate::scan;
use catalog::{Catalog, Choice, DayCount, Facet, Filter, Remark, Sort, State, TagMatch, Tally};
use domain::{Day, PartialDate};
use proptest::prelude::*;

fn any_choice(labels: &'static [(&'static str, &'static str)]) -> impl Strategy<Value = Choice> {
    let slugs: Vec<String> = labels
        .iter()
        .map(|(slug, _)| (*slug).to_owned())
        .chain(["none".into(), "inconnu".into(), "VILLE".into()])
        .collect();
    prop_oneof![
        2 => Just(Choice::default()),
        3 => (prop::sample::subsequence(slugs.clone(), 0..3), prop::sample::subsequence(slugs, 0..2))
            .prop_map(|(include, exclude)| {
                let mut choice = Choice::default();
                // Through `set`, which folds what is the same away. A slug may be chosen and excluded at once.
                include.iter().for_each(|slug| choice.set(slug, State::In));
                choice.exclude = exclude.into_iter().take(1).collect();
                choice
            }),
    ]
}

fn any_date() -> impl Strategy<Value = Option<PartialDate>> {
    prop::sample::select(&["", "", "", "2016", "2017", "2018", "2016-02", "2017-07", "2018-06", "2016-03-05", "2017-12-31"][..])
        .prop_map(|text| text.parse().ok())
}

/// A filter without words. Most pages are the first.
pub fn any_filter() -> impl Strategy<Value = Filter> {
    let facets = (any_choice(SOURCES), any_choice(TAGS), any_choice(MENTIONS), any_choice(AUTHORS));
    let sort =
        prop::sample::select(&[None, Some(Sort::Newest), Some(Sort::Oldest), Some(Sort::Relevance)][..]);
    let paging = prop_oneof![3 => Just((1, 100)), 1 => (1_u32..5, 1_u32..8)];
    (facets, any::<bool>(), any_date(), any_date(), sort, paging).prop_map(
        |((source, tag, mention, author), all, from, to, sort, (page, per_page))| Filter {
            source,
            tag,
            mention,
            author,
            tag_match: if all { TagMatch::All } else { TagMatch::Any },
            from,
            to,
            sort,
            page,
            per_page,
            ..Filter::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_and_counts_are_those_of_a_scan(
        entries in any_archive(40),
        filters in proptest::collection::vec(any_filter(), 20),
    ) {
        let catalog = Catalog::build(entries.clone());
        for filter in filters {
            let answer = catalog.answer(&filter);
            let (list, facets) = scan::answer(&entries, &filter, &|_| true);
            prop_assert_eq!(answer.total as usize, list.len());
            let skipped = (filter.page as usize - 1) * filter.per_page as usize;
            let page: Vec<String> = list.into_iter().skip(skipped).take(filter.per_page as usize).collect();
            prop_assert_eq!(scan::ids(&catalog, &answer), page);
            prop_assert_eq!(answer.facets, facets);
        }
    }

    #[test]
    fn days_of_a_month_are_those_of_a_scan(entries in any_archive(40), filters in proptest::collection::vec(any_filter(), 4)) {
        let catalog = Catalog::build(entries.clone());
        let total = |filter: &Filter| {
            let whole = Filter { page: 1, per_page: u32::MAX, ..filter.clone() };
            scan::answer(&entries, &whole, &|_| true).0.len() as u32
        };
        for (filter, month) in filters.iter().zip(catalog.months().into_iter().rev().cycle()) {
            let mut expected = Vec::new();
            for day in 1..=31 {
                let Some(date) = Day::new(month.month.year, month.month.month, day) else { continue };
                let date = Some(PartialDate::Day(date));
                let all = total(&Filter::default().between(date, date));
                if all > 0 {
                    expected.push(DayCount { day, all, matching: total(&filter.between(date, date)) });
                }
            }
            prop_assert!(!expected.is_empty());
            prop_assert_eq!(catalog.days(filter, month.month), expected);
        }
    }

    #[test]
    fn numbers_are_those_of_the_answer_however_often_their_memory_is_used(
        archives in proptest::collection::vec(any_archive(20), 1..3),
        filters in proptest::collection::vec(any_filter(), 8),
    ) {
        let mut tally = Tally::default();
        let catalogs: Vec<Catalog> = archives.into_iter().map(Catalog::build).collect();
        for filter in filters {
            for catalog in &catalogs {
                let answer = catalog.answer(&filter);
                catalog.tally(&filter, &mut tally);
                prop_assert_eq!(tally.total(), answer.total);
                for (facet, counted) in Facet::ALL.into_iter().zip([&answer.facets.sources, &answer.facets.tags, &answer.facets.mentions, &answer.facets.authors]) {
                    let of_slug = |slug: &str| counted.iter().find(|count| count.slug == slug).map_or(0, |count| count.count);
                    let expected: Vec<u32> = catalog.labels(facet).iter().map(|label| of_slug(&label.slug)).collect();
                    prop_assert_eq!(tally.counts(facet), expected);
                }
                let months: Vec<u32> = tally.months().iter().copied().filter(|count| *count > 0).collect();
                prop_assert_eq!(months, answer.facets.months.iter().map(|month| month.count).collect::<Vec<_>>());
                prop_assert_eq!((tally.without_source(), tally.undated()), (answer.facets.without_source, answer.facets.undated));
            }
        }
    }

    #[test]
    fn the_order_of_entries_does_not_matter(entries in any_archive(25), seed in any::<u64>()) {
        let mut shuffled = entries.clone();
        shuffled.sort_by_key(|entry| (entry.card.id.0.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())), entry.card.id.clone()));
        prop_assert_eq!(Catalog::build(entries).to_parts(), Catalog::build(shuffled).to_parts());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn long_lists_are_counted_like_short_ones(
        seed in any::<u64>(),
        posts in 800_usize..1_600,
        filters in proptest::collection::vec(any_filter(), 10),
    ) {
        let entries = large_archive(seed, posts);
        let catalog = Catalog::build(entries.clone());
        for filter in filters {
            let answer = catalog.answer(&filter);
            let (list, facets) = scan::answer(&entries, &filter, &|_| true);
            prop_assert_eq!(answer.total as usize, list.len());
            let skipped = (filter.page as usize - 1) * filter.per_page as usize;
            let page: Vec<String> = list.into_iter().skip(skipped).take(filter.per_page as usize).collect();
            prop_assert_eq!(scan::ids(&catalog, &answer), page);
            prop_assert_eq!(answer.facets, facets);
        }
    }
}

fn small() -> Catalog {
    let post = |id: &str, day: i64, source: Option<&str>, tags: &[&str]| {
        let mut entry = entry(id, id, "");
        entry.card.date = (day >= 0).then(|| moment(day));
        entry.card.source = source.map(|slug| label(slug, &slug.to_uppercase()));
        entry.card.tags = tags.iter().map(|slug| label(slug, slug)).collect();
        entry
    };
    Catalog::build(vec![
        post("a", 0, Some("ush"), &["x", "y"]),
        post("b", 40, Some("arkea"), &["x"]),
        post("c", 80, None, &["y", "z"]),
        post("d", -1, Some("ush"), &["x"]),
        post("e", -1, None, &[]),
    ])
}

#[test]
fn a_filter_means_what_the_interface_says() {
    let catalog = small();
    for (query, expected) in [
        ("", "c b a e d"),
        ("sort=oldest", "a b c d e"),
        ("sort=relevance", "c b a e d"),
        ("source=ush", "a d"),
        ("source=USH&source=arkea", "b a d"),
        ("source=none", "c e"),
        ("source=-none", "b a d"),
        ("source=none&source=arkea", "c b e"),
        ("source=-ush", "c b e"),
        ("tag=x&tag=y", "c b a d"),
        ("tag=x&tag=y&match=all", "a"),
        ("tag=x&tag=-y", "b d"),
        ("tag=%23x", "b a d"),
        ("tag=zzz", ""),
        ("tag=zzz&tag=z", "c"),
        ("tag=zzz&tag=z&match=all", "c"),
        ("tag=-zzz", "c b a e d"),
        ("from=2016", "c b a"),
        ("to=2016-01-01", "a"),
        ("from=2016-02&to=2016-02", "b"),
        ("from=2017&to=2016", ""),
        ("q=source:ush+tag:y", "a"),
        ("q=avant:2016-01", "a"),
        ("per_page=2&page=2", "a e"),
        ("page=9", ""),
        ("page=99999999999999999999", ""),
    ] {
        assert_eq!(ids(&catalog, query).join(" "), expected, "{query}");
    }
}

#[test]
fn counts_leave_out_a_facets_own_choice() {
    let catalog = small();
    let drawn = |query: &str| {
        let facets = catalog.answer(&Filter::parse(query).unwrap()).facets;
        let counts = |counts: &[catalog::Count]| {
            counts.iter().map(|count| format!("{}{}", count.slug, count.count)).collect::<Vec<_>>().join(" ")
        };
        let months: Vec<String> =
            facets.months.iter().map(|month| format!("{}:{}", month.month, month.count)).collect();
        format!(
            "{} | {} | {} | none{} undated{}",
            counts(&facets.sources),
            counts(&facets.tags),
            months.join(" "),
            facets.without_source,
            facets.undated
        )
    };
    for (query, expected) in [
        ("", "ush2 arkea1 | x3 y2 z1 | 2016-01:1 2016-02:1 2016-03:1 | none2 undated2"),
        ("source=ush", "ush2 arkea1 | x2 y1 | 2016-01:1 | none2 undated1"),
        ("tag=x&match=all", "ush2 arkea1 | x3 y1 | 2016-01:1 2016-02:1 | none0 undated1"),
        ("tag=z", "| x3 y2 z1 | 2016-03:1 | none1 undated0"),
        ("from=2016-02&to=2016-02", "arkea1 | x1 | 2016-01:1 2016-02:1 2016-03:1 | none0 undated2"),
    ] {
        assert_eq!(drawn(query).trim_start(), expected, "{query}");
    }
}

#[test]
fn what_nothing_has_is_remarked() {
    let answer = small().answer(&Filter::parse("tag=zzz&tag=x&source=-yyy&q=%40moi").unwrap());
    assert_eq!(
        answer.reading.remarks,
        [Remark::Unknown(Facet::Tag, "zzz".into()), Remark::Unknown(Facet::Mention, "moi".into())]
    );
}

#[test]
fn labels_and_totals_are_the_whole_archives() {
    let catalog = small();
    assert_eq!(catalog.posts(), 5);
    assert_eq!(catalog.label(Facet::Source, "USH").map(|label| label.name.as_str()), Some("USH"));
    assert_eq!(catalog.label(Facet::Source, "none"), None);
    let facets = catalog.answer(&Filter::default()).facets;
    assert_eq!(catalog.facet_totals(Facet::Tag), facets.tags);
    assert_eq!(catalog.months(), facets.months);
}
