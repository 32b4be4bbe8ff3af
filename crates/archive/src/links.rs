//! Links between the archive's own posts, wherever the blog was when they were written: each leads to where what it
//! means is now. Reckoned when a post is read, for what it means may be imported later.

use crate::settings::{Settings, plain_host};
use crate::snapshot::Snapshot;
use crate::{Archive, ReadError, Resolution};
use domain::{PostId, SafeHtml};
use import::body::{links, safe_id, with_links};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};
use store::records::StoredBlog;

/// The most links of one text that are looked up; those after them stay paths of the archive.
const MOST_LINKS: usize = 500;
/// The most links that are remembered until the next import.
const MOST_REMEMBERED: usize = 20_000;
/// What every WordPress.com blog can be reached by beside its own domain.
const WORDPRESS_COM: &str = ".wordpress.com";
/// Ids that the page of a post has itself.
const IDS_OF_THE_PAGE: [&str; 3] = ["comment", "respond", "content"];

/// The hosts whose addresses are the archive's own, as [`plain_host`] writes them.
#[derive(Debug, Default)]
pub(crate) struct OwnHosts(BTreeSet<String>);

impl OwnHosts {
    pub(crate) fn new(blogs: &[StoredBlog], former_homes: &[String], settings: &Settings) -> Self {
        let blogs = blogs.iter().map(|blog| plain_host(&blog.host));
        let homes = former_homes.iter().map(|home| plain_host(home));
        let served = settings.base_url.iter().map(|url| plain_host(url));
        let mut hosts: BTreeSet<String> = blogs.chain(homes).chain(settings.own_hosts()).collect();
        // A blog with a domain of its own keeps the name that it had at first.
        let first_names: Vec<String> = hosts
            .iter()
            .filter(|host| !host.ends_with(WORDPRESS_COM))
            .filter_map(|host| host.split('.').next())
            .filter(|name| name.len() > 3)
            .map(|name| format!("{name}{WORDPRESS_COM}"))
            .collect();
        hosts.extend(first_names.into_iter().chain(served));
        hosts.remove("");
        Self(hosts)
    }

    /// The path, query and fragment of an address of the archive's own; None for any other, and for a place on the
    /// same page.
    pub(crate) fn path_of(&self, address: &str) -> Option<String> {
        if address.starts_with('/') {
            return (!address.starts_with("//")).then(|| address.to_owned());
        }
        let (scheme, rest) = address.split_once("://")?;
        let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        let path = rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]);
        let is_own = is_web && self.0.contains(&plain_host(&rest[..rest.len() - path.len()]));
        is_own.then(|| format!("/{}", path.trim_start_matches('/')))
    }
}

/// Where links were found to lead, as of one snapshot.
#[derive(Debug, Default)]
pub(crate) struct Remembered(Mutex<HashMap<String, String>>);

impl Remembered {
    fn of(&self, address: &str) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(address).cloned()
    }

    fn keep(&self, address: &str, to: &str) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST_REMEMBERED {
            kept.insert(address.to_owned(), to.to_owned());
        }
    }
}

impl Archive {
    /// A body or comment whose links to the archive's own addresses lead to where those are now; to an own address
    /// that nothing answers, they are paths of this archive.
    pub(crate) async fn linked(&self, snapshot: &Snapshot, html: &SafeHtml) -> Result<SafeHtml, ReadError> {
        let mut leads: HashMap<String, String> = HashMap::new();
        for href in links(html) {
            if let (false, Some(to)) =
                (leads.contains_key(&href), self.own_link(snapshot, &href, leads.len()).await?)
            {
                leads.insert(href, to);
            }
        }
        Ok(if leads.is_empty() { html.clone() } else { with_links(html, &|href| leads.get(href).cloned()) })
    }

    /// Where an address of the archive's own leads now, with its fragment. None: it is another's.
    pub(crate) async fn own_link(
        &self,
        snapshot: &Snapshot,
        address: &str,
        looked_up: usize,
    ) -> Result<Option<String>, ReadError> {
        let Some(own) = snapshot.own_hosts.path_of(address) else { return Ok(None) };
        let (asked, fragment) = match own.split_once('#') {
            Some((asked, fragment)) => (asked, Some(fragment)),
            None => (own.as_str(), None),
        };
        let to = match snapshot.remembered.of(asked) {
            Some(to) => to,
            None if looked_up >= MOST_LINKS => asked.to_owned(),
            None => {
                let to = self.present(snapshot, asked).await?;
                snapshot.remembered.keep(asked, &to);
                to
            }
        };
        Ok(Some(match fragment {
            Some(fragment) => format!("{to}#{}", anchor(fragment)),
            None => to,
        }))
    }

    /// The present address of one of ours; itself where nothing answers.
    async fn present(&self, snapshot: &Snapshot, asked: &str) -> Result<String, ReadError> {
        let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
        Ok(match self.resolve(path, query).await? {
            Resolution::Moved(to) => to,
            Resolution::Post(id) => {
                snapshot.card(&id).map_or_else(|| asked.to_owned(), |(_, card)| card.path.to_href())
            }
            _ => asked.to_owned(),
        })
    }

    /// The post that an address means, moved or not.
    pub(crate) async fn post_meant(&self, path: &str, query: &str) -> Result<Option<PostId>, ReadError> {
        let to = match self.resolve(path, query).await? {
            Resolution::Post(id) => return Ok(Some(id)),
            Resolution::Moved(to) => to,
            _ => return Ok(None),
        };
        let (path, query) = to.split_once('?').unwrap_or((&to, ""));
        Ok(match self.resolve(path, query).await? {
            Resolution::Post(id) => Some(id),
            _ => None,
        })
    }
}

/// The id under which a page of the archive has an anchor.
fn anchor(fragment: &str) -> String {
    if IDS_OF_THE_PAGE.iter().any(|id| fragment.starts_with(id)) {
        return fragment.to_owned();
    }
    safe_id(fragment).unwrap_or_else(|| fragment.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_own_whichever_of_the_blogs_hosts_it_names() {
        let blog = StoredBlog {
            home: String::new(),
            key: String::new(),
            host: "monblog.example".into(),
            title: String::new(),
            tagline: String::new(),
            lang: None,
        };
        let settings = Settings {
            old_hosts: vec!["https://www.Ancien.example/".into()],
            base_url: Some("https://archive.example".into()),
            ..Settings::default()
        };
        let hosts = OwnHosts::new(&[blog], &["http://jm2010.wordpress.com".into()], &settings);
        for (address, path) in [
            ("/a/?b#c", Some("/a/?b#c")),
            ("https://www.monblog.example/a/?b#c", Some("/a/?b#c")),
            ("HTTP://monblog.example", Some("/")),
            ("http://monblog.example?p=3", Some("/?p=3")),
            ("http://monblog.wordpress.com//a", Some("/a")),
            ("http://jm2010.wordpress.com/a", Some("/a")),
            ("http://ancien.example/a", Some("/a")),
            ("https://archive.example/a", Some("/a")),
            ("https://autre.wordpress.com/a", None),
            ("https://monblog.example.evil.example/a", None),
            ("//monblog.example/a", None),
            ("mailto:a@monblog.example", None),
            ("#more-3", None),
        ] {
            assert_eq!(hosts.path_of(address).as_deref(), path, "{address}");
        }
    }

    #[test]
    fn an_anchor_is_looked_for_under_the_id_that_it_has_here() {
        for (fragment, id) in [
            ("more-12", "more-12"),
            ("comment-3", "comment-3"),
            ("comments", "comments"),
            ("main", "texte-main"),
        ] {
            assert_eq!(anchor(fragment), id);
        }
    }
}
