//! The binary `relire` as a library, so that its tests can ask the router without a network: command line,
//! configuration, router, JSON API, old addresses, headers.
//!
//! What is absent: SQL, what the catalog is made of, and pages, which are the app's.

pub mod api;
pub mod cli;
pub mod config;
pub mod http;
pub mod redirects;
pub mod replay;

mod demo;
mod documents;
mod feeds;
mod offline;
pub mod site;
mod xml;
