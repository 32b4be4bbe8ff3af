//! What the catalog answers is what SQL counts in the tables: over random archives and filters.

use crate::support::{Entry, Room, page, post};
use catalog::{Answer, Choice, Facet, Filter, TagMatch};
use domain::{Day, Month, PartialDate};
use proptest::prelude::*;
use sqlx::SqlitePool;
use std::collections::BTreeMap;

/// Everything that a filter by facet and date asks, as JSON lists and days. `?11`: all the tags, not any of them; a
/// slug that nothing has adds nothing.
const MATCHING: &str = "
WITH has AS MATERIALIZED (
    SELECT DISTINCT written.post_id, written.facet, label.slug
    FROM written JOIN label ON label.facet = written.facet AND label.key = written.key
),
day AS (SELECT id, date(date_unix + date_offset * 60, 'unixepoch') AS day FROM post WHERE kind = 'post')
SELECT day.id, coalesce(day.day, '') AS day
FROM day
WHERE (
    json_array_length(?1) = 0
    OR EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'source' AND slug IN (SELECT value FROM json_each(?1)))
    OR (
        'none' IN (SELECT value FROM json_each(?1))
        AND NOT EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'source')
    )
)
AND NOT EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'source' AND slug IN (SELECT value FROM json_each(?2)))
AND NOT (
    'none' IN (SELECT value FROM json_each(?2))
    AND NOT EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'source')
)
AND (
    json_array_length(?3) = 0
    OR (
        SELECT count(*) FROM has
        WHERE post_id = id AND facet = 'tag' AND slug IN (SELECT value FROM json_each(?3))
    ) >= iif(
        ?11,
        max(1, (SELECT count(*) FROM json_each(?3) WHERE value IN (SELECT slug FROM has WHERE facet = 'tag'))),
        1
    )
)
AND NOT EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'tag' AND slug IN (SELECT value FROM json_each(?4)))
AND (
    json_array_length(?5) = 0
    OR EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'mention' AND slug IN (SELECT value FROM json_each(?5)))
)
AND NOT EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'mention' AND slug IN (SELECT value FROM json_each(?6)))
AND (
    json_array_length(?7) = 0
    OR EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'author' AND slug IN (SELECT value FROM json_each(?7)))
)
AND NOT EXISTS (SELECT 1 FROM has WHERE post_id = id AND facet = 'author' AND slug IN (SELECT value FROM json_each(?8)))
AND (?9 IS NULL OR day >= ?9)
AND (?10 IS NULL OR day <= ?10)
ORDER BY id";

/// The values that posts have, with how many have each.
const VALUES: &str = "
SELECT label.slug, count(DISTINCT written.post_id)
FROM written JOIN label ON label.facet = written.facet AND label.key = written.key
WHERE written.facet = ?1 AND written.post_id IN (SELECT value FROM json_each(?2))
GROUP BY label.slug";

/// How many posts have no value.
const WITHOUT: &str = "
SELECT count(*) FROM json_each(?2)
WHERE value NOT IN (SELECT post_id FROM written WHERE facet = ?1)";

/// The posts that match, with their local days (empty for none).
async fn matching(database: &SqlitePool, filter: &Filter) -> Vec<(String, String)> {
    let mut query = sqlx::query_as(MATCHING);
    for facet in Facet::ALL {
        let choice = filter.choice(facet);
        query = query.bind(serde_json::to_string(&choice.include).unwrap());
        query = query.bind(serde_json::to_string(&choice.exclude).unwrap());
    }
    query
        .bind(filter.from.map(|from| from.first().to_string()))
        .bind(filter.to.map(|to| to.last().to_string()))
        .bind(filter.tag_match == TagMatch::All)
        .fetch_all(database)
        .await
        .unwrap()
}

/// Counts of a facet over posts, by slug, and how many have none.
async fn tally(
    database: &SqlitePool,
    facet: Facet,
    posts: &[(String, String)],
) -> (BTreeMap<String, u32>, u32) {
    let ids: Vec<&str> = posts.iter().map(|(id, _)| id.as_str()).collect();
    let ids = serde_json::to_string(&ids).unwrap();
    let counts: Vec<(String, u32)> =
        sqlx::query_as(VALUES).bind(facet.name()).bind(&ids).fetch_all(database).await.unwrap();
    let without =
        sqlx::query_scalar(WITHOUT).bind(facet.name()).bind(&ids).fetch_one(database).await.unwrap();
    (counts.into_iter().collect(), without)
}

/// The filter without what is chosen in a facet, as its counts want it.
fn without(filter: &Filter, facet: Facet) -> Filter {
    let mut filter = filter.clone();
    if facet != Facet::Tag || filter.tag_match == TagMatch::Any {
        *filter.choice_mut(facet) = Choice::default();
    }
    filter
}

async fn check(room: &Room, database: &SqlitePool, filter: &Filter) {
    let Answer { total, facets, .. } = room.archive.catalog().answer(filter);
    let all = Filter { per_page: 100, ..filter.clone() };
    let mut found: Vec<String> = room.archive.list(&all).cards.into_iter().map(|card| card.id.0).collect();
    found.sort();
    let posts = matching(database, filter).await;
    let query = filter.to_query();
    assert_eq!(found, posts.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), "{query}");
    assert_eq!(total as usize, posts.len(), "{query}");
    for facet in Facet::ALL {
        let counted = match facet {
            Facet::Source => &facets.sources,
            Facet::Tag => &facets.tags,
            Facet::Mention => &facets.mentions,
            Facet::Author => &facets.authors,
        };
        let counted: BTreeMap<String, u32> =
            counted.iter().map(|value| (value.slug.clone(), value.count)).collect();
        let (expected, none) =
            tally(database, facet, &matching(database, &without(filter, facet)).await).await;
        assert_eq!(counted, expected, "{} of {query}", facet.name());
        if facet == Facet::Source {
            assert_eq!(facets.without_source, none, "without source, {query}");
        }
    }
    let dates = matching(database, &Filter { from: None, to: None, ..filter.clone() }).await;
    let mut months: BTreeMap<String, u32> = BTreeMap::new();
    for (_, day) in dates.iter().filter(|(_, day)| !day.is_empty()) {
        *months.entry(day[..7].to_owned()).or_default() += 1;
    }
    let counted: BTreeMap<String, u32> =
        facets.months.iter().map(|m| (m.month.to_string(), m.count)).collect();
    assert_eq!(counted, months, "months of {query}");
    let undated = dates.iter().filter(|(_, day)| day.is_empty()).count();
    assert_eq!(facets.undated as usize, undated, "undated of {query}");
}

const SOURCES: [&str; 4] = ["L’Habitat", "Le Monde", "None", "l'habitat"];
const TAGS: [(&str, &str); 5] =
    [("logement", "Logement"), ("lgt", "logement"), ("ete", "Été"), ("c", "C"), ("ville", "Ville")];
const MENTIONS: [&str; 3] = ["UnionHlm", "unionhlm", "Banque"];
const AUTHORS: [&str; 3] = ["jmartin", "P.Durand", "zoe"];
const SLUGS: [&str; 12] = [
    "lhabitat", "le-monde", "none", "none-2", "lgt", "logement", "ete", "c", "ville", "unionhlm", "banque",
    "jmartin",
];

prop_compose! {
    fn entry()(
        source in prop::option::of(prop::sample::select(&SOURCES[..])),
        tags in prop::sample::subsequence(&TAGS[..], 0..=3),
        mentions in prop::sample::subsequence(&MENTIONS[..], 0..=2),
        author in prop::sample::select(&AUTHORS[..]),
        day in prop::option::weighted(0.9, (2016_i16..2018, 1_i8..=12, 1_i8..=28)),
    ) -> Entry {
        let day = day.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
        let mut entry = post(1, day.as_deref().unwrap_or("2018-01-01"), "a").by(author);
        if day.is_none() {
            entry.date = String::new();
        }
        let source = source.map(|source| format!("\n\nSource : {source}")).unwrap_or_default();
        let mentions: Vec<String> = mentions.iter().map(|handle| format!("@{handle}")).collect();
        entry.body = format!("Un texte avec {} dedans.{source}", mentions.join(" et "));
        for (nicename, label) in tags {
            entry = entry.tagged(nicename, label);
        }
        entry
    }
}

prop_compose! {
    fn choice()(
        include in prop::sample::subsequence(&SLUGS[..], 0..=2),
        exclude in prop::sample::subsequence(&SLUGS[..], 0..=1),
        chosen in prop::bool::weighted(0.5),
    ) -> Choice {
        let own = |slugs: Vec<&str>| slugs.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let include = if chosen { own(include) } else { Vec::new() };
        let exclude = own(exclude).into_iter().filter(|slug| !include.contains(slug)).collect();
        Choice { include, exclude }
    }
}

fn date() -> impl Strategy<Value = Option<PartialDate>> {
    let day = (2016_i16..2018, 1_i8..=12, 1_i8..=28, 0..3).prop_map(|(year, month, day, what)| match what {
        0 => PartialDate::Year(year),
        1 => PartialDate::Month(Month { year, month }),
        _ => PartialDate::Day(Day::new(year, month, day).unwrap()),
    });
    prop::option::weighted(0.3, day)
}

prop_compose! {
    fn filter()(
        source in choice(), tag in choice(), mention in choice(), author in choice(),
        all in any::<bool>(), from in date(), to in date(),
    ) -> Filter {
        let tag_match = if all { TagMatch::All } else { TagMatch::Any };
        Filter { source, tag, mention, author, tag_match, from, to, ..Filter::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_catalog_answers_what_sql_counts(
        mut entries in prop::collection::vec(entry(), 0..40),
        filters in prop::collection::vec(filter(), 20..60),
    ) {
        for (number, entry) in entries.iter_mut().enumerate() {
            entry.id = u32::try_from(number).unwrap() + 1;
            entry.path = format!("/p/{number}/");
        }
        entries.push(page(9000, "/a-propos/").tagged("ville", "Ville").saying("Une page.\n\nSource : Le Monde"));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let room = Room::of(&entries).await;
            let database = SqlitePool::connect(&format!("sqlite:{}", room.database().display())).await.unwrap();
            check(&room, &database, &Filter::default()).await;
            for filter in &filters {
                check(&room, &database, filter).await;
            }
            database.close().await;
        });
    }
}
