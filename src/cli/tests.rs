//! Tests of the command line.

use super::*;

fn terminal() -> Environment {
    Environment {
        input_is_terminal: true,
        output_is_terminal: true,
        ..Environment::default()
    }
}

fn parse_arguments(arguments: &[&str], environment: &Environment) -> Result<Command, Error> {
    let arguments = std::iter::once("byline")
        .chain(arguments.iter().copied())
        .map(OsString::from);
    parse(arguments, environment, |_| Ok(Settings::default()))
}

fn print_options(arguments: &[&str], environment: &Environment) -> PrintOptions {
    match parse_arguments(arguments, environment) {
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
fn a_terminal_opens_the_reader_and_a_pipe_prints() {
    assert!(matches!(
        parse_arguments(&["a.txt"], &terminal()),
        Ok(Command::Read(_))
    ));
    let pipe = Environment {
        output_is_terminal: false,
        ..terminal()
    };
    assert_eq!(
        print_options(&["a.txt"], &pipe).format,
        OutputFormat::Article
    );
    assert_eq!(
        print_options(&["--json", "a.txt"], &terminal()).format,
        OutputFormat::Json { reasons: false }
    );
}

#[test]
fn without_an_argument_the_sample_or_standard_input_is_read() {
    assert_eq!(
        print_options(&["--tsv"], &terminal()).sources,
        [Source::Sample]
    );
    let piped = Environment {
        input_is_terminal: false,
        ..terminal()
    };
    assert_eq!(print_options(&["--tsv"], &piped).sources, [Source::Stdin]);
    assert_eq!(
        print_options(&["--tsv", "-"], &terminal()).sources,
        [Source::Stdin]
    );
}

/// Protects: terminal browsers can pass the page to byline as a URL, even if it is a file.
#[test]
fn file_urls_are_paths() {
    for (argument, path) in [
        ("file:///home/ann/a%20b.html#top", "/home/ann/a b.html"),
        ("FILE://localhost/c.txt?x", "/c.txt"),
        ("file://server/c.txt", "file://server/c.txt"),
        ("file:c.txt", "file:c.txt"),
        ("a%20b.html", "a%20b.html"),
    ] {
        let options = print_options(&["--tsv", argument], &terminal());
        assert_eq!(options.sources, [Source::Path(path.into())], "{argument}");
    }
}

#[test]
fn urls_are_not_paths_and_get_the_download_limits() {
    let arguments = [
        "--tsv",
        "--timeout",
        "5",
        "--max-bytes",
        "5M",
        "HTTPS://example.org/a",
    ];
    let options = print_options(&arguments, &terminal());
    assert_eq!(
        options.sources,
        [Source::Url("HTTPS://example.org/a".to_owned())]
    );
    assert_eq!(
        (
            options.load.fetch.timeout_seconds,
            options.load.fetch.max_bytes
        ),
        (5, 5 << 20)
    );
}

#[test]
fn wrong_command_lines_are_reported_in_one_line() {
    for arguments in [
        &["--frobnicate"][..],
        &["--json", "--tsv"],
        &["--width", "0"],
        &["--timeout", "0"],
        &["--max-bytes", "5G"],
        &["--max-bytes", "M"],
        &["--max-bytes", "999999999999999999999K"],
        &["--user-agent", "a\nb"],
        &["--theme", "blue\u{1b}[2J"],
        &["--text-width", "19"],
        &["--min-confidence", "101"],
        &["--order", "size"],
        &["--panel", "true"],
        &["a", "b"],
        &["--theme", "dusk", "keys"],
        &["--json", "-", "a", "-"],
        &["--html", "a", "b"],
        &["--grep", " "],
        &["--grep", "a", "--json"],
        &["--color", "blue\u{1b}[2J"],
    ] {
        let error = parse_arguments(arguments, &terminal()).expect_err("a usage error");
        assert_eq!(error.exit_code(), 2);
        assert!(!error.to_string().contains(['\n', '\u{1b}']), "{error}");
    }
}

/// Protects: a tool after flags is not taken for a file, and a file with the name of a tool can be read.
#[test]
fn a_tool_must_come_first() {
    let error =
        parse_arguments(&["--theme", "dusk", "keys"], &terminal()).expect_err("a usage error");
    assert!(error.to_string().contains("byline keys"), "{error}");
    for file in [&["--tsv", "./keys"][..], &["--tsv", "keys", "man"]] {
        assert!(parse_arguments(file, &terminal()).is_ok());
    }
}

/// Protects: the error for a bad number is readable.
#[test]
fn a_bad_number_has_a_readable_error() {
    let error = parse_arguments(&["--width", "wide"], &terminal()).expect_err("a usage error");
    assert!(error.to_string().contains("a whole number"), "{error}");
}

/// Protects: settings apply to printing, too.
#[test]
fn settings_apply_to_printing() {
    let options = print_options(
        &["--tsv", "--min-confidence", "30", "--no-corrections"],
        &terminal(),
    );
    let expected = AnalysisOptions {
        min_confidence: 30,
        corrections: false,
    };
    assert_eq!(options.analysis, expected);
}

/// Protects: several articles are printed in the order they were given, and none is dropped.
#[test]
fn several_articles_are_printed_but_only_one_is_read() {
    let options = print_options(&["--json", "a", "-", "https://example.org/b"], &terminal());
    assert_eq!(options.sources.len(), 3);
    assert_eq!(options.sources.get(1), Some(&Source::Stdin));
    let piped = Environment {
        output_is_terminal: false,
        ..terminal()
    };
    assert_eq!(
        print_options(&["a", "b"], &piped).format,
        OutputFormat::Article
    );
    let several = parse_arguments(&["a", "b"], &terminal()).expect_err("a usage error");
    assert!(several.to_string().contains("--plain"), "{several}");
    let grep = print_options(&["--grep", " Ada ", "a", "b"], &terminal());
    assert_eq!(grep.format, OutputFormat::Grep("Ada".to_owned()));
}

#[test]
fn colour_follows_the_environment_unless_set() {
    let plain = Environment {
        no_color: true,
        ..terminal()
    };
    assert!(print_options(&["--plain"], &terminal()).styled);
    assert!(!print_options(&["--plain"], &plain).styled);
    assert!(print_options(&["--plain", "--color", "always"], &plain).styled);
}
