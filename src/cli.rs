//! The command line: from arguments to a [`Command`].
//!
//! Decides between the reader and printing, and applies flags on top of the configuration. A wrong command line is reported
//! as one sentence ([`Error::Usage`]), whatever bytes it contains. Nothing is opened here except the configuration.

mod environment;
mod library;
mod man;
mod option_flags;
mod print_flags;
mod tools;
mod usage;

pub use environment::{Environment, TerminalFeatures};
pub use library::{LibraryAction, LibraryCommand, LibraryList, ListFormat, ListOf, ReadInOptions};

use crate::app::state::{Origin, ReaderOptions};
use crate::config::Settings;
use crate::error::{Error, SafeText};
use crate::load::{self, Encoding, FORMAT_NAMES, FileFormat, Source};
use crate::options::{AnalysisOptions, Color, CommandOptions, FALLBACK_WIDTH, LibraryOptions};
use crate::palette::{AUTO_THEME, CONSOLE, ColourDepth, palette_for_background};
use clap::Parser;
use clap::error::ErrorKind;
use option_flags::OptionFlags;
use print_flags::PrintFlags;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tools::{Outcome, Tool};

const EXAMPLES: &str = "\
Examples:
  byline                       a sample article, or those you have read
  byline article.txt           read an article
  byline https://…             read a web page, or choose from a feed
  man ls | byline              read standard input
  byline --people article.txt  list the people and how often they occur
  byline --json - < article    print everything found, for other programs
  byline --json *.txt          the same for many articles, one per line
  byline --grep Merkel *.txt   print the sentences that mention a name
  byline --html a.txt > a.html make a page for a browser, with lists and a map

If the output is not a terminal, the article is printed, with people as _Ada Lovelace_
and countries as *France*; with --color always they are underlined and bold instead.

Exit status: 0 success, 1 an article could not be opened or --grep found nothing,
2 an error in the command line or the configuration.";

/// The flags.
#[derive(Debug, Parser)]
#[command(
    name = "byline",
    version,
    about = "Read an article with every person and country highlighted",
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    subcommand_value_name = "COMMAND",
    subcommand_help_heading = "Commands (to read a file with the name of a command, write ./NAME)"
)]
struct Flags {
    #[command(subcommand)]
    tool: Option<Tool>,

    /// The article: a file, an address, or - for standard input; several only if byline prints
    #[arg(value_name = "ARTICLE")]
    articles: Vec<PathBuf>,

    #[command(flatten)]
    print: PrintFlags,

    /// Format of the article, if byline gets it wrong: text, markdown, html, epub, pdf, mail, feed
    #[arg(long, value_name = "FORMAT", value_parser = parse_file_format)]
    format: Option<FileFormat>,

    /// Encoding of the article, if byline gets it wrong, like iso-8859-2
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    encoding: Option<&'static Encoding>,

    /// Configuration file [default: $XDG_CONFIG_HOME/byline/config.toml or ~/.config/byline/config.toml]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Keep nothing of this sitting: neither in the library nor in the history
    #[arg(long)]
    private: bool,

    #[command(flatten)]
    options: OptionFlags,
}

/// What to print of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputFormat {
    /// The article, wrapped, with names marked or styled.
    Article,
    /// The article with names marked in words, for screen readers.
    Plain,
    /// Everything found, as JSON.
    Json {
        /// Whether each mention has the ids of the rules that decided it.
        reasons: bool,
    },
    /// Every mention, one per line.
    Tsv,
    /// The people, one per line.
    People,
    /// The countries, one per line.
    Countries,
    /// An HTML page.
    Html,
    /// The sentences that mention this name.
    Grep(String),
    /// Why the mentions of this name were taken for a person.
    Explain(String),
}

/// What the program has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open the reader.
    Read(ReadOptions),
    /// Print articles.
    Print(PrintOptions),
    /// Print this text: help, version, options, keys, completions or the manual page.
    Show(String),
    /// List the articles read, or clear the history.
    History {
        /// Whether to clear it.
        clear: bool,
    },
    /// List the feeds that were opened, or forget one.
    Feeds {
        /// The address or path of the one to forget.
        forget: Option<PathBuf>,
    },
    /// Ask or change the library.
    Library(LibraryCommand),
}

impl Command {
    /// Whether the command reads standard input.
    pub fn reads_stdin(&self) -> bool {
        match self {
            Self::Read(options) => options.source == Source::Stdin,
            Self::Print(options) => options.sources.contains(&Source::Stdin),
            Self::Show(_) | Self::History { .. } | Self::Feeds { .. } | Self::Library(_) => false,
        }
    }
}

/// Options for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The article or feed to open.
    pub source: Source,
    /// How to load it.
    pub load: load::LoadOptions,
    /// How the reader starts.
    pub reader: ReaderOptions,
    /// What is kept of the article.
    pub library: LibraryOptions,
    /// Other programs.
    pub commands: CommandOptions,
    /// How the terminal is used.
    pub terminal: TerminalUse,
}

/// How the terminal is used, beyond what every terminal can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property of its own"
)]
pub struct TerminalUse {
    /// Whether it is asked which modes it knows.
    pub asks_modes: bool,
    /// Whether it is sent the addresses of links.
    pub hyperlinks: bool,
    /// Whether it is asked whether it shows pictures.
    pub asks_graphics: bool,
    /// Whether it shows pictures as iTerm2 does.
    pub iterm2_pictures: bool,
}

/// Options for printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintOptions {
    /// The articles, at least one.
    pub sources: Vec<Source>,
    /// How to load them.
    pub load: load::LoadOptions,
    /// What to print of them.
    pub format: OutputFormat,
    /// The width of printed lines, in columns.
    pub width: usize,
    /// Whether to style the text with escape sequences.
    pub styled: bool,
    /// Which names are found.
    pub analysis: AnalysisOptions,
}

/// Parses `arguments`, of which the first is the program's name. `configuration` reads the configuration at a path, or at the
/// default path for `None`.
///
/// # Errors
/// If the arguments or the configuration are wrong.
pub fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    configuration: impl Fn(Option<&Path>) -> Result<Settings, Error>,
) -> Result<Command, Error> {
    let flags = match Flags::try_parse_from(arguments) {
        Ok(flags) => flags,
        Err(error) => {
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                    Ok(Command::Show(error.to_string()))
                }
                _ => Err(Error::Usage(usage::message(&error))),
            };
        }
    };
    let manual = match flags.tool {
        Some(tool) => {
            match tool.command::<Flags>(&configuration, environment.output_is_terminal)? {
                Outcome::Open(source) => Some(source),
                Outcome::Run(command) => return Ok(*command),
            }
        }
        None => None,
    };
    let mut settings = configuration(flags.config.as_deref())?;
    flags.options.apply_to(&mut settings)?;
    if flags.private {
        settings.options.library.library = false;
        settings.options.reading.history = false;
    }
    let sources = match manual {
        Some(manual) => vec![manual],
        None => resolve_sources(flags.articles, environment)?,
    };
    let load = load::LoadOptions {
        format: flags.format,
        encoding: flags.encoding,
        whole_page: settings.options.pages.whole_page,
        fetch: settings.options.download.clone(),
    };
    match flags.print.output_format() {
        None if environment.output_is_terminal => {
            let count = sources.len();
            let Ok([source]) = <[Source; 1]>::try_from(sources) else {
                return Err(usage_error(&format!(
                    "the reader opens one article, not {count}; to print them, add --plain"
                )));
            };
            Ok(Command::Read(ReadOptions {
                reader: reader_options(&source, &settings, environment),
                source,
                load,
                library: settings.options.library,
                terminal: TerminalUse {
                    asks_modes: environment.terminal.has_mode_queries,
                    hyperlinks: settings
                        .options
                        .display
                        .hyperlinks
                        .applies(environment.terminal.has_hyperlinks),
                    asks_graphics: environment.terminal.has_graphics_queries,
                    iterm2_pictures: environment.terminal.has_iterm2_pictures,
                },
                commands: settings.options.commands,
            }))
        }
        Some(OutputFormat::Html) if sources.len() > 1 => Err(usage_error(&format!(
            "--html makes a page of one article, but {} were given; give one",
            sources.len()
        ))),
        format => {
            let display = &settings.options.display;
            let width = display.width.or(environment.columns);
            Ok(Command::Print(PrintOptions {
                sources,
                load,
                format: format.unwrap_or(OutputFormat::Article),
                width: usize::from(width.unwrap_or(FALLBACK_WIDTH).max(1)),
                styled: environment.allows_colour(display.color),
                analysis: settings.options.analysis,
            }))
        }
    }
}

/// The options that the reader starts with on `source`.
fn reader_options(
    source: &Source,
    settings: &Settings,
    environment: &Environment,
) -> ReaderOptions {
    let display = &settings.options.display;
    let terminal = environment.terminal;
    let colour = environment.allows_colour(display.color)
        && (terminal.colours != ColourDepth::Monochrome || display.color == Color::Always);
    let palette = match terminal.colours {
        ColourDepth::True => Arc::clone(&settings.palette),
        ColourDepth::Monochrome | ColourDepth::Indexed => {
            Arc::new(settings.palette.to_256_colours())
        }
        ColourDepth::Eight if [AUTO_THEME, "terminal"].contains(&display.theme.as_str()) => {
            Arc::new(CONSOLE)
        }
        ColourDepth::Eight => Arc::new(settings.palette.to_8_colours()),
    };
    let fits_background = colour && terminal.has_queries && display.theme == AUTO_THEME;
    // What the terminal answers counts more, but it may never answer.
    let palette = match terminal.background.filter(|_| fits_background) {
        Some(background) => Arc::new(palette_for_background(background).clone()),
        None => palette,
    };
    let mut reading = settings.options.reading;
    // Few names are mentioned in the manual.
    reading.panel &= !matches!(source, Source::Manual { .. });
    ReaderOptions {
        colour,
        fits_background,
        colours: terminal.colours,
        ascii: terminal.ascii,
        smooth_scroll: reading.smooth_scroll.applies(!terminal.is_remote),
        origin: match source {
            Source::Path(_) | Source::Url(_) => Origin::Named,
            Source::Stdin => Origin::Stdin,
            Source::Sample => Origin::Sample,
            Source::Manual { .. } => Origin::Manual,
            Source::Feeds(_) => Origin::Feeds,
        },
        palette,
        keymap: settings.keymap.clone(),
        reading,
        analysis: settings.options.analysis,
    }
}

/// The sources to open, at least one.
fn resolve_sources(
    articles: Vec<PathBuf>,
    environment: &Environment,
) -> Result<Vec<Source>, Error> {
    if let [only] = articles.as_slice()
        && let Some(tool) = tools::tool_named(only)
    {
        return Err(usage_error(&format!(
            "{tool} is a command and must come first: byline {tool}; to read a file of that name, write ./{tool}"
        )));
    }
    let to_source = |path: PathBuf| match path.as_os_str() {
        name if name == "-" => Source::Stdin,
        _ => load::parse_source(path),
    };
    let mut sources: Vec<Source> = articles.into_iter().map(to_source).collect();
    let inputs = sources.iter().filter(|source| **source == Source::Stdin);
    if inputs.count() > 1 {
        return Err(usage_error(
            "standard input can be read only once, so give - only once",
        ));
    }
    if sources.is_empty() {
        sources.push(if environment.input_is_terminal {
            Source::Sample
        } else {
            Source::Stdin
        });
    }
    Ok(sources)
}

fn usage_error(message: &str) -> Error {
    Error::Usage(SafeText::new(message))
}

fn parse_file_format(name: &str) -> Result<FileFormat, String> {
    let found = FORMAT_NAMES.iter().find(|(known, _)| *known == name);
    found.map(|(_, format)| *format).ok_or_else(|| {
        let names: Vec<&str> = FORMAT_NAMES.iter().map(|(name, _)| *name).collect();
        format!("use one of {}", names.join(", "))
    })
}

fn parse_encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "there is no such encoding; try utf-8, windows-1252 or shift_jis".to_owned())
}

#[cfg(test)]
mod tests;
