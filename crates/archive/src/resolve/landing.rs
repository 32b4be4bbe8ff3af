//! Our own addresses: landing pages, directories, and WordPress's that mean one of them.

use super::{Address, Landing, Resolution, Subject, archive_href};
use crate::ReadError;
use catalog::{Facet, Filter, State};
use domain::{Day, Month, PartialDate, fold};

impl Landing {
    /// Its address, decoded.
    pub(super) fn path(&self) -> String {
        let base = match &self.subject {
            Subject::Facet(facet, label) => format!("/{}/{}/", facet.name(), label.slug),
            Subject::Year(year) => format!("/{year:04}/"),
            Subject::Month(month) => format!("/{:04}/{:02}/", month.year, month.month),
            Subject::Day(day) => format!("/{:04}/{:02}/{:02}/", day.year, day.month, day.day),
        };
        if self.filter.page > 1 { format!("{base}page/{}/", self.filter.page) } else { base }
    }
}

impl Subject {
    /// Puts the subject in a filter. Dates that are set already stay.
    fn set_in(&self, filter: &mut Filter) {
        let date = match self {
            Self::Facet(facet, label) => {
                filter.choice_mut(*facet).set(&label.slug, State::In);
                return;
            }
            Self::Year(year) => PartialDate::Year(*year),
            Self::Month(month) => PartialDate::Month(*month),
            Self::Day(day) => PartialDate::Day(*day),
        };
        if filter.from.is_none() && filter.to.is_none() {
            filter.from = Some(date);
            filter.to = Some(date);
        }
    }
}

impl Address<'_> {
    /// What one of our own addresses means. None: it is none of ours by its form; [`Resolution::NotFound`]: it is, and
    /// there is nothing.
    pub(super) async fn landing(&self, segments: &[&str]) -> Result<Option<Resolution>, ReadError> {
        let (base, page) = match segments {
            [base @ .., word, number] if word.eq_ignore_ascii_case("page") => match page_number(number) {
                Some(page) => (base, page),
                None => return Ok(None),
            },
            _ => (segments, 1),
        };
        let lower: Vec<String> = base.iter().map(|segment| segment.to_lowercase()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        match (lower.as_slice(), base) {
            ([], _) => Ok(self.archive_page(page)),
            (["pages"], _) if page == 1 => Ok(self.at("/pages/", Resolution::Pages)),
            ([word], _) if page == 1 && directory(word).is_some() => match directory(word) {
                Some(facet) => Ok(self.at(&format!("/{word}/"), Resolution::Directory(facet))),
                None => Ok(None),
            },
            ([word], _) if page == 1 && (*word == "category" || facet_named(word).is_some()) => {
                let facet = facet_named(word).unwrap_or(Facet::Tag);
                Ok(Some(self.moved(&format!("/{}s/", facet.name()))))
            }
            (["category", ..], [_, .., slug]) => self.value(Facet::Tag, slug, page).await,
            (["search"], [_, words]) | (["search", _], [_, words]) => {
                let filter = Filter { q: (*words).to_owned(), page, ..Filter::default() };
                Ok(Some(Resolution::Moved(archive_href(&filter))))
            }
            ([word, _], [_, slug]) => match facet_named(word) {
                Some(facet) => self.value(facet, slug, page).await,
                None => Ok(self.dates(&lower, page)),
            },
            _ => Ok(self.dates(&lower, page)),
        }
    }

    /// A page of ours at its address; from any other spelling of it, moved there.
    fn at(&self, path: &str, resolution: Resolution) -> Option<Resolution> {
        Some(if self.path == path { resolution } else { self.moved(path) })
    }

    /// `/page/N/`: the archive's further pages.
    fn archive_page(&self, page: u32) -> Option<Resolution> {
        let filter = match Filter::parse(self.query) {
            Ok(filter) => filter,
            Err(bad) => return Some(Resolution::BadFilter(bad)),
        };
        let filter = Filter { page, ..filter };
        let plain = Filter { page, lang: filter.lang, ..Filter::default() };
        if page == 1 || filter != plain {
            return Some(Resolution::Moved(archive_href(&filter)));
        }
        if self.is_past_the_end(&filter) {
            return Some(Resolution::NotFound);
        }
        self.at(&format!("/page/{page}/"), Resolution::Archive(filter))
    }

    /// A source, tag, mention or author by its slug, or by another slug that it has.
    async fn value(&self, facet: Facet, slug: &str, page: u32) -> Result<Option<Resolution>, ReadError> {
        let slug = if facet == Facet::Mention { slug.trim_start_matches('@') } else { slug };
        let known = |slug: &str| self.snapshot.catalog.label(facet, slug).cloned();
        let label = match known(slug) {
            Some(label) => Some(label),
            None => {
                let other = self.archive.store().slug_of_alias(facet.name(), &fold(slug)).await?;
                other.and_then(|slug| known(&slug))
            }
        };
        Ok(match label {
            Some(label) => self.about(Subject::Facet(facet, label), page),
            None => Some(Resolution::NotFound),
        })
    }

    /// `/YYYY/`, `/YYYY/MM/`, `/YYYY/MM/DD/`. A month or day that does not exist moves to what does around it.
    fn dates(&self, segments: &[&str], page: u32) -> Option<Resolution> {
        let digits =
            |text: &&str, most: usize| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        let [year, rest @ ..] = segments else { return None };
        if year.len() != 4 || !digits(year, 4) || rest.len() > 2 || !rest.iter().all(|part| digits(part, 2)) {
            return None;
        }
        let Some(year) = year.parse().ok().filter(|year| *year >= 1) else {
            return Some(Resolution::NotFound);
        };
        let part = |at: usize| rest.get(at).and_then(|part| part.parse::<i8>().ok());
        let month = part(0).filter(|month| (1..=12).contains(month)).map(|month| Month { year, month });
        let day = month.zip(part(1)).and_then(|(month, day)| Day::new(month.year, month.month, day));
        let subject = match (month, day) {
            (Some(_), Some(day)) => Subject::Day(day),
            (Some(month), None) => Subject::Month(month),
            (None, _) => Subject::Year(year),
        };
        self.about(subject, page)
    }

    fn about(&self, subject: Subject, page: u32) -> Option<Resolution> {
        let asked = match Filter::parse(self.query) {
            Ok(filter) => filter,
            Err(bad) => return Some(Resolution::BadFilter(bad)),
        };
        let page = if page == 1 { asked.page } else { page };
        let plain = Filter { page: asked.page, lang: asked.lang, ..Filter::default() };
        let adds_filters = asked != plain;
        let mut filter = Filter { page, ..asked };
        subject.set_in(&mut filter);
        if adds_filters {
            return Some(Resolution::Moved(archive_href(&filter)));
        }
        let answer = self.snapshot.catalog.answer(&filter);
        let is_date = !matches!(subject, Subject::Facet(..));
        if (is_date && answer.total == 0) || past_the_end(&filter, answer.total) {
            return Some(Resolution::NotFound);
        }
        let landing = Landing { subject, filter };
        let path = landing.path();
        if self.path == path && asked_page(self.query).is_none() {
            return Some(Resolution::Landing(landing));
        }
        let without_page: Vec<&str> = self.query.split('&').filter(|pair| !is_page(pair)).collect();
        Some(
            Address { query: &without_page.join("&"), snapshot: self.snapshot.clone(), ..*self }.moved(&path),
        )
    }

    pub(super) fn is_past_the_end(&self, filter: &Filter) -> bool {
        filter.page > 1 && past_the_end(filter, self.snapshot.catalog.answer(filter).total)
    }
}

fn past_the_end(filter: &Filter, total: u32) -> bool {
    filter.page > 1 && filter.page > total.div_ceil(filter.per_page.max(1))
}

/// The `page` parameter as asked, if there is one.
fn asked_page(query: &str) -> Option<&str> {
    query.split('&').find(|pair| is_page(pair))
}

fn is_page(pair: &str) -> bool {
    pair == "page" || pair.starts_with("page=")
}

fn page_number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten().filter(|page| *page >= 1)
}

/// The facet of a landing page's address.
fn facet_named(word: &str) -> Option<Facet> {
    Facet::ALL.into_iter().find(|facet| facet.name() == word)
}

/// The facet of a directory's address.
fn directory(word: &str) -> Option<Facet> {
    Facet::ALL.into_iter().find(|facet| word.strip_suffix('s') == Some(facet.name()))
}
