//! The program: arguments in, exit code out.

use byline::cli::{self, Command, ReadOptions, Surroundings};
use byline::config;
use byline::error::{Error, Name};
use byline::load::Source;
use byline::store::Store;
use byline::{load, print, run};
use std::io::{self, ErrorKind, IsTerminal, Write};
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
        Command::Print(options) => print::all(&options, &store(options.corrections)),
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

fn show(text: &str) -> Result<u8, Error> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(not_written(&error)),
        _ => Ok(0),
    }
}

fn not_written(error: &io::Error) -> Error {
    Error::Write(Name::of(error.to_string()))
}
