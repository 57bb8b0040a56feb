//! The program: arguments in, exit code out.

use byline::cli::{self, Command, ReadOptions, Surroundings};
use byline::config;
use byline::error::{Error, Name};
use byline::load::Source;
use byline::run::Commands;
use byline::store::{History, Store};
use byline::{load, print, run, when};
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
    let surroundings = surroundings();
    let command = cli::parse(std::env::args_os(), &surroundings, settings)?;
    if surroundings.input_is_terminal && command.reads_input() {
        // Nothing moves until something is typed: whoever did not mean that must not think that the program hangs.
        let told =
            "byline: reading what you type; Ctrl-D on an empty line ends it, Ctrl-C calls it off";
        let _ = writeln!(io::stderr().lock(), "{told}");
    }
    match command {
        Command::Read(options) => read(options),
        Command::Print(options) => print::all(&options, &store(options.corrections)),
        Command::Show(text) => show(&text),
        Command::History { clear } => remembered(clear),
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
    if options.settings.history {
        // While the article is read in; if there is no thread for it, it is done when it is needed.
        let _ = std::thread::Builder::new().spawn(when::prepare);
    }
    // The reader is there before an address answers; a file is quicker than any notice.
    let opening = match options.source {
        Source::Address(_) => None,
        _ => Some(load::begin(&options.source, &options.load)?),
    };
    let settings = &options.settings;
    let kept = (
        options.source,
        store(settings.corrections),
        history(settings.history),
    );
    let commands = Commands {
        copy: settings.copy.clone(),
        browser: settings.browser.clone(),
    };
    let ways = (settings.mouse, commands);
    run::read(opening, kept, options.load, options.shown, ways)
}

/// Where corrections are kept, if they count.
fn store(corrections: bool) -> Store {
    if corrections {
        Store::of_environment()
    } else {
        Store::nowhere()
    }
}

/// Where what is read is remembered, if it is.
fn history(wanted: bool) -> History {
    if wanted {
        History::of_environment()
    } else {
        History::nowhere()
    }
}

/// List what was read, or forget it.
fn remembered(clear: bool) -> Result<u8, Error> {
    let history = History::of_environment();
    if clear {
        let articles = match history.clear().map_err(Error::from)? {
            0 => "nothing to forget".to_owned(),
            1 => "forgot one article".to_owned(),
            count => format!("forgot {count} articles"),
        };
        return show(&format!("{articles}\n"));
    }
    let Surroundings {
        columns,
        output_is_terminal,
        ..
    } = surroundings();
    let columns = columns.filter(|_| output_is_terminal).map(usize::from);
    let records = history.all().map_err(Error::from)?;
    if records.is_empty() && output_is_terminal {
        return show("nothing is remembered yet\n");
    }
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    print::history::list(&records, columns, &mut out).map_err(|error| not_written(&error))?;
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
