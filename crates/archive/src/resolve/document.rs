//! What machines ask for by a fixed name: sitemap, robots.txt, the description of the search.

use super::Resolution;
use serde::{Deserialize, Serialize};

/// A document for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Document {
    /// `/sitemap.xml`.
    Sitemap,
    /// `/sitemap-N.xml`, from 1: a part of a sitemap that is too long for one file.
    SitemapPart(u32),
    /// `/robots.txt`.
    Robots,
    /// `/opensearch.xml`.
    OpenSearch,
    /// `/manifest.webmanifest`.
    WebManifest,
}

/// The document of a path, decoded, or where it moved.
pub(super) fn document(path: &str) -> Option<Resolution> {
    let name = path.trim_matches('/');
    if name.is_empty() || name.contains('/') {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let (document, own) = match lower.as_str() {
        "robots.txt" => (Document::Robots, "/robots.txt".to_owned()),
        "manifest.webmanifest" | "manifest.json" | "site.webmanifest" => {
            (Document::WebManifest, "/manifest.webmanifest".to_owned())
        }
        "opensearch.xml" | "osd.xml" => (Document::OpenSearch, "/opensearch.xml".to_owned()),
        _ => match part(&lower) {
            Some(number) => (Document::SitemapPart(number), format!("/sitemap-{number}.xml")),
            None if is_sitemap(&lower) => (Document::Sitemap, "/sitemap.xml".to_owned()),
            None => return None,
        },
    };
    Some(if path == own { Resolution::Document(document) } else { Resolution::Moved(own) })
}

fn part(name: &str) -> Option<u32> {
    let number = name.strip_prefix("sitemap-")?.strip_suffix(".xml")?;
    let digits = number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
    digits.then(|| number.parse().ok()).flatten()
}

/// The names that sitemaps have on WordPress, WordPress.com, Yoast, Jetpack and elsewhere.
fn is_sitemap(name: &str) -> bool {
    let stem = name.strip_suffix(".gz").unwrap_or(name);
    let Some(stem) = stem.strip_suffix(".xml") else { return false };
    matches!(stem, "sitemap" | "sitemaps" | "sitemapindex")
        || ["sitemap_", "sitemap-", "wp-sitemap", "news-sitemap", "image-sitemap", "video-sitemap"]
            .iter()
            .any(|begins| stem.starts_with(begins))
        || stem.split_once("-sitemap").is_some_and(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_one_name_and_its_old_ones_move_there() {
        let moved = |to: &str| Some(Resolution::Moved(to.to_owned()));
        for (path, found) in [
            ("/sitemap.xml", Some(Resolution::Document(Document::Sitemap))),
            ("/sitemap-2.xml", Some(Resolution::Document(Document::SitemapPart(2)))),
            ("/robots.txt", Some(Resolution::Document(Document::Robots))),
            ("/opensearch.xml", Some(Resolution::Document(Document::OpenSearch))),
            ("/osd.xml", moved("/opensearch.xml")),
            ("/manifest.webmanifest", Some(Resolution::Document(Document::WebManifest))),
            ("/site.webmanifest", moved("/manifest.webmanifest")),
            ("/robots.txt/", moved("/robots.txt")),
            ("/wp-sitemap.xml", moved("/sitemap.xml")),
            ("/wp-sitemap.xml/", moved("/sitemap.xml")),
            ("/wp-sitemap-posts-post-1.xml", moved("/sitemap.xml")),
            ("/wp-sitemap-users-1.xml/", moved("/sitemap.xml")),
            ("/sitemap_index.xml", moved("/sitemap.xml")),
            ("/sitemap-index-1.xml", moved("/sitemap.xml")),
            ("/news-sitemap.xml", moved("/sitemap.xml")),
            ("/post_tag-sitemap2.xml", moved("/sitemap.xml")),
            ("/sitemap.xml.gz", moved("/sitemap.xml")),
            ("/sitemap-0.xml", moved("/sitemap.xml")),
            ("/wp-sitemap-index.xsl", None),
            ("/a/sitemap.xml", None),
            ("/sitemap", None),
            ("/", None),
        ] {
            assert_eq!(document(path), found, "{path}");
        }
    }
}
