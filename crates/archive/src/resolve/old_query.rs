//! The addresses that WordPress holds in the query of `/`: `?p=`, `?m=`, `?s=`…

use super::{Address, Resolution, archive_href, local_href, pasted};
use crate::ReadError;
use crate::identity::{OWN, identity, path_key};
use crate::old_terms;
use catalog::query::url::pairs;
use catalog::{Facet, Filter, TagMatch};
use domain::{PostId, PostPath, fold};
use store::Lookup;

/// What WordPress alone understood: it said which page is meant, or how it is shown, and no more.
const WORDPRESS_ONLY: [&str; 41] = [
    "p",
    "page_id",
    "attachment_id",
    "attachment",
    "name",
    "pagename",
    "m",
    "w",
    "year",
    "monthnum",
    "day",
    "cat",
    "category_name",
    "tag_id",
    "taxonomy",
    "term",
    "author_name",
    "post_type",
    "post_type[]",
    "post_format",
    "paged",
    "cpage",
    "replytocom",
    "share",
    "nb",
    "like",
    "like_comment",
    "preview",
    "preview_id",
    "preview_nonce",
    "_wpnonce",
    "amp",
    "noamp",
    "unapproved",
    "moderation-hash",
    "withcomments",
    "order",
    "orderby",
    "doing_wp_cron",
    "relatedposts_hit",
    "relatedposts_origin",
];
/// Of those, what stands behind the address of a post and is to be gone from it.
const BEHIND_A_POST: [&str; 13] = [
    "cpage",
    "replytocom",
    "share",
    "like",
    "like_comment",
    "preview",
    "preview_id",
    "preview_nonce",
    "amp",
    "noamp",
    "unapproved",
    "moderation-hash",
    "withcomments",
];
/// Paths that Dotclear and old WordPress put behind a question mark.
const PATHS_IN_QUERIES: [&str; 6] = ["post/", "tag/", "category/", "archive/", "pages/", "/"];

/// A query as asked, without what WordPress alone understood.
pub(super) fn kept(query: &str) -> String {
    let keeps = |pair: &&str| !pair.is_empty() && !WORDPRESS_ONLY.contains(&parameter(pair).as_str());
    query.split('&').filter(keeps).collect::<Vec<_>>().join("&")
}

/// The last value of a parameter that is not empty, decoded.
pub(super) fn value(query: &str, name: &str) -> Option<String> {
    pairs(query).filter(|(key, value)| key == name && !value.trim().is_empty()).last().map(|(_, value)| value)
}

/// The number of the item that a query names.
pub(crate) fn item_number(query: &str) -> Option<String> {
    ["p", "page_id", "attachment_id"].iter().find_map(|name| pasted::number(&value(query, name)?))
}

/// WordPress's parameter for a page of a list.
pub(super) fn paged(query: &str) -> Option<u32> {
    let number = pasted::number(&value(query, "paged")?)?;
    Some(number.parse().unwrap_or(u32::MAX))
}

/// The name of a parameter, decoded.
fn parameter(pair: &str) -> String {
    pairs(pair).next().map(|(name, _)| name).unwrap_or_default()
}

impl Address<'_> {
    /// A post at its address, with a query: itself, or without what is to be gone from there.
    pub(super) async fn post_with_query(&self, id: PostId) -> Result<Resolution, ReadError> {
        if let Some(number) = value(self.query, "attachment_id").as_deref().and_then(pasted::number) {
            return Ok(match self.archive.store().file_numbered(&number).await? {
                Some(file) => self.file(&file).await?,
                None => self.moved(self.path),
            });
        }
        let page = value(self.query, "page").as_deref().and_then(pasted::number);
        if let Some(page) = page {
            let to = if page == "1" {
                self.path.to_owned()
            } else {
                format!("{}/{page}/", self.path.trim_end_matches('/'))
            };
            return Ok(self.without_query(&to));
        }
        let is_to_go = |pair: &str| BEHIND_A_POST.contains(&parameter(pair).as_str());
        Ok(if self.query.split('&').any(is_to_go) { self.moved(self.path) } else { Resolution::Post(id) })
    }

    /// What `/` with a query means.
    pub(super) async fn root(&self) -> Result<Resolution, ReadError> {
        let value = |name: &str| value(self.query, name);
        if let Some(number) = item_number(self.query) {
            return self.numbered(&number).await;
        }
        for name in ["name", "pagename", "attachment"] {
            if let Some(slug) = value(name) {
                // What was asked said which post is meant, and no more.
                return self.beside(self.path, "").named(&slug).await;
            }
        }
        let page = paged(self.query).unwrap_or(1);
        if let Some(list) = self.list_in_query(page).await? {
            return Ok(list);
        }
        if let Some(words) = value("s") {
            let filter = Filter { q: words.trim().to_owned(), page, ..Filter::default() };
            return Ok(Resolution::Moved(archive_href(&filter)));
        }
        if let Some(path) =
            PATHS_IN_QUERIES.iter().find_map(|start| self.query.strip_prefix(start).map(|_| self.query))
            && !path.contains('=')
        {
            return Ok(Resolution::Moved(local_href(PostPath::parse(path).as_str())));
        }
        let filter = match Filter::parse(self.query) {
            Ok(filter) => filter,
            Err(bad) => return Ok(Resolution::BadFilter(bad)),
        };
        if paged(self.query).is_some() {
            let filter = Filter { page, ..filter };
            let plain = Filter { page, lang: filter.lang, ..Filter::default() };
            let further = page > 1 && filter == plain;
            return Ok(if further {
                self.moved(&format!("/page/{page}/"))
            } else {
                Resolution::Moved(archive_href(&filter))
            });
        }
        let current = self.with_current_slugs(&filter).await?;
        if current != filter {
            return Ok(Resolution::Moved(archive_href(&current)));
        }
        Ok(if filter.page > 1 {
            self.past_the_end(&filter).unwrap_or(Resolution::Archive(filter))
        } else {
            Resolution::Archive(filter)
        })
    }

    /// The list that WordPress's parameters name. None: they name none.
    async fn list_in_query(&self, page: u32) -> Result<Option<Resolution>, ReadError> {
        let value = |name: &str| value(self.query, name);
        if let Some(date) = value("m").as_deref().and_then(date_path).or_else(|| date_of(self.query)) {
            return Ok(Some(self.elsewhere(&date, page).await?));
        }
        for (name, taxonomy) in [("cat", old_terms::CATEGORY), ("tag_id", old_terms::TAG)] {
            if let Some(numbers) =
                value(name).filter(|numbers| numbers.contains(|c: char| c.is_ascii_digit()))
            {
                return Ok(Some(self.terms_numbered(taxonomy, &numbers, page).await?));
            }
        }
        if let (Some(of), Some(slug)) = (value("taxonomy"), value("term")) {
            let of = old_terms::taxonomy(&of);
            return Ok(Some(match self.term(&old_terms::by_slug(of, &slug), page).await? {
                Some(found) => found,
                None if of == old_terms::CATEGORY => self.category(&slug, page).await?,
                None => Resolution::NotFound,
            }));
        }
        if let Some(slugs) = value("category_name") {
            let slug = slugs.trim().trim_matches('/').rsplit('/').next().unwrap_or_default();
            return Ok(Some(self.beside(self.path, "").category(slug, page).await?));
        }
        if let Some(name) = value("author_name") {
            return Ok(Some(self.elsewhere(&format!("/author/{}/", name.trim()), page).await?));
        }
        // A number is an author's slug first, then what authors were numbered by.
        if let Some(number) = value("author").as_deref().and_then(pasted::number)
            && self.label(Facet::Author, &number).await?.is_none()
        {
            return self
                .beside(self.path, "")
                .term(&old_terms::by_number(old_terms::AUTHOR, &number), page)
                .await;
        }
        Ok(None)
    }

    /// The post or attachment of a number.
    async fn numbered(&self, number: &str) -> Result<Resolution, ReadError> {
        let store = self.archive.store();
        if let Some(post) = store.post_numbered(number).await? {
            return Ok(self.without_query(&post.path));
        }
        if let Some(file) = store.file_numbered(number).await? {
            return self.file(&file).await;
        }
        if let Some(revised) = store.revised(number).await? {
            if let Some(post) = store.post_numbered(&revised).await? {
                return Ok(self.without_query(&post.path));
            }
            let withheld = store.withheld_at(&identity(OWN, Some(&revised), None).0).await?;
            return Ok(super::guess::absent(withheld.as_deref()));
        }
        // What was taken down by hand says so under its number too.
        let withheld = store.withheld_at(&identity(OWN, Some(number), None).0).await?;
        Ok(super::guess::absent(withheld.as_deref()))
    }

    /// The post or attachment of a slug, or whose slug begins so.
    async fn named(&self, slug: &str) -> Result<Resolution, ReadError> {
        let key = path_key(slug.trim());
        let slug = key.rsplit('/').next().unwrap_or_default();
        for lookup in [Lookup::PathKey(&key), Lookup::Slug(slug), Lookup::OldSlug(slug)] {
            let found = self.archive.store().candidates(lookup).await?;
            if !found.is_empty() {
                return Ok(self.one_of(&found, ""));
            }
        }
        match self.archive.store().files_of_slug(slug).await?.as_slice() {
            [file] => self.file(file).await,
            _ => self.begins_with(slug, "").await,
        }
    }

    /// A list of ours, if there is anything there.
    async fn elsewhere(&self, path: &str, page: u32) -> Result<Resolution, ReadError> {
        let path = if page > 1 { format!("{path}page/{page}/") } else { path.to_owned() };
        let address = self.beside(&path, "");
        Ok(match address.landing(&address.segments()).await? {
            Some(resolution) => address.moved_to(resolution),
            None => Resolution::NotFound,
        })
    }

    /// The filter with slugs that moved put right.
    async fn with_current_slugs(&self, filter: &Filter) -> Result<Filter, ReadError> {
        let mut current = filter.clone();
        // `tag=a+b` and `tag=a,b` of WordPress, where no tag is called so.
        if let [written] = filter.choice(Facet::Tag).include.as_slice()
            && self.label(Facet::Tag, written).await?.is_none()
            && let Some((slugs, tag_match)) = self.slugs(Facet::Tag, written).await?
        {
            current.choice_mut(Facet::Tag).include = slugs;
            if tag_match == TagMatch::All {
                current.tag_match = tag_match;
            }
        }
        for facet in Facet::ALL {
            let choice = current.choice_mut(facet);
            for slug in choice.include.iter_mut().chain(&mut choice.exclude) {
                if self.snapshot.catalog.label(facet, slug).is_none()
                    && let Some(now) = self.archive.store().slug_of_alias(facet.name(), &fold(slug)).await?
                {
                    *slug = now;
                }
            }
        }
        Ok(current)
    }
}

/// The landing page of `YYYY`, `YYYYMM` or `YYYYMMDD`.
fn date_path(value: &str) -> Option<String> {
    let digits = pasted::digits(value)?;
    match digits.len() {
        4 => Some(format!("/{digits}/")),
        6 => Some(format!("/{}/{}/", &digits[..4], &digits[4..])),
        8 => Some(format!("/{}/{}/{}/", &digits[..4], &digits[4..6], &digits[6..])),
        _ => None,
    }
}

/// The landing page of `year=`, `monthnum=` and `day=`.
fn date_of(query: &str) -> Option<String> {
    let part = |name: &str| value(query, name).as_deref().and_then(pasted::digits).map(str::to_owned);
    let mut path = format!("/{}/", part("year")?);
    for name in ["monthnum", "day"] {
        let Some(part) = part(name) else { break };
        path.push_str(&part);
        path.push('/');
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_in_a_query_is_a_landing_page() {
        for (value, path) in [
            ("2018", Some("/2018/")),
            ("201807", Some("/2018/07/")),
            ("20180712", Some("/2018/07/12/")),
            ("1", None),
            ("juillet", None),
        ] {
            assert_eq!(date_path(value).as_deref(), path, "{value}");
        }
    }

    #[test]
    fn what_wordpress_alone_understood_is_left_out() {
        for (query, left) in [
            ("utm_source=a&replytocom=3&fbclid=b", "utm_source=a&fbclid=b"),
            ("post_type%5B%5D=page&test=one%20two", "test=one%20two"),
            ("", ""),
            ("&&", ""),
        ] {
            assert_eq!(kept(query), left, "{query}");
        }
    }
}
