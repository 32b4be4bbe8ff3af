//! What only WordPress's own machinery answered: its doors, its programs, its interface. Robots ask for it without
//! end; they are told in one line that it is gone, without a look at the archive.

use super::CachePolicy;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// First segments that hold nothing but machinery.
const FOLDERS: [&str; 3] = ["wp-admin", "wp-json", "wp-includes"];
/// Programs, wherever the blog was.
const PROGRAMS: [&str; 7] = [
    "xmlrpc.php",
    "wp-login.php",
    "wp-cron.php",
    "wp-signup.php",
    "wp-activate.php",
    "wp-comments-post.php",
    "wp-trackback.php",
];

/// The answer to a request for machinery; None for any other.
pub(super) fn gone(uri: &Uri) -> Option<Response> {
    let mut segments = uri.path().split('/').filter(|segment| !segment.is_empty());
    let first = segments.next().unwrap_or_default();
    let last = segments.next_back().unwrap_or(first);
    let asks_interface =
        uri.path() == "/" && uri.query().is_some_and(|query| query.starts_with("rest_route="));
    let is_machinery = FOLDERS.contains(&first) || PROGRAMS.contains(&last) || asks_interface;
    is_machinery.then(|| {
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        (StatusCode::GONE, CachePolicy::Revalidate, kind, "410: this archive is no WordPress\n")
            .into_response()
    })
}

#[cfg(test)]
mod tests {
    use super::gone;

    #[test]
    fn machinery_is_gone_and_posts_about_it_are_not() {
        for (address, is_gone) in [
            ("/wp-json/wp/v2/posts", true),
            ("/wp-json", true),
            ("/xmlrpc.php", true),
            ("/xmlrpc.php?rsd", true),
            ("/blog/wp-login.php", true),
            ("/wp-admin/admin-ajax.php", true),
            ("/?rest_route=/wp/v2/posts", true),
            ("/2018/07/12/wp-admin/", false),
            ("/wp-admin-astuces/", false),
            ("/?s=rest_route", false),
            ("/", false),
        ] {
            assert_eq!(gone(&address.parse().unwrap()).is_some(), is_gone, "{address}");
        }
    }
}
