//! Takes out of the page's module what nobody may ever call: and splits off what is not needed at once.
//!
//! The linker keeps what anything refers to, and much refers to functions that are never called: a view whose type is erased carries
//! a table of all it can do. `never.rs` names such functions. They are cut, and so is everything that only they led to, code and data,
//! by what the linker noted of the module (`--emit-relocs`). What a page does stays as it is: every check that ends in a panic is still
//! made, the panic is just a bare trap.

#![allow(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

mod apart;
mod bodies;
mod later;
mod module;
mod never;
mod notes;
mod reach;
mod write;

use std::process::ExitCode;

use apart::Parts;
use later::Later;
use module::{Module, Thing};

/// What can go wrong: a sentence for the person who builds.
type Trouble = Box<dyn std::error::Error>;

const USAGE: &str = "\
prune out IN OUT       the module without what nobody calls, for wasm-bindgen; what comes later is marked
prune apart FILE LATER a module that wasm-bindgen bound, made two: FILE keeps what a page needs at once";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (file, done) = match arguments[..] {
        ["out", input, output] => (input, prune(input, output)),
        ["apart", file, later] => (file, part(file, later)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            eprintln!("{file}: {trouble}");
            ExitCode::FAILURE
        }
    }
}

/// Splits what comes later off a module; where nothing does, both files stay as they are.
fn part(file: &str, later: &str) -> Result<String, Trouble> {
    let wasm = std::fs::read(file)?;
    let Some(Parts { first, second }) = apart::apart(&wasm)? else {
        return Ok("Nothing of the module comes later.".to_owned());
    };
    for module in [&first, &second] {
        wasmparser::Validator::new().validate_all(module)?;
    }
    std::fs::write(file, &first)?;
    std::fs::write(later, &second)?;
    Ok(format!("{} bytes, and {} later.", first.len(), second.len()))
}

fn prune(input: &str, output: &str) -> Result<String, Trouble> {
    let wasm = std::fs::read(input)?;
    if !notes::are_there(&wasm)? {
        std::fs::write(output, &wasm)?;
        return Ok("The module was not linked with --emit-relocs: nothing is pruned.".to_owned());
    }
    let module = Module::read(&wasm)?;
    let mut cut = never::functions(&module.names)?;
    // The compiler makes one of functions that are alike, under the name of any of them.
    let calls = bodies::calls_from_outside(&wasm, &module, &cut)?;
    if !calls.is_empty() {
        return Err(format!("what is never called is called:\n  {}", calls.join("\n  ")).into());
    }
    cut.extend(never::panics(&module.names)?);
    let bodies = bodies::read(&wasm, &module, &cut)?;
    let reached = reach::from_roots(&module, &bodies);
    let later = Later::find(&module, &bodies, &reached)?;
    let left = write::write(&wasm, &module, &bodies, &reached, &later)?;
    wasmparser::Validator::new().validate_all(&left)?;
    std::fs::write(output, &left)?;
    let unreached = |thing: &Thing| !reached.contains(thing);
    let functions = (0..module.bodies.len()).map(|place| Thing::Function(module.function(place)));
    let data = module.data.iter().zip(0..).filter(|(_, symbol)| unreached(&Thing::Data(*symbol)));
    Ok(format!(
        "{} of {} functions and {} bytes of data cannot be reached.",
        functions.filter(unreached).count(),
        module.bodies.len(),
        data.map(|(range, _)| range.len()).sum::<usize>(),
    ))
}

#[cfg(test)]
mod tests;
