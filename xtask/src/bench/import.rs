//! `cargo xtask bench import`: an import beside what its XML costs to read, and beside other importers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::run::{Measured, measured, number_after};
use crate::project::Project;
use crate::{Trouble, process};

/// Posts where nothing else is asked for.
const POSTS: u64 = 10_000;
/// The other importers get no more: some start a program for each post.
const POSTS_OF_OTHERS: u64 = 500;
/// How much longer posts are than those of the shortest kind: about 10 kB.
const LENGTH: &str = "3";
/// How much longer than quick-xml alone reading, cleaning and storing may take.
const LIMIT: f64 = 20.0;
/// How often quick-xml reads the file: the fastest counts, which is the strictest.
const ROUNDS: usize = 3;

/// A line of the table.
struct Row {
    what: String,
    seconds: f64,
    posts: u64,
    bytes: u64,
    peak: Option<u64>,
}

/// Measures and prints the table.
pub fn run(project: &Project, arguments: &[String]) -> Result<(), Trouble> {
    let mut posts = POSTS;
    let mut alone = false;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--posts" => posts = rest.next().and_then(|n| n.parse().ok()).ok_or("--posts needs a number")?,
            "--alone" => alone = true,
            other => {
                return Err(format!("`{other}` is not known: see `cargo xtask bench import --help`").into());
            }
        }
    }
    let examples = ["synthetic_wxr", "timed_import", "read_rate", "xml_rate"];
    let mut build = process::command(project, "cargo");
    build.args(["build", "--release", "--package", "archive", "--package", "import"]);
    for name in examples {
        build.args(["--example", name]);
    }
    process::run(&mut build)?;
    let folder = project.target().join("bench");
    fs::create_dir_all(&folder)?;

    let (file, bytes) = export(project, &folder, posts)?;
    let mut rows = ours(project, &folder, &file, posts, bytes)?;
    let bare = rows.first().map_or(1.0, |row| row.seconds / row.bytes as f64);
    if !alone {
        let posts = posts.min(POSTS_OF_OTHERS);
        let (file, bytes) = export(project, &folder, posts)?;
        for (name, outcome) in others(&folder, &file) {
            match outcome {
                Ok(measured) => rows.push(row(name, &measured, measured.seconds, posts, bytes)),
                Err(trouble) => println!("skipped {name}: {trouble}"),
            }
        }
    }
    print(&rows, bare);
    Ok(())
}

/// The seeded export of so many posts, made once.
fn export(project: &Project, folder: &Path, posts: u64) -> Result<(PathBuf, u64), Trouble> {
    let file = folder.join(format!("{posts}.xml"));
    if !file.exists() {
        let unfinished = folder.join("unfinished.xml");
        measured(example(project, "synthetic_wxr").arg(posts.to_string()).arg(&unfinished).arg(LENGTH))?;
        fs::rename(&unfinished, &file)?;
    }
    let bytes = file.metadata()?.len();
    Ok((file, bytes))
}

fn example(project: &Project, name: &str) -> Command {
    Command::new(project.target().join("release").join("examples").join(name))
}

/// quick-xml alone, and our own stages.
fn ours(project: &Project, folder: &Path, file: &Path, posts: u64, bytes: u64) -> Result<Vec<Row>, Trouble> {
    let mut bare: Option<(f64, Measured)> = None;
    for _ in 0..ROUNDS {
        let measured = measured(example(project, "xml_rate").arg(file))?;
        let seconds = number_after(&measured.said, "bytes of text in").unwrap_or(measured.seconds);
        if bare.as_ref().is_none_or(|(best, _)| seconds < *best) {
            bare = Some((seconds, measured));
        }
    }
    let (seconds, bare) = bare.ok_or("quick-xml was not measured")?;
    let read = measured(example(project, "read_rate").arg(file))?;
    let database = folder.join("import.db");
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.join(format!("import.db{end}")));
    }
    let _ = fs::remove_dir_all(folder.join("import.files"));
    let whole = measured(example(project, "timed_import").arg(file).arg(&database))?;
    let items_in = number_after(&whole.said, "items in after").unwrap_or(whole.seconds);
    let items_peak = number_after(&whole.said, "with a peak of").map(|kib| kib as u64 * 1024);
    let all_in = number_after(&whole.said, "catalog in after").unwrap_or(whole.seconds);
    let stored =
        Row { what: "Relire: read, clean, store".into(), seconds: items_in, posts, bytes, peak: items_peak };
    Ok(vec![
        row("quick-xml alone".into(), &bare, seconds, posts, bytes),
        row("Relire: read, clean".into(), &read, read.seconds, posts, bytes),
        stored,
        row("Relire: the whole import, with its catalog".into(), &whole, all_in, posts, bytes),
    ])
}

fn row(what: String, measured: &Measured, seconds: f64, posts: u64, bytes: u64) -> Row {
    Row { what, seconds, posts, bytes, peak: measured.peak }
}

/// The importers that people use, each with its version, installed into a folder of their own.
fn others(folder: &Path, file: &Path) -> Vec<(String, Result<Measured, Trouble>)> {
    let tools = folder.join("tools");
    let out = folder.join("others");
    let _ = fs::remove_dir_all(&out);
    vec![to_markdown(&tools, &out, file), pelican(&tools, &out, file)]
}

fn to_markdown(tools: &Path, out: &Path, file: &Path) -> (String, Result<Measured, Trouble>) {
    const PACKAGE: &str = "wordpress-export-to-markdown@2.2.2";
    let program = tools.join("node_modules").join(".bin").join("wordpress-export-to-markdown");
    let run = || -> Result<Measured, Trouble> {
        if !program.exists() {
            fs::create_dir_all(tools)?;
            let mut npm = Command::new("npm");
            npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(tools).arg(PACKAGE);
            process::run(&mut npm)?;
        }
        let mut command = Command::new(&program);
        command.arg("--wizard=false").arg("--input").arg(file).arg("--output").arg(out.join("markdown"));
        measured(command.args(["--save-attached-images=false", "--save-scraped-images=false"]))
    };
    (format!("{PACKAGE} (Markdown)"), run())
}

fn pelican(tools: &Path, out: &Path, file: &Path) -> (String, Result<Measured, Trouble>) {
    const PACKAGE: &str = "pelican==4.12.0";
    let python = tools.join("python");
    let program = python.join("bin").join("pelican-import");
    let run = || -> Result<Measured, Trouble> {
        if !program.exists() {
            process::run(Command::new("python3").args(["-m", "venv"]).arg(&python))?;
            let mut pip = Command::new(python.join("bin").join("pip"));
            process::run(pip.args([
                "install",
                "--quiet",
                PACKAGE,
                "pypandoc_binary",
                "beautifulsoup4",
                "lxml",
            ]))?;
        }
        // pandoc comes inside a package.
        let mut asked = Command::new(python.join("bin").join("python"));
        asked.args(["-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]);
        let pandoc = process::answer(&mut asked).ok_or("pandoc is not to be had")?;
        let beside = Path::new(&pandoc).parent().ok_or("pandoc lies nowhere")?.to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(std::iter::once(beside).chain(std::env::split_paths(&path)))?;
        fs::create_dir_all(out)?;
        let mut command = Command::new(&program);
        command
            .env("PATH", path)
            .args(["--wpfile", "-m", "markdown", "-o"])
            .arg(out.join("pelican"))
            .arg(file);
        measured(&mut command)
    };
    (format!("{PACKAGE} (Markdown, by pandoc)"), run())
}

fn print(rows: &[Row], bare: f64) {
    println!("\n| what | posts | MB | s | MB/s | posts/s | × quick-xml | peak MB |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for Row { what, seconds, posts, bytes, peak } in rows {
        let megabytes = *bytes as f64 / 1e6;
        let peak = peak.map_or_else(|| "?".to_owned(), |peak| (peak / 1_000_000).to_string());
        println!(
            "| {what} | {posts} | {megabytes:.0} | {seconds:.2} | {:.1} | {:.0} | {:.1} | {peak} |",
            megabytes / seconds,
            *posts as f64 / seconds,
            seconds / *bytes as f64 / bare,
        );
    }
    if let Some(stored) = rows.get(2) {
        let ratio = stored.seconds / stored.bytes as f64 / bare;
        let verdict = if ratio <= LIMIT { "within" } else { "over" };
        println!(
            "\nReading, cleaning and storing: {ratio:.1} × quick-xml alone, {verdict} the limit of {LIMIT} ×."
        );
    }
}
