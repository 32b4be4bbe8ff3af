//! Everything that renders: pages, components, server functions, the address of a view, the interface's words.
//!
//! Every address is answered by one view function, [`api::view`], which asks the archive what the address means.
//! There is no table of routes to generate: the server gives every request that is nobody else's to
//! `leptos_axum::render_app_async_with_context`, with an `archive::Archive` in context (and the
//! `archive::Resolution` of the address, where it is known already), so that pages are whole
//! without JavaScript and their metadata stands in the head.
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
mod head;
pub mod i18n;
mod json_ld;
mod pages;
pub mod routes;
mod shell;
pub mod state;

#[cfg(feature = "ssr")]
pub use shell::shell;
pub use shell::{App, OwnAccent};
