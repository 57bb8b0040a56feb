//! Tests of the command line.

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
    parse(arguments, surroundings, |_| Ok(Settings::default()))
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
    assert_eq!(printed(&["--tsv"], &terminal()).sources, [Source::Sample]);
    let piped = Surroundings {
        input_is_terminal: false,
        ..terminal()
    };
    assert_eq!(printed(&["--tsv"], &piped).sources, [Source::Stdin]);
    assert_eq!(
        printed(&["--tsv", "-"], &terminal()).sources,
        [Source::Stdin]
    );
}

/// Protects: a browser of the terminal names its page by an address, also where that is a file.
#[test]
fn the_address_of_a_file_is_the_file() {
    for (told, path) in [
        ("file:///home/ann/a%20b.html#top", "/home/ann/a b.html"),
        ("FILE://localhost/c.txt?x", "/c.txt"),
        ("file://server/c.txt", "file://server/c.txt"),
        ("file:c.txt", "file:c.txt"),
        ("a%20b.html", "a%20b.html"),
    ] {
        let options = printed(&["--tsv", told], &terminal());
        assert_eq!(options.sources, [Source::Path(path.into())], "{told}");
    }
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
        options.sources,
        [Source::Address("HTTPS://example.org/a".to_owned())]
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
        &["--theme", "blue\u{1b}[2J"],
        &["--measure", "19"],
        &["--sure", "101"],
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
        let error = ask(arguments, &terminal()).expect_err("nonsense");
        assert_eq!(error.exit_code(), 2);
        assert!(!error.to_string().contains(['\n', '\u{1b}']), "{error}");
    }
}

/// Protects: a tool behind flags is not looked for as a file, and a file of that name can be read.
#[test]
fn a_tool_stands_first() {
    let error = ask(&["--theme", "dusk", "keys"], &terminal()).expect_err("no article");
    assert!(error.to_string().contains("byline keys"), "{error}");
    for file in [&["--tsv", "./keys"][..], &["--tsv", "keys", "man"]] {
        assert!(ask(file, &terminal()).is_ok());
    }
}

/// Protects: what is no number is told in words for people.
#[test]
fn what_is_no_number_is_told_plainly() {
    let error = ask(&["--width", "wide"], &terminal()).expect_err("no number");
    assert!(error.to_string().contains("a whole number"), "{error}");
}

/// Protects: what is set holds for what is printed, too.
#[test]
fn settings_hold_in_a_pipe() {
    let options = printed(&["--tsv", "--sure", "30", "--no-corrections"], &terminal());
    assert_eq!((options.sure, options.corrections), (30, false));
}

/// Protects: several articles are printed in the order they were named; nothing named is lost.
#[test]
fn several_are_printed_and_one_is_read() {
    let options = printed(&["--json", "a", "-", "https://example.org/b"], &terminal());
    assert_eq!(options.sources.len(), 3);
    assert_eq!(options.sources.get(1), Some(&Source::Stdin));
    let piped = Surroundings {
        output_is_terminal: false,
        ..terminal()
    };
    assert_eq!(printed(&["a", "b"], &piped).format, Format::Article);
    let several = ask(&["a", "b"], &terminal()).expect_err("one reader, two articles");
    assert!(several.to_string().contains("--plain"), "{several}");
    let grep = printed(&["--grep", " Ada ", "a", "b"], &terminal());
    assert_eq!(grep.format, Format::Grep("Ada".to_owned()));
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
