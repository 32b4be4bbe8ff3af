//! Which addresses, as people write them, are this archive's.

use crate::Archive;
use crate::settings::plain_host;

/// An address as it was written: a path, or with a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Of one of the archive's hosts, or of none: the path as written, from `/`, and the query without `?`.
    Ours {
        /// From `/`, as written: encoded or not.
        path: String,
        /// Without `?`; empty for none.
        query: String,
    },
    /// Of this host, which is not the archive's.
    Foreign(String),
}

impl Archive {
    /// Takes an address apart that people or other programs wrote: a full address, a path, a query (`?p=7`), or a host
    /// with a path. Whatever the port, the scheme or `www.`.
    #[must_use]
    pub fn written(&self, address: &str) -> Written {
        let hosts = self.hosts();
        let is_ours = |host: &str| hosts.iter().any(|own| own == host);
        let address = address.trim();
        let (host, rest) = match split_host(address) {
            Some((host, rest)) => (Some(host), rest),
            None => match address.split_once('/') {
                Some((first, _)) if is_ours(&plain_host(first)) => (None, &address[first.len()..]),
                None if is_ours(&plain_host(address)) => (None, "/"),
                _ => (None, address),
            },
        };
        match host {
            Some(host) if !is_ours(&host) => Written::Foreign(host),
            _ => {
                let (rest, _fragment) = rest.split_once('#').unwrap_or((rest, ""));
                let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
                Written::Ours { path: format!("/{}", path.trim_start_matches('/')), query: query.to_owned() }
            }
        }
    }

    /// The hosts that the archive's addresses have or had, lower case, without `www.` or port.
    #[must_use]
    pub fn hosts(&self) -> Vec<String> {
        let snapshot = self.snapshot();
        let mut hosts: Vec<String> = snapshot.hosts().map(plain_host).collect();
        hosts.extend(self.settings().own_hosts());
        hosts.extend(self.settings().base_url.as_deref().map(plain_host));
        hosts.sort();
        hosts.dedup();
        hosts
    }
}

/// Host and what follows it, of an address with a scheme or with `//`.
fn split_host(address: &str) -> Option<(String, &str)> {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let scheme = ["https://", "http://", "//"].into_iter().find(|scheme| lower.starts_with(scheme))?;
    let rest = address.get(scheme.len()..)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.rsplit('@').next().unwrap_or_default();
    Some((plain_host(host), path))
}

#[cfg(test)]
mod tests {
    use super::split_host;

    #[test]
    fn an_address_with_a_host_is_parted_from_it() {
        for (address, parts) in [
            ("https://www.Blog.example:8080/a?b#c", Some(("blog.example", "/a?b#c"))),
            ("HTTP://blog.example", Some(("blog.example", ""))),
            ("//blog.example/a", Some(("blog.example", "/a"))),
            ("https://u:p@blog.example?p=7", Some(("blog.example", "?p=7"))),
            ("/a//b", None),
            ("é", None),
            ("ftp://blog.example/a", None),
        ] {
            let found = split_host(address);
            assert_eq!(found.as_ref().map(|(host, rest)| (host.as_str(), *rest)), parts, "{address}");
        }
    }
}
