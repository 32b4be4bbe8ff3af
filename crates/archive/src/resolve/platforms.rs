//! Addresses as other software makes them, of blogs that were elsewhere before: by their form, and only where there
//! is exactly what they name.

use super::{Address, Resolution};
use crate::ReadError;
use crate::identity::{path_key, slug_key};
use crate::old_terms::{CUSTOM, by_slug};
use catalog::Facet;
use store::Lookup;

/// What other software calls a list of a tag, before its name.
const TAG_WORDS: [&str; 12] = [
    "tag",
    "tags",
    "tagged",
    "label",
    "labels",
    "categories",
    "categorie",
    "rubrique",
    "etiquette",
    "mot-cle",
    "topic",
    "topics",
];
/// What other software calls a list of an author, before the name.
const AUTHOR_WORDS: [&str; 4] = ["author", "authors", "auteur", "auteurs"];
/// What stands before the number of a post.
const POST_WORDS: [&str; 10] =
    ["archives", "archive", "post", "posts", "p", "node", "article", "articles", "entry", "billet"];
/// Endings of files that software made of posts.
const FILE_ENDINGS: [&str; 7] = [".html", ".htm", ".shtml", ".php", ".aspx", ".asp", ".xhtml"];

impl Address<'_> {
    /// What an address of another form means. None: nothing.
    pub(super) async fn elsewhere_made(&self) -> Result<Option<Resolution>, ReadError> {
        let key = path_key(self.path);
        let segments: Vec<&str> = key.split('/').filter(|segment| !segment.is_empty()).collect();
        let Some((last, before)) = segments.split_last() else { return Ok(None) };
        if let Some(found) = self.archive_of_dates(&segments) {
            return Ok(Some(found));
        }
        let stem = without_ending(last);
        if let [.., word] = before {
            if POST_WORDS.contains(word)
                && let Some(found) = self.post_of_number(stem).await?
            {
                return Ok(Some(found));
            }
            for (words, facet) in [(&TAG_WORDS[..], Facet::Tag), (&AUTHOR_WORDS[..], Facet::Author)] {
                if words.contains(word)
                    && let Some(found) = self.value(facet, stem, 1).await?
                    && found != Resolution::NotFound
                {
                    return Ok(Some(found));
                }
            }
            if *word == "type"
                && let Some(found) = self.format(last, 1)
            {
                return Ok(Some(found));
            }
        }
        for slug in other_slugs(last) {
            for lookup in [Lookup::Slug(&slug), Lookup::OldSlug(&slug)] {
                let found = self.archive.store().candidates(lookup).await?;
                if !found.is_empty() {
                    return Ok(Some(self.one_of(&found, "")));
                }
            }
        }
        // Tumblr: `/post/NUMBER/slug`, where nothing has the slug.
        if let [word, number, _] = segments.as_slice()
            && *word == "post"
            && let Some(found) = self.post_of_number(number).await?
        {
            return Ok(Some(found));
        }
        // A taxonomy of the blog's own: its address can begin with any word.
        if before.is_empty() { Ok(None) } else { self.term(&by_slug(CUSTOM, stem), 1).await }
    }

    /// `/blog/2018/07/`, `/archive/2018/7`, `/2018_07_01_archive.html`, where there are posts.
    fn archive_of_dates(&self, segments: &[&str]) -> Option<Resolution> {
        let (last, before) = segments.split_last()?;
        let stem = without_ending(last);
        let glued: Vec<&str> = stem.strip_suffix("_archive").unwrap_or_default().split('_').collect();
        let by_month = |parts: &[&str]| match parts {
            // The archive of a month is named by its first day.
            [year, month, _] => self.dates(&[year, month], 1),
            parts => self.dates(parts, 1),
        };
        let found = match (before, glued.as_slice()) {
            (_, [_, _, ..]) => by_month(&glued),
            ([_, dates @ ..], _) => self.dates(&[dates, &[stem]].concat(), 1),
            ([], _) => None,
        };
        found.filter(|found| !matches!(found, Resolution::NotFound | Resolution::PastTheEnd(_)))
    }

    /// The post of a number, or of what stands for one, on its blog.
    async fn post_of_number(&self, number: &str) -> Result<Option<Resolution>, ReadError> {
        let post = self.archive.store().post_numbered(number).await?;
        Ok(post.map(|post| self.without_query(&post.path)))
    }
}

/// A last segment without the ending of a file.
pub(super) fn without_ending(last: &str) -> &str {
    FILE_ENDINGS.iter().find_map(|ending| last.strip_suffix(ending)).unwrap_or(last)
}

/// The slugs that a last segment may hold among numbers and endings that other software adds; not itself.
fn other_slugs(last: &str) -> Vec<String> {
    let stem = without_ending(last);
    let has_ending = stem.len() < last.len();
    let mut slugs: Vec<String> = Vec::new();
    let mut add = |slug: &str| {
        let slug = slug_key(slug).to_owned();
        if !slug.is_empty() && slug != last && !slugs.contains(&slug) {
            slugs.push(slug);
        }
    };
    add(stem);
    add(&stem.replace('_', "-"));
    // Over-blog: `article-SLUG-NUMBER.html`.
    let article = stem.strip_prefix("article-");
    for stem in [Some(stem), article].into_iter().flatten() {
        add(stem);
        // Medium ends with a number of base sixteen, others with one of base ten.
        if let Some((slug, end)) = stem.rsplit_once('-')
            && ((has_ending && end.bytes().all(|b| b.is_ascii_digit()))
                || (end.len() >= 8 && end.bytes().all(|b| b.is_ascii_hexdigit())))
        {
            add(slug);
        }
        if let Some((number, slug)) = stem.split_once('-')
            && number.bytes().all(|b| b.is_ascii_digit())
        {
            add(slug);
        }
    }
    slugs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_found_among_what_other_software_adds() {
        for (last, slugs) in [
            ("mon-titre", ""),
            ("mon-titre.html", "mon-titre"),
            ("mon_titre.html", "mon_titre mon-titre"),
            (
                "article-mon-titre-1234.html",
                "article-mon-titre-1234 article-mon-titre mon-titre-1234 mon-titre",
            ),
            ("mon-titre-0a1b2c3d4e5f", "mon-titre"),
            ("12-mon-titre", "mon-titre"),
            ("mon-titre-2", ""),
        ] {
            assert_eq!(other_slugs(last).join(" "), slugs, "{last}");
        }
    }
}
