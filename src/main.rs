//! The program: arguments in, exit code out.

use byline::app::state::{Options, Origin};
use byline::cli::{self, Color, Command, ReadOptions, Surroundings};
use byline::error::{Error, Name};
use byline::load::Source;
use byline::store::Store;
use byline::{load, print, run};
use std::io::{self, ErrorKind, IsTerminal, Write};
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
    match cli::parse(std::env::args_os(), &surroundings())? {
        Command::Read(options) => read(options),
        Command::Print(options) => print::all(&options, &store(options.corrections)),
        Command::Show(text) => show(&text),
        Command::Keys | Command::Config | Command::History { .. } => show(""),
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
        columns: columns.filter(|&columns| columns > 0).or_else(|| {
            let size = crossterm::terminal::size().ok();
            size.filter(|_| output_is_terminal)
                .map(|(columns, _)| columns)
        }),
    }
}

fn read(options: ReadOptions) -> Result<u8, Error> {
    // The reader is there before an address answers; a file is quicker than any notice.
    let opening = match options.source {
        Source::Address(_) => None,
        _ => Some(load::begin(&options.source, &options.load)?),
    };
    let origin = match options.source {
        Source::Path(_) | Source::Address(_) => Origin::Named,
        Source::Stdin => Origin::Input,
        Source::Sample => Origin::Sample,
    };
    let colour = match options.color {
        Color::Auto => !surroundings().no_color,
        Color::Always => true,
        Color::Never => false,
    };
    let shown = Options { colour, origin };
    let kept = (options.source, store(options.corrections));
    run::read(opening, kept, options.load, shown, options.mouse)
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
