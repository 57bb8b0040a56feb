//! The flags that override the configuration, made from the table of options.

use super::usage_error;
use crate::config::Settings;
use crate::error::Error;
use crate::options::{Flag, Options, Row, Written, table};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches};

/// The flags that were given.
#[derive(Debug)]
pub(super) struct OptionFlags(ArgMatches);

impl OptionFlags {
    /// Applies the flags to `settings`.
    ///
    /// # Errors
    /// If there is no such theme.
    pub(super) fn apply_to(&self, settings: &mut Settings) -> Result<(), Error> {
        for mut row in table(&mut settings.options) {
            let name = row.name;
            let text = || self.0.get_one::<String>(name);
            let given = match row.flag {
                Flag::None => None,
                Flag::On => self.0.get_flag(name).then_some(Written::Boolean(true)),
                Flag::Off(_) => self.0.get_flag(name).then_some(Written::Boolean(false)),
                Flag::Value(_) | Flag::Word => text().map(|text| Written::Flag(text)),
            };
            if let Some(written) = given {
                row.field
                    .set(written)
                    .map_err(|advice| usage_error(&advice))?;
            }
        }
        let unknown = |message| usage_error(&format!("--theme: {message}"));
        settings.apply_theme().map_err(unknown)
    }
}

impl Args for OptionFlags {
    fn augment_args(command: clap::Command) -> clap::Command {
        command.args(table(&mut Options::default()).iter().filter_map(flag))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for OptionFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(matches.clone()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self(matches.clone());
        Ok(())
    }
}

/// The flag of an option, if it has one.
fn flag(row: &Row<'_>) -> Option<Arg> {
    let name = row.name;
    let value = Arg::new(name)
        .long(name)
        .aliases(row.old_name)
        .help(format!("{}{}", row.description, row.field.flag_note));
    Some(match row.flag {
        Flag::None => return None,
        Flag::On => value.action(ArgAction::SetTrue),
        Flag::Off(description) => Arg::new(name)
            .long(format!("no-{name}"))
            .action(ArgAction::SetTrue)
            .help(description),
        Flag::Value(placeholder) => value
            .value_name(placeholder)
            .value_parser(move |text: &str| check(name, text)),
        Flag::Word => {
            let listed = row.field.words.iter().filter(|word| !word.is_old);
            let listed: Vec<&str> = listed.map(|word| word.word).collect();
            let all = row.field.words.iter();
            let all = all.map(|word| PossibleValue::new(word.word).hide(word.is_old));
            value
                .value_name(listed.join("|"))
                .hide_possible_values(true)
                .value_parser(PossibleValuesParser::new(all))
        }
    })
}

/// Checks the value of the flag of the option `name`.
fn check(name: &str, text: &str) -> Result<String, String> {
    let mut options = Options::default();
    let mut rows = table(&mut options).into_iter();
    if let Some(mut row) = rows.find(|row| row.name == name) {
        row.field.set(Written::Flag(text))?;
    }
    Ok(text.to_owned())
}
