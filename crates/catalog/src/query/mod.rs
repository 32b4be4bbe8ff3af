//! What a reader asks: the filter as a type, its query string, and the words of `q`.

mod filter;

pub use filter::{BadFilter, Choice, Facet, Filter, Reading, Remark, Sort, TagMatch, UiLang};
