//! Every address that the pages link to is made here.

use catalog::{Facet, UiLang};
use domain::PostPath;

/// Makes addresses that keep the interface's language where it is not the archive's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The language asked for in the address, if one is.
    pub lang: Option<UiLang>,
}

impl Links {
    /// The archive without a filter.
    #[must_use]
    pub fn home(self) -> String {
        self.keep("/".into())
    }

    /// A post or page, at its recorded path.
    #[must_use]
    pub fn post(self, path: &PostPath) -> String {
        self.keep(path.to_href())
    }

    /// All values of a facet.
    #[must_use]
    pub fn directory(self, facet: Facet) -> String {
        self.keep(format!("/{}/", plural(facet)))
    }

    fn keep(self, path: String) -> String {
        match self.lang {
            None => path,
            Some(UiLang::Fr) => path + "?lang=fr",
            Some(UiLang::En) => path + "?lang=en",
        }
    }
}

fn plural(facet: Facet) -> &'static str {
    match facet {
        Facet::Source => "sources",
        Facet::Tag => "tags",
        Facet::Mention => "mentions",
        Facet::Author => "authors",
    }
}
