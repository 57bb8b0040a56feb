//! The commands beside reading and printing: configuration, keys, manual, history, library, shell completions and the man page.
//!
//! Completions and the man page are made from the same definitions that the command line is parsed by.

use super::library::{LibraryAction, LibraryCommand, LibraryFlags, ReadInOptions};
use super::{Command, man, usage_error};
use crate::app::action::key_tables;
use crate::config::{self, Settings};
use crate::error::Error;
use crate::load::Source;
use crate::manual::{ManualPage, PAGES};
use clap::{CommandFactory, Subcommand};
use clap_complete::Shell;
use std::path::{Path, PathBuf};

/// A command.
#[derive(Debug, Subcommand)]
pub(super) enum Tool {
    /// Open the manual, or one page of it: reading, keys, corrections, history, library, formats, configuration, pipes, programs
    Manual {
        /// The page to open
        page: Option<String>,
    },
    /// Print a configuration file with every option, its explanation and its default
    Config,
    /// Print all keys as they are bound, and the names of their actions
    Keys {
        /// Configuration file to use instead of the default one
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// List the articles you have read, latest first
    History {
        /// Delete the whole history, with reading positions, bookmarks and searches
        #[arg(long)]
        clear: bool,
    },
    /// List the feeds you have opened; in the reader, r shows what is new in them
    Feeds {
        /// Forget the feed at this address or path
        #[arg(long, value_name = "ADDRESS")]
        forget: Option<PathBuf>,
    },
    /// Print what you have read about a person or a country: the sentences, and who else is mentioned
    Who {
        /// The name, like merkel, or a country like france or FR
        #[arg(required = true)]
        name: Vec<String>,
        /// Print all articles, not only the latest 100
        #[arg(long)]
        all: bool,
        /// Print it as JSON
        #[arg(long)]
        json: bool,
    },
    /// Find articles you have read by their words
    Search {
        /// Words that are all in the article; in quotes if they follow each other; elect* for words that begin so
        #[arg(required = true)]
        words: Vec<String>,
        /// Print the articles as JSON
        #[arg(long)]
        json: bool,
    },
    /// Say how much is in your library, or list, export or empty it
    Library(LibraryFlags),
    /// Read articles into your library, on all cores: files, and all files of folders
    ReadIn {
        /// The files and folders
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Print a completion script for bash, zsh, fish, elvish or powershell
    Completions {
        /// bash, zsh, fish, elvish or powershell
        #[arg(value_enum, hide_possible_values = true)]
        shell: Option<Shell>,
    },
    /// Print the man page
    Man,
}

/// What a command leads to.
pub(super) enum Outcome {
    /// Open this source, as an article is opened.
    Open(Source),
    /// Run this command.
    Run(Box<Command>),
}

/// The name of the command that `article` looks like, as when options were written before it.
pub(super) fn tool_named(article: &Path) -> Option<String> {
    let known = Tool::augment_subcommands(clap::Command::new("byline"));
    let mut names = known.get_subcommands().map(clap::Command::get_name);
    let name = names.find(|name| article.as_os_str() == *name);
    name.map(str::to_owned)
}

/// The page of the manual called `page`, or all of the manual.
///
/// # Errors
/// If there is no such page; the message names those that there are.
fn manual_source(page: Option<&str>) -> Result<Source, Error> {
    let find_page = |name| {
        ManualPage::from_name(name).ok_or_else(|| {
            let names: Vec<&str> = PAGES.iter().map(|page| page.name).collect();
            usage_error(&format!(
                "the manual has no page “{name}”; its pages are {}",
                names.join(", ")
            ))
        })
    };
    Ok(Source::Manual {
        page: page.map(find_page).transpose()?,
        key_tables: key_tables(),
    })
}

/// The command that does `action` in the library, with the options of the configuration.
fn library_command(
    action: LibraryAction,
    configuration: &impl Fn(Option<&Path>) -> Result<Settings, Error>,
) -> Result<Command, Error> {
    let options = configuration(None)?.options.library;
    Ok(Command::Library(LibraryCommand { action, options }))
}

impl Tool {
    /// What to do. Completions and the man page describe `Flags`; `configuration` reads the configuration file. What
    /// can be read is opened if `opens_reader`, else printed.
    ///
    /// # Errors
    /// If the configuration is needed and wrong, or no shell is named.
    pub(super) fn command<Flags: CommandFactory>(
        self,
        configuration: &impl Fn(Option<&Path>) -> Result<Settings, Error>,
        opens_reader: bool,
    ) -> Result<Outcome, Error> {
        let command = match self {
            Self::Manual { page } => return manual_source(page.as_deref()).map(Outcome::Open),
            Self::Feeds { forget: None } if opens_reader => {
                return Ok(Outcome::Open(Source::Feeds(Vec::new())));
            }
            Self::Config => Command::Show(config::template()),
            Self::Keys { config } => {
                let settings = configuration(config.as_deref())?;
                Command::Show(config::key_listing(&settings.keymap))
            }
            Self::History { clear } => Command::History { clear },
            Self::Feeds { forget } => Command::Feeds { forget },
            Self::Who { name, all, json } => {
                let name = name.join(" ");
                library_command(LibraryAction::Who { name, all, json }, configuration)?
            }
            Self::Search { words, json } => {
                let words = words.join(" ");
                library_command(LibraryAction::Search { words, json }, configuration)?
            }
            Self::Library(flags) => library_command(flags.action()?, configuration)?,
            Self::ReadIn { files } => {
                let settings = configuration(None)?;
                let options = ReadInOptions::new(files, &settings);
                library_command(LibraryAction::ReadIn(Box::new(options)), configuration)?
            }
            Self::Completions { shell: None } => {
                return Err(usage_error(
                    "name the shell: bash, zsh, fish, elvish or powershell",
                ));
            }
            Self::Completions { shell: Some(shell) } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Flags::command(), "byline", &mut script);
                Command::Show(String::from_utf8_lossy(&script).into_owned())
            }
            Self::Man => Command::Show(man::page(&Flags::command())),
        };
        Ok(Outcome::Run(Box::new(command)))
    }
}
