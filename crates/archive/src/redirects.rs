//! The redirect map: every address of before that can be listed, and where it leads. Where it leads is what
//! [`Archive::resolve`] says, so that another server with this map answers as this one does.

use crate::identity::{OWN, identity, path_key, slug_key};
use crate::{Archive, ReadError, Resolution, Written, old_terms};
use catalog::query::url::pairs;
use domain::PostPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::records::OldAddressRow;

/// How often an address may lead on to another one before it is left out.
const MOST_MOVES: usize = 5;
/// Numbers a little over the highest that is known, up to this, are tried for what was taken down: only a number's digest is kept.
const MOST_NUMBERS: u64 = 1_000_000;
/// Queries of `/` that name feeds.
const FEED_QUERIES: [&str; 5] = ["rss2", "rss", "atom", "rdf", "comments-rss2"];
/// Paths that a WordPress blog had beside its posts, and ours that are written otherwise.
const FIXED: [&str; 18] = [
    "/feed/rss/",
    "/feed/rss2/",
    "/feed/rdf/",
    "/rss/",
    "/rss2/",
    "/atom/",
    "/rdf/",
    "/wp-rss.php",
    "/wp-rss2.php",
    "/wp-atom.php",
    "/wp-rdf.php",
    "/wp-feed.php",
    "/wp-commentsrss2.php",
    "/tag/",
    "/category/",
    "/author/",
    "/osd.xml",
    "/wp-sitemap.xml",
];
/// Beginnings of what is no page of the archive but answers.
const SERVED: [&str; 3] = ["/wp-content/", "/media/", "/feed/"];

/// An address of before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OldAddress {
    /// A path, decoded, with whatever query.
    Path(String),
    /// `/` with a parameter that has a value, decoded, among others.
    Query {
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
    },
}

/// What an address of before answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Redirect {
    /// The address.
    pub from: OldAddress,
    /// Where it leads, from `/`, encoded, with its query; None: it was taken down.
    pub to: Option<String>,
}

impl Archive {
    /// Every address of before that can be listed and leads elsewhere, or was taken down; in order, none twice.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn redirects(&self) -> Result<Vec<Redirect>, ReadError> {
        let snapshot = self.snapshot();
        let cards = (0..snapshot.catalog.posts()).filter_map(|at| snapshot.catalog.card(at));
        let pages = (0..).map_while(|at| snapshot.catalog.page_ref(at));
        let live: BTreeSet<String> = cards.chain(pages).map(|card| path_key(card.path.as_str())).collect();
        let mut redirects = Vec::new();
        for from in self.old_addresses().await? {
            // A map that is compared without case must never lead a post's own address elsewhere.
            let usable = match &from {
                OldAddress::Path(path) => !live.contains(&path_key(path)) && !path.contains(char::is_control),
                OldAddress::Query { value, .. } => !value.contains(char::is_control),
            };
            if !usable {
                continue;
            }
            if let Some(to) = self.leads_to(&from).await? {
                redirects.push(Redirect { from, to });
            }
        }
        Ok(redirects)
    }

    /// Where an address leads, through all its moves. None: nowhere else, or nowhere.
    async fn leads_to(&self, from: &OldAddress) -> Result<Option<Option<String>>, ReadError> {
        let (mut path, mut query) = match from {
            OldAddress::Path(path) => (crate::identity::href(path), String::new()),
            OldAddress::Query { name, value } => {
                ("/".to_owned(), format!("{name}={}", catalog::query::url::encode(value)))
            }
        };
        let mut target: Option<String> = None;
        for _ in 0..MOST_MOVES {
            match self.resolve(&path, &query).await? {
                Resolution::Moved(to) => {
                    let (to_path, to_query) = to.split_once('?').unwrap_or((&to, ""));
                    (path, query) = (to_path.to_owned(), to_query.to_owned());
                    let served = SERVED.iter().any(|beginning| path.starts_with(beginning));
                    target = Some(to);
                    if served {
                        return Ok(target.map(Some));
                    }
                }
                Resolution::Gone => return Ok(Some(None)),
                Resolution::NotFound | Resolution::BadFilter(_) | Resolution::Choices(_) => return Ok(None),
                _ => return Ok(target.map(Some)),
            }
        }
        Ok(None)
    }

    /// Every address of before that can be listed, whether it leads anywhere or not.
    async fn old_addresses(&self) -> Result<BTreeSet<OldAddress>, ReadError> {
        let query = |name: &str, value: &str| OldAddress::Query { name: name.into(), value: value.into() };
        let mut addresses: BTreeSet<OldAddress> =
            FIXED.iter().map(|path| OldAddress::Path((*path).to_owned())).collect();
        addresses.extend(FEED_QUERIES.map(|kind| query("feed", kind)));
        let mut highest = 0_u64;
        for row in self.store().old_addresses().await? {
            match row {
                OldAddressRow::Post(number) => {
                    highest = highest.max(number.parse().unwrap_or(0));
                    addresses.insert(query("p", &number));
                }
                OldAddressRow::Page(number) => {
                    highest = highest.max(number.parse().unwrap_or(0));
                    addresses.extend([query("p", &number), query("page_id", &number)]);
                }
                OldAddressRow::Attachment(number) => {
                    addresses.extend([query("p", &number), query("attachment_id", &number)]);
                }
                OldAddressRow::Revision(number) => {
                    addresses.insert(query("p", &number));
                }
                OldAddressRow::Term(key) => {
                    if let Some((parameter, number)) = old_terms::parameter(&key) {
                        addresses.insert(query(parameter, number));
                    }
                }
                OldAddressRow::Path(path) => {
                    addresses.insert(OldAddress::Path(path));
                }
                OldAddressRow::Beside { slug, path } => {
                    let key = path_key(&path);
                    let folder = &key[..key.len() - slug_key(&key).len()];
                    addresses.insert(OldAddress::Path(format!("{folder}{slug}/")));
                }
                OldAddressRow::Guid(guid) => addresses.extend(self.address_of_guid(&guid)),
                OldAddressRow::Alias { facet, slug } => {
                    addresses.extend([OldAddress::Path(format!("/{facet}/{slug}/")), query(&facet, &slug)]);
                }
                OldAddressRow::Category { nicename, slug } => {
                    for slug in nicename.iter().chain([&slug]) {
                        let slug = PostPath::parse(&format!("/{slug}"));
                        let slug = slug.as_str().trim_matches('/');
                        addresses.extend([
                            OldAddress::Path(format!("/category/{slug}/")),
                            query("category_name", slug),
                        ]);
                    }
                }
            }
        }
        addresses.extend(self.dates().into_iter().map(|date| query("m", &date)));
        addresses.extend(self.withdrawn_numbers(highest).await?.iter().map(|number| query("p", number)));
        Ok(addresses)
    }

    /// The address that a feed identifier is, if it is one of ours.
    fn address_of_guid(&self, guid: &str) -> Option<OldAddress> {
        if !guid.contains("://") {
            return None;
        }
        let Written::Ours { path, query } = self.written(guid) else { return None };
        if path != "/" && path != "/index.php" {
            return query.is_empty().then(|| OldAddress::Path(PostPath::parse(&path).as_str().to_owned()));
        }
        let numbered = |name: &str| ["p", "page_id", "attachment_id"].contains(&name);
        let (name, value) = pairs(&query).find(|(name, _)| numbered(name))?;
        Some(OldAddress::Query { name, value })
    }

    /// Years, months and days that have a post, as `?m=` writes them.
    fn dates(&self) -> BTreeSet<String> {
        let catalog = self.catalog();
        let days = (0..catalog.posts()).filter_map(|at| catalog.card(at)?.date).map(domain::Moment::day);
        days.flat_map(|day| {
            let (year, month) = (format!("{:04}", day.year), format!("{:02}", day.month));
            [year.clone(), format!("{year}{month}"), format!("{year}{month}{:02}", day.day)]
        })
        .collect()
    }

    /// The numbers of what was taken down: found by trying, since of what
    /// was taken down only digests are kept.
    async fn withdrawn_numbers(&self, highest: u64) -> Result<Vec<String>, ReadError> {
        let withdrawn = self.store().withdrawn().await?;
        if withdrawn.is_empty() {
            return Ok(Vec::new());
        }
        let numbers = (1..=(highest + 10_000).min(MOST_NUMBERS)).map(|number| number.to_string());
        Ok(numbers.filter(|number| withdrawn.contains(&identity(OWN, Some(number), None).0)).collect())
    }
}
