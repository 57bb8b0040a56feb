//! What `byline` does beside reading and printing: its configuration, its keys, its history, and what shells and `man` want.
//!
//! Owns how these are asked for. Completions and the manual page are made from the very definitions that the command line is
//! parsed by.

use super::{Command, manual};
use crate::config::{self, Settings};
use crate::error::{Error, Name};
use clap::{CommandFactory, Subcommand};
use clap_complete::Shell;
use std::path::{Path, PathBuf};

/// A tool.
#[derive(Debug, Subcommand)]
pub(super) enum Tool {
    /// Print every option of the configuration, commented, with its default
    Config,
    /// Print the keys as they are bound
    Keys {
        /// The configuration [default: the usual one]
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// List the articles read, the latest first
    History {
        /// Forget all of them, and the places in them
        #[arg(long)]
        clear: bool,
    },
    /// Print completions for a shell: bash, zsh, fish, elvish, powershell
    Completions {
        /// Which shell
        #[arg(value_enum, hide_possible_values = true)]
        shell: Option<Shell>,
    },
    /// Print the manual page
    Man,
}

/// The tool that `article` is called like, as when flags stand before it.
pub(super) fn called(article: &Path) -> Option<String> {
    let known = Tool::augment_subcommands(clap::Command::new("byline"));
    let mut names = known.get_subcommands().map(clap::Command::get_name);
    let name = names.find(|name| article.as_os_str() == *name);
    name.map(str::to_owned)
}

impl Tool {
    /// What it does; completions and the manual page describe `Flags`, and the keys are those of `configuration`.
    ///
    /// # Errors
    /// If the configuration is needed and makes no sense.
    pub(super) fn command<Flags: CommandFactory>(
        self,
        configuration: &impl Fn(Option<&Path>) -> Result<Settings, Error>,
    ) -> Result<Command, Error> {
        Ok(match self {
            Self::Config => Command::Show(config::template()),
            Self::Keys { config } => {
                let settings = configuration(config.as_deref())?;
                Command::Show(config::keys(&settings.keymap))
            }
            Self::History { clear } => Command::History { clear },
            Self::Completions { shell: None } => {
                let shells = "bash, zsh, fish, elvish or powershell";
                let sentence = format!("completions are for a shell; name one, {shells}");
                return Err(Error::Usage(Name::of(sentence)));
            }
            Self::Completions { shell: Some(shell) } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Flags::command(), "byline", &mut script);
                Command::Show(String::from_utf8_lossy(&script).into_owned())
            }
            Self::Man => Command::Show(manual::page(&Flags::command())),
        })
    }
}
