//! What readers ask, and the bytes that their browsers answer from.

use super::{Target, text};
use catalog::{Builder, Catalog, Entry, Facet, Filter, PartKey, mark};
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
        // The input says which part is another, and which of its bytes: at every third byte a place, then what stands
        // there.
        let Some((nth, changes)) = input.split_first() else { return };
        let (key, _) = SMALL.parts()[usize::from(*nth) % SMALL.parts().len()];
        let change = |part: &mut Vec<u8>| {
            for change in changes.chunks_exact(3) {
                let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % part.len();
                part[at] = change[2];
            }
        };
        decode(
            &SMALL
                .parts()
                .iter()
                .map(|(own, part)| {
                    let mut part = part.clone();
                    if *own == key {
                        change(&mut part);
                    }
                    (*own, part)
                })
                .collect::<Vec<_>>(),
        );
        decode(&forged(key, &change));
        // Or that the part is what follows.
        decode(&forged(key, &|part| {
            part.truncate(HEAD);
            part.extend_from_slice(changes);
        }));
    },
};

/// Magic, version and checksum of a part.
const HEAD: usize = 20;

/// The checksum that a part had and the one that it has now; None before it is changed.
type Renamed = Option<(Vec<u8>, Vec<u8>)>;

/// The parts with one changed and the checksums made right again, in the parts that tell them too, so that what lies
/// behind them is read.
fn forged(key: PartKey, change: &dyn Fn(&mut Vec<u8>)) -> Vec<(PartKey, Vec<u8>)> {
    let mut parts = SMALL.parts().to_vec();
    let mut next: Option<(PartKey, Renamed)> = Some((key, None));
    while let Some((key, told)) = next.take() {
        let Some((_, part)) = parts.iter_mut().find(|(own, _)| *own == key) else { break };
        let old = part[12..HEAD].to_vec();
        match told {
            None => change(part),
            Some((before, after)) => replace(part, &before, &after),
        }
        forge(part);
        let new = part[12..HEAD].to_vec();
        next = match key {
            PartKey::Facets => None,
            PartKey::Cards(_) | PartKey::Dictionary(_) => Some(PartKey::Facets),
            PartKey::Postings(segment, _) | PartKey::Positions(segment, _) => {
                Some(PartKey::Dictionary(segment))
            }
        }
        .map(|teller| (teller, Some((old, new))));
    }
    parts
}

/// Puts a checksum where another stands.
fn replace(part: &mut [u8], old: &[u8], new: &[u8]) {
    if let Some(at) = part.windows(old.len()).position(|window| window == old) {
        part[at..at + new.len()].copy_from_slice(new);
    }
}

/// Makes the checksum of a part right again.
fn forge(part: &mut [u8]) {
    let Some((head, body)) = part.split_at_mut_checked(HEAD) else { return };
    let (said, sum) = head.split_at_mut(12);
    let all = said.iter().chain(body.iter());
    let found = all
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    sum.copy_from_slice(&found.to_le_bytes());
}

/// Whatever is read answers, or is refused.
fn decode(parts: &[(PartKey, Vec<u8>)]) {
    let facets = parts.iter().find(|(key, _)| *key == PartKey::Facets);
    let Some(Ok(mut catalog)) = facets.map(|(_, bytes)| Catalog::from_facets(bytes)) else { return };
    for (key, bytes) in parts.iter().filter(|(key, _)| *key != PartKey::Facets) {
        let _ = catalog.add(*key, bytes);
    }
    for q in ["logement", "\"la ville\" -hlm", "habitnat", "n"] {
        let filter = Filter { q: q.into(), ..Filter::default() };
        let _ = (catalog.wanted(&filter), catalog.answer(&filter), catalog.suggest(q, 5));
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
    // In blocks so small that words have summaries.
    let mut builder = Builder::with_blocks(8);
    entries.for_each(|entry| builder.add(entry));
    Catalog::of_built(builder.finish())
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
