//! Asks the linker for what `xtask/prune` goes by: which function and which data refers to which.

/// Set where the module is pruned afterwards (`xtask/src/release.rs`): what the linker notes is three times the module.
const WANTED: &str = "RELIRE_EMIT_RELOCS";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={WANTED}");
    if std::env::var_os(WANTED).is_some() {
        println!("cargo::rustc-cdylib-link-arg=--emit-relocs");
    }
}
