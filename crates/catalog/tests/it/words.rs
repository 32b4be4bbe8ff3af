//! Words, held against a scan of the analysed texts; typos, phrases, rank, pages.

use crate::archive::{WORDS, any_archive, entry, found, ids, label, moment, text};
use crate::scan;
use catalog::{Catalog, Filter, Remark};
use domain::{Kind, Lang};
use proptest::prelude::*;

/// A question of the words that random texts are made of.
pub fn any_question() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS).prop_map(str::to_owned);
    let beginning = prop::sample::select(WORDS)
        .prop_filter("a beginning worth asking", |word| word.chars().count() > 4 && !scan::is_weak(word))
        .prop_map(|word| word.chars().take(4).collect::<String>());
    let phrase = text(3).prop_map(|text| format!("\"{text}\""));
    let excluded = prop_oneof![word.clone(), text(2).prop_map(|text| format!("\"{text}\""))]
        .prop_map(|text| format!("-{text}"));
    let part = prop_oneof![5 => word, 1 => beginning, 2 => phrase, 1 => excluded];
    proptest::collection::vec(part, 1..4).prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_found_as_a_scan_finds_them(
        entries in any_archive(25),
        questions in proptest::collection::vec(any_question(), 12),
    ) {
        let catalog = Catalog::build(entries.clone());
        let texts = scan::Texts::of(&entries);
        for q in questions {
            let question = scan::question(&entries, &q);
            if texts.may_forgive(&question) {
                continue;
            }
            let filter = Filter { q: q.clone(), per_page: 100, ..Filter::default() };
            let answer = catalog.answer(&filter);
            let (mut list, facets) = scan::answer(&entries, &filter, &|entry| texts.hold(entry, &question));
            let mut posts = scan::ids(&catalog, &answer);
            list.sort_unstable();
            posts.sort_unstable();
            prop_assert_eq!(posts, list, "{}", q);
            prop_assert_eq!(answer.facets, facets);
            let pages = entries.iter().filter(|entry| entry.kind == Kind::Page && texts.hold(entry, &question)).count();
            let expected = if question.wanted.is_empty() { 0 } else { pages.min(10) };
            prop_assert_eq!(answer.pages.len(), expected);
        }
    }

    #[test]
    fn no_question_breaks_it(entries in any_archive(5), q in "\\PC{0,30}|[a-z’\"«» :#@-]{0,30}") {
        let catalog = Catalog::build(entries);
        let answer = catalog.answer(&Filter { q: q.clone(), ..Filter::default() });
        for mark in catalog::mark(&q, &answer.reading, &Lang::french()) {
            prop_assert!(q.get(mark).is_some());
        }
    }
}

#[test]
fn a_word_found_nowhere_is_forgiven_its_typos() {
    let catalog = Catalog::build(vec![
        entry("a", "Des logements pour tous", "Le conseil communautaire"),
        entry("b", "Un logement", "L’urbanisme"),
        entry("c", "La cour", "Un mur"),
    ]);
    for (q, expected) in [
        ("logemnt", "a b"),
        ("lgoement conseil", "a"),
        ("logemnet", "a b"),
        ("cuor", ""),
        ("urbainsme", "b"),
        ("urbansime", "b"),
        ("comunautire", "a"),
        ("xyzabc", ""),
        ("2019", ""),
        ("-logemnt", "a b c"),
        ("\"logemnt\"", ""),
    ] {
        assert_eq!(found(&catalog, q), expected, "{q}");
    }
    let answer = catalog.answer(&Filter { q: "logemnt".into(), ..Filter::default() });
    assert_eq!(
        answer.reading.remarks,
        [Remark::Forgiven("logemnt".into(), vec!["logement".into(), "logements".into()])]
    );
}

#[test]
fn a_stop_word_answers_itself_alone() {
    let mut english = entry("en", "The state of housing", "depuis");
    english.card.lang = Lang::parse("en-GB").unwrap();
    let catalog = Catalog::build(vec![
        english,
        entry("fr", "Un OFS à Lille", "pas de parc"),
        entry("b", "Pas", "les parcs"),
    ]);
    for (q, expected) in [
        ("OFS", "fr"),
        ("of", "en fr"),
        ("pa", "b fr"),
        ("par", "b fr"),
        ("pas", "b fr"),
        // Nothing else begins so.
        ("depui", "en"),
    ] {
        assert_eq!(found(&catalog, q), expected, "{q}");
    }
}

#[test]
fn phrases_and_exclusions_are_exact() {
    let mut tagged = entry("c", "Rien", "");
    tagged.card.tags = vec![label("logement", "Logement"), label("social", "Social")];
    let catalog = Catalog::build(vec![
        entry("a", "Le logement social", "la ville et le centre-ville animé"),
        entry("b", "Social", "un logement très social, des logements sociaux"),
        tagged,
    ]);
    for (q, expected) in [
        ("logement social", "a b c"),
        ("\"logement social\"", "a"),
        ("« logement social »", "a"),
        ("“LOGEMENT SOCIAL”", "a"),
        ("\"le centreville animé\"", "a"),
        ("\"et le centre ville\"", "a"),
        ("\"social un\"", ""),
        ("\"la ville\" logement", "a"),
        ("social -ville", "b c"),
        ("social -\"logement social\"", "b c"),
        ("-social", ""),
        ("-ville", "b c"),
        ("\"la\"", "a"),
        ("social -centre-ville", "b c"),
    ] {
        assert_eq!(found(&catalog, q), expected, "{q}");
    }
}

#[test]
fn the_best_answer_stands_first() {
    let mut tagged = entry("tag", "Autre", "Rien");
    tagged.card.tags = vec![label("logement", "Logement")];
    let long = "mot ".repeat(200);
    let mut entries = vec![
        entry("title", "Le logement", "Rien"),
        tagged,
        entry("stem", "Autre", "des logements"),
        entry("body", "Autre", "un logement"),
        entry("long", "Autre", &format!("un logement {long}")),
        entry("other", "Autre", "un mur"),
    ];
    for (day, entry) in entries.iter_mut().enumerate() {
        entry.card.date = Some(moment(day as i64));
    }
    let catalog = Catalog::build(entries);
    assert_eq!(ids(&catalog, "q=logement").join(" "), "title tag body stem long");
    assert_eq!(ids(&catalog, "q=logement&sort=newest").join(" "), "long body stem tag title");
    assert_eq!(ids(&catalog, "q=logement&sort=oldest").join(" "), "title tag stem body long");
    assert_eq!(ids(&catalog, "q=logem").len(), 5);
}

#[test]
fn what_a_text_says_first_is_what_it_is_about() {
    let words = "mot ".repeat(30);
    let catalog = Catalog::build(vec![
        entry("first", "", &format!("Un logement, {words}")),
        entry("last", "", &format!("{words}, un logement")),
        entry("twice", "", &format!("{words}, un logement, un logement, un logement")),
    ]);
    assert_eq!(ids(&catalog, "q=logement").join(" "), "twice first last");
}

#[test]
fn exact_accents_and_later_posts_win_ties() {
    let mut entries = vec![
        entry("a", "", "égalité"),
        entry("b", "", "egalite"),
        entry("c", "", "égalité"),
        entry("d", "", "égalité"),
    ];
    entries[2].card.date = Some(moment(5));
    let catalog = Catalog::build(entries);
    assert_eq!(ids(&catalog, "q=égalité").join(" "), "c d a b");
    assert_eq!(ids(&catalog, "q=egalite").join(" "), "b c d a");
}

#[test]
fn pages_are_found_by_words_in_a_list_apart() {
    let mut page = entry("p", "À propos du logement", "Qui sommes-nous");
    page.kind = Kind::Page;
    let catalog = Catalog::build(vec![page, entry("a", "Logement", "")]);
    let answer = |q: &str| catalog.answer(&Filter { q: q.into(), ..Filter::default() });
    let found = answer("logement");
    assert_eq!((found.total, found.pages.as_slice()), (1, &[0][..]));
    assert_eq!(catalog.page_ref(0).map(|card| card.id.0.as_str()), Some("p"));
    assert_eq!(answer("").pages, [] as [u32; 0]);
    assert_eq!((answer("sommes").total, answer("sommes").pages.len()), (0, 1));
}

#[test]
fn words_are_stemmed_in_their_posts_language() {
    let mut english = entry("en", "Housing", "many houses in the cities");
    english.card.lang = Lang::parse("en-GB").unwrap();
    let catalog = Catalog::build(vec![english, entry("fr", "Le but de la maison", "des maisons")]);
    for (q, expected) in
        [("city", "en"), ("house the", "en"), ("maisons", "fr"), ("but maison", "fr"), ("the maison", "fr")]
    {
        assert_eq!(found(&catalog, q), expected, "{q}");
    }
}
