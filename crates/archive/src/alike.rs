//! Posts found alike: what shares most of a post's source, tags and mentions.

use catalog::{Catalog, Facet};
use domain::{Card, Label};
use std::collections::HashMap;

/// How many alike posts are offered.
const OFFERED: usize = 4;
/// How much a shared value counts: what few posts share says more, so a value's weight is shared by its posts.
const WEIGHTS: [(Facet, u64); 3] = [(Facet::Tag, 3), (Facet::Mention, 3), (Facet::Source, 2)];
/// A value that a larger part of the archive has says nothing of likeness: one in so many posts.
const COMMON: usize = 3;
/// In small archives a value may be on this many posts whatever their part.
const FEW: usize = 12;

/// Which posts have each source, tag and mention.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    posts_of: HashMap<(Facet, String), Vec<u32>>,
    posts: usize,
}

impl Alike {
    /// Of a whole catalog.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let mut posts_of: HashMap<(Facet, String), Vec<u32>> = HashMap::new();
        for at in 0..catalog.posts() {
            let Some(card) = catalog.card(at) else { continue };
            for (facet, _) in WEIGHTS {
                for label in labels(card, facet) {
                    posts_of.entry((facet, label.slug.clone())).or_default().push(at);
                }
            }
        }
        Self { posts_of, posts: catalog.posts() as usize }
    }

    /// The positions of the posts most alike, best first; of equals the nearest in time, then the newer.
    pub(crate) fn to(&self, card: &Card, position: Option<u32>) -> Vec<u32> {
        let mut scores: HashMap<u32, u64> = HashMap::new();
        for (facet, weight) in WEIGHTS {
            for label in labels(card, facet) {
                let Some(posts) = self.posts_of.get(&(facet, label.slug.clone())) else { continue };
                if posts.len() > FEW && posts.len() > self.posts / COMMON {
                    continue;
                }
                let share = weight * 1_000_000 / posts.len() as u64;
                for &at in posts {
                    *scores.entry(at).or_default() += share;
                }
            }
        }
        let own = position.unwrap_or(0);
        let mut ranked: Vec<(u32, u64)> =
            scores.into_iter().filter(|(at, _)| Some(*at) != position).collect();
        ranked.sort_by_key(|(at, score)| (std::cmp::Reverse(*score), at.abs_diff(own), *at));
        ranked.into_iter().take(OFFERED).map(|(at, _)| at).collect()
    }
}

/// A card's values of a facet.
pub(crate) fn labels(card: &Card, facet: Facet) -> &[Label] {
    match facet {
        Facet::Source => card.source.as_slice(),
        Facet::Tag => &card.tags,
        Facet::Mention => &card.mentions,
        Facet::Author => &card.authors,
    }
}
