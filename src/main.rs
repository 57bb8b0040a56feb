//! The program: parses the command line, runs the command and returns the exit code.

use byline::cli::{self, Command, Environment, LibraryAction, ReadOptions, TerminalFeatures};
use byline::config;
use byline::error::{Error, SafeText};
use byline::library::{Keeping, Library};
use byline::load::{PipedInput, Source};
use byline::options::LibraryOptions;
use byline::run::{self, LoadTarget, Stores, TerminalOptions};
use byline::store::{self, FeedStore, History, Store};
use byline::{dates, load, print};
// Only for its feature: see Cargo.toml.
use log as _;
use std::fmt::Write as _;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

fn main() -> ExitCode {
    match run_program() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            // If this cannot be written, there is nothing left to do.
            let _ = writeln!(io::stderr().lock(), "byline: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

/// Parses the command line and runs the command. Returns the exit code.
fn run_program() -> Result<u8, Error> {
    let settings = |path: Option<&Path>| config::read(path, |name| std::env::var_os(name));
    let environment = detect_environment();
    let command = cli::parse(std::env::args_os(), &environment, settings)?;
    if environment.input_is_terminal && command.reads_stdin() {
        // Say what the program is waiting for, so that it does not seem to hang.
        let message = "byline: reading from the terminal; Ctrl-D on an empty line ends the input, Ctrl-C cancels";
        let _ = writeln!(io::stderr().lock(), "{message}");
    }
    match command {
        Command::Read(options) => open_reader(options),
        Command::Print(options) => {
            print::print_sources(&options, &store(options.analysis.corrections))
        }
        Command::Show(text) => write_text(&text),
        Command::History { clear } => history_command(clear),
        Command::Feeds { forget } => feeds_command(forget),
        Command::Library(command) => {
            let is_changing = matches!(
                command.action,
                LibraryAction::ReadIn(_) | LibraryAction::Import(_)
            );
            let keeps = command.options.library || !is_changing;
            let library = library(LibraryOptions {
                library: keeps,
                ..command.options
            });
            print::library::run_library(&command, &library, &store(true))
        }
    }
}

/// Detects the properties of the terminal and the environment.
fn detect_environment() -> Environment {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let output_is_terminal = io::stdout().is_terminal();
    Environment {
        input_is_terminal: io::stdin().is_terminal(),
        output_is_terminal,
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        terminal: TerminalFeatures::from_variables(|name| std::env::var(name).ok()),
        columns: columns.filter(|&columns| columns > 0).or_else(|| {
            // Without a terminal it would start another program to ask.
            let size = output_is_terminal.then(crossterm::terminal::size)?;
            size.ok().map(|(columns, _)| columns)
        }),
    }
}

/// How long the reader waits for a pipe to end before it opens.
const MAX_PIPE_WAIT: Duration = Duration::from_millis(200);

/// Opens the reader.
fn open_reader(mut options: ReadOptions) -> Result<u8, Error> {
    let reading = options.reader.reading;
    if let Source::Feeds(known) = &mut options.source {
        *known = run::known_feeds(&FeedStore::from_env())?;
        if known.is_empty() {
            return write_text("no feeds yet: open one, as in byline https://example.org/feed\n");
        }
    }
    // Someone who types the text ends it before the reader needs the terminal.
    let is_piped = options.source == Source::Stdin && !io::stdin().is_terminal();
    let piped = is_piped.then(PipedInput::stdin);
    // For a URL, the reader opens before the download ends, and so it does while a pipe stays open; a file is loaded too fast to
    // show a message.
    let opening = match (&options.source, &piped) {
        (Source::Url(_), _) => None,
        (_, Some(input)) if !input.wait_for_end(MAX_PIPE_WAIT) => None,
        (_, Some(input)) => Some(load::open_partial_piped(input, &options.load)?),
        (source, None) => Some(load::open_partial(source, &options.load)?),
    };
    let target = LoadTarget {
        source: options.source,
        options: options.load,
        piped,
    };
    let stores = Stores {
        corrections: Arc::new(store(options.reader.analysis.corrections)),
        history: Arc::new(history(reading.history)),
        feeds: Arc::new(if reading.history {
            FeedStore::from_env()
        } else {
            FeedStore::disabled()
        }),
        // Who wants no history kept does not want the whole articles kept.
        library: Arc::new(library(LibraryOptions {
            library: options.library.library && reading.history,
            ..options.library
        })),
    };
    let terminal = TerminalOptions {
        mouse: reading.mouse,
        asks_background: options.reader.fits_background,
        asks_modes: options.terminal.asks_modes,
        hyperlinks: options.terminal.hyperlinks,
        asks_graphics: options.terminal.asks_graphics,
        iterm2_pictures: options.terminal.iterm2_pictures,
        follows_file: reading.follow,
        commands: options.commands,
    };
    run::run_reader(opening, target, stores, options.reader, terminal)
}

/// The store of corrections; a disabled one if `corrections` is false.
fn store(corrections: bool) -> Store {
    if corrections {
        Store::from_env()
    } else {
        Store::disabled()
    }
}

/// The history; a disabled one if `enabled` is false.
fn history(enabled: bool) -> History {
    if enabled {
        History::from_env()
    } else {
        History::disabled()
    }
}

/// The library; a disabled one if the options turn it off.
fn library(options: LibraryOptions) -> Library {
    if !options.library {
        return Library::disabled();
    }
    Library::in_folder(store::state_folder().as_deref()).with_keeping(Keeping {
        text: options.text,
        max_bytes: u64::from(options.megabytes) << 20,
    })
}

/// Lists the articles read, or clears the history.
fn history_command(clear: bool) -> Result<u8, Error> {
    let history = History::from_env();
    if clear {
        FeedStore::from_env().clear()?;
        let summary = match history.clear()? {
            0 => "the history is empty".to_owned(),
            1 => "removed one article from the history".to_owned(),
            count => format!("removed {count} articles from the history"),
        };
        return write_text(&format!("{summary}\n"));
    }
    let Environment {
        columns,
        output_is_terminal,
        ..
    } = detect_environment();
    let columns = columns.filter(|_| output_is_terminal).map(usize::from);
    let records = history.reader()?.list()?;
    if records.is_empty() && output_is_terminal {
        return write_text("the history is empty\n");
    }
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    print::history::write_history(&records, columns, &mut out)
        .map_err(|error| write_error(&error))?;
    Ok(0)
}

/// Prints the feeds that were opened, the last one first: when, its title and its source, separated by tabs. With `forget`,
/// forgets the feed from there instead.
fn feeds_command(forget: Option<PathBuf>) -> Result<u8, Error> {
    let store = FeedStore::from_env();
    if let Some(feed) = forget {
        let source = load::parse_source(feed);
        let name = load::display_name(&source);
        // A file that is gone has no other name than the one that was given.
        let location = load::reopen_location(&source).unwrap_or_else(|| name.as_str().to_owned());
        if !store.forget(&location)? {
            let sentence = format!("{name} is not among your feeds; byline feeds lists them");
            return Err(Error::Other(sentence));
        }
        return write_text(&format!("forgot {name}\n"));
    }
    let mut text = String::new();
    for record in store.list()? {
        let opened = dates::timestamp(record.opened.min(dates::now()));
        let (title, source) = (SafeText::new(&record.title), SafeText::new(&record.source));
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{opened}\t{title}\t{source}");
    }
    write_text(&text)
}

/// Writes `text` to standard output. A reader that closed the pipe is not an error.
fn write_text(text: &str) -> Result<u8, Error> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(write_error(&error)),
        _ => Ok(0),
    }
}

fn write_error(error: &io::Error) -> Error {
    Error::WriteFailed(SafeText::new(error.to_string()))
}
