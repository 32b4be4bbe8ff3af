//! Configuration: what wins over what, and what is said of what is not allowed.

use catalog::UiLang;
use clap::CommandFactory;
use server::cli::Cli;
use server::config::{ArchiveConfig, Config, ConfigError, Flags, KEYS, Reads, Section};
use std::path::Path;

/// The configuration of a file's text, some variables and some flags.
fn load(
    file: &str,
    variables: &[(&str, &str)],
    flags: &[(&'static str, &str)],
) -> Result<Config, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Leptos.toml");
    std::fs::write(&path, file).unwrap();
    let variable =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Config::load(Some(&path), Reads::WholeFile, &variable, &Flags::of(flags))
}

/// What is said, from the file's name on.
fn refusal(result: Result<Config, ConfigError>) -> String {
    let message = result.err().map(|error| error.to_string()).unwrap_or_default();
    message.rsplit_once("/Leptos.toml").map(|(_, rest)| rest.to_owned()).unwrap_or(message)
}

#[test]
fn a_key_or_value_that_is_not_allowed_is_answered_with_its_line_and_what_is() {
    for (file, expected) in [
        (
            "[archive]\ntitel = \"x\"\n",
            &[":2: ", "`titel` under [archive]", "did you mean `title`?", "base_url"][..],
        ),
        ("[archive]\n\naccent = \"rouge\"\n", &[":3: ", "`accent`", "\"rouge\"", "#rrggbb"]),
        ("[archive]\naccent = 12\n", &[":2: ", "`accent`", "text in quotes"]),
        ("[archive]\ntime_zone = \"Paris\"\n", &[":2: ", "`time_zone`", "Europe/Paris"]),
        ("[archive]\nlanguage = \"de\"\n", &[":2: ", "`language`", "fr or en"]),
        ("[archive]\nold_hosts = \"a.example\"\n", &[":2: ", "`old_hosts`", "list of texts"]),
        ("[archive]\nold_hosts = [\"https://a.example/\"]\n", &[":2: ", "`old_hosts`", "host names"]),
        ("[archive]\nbase_url = \"archive.example\"\n", &[":2: ", "`base_url`", "https://archive.example"]),
        (
            "[archive]\ndatabase_url = \"postgres://x/y\"\n",
            &[":2: ", "`database_url`", "sqlite:", "PostgreSQL"],
        ),
        ("[archive]\nzebra = 1\n", &[":2: ", "`zebra`", "allowed: title, tagline"]),
        ("title = \"x\"\n", &[":1: ", "`title` goes under [archive]"]),
        ("[archive]\nsite-root = \"x\"\n", &[":2: ", "goes under [[workspace.metadata.leptos]]"]),
        (
            "[[workspace.metadata.leptos]]\nstyle-file = \"x\"\n",
            &[":2: ", "cargo-leptos' and goes into Cargo.toml"],
        ),
        (
            "[[workspace.metadata.leptos]]\nsite-addr = \"localhost\"\n",
            &[":2: ", "`site-addr`", "127.0.0.1:3000"],
        ),
        ("[[workspace.metadata.leptos]]\nreload-port = 0\n", &[":2: ", "`reload-port`", "1 to 65535"]),
        (
            "[[workspace.metadata.leptos]]\nhash-files = \"true\"\n",
            &[":2: ", "`hash-files`", "without quotes"],
        ),
        ("[archiv]\n", &[":1: ", "`archiv`", "[archive]"]),
        ("[workspace]\nmembers = []\n", &[":1: ", "[[workspace.metadata.leptos]]"]),
        ("[archive]\ntitle = \"x\"\ntitle = \"y\"\n", &[":3: ", "duplicate"]),
        ("[archive]\ntitle = x\n", &[":2: "]),
    ] {
        let said = refusal(load(file, &[], &[]));
        for words in expected {
            assert!(said.contains(words), "{file:?} is answered {said:?}, without {words:?}");
        }
    }
}

#[test]
fn a_bad_variable_or_flag_is_named_with_what_is_allowed() {
    let said = refusal(load("", &[("RELIRE_ACCENT", "#12")], &[]));
    assert!(said.starts_with("RELIRE_ACCENT: `#12` is not allowed") && said.contains("#rrggbb"), "{said}");
    let said = refusal(load("", &[], &[("addr", "nowhere")]));
    assert!(
        said.starts_with("--addr: `nowhere` is not allowed") && said.contains("127.0.0.1:3000"),
        "{said}"
    );
}

#[test]
fn a_flag_wins_over_a_variable_over_the_file_over_the_default() {
    let file = "[archive]\ntitle = \"file\"\n";
    let title = |file: &str, variable: &str, flags: &[(&'static str, &str)]| {
        load(file, &[("RELIRE_TITLE", variable)], flags).unwrap().archive.title
    };
    assert_eq!(title("", "", &[]), None);
    assert_eq!(title(file, "", &[]).as_deref(), Some("file"));
    assert_eq!(title(file, "variable", &[]).as_deref(), Some("variable"));
    assert_eq!(title(file, "variable", &[("title", "flag")]).as_deref(), Some("flag"));
    assert_eq!(title(file, "variable", &[("title", "")]), None, "an empty flag takes it back");
}

#[test]
fn every_key_is_read_from_file_variable_and_flag_alike() {
    let file = r##"
[archive]
title = "Titre"
tagline = "Devise"
language = "en"
time_zone = "America/Montreal"
base_url = "https://archive.example/"
old_hosts = ["WWW.old.example", "older.example"]
accent = "#0B6E4F"
database_url = "sqlite:other.db"
media_dir = "files"
fetch_private = true
offline = false
"##;
    let expected = ArchiveConfig {
        title: Some("Titre".into()),
        tagline: Some("Devise".into()),
        language: UiLang::En,
        time_zone: "America/Montreal".into(),
        base_url: Some("https://archive.example".into()),
        old_hosts: vec!["old.example".into(), "older.example".into()],
        accent: Some("#0b6e4f".into()),
        database_url: "sqlite:other.db".into(),
        media_dir: Some("files".into()),
        fetch_private: true,
        offline: false,
    };
    let values = [
        "Titre",
        "Devise",
        "en",
        "America/Montreal",
        "https://archive.example/",
        "WWW.old.example, older.example",
        "#0B6E4F",
        "sqlite:other.db",
        "files",
        "true",
        "false",
    ];
    let keys: Vec<_> = KEYS.iter().filter(|key| key.section == Section::Archive).collect();
    assert_eq!(keys.len(), values.len());
    let variables: Vec<_> = keys.iter().zip(values).map(|(key, value)| (key.variable, value)).collect();
    let flags: Vec<_> = keys.iter().zip(values).map(|(key, value)| (key.flag, value)).collect();
    assert_eq!(load(file, &[], &[]).unwrap().archive, expected);
    assert_eq!(load("", &variables, &[]).unwrap().archive, expected);
    assert_eq!(load("", &[], &flags).unwrap().archive, expected);
}

#[test]
fn a_missing_file_is_an_error_only_when_it_was_named() {
    let none = |_: &str| None;
    let missing =
        Config::load(Some(Path::new("nowhere/Leptos.toml")), Reads::WholeFile, &none, &Flags::default());
    assert!(missing.is_err_and(|error| error.to_string().contains("nowhere/Leptos.toml")));
    // Tests run in the crate's folder, where there is none.
    assert!(Config::load(None, Reads::WholeFile, &none, &Flags::default()).is_ok());
}

#[test]
fn the_demo_takes_no_archive_from_the_file_but_checks_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Leptos.toml");
    let load = |text: &str| {
        std::fs::write(&path, text).unwrap();
        Config::load(Some(&path), Reads::LeptosOnly, &|_| None, &Flags::default())
    };
    let config =
        load("[archive]\ntitle = \"x\"\n[[workspace.metadata.leptos]]\nreload-port = 4000\n").unwrap();
    assert_eq!((config.archive.title, config.leptos.reload_port), (None, 4000));
    assert!(load("[archive]\ntitel = \"x\"\n").is_err());
}

#[test]
fn every_key_is_in_the_documentation_and_in_the_help() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let documentation = std::fs::read_to_string(root.join("docs/configuration.md")).unwrap();
    let help = Cli::command().render_long_help().to_string();
    for key in KEYS {
        let row = documentation.lines().find(|line| line.starts_with(&format!("| `{}` |", key.name)));
        let row = row.unwrap_or_else(|| panic!("docs/configuration.md has no row for {}", key.name));
        assert!(
            row.contains(&format!("`{}`", key.variable)) && row.contains(&format!("`--{}`", key.flag)),
            "{row}"
        );
        for words in [key.name, key.variable, &format!("--{}", key.flag)] {
            assert!(help.contains(words), "--help has no {words}");
        }
    }
}

#[test]
fn the_repositorys_files_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let path = root.join("Leptos.toml");
    let config = Config::load(Some(&path), Reads::WholeFile, &|_| None, &Flags::default()).unwrap();
    assert_eq!(config.archive, ArchiveConfig::default(), "the repository's file describes no archive");
    let table = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        let document: toml::Table = text.parse().unwrap();
        document["workspace"]["metadata"]["leptos"][0].as_table().unwrap().clone()
    };
    let (ours, build) = (table(&path), table(&root.join("Cargo.toml")));
    for (key, value) in &ours {
        assert_eq!(build.get(key), Some(value), "{key} differs between Leptos.toml and Cargo.toml");
    }
    let leptos = leptos::config::get_configuration(Some(&path.display().to_string())).unwrap().leptos_options;
    assert_eq!(format!("{leptos:?}"), format!("{:?}", config.leptos), "Leptos reads the file as we do");
}
