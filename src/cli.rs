//! The command line.
//!
//! Owns the flags, their help, and the choice between reading and printing. Promises that a command line which makes no
//! sense is told so in one sentence ([`Error::Usage`]), whatever bytes it holds. Opens nothing.

mod form;
mod limits;
mod manual;
mod settings;
mod tools;

use crate::app::state::{Options as Shown, Origin};
use crate::config::{Color, Settings};
use crate::error::{Error, Name};
use crate::load::{self, Encoding, FORMATS, Format as FileFormat, Source, clean};
use clap::Parser;
use clap::error::ErrorKind;
use form::Form;
use limits::Limits;
use settings::SettingsFlags;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tools::Tool;

const EXAMPLES: &str = "\
Examples:
  byline                       read the sample article
  byline article.txt           read an article
  byline https://…             read a page, or choose from a feed
  man ls | byline              read what comes through a pipe
  byline --people article.txt  list the people and how often they occur
  byline --json - < article    everything found, for other programs
  byline --json *.txt          the same of many, one line for each, on all cores
  byline --grep Merkel *.txt   the sentences that speak of somebody
  byline --html a.txt > a.html one page for a browser, with lists and a map

When the output is no terminal, the article is printed, people as _Ada Lovelace_ and
countries as *France*; with --color always they are underlined and bold instead.

Exit codes: 0 fine, 1 could not open an article or --grep found nothing, 2 bad usage.";

/// Flags as they are written.
#[derive(Debug, Parser)]
#[command(
    name = "byline",
    version,
    about = "Read an article with every person and country marked",
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    subcommand_value_name = "TOOL",
    subcommand_help_heading = "Tools (for a file of that name write ./config)"
)]
struct Flags {
    #[command(subcommand)]
    tool: Option<Tool>,

    /// The article, a file or an address; - is standard input; several are printed one after another
    #[arg(value_name = "ARTICLE")]
    articles: Vec<PathBuf>,

    #[command(flatten)]
    form: Form,

    /// What kind of file it is, if byline gets it wrong: text, markdown, html, epub, pdf, mail, feed
    #[arg(long, value_name = "KIND", value_parser = file_format)]
    format: Option<FileFormat>,

    /// The encoding of its text, if byline gets it wrong, like iso-8859-2
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,

    #[command(flatten)]
    limits: Limits,

    #[command(flatten)]
    settings: SettingsFlags,
}

/// What to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// The article, wrapped and marked.
    Article,
    /// The article with marks in words.
    Plain,
    /// Everything found, as JSON.
    Json,
    /// Every mention, one to the line.
    Tsv,
    /// The people, one to the line.
    People,
    /// The countries, one to the line.
    Countries,
    /// A page for a browser.
    Html,
    /// The sentences about whom or what is called so.
    Grep(String),
}

/// What the outside is like, as far as it decides what to do.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Surroundings {
    /// Standard input is a terminal.
    pub input_is_terminal: bool,
    /// Standard output is a terminal.
    pub output_is_terminal: bool,
    /// `NO_COLOR` is set to something.
    pub no_color: bool,
    /// The terminal shows every colour, not only 256.
    pub true_color: bool,
    /// How many columns the terminal has, if anyone knows.
    pub columns: Option<u16>,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open the reader.
    Read(ReadOptions),
    /// Print and end.
    Print(PrintOptions),
    /// Show this text (help, version, options, keys, completions, the manual page) and end.
    Show(String),
    /// Show what is remembered of articles read, or forget it, and end.
    History {
        /// Whether it is to be forgotten.
        clear: bool,
    },
}

impl Command {
    /// Whether standard input is read.
    pub fn reads_input(&self) -> bool {
        match self {
            Self::Read(options) => options.source == Source::Stdin,
            Self::Print(options) => options.sources.contains(&Source::Stdin),
            Self::Show(_) | Self::History { .. } => false,
        }
    }
}

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// What to open.
    pub source: Source,
    /// How to read it.
    pub load: load::Options,
    /// How the reader begins.
    pub shown: Shown,
    /// What else was set, in the configuration or by flags.
    pub settings: Settings,
}

/// How to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintOptions {
    /// What to open, one at least.
    pub sources: Vec<Source>,
    /// How to read it.
    pub load: load::Options,
    /// What to print of it.
    pub format: Format,
    /// Columns of a printed line.
    pub width: usize,
    /// Whether to set styles with escape sequences.
    pub styled: bool,
    /// Whether the reader's corrections count.
    pub corrections: bool,
    /// How sure the engine must be, 0 to 100.
    pub sure: u8,
}

/// What `arguments`, the program's name first, ask for in these `surroundings`; `configuration` tells what is set in the file
/// that was named, or in the usual one.
///
/// # Errors
/// If they make no sense together, or the configuration makes none; the sentence says why.
pub fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    surroundings: &Surroundings,
    configuration: impl Fn(Option<&Path>) -> Result<Settings, Error>,
) -> Result<Command, Error> {
    let flags = match Flags::try_parse_from(arguments) {
        Ok(flags) => flags,
        Err(error) => {
            let told = error.to_string();
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(Command::Show(told)),
                _ => Err(Error::Usage(sentence(&told))),
            };
        }
    };
    if let Some(tool) = flags.tool {
        return tool.command::<Flags>(&configuration);
    }
    let settings = configuration(flags.settings.config.as_deref())?;
    let settings = flags.settings.upon(settings)?;
    let sources = sources(flags.articles, surroundings)?;
    let load = load::Options {
        format: flags.format,
        encoding: flags.encoding,
        fetch: flags.limits.limits(&settings),
    };
    let format = flags.form.format();
    if format.is_none() && surroundings.output_is_terminal {
        let many = sources.len();
        let (Some(source), 1) = (sources.into_iter().next(), many) else {
            return Err(usage(&format!(
                "the reader opens one article, and {many} are named; name one, or print them, with --plain for one"
            )));
        };
        return Ok(Command::Read(ReadOptions {
            shown: shown(&source, &settings, surroundings),
            source,
            load,
            settings,
        }));
    }
    if format == Some(Format::Html) && sources.len() > 1 {
        return Err(usage(&format!(
            "--html makes one page of one article, and {} are named; name one",
            sources.len()
        )));
    }
    let width = settings.width.or(surroundings.columns).unwrap_or(80).max(1);
    Ok(Command::Print(PrintOptions {
        sources,
        load,
        format: format.unwrap_or(Format::Article),
        width: usize::from(width),
        styled: match settings.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => surroundings.output_is_terminal && !surroundings.no_color,
        },
        corrections: settings.corrections,
        sure: settings.sure,
    }))
}

/// How the reader begins on `source`.
fn shown(source: &Source, settings: &Settings, surroundings: &Surroundings) -> Shown {
    let palette = if surroundings.true_color {
        Arc::clone(&settings.palette)
    } else {
        Arc::new(settings.palette.coarse())
    };
    Shown {
        colour: match settings.color {
            Color::Auto => !surroundings.no_color,
            Color::Always => true,
            Color::Never => false,
        },
        origin: match source {
            Source::Path(_) | Source::Address(_) => Origin::Named,
            Source::Stdin => Origin::Input,
            Source::Sample => Origin::Sample,
        },
        palette,
        keymap: settings.keymap.clone(),
        measure: settings.measure,
        panel: settings.panel,
        order: settings.order,
        marks: settings.marks,
        least: settings.sure,
    }
}

/// What is to be opened: one thing at least.
fn sources(articles: Vec<PathBuf>, surroundings: &Surroundings) -> Result<Vec<Source>, Error> {
    if let [only] = articles.as_slice()
        && let Some(tool) = tools::called(only)
    {
        return Err(usage(&format!(
            "{tool} is a tool and stands first: byline {tool}; for a file of that name write ./{tool}"
        )));
    }
    let named = |path: PathBuf| match path.as_os_str() {
        name if name == "-" => Source::Stdin,
        _ => load::named(path),
    };
    let mut sources: Vec<Source> = articles.into_iter().map(named).collect();
    let inputs = sources.iter().filter(|source| **source == Source::Stdin);
    if inputs.count() > 1 {
        return Err(usage("standard input can be read once, so name - once"));
    }
    if sources.is_empty() {
        sources.push(if surroundings.input_is_terminal {
            Source::Sample
        } else {
            Source::Stdin
        });
    }
    Ok(sources)
}

fn usage(sentence: &str) -> Error {
    Error::Usage(Name::of(sentence))
}

fn file_format(name: &str) -> Result<FileFormat, String> {
    let found = FORMATS.iter().find(|(known, _)| *known == name);
    found.map(|(_, format)| *format).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
        format!("it is one of {}", names.join(", "))
    })
}

fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "no such encoding; try utf-8, windows-1252 or shift_jis".to_owned())
}

/// The first line of what clap says, as half a sentence.
fn sentence(message: &str) -> Name {
    let first = message
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let first = first.trim().trim_start_matches("error: ");
    // What the standard library says of a number is not said to people.
    let first = first.replace(": invalid digit found in string", ": it is a whole number");
    Name::of(clean::line(&first).trim_end_matches(['.', ':']))
}

#[cfg(test)]
mod tests;
