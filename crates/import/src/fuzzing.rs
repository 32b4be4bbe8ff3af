//! Doors to the inner readers, for the fuzz targets: what [`read`](crate::read) reaches through a whole file only.
//! Not part of the library's interface.

use crate::body::{self, Context, NoGallery, OwnHosts};
use crate::extract;
use domain::SafeHtml;

fn own() -> OwnHosts {
    OwnHosts::new("https://blog.example", &["ancien.example".to_owned()])
}

/// A body as WordPress stores it, cleaned.
#[must_use]
pub fn wordpress_body(text: &str) -> SafeHtml {
    let own = own();
    let mut context = Context::new(&own, "7", &NoGallery);
    body::sealed(&mut body::from_wordpress(text, &mut context))
}

/// A body that is HTML, cleaned.
#[must_use]
pub fn html_body(html: &str) -> SafeHtml {
    let own = own();
    body::sealed(&mut body::from_html(html, &Context::new(&own, "7", &NoGallery)))
}

/// A comment, cleaned.
#[must_use]
pub fn comment(text: &str) -> SafeHtml {
    body::comment(text, &own())
}

/// What is clean, through the sanitiser once more.
#[must_use]
pub fn body_again(html: &SafeHtml) -> SafeHtml {
    body::sanitised(html.as_str())
}

/// A title as one line.
#[must_use]
pub fn title(html: &str) -> String {
    body::plain_line(html)
}

/// A body with what it says of itself taken out: its source line, related list and continue link.
#[must_use]
pub fn said(title: &str, html: &str) -> SafeHtml {
    let own = own();
    let mut tree = body::from_html(html, &Context::new(&own, "7", &NoGallery));
    let said = extract::said(title, &mut tree);
    debug_assert!(said.excerpt.chars().count() <= 1_000, "an excerpt is short");
    body::sealed(&mut tree)
}
