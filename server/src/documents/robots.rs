//! `/robots.txt`: everything may be read, but for what only repeats it.

/// Filtered lists have no end, and every post is found without them. Old addresses (`/?p=12`), the further pages of
/// the archive, feeds and files are let through: robots take the longest rule, or the first.
pub(super) fn text(origin: &str) -> String {
    format!(
        "User-agent: *\n\
         Allow: /-/about\n\
         Allow: /-/theme.css\n\
         Allow: /feed/\n\
         Allow: /media/\n\
         Allow: /wp-content/\n\
         Allow: /*?p=\n\
         Allow: /*?page_id=\n\
         Allow: /*?attachment_id=\n\
         Allow: /*?page=\n\
         Disallow: /-/\n\
         Disallow: /*?\n\
         \n\
         Sitemap: {origin}/sitemap.xml\n"
    )
}
