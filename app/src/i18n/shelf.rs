//! The words of what a reader keeps. The server writes them beside the application, which is the lighter for it.

use super::Text;
use catalog::UiLang;

/// The fixed words of one language around what is kept.
#[derive(Debug)]
pub struct ShelfWords {
    /// Where what is kept stays.
    pub kept_here: &'static str,
    /// Heading of the reading list.
    pub reading_list: &'static str,
    /// The reading list is empty.
    pub reading_list_empty: &'static str,
    /// Heading of the filters that are kept.
    pub kept_filters: &'static str,
    /// No filter is kept.
    pub kept_filters_empty: &'static str,
    /// Takes something off a list; its name follows.
    pub drop: &'static str,
    /// Copies an address that holds the reading list.
    pub share_list: &'static str,
    /// Saves what is kept as a file.
    pub export: &'static str,
    /// Takes what a file holds.
    pub import: &'static str,
    /// Before a reading list that somebody else has sent.
    pub sent: &'static str,
    /// Adds it to one's own.
    pub add_sent: &'static str,
    /// What is said when a post was put on the list.
    pub was_kept: &'static str,
    /// What is said when it was taken off.
    pub was_dropped: &'static str,
    /// What is said of a file that holds nothing of the kind.
    pub not_a_list: &'static str,
}

static FRENCH: ShelfWords = ShelfWords {
    kept_here: "Gardé dans ce navigateur, et nulle part ailleurs.",
    reading_list: "À lire",
    reading_list_empty: "Aucun article gardé. Le signet d’un article le range ici.",
    kept_filters: "Recherches gardées",
    kept_filters_empty: "Aucune recherche gardée.",
    drop: "Retirer",
    share_list: "Copier l’adresse de cette liste",
    export: "Exporter",
    import: "Importer",
    sent: "Une liste vous a été envoyée",
    add_sent: "Ajouter à ma liste",
    was_kept: "Ajouté à la liste",
    was_dropped: "Retiré de la liste",
    not_a_list: "Ce fichier ne contient pas de liste.",
};

static ENGLISH: ShelfWords = ShelfWords {
    kept_here: "Kept in this browser, and nowhere else.",
    reading_list: "To read",
    reading_list_empty: "No article kept. The bookmark of an article puts it here.",
    kept_filters: "Kept searches",
    kept_filters_empty: "No search kept.",
    drop: "Remove",
    share_list: "Copy the address of this list",
    export: "Export",
    import: "Import",
    sent: "A list was sent to you",
    add_sent: "Add to my list",
    was_kept: "Added to the list",
    was_dropped: "Removed from the list",
    not_a_list: "This file holds no list.",
};

impl Text {
    /// The words around what is kept.
    #[must_use]
    pub fn shelf(&self) -> &'static ShelfWords {
        match self.lang {
            UiLang::Fr => &FRENCH,
            UiLang::En => &ENGLISH,
        }
    }
}
