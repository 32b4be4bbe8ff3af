//! A flag for every key, made of the table of keys.

use super::keys::{KEYS, Section};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use std::collections::BTreeMap;

/// What the command line gives of the configuration, by flag.
#[derive(Clone, Debug, Default)]
pub struct Flags(BTreeMap<&'static str, String>);

impl Flags {
    /// The value of a flag.
    #[must_use]
    pub fn get(&self, flag: &str) -> Option<&str> {
        self.0.get(flag).map(String::as_str)
    }

    /// Flags as a test or a command gives them.
    #[must_use]
    pub fn of(pairs: &[(&'static str, &str)]) -> Self {
        Self(pairs.iter().map(|(flag, value)| (*flag, (*value).to_owned())).collect())
    }
}

impl Args for Flags {
    fn augment_args(mut command: Command) -> Command {
        for key in KEYS {
            let heading = match key.section {
                Section::Archive => "The archive (over the variable, over Leptos.toml)",
                Section::Leptos => "Leptos (over the variable, over Leptos.toml)",
            };
            let mut arg = Arg::new(key.flag)
                .long(key.flag)
                .value_name("VALUE")
                .global(true)
                .allow_hyphen_values(false)
                .help_heading(heading)
                .help(format!(
                    "{}: {} [file: {}] [env: {}] [default: {}]",
                    key.about, key.allowed, key.name, key.variable, key.default
                ));
            if let Some(alias) = key.flag_alias {
                arg = arg.visible_alias(alias);
            }
            command = command.arg(arg);
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |flag: &'static str| matches.get_one::<String>(flag).map(|value| (flag, value.clone()));
        Ok(Self(KEYS.iter().filter_map(|key| given(key.flag)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.extend(Self::from_arg_matches(matches)?.0);
        Ok(())
    }
}
