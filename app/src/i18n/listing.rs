//! The words of what one does with lists: the timeline's handles, reading on, keeping.

use super::Text;
use catalog::UiLang;

/// The fixed words of one language around lists.
#[derive(Debug)]
pub struct ListWords {
    /// Name of the way out of a year or a month of the timeline.
    pub shown: &'static str,
    /// Name of the timeline's left handle.
    pub first_handle: &'static str,
    /// Name of its right handle.
    pub last_handle: &'static str,
    /// Reads on below the list, in place of turning pages.
    pub endless: &'static str,
    /// Shows more of the list.
    pub more: &'static str,
    /// Puts a post on the reading list.
    pub keep: &'static str,
    /// Keeps a filter.
    pub keep_filter: &'static str,
    /// Heading of what is kept, and what opens it.
    pub kept: &'static str,
    /// Leads to the curves of what is chosen.
    pub curves: &'static str,
}

static FRENCH: ListWords = ListWords {
    shown: "Période montrée",
    first_handle: "Début de la période",
    last_handle: "Fin de la période",
    endless: "Défilement continu",
    more: "Afficher la suite",
    keep: "À lire",
    keep_filter: "Garder cette recherche",
    kept: "Ma liste",
    curves: "Au fil des ans",
};

static ENGLISH: ListWords = ListWords {
    shown: "Period shown",
    first_handle: "Start of the period",
    last_handle: "End of the period",
    endless: "Endless scrolling",
    more: "Show more",
    keep: "To read",
    keep_filter: "Keep this search",
    kept: "My list",
    curves: "Over the years",
};

impl Text {
    /// The words around lists.
    #[must_use]
    pub fn listing(&self) -> &'static ListWords {
        match self.lang {
            UiLang::Fr => &FRENCH,
            UiLang::En => &ENGLISH,
        }
    }
}
