//! Our own addresses: landing pages, directories, and WordPress's that mean one of them.

use super::{Address, Landing, Resolution, Subject, archive_href, local_href, old_query, pasted};
use crate::ReadError;
use catalog::{Facet, Filter, State};
use domain::{Day, Month, PartialDate};

impl Landing {
    /// Its address, decoded.
    pub(super) fn path(&self) -> String {
        self.page_path(self.filter.page)
    }

    /// The address of one of its pages, decoded.
    fn page_path(&self, page: u32) -> String {
        let base = match &self.subject {
            Subject::Facet(facet, label) => format!("/{}/{}/", facet.name(), label.slug),
            Subject::Year(year) => format!("/{year:04}/"),
            Subject::Month(month) => format!("/{:04}/{:02}/", month.year, month.month),
            Subject::Day(day) => format!("/{:04}/{:02}/{:02}/", day.year, day.month, day.day),
        };
        if page > 1 { format!("{base}page/{page}/") } else { base }
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
        let Some((base, page)) = without_page(segments) else { return Ok(None) };
        let page = if page == 1 { old_query::paged(self.query).unwrap_or(1) } else { page };
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
            (["category", ..], [_, .., slug]) => Ok(Some(self.category(slug, page).await?)),
            (["search", _], [_, words]) => {
                let q = if words.contains(' ') { (*words).to_owned() } else { words.replace('+', " ") };
                let filter = Filter { q, page, ..Filter::default() };
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
        if let Some(past) = self.past_the_end(&filter) {
            return Some(past);
        }
        self.at(&format!("/page/{page}/"), Resolution::Archive(filter))
    }

    /// What a page of the archive after its last is; None: it is not after its last.
    pub(super) fn past_the_end(&self, filter: &Filter) -> Option<Resolution> {
        let last = last_page(filter, self.snapshot.catalog.answer(filter).total);
        (filter.page > last)
            .then(|| Resolution::PastTheEnd(archive_href(&Filter { page: last, ..filter.clone() })))
    }

    /// A source, tag, mention or author by its slug, or by another slug that it has.
    pub(super) async fn value(
        &self,
        facet: Facet,
        slug: &str,
        page: u32,
    ) -> Result<Option<Resolution>, ReadError> {
        let slug = if facet == Facet::Mention { slug.trim_start_matches('@') } else { slug };
        let label = self.label(facet, slug).await?;
        Ok(Some(match label {
            Some(label) => self.about(Subject::Facet(facet, label), page),
            None => self.several(facet, slug, page).await?.unwrap_or(Resolution::NotFound),
        }))
    }

    /// `/YYYY/`, `/YYYY/MM/`, `/YYYY/MM/DD/`. A month or day that does not exist moves to what does around it.
    pub(super) fn dates(&self, segments: &[&str], page: u32) -> Option<Resolution> {
        let digits =
            |text: &&str, most: usize| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        let [year, rest @ ..] = segments else { return None };
        if year.len() != 4 || !digits(year, 4) || rest.len() > 2 || !rest.iter().all(|part| digits(part, 2)) {
            return None;
        }
        let Some(year) = year.parse().ok().filter(|year| *year >= 1) else {
            return Some(Resolution::NotFound);
        };
        let asked = |name: &str| old_query::value(self.query, name);
        let part = |at: usize, name: &str| match rest.get(at) {
            Some(part) => part.parse::<i8>().ok(),
            None => asked(name).as_deref().and_then(pasted::digits).and_then(|part| part.parse().ok()),
        };
        let month =
            part(0, "monthnum").filter(|month| (1..=12).contains(month)).map(|month| Month { year, month });
        let day = month.zip(part(1, "day")).and_then(|(month, day)| Day::new(month.year, month.month, day));
        let subject = match (month, day) {
            (Some(_), Some(day)) => Subject::Day(day),
            (Some(month), None) => Subject::Month(month),
            (None, _) => Subject::Year(year),
        };
        Some(self.about(subject, page))
    }

    pub(super) fn about(&self, subject: Subject, page: u32) -> Resolution {
        let asked = match Filter::parse(self.query) {
            Ok(filter) => filter,
            Err(bad) => return Resolution::BadFilter(bad),
        };
        let page = if page == 1 { asked.page } else { page };
        let plain = Filter { page: asked.page, lang: asked.lang, ..Filter::default() };
        let adds_filters = asked != plain;
        let mut filter = Filter { page, ..asked };
        subject.set_in(&mut filter);
        if adds_filters {
            return Resolution::Moved(archive_href(&filter));
        }
        let total = self.snapshot.catalog.answer(&filter).total;
        let is_date = !matches!(subject, Subject::Facet(..));
        if is_date && total == 0 {
            return Resolution::NotFound;
        }
        let last = last_page(&filter, total);
        let landing = Landing { subject, filter };
        if landing.filter.page > last {
            return Resolution::PastTheEnd(local_href(&landing.page_path(last)));
        }
        let path = landing.path();
        if self.path == path && asked_page(self.query).is_none() {
            return Resolution::Landing(landing);
        }
        let without_page: Vec<&str> = self.query.split('&').filter(|pair| !is_page(pair)).collect();
        self.beside(&path, &without_page.join("&")).moved(&path)
    }
}

/// The last page of so many posts.
fn last_page(filter: &Filter, total: u32) -> u32 {
    total.div_ceil(filter.per_page.max(1)).max(1)
}

/// The segments of a list's address without those of its page, and the page. None: `/page/` without a number.
fn without_page<'a, 's>(segments: &'a [&'s str]) -> Option<(&'a [&'s str], u32)> {
    match segments {
        [base @ .., word, number] if word.eq_ignore_ascii_case("page") => Some((base, page_number(number)?)),
        [base @ .., word] => {
            let glued = word.get(..4).filter(|start| start.eq_ignore_ascii_case("page")).map(|_| &word[4..]);
            match glued.filter(|number| !number.is_empty()).and_then(page_number) {
                Some(page) => Some((base, page)),
                None => Some((segments, 1)),
            }
        }
        [] => Some((segments, 1)),
    }
}

/// The `page` parameter as asked, if there is one.
fn asked_page(query: &str) -> Option<&str> {
    query.split('&').find(|pair| is_page(pair))
}

fn is_page(pair: &str) -> bool {
    matches!(pair.split('=').next(), Some("page" | "paged"))
}

fn page_number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    // One too big for us is past every end.
    digits.then(|| text.parse().unwrap_or(u32::MAX)).filter(|page| *page >= 1)
}

/// The facet of a landing page's address.
fn facet_named(word: &str) -> Option<Facet> {
    Facet::ALL.into_iter().find(|facet| facet.name() == word)
}

/// The facet of a directory's address.
fn directory(word: &str) -> Option<Facet> {
    Facet::ALL.into_iter().find(|facet| word.strip_suffix('s') == Some(facet.name()))
}
