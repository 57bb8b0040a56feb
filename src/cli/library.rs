//! The commands of the library: `who`, `search`, `library` and `read-in`.

use super::usage_error;
use crate::config::Settings;
use crate::dates;
use crate::error::Error;
use crate::load::LoadOptions;
use crate::options::{AnalysisOptions, LibraryOptions};
use clap::Args;
use std::path::PathBuf;

/// What to do in the library, and how much is kept in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryCommand {
    /// What to do.
    pub action: LibraryAction,
    /// How much is kept.
    pub options: LibraryOptions,
}

/// What to do in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryAction {
    /// Print what was read about a person or a country.
    Who {
        /// The name, or a part of it.
        name: String,
        /// Whether all articles are printed, not only the latest.
        all: bool,
        /// Whether it is printed as JSON.
        json: bool,
    },
    /// Print the articles with these words.
    Search {
        /// The words.
        words: String,
        /// Whether they are printed as JSON.
        json: bool,
    },
    /// Say how much is in it.
    Describe,
    /// List what is in it.
    List(LibraryList),
    /// Write all of it to this file.
    Export(PathBuf),
    /// Add what was exported to this file.
    Import(PathBuf),
    /// Remove everything.
    Clear,
    /// Remove the article at this address, or else the person or the country with this name.
    Forget(String),
    /// Read these articles into it.
    ReadIn(Box<ReadInOptions>),
}

/// What to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LibraryList {
    /// Whether people, countries or articles are listed.
    pub of: ListOf,
    /// Only what was read since then, in seconds since 1970.
    pub since: Option<u64>,
    /// How it is printed.
    pub format: ListFormat,
}

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOf {
    /// The people.
    People,
    /// The countries.
    Countries,
    /// The articles.
    Articles,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// In columns.
    Text,
    /// One JSON array.
    Json,
    /// Lines with tabs, after one with the names of the columns.
    Tsv,
}

/// What to read into the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadInOptions {
    /// The files, and folders whose files are meant.
    pub files: Vec<PathBuf>,
    /// How to load them.
    pub load: LoadOptions,
    /// Which names are found.
    pub analysis: AnalysisOptions,
}

impl ReadInOptions {
    /// Reads `files` in, with the options of the configuration.
    pub(super) fn new(files: Vec<PathBuf>, settings: &Settings) -> Self {
        Self {
            files,
            load: LoadOptions {
                whole_page: settings.options.pages.whole_page,
                fetch: settings.options.download.clone(),
                ..LoadOptions::default()
            },
            analysis: settings.options.analysis,
        }
    }
}

/// The flags of `byline library`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct LibraryFlags {
    /// List the people, those in most articles first
    #[arg(long, group = "what")]
    people: bool,
    /// List the countries, those in most articles first
    #[arg(long, group = "what")]
    countries: bool,
    /// List the articles, latest read first
    #[arg(long, group = "what")]
    articles: bool,
    /// List only what was read since this day, like 2026-01-01
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    since: Option<u64>,
    /// Print the list as JSON
    #[arg(long, conflicts_with = "tsv")]
    json: bool,
    /// Print the list as a table with tabs
    #[arg(long)]
    tsv: bool,
    /// Write everything to a file, one article a line, as JSON
    #[arg(long, value_name = "FILE", group = "what")]
    export: Option<PathBuf>,
    /// Add what was exported to a file
    #[arg(long, value_name = "FILE", group = "what")]
    import: Option<PathBuf>,
    /// Remove everything
    #[arg(long, group = "what")]
    clear: bool,
    /// Remove the article with this address, or else the person or country with this name
    #[arg(long, value_name = "ADDRESS|NAME", group = "what")]
    forget: Option<String>,
}

impl LibraryFlags {
    /// What to do.
    ///
    /// # Errors
    /// If flags are given that need a list.
    pub(super) fn action(self) -> Result<LibraryAction, Error> {
        let listed = [
            (self.people, ListOf::People),
            (self.countries, ListOf::Countries),
            (self.articles, ListOf::Articles),
        ];
        let of = listed.into_iter().find_map(|(set, of)| set.then_some(of));
        if let Some(of) = of {
            let format = match (self.json, self.tsv) {
                (true, _) => ListFormat::Json,
                (_, true) => ListFormat::Tsv,
                _ => ListFormat::Text,
            };
            return Ok(LibraryAction::List(LibraryList {
                of,
                since: self.since,
                format,
            }));
        }
        if self.json || self.tsv || self.since.is_some() {
            return Err(usage_error(
                "say what to list: --people, --countries or --articles",
            ));
        }
        let to_file = self.export.map(LibraryAction::Export);
        let from_file = self.import.map(LibraryAction::Import);
        let clear = self.clear.then_some(LibraryAction::Clear);
        let forget = self.forget.map(LibraryAction::Forget);
        let action = to_file.or(from_file).or(clear).or(forget);
        Ok(action.unwrap_or(LibraryAction::Describe))
    }
}

/// Parses a day.
fn parse_day(text: &str) -> Result<u64, String> {
    dates::start_of_day(text).ok_or_else(|| "write a day like 2026-01-31".to_owned())
}
