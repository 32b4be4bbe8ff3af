//! `/sitemap.xml`: every address that is to be found, in one file, or in parts that an index names.

use crate::xml::Xml;
use archive::Listed;
use domain::Moment;
use std::io;

/// Most addresses in a file, as sitemaps.org has it.
const MOST_ADDRESSES: usize = 50_000;
/// Most bytes in a file: 50 MB, with room for its head.
const MOST_BYTES: usize = 50 * 1024 * 1024 - 1024;

const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// Pictures of an address, as search engines read them.
const PICTURES: &str = "http://www.google.com/schemas/sitemap-image/1.1";

/// A file of the sitemap.
pub(super) struct Part {
    pub xml: Vec<u8>,
    /// The newest change in it.
    pub changed: Option<Moment>,
}

/// The files that hold all addresses; at least one.
pub(super) fn parts(listed: Vec<Listed>, origin: &str) -> io::Result<Vec<Part>> {
    parts_of(listed, origin, MOST_ADDRESSES, MOST_BYTES)
}

fn parts_of(listed: Vec<Listed>, origin: &str, most: usize, most_bytes: usize) -> io::Result<Vec<Part>> {
    let mut parts = Vec::new();
    let mut open = Open::default();
    for one in listed {
        let entry = entry(&one, origin)?;
        if open.addresses == most || open.xml.len() + entry.len() > most_bytes {
            parts.push(std::mem::take(&mut open).close()?);
        }
        open.addresses += 1;
        open.xml.extend_from_slice(&entry);
        open.changed = newer(open.changed, one.changed);
    }
    if open.addresses > 0 || parts.is_empty() {
        parts.push(open.close()?);
    }
    Ok(parts)
}

/// The one file, or the index of several.
pub(super) fn whole(mut parts: Vec<Part>, origin: &str) -> io::Result<Part> {
    if parts.len() == 1
        && let Some(only) = parts.pop()
    {
        return Ok(only);
    }
    let mut xml = Xml::new()?;
    xml.open("sitemapindex", &[("xmlns", SCHEMA)])?;
    xml.line()?;
    for (index, part) in parts.iter().enumerate() {
        xml.open("sitemap", &[])?;
        xml.text("loc", &format!("{origin}/sitemap-{}.xml", index + 1))?;
        if let Some(changed) = part.changed {
            xml.text("lastmod", &changed.to_string())?;
        }
        xml.close("sitemap")?;
    }
    xml.close("sitemapindex")?;
    Ok(Part {
        xml: xml.into_bytes(),
        changed: parts.iter().fold(None, |newest, part| newer(newest, part.changed)),
    })
}

/// A file that is not full yet.
#[derive(Default)]
struct Open {
    xml: Vec<u8>,
    addresses: usize,
    changed: Option<Moment>,
}

impl Open {
    fn close(self) -> io::Result<Part> {
        let mut xml = Xml::new()?;
        xml.open("urlset", &[("xmlns", SCHEMA), ("xmlns:image", PICTURES)])?;
        xml.line()?;
        xml.append(&self.xml);
        xml.close("urlset")?;
        Ok(Part { xml: xml.into_bytes(), changed: self.changed })
    }
}

fn entry(listed: &Listed, origin: &str) -> io::Result<Vec<u8>> {
    let mut xml = Xml::piece();
    xml.open("url", &[])?;
    xml.text("loc", &format!("{origin}{}", listed.path))?;
    if let Some(changed) = listed.changed {
        xml.text("lastmod", &changed.to_string())?;
    }
    for picture in &listed.pictures {
        xml.open("image:image", &[])?;
        xml.text("image:loc", &format!("{origin}{picture}"))?;
        xml.close("image:image")?;
    }
    xml.close("url")?;
    Ok(xml.into_bytes())
}

fn newer(a: Option<Moment>, b: Option<Moment>) -> Option<Moment> {
    [a, b].into_iter().flatten().max_by_key(|moment| moment.unix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(count: usize) -> Vec<Listed> {
        let one = |n: usize| Listed {
            path: format!("/{n}/?a&b"),
            changed: Some(Moment { unix: i64::try_from(n).unwrap() * 86_400, offset_minutes: 60 }),
            pictures: vec![],
        };
        (0..count).map(one).collect()
    }

    fn text(part: &Part) -> String {
        String::from_utf8(part.xml.clone()).unwrap()
    }

    #[test]
    fn what_fits_one_file_is_one_file() {
        let parts = parts_of(addresses(3), "https://a.example", 3, 10_000).unwrap();
        let whole = text(&whole(parts, "https://a.example").unwrap());
        assert!(
            whole.contains("<urlset") && whole.contains("<loc>https://a.example/2/?a&amp;b</loc>"),
            "{whole}"
        );
        assert!(whole.contains("<lastmod>1970-01-03T01:00:00+01:00</lastmod>"), "{whole}");
    }

    #[test]
    fn the_pictures_of_an_address_are_told_with_it() {
        let pictures = vec!["/media/ab/a%20b.jpg".to_owned(), "/media/cd/c&d.png".to_owned()];
        let listed = vec![Listed { path: "/a/".into(), changed: None, pictures }];
        let parts = parts_of(listed, "https://a.example", 1, 10_000).unwrap();
        let whole = text(&whole(parts, "https://a.example").unwrap());
        assert!(whole.contains("xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\""), "{whole}");
        for loc in ["https://a.example/media/ab/a%20b.jpg", "https://a.example/media/cd/c&amp;d.png"] {
            assert!(whole.contains(&format!("<image:image><image:loc>{loc}</image:loc>")), "{whole}");
        }
    }

    #[test]
    fn more_is_parts_that_an_index_names() {
        for (most, most_bytes, count) in [(2, 10_000, 3), (10, 120, 5)] {
            let parts = parts_of(addresses(5), "https://a.example", most, most_bytes).unwrap();
            assert_eq!(parts.len(), count, "{most} {most_bytes}");
            let locs: usize = parts.iter().map(|part| text(part).matches("<loc>").count()).sum();
            assert_eq!(locs, 5);
            let index = text(&whole(parts, "https://a.example").unwrap());
            assert_eq!(index.matches("<sitemap>").count(), count);
            assert!(index.contains(&format!("<loc>https://a.example/sitemap-{count}.xml</loc>")), "{index}");
            assert!(index.contains("<lastmod>1970-01-05T01:00:00+01:00</lastmod>"), "{index}");
        }
    }

    #[test]
    fn nothing_is_an_empty_file() {
        let parts = parts_of(Vec::new(), "https://a.example", 2, 10_000).unwrap();
        assert!(text(&whole(parts, "https://a.example").unwrap()).contains("</urlset>"));
    }
}
