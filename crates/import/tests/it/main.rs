//! The reader from outside: files in, messages out.

mod bodies;
mod containers;
mod corpora;
mod encodings;
mod fixtures;
mod said;
mod security;
mod support;
