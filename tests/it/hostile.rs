//! Hostile input: nothing that acts on a terminal is printed, nothing panics, and nothing takes long for its size.

mod texts;

use crate::common::blocks::{assert_valid_document, is_unsafe};
use byline::cli::{OutputFormat, PrintOptions};
use byline::document::Document;
use byline::error::SafeText;
use byline::load::{self, Source};
use byline::options::AnalysisOptions;
use byline::{entities, print};
use proptest::prelude::*;

fn document(bytes: &[u8]) -> Option<Document> {
    load::parse_plain_text(bytes, &SafeText::new("hostile\u{1b}]0;name\u{7}")).ok()
}

fn printed(document: &Document, format: OutputFormat, width: usize) -> String {
    let found = entities::read(document);
    let (sources, styled) = (vec![Source::Sample], false);
    let load = load::LoadOptions::default();
    let options = PrintOptions {
        sources,
        load,
        format,
        width,
        styled,
        analysis: AnalysisOptions::default(),
    };
    let mut out = Vec::new();
    print::write_article(document, &found, &options, &mut out).unwrap();
    String::from_utf8(out).expect("UTF-8 goes out")
}

/// Checks the document's invariants, and that no output format prints anything that acts on a terminal. Returns whether
/// there is a document.
fn check(bytes: &[u8]) -> bool {
    let Some(document) = document(bytes) else {
        return false;
    };
    assert_valid_document(&document);
    assert!(!document.meta().source.chars().any(is_unsafe));
    for format in [
        OutputFormat::Article,
        OutputFormat::Plain,
        OutputFormat::Json { reasons: false },
        OutputFormat::Tsv,
        OutputFormat::People,
        OutputFormat::Countries,
        OutputFormat::Html,
        OutputFormat::Grep("a".to_owned()),
    ] {
        let tabbed = matches!(
            format,
            OutputFormat::Tsv | OutputFormat::People | OutputFormat::Countries
        );
        let out = printed(&document, format, 40);
        assert!(
            !out.chars().any(|c| is_unsafe(c) && !(tabbed && c == '\t')),
            "{out:?}"
        );
    }
    true
}

#[test]
fn known_terminal_attacks_are_neutralised() {
    for attack in [
        "\u{1b}[2J\u{1b}[Hgone",
        "\u{1b}]52;c;cm0gLXJm\u{7}copied",
        "\u{1b}]8;;file:///etc/passwd\u{1b}\\link\u{1b}]8;;\u{1b}\\",
        "\u{9b}31mred \u{9d}0;t\u{9c} done",
        "title \u{202e}txt.exe\n\nbody",
        "- \u{1b}[31mitem\n- two",
        "> \u{7}bell\n> two",
        "    code();\t\u{1b}[5mblink\n    more();",
        "\u{1b}",
        "a\u{8}\u{8}\u{8}b",
        "\u{feff}\u{feff}text",
        "\0a\0b\0c",
    ] {
        let is_empty = attack == "\u{1b}";
        assert_eq!(check(attack.as_bytes()), !is_empty, "{attack:?}");
    }
}

#[test]
fn extreme_sizes_and_shapes_are_handled() {
    let size = 120_000;
    let mut refused = 0;
    for text in [
        "x".repeat(size),
        "word ".repeat(size / 5),
        "a\n".repeat(size / 2),
        "\n".repeat(size),
        " ".repeat(size),
        "\t".repeat(size),
        "👩‍🚀".repeat(size / 11),
        "e\u{301}".repeat(size / 3),
        format!("Z{}", "\u{301}".repeat(size / 2)),
        "- ".repeat(size / 2),
        "- a\n".repeat(size / 4),
        ">".repeat(size),
        "> ".repeat(size / 2),
        "> a\n>> b\n".repeat(size / 9),
        "===\n".repeat(size / 4),
        "inter-\nnational ".repeat(size / 16),
        "\u{1b}]0;".repeat(size / 4),
        "\u{1b}P".repeat(size / 2),
        "\u{1b}[".repeat(size / 2),
        "a\u{8}".repeat(size / 2),
        "\u{8}".repeat(size),
        "東京都".repeat(size / 9),
        "مرحبا بالعالم ".repeat(size / 26),
        "    { }\n\n".repeat(size / 9),
        (0..2000)
            .map(|depth| format!("{}- x\n", " ".repeat(depth % 200)))
            .collect(),
    ] {
        refused += usize::from(!check(text.as_bytes()));
    }
    assert_eq!(refused, 7, "those without a letter");
}

/// Protects: no text makes the program panic or overflow a small stack. With `BYLINE_FULL` and a folder in
/// `BYLINE_HOSTILE` the texts are written there in full size, for measuring the real program's time and memory.
#[test]
fn hostile_texts_are_read_or_refused() {
    let full = std::env::var_os("BYLINE_FULL").is_some();
    let folder = std::env::var_os("BYLINE_HOSTILE").map(std::path::PathBuf::from);
    let mut read_count = 0;
    for (name, bytes) in texts::texts(if full { 1 } else { 1000 }) {
        if let Some(folder) = &folder {
            std::fs::write(folder.join(&name), &bytes).unwrap();
            continue;
        }
        let kind = match name.rsplit_once('.') {
            Some((_, "md")) => Some(load::FileFormat::Markdown),
            Some((_, "eml")) => Some(load::FileFormat::Mail),
            _ => None,
        };
        let read = move || {
            let mut raw = load::RawContent::new(bytes, SafeText::new("a text"));
            raw.declared_format = kind;
            let document = load::parse(&raw, &load::LoadOptions::default()).ok()?;
            Some(entities::read(&document).mentions().len())
        };
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let found = thread.spawn(read).unwrap().join();
        let found = found.unwrap_or_else(|_| panic!("{name} panics"));
        read_count += usize::from(found.is_some());
    }
    assert!(folder.is_some() || read_count > 30, "{read_count}");
}

#[test]
fn invalid_utf8_anywhere_is_handled() {
    let broken: Vec<u8> = (0..200_000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    assert!(check(&broken));
    let cut_accents = [b"caf\xc3".repeat(1000), b"\xa9 caf\xe9".repeat(1000)];
    assert!(check(&cut_accents.concat()));
    assert!(check(&"日本".repeat(1000).as_bytes()[1..]));
}

#[test]
fn the_sample_is_complete_at_every_width() {
    let document = load::open(&Source::Sample, &load::LoadOptions::default()).unwrap();
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    for width in [1, 2, 3, 7, 20, 79, 80, 1000] {
        let out = printed(&document, OutputFormat::Article, width);
        assert_eq!(letters(&out), letters(document.text()), "width {width}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn random_bytes_are_handled(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes);
    }

    #[test]
    fn random_lines_are_handled(lines in prop::collection::vec("([ \t>]{0,6}[-*#=1-9.)a]{0,3} ?[ -~é東\u{1b}\u{9b}\u{202e}\u{301}]{0,40}\n){1,4}", 0..12)) {
        check(lines.concat().as_bytes());
    }
}
