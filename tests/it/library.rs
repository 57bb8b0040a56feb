//! The library, through the real program: what is kept, asked, exported and forgotten.

mod gold;
mod reader;

use crate::common::program::byline;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const TALKS: &str = "Talks in Berlin\n\nChancellor Angela Merkel met President Vladimir Putin of Russia in Berlin on Monday. \
    Merkel spoke first.\n";
const SUMMIT: &str = "A summit in Paris\n\nPresident Emmanuel Macron received Angela Merkel and Vladimir Putin in France.\n";

/// A home folder with two articles.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("articles/more");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("talks.txt"), TALKS).unwrap();
    fs::write(home.path().join("articles/summit.txt"), SUMMIT).unwrap();
    fs::write(
        home.path().join("articles/.hidden"),
        "Nobody met Joe Biden.",
    )
    .unwrap();
    home
}

fn command(home: &TempDir, words: &[&str]) -> Command {
    let mut command = byline();
    command
        .args(words)
        .env("HOME", home.path())
        .current_dir(home.path());
    command
}

fn run(home: &TempDir, words: &[&str]) -> Output {
    command(home, words).output().unwrap()
}

/// What the program prints; it must succeed.
#[track_caller]
fn printed(home: &TempDir, words: &[&str]) -> String {
    let output = run(home, words);
    assert!(output.status.success(), "{words:?} {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn configure(home: &TempDir, text: &str) {
    let folder = home.path().join(".config/byline");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), text).unwrap();
}

fn database(home: &TempDir) -> std::path::PathBuf {
    home.path().join(".local/state/byline/library.db")
}

/// Protects: of somebody in very many articles the latest 100 are printed, and the line after them says how to get the others.
#[test]
fn who_prints_the_latest_hundred_articles() {
    let home = home();
    for number in 0..103 {
        let text = format!("Angela Merkel spoke on day {number}.\n");
        fs::write(home.path().join(format!("articles/{number}.txt")), text).unwrap();
    }
    printed(&home, &["read-in", "articles"]);
    let sentences = |text: &str| text.matches("\n  Angela Merkel spoke on day ").count();
    let latest = printed(&home, &["who", "angela merkel"]);
    let (_, last) = latest.trim_end().rsplit_once('\n').unwrap();
    assert!(last.ends_with(" more articles: --all prints all"), "{last}");
    let all = printed(&home, &["who", "angela merkel", "--all"]);
    assert!(sentences(&latest) <= 100 && sentences(&all) == 103);
    assert!(!all.contains("more articles"), "{all}");
}

/// Protects: the way from a folder of articles to what was read about somebody.
#[test]
fn a_folder_is_read_in_and_asked() {
    let home = home();
    let first = run(&home, &["read-in", "articles"]);
    assert!(first.status.success());
    let kept = "articles/more/talks.txt\narticles/summit.txt\n";
    assert_eq!(String::from_utf8_lossy(&first.stdout), kept);
    assert!(stderr(&first).contains("on this computer"), "{first:?}");
    let again = run(&home, &["read-in", "articles"]);
    assert_eq!(stderr(&again), "", "that is said once");
    assert_eq!(
        printed(&home, &["library", "--people"]).lines().next(),
        Some("2 Angela Merkel")
    );

    let who = printed(&home, &["who", "merkel"]);
    assert!(
        who.starts_with("Angela Merkel: 2 articles (not opened), 3 mentions, "),
        "{who}"
    );
    assert!(
        who.contains("\nWith (articles): Vladimir Putin 2, Emmanuel Macron 1\n"),
        "{who}"
    );
    assert!(who.contains("\n  Merkel spoke first.\n"), "{who}");
    let json: serde_json::Value =
        serde_json::from_str(&printed(&home, &["who", "putin", "--json"])).unwrap();
    assert_eq!(json[0]["articles"], 2);
    assert_eq!(json[0]["in"][0]["roles"].as_array().map(Vec::len), Some(0));
    let russia = printed(&home, &["who", "russian"]);
    assert!(
        russia.starts_with("Russia: 1 article (not opened), 1 mention"),
        "{russia}"
    );
    assert_eq!(
        run(&home, &["who", "nobody", "at", "all"]).status.code(),
        Some(1)
    );

    let found = printed(&home, &["search", "spoke", "monday"]);
    assert!(
        found.starts_with("Talks in Berlin (") && found.contains("Merkel spoke first."),
        "{found}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&printed(&home, &["search", "--json", "summit"])).unwrap();
    assert_eq!(json[0]["title"], "A summit in Paris");
    assert_eq!(run(&home, &["search", "zebra"]).status.code(), Some(1));

    let people = printed(&home, &["library", "--people", "--tsv"]);
    assert!(
        people.starts_with("articles\tmentions\tname\tcode\tfirst\tlast\n2\t3\tAngela Merkel\t\t2"),
        "{people}"
    );
    let countries: serde_json::Value =
        serde_json::from_str(&printed(&home, &["library", "--countries", "--json"])).unwrap();
    assert!(
        countries
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["code"] == "RU")
    );
    assert_eq!(
        printed(&home, &["library", "--articles"]).lines().count(),
        2
    );
    assert_eq!(
        printed(&home, &["library", "--articles", "--since", "2999-01-01"]),
        ""
    );
    assert!(printed(&home, &["library"]).starts_with("2 articles (not opened), 3 people, "));
}

/// Protects: what is exported can be imported elsewhere, and what is forgotten is gone.
#[test]
fn a_library_is_exported_imported_and_forgotten() {
    let home = home();
    printed(&home, &["read-in", "articles"]);
    assert_eq!(
        printed(&home, &["library", "--export", "all.jsonl"]),
        "wrote 2 articles to all.jsonl\n"
    );
    let again = run(&home, &["library", "--export", "all.jsonl"]);
    assert!(
        !again.status.success() && stderr(&again).contains("all.jsonl"),
        "nothing is overwritten"
    );
    let people = printed(&home, &["library", "--people"]);
    let removed = printed(&home, &["library", "--forget", "macron"]);
    assert_eq!(
        removed,
        "removed Emmanuel Macron from the library; the texts remain\n"
    );
    assert_eq!(run(&home, &["who", "macron"]).status.code(), Some(1));
    let address = home
        .path()
        .canonicalize()
        .unwrap()
        .join("articles/summit.txt");
    let removed = printed(&home, &["library", "--forget", address.to_str().unwrap()]);
    assert_eq!(removed, "removed 1 article from the library\n");
    let unknown = run(&home, &["library", "--forget", "nobody"]);
    assert_eq!(stderr(&unknown), "byline: “nobody” is not in the library\n");
    assert_eq!(
        printed(&home, &["library", "--clear"]),
        "removed 1 article from the library\n"
    );
    assert_eq!(printed(&home, &["library"]), "the library is empty\n");
    assert_eq!(
        printed(&home, &["library", "--import", "all.jsonl"]),
        "added 2 articles from all.jsonl\n"
    );
    assert_eq!(printed(&home, &["library", "--people"]), people);
    let mut file = fs::OpenOptions::new()
        .append(true)
        .open(home.path().join("all.jsonl"))
        .unwrap();
    file.write_all(b"{\"title\": \"\x1b[2J\"}\n").unwrap();
    let bad = run(&home, &["library", "--import", "all.jsonl"]);
    let expected = "byline: line 3 of all.jsonl is not an article of a byline library; the lines before it were added\n";
    assert_eq!(stderr(&bad), expected);
}

/// Protects: printing keeps nothing, and a library that is turned off is not begun.
#[test]
fn printing_keeps_nothing_and_neither_does_a_library_that_is_off() {
    let home = home();
    for words in [
        &["--plain", "articles/summit.txt"][..],
        &["--json", "articles/summit.txt"],
        &["articles/summit.txt"],
    ] {
        printed(&home, words);
    }
    for words in [
        &["library"][..],
        &["library", "--people"],
        &["library", "--clear"],
    ] {
        printed(&home, words);
    }
    assert!(!database(&home).exists());
    configure(&home, "library = false");
    let refused = run(&home, &["read-in", "articles"]);
    assert!(stderr(&refused).contains("turned off"), "{refused:?}");
    assert!(!database(&home).exists());
    configure(&home, "library-text = false");
    printed(&home, &["read-in", "articles"]);
    assert!(printed(&home, &["who", "macron"]).contains("1 mention; the text is not kept"));
    assert_eq!(run(&home, &["search", "received"]).status.code(), Some(1));
}

/// Protects: an article that cannot be read stops no other, and what cannot be kept is reported in one sentence.
#[test]
fn bad_files_and_bad_folders_are_reported_in_one_sentence() {
    let home = home();
    fs::write(home.path().join("articles/empty.txt"), "").unwrap();
    let output = run(&home, &["read-in", "articles", "missing.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    let state = home.path().join(".local/state");
    fs::remove_dir_all(state.join("byline")).unwrap();
    fs::write(state.join("byline"), "a file where the folder should be").unwrap();
    let output = run(&home, &["read-in", "articles"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(
        said.starts_with("byline: what you read is not kept: cannot write "),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1);
    let said = stderr(&run(&home, &["who", "merkel"]));
    assert!(said.starts_with("byline: cannot read "), "{said}");
}

/// Protects: a damaged library is set aside once, in a sentence, and the command goes on with a new one.
#[test]
fn a_damaged_library_is_set_aside_and_the_command_goes_on() {
    let home = home();
    printed(&home, &["read-in", "articles"]);
    fs::write(database(&home), "no database".repeat(2000)).unwrap();
    let output = run(&home, &["library"]);
    assert!(output.status.success(), "{output:?}");
    assert!(
        stderr(&output).contains("library.db.broken-1; nothing could be saved"),
        "{output:?}"
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "the library is empty\n"
    );
    assert_eq!(stderr(&run(&home, &["library"])), "");
}

/// Protects: what is removed is also removed from a damaged file that was set aside, with its log, and a sentence says so; other
/// files stay.
#[test]
fn clearing_the_library_removes_damaged_files_too() {
    let home = home();
    printed(&home, &["read-in", "articles"]);
    let folder = database(&home).parent().unwrap().to_owned();
    let write = |name: &str| fs::write(folder.join(name), "text").unwrap();
    for name in [
        "library.db.broken-1",
        "library.db.broken-1-wal",
        "library.db.broken-1-shm",
        "library.db.broken-3",
        "library.db.broken-x",
        "library.db.broken-",
        "mine.db.broken-1",
    ] {
        write(name);
    }
    assert_eq!(
        printed(&home, &["library", "--clear"]),
        "removed 2 articles from the library, and the damaged library.db.broken-1 and library.db.broken-3\n"
    );
    let names = fs::read_dir(&folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<String> = names.filter(|name| name.contains("broken")).collect();
    left.sort();
    let others = [
        "library.db.broken-",
        "library.db.broken-x",
        "mine.db.broken-1",
    ];
    assert_eq!(left, others);
    write("library.db.broken-2");
    assert_eq!(
        printed(&home, &["library", "--clear"]),
        "removed the damaged library.db.broken-2; the library is empty\n"
    );
    assert_eq!(
        printed(&home, &["library", "--clear"]),
        "the library is empty\n"
    );
}

/// Protects: whatever is in the file or its name, no live control sequence reaches the output.
#[test]
fn hostile_text_stays_dead() {
    let home = home();
    let evil = "Angela \u{1b}[2JMerkel\u{202e} met Vladimir Putin.\u{9b}31m\n\nAngela Merkel left.";
    fs::write(home.path().join("articles/e\u{1b}[2Jvil.txt"), evil).unwrap();
    let read = run(&home, &["read-in", "articles"]);
    for words in [
        &["who", "angela"][..],
        &["who", "putin", "--json"],
        &["search", "left"],
        &["library", "--articles", "--tsv"],
        &["library", "--export", "/dev/stdout"],
    ] {
        let output = run(&home, words);
        for text in [&output.stdout, &output.stderr, &read.stdout] {
            let text = String::from_utf8_lossy(text);
            let is_live = |c: char| c.is_control() && c != '\n' && c != '\t' || c == '\u{202e}';
            assert!(!text.contains(is_live), "{words:?} {text:?}");
        }
    }
}

/// Protects: a file with the name of a command can be read, and the error says how.
#[test]
fn a_file_may_be_called_like_a_command() {
    let home = home();
    fs::write(home.path().join("who"), TALKS).unwrap();
    assert!(printed(&home, &["--people", "./who"]).contains("Angela Merkel"));
    let error = run(&home, &["--people", "who"]);
    assert!(stderr(&error).contains("write ./who"), "{error:?}");
}

/// Protects: several programs that read in at once lose nothing, and what was said to be kept is there when one is killed.
#[test]
fn nothing_that_was_reported_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("many");
    fs::create_dir(&folder).unwrap();
    for number in 0..600 {
        let text = format!(
            "Story {number}\n\nPerson{number} Ashford met Angela Merkel in France, and {number} others.\n"
        );
        fs::write(folder.join(format!("{number:04}.txt")), text).unwrap();
    }
    let mut reported = Vec::new();
    for wait in [150, 400, 700] {
        let mut child = command(&home, &["read-in", "many"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        reported.extend(whole.lines().map(str::to_owned));
        if database(&home).exists() {
            check_integrity(&database(&home));
        }
        let kept = printed(&home, &["library", "--articles", "--tsv"]);
        for name in &reported {
            assert!(kept.contains(&format!("/{name}\n")), "{name} was reported");
        }
    }
    let all: Vec<_> = (0..4)
        .map(|_| {
            command(&home, &["read-in", "many"])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in all {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    assert_eq!(
        printed(&home, &["library", "--articles"]).lines().count(),
        600
    );
    check_integrity(&database(&home));
}

fn check_integrity(path: &Path) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let answer: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(answer, "ok");
}

/// Protects: a surname finds the people with it, although an article has only the surname.
#[test]
fn a_surname_finds_whole_names() {
    let home = home();
    let alone = "Mr Merkel was late.\n";
    fs::write(home.path().join("articles/alone.txt"), alone).unwrap();
    printed(&home, &["read-in", "articles"]);
    let found = printed(&home, &["who", "merkel"]);
    assert!(found.starts_with("Angela Merkel: 2 articles"), "{found}");
    assert!(found.contains("\nMerkel: 1 article"), "{found}");
    printed(&home, &["library", "--forget", "merkel"]);
    let left = printed(&home, &["who", "merkel"]);
    assert!(left.starts_with("Angela Merkel: 2 articles") && !left.contains("\nMerkel: "));
}
