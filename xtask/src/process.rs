//! Starting other programs, all in the same surroundings.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::Trouble;
use crate::project::Project;

/// A command in the root of the project, with our tools first on `PATH` and the clone's own build folder.
pub fn command(project: &Project, program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(project.root())
        .env("PATH", project.path())
        .env("CARGO_TARGET_DIR", project.target())
        // The toolchain that runs this program is passed on by rustup; children choose by the project's own file.
        .env_remove("CARGO_MANIFEST_DIR");
    if Path::new(program).file_name().is_some_and(|name| name == "cargo") && is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

/// Runs to the end, with our own output and input; trouble when it fails.
pub fn run(command: &mut Command) -> Result<(), Trouble> {
    println!("$ {}", written(command));
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", written(command)).into()) }
}

/// Runs to the end, showing its standard output line by line and handing each line to `see`. Returns whether it
/// succeeded.
pub fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool, Trouble> {
    println!("$ {}", written(command));
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| cannot_start(command, &error))?;
    if let Some(output) = child.stdout.take() {
        let mut shown = std::io::stdout().lock();
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            writeln!(shown, "{line}")?;
            see(&line);
        }
    }
    Ok(child.wait()?.success())
}

/// Runs quietly and returns what it wrote on standard output; none when it cannot be started or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it.
pub fn written(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Whether a person is looking.
pub fn is_terminal() -> bool {
    std::io::IsTerminal::is_terminal(&std::io::stdout())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Trouble {
    format!("`{}` cannot be started: {error}", written(command)).into()
}
