//! Which addresses are the blog's own.

use percent_encoding::percent_decode_str;
use url::Url;

/// The host of an address, lower case, without `www.`: with its port where it names one that is not the usual.
pub(crate) fn host_of(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    url.host_str().map(bare_host)
}

/// A host without `www.`, lower case.
pub(crate) fn bare_host(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

/// The hosts whose addresses are the blog's own, and where on them it lives.
#[derive(Clone, Debug, Default)]
pub struct OwnHosts {
    /// Without `www.`.
    hosts: Vec<String>,
    /// Where the blog's addresses are relative to.
    base: Option<Url>,
}

impl OwnHosts {
    /// The blog at `home`, and its old hosts.
    #[must_use]
    pub fn new(home: &str, old: &[String]) -> Self {
        let base = Url::parse(home.trim()).ok();
        let mut hosts: Vec<String> = host_of(home).into_iter().collect();
        hosts.extend(old.iter().map(|host| bare_host(host)));
        Self { hosts, base }
    }

    fn is_own(&self, host: &str) -> bool {
        let host = bare_host(host);
        self.hosts.contains(&host)
    }

    /// The host that keeps the files of a WordPress.com blog: `blog.files.wordpress.com` of `blog.wordpress.com`.
    fn is_own_file_host(&self, host: &str) -> bool {
        let Some(name) = host.strip_suffix(".files.wordpress.com") else { return false };
        self.hosts.iter().any(|own| {
            // A WordPress.com blog with a domain of its own keeps its files under its first name, which the
            // export does not say: taken for its own where the domain's first label is the same.
            own.strip_suffix(".wordpress.com").unwrap_or(own).split('.').next() == Some(name)
        })
    }

    /// The address as the archive keeps it: its own become paths from `/`, with query and fragment; relative ones
    /// are completed; any other stays as it is. None for what is no address of the web.
    pub(crate) fn link(&self, address: &str) -> Option<String> {
        let address = address.trim();
        if address.starts_with('#') {
            return Some(address.to_owned());
        }
        let url = self.resolve(address)?;
        match url.scheme() {
            "http" | "https" => {}
            "mailto" | "tel" => return Some(url.to_string()),
            _ => return None,
        }
        if let Some(path) = self.own_upload(&url) {
            return Some(path);
        }
        if url.host_str().is_some_and(|host| self.is_own(host)) {
            let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
            let fragment = url.fragment().map(|f| format!("#{f}")).unwrap_or_default();
            return Some(format!("{}{query}{fragment}", url.path()));
        }
        Some(if has_scheme(address) { tidy(address) } else { url.to_string() })
    }

    /// The address of a picture or file as the archive keeps it: its own become paths from `/`, without query, also
    /// where another host kept them for the blog; relative ones are completed; any other stays as it is. None for
    /// what is no address of the web.
    #[must_use]
    pub fn picture(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let url = self.resolve(address)?;
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        if let Some(path) = self.own_upload(&url) {
            return Some(path);
        }
        if url.host_str().is_some_and(|host| self.is_own(host)) {
            return Some(url.path().to_owned());
        }
        Some(if has_scheme(address) { tidy(address) } else { url.to_string() })
    }

    /// Whether an address as [`OwnHosts::link`] gives it leads out of the archive.
    pub(crate) fn leads_out(address: &str) -> bool {
        address.starts_with("http://") || address.starts_with("https://")
    }

    fn resolve(&self, address: &str) -> Option<Url> {
        match Url::parse(address) {
            Ok(url) => Some(url),
            Err(url::ParseError::RelativeUrlWithoutBase) => {
                let unknown = Url::parse("https://relative.invalid/").ok();
                let url = self.base.as_ref().or(unknown.as_ref())?.join(address).ok()?;
                // A blog whose address is not known: its relative links are still its own.
                Some(url)
            }
            Err(_) => None,
        }
    }

    /// Files of the blog that another host keeps for it: WordPress.com's file host and its image proxy.
    fn own_upload(&self, url: &Url) -> Option<String> {
        let host = url.host_str()?.to_ascii_lowercase();
        if self.is_own_file_host(&host) {
            return Some(format!("/wp-content/uploads{}", url.path()));
        }
        if matches!(host.as_str(), "i0.wp.com" | "i1.wp.com" | "i2.wp.com" | "i3.wp.com") {
            let proxied = Url::parse(&format!("https:/{}", url.path())).ok()?;
            let host = proxied.host_str()?.to_ascii_lowercase();
            if self.is_own_file_host(&host) {
                return Some(format!("/wp-content/uploads{}", proxied.path()));
            }
            return self.is_own(&host).then(|| proxied.path().to_owned());
        }
        (host == "relative.invalid").then(|| url.path().to_owned())
    }
}

fn has_scheme(address: &str) -> bool {
    address.get(..8).is_some_and(|start| start.to_ascii_lowercase().starts_with("http"))
}

/// Spaces and line feeds inside an address, which browsers drop or encode.
fn tidy(address: &str) -> String {
    address
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| if c == ' ' { "%20".to_owned() } else { c.to_string() })
        .collect()
}

/// The last part of an address's path, decoded, for people to read.
pub(crate) fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses_become_paths_and_others_stay() {
        let own = OwnHosts::new("https://www.blog.wordpress.com/", &["ancien.example".into()]);
        for (written, kept) in [
            ("https://blog.wordpress.com/2018/07/a/?p=1#b", Some("/2018/07/a/?p=1#b")),
            ("http://www.ancien.example/x", Some("/x")),
            ("/relatif/", Some("/relatif/")),
            ("//cdn.example/x.js", Some("https://cdn.example/x.js")),
            ("https://ailleurs.example/é?x=1", Some("https://ailleurs.example/é?x=1")),
            ("#more-3", Some("#more-3")),
            ("mailto:a@b.example", Some("mailto:a@b.example")),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            (
                "https://blog.files.wordpress.com/2018/07/x.jpg?w=300",
                Some("/wp-content/uploads/2018/07/x.jpg"),
            ),
        ] {
            assert_eq!(own.link(written).as_deref(), kept, "{written}");
        }
        for (written, kept) in [
            ("https://blog.wordpress.com/wp-content/uploads/x.png?w=300", "/wp-content/uploads/x.png"),
            (
                "https://i0.wp.com/blog.wordpress.com/wp-content/uploads/x.png?resize=3",
                "/wp-content/uploads/x.png",
            ),
            ("https://i2.wp.com/blog.files.wordpress.com/2018/07/x.jpg", "/wp-content/uploads/2018/07/x.jpg"),
            ("https://i0.wp.com/autre.example/x.png", "https://i0.wp.com/autre.example/x.png"),
            (
                "https://autre.files.wordpress.com/2018/07/x.jpg",
                "https://autre.files.wordpress.com/2018/07/x.jpg",
            ),
        ] {
            assert_eq!(own.picture(written).as_deref(), Some(kept), "{written}");
        }
    }
}
