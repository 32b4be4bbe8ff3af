//! Everything that renders: pages, components, server functions, the address of a view, the interface's words.
//!
//! Every address is answered by one function, `api::screen`, which asks the archive what the address means; the browser
//! asks [`api::view`] the same. There is no table of routes to generate: the server gives what it found for a request
//! that is nobody else's to `shell`, so that pages are whole without JavaScript and their metadata stands in the head.
//!
//! What is absent: SQL, the files' formats, filtering (the catalog's), and anything that differs between the server
//! and the browser while a page hydrates: no clock, no chance, no locale.

// A view is one type that names every element in it: whole pages are deeper than the compiler looks by default.
#![recursion_limit = "256"]

pub mod api;
#[cfg(feature = "ssr")]
pub mod cite;
mod components;
#[cfg(feature = "ssr")]
mod enhanced;
pub mod feeds;
#[cfg(feature = "hydrate")]
mod fetched;
mod head;
pub mod i18n;
#[cfg(feature = "ssr")]
mod installable;
#[cfg(feature = "ssr")]
mod json_ld;
#[cfg(feature = "ssr")]
mod package;
mod pages;
pub mod routes;
mod shell;
pub mod state;
#[cfg(feature = "ssr")]
mod trends;

#[cfg(feature = "ssr")]
pub use installable::KeptOffline;
#[cfg(feature = "ssr")]
pub use package::later_module;
#[cfg(feature = "hydrate")]
pub use shell::hydrate;
#[cfg(feature = "ssr")]
pub use shell::{OwnAccent, shell};
