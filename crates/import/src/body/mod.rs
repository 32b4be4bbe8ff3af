//! Foreign bodies to clean, semantic HTML.

mod pictures;

pub use pictures::{LocalPicture, with_pictures};
