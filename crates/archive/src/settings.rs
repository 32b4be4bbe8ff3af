//! What the owner configured, and what a page says of the archive.

use catalog::UiLang;
use domain::{Day, Lang};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What is shown as title where neither the configuration nor an export has one.
pub(crate) const UNTITLED: &str = "Archives du blog";

/// The archive's own configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Title; None: the export's.
    pub title: Option<String>,
    /// Tagline; None: the export's.
    pub tagline: Option<String>,
    /// The interface's language, and that of posts which nothing else tells.
    pub lang: UiLang,
    /// The IANA zone of local times without a usable offset.
    pub time_zone: String,
    /// Where the archive is served, without a slash at the end: `https://archive.example`.
    pub base_url: Option<String>,
    /// Hosts that the blog had before: their exports and links are its own.
    pub old_hosts: Vec<String>,
    /// Folder of files and originals; None: beside the database (`relire.db` → `relire.files`).
    pub files_dir: Option<PathBuf>,
    /// Whether files may be fetched from this machine and private networks.
    pub fetch_private: bool,
    /// Whether readers may keep the archive in their browser.
    pub offline: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: None,
            tagline: None,
            lang: UiLang::Fr,
            time_zone: "Europe/Paris".to_owned(),
            base_url: None,
            old_hosts: Vec::new(),
            files_dir: None,
            fetch_private: false,
            offline: true,
        }
    }
}

impl Settings {
    /// The language of posts that nothing else tells.
    pub(crate) fn default_lang(&self) -> Lang {
        match self.lang {
            UiLang::Fr => Lang::french(),
            UiLang::En => Lang::english(),
        }
    }

    /// The old hosts as exports are compared with: lower case, without `www.` or port.
    pub(crate) fn own_hosts(&self) -> Vec<String> {
        self.old_hosts.iter().map(|host| plain_host(host)).filter(|host| !host.is_empty()).collect()
    }
}

/// A host as [`import::Origin::host`] has it, of a host or an address as people write them.
pub(crate) fn plain_host(written: &str) -> String {
    let lower = written.trim().to_lowercase();
    let after_scheme = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = after_scheme.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// What every page says of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Title: configured, else the export's, else "Archives du blog".
    pub title: String,
    /// Tagline: configured, else the export's; empty for none.
    pub tagline: String,
    /// The interface's language where a reader asks for no other.
    pub lang: UiLang,
    /// How many posts.
    pub posts: u32,
    /// How many sources they quote.
    pub sources: u32,
    /// Day of the first dated post.
    pub first: Option<Day>,
    /// Day of the last dated post.
    pub last: Option<Day>,
}

#[cfg(test)]
mod tests {
    use super::plain_host;

    #[test]
    fn hosts_are_compared_however_they_are_written() {
        for (written, host) in [
            ("blog.example", "blog.example"),
            (" WWW.Blog.Example ", "blog.example"),
            ("https://www.blog.example:8080/a?b", "blog.example"),
            ("", ""),
        ] {
            assert_eq!(plain_host(written), host, "{written}");
        }
    }
}
