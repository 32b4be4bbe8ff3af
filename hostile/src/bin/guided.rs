//! A target under libFuzzer, which learns from coverage. Which one: the variable `RELIRE_FUZZ`. An input is a recipe
//! where its first byte is even, and is taken as it is otherwise.

#![no_main]

use hostile::recipe::Kitchen;
use hostile::seeds;
use hostile::targets::{Target, named};
use std::sync::LazyLock;

static TARGET: LazyLock<(&Target, Kitchen)> = LazyLock::new(|| {
    let name = std::env::var("RELIRE_FUZZ").unwrap_or_default();
    let target = named(&name).expect("RELIRE_FUZZ names a target");
    let mut seeds = seeds::own(target);
    seeds.extend(seeds::shared(target));
    (target, Kitchen { seeds, words: target.words })
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (target, kitchen) = &*TARGET;
    match bytes.split_first() {
        Some((first, rest)) if first % 2 == 0 => (target.run)(&kitchen.cook(rest)),
        Some((_, rest)) => (target.run)(rest),
        None => {}
    }
});
