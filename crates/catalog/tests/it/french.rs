//! The French of search: what other engines miss.

use crate::archive::{entry, found, label};
use catalog::Catalog;

/// Whether `q` finds a post of this text, alone in its archive beside one about something else.
fn finds(q: &str, text: &str) -> bool {
    let mut with_text = entry("yes", "", text);
    if let Some(tag) = text.strip_prefix('#') {
        with_text.card.tags = vec![label(&domain::slugify(tag), tag)];
    }
    if let Some(handle) = text.strip_prefix('@') {
        with_text.card.mentions = vec![label(&handle.to_lowercase(), text)];
    }
    let other = entry("other", "Jardin", "Une rose rouge pousse près du mur");
    found(&Catalog::build(vec![with_text, other]), q) == "yes"
}

#[test]
fn the_eighteen_cases_of_the_peers() {
    for (q, text) in [
        ("mixité sociale", "la mixité sociale au quotidien"),
        ("mixite", "la mixité"),
        ("mixité", "la mixite"),
        ("habitat", "L’amélioration de l’habitat"),
        ("habitat", "L'amélioration de l'habitat"),
        ("l’habitat", "un habitat digne"),
        ("logements", "un logement neuf"),
        ("logement", "des logements neufs"),
        ("sociaux", "un bailleur social"),
        ("locatif", "une offre locative"),
        ("logemnt", "un logement neuf"),
        ("lgoement", "un logement neuf"),
        ("coeur", "au cœur de la ville"),
        ("œuvre", "une oeuvre commune"),
        ("etat", "L’État investit"),
        ("#logement", "#Logement"),
        ("@unionhlm", "@UnionHlm"),
        ("la mixité habitat", "mixité et habitat"),
    ] {
        assert!(finds(q, text), "{q} → {text}");
    }
}

#[test]
fn the_eight_probes() {
    for (q, text) in [
        ("habitat", "l’habitat"),
        ("équipe", "l’équipe"),
        ("équipe", "une equipe"),
        ("equipe", "l’équipe"),
        ("hlm", "Coop’Hlm"),
        ("urbanisme", "l'urbanisme"),
        ("egalite", "égalité"),
        ("coeur", "cœur"),
        ("accompagner", "des élus accompagnés"),
        ("accompagner", "des elus accompagnes"),
        ("logemnt", "les logements"),
    ] {
        assert!(finds(q, text), "{q} → {text}");
    }
}

#[test]
fn compounds_and_numbers_are_found_in_every_writing() {
    for (q, text) in [
        ("coophlm", "Coop’Hlm"),
        ("Coop'Hlm", "coophlm"),
        ("centreville", "le centre-ville"),
        ("centre-ville", "le centre de la ville"),
        ("ville", "le centre-ville"),
        ("79e", "la 79ème édition"),
        ("79", "la 79e édition"),
        ("79ᵉ édition", "la 79e édition"),
        ("hlm", "les H.L.M."),
        ("H.L.M.", "les HLM"),
        ("congrès", "#CongresHLM"),
        ("congreshlm", "#CongresHLM"),
        ("1284", "1\u{a0}284 logements"),
        ("aujourd'hui", "aujourd’hui"),
        ("prudhommes", "le conseil des prud’hommes"),
        ("Straße", "strasse"),
        ("ﬁn", "la fin"),
        ("habit", "l’habitat"),
        ("le", "le mur de l’ouest"),
    ] {
        let other = finds(q, text);
        assert!(other || q == "le", "{q} → {text}");
    }
}
