//! What goes into the store and comes out of it, where the domain has no word of its own.

mod file;
mod found;
mod item;
mod told;
mod whole;

pub use file::{FoundFile, KeptFile, NewFile, NewFileAddress, NewRendition, WantedFile};
pub use found::{Content, Found, Named, OldAddressRow, OldTerm, OldTermRow, TermNow, Withdrawing};
pub use item::{
    Known, NewAttachment, NewComment, NewFileUse, NewLink, NewPicture, NewPost, NewRelated, NewTexts,
    StoredBlog, Written,
};
pub use told::{GalleryRow, NewRecipe, RecipeRow, Retold, SharedBlockRow};
pub use whole::{Address, AddressRow, EntryRow, NewAlias, NewLabel, PartRow, WrittenRow};
