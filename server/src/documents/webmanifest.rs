//! `/manifest.webmanifest`: what a browser installs the archive by (W3C Web Application Manifest).

use archive::Site;
use catalog::UiLang;
use serde_json::{Value, json};

/// Longest `short_name` that fits below an icon, in characters.
const SHORT: usize = 12;
/// The page's own paper, in light.
const PAPER: &str = "#fdfdfc";

/// The document. `offline`: whether the archive can be kept.
pub(super) fn write(site: &Site, offline: bool) -> Vec<u8> {
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": format!("/icons/{name}"), "sizes": sizes, "type": kind, "purpose": purpose });
    let shortcut = |name: &str, url: &str| json!({ "name": name, "url": url });
    let (sources, keep) = match site.lang {
        UiLang::Fr => ("Sources", "Lire hors ligne"),
        UiLang::En => ("Sources", "Read offline"),
    };
    let mut shortcuts = vec![shortcut(sources, "/sources/")];
    if offline {
        shortcuts.push(shortcut(keep, "/-/offline"));
    }
    let mut manifest = json!({
        "id": "/",
        "name": site.title,
        "short_name": short(&site.title),
        "lang": site.lang.code(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            icon("relire-192.png", "192x192", "image/png", "any"),
            icon("relire-512.png", "512x512", "image/png", "any"),
            icon("relire-maskable-512.png", "512x512", "image/png", "maskable"),
            icon("relire.svg", "any", "image/svg+xml", "any"),
        ],
        "shortcuts": shortcuts,
    });
    if !site.tagline.is_empty() {
        manifest["description"] = Value::from(site.tagline.as_str());
    }
    manifest.to_string().into_bytes()
}

/// The first words of a title that fit below an icon; of a long word its beginning.
fn short(title: &str) -> String {
    if title.chars().count() <= SHORT {
        return title.to_owned();
    }
    let cut: String = title.chars().take(SHORT + 1).collect();
    match cut.rsplit_once(' ') {
        Some((words, _)) if !words.trim().is_empty() => words.trim().to_owned(),
        _ => cut.chars().take(SHORT).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_name_fits_below_an_icon() {
        for (title, name) in [
            ("Veille", "Veille"),
            ("Veille Habitat", "Veille"),
            ("La revue de presse", "La revue de"),
            ("Douze lettre", "Douze lettre"),
            ("Anticonstitutionnellement", "Anticonstitu"),
        ] {
            assert_eq!(short(title), name, "{title}");
        }
    }
}
