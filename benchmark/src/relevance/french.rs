//! The eighteen cases of French that search engines get wrong: a word is asked for, a post says it otherwise.

use super::Judged;
use super::archives::{label, post};
use catalog::Entry;

/// What is hard about it, what is asked, what the post says.
const CASES: [(&str, &str, &str); 18] = [
    ("two words", "mixité sociale", "la mixité sociale au quotidien"),
    ("accent left out", "mixite", "la mixité des usages"),
    ("accent too many", "mixité", "une mixite voulue"),
    ("l’ before it", "habitat", "L’amélioration de l’habitat"),
    ("l' before it", "habitat", "L'amélioration de l'habitat"),
    ("l’ in the question", "l’habitat", "un habitat digne"),
    ("plural asked", "logements", "un logement neuf"),
    ("singular asked", "logement", "des logements neufs"),
    ("-aux of -al", "sociaux", "un bailleur social"),
    ("feminine of masculine", "locatif", "une offre locative"),
    ("a letter missing", "logemnt", "un logement neuf"),
    ("letters swapped", "lgoement", "un logement neuf"),
    ("oe for œ", "coeur", "au cœur de la ville"),
    ("œ for oe", "œuvre", "une oeuvre commune"),
    ("capital with an accent", "etat", "L’État investit"),
    ("hashtag", "#logement", "#Logement"),
    ("mention", "@unionhlm", "@UnionHlm"),
    ("stop word in the question", "la mixité habitat", "mixité et habitat"),
];

/// A post a case, beside two about something else; and the questions.
#[must_use]
pub fn french() -> (Vec<Entry>, Vec<Judged>) {
    let mut entries = vec![
        post("other-1".into(), "Jardin".into(), "Une rose rouge pousse près du mur".into()),
        post("other-2".into(), "Marché".into(), "On vend des pommes et du pain".into()),
    ];
    let mut judged = Vec::new();
    for (nth, (case, question, text)) in CASES.into_iter().enumerate() {
        let id = format!("case-{nth}");
        let mut entry = post(id.clone(), String::new(), text.into());
        if let Some(tag) = text.strip_prefix('#') {
            entry.card.tags = vec![label(tag)];
        }
        if let Some(handle) = text.strip_prefix('@') {
            entry.card.mentions = vec![domain::Label { slug: handle.to_lowercase(), name: text.into() }];
        }
        entries.push(entry);
        judged.push(Judged { kind: case.into(), question: question.into(), grades: [(id, 3)].into() });
    }
    (entries, judged)
}
