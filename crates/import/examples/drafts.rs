//! All that is read of exports, a message a line, to compare two versions of the reader byte for byte:
//! `cargo run --release -p import --example drafts -- FILE… > before.txt`.

use import::Options;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut written = Ok(());
    // Each by itself: a file that is refused ends a call.
    for path in paths {
        let outcome = import::read(&[path], &Options::default(), &mut |message| {
            written = writeln!(out, "{message:?}");
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        std::mem::replace(&mut written, Ok(()))?;
        if let Err(refused) = outcome {
            writeln!(out, "{refused:?}")?;
        }
    }
    out.flush()
}
