//! Galleries: which pictures, and in what order.

use super::written::Shortcode;
use crate::body::Context;
use crate::body::entities::escape;
use std::collections::BTreeSet;

/// A picture of a gallery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GalleryPicture {
    /// Its number.
    pub id: u64,
    /// What galleries can be ordered by beside: title, day of upload, place among the post's files.
    pub title: String,
    /// Day and time of upload on the spot, in seconds; None for unknown.
    pub date: Option<i64>,
    /// Place among the files of its post.
    pub menu_order: i64,
    /// Its address as recorded.
    pub url: String,
    /// Text alternative.
    pub alt: String,
    /// Caption as text; empty for none.
    pub caption: String,
    /// Pixels, where known.
    pub width: Option<u32>,
    /// Pixels, where known.
    pub height: Option<u32>,
}

/// What a body shows of other items: where galleries find the pictures they name.
pub trait Gallery {
    /// The pictures of these attachments, in this order; unknown ones are left out.
    fn pictures(&self, ids: &[&str]) -> Vec<GalleryPicture>;
    /// The pictures attached to a post, in its order.
    fn pictures_of(&self, post: &str) -> Vec<GalleryPicture>;
    /// The body of a block that is kept once and shown in several posts.
    fn shared_block(&self, id: &str) -> Option<String>;
}

/// The figure of `[gallery]`; empty where none of its pictures is known.
pub(super) fn gallery(shortcode: &Shortcode<'_>, context: &mut Context<'_>) -> String {
    let list = shortcode.attribute("ids").or_else(|| shortcode.attribute("include"));
    let split = |list: &str| {
        list.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect::<Vec<_>>()
    };
    context.shows_others = true;
    let mut pictures = match list {
        Some(list) => {
            let ids = split(list);
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let pictures = context.gallery.pictures(&ids);
            if pictures.len() < ids.len() {
                context.warn(format!(
                    "{} of {} pictures of a gallery are not in the export",
                    ids.len() - pictures.len(),
                    ids.len()
                ));
            }
            pictures
        }
        None => context.gallery.pictures_of(shortcode.attribute("id").unwrap_or(context.post_id)),
    };
    let left_out: BTreeSet<u64> = split(shortcode.attribute("exclude").unwrap_or_default())
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    pictures.retain(|picture| list.is_some() || !left_out.contains(&picture.id));
    put_in_order(&mut pictures, shortcode);
    if pictures.is_empty() {
        if list.is_none() {
            context.warn("the pictures of a gallery are not in the export".into());
        }
        return String::new();
    }
    let mut html = String::from("<figure class=\"gallery\">");
    for picture in pictures {
        html.push_str("<figure>");
        html.push_str(&image_tag(&picture));
        if !picture.caption.is_empty() {
            html.push_str(&format!("<figcaption>{}</figcaption>", escape(&picture.caption)));
        }
        html.push_str("</figure>");
    }
    html.push_str("</figure>");
    html
}

/// As the gallery asks for it; else `ids` are in their own order and a post's pictures in theirs. Chance gives no order
/// that could be kept.
fn put_in_order(pictures: &mut [GalleryPicture], shortcode: &Shortcode<'_>) {
    // `include` without an order is in the post's, as WordPress has it.
    let asked = shortcode.attribute("orderby").map(str::to_ascii_lowercase);
    let by = match (asked.as_deref(), shortcode.attribute("ids")) {
        (None | Some("post__in" | "none" | "rand"), Some(_)) => "",
        (Some(asked), _) => asked.split([' ', ',']).next().unwrap_or_default(),
        (None, None) => "menu_order",
    };
    match by.trim_start_matches("post_") {
        "menu_order" => pictures.sort_by_key(|picture| (picture.menu_order, picture.id)),
        "id" => pictures.sort_by_key(|picture| picture.id),
        "title" | "name" => pictures.sort_by_cached_key(|picture| (domain::fold(&picture.title), picture.id)),
        "date" => pictures.sort_by_key(|picture| (picture.date, picture.id)),
        _ => {}
    }
    if !by.is_empty() && shortcode.attribute("order").is_some_and(|order| order.eq_ignore_ascii_case("desc"))
    {
        pictures.reverse();
    }
}

fn image_tag(picture: &GalleryPicture) -> String {
    let size =
        |name: &str, pixels: Option<u32>| pixels.map(|p| format!(" {name}=\"{p}\"")).unwrap_or_default();
    format!(
        "<img src=\"{}\" alt=\"{}\"{}{} />",
        escape(&picture.url),
        escape(&picture.alt),
        size("width", picture.width),
        size("height", picture.height)
    )
}

#[cfg(test)]
mod tests {
    use super::super::expand;
    use super::super::tests::{Two, check};
    use super::*;
    use crate::body::OwnHosts;

    #[test]
    fn galleries_show_the_pictures_that_are_known() {
        let one = "<figure><img src=\"/1.png\" alt=\"\" /></figure>";
        check("[gallery ids=1,9 columns=2]", &format!("<figure class=\"gallery\">{one}</figure>"), 1);
        check("[gallery]", &format!("<figure class=\"gallery\">{one}</figure>"), 0);
        check("[gallery id=\"8\"]", "", 1);
        let order = |body: &str| {
            let own = OwnHosts::default();
            let html = expand(body, &mut Context::new(&own, "7", &Two));
            html.split("src=\"/").skip(1).map(|rest| rest[..1].to_owned()).collect::<String>()
        };
        for (body, shown) in [
            ("[gallery ids='2,1']", "21"),
            ("[gallery ids='2,1' order=DESC]", "21"),
            ("[gallery ids='2,1' orderby=rand]", "21"),
            ("[gallery ids='2,1' orderby=\"ID\"]", "12"),
            ("[gallery include=2,1]", "12"),
            ("[gallery id=6]", "12"),
            ("[gallery id=6 orderby=title]", "21"),
            ("[gallery id=6 order='DESC' orderby='menu_order ID']", "21"),
            ("[gallery id=6 exclude=\"1\"]", "2"),
        ] {
            assert_eq!(order(body), shown, "{body}");
        }
    }
}
