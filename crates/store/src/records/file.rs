//! Files that are kept beside the database.

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// BLAKE3 of its content, 64 hexadecimal digits.
    pub hash: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Its type, by content.
    pub mime: String,
    /// Pixels, as it is shown.
    pub size: Option<(u32, u32)>,
    /// What its address ends in.
    pub name: String,
    /// Smaller pictures made of it.
    pub renditions: Vec<NewRendition>,
}

/// A smaller picture made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRendition {
    /// BLAKE3 of its content.
    pub hash: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// An old address that a file answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFileAddress {
    /// As addresses are compared.
    pub key: String,
    /// What all sizes are compared by.
    pub family: String,
    /// Whose.
    pub hash: String,
    /// A smaller size that stands in for an original that nobody has.
    pub variant: bool,
}

/// A file as an address finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// The address that it answers to, as addresses are compared.
    pub key: String,
    /// What all sizes are compared by.
    pub family: String,
    /// A smaller size that stands in for an original that nobody has.
    pub variant: bool,
    /// BLAKE3 of its content.
    pub hash: String,
    /// Its type.
    pub mime: String,
    /// What its address ends in.
    pub name: String,
    /// Pixels, as it is shown.
    pub size: Option<(u32, u32)>,
    /// Smaller pictures of it: hash, width, height; narrowest first.
    pub smaller: Vec<(String, u32, u32)>,
}

/// A file that something public names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedFile {
    /// As addresses are compared.
    pub key: String,
    /// What all sizes are compared by.
    pub family: String,
    /// Where it was: in full, or a path from `/` on the blog itself.
    pub address: String,
    /// An attachment's, rather than what a body shows or links to.
    pub attached: bool,
}

/// An attachment that an address means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// The file.
    pub url: String,
    /// The address of the post it hangs on, decoded, where that is here.
    pub parent_path: Option<String>,
}
