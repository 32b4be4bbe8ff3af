//! The reader from outside: files in, messages out.

mod containers;
mod corpora;
mod fixtures;
mod said;
mod security;
mod support;
