//! The run-time configuration: `Leptos.toml`, over it environment variables, over these flags.
//!
//! Every key is named once, in [`KEYS`]; the documentation, the help text and the errors come from there.

mod file;
mod flags;
mod keys;
mod values;

pub use flags::Flags;
pub use keys::{KEYS, Key, Section, Shape};

use catalog::UiLang;
use leptos::config::LeptosOptions;
use std::fmt;
use std::path::{Path, PathBuf};

/// The file that is read where none is named, from the working directory.
pub const DEFAULT_FILE: &str = "Leptos.toml";
const DEFAULT_DATABASE: &str = "sqlite:relire.db";
const DEFAULT_TIME_ZONE: &str = "Europe/Paris";

/// Everything that can be configured, valid.
#[derive(Clone, Debug)]
pub struct Config {
    /// The archive's own.
    pub archive: ArchiveConfig,
    /// Leptos' own.
    pub leptos: LeptosOptions,
    /// Whether a variable or a flag named the site root, so that it is looked for nowhere else.
    pub site_root_named: bool,
}

/// What the archive is, by the keys of `[archive]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveConfig {
    /// Title; None: the blog's own.
    pub title: Option<String>,
    /// Tagline; None: the blog's own.
    pub tagline: Option<String>,
    /// Language of the interface.
    pub language: UiLang,
    /// IANA zone of dates without a usable offset.
    pub time_zone: String,
    /// Public address, without a slash at its end.
    pub base_url: Option<String>,
    /// Former hosts, lower case, without `www.`.
    pub old_hosts: Vec<String>,
    /// Colour of links and choices, `#rrggbb`, lower case.
    pub accent: Option<String>,
    /// Where the database is; always begins with `sqlite:`.
    pub database_url: String,
    /// Folder of pictures and originals; None: beside the database.
    pub media_dir: Option<PathBuf>,
    /// Whether files may be fetched from this machine and private networks.
    pub fetch_private: bool,
    /// Whether readers may keep the archive in their browser.
    pub offline: bool,
}

impl Default for ArchiveConfig {
    fn default() -> Self {
        Self {
            title: None,
            tagline: None,
            language: UiLang::Fr,
            time_zone: DEFAULT_TIME_ZONE.into(),
            base_url: None,
            old_hosts: Vec::new(),
            accent: None,
            database_url: DEFAULT_DATABASE.into(),
            media_dir: None,
            fetch_private: false,
            offline: true,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        let leptos =
            LeptosOptions::builder().output_name("relire").site_root("target/site").hash_files(true).build();
        Self { archive: ArchiveConfig::default(), leptos, site_root_named: false }
    }
}

impl ArchiveConfig {
    /// What the archive is opened with.
    #[must_use]
    pub fn settings(&self) -> archive::Settings {
        archive::Settings {
            title: self.title.clone(),
            tagline: self.tagline.clone(),
            lang: self.language,
            time_zone: self.time_zone.clone(),
            base_url: self.base_url.clone(),
            old_hosts: self.old_hosts.clone(),
            files_dir: self.media_dir.clone(),
            fetch_private: self.fetch_private,
            offline: self.offline,
        }
    }
}

/// Whose `[archive]` the file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// The archive's: all of the file counts.
    WholeFile,
    /// Another archive's (the demo has its own title and database): `[archive]` is checked, and left.
    LeptosOnly,
}

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line of the file, from 1.
    File {
        /// Which file.
        path: PathBuf,
        /// Its line.
        line: usize,
    },
    /// An environment variable.
    Variable(&'static str),
    /// A flag, without its dashes.
    Flag(&'static str),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Flag(name) => write!(f, "--{name}"),
        }
    }
}

/// A configuration that cannot be served with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A file that was named and cannot be read.
    #[error("--config {}: {reason}; name a file that can be read, or leave --config out", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// A key or a value that is not allowed.
    #[error("{place}: {message}")]
    Value {
        /// Where it stands.
        place: Place,
        /// What is wrong and what is allowed.
        message: String,
    },
}

impl Config {
    /// Reads the configuration: flags over variables over the file over the defaults.
    ///
    /// `named` is the file that was asked for; without one, [`DEFAULT_FILE`] counts where it exists.
    ///
    /// # Errors
    /// A named file that cannot be read, and the first key or value that is not allowed, with its place.
    pub fn load(
        named: Option<&Path>,
        reads: Reads,
        variable: &dyn Fn(&str) -> Option<String>,
        flags: &Flags,
    ) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        if let Some((path, text)) = read_file(named)? {
            // All of the file is checked before any of it is left out.
            let mut checked = config.clone();
            for given in file::read(&path, &text)? {
                checked.set(given.key, &given.value, given.place.clone())?;
                if reads == Reads::WholeFile || given.key.section == Section::Leptos {
                    config.set(given.key, &given.value, given.place)?;
                }
            }
        }
        for key in KEYS {
            if let Some(value) = variable(key.variable).filter(|value| !value.is_empty()) {
                config.set(key, &value, Place::Variable(key.variable))?;
            }
            if let Some(value) = flags.get(key.flag) {
                config.set(key, value, Place::Flag(key.flag))?;
            }
        }
        Ok(config)
    }

    fn set(&mut self, key: &'static Key, value: &str, place: Place) -> Result<(), ConfigError> {
        if (key.set)(self, value).is_none() {
            let message = match &place {
                Place::File { .. } => {
                    format!("`{}` = \"{value}\" is not allowed; write {}", key.name, key.allowed)
                }
                _ => format!("`{value}` is not allowed; give {}", key.allowed),
            };
            return Err(ConfigError::Value { place, message });
        }
        if key.name == "site-root" && !matches!(place, Place::File { .. }) {
            self.site_root_named = true;
        }
        Ok(())
    }
}

fn read_file(named: Option<&Path>) -> Result<Option<(PathBuf, String)>, ConfigError> {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some((path.to_owned(), text))),
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ConfigError::Unreadable { path: path.to_owned(), reason: error.to_string() }),
    }
}
