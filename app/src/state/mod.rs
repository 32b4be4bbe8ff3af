//! The address and what it shows: the filter of a list, the browser's own catalog, the way between them.

mod answering;
mod asking;
mod beside;
mod browser;
mod came_from;
pub(crate) mod engine;
#[cfg(feature = "hydrate")]
mod fetch;
mod list;
#[cfg(feature = "hydrate")]
mod loader;
mod onward;
mod order;
#[cfg(feature = "hydrate")]
mod prefetch;
mod reader;
mod shown;
mod suggest;
mod timeline;

pub use beside::{Beside, beside};
pub(crate) use browser::{close_sheet, focus};
pub use browser::{focus_first, is_plain_click, load_anew, recall_list, remember_list, step_back};
pub use came_from::{CameFrom, chosen_name};
pub use list::{
    SHOWN, cleared, compose, compose_from, counts, last_page, next_page, page_numbers, without, words_only,
};
pub use order::{labels, settle};
pub use reader::{History, Kind, Reader, Ui, use_reader};
pub use suggest::{Suggestion, suggest};
pub use timeline::{Axis, Bar, Scale};
