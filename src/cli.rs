//! The command line.
//!
//! Owns the flags, their help, and the choice between reading and printing. Promises that a command line which makes no
//! sense is told so in one sentence ([`Error::Usage`]), whatever bytes it holds. Opens nothing.

mod limits;

use crate::error::{Error, Name};
use crate::load::{self, Encoding, FORMATS, Format as FileFormat, Source, clean};
use clap::error::ErrorKind;
use clap::{Args, Parser, ValueEnum};
use limits::Limits;
use std::ffi::OsString;
use std::path::PathBuf;

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
    disable_help_subcommand = true
)]
struct Flags {
    /// The article, a file or an address; - is standard input
    article: Option<PathBuf>,

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

    /// How many columns printed lines take [default: the terminal's, or 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    width: Option<u16>,

    /// Whether the reader listens to the mouse
    #[arg(long, value_enum, value_name = "on|off", default_value_t = Switch::On)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    mouse: Switch,
}

/// What to print instead of reading; one at most.
#[derive(Debug, Args)]
#[group(multiple = false)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag, and clap lets only one be set"
)]
struct Form {
    /// Print everything found as JSON
    #[arg(long)]
    json: bool,
    /// Print the mentions as a table: start, end, kind, code, how, name, text
    #[arg(long)]
    tsv: bool,
    /// Print the people, most mentioned first
    #[arg(long)]
    people: bool,
    /// Print the countries, most mentioned first
    #[arg(long)]
    countries: bool,
    /// Print the article with marks in words, for screen readers
    #[arg(long)]
    plain: bool,
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
    /// Show this text (help, version) and end.
    Show(String),
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
    let source = match flags.article {
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

impl Form {
    fn format(&self) -> Option<Format> {
        [
            (self.json, Format::Json),
            (self.tsv, Format::Tsv),
            (self.people, Format::People),
            (self.countries, Format::Countries),
            (self.plain, Format::Plain),
        ]
        .into_iter()
        .find_map(|(set, format)| set.then_some(format))
    }
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
mod tests {
    use super::*;

    fn terminal() -> Surroundings {
        Surroundings {
            input_is_terminal: true,
            output_is_terminal: true,
            ..Surroundings::default()
        }
    }

    fn ask(arguments: &[&str], surroundings: &Surroundings) -> Result<Command, Error> {
        let arguments = std::iter::once("byline")
            .chain(arguments.iter().copied())
            .map(OsString::from);
        parse(arguments, surroundings)
    }

    fn printed(arguments: &[&str], surroundings: &Surroundings) -> PrintOptions {
        match ask(arguments, surroundings) {
            Ok(Command::Print(options)) => options,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn flags_are_consistent() {
        use clap::CommandFactory;
        Flags::command().debug_assert();
    }

    #[test]
    fn a_terminal_reads_and_a_pipe_prints() {
        assert!(matches!(ask(&["a.txt"], &terminal()), Ok(Command::Read(_))));
        let pipe = Surroundings {
            output_is_terminal: false,
            ..terminal()
        };
        assert_eq!(printed(&["a.txt"], &pipe).format, Format::Article);
        assert_eq!(
            printed(&["--json", "a.txt"], &terminal()).format,
            Format::Json
        );
    }

    #[test]
    fn without_a_name_the_sample_or_the_pipe_is_read() {
        assert_eq!(printed(&["--tsv"], &terminal()).source, Source::Sample);
        let piped = Surroundings {
            input_is_terminal: false,
            ..terminal()
        };
        assert_eq!(printed(&["--tsv"], &piped).source, Source::Stdin);
        assert_eq!(printed(&["--tsv", "-"], &terminal()).source, Source::Stdin);
    }

    #[test]
    fn an_address_is_no_file_and_its_limits_are_taken_along() {
        let told = [
            "--tsv",
            "--timeout",
            "5",
            "--max-bytes",
            "5M",
            "HTTPS://example.org/a",
        ];
        let options = printed(&told, &terminal());
        assert_eq!(
            options.source,
            Source::Address("HTTPS://example.org/a".to_owned())
        );
        assert_eq!(
            (options.load.fetch.seconds, options.load.fetch.bytes),
            (5, 5 << 20)
        );
    }

    #[test]
    fn nonsense_is_told_in_one_sentence() {
        for arguments in [
            &["--frobnicate"][..],
            &["--json", "--tsv"],
            &["--width", "0"],
            &["--timeout", "0"],
            &["--max-bytes", "5G"],
            &["--max-bytes", "M"],
            &["--max-bytes", "999999999999999999999K"],
            &["--user-agent", "a\nb"],
            &["a", "b"],
            &["--color", "blue\u{1b}[2J"],
        ] {
            let error = ask(arguments, &terminal()).expect_err("nonsense");
            assert_eq!(error.exit_code(), 2);
            assert!(!error.to_string().contains(['\n', '\u{1b}']), "{error}");
        }
    }

    #[test]
    fn colour_follows_the_terminal_unless_told() {
        let plain = Surroundings {
            no_color: true,
            ..terminal()
        };
        assert!(printed(&["--plain"], &terminal()).styled);
        assert!(!printed(&["--plain"], &plain).styled);
        assert!(printed(&["--plain", "--color", "always"], &plain).styled);
    }
}
