//! The export formats, one module each.

pub(crate) mod dates;
pub(crate) mod detect;
pub(crate) mod saved_page;
pub(crate) mod wordpress;

pub(crate) use detect::Looks;
use std::fmt;
use std::str::FromStr;
pub use wordpress::is_internal_kind;

/// An export format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Format {
    /// WordPress eXtended RSS, 1.0 to 1.2.
    #[serde(rename = "wordpress")]
    Wordpress,
    /// A page as a browser saved it, with hentry or h-entry markup.
    #[serde(rename = "html")]
    SavedPage,
}

impl Format {
    /// Every format, in the order that help texts list them.
    pub const ALL: [Self; 2] = [Self::Wordpress, Self::SavedPage];

    /// Its name on the command line and in the receipt.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wordpress => "wordpress",
            Self::SavedPage => "html",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A format name that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no format that can be read; those are: wordpress, html")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}
