//! What is read of an export, item by item: `cargo run -p import --example said -- FILE…`.

use import::{Item, Message, Options};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut out = std::io::stdout().lock();
    let mut written = Ok(());
    let outcome = import::read(&paths, &Options::default(), &mut |message| {
        written = write(&mut out, &message);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    written?;
    outcome.map_err(|refused| std::io::Error::other(refused.to_string()))
}

fn write(out: &mut impl Write, message: &Message) -> std::io::Result<()> {
    let Message::Item { line, item, warnings, .. } = message else { return writeln!(out, "{message:?}") };
    match item {
        Item::Post(draft) => {
            let continues = draft.continue_link.as_ref().map_or("", |link| link.text.as_str());
            let source = draft.source.as_deref().unwrap_or("-");
            let (hash, at) = (draft.tags.len(), &draft.mentions);
            let related = draft.related.len();
            writeln!(
                out,
                "{line}: {} | source {source} | {hash} tags, {at:?} | {continues} | {related} related",
                draft.title
            )?;
        }
        other => writeln!(out, "{line}: {}", format!("{other:?}").chars().take(120).collect::<String>())?,
    }
    warnings.iter().try_for_each(|warning| writeln!(out, "    {warning}"))
}
