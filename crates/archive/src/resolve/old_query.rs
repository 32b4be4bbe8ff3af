//! The addresses that WordPress holds in the query of `/`: `?p=`, `?m=`, `?s=`…

use super::{Address, PASTED, Resolution, archive_href};
use crate::ReadError;
use crate::identity::{OWN, identity};
use catalog::query::url::pairs;
use catalog::{Facet, Filter};
use domain::fold;
use store::{Lookup, WITHDRAWN};

impl Address<'_> {
    /// What `/` with a query means.
    pub(super) async fn root(&self) -> Result<Resolution, ReadError> {
        let asked: Vec<(String, String)> =
            pairs(self.query).filter(|(_, value)| !value.trim().is_empty()).collect();
        let value =
            |name: &str| asked.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        for name in ["p", "page_id", "attachment_id"] {
            if let Some(number) = value(name).and_then(pasted_number) {
                return self.numbered(&number).await;
            }
        }
        for name in ["name", "pagename"] {
            if let Some(slug) = value(name) {
                // What was asked said which post is meant, and no more.
                return Address { query: "", snapshot: self.snapshot.clone(), ..*self }.named(slug).await;
            }
        }
        if let Some(date) = value("m").and_then(date_path) {
            return self.elsewhere(&date).await;
        }
        if value("cat").and_then(pasted_number).is_some() {
            // The numbers of categories are in no export that is read so far.
            return Ok(Resolution::NotFound);
        }
        if let Some(slugs) = value("category_name") {
            let slug = slugs.split([',', '+', ' ']).next().unwrap_or_default();
            return self.elsewhere(&format!("/category/{slug}/")).await;
        }
        let page = value("paged")
            .and_then(pasted_number)
            .and_then(|page| page.parse().ok())
            .filter(|page| *page > 0);
        if let Some(words) = value("s") {
            let filter = Filter { q: words.trim().to_owned(), page: page.unwrap_or(1), ..Filter::default() };
            return Ok(Resolution::Moved(archive_href(&filter)));
        }
        let filter = match Filter::parse(self.query) {
            Ok(filter) => filter,
            Err(bad) => return Ok(Resolution::BadFilter(bad)),
        };
        if let Some(page) = page {
            return Ok(Resolution::Moved(archive_href(&Filter { page, ..filter })));
        }
        let current = self.with_current_slugs(&filter).await?;
        if current != filter {
            return Ok(Resolution::Moved(archive_href(&current)));
        }
        Ok(if self.is_past_the_end(&filter) { Resolution::NotFound } else { Resolution::Archive(filter) })
    }

    /// The post or attachment of a number.
    async fn numbered(&self, number: &str) -> Result<Resolution, ReadError> {
        let store = self.archive.store();
        if let Some(post) = store.post_numbered(number).await? {
            return Ok(self.without_query(&post.path));
        }
        if let Some(file) = store.file_numbered(number).await? {
            return Ok(self.file(&file));
        }
        // What was taken down by hand says so under its number too.
        let withheld = store.withheld_at(&identity(OWN, Some(number), None).0).await?;
        Ok(if withheld.as_deref() == Some(WITHDRAWN) { Resolution::Gone } else { Resolution::NotFound })
    }

    /// The post of a slug, or whose slug begins so.
    async fn named(&self, slug: &str) -> Result<Resolution, ReadError> {
        let key = fold(slug.trim().trim_matches('/').rsplit('/').next().unwrap_or_default());
        let found = self.archive.store().candidates(Lookup::Slug(&key)).await?;
        if !found.is_empty() {
            return Ok(self.one_of(&found, ""));
        }
        self.begins_with(&key, "").await
    }

    /// Another address of ours, if there is anything there.
    async fn elsewhere(&self, path: &str) -> Result<Resolution, ReadError> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let address = Address { path, query: "", snapshot: self.snapshot.clone(), ..*self };
        Ok(match address.landing(&segments).await? {
            Some(resolution) => address.moved_to(resolution),
            None => Resolution::NotFound,
        })
    }

    /// The filter with slugs that moved put right.
    async fn with_current_slugs(&self, filter: &Filter) -> Result<Filter, ReadError> {
        let mut current = filter.clone();
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

/// The number that a value begins with, if nothing but the leavings of a paste follow.
fn pasted_number(value: &str) -> Option<String> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let (number, rest) = value.split_at(end);
    let clean = rest.chars().all(|c| c.is_whitespace() || PASTED.contains(&c));
    let number = number.trim_start_matches('0');
    (clean && !number.is_empty()).then(|| number.to_owned())
}

/// The landing page of `YYYY`, `YYYYMM` or `YYYYMMDD`.
fn date_path(value: &str) -> Option<String> {
    let digits = pasted_digits(value)?;
    match digits.len() {
        4 => Some(format!("/{digits}/")),
        6 => Some(format!("/{}/{}/", &digits[..4], &digits[4..])),
        8 => Some(format!("/{}/{}/{}/", &digits[..4], &digits[4..6], &digits[6..])),
        _ => None,
    }
}

fn pasted_digits(value: &str) -> Option<&str> {
    let value = value.trim();
    let digits = value.trim_end_matches(|c: char| c.is_whitespace() || PASTED.contains(&c));
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_through_what_a_paste_left() {
        for (value, number) in [
            ("358", Some("358")),
            ("358 ", Some("358")),
            ("358!", Some("358")),
            ("358”", Some("358")),
            ("0358", Some("358")),
            ("358x", None),
            ("x", None),
            ("0", None),
        ] {
            assert_eq!(pasted_number(value).as_deref(), number, "{value}");
        }
    }

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
}
