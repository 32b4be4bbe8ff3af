//! The words of the page of a post, and of what its script opens.

use super::Text;
use catalog::UiLang;
use domain::Day;

/// The fixed words of one language around a post.
#[derive(Debug)]
pub struct ReadingWords {
    /// Heading of what is dated in a post.
    pub agenda: &'static str,
    /// A day until which something must be done.
    pub deadline: &'static str,
    /// Heading of the posts that link to it.
    pub cited_by: &'static str,
    /// Heading of other years' posts of the same day.
    pub on_this_day: &'static str,
    /// What opens the links of the post.
    pub links: &'static str,
    /// Beside a link that answers no more.
    pub dead: &'static str,
    /// Below the link to the original, when that answers no more.
    pub dead_original: &'static str,
    /// The copy of an address as it was on the day of the post.
    pub copy_of_day: &'static str,
    /// Opens how to cite.
    pub cite: &'static str,
    /// Copies a text.
    pub copy: &'static str,
    /// Fetches a file.
    pub download: &'static str,
    /// Sends the address to somebody.
    pub share: &'static str,
    /// Prints the page.
    pub print: &'static str,
    /// What a citation says of its medium.
    pub online: &'static str,
    /// Before the day on which the reader saw it; the script adds the day.
    pub accessed: &'static str,
    /// Before the outlet that the post quotes.
    pub quoted_from: &'static str,
    /// Before the address.
    pub available_from: &'static str,
    /// What is said when an address was copied.
    pub address_copied: &'static str,
    /// What is said when a citation was copied.
    pub citation_copied: &'static str,
    /// Name of the viewer of pictures.
    pub picture: &'static str,
    /// Heading of the keys.
    pub keys: &'static str,
    /// The keys, and what each does.
    pub key_list: [(&'static str, &'static str); 6],
    /// Switches them on and off.
    pub keys_on: &'static str,
    /// The post before in the list one came from.
    pub list_previous: &'static str,
    /// The post after in it.
    pub list_next: &'static str,
    /// Name of the links to both.
    pub list_neighbours: &'static str,
}

static FRENCH: ReadingWords = ReadingWords {
    agenda: "À l’agenda",
    deadline: "Date limite",
    cited_by: "Cité par",
    on_this_day: "Ce jour-là, les autres années",
    links: "Liens de l’article",
    dead: "ne répond plus",
    dead_original: "Le lien d’origine ne répond plus.",
    copy_of_day: "Voir la copie du",
    cite: "Citer",
    copy: "Copier",
    download: "Télécharger",
    share: "Partager",
    print: "Imprimer",
    online: "en ligne",
    accessed: "consulté le",
    quoted_from: "D’après\u{202f}:",
    available_from: "Disponible à l’adresse\u{202f}:",
    address_copied: "Adresse copiée",
    citation_copied: "Référence copiée",
    picture: "Image",
    keys: "Raccourcis clavier",
    key_list: [
        ("/", "Rechercher dans l’archive"),
        ("j", "Article suivant"),
        ("k", "Article précédent"),
        ("o", "Ouvrir l’article choisi"),
        ("c", "Citer l’article"),
        ("?", "Montrer ces raccourcis"),
    ],
    keys_on: "Raccourcis d’une seule touche",
    list_previous: "Précédent dans la liste",
    list_next: "Suivant dans la liste",
    list_neighbours: "Dans la liste",
};

static ENGLISH: ReadingWords = ReadingWords {
    agenda: "Dates to keep",
    deadline: "Deadline",
    cited_by: "Cited by",
    on_this_day: "On this day in other years",
    links: "Links of this article",
    dead: "no longer answers",
    dead_original: "The link to the original no longer answers.",
    copy_of_day: "See the copy of",
    cite: "Cite",
    copy: "Copy",
    download: "Download",
    share: "Share",
    print: "Print",
    online: "online",
    accessed: "accessed",
    quoted_from: "Quoted from:",
    available_from: "Available from:",
    address_copied: "Address copied",
    citation_copied: "Citation copied",
    picture: "Picture",
    keys: "Keyboard shortcuts",
    key_list: [
        ("/", "Search the archive"),
        ("j", "Next article"),
        ("k", "Previous article"),
        ("o", "Open the chosen article"),
        ("c", "Cite the article"),
        ("?", "Show these shortcuts"),
    ],
    keys_on: "Single-key shortcuts",
    list_previous: "Previous in the list",
    list_next: "Next in the list",
    list_neighbours: "In the list",
};

impl Text {
    /// The words around a post.
    #[must_use]
    pub fn reading(&self) -> &'static ReadingWords {
        match self.lang {
            UiLang::Fr => &FRENCH,
            UiLang::En => &ENGLISH,
        }
    }

    /// The link to a copy: `Voir la copie du 3 juillet 2018`.
    #[must_use]
    pub fn copy_of(&self, day: Day) -> String {
        format!("{} {}", self.reading().copy_of_day, self.day(day))
    }

    /// A place in a list: `3 sur 42`.
    #[must_use]
    pub fn place(&self, place: u32, total: u32) -> String {
        format!("{}{}", self.number(place), self.status_of(total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_stand_after_a_narrow_space() {
        let text = format!("{FRENCH:?}").replace("\\u{202f}", "\u{202f}");
        for plain in [" ;", " !", " ?", " »", "« ", "\"D’après:"] {
            // The key of the question mark stands alone.
            assert!(!text.replace("(\"?\"", "").contains(plain), "{plain}");
        }
        assert!(!text.contains('\''), "a French apostrophe is ’");
    }

    #[test]
    fn a_copy_is_named_by_its_day() {
        let day = Day { year: 2018, month: 7, day: 3 };
        assert_eq!(Text::of(UiLang::Fr).copy_of(day), "Voir la copie du 3 juillet 2018");
        assert_eq!(Text::of(UiLang::En).copy_of(day), "See the copy of 3 July 2018");
        assert_eq!(Text::of(UiLang::Fr).place(3, 1284), "3 sur 1\u{202f}284");
    }
}
