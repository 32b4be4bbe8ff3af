//! What is never called, and why.

use std::collections::{HashMap, HashSet};

use regex_lite::Regex;

use crate::Trouble;

/// Functions whose names match are never called, for the reason that stands beside. They are kept by what may call anything: tables of
/// methods, views whose types are erased, each other.
const NEVER: &[(&str, &str)] = &[
    (
        "::into_any::hydrate_async$",
        "Leptos takes a page over like this inside of `Suspense` only, and no view of ours waits for data",
    ),
    ("::into_any_attr::hydrate_from_template$", "no view of ours is a template that is cloned"),
    (
        "^<hydration_context::hydrate::SerializedError as core::fmt::Debug>::fmt$",
        "errors of the server's are told to the reader, not to who looks for mistakes",
    ),
    ("^(__wbg_)?intounderlying[a-z]*_", "server functions answer whole, and send nothing as a stream"),
];

/// What a panic comes to. In the page's module it is a bare trap: the browser's console names the function's number and nothing else.
/// The development build keeps the words.
const PANICS: &[&str] = &[
    "^core::panicking::",
    "^core::option::(unwrap|expect)_failed$",
    "^core::result::unwrap_failed$",
    "^core::str::slice_error_fail",
    "^core::slice::index::slice_index_fail",
    "^core::slice::copy_from_slice_impl::len_mismatch_fail",
    "^core::cell::panic_already",
    "^alloc::raw_vec::(handle_error|capacity_overflow)$",
    "^alloc::alloc::handle_alloc_error$",
    "^std::thread::local::panic_access_error$",
];

/// The functions that are never called.
pub fn functions(names: &HashMap<u32, String>) -> Result<HashSet<u32>, Trouble> {
    find(names, NEVER.iter().map(|(pattern, _)| *pattern))
}

/// The functions that a panic calls.
pub fn panics(names: &HashMap<u32, String>) -> Result<HashSet<u32>, Trouble> {
    find(names, PANICS.iter().copied())
}

/// The functions with such names; trouble when a rule finds none, so that the lists hold nothing that is long gone.
fn find<'a>(
    names: &HashMap<u32, String>,
    rules: impl Iterator<Item = &'a str>,
) -> Result<HashSet<u32>, Trouble> {
    let mut found = HashSet::new();
    for rule in rules {
        let pattern = Regex::new(rule)?;
        let before = found.len();
        // wasm-bindgen runs those itself while it reads the module
        let named = names.iter().filter(|(_, name)| pattern.is_match(name) && !name.contains("describe"));
        found.extend(named.map(|(function, _)| *function));
        if found.len() == before {
            return Err(format!("no function is called like `{rule}`: the rule has outlived it").into());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::functions;

    #[test]
    fn a_rule_that_finds_nothing_is_trouble() {
        let names = HashMap::from([(0, "core::panicking::panic".to_owned())]);
        let trouble = functions(&names).expect_err("there are rules for more than that").to_string();
        assert!(trouble.contains("outlived"), "{trouble}");
    }
}
