//! How far an import is: a bar on a terminal, silence elsewhere. Always on the error output, so that a
//! receipt on the standard output stays whole.

use archive::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// While bytes are read: what, how far, how fast, how long still.
const READING: &str =
    "{wide_bar} {binary_bytes}/{binary_total_bytes}, {binary_bytes_per_sec}, encore {eta} · {msg}";
/// While something else is done, which nobody can tell the length of.
const BUSY: &str = "{spinner} {msg} ({elapsed})";
const WAITING: &str = "Un autre import est en cours : celui-ci attend sa fin…";
/// How often what has no length shows that it goes on.
const TICK: Duration = Duration::from_millis(120);

/// The bar of an import.
pub(super) struct Bar {
    /// None where nobody is looking.
    bar: Option<ProgressBar>,
}

impl Bar {
    pub(super) fn new() -> Self {
        let looks_on = std::io::stderr().is_terminal();
        let bar = looks_on.then(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()));
        let progress = Self { bar };
        progress.style(BUSY);
        progress
    }

    /// Shows a step.
    pub(super) fn show(&self, step: Progress) {
        let Some(bar) = &self.bar else {
            if step == Progress::Waiting {
                // An error output that went away ends nothing.
                let _ = writeln!(std::io::stderr(), "{WAITING}");
            }
            return;
        };
        match step {
            Progress::Waiting => {
                bar.set_message(WAITING);
                bar.enable_steady_tick(TICK);
            }
            Progress::File(path) => bar.println(path.display().to_string()),
            Progress::Items(count) => bar.set_message(format!("{count} éléments")),
            Progress::Bytes { read, of } => {
                if bar.length() != Some(of.max(read)) {
                    bar.set_length(of.max(read));
                    self.style(READING);
                }
                bar.set_position(read);
            }
            Progress::Media(count) => {
                self.style(BUSY);
                bar.set_message(format!("{count} fichiers copiés"));
                bar.tick();
            }
            Progress::Catalog => {
                self.style(BUSY);
                bar.set_message("Catalogue…");
                bar.enable_steady_tick(TICK);
            }
        }
    }

    /// Takes it off the terminal.
    pub(super) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn style(&self, template: &str) {
        if let (Some(bar), Ok(style)) = (&self.bar, ProgressStyle::with_template(template)) {
            bar.set_style(style);
        }
    }
}
