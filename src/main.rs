//! The program: arguments in, exit code out.

use byline::cli::{self, Command, PrintOptions, ReadOptions, Surroundings};
use byline::config;
use byline::entities::{SURE, corrections};
use byline::error::{Error, Name};
use byline::load::{Found, Source};
use byline::print::progress::Progress;
use byline::store::Store;
use byline::{entities, load, print, run};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match start() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            // If even this cannot be written there is no one left to tell.
            let _ = writeln!(io::stderr().lock(), "byline: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn start() -> Result<u8, Error> {
    let settings = |path: Option<&Path>| config::read(path, |name| std::env::var_os(name));
    match cli::parse(std::env::args_os(), &surroundings(), settings)? {
        Command::Read(options) => read(options),
        Command::Print(options) => print(&options),
        Command::Show(text) => show(&text),
        Command::History { .. } => show(""),
    }
}

fn surroundings() -> Surroundings {
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let output_is_terminal = io::stdout().is_terminal();
    Surroundings {
        input_is_terminal: io::stdin().is_terminal(),
        output_is_terminal,
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        true_color: has_true_color(),
        columns: columns.filter(|&columns| columns > 0).or_else(|| {
            let size = crossterm::terminal::size().ok();
            size.filter(|_| output_is_terminal)
                .map(|(columns, _)| columns)
        }),
    }
}

/// Whether the terminal says that it shows every colour.
fn has_true_color() -> bool {
    let says = |name: &str, words: &[&str]| {
        std::env::var(name).is_ok_and(|value| words.iter().any(|word| value.ends_with(word)))
    };
    says("COLORTERM", &["truecolor", "24bit"]) || says("TERM", &["-direct"])
}

fn read(options: ReadOptions) -> Result<u8, Error> {
    // The reader is there before an address answers; a file is quicker than any notice.
    let opening = match options.source {
        Source::Address(_) => None,
        _ => Some(load::begin(&options.source, &options.load)?),
    };
    let kept = (options.source, store(options.settings.corrections));
    let mouse = options.settings.mouse;
    run::read(opening, kept, options.load, options.shown, mouse)
}

/// Where corrections are kept, if they count.
fn store(corrections: bool) -> Store {
    if corrections {
        Store::of_environment()
    } else {
        Store::nowhere()
    }
}

fn print(options: &PrintOptions) -> Result<u8, Error> {
    let progress = Progress::start(&options.source, io::stderr().is_terminal());
    let found = load::find(&options.source, &options.load, &|bytes| {
        progress.note(bytes)
    });
    drop(progress);
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    let document = match found? {
        Found::Feed(feed) if print::lists(options.format) => {
            print::feed(&feed, options, &mut out).map_err(|error| not_written(&error))?;
            return Ok(0);
        }
        Found::Feed(feed) => load::listing(&feed),
        Found::Article(document) => document,
    };
    let kept = store(options.corrections).load(&document);
    for trouble in kept.troubles {
        // As for any other failure: if this cannot be written there is no one left to tell.
        let _ = writeln!(io::stderr().lock(), "byline: {trouble}");
    }
    let found = match options.sure {
        SURE => entities::read(&document),
        sure => entities::read_doubtful(&document).at_least(sure),
    };
    let found = corrections::apply(document.text(), &found, &kept.corrections);
    print::print(&document, &found, options, &mut out).map_err(|error| not_written(&error))?;
    Ok(0)
}

fn show(text: &str) -> Result<u8, Error> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(not_written(&error)),
        _ => Ok(0),
    }
}

fn not_written(error: &io::Error) -> Error {
    Error::Write(Name::of(error.to_string()))
}
