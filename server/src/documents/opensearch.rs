//! `/opensearch.xml`: how a browser searches the archive from its address bar (OpenSearch 1.1).

use crate::xml::Xml;
use archive::Site;
use catalog::UiLang;
use domain::FeedFormat;
use std::io;

/// Longest `ShortName`, in characters.
const SHORT: usize = 16;
/// Longest `LongName`, in characters.
const LONG: usize = 48;
/// Longest `Description`, in characters.
const DESCRIPTION: usize = 1024;

/// The document.
pub(super) fn write(site: &Site, origin: &str) -> io::Result<Vec<u8>> {
    let description = match (site.tagline.is_empty(), site.lang) {
        (false, _) => site.tagline.clone(),
        (true, UiLang::Fr) => format!("Chercher dans {}", site.title),
        (true, UiLang::En) => format!("Search {}", site.title),
    };
    let mut xml = Xml::new()?;
    xml.open("OpenSearchDescription", &[("xmlns", "http://a9.com/-/spec/opensearch/1.1/")])?;
    xml.line()?;
    xml.text("ShortName", &cut(&site.title, SHORT))?;
    xml.text("LongName", &cut(&site.title, LONG))?;
    xml.text("Description", &cut(&description, DESCRIPTION))?;
    xml.text("Language", site.lang.code())?;
    xml.text("InputEncoding", "UTF-8")?;
    xml.text("OutputEncoding", "UTF-8")?;
    xml.element(
        "Image",
        &[("width", "16"), ("height", "16"), ("type", "image/x-icon")],
        &format!("{origin}/favicon.ico"),
    )?;
    let search = |path: &str| format!("{origin}{path}?q={{searchTerms}}");
    xml.empty("Url", &[("type", "text/html"), ("method", "get"), ("template", &search("/"))])?;
    for format in [FeedFormat::Rss, FeedFormat::Atom] {
        let template = search(&format.of("/"));
        xml.empty("Url", &[("type", format.media_type()), ("template", &template)])?;
    }
    xml.empty(
        "Url",
        &[
            ("type", "application/opensearchdescription+xml"),
            ("rel", "self"),
            ("template", &format!("{origin}/opensearch.xml")),
        ],
    )?;
    xml.close("OpenSearchDescription")?;
    Ok(xml.into_bytes())
}

/// The beginning of a text that fits, with an ellipsis where something is left out.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let begins: String = text.chars().take(most - 1).collect();
    format!("{}…", begins.trim_end())
}
