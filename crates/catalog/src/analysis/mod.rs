//! From text to words: the same steps for what is indexed, what is asked and what is marked.
//!
//! A text is cut into chunks (what stands between spaces), a chunk into pieces (`l’` + `habitat`, `centre` +
//! `ville`) and their joined form (`centreville`). A piece has a surface (lower case, accents kept: the stemmers
//! need them), a folded form by which it is compared, and stems in the text's language.

mod normalise;
mod segment;
mod stem;
mod stop;

pub use normalise::surface;
#[cfg(feature = "build")]
pub(crate) use segment::chunk_texts;
pub use segment::{Chunk, Joined, Piece, Role, segment};
pub use stem::{Stemming, stems};
pub use stop::{StopWords, is_stop_word};
