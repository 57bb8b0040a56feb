//! The command line.
//!
//! Owns the flags, their help, and the choice between reading and printing. Promises that a command line which makes no
//! sense is told so in one sentence ([`Error::Usage`]), whatever bytes it holds. Opens nothing.

mod form;
mod limits;
mod tools;

use crate::error::{Error, Name};
use crate::load::{self, Encoding, FORMATS, Format as FileFormat, Source, clean};
use clap::error::ErrorKind;
use clap::{Parser, ValueEnum};
use form::Form;
use limits::Limits;
use std::ffi::OsString;
use std::path::PathBuf;
use tools::Tool;

const EXAMPLES: &str = "\
Examples:
  byline                       read the sample article
  byline article.txt           read an article
  byline https://…             read a page, or choose from a feed
  man ls | byline              read what comes through a pipe
  byline --people article.txt  list the people and how often they occur
  byline --json - < article    everything found, for other programs

When the output is no terminal, the article is printed, people as _Ada Lovelace_ and
countries as *France*; with --color always they are underlined and bold instead.

Exit codes: 0 fine, 1 could not open the article, 2 bad usage.";

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

    /// The article, a file or an address; - is standard input
    #[arg(value_name = "ARTICLE")]
    articles: Vec<PathBuf>,

    #[command(flatten)]
    form: Form,

    /// Colours and styles; auto: when the output is a terminal
    #[arg(long, value_enum, value_name = "auto|always|never", default_value_t = Color::Auto)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    color: Color,

    /// What kind of file it is, if byline gets it wrong: text, markdown, html, epub, pdf, mail, feed
    #[arg(long, value_name = "KIND", value_parser = file_format)]
    format: Option<FileFormat>,

    /// The encoding of its text, if byline gets it wrong, like iso-8859-2
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,

    #[command(flatten)]
    limits: Limits,

    /// Leave out the corrections you made in the reader, and keep no new ones
    #[arg(long)]
    no_corrections: bool,

    /// Remember nothing of what you read, and don't go on where you left off
    #[arg(long)]
    no_history: bool,

    /// How many columns printed lines take [default: the terminal's, or 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    width: Option<u16>,

    /// Whether the reader listens to the mouse
    #[arg(long, value_enum, value_name = "on|off", default_value_t = Switch::On)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    mouse: Switch,
}

/// When to use colours and styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// When the output is a terminal and `NO_COLOR` is not set.
    Auto,
    /// Whatever the output is.
    Always,
    /// Not at all.
    Never,
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// What the outside is like, as far as it decides what to do.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Standard input is a terminal.
    pub input_is_terminal: bool,
    /// Standard output is a terminal.
    pub output_is_terminal: bool,
    /// `NO_COLOR` is set to something.
    pub no_color: bool,
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
    /// Show this text (help, version, completions, the manual page) and end.
    Show(String),
    /// Show the keys as they are bound, and end.
    Keys,
    /// Show every option of the configuration with what it is by default, and end.
    Config,
    /// Show what is remembered of articles read, or forget it, and end.
    History {
        /// Whether it is to be forgotten.
        clear: bool,
    },
}

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// What to open.
    pub source: Source,
    /// How to read it.
    pub load: load::Options,
    /// When to use colours.
    pub color: Color,
    /// Whether to listen to the mouse.
    pub mouse: bool,
    /// Whether the reader's corrections count.
    pub corrections: bool,
    /// Whether what is read is remembered.
    pub history: bool,
}

/// How to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintOptions {
    /// What to open.
    pub source: Source,
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
}

/// What `arguments`, the program's name first, ask for in these `surroundings`.
///
/// # Errors
/// If they make no sense together; the sentence says why.
pub fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    surroundings: &Surroundings,
) -> Result<Command, Error> {
    let flags = match Flags::try_parse_from(arguments) {
        Ok(flags) => flags,
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            return Ok(Command::Show(error.to_string()));
        }
        Err(error) => return Err(Error::Usage(sentence(&error.to_string()))),
    };
    if let Some(tool) = flags.tool {
        return Ok(tool.command::<Flags>());
    }
    let source = match flags.articles.into_iter().next() {
        Some(path) if path.as_os_str() == "-" => Source::Stdin,
        Some(path) => load::named(path),
        None if surroundings.input_is_terminal => Source::Sample,
        None => Source::Stdin,
    };
    let load = load::Options {
        format: flags.format,
        encoding: flags.encoding,
        fetch: flags.limits.limits(),
    };
    let format = flags.form.format();
    if format.is_none() && surroundings.output_is_terminal {
        return Ok(Command::Read(ReadOptions {
            source,
            load,
            color: flags.color,
            mouse: flags.mouse == Switch::On,
            corrections: !flags.no_corrections,
            history: !flags.no_history,
        }));
    }
    let styled = match flags.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => surroundings.output_is_terminal && !surroundings.no_color,
    };
    let width = flags.width.or(surroundings.columns).unwrap_or(80).max(1);
    Ok(Command::Print(PrintOptions {
        source,
        load,
        format: format.unwrap_or(Format::Article),
        width: usize::from(width),
        styled,
        corrections: !flags.no_corrections,
    }))
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
    Name::of(clean::line(first).trim_end_matches(['.', ':']))
}

#[cfg(test)]
mod tests;
