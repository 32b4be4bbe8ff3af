//! Addresses, slugs, folded words, dates as readers type them.

use super::{Target, text};
use domain::{Lang, PartialDate, PostPath, fold, slugify};

const LETTERS: &[&str] = &[
    "é",
    "e\u{301}",
    "œ",
    "ß",
    "İ",
    "ı",
    "ﬁ",
    "№",
    "½",
    "Å",
    "\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{0}",
    "’",
    "'",
    "-",
    "–",
    "_",
    " ",
    "\u{a0}",
    "\u{3000}",
    "한",
    "ก็",
    "ي",
    "\u{1f600}",
    "\u{1f468}\u{200d}\u{1f469}",
    "%",
    "%2F",
    "%C3%A9",
    "%FF",
    "%25",
    "/",
    "//",
    "..",
    "?",
    "#",
    "\\",
    "&",
    "a",
    "Z",
    "0",
    "\u{fdfa}",
    "\u{1d400}",
];

/// Recorded paths.
pub const PATHS: Target = Target {
    name: "paths",
    what: "recorded and requested paths",
    seeds: &["/2018/07/12/l%e2%80%99habitat/", "/%C3%A9t%C3%A9/?p=1#x", "/a/../b//c"],
    shared: &["security/paths", "security/urls"],
    words: LETTERS,
    run: |input| {
        let path = PostPath::parse(&text(input));
        assert!(path.as_str().starts_with('/'));
        let href = path.to_href();
        assert!(href.is_ascii() && !href.contains([' ', '"', '<', '>', '\\', '?', '#']), "{href}");
        assert_eq!(PostPath::parse(&href), path, "{href}");
        path.segments().for_each(|segment| assert!(!segment.is_empty() && !segment.contains('/')));
    },
};

/// Slugs.
pub const SLUGS: Target = Target {
    name: "slugs",
    what: "slugs made of titles",
    seeds: &["L’habitat à Nœux : 10 000 mots", "№ ½ ﬁn"],
    shared: &["security/strings"],
    words: LETTERS,
    run: |input| {
        let slug = slugify(&text(input));
        assert!(slug.len() <= 200, "{slug}");
        assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"), "{slug}");
        assert!(!slug.contains(['/', '?', '#', '%', '"', '<', '>', '\\', '&', '\'', ' ']), "{slug}");
        assert_eq!(slugify(&slug), slug);
    },
};

/// Folding.
pub const FOLDING: Target = Target {
    name: "folding",
    what: "folded words and language tags",
    seeds: &["L’Œuvre  d'ÉTÉ", "İSTANBUL ﬃ"],
    shared: &["security/strings"],
    words: LETTERS,
    run: |input| {
        let written = text(input);
        let folded = fold(&written);
        assert_eq!(fold(&folded), folded);
        if let Some(lang) = Lang::parse(&written) {
            assert_eq!(Lang::parse(lang.as_str()), Some(lang));
        }
    },
};

/// Dates of a filter.
pub const DATE_WORDS: Target = Target {
    name: "date-words",
    what: "dates as a filter has them",
    seeds: &["2018", "2018-07", "2018-07-12", "-0001-01-01"],
    shared: &[],
    words: &["2018", "-", "0", "9999", "12", "31", "02", "29", "+", "T", "é", "99999999999"],
    run: |input| {
        let Ok(date) = text(input).parse::<PartialDate>() else { return };
        assert!(date.first() <= date.last());
        assert_eq!(date.to_string().parse::<PartialDate>().ok(), Some(date));
    },
};
