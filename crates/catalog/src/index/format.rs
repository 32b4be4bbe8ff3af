//! The bytes of a part: magic, format version, checksum, payload. Written and read here and nowhere else.

/// The version of the parts' layout. A reader refuses every other.
pub const FORMAT_VERSION: u32 = 1;

/// Why bytes are no part of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// They begin otherwise.
    #[error("these bytes are not the {0} part of a catalog")]
    Foreign(&'static str),
    /// They were written by another version.
    #[error(
        "the part has format {found}, this program reads format {FORMAT_VERSION}: load the page again or rebuild the catalog"
    )]
    Version {
        /// The version they were written by.
        found: u32,
    },
    /// They were cut or changed on the way.
    #[error("the part is damaged: fetch it again")]
    Damaged,
    /// The words belong to another catalog's posts.
    #[error("the words part belongs to another catalog")]
    OtherCatalog,
}
