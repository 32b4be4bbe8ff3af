//! Slugs made by us, as WordPress's `sanitize_title` makes them (kept as UTF-8), so that an address we must
//! invent is the one WordPress would have given.

use crate::fold::fold_char;
use crate::unicode::{is_combining_mark, nfc};

/// Longest slug in bytes, WordPress's own limit (`wp_posts.post_name` is 200 wide).
pub const MAX_BYTES: usize = 200;

/// A slug for a title: `L'habitat à Nœux` → `lhabitat-a-noeux`. Empty when nothing of the title is a letter or a digit.
#[must_use]
pub fn slugify(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    let mut gap = false;
    for c in nfc(title).chars() {
        let parts = slug_part(c);
        match parts {
            Part::Gap => gap = true,
            Part::Nothing => {}
            Part::Letter => {
                let before = slug.len();
                if gap && before > 0 {
                    slug.push('-');
                }
                let start = slug.len();
                fold_char(c, &mut slug);
                // A character that folds to a sign (№ keeps letters, ½ has a slash) leaves only its letters and digits.
                let kept: String =
                    slug[start..].chars().filter(|c| c.is_alphanumeric() || is_vowel_sign(*c)).collect();
                slug.truncate(if kept.is_empty() { before } else { start });
                if !kept.is_empty() {
                    slug.push_str(&kept);
                    gap = false;
                }
            }
        }
    }
    // What was left out can bring accents together that Unicode writes in another order.
    let mut slug = nfc(&slug);
    truncate_on_boundary(&mut slug);
    slug
}

enum Part {
    Letter,
    Gap,
    Nothing,
}

fn slug_part(c: char) -> Part {
    match c {
        ' ' | '-' | '\u{a0}' | '–' | '—' | '/' | '.' | '\u{202f}' => Part::Gap,
        '_' => Part::Letter,
        c if c.is_whitespace() => Part::Gap,
        c if c.is_alphanumeric() || is_vowel_sign(c) => Part::Letter,
        _ => Part::Nothing,
    }
}

/// Combining marks that are letters of their script (Devanagari vowels, say), which a slug must keep.
fn is_vowel_sign(c: char) -> bool {
    is_combining_mark(c) || c == '_'
}

fn truncate_on_boundary(slug: &mut String) {
    if slug.len() <= MAX_BYTES {
        return;
    }
    let mut end = MAX_BYTES;
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    slug.truncate(end);
    let trimmed = slug.trim_end_matches('-').len();
    slug.truncate(trimmed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_those_wordpress_would_give() {
        for (title, slug) in [
            ("l'habitat", "lhabitat"),
            (
                "Les politiques d’attribution @UnionHlm #LOGEMENT",
                "les-politiques-dattribution-unionhlm-logement",
            ),
            ("  Coop’Hlm — 79e édition ! ", "coophlm-79e-edition"),
            ("Arkéa Banque E&I", "arkea-banque-ei"),
            ("Cœur de ville", "coeur-de-ville"),
            ("snake_case", "snake_case"),
            ("3.5 / 4", "3-5-4"),
            ("«  »", ""),
            ("日本", "日本"),
        ] {
            assert_eq!(slugify(title), slug, "{title}");
        }
    }

    #[test]
    fn a_long_slug_is_cut_on_a_character() {
        let slug = slugify(&"é日".repeat(200));
        assert!(slug.len() <= MAX_BYTES && !slug.is_empty());
    }
}
