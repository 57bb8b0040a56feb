//! Life and death while another program has the terminal. Protects: it has it alone, whatever it does to it is undone, what
//! the keyboard sends meanwhile ends and stops nothing of ours by itself, and the reader comes back where it was.

use super::{BYLINE, FIRST, Pty, article, command, keys_work, quit_both, reader, shell};
use portable_pty::CommandBuilder;
use rustix::process::Signal;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::TempDir;
use vt100::Screen;

/// What is said before the reader covers what a command has printed.
const ASKED: &str = "[Enter comes back]";

/// A program called `name` in `folder`, which is the shell's `script`.
fn program(folder: &Path, name: &str, script: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A page that says which address is its own, and a command that opens it with the environment of the tests.
fn page(folder: &Path, address: &str) -> CommandBuilder {
    let path = folder.join("page.html");
    let words =
        "Barack Obama spoke in Paris about the lamp that is lit there every night. ".repeat(9);
    let page = format!(
        "<html><head><link rel=\"canonical\" href=\"{address}\"></head><body><article><h1>Lamps</h1>\
         <p>{words}</p></article></body></html>"
    );
    fs::write(&path, page).unwrap();
    command(&[BYLINE, path.to_str().unwrap()])
}

/// Give the article to `line`, and wait until that has printed `words`.
fn pipe(pty: &mut Pty, line: &str, words: &str) {
    pty.send(&format!("|{line}\r"));
    pty.wait_for_shell(words);
}

/// Press Enter, and assert that the reader is there again and listens.
fn come_back(pty: &mut Pty) {
    pty.send("\r");
    pty.wait_for_reader(FIRST);
    keys_work(pty);
}

fn quit(mut pty: Pty) {
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: a command reads the article, what it prints can be read, and then the reader is where it was.
#[test]
fn a_command_reads_the_article_and_the_reader_comes_back() {
    let (_folder, mut pty) = reader();
    // 60 paragraphs of six words.
    pipe(&mut pty, "echo; wc -w; echo e''nd", "end");
    pty.wait_for_shell(ASKED);
    assert!(pty.contents().contains("360"), "{}", pty.contents());
    // Only Enter comes back.
    pty.send("jx");
    come_back(&mut pty);
    assert!(!pty.contents().contains(ASKED), "painted anew");
    quit(pty);
}

/// Protects: a command that reads nothing, or not all, is fine, however long the article is.
#[test]
fn a_command_need_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    let words = "Paragraph 1 has many words. ".repeat(20_000);
    fs::write(&path, words).unwrap();
    let mut pty = Pty::start(command(&[BYLINE, path.to_str().unwrap()]));
    pty.wait_for_reader(FIRST);
    for line in ["true", "head -c 1 > /dev/null"] {
        pty.send(&format!("|{line}\r"));
        pty.wait_for_shell(ASKED);
        pty.send("\r");
        pty.wait("what is told", |screen| {
            screen.alternate_screen() && screen.contents().contains("gave the article")
        });
    }
    quit(pty);
}

/// Protects: after a program that fills the screen nobody has to press Enter, and the place is kept.
#[test]
fn a_program_that_fills_the_screen_comes_back_by_itself() {
    let (folder, mut pty) = reader();
    let pager = "stty -icanon -echo < /dev/tty; echo pa''ging; dd bs=1 count=1 < /dev/tty 2> /dev/null >&2; \
                 stty icanon echo < /dev/tty";
    let pager = program(folder.path(), "pager", pager);
    // Five paragraphs, with the blank lines between them.
    let place = |screen: &Screen| {
        let shows = |words| screen.contents().contains(words);
        screen.alternate_screen() && !shows("Paragraph 5 ") && shows("Paragraph 6 ")
    };
    pty.send("jjjjjjjjjj");
    pty.wait("a scrolled text", place);
    pty.send(&format!("|{pager}\r"));
    pty.wait_for_shell("paging");
    // As long as a person needs at least.
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    pty.send("q");
    pty.wait("the reader at the same place", |screen| {
        place(screen) && screen.contents().contains("gave the article")
    });
    assert!(!pty.bytes().contains(ASKED));
    quit(pty);
}

/// Protects: Ctrl-C and Ctrl-\ end the command, and not the reader.
#[test]
fn the_keyboard_ends_the_command_alone() {
    for key in ["\x03", "\x1c"] {
        let (_folder, mut pty) = reader();
        // The shell itself would wait for a program that it begins after the key.
        pipe(&mut pty, "echo be''gun; exec sleep 1000", "begun");
        pty.send(key);
        pty.wait_for_shell(ASKED);
        pty.send("\x03");
        pty.wait("what is told", |screen| {
            screen.alternate_screen() && screen.contents().contains("ended by a signal")
        });
        keys_work(&mut pty);
        quit(pty);
    }
}

/// Protects: Ctrl-Z stops command and reader together, and `fg` brings both back.
#[test]
fn the_keyboard_stops_both() {
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
    pty.wait_for_shell(ASKED);
    come_back(&mut pty);
    quit_both(pty);
}

/// Protects: however a command leaves the terminal, it is set back, for the reader and for the shell after it.
#[test]
fn a_command_that_breaks_the_terminal_does_no_harm() {
    let (_folder, mut pty) = reader();
    pipe(
        &mut pty,
        "stty raw -echo < /dev/tty; echo bro''ken; exit 3",
        "broken",
    );
    pty.wait_for_shell(ASKED);
    pty.send("\r");
    pty.wait("what is told", |screen| {
        screen.alternate_screen() && screen.contents().contains("ended with 3")
    });
    keys_work(&mut pty);
    quit(pty);
}

#[test]
fn a_command_that_is_not_there_is_told_of() {
    let (_folder, mut pty) = reader();
    pipe(&mut pty, "no-such-command", "not found");
    pty.wait_for_shell(ASKED);
    pty.send("\r");
    pty.wait_for_reader("no such command");
    quit(pty);
}

/// Protects: a signal that ends the reader ends it while a command runs and while Enter is waited for, and the terminal is as
/// it was found.
#[test]
fn signals_end_it_while_the_terminal_is_lent() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let (_folder, mut pty) = reader();
        pipe(&mut pty, "echo be''gun; exec sleep 1000", "begun");
        pty.signal(signal);
        pty.ends_with(code);
        let (_folder, mut pty) = reader();
        pipe(&mut pty, "echo be''gun", ASKED);
        pty.signal(signal);
        pty.ends_with(code);
    }
}

/// Protects: the window may change while a command runs.
#[test]
fn a_new_size_is_noticed_on_coming_back() {
    let (_folder, mut pty) = reader();
    pipe(&mut pty, "echo be''gun", ASKED);
    pty.resize(100, 40);
    pty.send("\r");
    pty.wait_for_reader("Paragraph 15 ");
    quit(pty);
}

/// Protects: a browser of the terminal gets it, and the address as one argument that no shell reads.
#[test]
fn a_browser_of_the_terminal_has_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let address = "https://example.org/$(touch${IFS}x);a=1&b='2";
    let mut command = page(folder.path(), address);
    let script = "printf 'at <%s> %s\\n' \"$1\" \"$#\"; read line";
    command.env("BROWSER", program(folder.path(), "w3m", script));
    let mut pty = Pty::start(command);
    pty.wait_for_reader("Obama");
    pty.send("o");
    pty.wait_for_shell(&format!("at <{address}> 1"));
    pty.send("\r");
    pty.wait_for_shell(ASKED);
    pty.send("\r");
    pty.wait_for_reader("showed https://example.org/");
    quit(pty);
}

/// Protects: any other browser is started beside the reader, which says so and goes on.
#[test]
fn a_browser_with_a_window_leaves_the_terminal_alone() {
    let folder = tempfile::tempdir().unwrap();
    let address = "https://example.org/lamps";
    let told = folder.path().join("told");
    let mut command = page(folder.path(), address);
    let script = format!("echo noise; echo \"$@\" > '{}'", told.display());
    let browser = program(folder.path(), "browser", &script);
    command.env("BROWSER", format!("/no/such/browser:{browser} --tab %s"));
    let mut pty = Pty::start(command);
    pty.wait_for_reader("Obama");
    pty.send("o");
    pty.wait_for_reader("opened https://example.org/lamps in the browser");
    pty.wait("the browser has it", |_| {
        fs::read_to_string(&told).is_ok_and(|told| told == format!("--tab {address}\n"))
    });
    assert!(!pty.bytes().contains("noise"));
    quit(pty);
}

/// Protects: without a browser the reader is told so; over SSH the address is copied instead.
#[test]
fn without_a_browser_something_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (far, words) in [
        (false, "no browser was found"),
        (true, "no browser here: copied"),
    ] {
        let mut command = page(folder.path(), "https://example.org/");
        if far {
            command.env("SSH_TTY", "/dev/pts/9");
        }
        let mut pty = Pty::start(command);
        pty.wait_for_reader("Obama");
        pty.send("o");
        pty.wait_for_reader(words);
        let copied = "\x1b]52;c;aHR0cHM6Ly9leGFtcGxlLm9yZy8=\x1b\\";
        assert_eq!(pty.bytes().contains(copied), far);
        quit(pty);
    }
}

/// Protects: what is copied reaches the system's clipboard before the reader ends, and one that fails is named.
#[test]
fn the_systems_clipboard_gets_what_is_copied() {
    let folder = TempDir::new().unwrap();
    let told = folder.path().join("told");
    for (script, words) in [
        (format!("cat > '{}'", told.display()), "copied 1"),
        (
            "exit 7".to_owned(),
            "wl-copy did not copy it: it ended with 7",
        ),
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
        pty.wait_for_reader(if words.starts_with("copied") {
            "copied"
        } else {
            words
        });
        pty.send("q");
        pty.ends_with(0);
    }
    assert_eq!(fs::read_to_string(&told).unwrap(), "Paragraph 1 has");
}
