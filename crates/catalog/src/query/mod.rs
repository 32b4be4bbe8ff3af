//! What a reader asks: the filter as a type, its query string, and the words of `q`.

mod filter;
mod parser;
pub mod url;
mod words;

pub use filter::{
    BadFilter, Choice, DEFAULT_PER_PAGE, Facet, Filter, MAX_PER_PAGE, NONE, Reading, Remark, Sort, State,
    TagMatch, UiLang,
};
pub use parser::read;
pub use words::{Question, Term, Word};

/// Whether a filter asks for no words once its operators are gone: the base part answers it.
#[must_use]
pub fn is_wordless(filter: &Filter) -> bool {
    Question::read(&read(filter).filter.q, crate::analysis::StopWords::default()).is_empty()
}
