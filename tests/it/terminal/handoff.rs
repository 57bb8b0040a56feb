//! Handing the terminal to another program. Protects: the program has the terminal for itself, whatever it does to the modes
//! is undone, signals from the keyboard meanwhile do not end or stop byline on their own, and the reader returns to where it
//! was.

use super::{BYLINE, FIRST, Pty, article, command, keys_work, quit_both, reader, shell};
use portable_pty::CommandBuilder;
use rustix::process::Signal;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::TempDir;
use vt100::Screen;

/// The prompt shown before the reader covers what a command has printed.
const PROMPT: &str = "[Press Enter to return to byline]";

/// Writes a program called `name` to `folder` that runs the shell `script`; returns its path.
fn program(folder: &Path, name: &str, script: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Writes a page whose canonical URL is `url`; returns the command that opens it.
fn page(folder: &Path, url: &str) -> CommandBuilder {
    let path = folder.join("page.html");
    let words =
        "Barack Obama spoke in Paris about the lamp that is lit there every night. ".repeat(9);
    let page = format!(
        "<html><head><link rel=\"canonical\" href=\"{url}\"></head><body><article><h1>Lamps</h1>\
         <p>{words}</p></article></body></html>"
    );
    fs::write(&path, page).unwrap();
    command(&[BYLINE, path.to_str().unwrap()])
}

/// Pipes the article to the command `line` and waits until it has printed `output`.
fn pipe(pty: &mut Pty, line: &str, output: &str) {
    pty.send(&format!("|{line}\r"));
    pty.wait_for_shell(output);
}

/// Presses Enter and asserts that the reader is back and responds to keys.
fn return_to_reader(pty: &mut Pty) {
    pty.send("\r");
    pty.wait_for_reader(FIRST);
    keys_work(pty);
}

fn quit(mut pty: Pty) {
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: a command gets the article, its output can be read, and then the reader is back where it was.
#[test]
fn a_command_gets_the_article_and_the_reader_returns() {
    let (_folder, mut pty) = reader();
    // 60 paragraphs of six words.
    pipe(&mut pty, "echo; wc -w; echo e''nd", "end");
    pty.wait_for_shell(PROMPT);
    assert!(pty.contents().contains("360"), "{}", pty.contents());
    // Other keys do not return to the reader, nor does one whose sequence begins with Esc.
    pty.send("jx");
    pty.send("\x1b[A");
    return_to_reader(&mut pty);
    assert!(!pty.contents().contains(PROMPT), "the screen is redrawn");
    quit(pty);
}

/// Protects: a command may read nothing or only part of the article, however long it is; Esc and Space return, too.
#[test]
fn a_command_need_not_read_its_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    let words = "Paragraph 1 has many words. ".repeat(20_000);
    fs::write(&path, words).unwrap();
    let mut pty = Pty::start(command(&[BYLINE, path.to_str().unwrap()]));
    pty.wait_for_reader(FIRST);
    for (line, key) in [("true", "\x1b"), ("head -c 1 > /dev/null", " ")] {
        pty.send(&format!("|{line}\r"));
        pty.wait_for_shell(PROMPT);
        pty.send(key);
        pty.wait("the message", |screen| {
            screen.alternate_screen() && screen.contents().contains("Piped the article")
        });
    }
    quit(pty);
}

/// Protects: after a full-screen program the reader returns without a prompt, at the same position.
#[test]
fn the_reader_returns_by_itself_after_a_full_screen_program() {
    let (folder, mut pty) = reader();
    let pager = "stty -icanon -echo < /dev/tty; echo pa''ging; dd bs=1 count=1 < /dev/tty 2> /dev/null >&2; \
                 stty icanon echo < /dev/tty";
    let pager = program(folder.path(), "pager", pager);
    // Five paragraphs, with the blank lines between them.
    let is_in_place = |screen: &Screen| {
        let shows = |text| screen.contents().contains(text);
        screen.alternate_screen() && !shows("Paragraph 5 ") && shows("Paragraph 6 ")
    };
    pty.send("jjjjjjjjjj");
    pty.wait("a scrolled text", is_in_place);
    pty.send(&format!("|{pager}\r"));
    pty.wait_for_shell("paging");
    // As long as a user needs at least.
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    pty.send("q");
    pty.wait("the reader at the same position", |screen| {
        is_in_place(screen) && screen.contents().contains("Piped the article")
    });
    assert!(!pty.bytes().contains(PROMPT));
    quit(pty);
}

/// Protects: Ctrl-C and Ctrl-\ end the command but not the reader.
#[test]
fn interrupt_keys_end_only_the_command() {
    for key in ["\x03", "\x1c"] {
        let (_folder, mut pty) = reader();
        // With exec, because the shell itself would survive the key and wait for the program.
        pipe(&mut pty, "echo be''gun; exec sleep 1000", "begun");
        pty.send(key);
        pty.wait_for_shell(PROMPT);
        pty.send("\x03");
        pty.wait("the message", |screen| {
            screen.alternate_screen() && screen.contents().contains("killed by a signal")
        });
        keys_work(&mut pty);
        quit(pty);
    }
}

/// Protects: Ctrl-Z stops the command and the reader together, and `fg` continues both.
#[test]
fn ctrl_z_stops_both_and_fg_continues_both() {
    let (_folder, mut pty) = shell("\"$BYLINE\" \"$ARTICLE\"");
    let line = "echo be''gun; read line < /dev/tty; echo o''ver";
    pipe(&mut pty, line, "begun");
    pty.send("\x1a");
    pty.wait_for_shell("Stopped");
    pty.send("clear; echo ba''ck\r");
    pty.wait_for_shell("back");
    pty.send("fg\r");
    pty.send("a line\r");
    pty.wait_for_shell("over");
    pty.wait_for_shell(PROMPT);
    return_to_reader(&mut pty);
    quit_both(pty);
}

/// Protects: in whatever state a command leaves the terminal, its modes are restored for the reader and for the shell.
#[test]
fn terminal_modes_changed_by_a_command_are_restored() {
    let (_folder, mut pty) = reader();
    pipe(
        &mut pty,
        "stty raw -echo < /dev/tty; echo bro''ken; exit 3",
        "broken",
    );
    pty.wait_for_shell(PROMPT);
    pty.send("\r");
    pty.wait("the message", |screen| {
        screen.alternate_screen() && screen.contents().contains("exit code 3")
    });
    keys_work(&mut pty);
    quit(pty);
}

/// Protects: a command that does not exist is reported.
#[test]
fn a_missing_command_is_reported() {
    let (_folder, mut pty) = reader();
    pipe(&mut pty, "no-such-command", "not found");
    pty.wait_for_shell(PROMPT);
    pty.send("\r");
    pty.wait_for_reader("Command not found");
    quit(pty);
}

/// Protects: a termination signal ends the reader while a command runs and while the prompt is shown, and the terminal is
/// restored.
#[test]
fn signals_end_it_during_a_handoff() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let (_folder, mut pty) = reader();
        pipe(&mut pty, "echo be''gun; exec sleep 1000", "begun");
        pty.signal(signal);
        pty.ends_with(code);
        let (_folder, mut pty) = reader();
        pipe(&mut pty, "echo be''gun", PROMPT);
        pty.signal(signal);
        pty.ends_with(code);
    }
}

/// Protects: the window may be resized while a command runs.
#[test]
fn a_resize_during_a_command_takes_effect() {
    let (_folder, mut pty) = reader();
    pipe(&mut pty, "echo be''gun", PROMPT);
    pty.resize(100, 40);
    pty.send("\r");
    pty.wait_for_reader("Paragraph 15 ");
    quit(pty);
}

/// Protects: a terminal browser gets the terminal, and the URL as one argument that no shell interprets.
#[test]
fn a_terminal_browser_gets_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let url = "https://example.org/$(touch${IFS}x);a=1&b='2";
    let mut command = page(folder.path(), url);
    let script = "printf 'at <%s> %s\\n' \"$1\" \"$#\"; read line";
    command.env("BROWSER", program(folder.path(), "w3m", script));
    let mut pty = Pty::start(command);
    pty.wait_for_reader("Obama");
    pty.send("o");
    // The browser may be a script that does not quote it.
    pty.wait_for_shell("at <https://example.org/%24%28touch%24{IFS}x%29%3Ba=1&b=%272> 1");
    pty.send("\r");
    pty.wait_for_shell(PROMPT);
    pty.send("\r");
    pty.wait_for_reader("Opened https://example.org/");
    quit(pty);
}

/// Protects: any other browser is started in the background, which the reader reports.
#[test]
fn a_graphical_browser_leaves_the_terminal_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let url = "https://example.org/lamps";
    let log = folder.path().join("arguments");
    let mut command = page(folder.path(), url);
    let script = format!("echo noise; echo \"$@\" > '{}'", log.display());
    let browser = program(folder.path(), "browser", &script);
    command.env("BROWSER", format!("/no/such/browser:{browser} --tab %s"));
    let mut pty = Pty::start(command);
    pty.wait_for_reader("Obama");
    pty.send("o");
    pty.wait_for_reader("Opened https://example.org/lamps in the browser");
    pty.wait("the browser has the URL", |_| {
        fs::read_to_string(&log).is_ok_and(|arguments| arguments == format!("--tab {url}\n"))
    });
    assert!(!pty.bytes().contains("noise"));
    quit(pty);
}

/// Protects: without a browser the user gets a message; over SSH the URL is copied instead.
#[test]
fn a_missing_browser_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    for (remote, message) in [
        (false, "No browser found"),
        (true, "No browser on this machine: copied"),
    ] {
        let mut command = page(folder.path(), "https://example.org/");
        if remote {
            command.env("SSH_TTY", "/dev/pts/9");
        }
        let mut pty = Pty::start(command);
        pty.wait_for_reader("Obama");
        pty.send("o");
        pty.wait_for_reader(message);
        let copied = "\x1b]52;c;aHR0cHM6Ly9leGFtcGxlLm9yZy8=\x1b\\";
        assert_eq!(pty.bytes().contains(copied), remote);
        quit(pty);
    }
}

/// Protects: copied text reaches the system's clipboard before byline ends, and a copy program that fails is reported by
/// name.
#[test]
fn copied_text_reaches_the_systems_clipboard() {
    let folder = TempDir::new().unwrap();
    let clipboard = folder.path().join("clipboard");
    for (script, message) in [
        (format!("cat > '{}'", clipboard.display()), "Copied"),
        ("exit 7".to_owned(), "wl-copy could not copy: exit code 7"),
    ] {
        program(folder.path(), "wl-copy", &script);
        let (_folder, path) = article();
        let mut command = command(&[BYLINE, &path]);
        let paths = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{paths}", folder.path().display()));
        command.env("WAYLAND_DISPLAY", "wayland-0");
        let mut pty = Pty::start(command);
        pty.wait_for_reader(FIRST);
        pty.send("vvlly");
        pty.wait_for_reader(message);
        pty.send("q");
        pty.ends_with(0);
    }
    assert_eq!(fs::read_to_string(&clipboard).unwrap(), "Paragraph 1 has");
}
