//! The tools of the program: completions and the manual page, which are made from the definition of the command line.

use crate::common::program::{byline, printed, say_skipped};
use byline::app::action::COMMANDS;
use std::io::Write;
use std::process::{Command, Stdio};

/// The flags listed by `--help`.
fn flags() -> Vec<String> {
    let help = printed(&["--help"]);
    let flags = help
        .split_whitespace()
        .filter(|word| word.starts_with("--") && word.len() > 3);
    let clean = |flag: &str| flag.trim_end_matches([',', ';', '.', ')', ':']).to_owned();
    let mut flags: Vec<String> = flags.map(clean).collect();
    flags.sort();
    flags.dedup();
    assert!(flags.len() > 10, "{flags:?}");
    flags
}

/// Whether `program` accepts `script` on standard input; `None` if it is not installed.
fn parses(program: &str, arguments: &[&str], script: &str) -> Option<bool> {
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        say_skipped(&format!(
            "{program} is not installed, its completions are not parsed"
        ));
        return None;
    };
    child
        .stdin
        .take()
        .unwrap()
        .write_all(script.as_bytes())
        .unwrap();
    Some(child.wait().unwrap().success())
}

/// Protects: every flag and tool is completed in every shell, and the installed shells accept the scripts.
#[test]
fn completions_contain_every_flag() {
    let check: &[(&str, &[&str])] = &[("bash", &["-n"]), ("zsh", &["-n"]), ("fish", &["-n"])];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&["completions", shell]);
        for flag in flags() {
            let long = flag.trim_start_matches('-');
            assert!(script.contains(long), "{shell}: {flag}");
        }
        for tool in ["manual", "config", "keys", "history", "completions", "man"] {
            assert!(script.contains(tool), "{shell}: {tool}");
        }
        if let Some((_, arguments)) = check.iter().find(|(name, _)| *name == shell) {
            assert_ne!(parses(shell, arguments, &script), Some(false), "{shell}");
        }
    }
    let unknown = byline().args(["completions", "tcsh"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
}

/// Protects: with the script, bash completes flags and tools.
#[test]
fn bash_completes_flags_and_tools() {
    let script = printed(&["completions", "bash"]);
    let query = "
COMP_WORDS=(byline --peo); COMP_CWORD=1
_byline byline --peo byline
echo \"${COMPREPLY[@]}\"
COMP_WORDS=(byline hist); COMP_CWORD=1
_byline byline hist byline
echo \"${COMPREPLY[@]}\"";
    let result = Command::new("bash")
        .arg("-c")
        .arg(format!("{script}{query}"))
        .output();
    let Ok(out) = result else {
        say_skipped("bash is not installed");
        return;
    };
    let output = String::from_utf8_lossy(&out.stdout);
    assert_eq!(
        output.lines().collect::<Vec<_>>(),
        ["--people", "history"],
        "{out:?}"
    );
}

/// Protects: the manual page lists every flag, key and tool, and no text in it is read as a roff command.
#[test]
fn the_manual_page_is_complete() {
    let page = printed(&["man"]);
    let plain = page
        .replace("\\-", "-")
        .replace("\\(aq", "'")
        .replace("\\(ha", "^");
    for flag in flags() {
        assert!(plain.contains(&flag), "{flag}");
    }
    for command in COMMANDS {
        assert!(
            plain.contains(command.description),
            "{}",
            command.description
        );
    }
    for section in [
        "NAME",
        "SYNOPSIS",
        "OPTIONS",
        "COMMANDS",
        "READING",
        "KEYS",
        "CORRECTIONS",
        "FILES",
        "ENVIRONMENT",
        "EXIT STATUS",
        "EXAMPLES",
    ] {
        let heading = format!(".SH {section}");
        assert!(
            page.lines().any(|line| line.replace('\"', "") == heading),
            "{section}"
        );
    }
    let known = [
        ".ie", ".el", ".TH", ".SH", ".SS", ".TP", ".PP", ".br", ".nf", ".fi", ".RS", ".RE", ".IP",
    ];
    for line in page.lines().filter(|line| line.starts_with(['.', '\''])) {
        assert!(
            known.iter().any(|command| line.starts_with(command)),
            "{line}"
        );
    }
}

/// Protects: a file with the name of a tool can still be read.
#[test]
fn a_file_named_like_a_tool_is_read_by_its_path() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("keys"), "Angela Merkel met nobody.").unwrap();
    let out = byline()
        .current_dir(folder.path())
        .args(["--people", "./keys"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&out.stdout).contains("Angela Merkel"));
}

/// Protects: without a shell, `completions` lists the shells.
#[test]
fn completions_list_the_shells() {
    let out = byline().arg("completions").output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    let output = String::from_utf8(out.stderr).unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(output.contains(shell), "{output}");
    }
}
