//! Which blog an export belongs to.

use super::Stop;
use crate::identity::OWN;
use crate::resolve::item_number;
use crate::settings::{Settings, plain_host};
use domain::PostPath;
use import::body::OwnHosts;
use store::records::StoredBlog;
use url::Url;

/// The hosts that are welcome.
#[derive(Debug)]
pub(super) struct Hosts {
    /// The own blog's host, once one is known.
    own: Option<String>,
    /// Hosts that the own blog had before.
    old: Vec<String>,
    /// Other blogs that are welcome.
    also: Vec<String>,
}

impl Hosts {
    pub(super) fn new(blogs: &[StoredBlog], settings: &Settings, also: &[String]) -> Self {
        let own = blogs.iter().find(|blog| blog.key == OWN).map(|blog| blog.host.clone());
        Self {
            own: own.filter(|host| !host.is_empty()),
            old: settings.own_hosts(),
            also: also.iter().map(|host| plain_host(host)).collect(),
        }
    }

    /// The key of the blog of a host: [`OWN`], or the host of another that is welcome. The first export says whose
    /// archive this is.
    pub(super) fn key(&mut self, host: &str) -> Result<String, Stop> {
        if host.is_empty() || self.old.iter().any(|old| old == host) {
            return Ok(OWN.to_owned());
        }
        match &self.own {
            Some(own) if own == host => return Ok(OWN.to_owned()),
            _ if self.also.iter().any(|also| also == host) => return Ok(host.to_owned()),
            // All that was imported came from hosts that the blog had before.
            Some(own) if !self.old.contains(own) => return Err(Stop::OtherBlog(other_blog(host, own))),
            _ => {}
        }
        self.own = Some(host.to_owned());
        Ok(OWN.to_owned())
    }

    /// The path from `/` of a file on the own blog's hosts, or on those that keep files for it; any other address as
    /// it is.
    pub(super) fn local(&self, url: &str) -> String {
        let home = self.own.as_ref().map(|host| format!("https://{host}")).unwrap_or_default();
        let local = OwnHosts::new(&home, &self.old).picture(url).filter(|path| path.starts_with('/'));
        local.unwrap_or_else(|| url.to_owned())
    }

    /// The decoded path of an address on the own blog's hosts, and the number of an item in its query.
    pub(super) fn own_address(&self, url: &str) -> Option<(String, Option<String>)> {
        let url = Url::parse(url.trim()).ok()?;
        let host = plain_host(url.host_str()?);
        if self.own.as_ref() != Some(&host) && !self.old.contains(&host) {
            return None;
        }
        let path = PostPath::parse(url.path()).as_str().to_owned();
        Some((path, item_number(url.query().unwrap_or_default())))
    }
}

fn other_blog(host: &str, own: &str) -> String {
    format!(
        "this is an export of {host}, and the archive holds {own}: pass `--also {host}` to take it in too, or list \
         {host} under the old hosts of the configuration if it is the same blog; nothing was imported"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(own: &str, old: &[&str], also: &[&str]) -> Hosts {
        let blogs = StoredBlog {
            key: OWN.into(),
            host: own.into(),
            title: String::new(),
            tagline: String::new(),
            lang: None,
            home: String::new(),
        };
        let settings =
            Settings { old_hosts: old.iter().map(|h| (*h).to_owned()).collect(), ..Settings::default() };
        Hosts::new(&[blogs], &settings, &also.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn one_blog_is_welcome_and_those_that_are_asked_for() {
        for (own, old, also, host, key) in [
            ("", &[][..], &[][..], "a.example", Some("")),
            ("a.example", &[], &[], "a.example", Some("")),
            ("a.example", &[], &[], "b.example", None),
            ("a.example", &[], &["B.example"], "b.example", Some("b.example")),
            ("a.example", &["https://b.example/"], &[], "b.example", Some("")),
            ("a.example", &["a.example"], &[], "b.example", Some("")),
            ("", &[], &["b.example"], "b.example", Some("b.example")),
            ("a.example", &[], &[], "", Some("")),
        ] {
            assert_eq!(hosts(own, old, also).key(host).ok().as_deref(), key, "{own} {old:?} {also:?} {host}");
        }
    }

    #[test]
    fn own_addresses_are_paths_and_numbers() {
        let hosts = hosts("a.example", &["b.example"], &[]);
        for (url, found) in [
            ("http://www.a.example/2018/07/%C3%A9t%C3%A9/", Some(("/2018/07/été/", None))),
            ("https://b.example/blog/?page_id=07", Some(("/blog/", Some("7")))),
            ("https://a.example/?post_type=wp&p=9", Some(("/", Some("9")))),
            ("https://c.example/?p=9", None),
            ("tag:a.example,2018:9", None),
            ("9 https://a.example", None),
        ] {
            let found = found.map(|(path, number)| (path.to_owned(), number.map(str::to_owned)));
            assert_eq!(hosts.own_address(url), found, "{url}");
        }
    }

    #[test]
    fn files_of_the_own_blog_are_paths() {
        let hosts = hosts("a.example", &["b.example"], &[]);
        for (url, local) in [
            ("https://www.a.example/x/y.jpg?w=3", "/x/y.jpg"),
            ("https://i0.wp.com/a.example/x/y.jpg?w=3", "/x/y.jpg"),
            ("https://a.files.wordpress.com/2018/07/x.jpg", "/wp-content/uploads/2018/07/x.jpg"),
            ("http://b.example/x.jpg", "/x.jpg"),
            ("https://c.example/x.jpg", "https://c.example/x.jpg"),
            ("/x.jpg", "/x.jpg"),
        ] {
            assert_eq!(hosts.local(url), local);
        }
    }
}
