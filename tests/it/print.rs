//! Printing with the real binary: output formats and exit codes.

use crate::common::program::byline;
use std::io::Write;
use std::process::{Output, Stdio};

fn run(arguments: &[&str]) -> Output {
    byline().args(arguments).output().unwrap()
}

/// Runs byline with `input` piped to it.
fn piped(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = byline()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may reject its input and exit before all of it is written.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// Asserts that byline failed with this exit code and a one-line message on standard error, which is returned.
fn failed(output: &Output, code: i32) -> String {
    let sentence = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{sentence}");
    assert!(output.stdout.is_empty());
    assert!(
        sentence.starts_with("byline: ") && sentence.ends_with('\n'),
        "{sentence}"
    );
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(
        !sentence.trim_end().chars().any(char::is_control),
        "{sentence:?}"
    );
    sentence
}

#[test]
fn help_and_version_succeed() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    for flag in [
        "--json",
        "--tsv",
        "--people",
        "--countries",
        "--plain",
        "--html",
        "--grep",
        "--color",
        "--width",
        "--mouse",
    ] {
        assert!(stdout(&help).contains(flag), "{flag} is not in the help");
    }
    assert!(stdout(&run(&["--version"])).starts_with("byline "));
}

#[test]
fn bad_usage_exits_with_2() {
    assert!(failed(&run(&["--frobnicate"]), 2).contains("--frobnicate"));
    failed(&run(&["--json", "--tsv", "x"]), 2);
    failed(&run(&["--width", "none"]), 2);
    failed(&run(&["--html", "one", "two"]), 2);
    failed(&run(&["--json", "-", "-"]), 2);
    failed(&run(&["--grep", "", "x"]), 2);
    failed(&run(&["--bad\u{1b}[2J"]), 2);
}

#[test]
fn an_article_that_cannot_be_opened_exits_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert!(failed(&run(&[&path("none.txt")]), 1).contains("none.txt"));
    assert!(failed(&run(&[folder.path().to_str().unwrap()]), 1).contains("is a directory"));
    std::fs::write(path("empty.txt"), "").unwrap();
    assert!(failed(&run(&[&path("empty.txt")]), 1).contains("empty.txt is empty"));
    std::fs::write(path("photo.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    assert!(
        failed(&run(&[&path("photo.png")]), 1)
            .contains("photo.png looks like a PNG image, not text")
    );
    failed(&run(&[&path("no\u{1b}[2Jthing\n")]), 1);
    failed(&piped(&[], b""), 1);
    failed(&piped(&["-"], b" \n "), 1);
    failed(&run(&["https://example.org/article"]), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_need_not_be_unicode_but_an_endless_device_fails() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder
        .path()
        .join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
    std::fs::write(&path, "A short text.").unwrap();
    let output = byline().arg(&path).output().unwrap();
    assert_eq!(stdout(&output), "A short text.\n");
    failed(&run(&["/dev/zero"]), 1);
}

#[test]
fn the_article_is_wrapped_in_a_pipe() {
    let words = "word ".repeat(60);
    let output = piped(&["--width", "30"], words.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).lines().count() > 9);
    assert!(stdout(&output).lines().all(|line| line.len() <= 30));
    let columns = byline().env("COLUMNS", "20").arg("-").output().unwrap();
    failed(&columns, 1);
}

#[test]
fn escape_sequences_are_printed_only_on_request() {
    let sample = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample.txt")).unwrap();
    for flags in [
        &[][..],
        &["--plain"],
        &["--json"],
        &["--tsv"],
        &["--html"],
        &["--grep", "norway"],
        &["--color", "never"],
    ] {
        let output = piped(flags, &sample);
        assert!(!stdout(&output).is_empty(), "{flags:?}");
        assert!(!stdout(&output).contains('\u{1b}'), "{flags:?}");
    }
}

#[test]
fn json_offsets_are_code_points() {
    let text = "Zoë in Paris\n\nAngela Merkel met Vladimir Putin in France. The Russian president flew to Moscow.\n";
    let output = piped(&["--json"], text.as_bytes());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["title"], "Zoë in Paris");
    assert_eq!(json["source"], "standard input");
    let points: Vec<char> = json["text"].as_str().unwrap().chars().collect();
    assert_eq!(points.iter().collect::<String>(), text.trim_end());
    let mut firsts = Vec::new();
    for entity in json["entities"].as_array().unwrap() {
        assert!(entity["kind"] == "person" || entity["code"].is_string());
        assert!(entity["roles"].is_array());
        let mentions = entity["mentions"].as_array().unwrap();
        assert!(!mentions.is_empty());
        for mention in mentions {
            let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
            let found: String = points.get(at("start")..at("end")).unwrap().iter().collect();
            assert_eq!(mention["text"], found.as_str());
        }
        firsts.push(mentions.first().unwrap()["start"].as_u64().unwrap());
    }
    assert!(
        firsts.is_sorted(),
        "entities are in order of their first mention"
    );
}

#[test]
fn tables_have_their_columns() {
    let text = b"Angela Merkel met Vladimir Putin in France. The Russian president flew to Moscow.";
    let output = piped(&["--tsv"], text);
    let mut lines = stdout(&output).lines();
    assert_eq!(
        lines.next(),
        Some("start\tend\tkind\tcode\thow\tname\ttext")
    );
    assert_eq!(lines.clone().count(), 5);
    assert!(lines.all(|line| line.split('\t').count() == 7));
    for (flag, rows, columns) in [("--people", 2, 2), ("--countries", 2, 3)] {
        let output = piped(&[flag], text);
        let lines = stdout(&output).lines();
        assert_eq!(lines.clone().count(), rows, "{flag}");
        assert!(
            lines
                .into_iter()
                .all(|line| line.split('\t').count() == columns)
        );
    }
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let mut child = byline()
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let text = "A line that nobody will read. ".repeat(20_000);
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

/// Protects: the JSON says what is known of the article, and the outline counts code points.
#[test]
fn json_tells_what_is_known_of_the_article() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.html");
    let prose = "<p>Ähnlich wie im Vorjahr sprach Angela Merkel in Berlin über die Zukunft des Hafens und der Schiffe, die dort liegen.</p>".repeat(8);
    std::fs::write(
        &path,
        format!(
            "<html lang=de><head><title>Der Häfen Zukunft</title><link rel=canonical href='https://example.org/1'>\
             <meta property='og:site_name' content='Die Welle'><meta name=author content='Ann Lee, Bo Dahl'></head>\
             <body><article><h1>Der Häfen Zukunft</h1><time>Samstag, 5. Oktober 2013</time>{prose}<h2>Später</h2>{prose}</article></body></html>"
        ),
    )
    .unwrap();
    let output = byline().arg("--json").arg(&path).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["title"], "Der Häfen Zukunft");
    assert_eq!(json["authors"], serde_json::json!(["Ann Lee", "Bo Dahl"]));
    assert_eq!(json["date"], "2013-10-05");
    assert_eq!(json["site"], "Die Welle");
    assert_eq!(json["language"], "deu");
    assert_eq!(json["address"], "https://example.org/1");
    assert_eq!(json["format"], "html");
    let heading = &json["outline"][1];
    assert_eq!(
        (&heading["level"], &heading["text"]),
        (&2.into(), &"Später".into())
    );
    let start = heading["start"].as_u64().unwrap() as usize;
    let text: String = json["text"].as_str().unwrap().chars().skip(start).collect();
    assert!(text.starts_with("Später\n\n"));
}
