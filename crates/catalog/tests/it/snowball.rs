//! Our stems are today's Snowball's, held against its own word lists where they are at hand.

use catalog::analysis::{Stemming, stems};
use domain::fold;
use std::path::{Path, PathBuf};

/// The lists, beside the repository. They are not ours to carry.
fn lists() -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("../shared/corpora/lang/snowball"))
        .find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: Snowball's word lists (../shared/corpora/lang/snowball) are not here");
    }
    found
}

fn stem(word: &str, stemming: Stemming) -> String {
    stems(word, stemming).into_iter().next().unwrap_or_else(|| fold(word))
}

#[test]
fn french_stems_are_todays() {
    let Some(lists) = lists() else { return };
    let read = |name: &str| std::fs::read_to_string(lists.join("french").join(name)).unwrap();
    let (words, expected) = (read("voc.txt"), read("output.txt"));
    let wrong: Vec<&str> = words
        .lines()
        .zip(expected.lines())
        .filter(|(word, stemmed)| stem(word, Stemming::French) != fold(stemmed))
        .map(|(word, _)| word)
        .collect();
    assert!(words.lines().count() > 20_000 && wrong.is_empty(), "{wrong:?}");
}

#[test]
fn what_changed_since_2017_is_as_it_is_now() {
    let Some(lists) = lists() else { return };
    for (name, stemming) in
        [("fr_2017_vs_now.tsv", Stemming::French), ("en_2017_vs_now.tsv", Stemming::English)]
    {
        let list = std::fs::read_to_string(lists.join(name)).unwrap();
        for line in list.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(stem(fields[0], stemming), fold(fields[2]), "{line}");
        }
    }
}

/// Words by their beginnings and endings: what the rules of both languages tell apart.
fn made_words() -> Vec<String> {
    let beginnings = [
        "", "inter", "internat", "interf", "interv", "gener", "univers", "commun", "log", "loge", "habit",
        "social", "rénov", "énerg", "coop", "financ", "mét", "qu", "yeux", "prud", "jou", "y",
    ];
    let endings = [
        "", "s", "e", "es", "er", "ers", "al", "aux", "ale", "ally", "ation", "ations", "ational", "ed",
        "ing", "ings", "ness", "ize", "izer", "atif", "ative", "atives", "ité", "ités", "ity", "ly", "li",
        "ogi", "logie", "ment", "ement", "ements", "issement", "amment", "ful", "able", "ables", "iste",
        "isme", "ies", "'s", "ance", "ence", "eux", "euse", "eur", "rice", "ir", "irent", "issait", "é",
        "ées", "èrent", "ons", "iez", "yons", "ère",
    ];
    let two = |first: &str| endings.map(|second| format!("{first}{second}"));
    beginnings
        .iter()
        .flat_map(|beginning| endings.map(|ending| format!("{beginning}{ending}")))
        .flat_map(|word| two(&word))
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn another_reading_of_snowball_gives_the_same_stems() {
    use snowball_stemmers_rs::{Algorithm, Stemmer};
    for (algorithm, stemming) in
        [(Algorithm::French, Stemming::French), (Algorithm::English, Stemming::English)]
    {
        let other = Stemmer::create(algorithm);
        for word in made_words() {
            let expected = fold(&other.stem(&word));
            let ours = stems(&word, stemming).into_iter().next().unwrap_or_default();
            assert_eq!(ours, expected, "{word}");
        }
    }
}
