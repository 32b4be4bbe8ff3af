//! The query string is the view's address.

use crate::filters::any_filter;
use catalog::query::url::pairs;
use catalog::{BadFilter, Facet, Filter, Sort, State, UiLang};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_is_read_as_it_was_written(filter in any_filter(), q in "\\PC{0,12}", lang in any::<Option<bool>>()) {
        let q = if q.trim().is_empty() { String::new() } else { q };
        let lang = lang.map(|french| if french { UiLang::Fr } else { UiLang::En });
        let filter = Filter { q, lang, ..filter };
        prop_assert_eq!(Filter::parse(&filter.to_query()), Ok(filter));
    }

    #[test]
    fn no_query_string_breaks_it(query in "\\PC{0,40}") {
        if let Ok(filter) = Filter::parse(&query) {
            prop_assert_eq!(Filter::parse(&filter.to_query()), Ok(filter));
        }
    }

    #[test]
    fn what_an_operator_leaves_reads_the_same(q in "[a-zéà’\"«»“” :#@,.-]{0,30}|(tag:|avant:|@|#|-|\"|2018| |x|source:){0,12}") {
        let once = catalog::query::read(&Filter { q, ..Filter::default() });
        let twice = catalog::query::read(&once.filter);
        prop_assert_eq!(twice.filter, once.filter);
    }
}

#[test]
fn the_canonical_form_is_short_and_ordered() {
    for (query, canonical) in [
        ("", ""),
        ("q=&tag=&from=&page=&utm_source=x", ""),
        ("page=1&per_page=20&match=any", ""),
        ("tag=b&q=a+b%20c&tag=a&tag=B", "q=a+b+c&tag=b&tag=a"),
        ("tag=-x&tag=y&tag=-X", "tag=y&tag=-x"),
        ("sort=oldest&sort=newest", "sort=newest"),
        ("from=2018&from=", ""),
        ("from=x&from=2018", "from=2018"),
        ("q=%25C3%25A9", "q=%25C3%25A9"),
        ("q=caf%E9", "q=caf%EF%BF%BD"),
        ("q=100%", "q=100%25"),
        ("lang=en&tag=%C3%A9lan", "tag=%C3%A9lan&lang=en"),
        ("&&q=a&", "q=a"),
        ("q", ""),
        ("tag=-", ""),
    ] {
        let filter = Filter::parse(query).unwrap();
        assert_eq!(filter.to_query(), canonical, "{query}");
    }
}

#[test]
fn what_is_not_understood_is_named() {
    for (query, parameter, value) in [
        ("from=2018-13", "from", "2018-13"),
        ("to=2018-02-30", "to", "2018-02-30"),
        ("from=hier", "from", "hier"),
        ("page=0", "page", "0"),
        ("page=-1", "page", "-1"),
        ("page=a", "page", "a"),
        ("per_page=500", "per_page", "500"),
        ("per_page=0", "per_page", "0"),
        ("sort=x", "sort", "x"),
        ("match=x", "match", "x"),
        ("lang=x", "lang", "x"),
    ] {
        let BadFilter { parameter: named, value: written, expected } = Filter::parse(query).unwrap_err();
        assert_eq!((named.as_str(), written.as_str()), (parameter, value));
        assert!(!expected.is_empty());
    }
}

#[test]
fn a_choice_is_toggled_from_the_first_page() {
    let filter = Filter::parse("tag=a&tag=b&page=3").unwrap();
    for (slug, state, expected) in [
        ("A", State::Off, "tag=b"),
        ("a", State::Out, "tag=b&tag=-a"),
        ("c", State::In, "tag=a&tag=b&tag=c"),
        ("A", State::In, "tag=a&tag=b"),
    ] {
        assert_eq!(filter.toggled(Facet::Tag, slug, state).to_query(), expected);
    }
    assert!(filter.is_filtering() && !Filter::parse("page=2&sort=oldest&lang=en").unwrap().is_filtering());
    assert_eq!(Filter::parse("q=x").unwrap().effective_sort(), Sort::Relevance);
    assert_eq!(pairs("a=1&b").count(), 2);
}
