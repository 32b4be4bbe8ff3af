//! What readers ask, and the bytes that their browsers answer from.

use super::{Target, text};
use catalog::{Catalog, Entry, Facet, Filter, mark};
use domain::{Card, Kind, Label, Lang, Moment, PostId, PostPath, fold};
use std::sync::LazyLock;

const WORDS: &[&str] = &[
    "q=",
    "&",
    "=",
    "+",
    "%20",
    "%",
    "%FF",
    "%00",
    "source=",
    "tag=",
    "mention=",
    "author=",
    "-",
    "match=all",
    "from=2018",
    "to=2018-13",
    "sort=",
    "page=",
    "per_page=",
    "lang=en",
    "99999999999999999999",
    "0",
    "habitat",
    "logement*",
    "\"",
    "“",
    "»",
    "«",
    "source:",
    "tag:",
    "@compte",
    "#logement",
    "avant:2018",
    "après:",
    "-mot",
    "*",
    "l’",
    "é",
    "e\u{301}",
    "\u{0}",
    "\u{202e}",
    " ",
    "(",
    ")",
    "~",
    "a",
    "\u{1f600}",
    "ﬁ",
];

/// The address of a list.
pub const FILTER: Target = Target {
    name: "filter",
    what: "query strings of lists",
    seeds: &[
        "q=logement+social&tag=habitat&tag=-hlm&match=all&from=2017-03&to=2018&sort=oldest&page=2",
        "q=%22la+ville%22",
    ],
    shared: &["security/strings"],
    words: WORDS,
    run: |input| {
        let Ok(filter) = Filter::parse(&text(input)) else { return };
        let query = filter.to_query();
        assert_eq!(Filter::parse(&query).as_ref(), Ok(&filter), "{query}");
        answer(&filter);
    },
};

/// The words of a question.
pub const QUESTION: Target = Target {
    name: "question",
    what: "the words and operators of `q`, answered and marked",
    seeds: &["logement social -hlm \"la ville\" source:\"Le Journal\" avant:2018-05", "l’habitat*"],
    shared: &["security/strings"],
    words: WORDS,
    run: |input| answer(&Filter { q: text(input).into_owned(), ..Filter::default() }),
};

/// Parts of a catalog.
pub const CATALOG: Target = Target {
    name: "catalog",
    what: "parts of a catalog, as a browser gets them",
    seeds: &[],
    shared: &[],
    words: &["\u{0}\u{0}\u{0}\u{0}", "\u{7f}\u{7f}\u{7f}\u{7f}", "\u{80}", "\u{1}"],
    run: |input| {
        let parts = SMALL.to_parts();
        // The input says which bytes of a whole part are others: at every third byte a place, then what stands there.
        for part in [&parts.base, &parts.words] {
            let mut changed = part.clone();
            for change in input.chunks_exact(3) {
                let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % changed.len();
                changed[at] = change[2];
            }
            decode(&changed, &parts.words);
            decode(&parts.base, &changed);
            forge(&mut changed);
            decode(&changed, &parts.words);
            decode(&parts.base, &changed);
        }
        decode(input, input);
    },
};

/// Makes the checksum of a part right again, so that what lies behind it is read.
fn forge(part: &mut [u8]) {
    let Some((head, body)) = part.split_at_mut_checked(20) else { return };
    let sum = body
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    head[12..].copy_from_slice(&sum.to_le_bytes());
}

/// Whatever is read answers, or is refused.
fn decode(base: &[u8], words: &[u8]) {
    let Ok(mut catalog) = Catalog::from_base(base) else { return };
    if catalog.add_words(words).is_ok() {
        let filter = Filter { q: "logement".into(), ..Filter::default() };
        let _ = catalog.answer(&filter);
    }
}

static SMALL: LazyLock<Catalog> = LazyLock::new(|| {
    let label = |name: &str| Label { slug: fold(name), name: name.to_owned() };
    let entries = (0..12_i64).map(|number| Entry {
        card: Card {
            id: PostId(format!("{number:016x}")),
            path: PostPath::parse(&format!("/article-{number}/")),
            title: format!("Le logement social, {number}"),
            date: Some(Moment { unix: 1_500_000_000 + number * 5_000_000, offset_minutes: 60 }),
            updated: None,
            lang: if number % 3 == 0 { Lang::english() } else { Lang::french() },
            source: Some(label("Journal")),
            tags: vec![label("habitat"), label("hlm")],
            mentions: vec![label("compte")],
            authors: vec![label("anne")],
            excerpt: "L’habitat et la ville".into(),
            reading_minutes: 1,
            continue_url: None,
            image: None,
            events: Vec::new(),
            comments: 0,
        },
        kind: if number == 11 { Kind::Page } else { Kind::Post },
        text: "Des logements à Nœux-les-Mines, l’été ; la ville et ses habitants.".into(),
    });
    Catalog::build(entries.collect())
});

fn answer(filter: &Filter) {
    let answer = SMALL.answer(filter);
    assert!(answer.posts.len() <= 100 && answer.posts.iter().all(|post| SMALL.card(*post).is_some()));
    // As long as what a page marks: a title, an excerpt.
    let asked: String = filter.q.chars().take(400).collect();
    for text in ["Le logement social à Nœux-les-Mines, l’été", asked.as_str()] {
        for range in mark(text, &answer.reading, &Lang::french()) {
            assert!(text.get(range.clone()).is_some(), "{range:?} of {text}");
        }
    }
    for facet in Facet::ALL {
        for slug in &filter.choice(facet).include {
            let _ = SMALL.label(facet, slug);
        }
    }
}
