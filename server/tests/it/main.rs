//! The server from outside: its router asked in process, its command line run as a program.

#![allow(clippy::print_stdout)]

mod api;
mod cli;
mod config;
mod documents;
mod feeds;
mod media;
mod offline;
mod pages;
mod reading;
mod redirects;
mod support;
mod urls;
mod withdraw;
