//! Lists of the old blog that are not the archive's own by their form: terms and authors by number, categories above
//! others, several tags in one address.

use super::{Address, Resolution, Subject, archive_href, pasted};
use crate::ReadError;
use crate::old_terms::{by_number, by_slug};
use catalog::{Facet, Filter, State, TagMatch};
use domain::{Label, fold, slugify};

/// The category of posts that nobody put in one: it is no tag, and its list is the archive's.
const DEFAULT_CATEGORIES: [&str; 3] = ["uncategorized", "non-classe", "non-classé"];
/// What WordPress calls forms of posts: they are no tags, and their lists are the archive's.
const FORMATS: [&str; 9] = ["aside", "audio", "chat", "gallery", "image", "link", "quote", "status", "video"];

impl Address<'_> {
    /// `/category/…/SLUG/`: its tag, or the tags of the categories below it.
    pub(super) async fn category(&self, slug: &str, page: u32) -> Result<Resolution, ReadError> {
        if let Some(found) = self.term(&by_slug(crate::old_terms::CATEGORY, slug), page).await? {
            return Ok(found);
        }
        if DEFAULT_CATEGORIES.contains(&fold(slug).as_str()) {
            return Ok(self.archive_from(page));
        }
        Ok(self.value(Facet::Tag, slug, page).await?.unwrap_or(Resolution::NotFound))
    }

    /// The list that `/type/FORMAT/` had.
    pub(super) fn format(&self, format: &str, page: u32) -> Option<Resolution> {
        FORMATS.contains(&format).then(|| self.archive_from(page))
    }

    /// The list of what an old term or author means now. None: nothing.
    pub(super) async fn term(&self, key: &str, page: u32) -> Result<Option<Resolution>, ReadError> {
        let values = self.archive.store().term_now(key).await?;
        Ok(self.list_of(&labels(&values), page))
    }

    /// The list of `?cat=5`, `?cat=5,7`, `?cat=-3`: the terms of these numbers.
    pub(super) async fn terms_numbered(
        &self,
        taxonomy: &str,
        numbers: &str,
        page: u32,
    ) -> Result<Resolution, ReadError> {
        let mut filter = Filter { page, ..Filter::default() };
        let mut single = Vec::new();
        for written in numbers.split([',', ' ']).take(20) {
            let (state, written) = match written.trim().strip_prefix('-') {
                Some(number) => (State::Out, number),
                None => (State::In, written),
            };
            let Some(number) = pasted::number(written) else { continue };
            for (facet, slug) in self.archive.store().term_now(&by_number(taxonomy, &number)).await? {
                let Some(facet) = facet_called(&facet) else { continue };
                filter.choice_mut(facet).set(&slug, state);
                if state == State::In {
                    single.push((facet, slug));
                }
            }
        }
        if !filter.is_filtering() {
            return Ok(Resolution::NotFound);
        }
        let excludes = Facet::ALL.iter().any(|facet| !filter.choice(*facet).exclude.is_empty());
        match self.list_of(&single, page) {
            Some(list) if !excludes => Ok(list),
            _ => Ok(Resolution::Moved(archive_href(&filter))),
        }
    }

    /// `a+b` (both tags) and `a,b` (any of them), and a value by the words that it is shown with. None: not all of
    /// them are known.
    pub(super) async fn several(
        &self,
        facet: Facet,
        written: &str,
        page: u32,
    ) -> Result<Option<Resolution>, ReadError> {
        if let Some(label) = self.label(facet, &slugify(written)).await? {
            return Ok(Some(self.about(Subject::Facet(facet, label), page)));
        }
        Ok(self.slugs(facet, written).await?.map(|(slugs, tag_match)| {
            let mut filter = Filter { page, tag_match, ..Filter::default() };
            filter.choice_mut(facet).include = slugs;
            Resolution::Moved(archive_href(&filter))
        }))
    }

    /// The present slugs of `a+b` or `a,b`, and which of the two it is. None: it is none, or one of them is unknown.
    pub(super) async fn slugs(
        &self,
        facet: Facet,
        written: &str,
    ) -> Result<Option<(Vec<String>, TagMatch)>, ReadError> {
        let any = written.contains(',');
        if !any && (facet != Facet::Tag || !written.contains(['+', ' '])) {
            return Ok(None);
        }
        let parts = written.split(|c| if any { c == ',' } else { c == '+' || c == ' ' });
        let mut slugs: Vec<String> = Vec::new();
        for part in parts.map(str::trim).filter(|part| !part.is_empty()).take(20) {
            let Some(label) = self.label(facet, part).await? else { return Ok(None) };
            if !slugs.contains(&label.slug) {
                slugs.push(label.slug);
            }
        }
        let tag_match = if any || slugs.len() < 2 { TagMatch::Any } else { TagMatch::All };
        Ok((!slugs.is_empty()).then_some((slugs, tag_match)))
    }

    /// The value of a slug, or of another slug that it has.
    pub(super) async fn label(&self, facet: Facet, slug: &str) -> Result<Option<Label>, ReadError> {
        let known = |slug: &str| self.snapshot.catalog.label(facet, slug).cloned();
        if let Some(label) = known(slug) {
            return Ok(Some(label));
        }
        let other = self.archive.store().slug_of_alias(facet.name(), &fold(slug)).await?;
        Ok(other.and_then(|slug| known(&slug)))
    }

    /// The list of any of these values: a landing page, or the archive filtered.
    fn list_of(&self, values: &[(Facet, String)], page: u32) -> Option<Resolution> {
        match values {
            [] => None,
            [(facet, slug)] => {
                let label = self.snapshot.catalog.label(*facet, slug)?.clone();
                Some(self.about(Subject::Facet(*facet, label), page))
            }
            several => {
                let mut filter = Filter { page, ..Filter::default() };
                for (facet, slug) in several {
                    filter.choice_mut(*facet).set(slug, State::In);
                }
                Some(Resolution::Moved(archive_href(&filter)))
            }
        }
    }

    fn archive_from(&self, page: u32) -> Resolution {
        if page > 1 { self.moved(&format!("/page/{page}/")) } else { self.moved("/") }
    }
}

fn labels(values: &[(String, String)]) -> Vec<(Facet, String)> {
    values.iter().filter_map(|(facet, slug)| Some((facet_called(facet)?, slug.clone()))).collect()
}

fn facet_called(name: &str) -> Option<Facet> {
    Facet::ALL.into_iter().find(|facet| facet.name() == name)
}
