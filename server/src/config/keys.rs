//! Every key of the configuration, once: its name in the file, its variable, its flag, what it allows.

use super::{Config, values};
use Shape::{Number, Switch, Text, Texts};

/// The table of `Leptos.toml` that a key stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// `[archive]`: what the archive is.
    Archive,
    /// `[[workspace.metadata.leptos]]`: what Leptos serves the page with.
    Leptos,
}

impl Section {
    /// The header of the table as the file has it.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::Archive => "[archive]",
            Self::Leptos => "[[workspace.metadata.leptos]]",
        }
    }
}

/// The kind of TOML value that a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// An array of strings; separated by commas in a variable or flag.
    Texts,
    /// An integer.
    Number,
    /// A boolean.
    Switch,
}

/// A key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// Where it stands in the file.
    pub section: Section,
    /// Its name in the file.
    pub name: &'static str,
    /// The environment variable that overrides the file.
    pub variable: &'static str,
    /// The flag that overrides both, without its dashes.
    pub flag: &'static str,
    /// Another name of the flag.
    pub flag_alias: Option<&'static str>,
    /// What kind of value the file gives it.
    pub shape: Shape,
    /// What it allows, as an error says it.
    pub allowed: &'static str,
    /// Its value where nobody gives one, as a person would say it.
    pub default: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Reads a value into the configuration; None where it is not allowed.
    pub(super) set: fn(&mut Config, &str) -> Option<()>,
}

/// The keys, in the order of the documentation.
pub static KEYS: &[Key] = &[
    Key {
        section: Section::Archive,
        name: "title",
        variable: "RELIRE_TITLE",
        flag: "title",
        flag_alias: None,
        shape: Text,
        allowed: "a text",
        default: "the blog's own title",
        about: "Title of the archive",
        set: |config, text| {
            config.archive.title = values::text(text);
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "tagline",
        variable: "RELIRE_TAGLINE",
        flag: "tagline",
        flag_alias: None,
        shape: Text,
        allowed: "a text",
        default: "the blog's own tagline",
        about: "What the archive is, in a line",
        set: |config, text| {
            config.archive.tagline = values::text(text);
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "language",
        variable: "RELIRE_LANGUAGE",
        flag: "language",
        flag_alias: None,
        shape: Text,
        allowed: "fr or en",
        default: "fr",
        about: "Language of the interface, and of posts that nothing else tells the language of",
        set: |config, text| {
            config.archive.language = values::language(text)?;
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "time_zone",
        variable: "RELIRE_TIME_ZONE",
        flag: "time-zone",
        flag_alias: None,
        shape: Text,
        allowed: "a zone of the IANA database, such as Europe/Paris or UTC",
        default: "Europe/Paris",
        about: "Zone of dates that were recorded without a usable offset",
        set: |config, text| {
            config.archive.time_zone = values::time_zone(text)?;
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "base_url",
        variable: "RELIRE_BASE_URL",
        flag: "base-url",
        flag_alias: None,
        shape: Text,
        allowed: "an http or https address without path, such as https://archive.example",
        default: "none",
        about: "Public address of the archive, for canonical links and Open Graph",
        set: |config, text| {
            config.archive.base_url = values::optional(text, values::base_url)?;
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "old_hosts",
        variable: "RELIRE_OLD_HOSTS",
        flag: "old-hosts",
        flag_alias: None,
        shape: Texts,
        allowed: "host names without scheme or path, such as blog.example",
        default: "none",
        about: "Hosts that the blog had before: their exports are the same blog's, their links its own",
        set: |config, text| {
            config.archive.old_hosts = values::hosts(text)?;
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "accent",
        variable: "RELIRE_ACCENT",
        flag: "accent",
        flag_alias: None,
        shape: Text,
        allowed: "a colour written #rrggbb, such as #0b6e4f",
        default: "the style sheet's own",
        about: "Colour of links and choices",
        set: |config, text| {
            config.archive.accent = values::optional(text, values::colour)?;
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "database_url",
        variable: "DATABASE_URL",
        flag: "database-url",
        flag_alias: None,
        shape: Text,
        allowed: "sqlite: and a file, such as sqlite:relire.db (PostgreSQL is not served yet)",
        default: "sqlite:relire.db",
        about: "Database of the archive",
        set: |config, text| {
            config.archive.database_url = values::database(text)?;
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "media_dir",
        variable: "RELIRE_MEDIA_DIR",
        flag: "media-dir",
        flag_alias: None,
        shape: Text,
        allowed: "a folder",
        default: "beside the database: relire.db → relire.files",
        about: "Folder of pictures and originals",
        set: |config, text| {
            config.archive.media_dir = values::text(text).map(Into::into);
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "fetch_private",
        variable: "RELIRE_FETCH_PRIVATE",
        flag: "fetch-private",
        flag_alias: None,
        shape: Switch,
        allowed: "true or false",
        default: "false",
        about: "Whether --fetch-media may ask this machine and private networks",
        set: |config, text| {
            config.archive.fetch_private = text.parse().ok()?;
            Some(())
        },
    },
    Key {
        section: Section::Archive,
        name: "offline",
        variable: "RELIRE_OFFLINE",
        flag: "offline",
        flag_alias: None,
        shape: Switch,
        allowed: "true or false",
        default: "true",
        about: "Whether readers may keep the archive in their browser, to read it without a connection",
        set: |config, text| {
            config.archive.offline = text.parse().ok()?;
            Some(())
        },
    },
    Key {
        section: Section::Leptos,
        name: "output-name",
        variable: "LEPTOS_OUTPUT_NAME",
        flag: "output-name",
        flag_alias: None,
        shape: Text,
        allowed: "the name that the browser files were built with, such as relire",
        default: "relire",
        about: "Name of the browser files",
        set: |config, text| {
            config.leptos.output_name = values::file_name(text)?.into();
            Some(())
        },
    },
    Key {
        section: Section::Leptos,
        name: "site-root",
        variable: "LEPTOS_SITE_ROOT",
        flag: "site-root",
        flag_alias: None,
        shape: Text,
        allowed: "a folder",
        default: "target/site, else site beside the binary, else ../site from there",
        about: "Folder of the browser files",
        set: |config, text| {
            config.leptos.site_root = values::text(text)?.into();
            Some(())
        },
    },
    Key {
        section: Section::Leptos,
        name: "site-pkg-dir",
        variable: "LEPTOS_SITE_PKG_DIR",
        flag: "site-pkg-dir",
        flag_alias: None,
        shape: Text,
        allowed: "pkg (the address /pkg/ is fixed)",
        default: "pkg",
        about: "Folder of the WASM, JavaScript and CSS within the site root",
        set: |config, text| {
            config.leptos.site_pkg_dir = Some(text).filter(|t| *t == "pkg")?.into();
            Some(())
        },
    },
    Key {
        section: Section::Leptos,
        name: "site-addr",
        variable: "LEPTOS_SITE_ADDR",
        flag: "addr",
        flag_alias: Some("site-addr"),
        shape: Text,
        allowed: "an IP address and a port, such as 127.0.0.1:3000 or [::]:80; port 0 takes a free one",
        default: "127.0.0.1:3000",
        about: "Address to listen on",
        set: |config, text| {
            config.leptos.site_addr = text.parse().ok()?;
            Some(())
        },
    },
    Key {
        section: Section::Leptos,
        name: "reload-port",
        variable: "LEPTOS_RELOAD_PORT",
        flag: "reload-port",
        flag_alias: None,
        shape: Number,
        allowed: "a port, 1 to 65535",
        default: "3001",
        about: "Port that `cargo leptos watch` tells the page of changes on",
        set: |config, text| {
            config.leptos.reload_port = values::port(text)?;
            Some(())
        },
    },
    Key {
        section: Section::Leptos,
        name: "env",
        variable: "LEPTOS_ENV",
        flag: "env",
        flag_alias: None,
        shape: Text,
        allowed: "dev or prod",
        default: "dev",
        about: "What Leptos takes the place to be",
        set: |config, text| {
            config.leptos.env = values::leptos_env(text)?;
            Some(())
        },
    },
    Key {
        section: Section::Leptos,
        name: "hash-files",
        variable: "LEPTOS_HASH_FILES",
        flag: "hash-files",
        flag_alias: None,
        shape: Switch,
        allowed: "true or false",
        default: "true",
        about: "Whether the browser files carry a hash of their content in their names",
        set: |config, text| {
            config.leptos.hash_files = text.parse().ok()?;
            Some(())
        },
    },
    Key {
        section: Section::Leptos,
        name: "hash-file",
        variable: "LEPTOS_HASH_FILE_NAME",
        flag: "hash-file",
        flag_alias: None,
        shape: Text,
        allowed: "a file, relative to the binary's folder",
        default: "hash.txt",
        about: "File that says the hashes of the browser files",
        set: |config, text| {
            config.leptos.hash_file = values::text(text)?.into();
            Some(())
        },
    },
];
