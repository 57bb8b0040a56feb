//! The reader on a real pseudo-terminal. Protects: however the reader ends or is interrupted, the terminal is restored, the
//! exit code says what happened, and no key is lost or misread.

mod features;
mod handoff;
mod input;
mod pictures;

use crate::common::program::BYLINE;
use crate::common::pty::{Pty, command, size, wait_for_end};
use portable_pty::native_pty_system;
use rustix::process::Signal;
use std::fmt::Write as _;
use std::io::Read;
use tempfile::TempDir;
use vt100::Screen;

/// The beginning of the first paragraph, which is on the screen when the reader opens.
const FIRST: &str = "Paragraph 1 ";

/// Writes an article that is longer than the screen; returns the folder that holds it, and its path.
fn article() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    std::fs::write(&path, text()).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

fn text() -> String {
    let mut text = String::new();
    for number in 1..=60 {
        write!(text, "Paragraph {number} has a few words.\n\n").unwrap();
    }
    text
}

/// Starts the reader with an article and waits until it is drawn.
fn reader() -> (TempDir, Pty) {
    let (folder, path) = article();
    let pty = Pty::start(command(&[BYLINE, &path]));
    pty.wait_for_reader(FIRST);
    (folder, pty)
}

/// Protects: copied text reaches the terminal's clipboard, encoded so that it cannot act as a control sequence.
#[test]
fn a_sentence_is_copied_to_the_terminals_clipboard() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    std::fs::write(&path, "Barack Obama spoke in Paris.\n").unwrap();
    let mut pty = Pty::start(command(&[BYLINE, path.to_str().unwrap()]));
    pty.wait_for_reader("Obama");
    pty.wait("the analysis is complete", |screen| {
        screen.contents().contains("PEOPLE  1") && !screen.contents().contains("reading")
    });
    pty.send(".y");
    pty.wait("the message", |screen| {
        screen
            .contents()
            .contains("Copied 5 words: Barack Obama spoke")
    });
    let sequence = "\x1b]52;c;QmFyYWNrIE9iYW1hIHNwb2tlIGluIFBhcmlzLg==\x1b\\";
    assert!(pty.bytes().contains(sequence));
    pty.send("q");
    pty.ends_with(0);
}

/// Starts an interactive shell and runs the reader in it with the command `line`, which uses `$BYLINE` and `$ARTICLE`.
fn shell(line: &str) -> (TempDir, Pty) {
    shell_with(line, "")
}

/// Like [`shell`], with a failpoint set.
fn shell_with(line: &str, failpoint: &str) -> (TempDir, Pty) {
    let (folder, path) = article();
    let mut interactive = command(&["/bin/sh", "-i"]);
    interactive.env("BYLINE_TEST_FAILURE", failpoint);
    interactive.env("BYLINE", BYLINE);
    interactive.env("ARTICLE", path);
    let mut pty = Pty::start(interactive);
    pty.wait_for_shell("ready>");
    pty.send(&format!("{line}\r"));
    pty.wait_for_reader(FIRST);
    (folder, pty)
}

/// Quits the reader, then its shell.
fn quit_both(mut pty: Pty) {
    pty.send("q");
    pty.wait("the shell", |screen| !screen.alternate_screen());
    pty.send("echo co''de=$?\r");
    pty.wait_for_shell("code=0");
    pty.send("exit\r");
    pty.ends_with(0);
}

/// Whether the reader is on the screen and has scrolled away from the beginning.
fn is_scrolled(screen: &Screen) -> bool {
    screen.alternate_screen() && !screen.contents().contains(FIRST)
}

/// Asserts that keys scroll.
fn keys_work(pty: &mut Pty) {
    pty.send("jjjjjjjjjj");
    pty.wait("a scrolled text", is_scrolled);
    pty.send("kkkkkkkkkk");
    pty.wait_for_reader(FIRST);
}

#[test]
fn q_and_ctrl_c_quit() {
    for key in ["q", "\x03"] {
        let (_folder, mut pty) = reader();
        pty.send(key);
        let pty = pty.ends_with(0);
        assert!(
            !pty.contents().contains("Paragraph"),
            "nothing is left on the screen"
        );
    }
}

#[test]
fn keys_scroll_and_help_opens_and_closes() {
    let (_folder, mut pty) = reader();
    keys_work(&mut pty);
    let before = pty.contents();
    pty.send("?");
    pty.wait("the help", |screen| {
        screen.contents() != before && screen.contents().contains("previous mention")
    });
    pty.send("\x1b");
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn nothing_that_must_be_answered_is_asked_and_no_motion_is_reported() {
    let (_folder, mut pty) = reader();
    pty.send("\x0cq");
    let bytes = pty.ends_with(0).bytes();
    // Queries for the cursor position, the device attributes and the foreground.
    for query in ["\x1b[6n", "\x1b[c", "\x1b]10;?"] {
        assert!(!bytes.contains(query), "{query:?}");
    }
    assert!(!bytes.contains("\x1b[?1003h"), "every motion is reported");
}

#[test]
fn an_unreadable_file_leaves_the_terminal_untouched() {
    let pty = Pty::start(command(&[BYLINE, "/no/such/article"])).ends_with(1);
    pty.wait("the sentence", |screen| {
        screen.contents().contains("/no/such/article")
    });
    assert!(!pty.bytes().contains('\x1b'), "{:?}", pty.bytes());
}

#[test]
fn a_dumb_terminal_is_left_untouched() {
    let (_folder, path) = article();
    let mut dumb = command(&[BYLINE, &path]);
    dumb.env("TERM", "dumb");
    let pty = Pty::start(dumb).ends_with(1);
    pty.wait("the sentence", |screen| screen.contents().contains("dumb"));
    assert!(!pty.bytes().contains('\x1b'), "{:?}", pty.bytes());
}

/// Protects: every signal that ends programs restores the terminal first.
#[test]
fn a_signal_ends_it_with_its_exit_code() {
    for signal in [
        Signal::TERM,
        Signal::HUP,
        Signal::INT,
        Signal::QUIT,
        Signal::USR1,
        Signal::USR2,
        Signal::ALARM,
        Signal::VTALARM,
        Signal::PROF,
        Signal::XCPU,
        Signal::IO,
    ] {
        let (_folder, pty) = reader();
        pty.signal(signal);
        let pty = pty.ends_with(128 + signal.as_raw().cast_unsigned());
        assert!(!pty.contents().contains("panicked"), "{}", pty.contents());
    }
}

/// Protects: signals that only say that writing failed do not end it.
#[test]
fn signals_of_failed_writes_do_not_end_it() {
    let (_folder, mut pty) = reader();
    for signal in [Signal::PIPE, Signal::XFSZ] {
        pty.signal(signal);
        keys_work(&mut pty);
    }
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: a window of absurd size is no reason to end.
#[test]
fn an_absurd_window_is_no_harm() {
    let (_folder, mut pty) = reader();
    for (columns, rows) in [(20_000, 20_000), (65_535, 1), (1, 65_535)] {
        pty.resize_terminal(columns, rows);
        pty.send("jk");
        assert!(!pty.has_ended());
    }
    pty.resize_terminal(80, 24);
    // Keys and sizes come by two ways: until something is shown that needs the new size, keys may be handled at an old one, and
    // the text may have been scrolled there.
    pty.send("?");
    pty.wait("the help", |screen| {
        screen.contents().contains("previous mention")
    });
    pty.send("\x1b");
    pty.wait("the text", |screen| {
        !screen.contents().contains("previous mention") && screen.contents().contains("Paragraph")
    });
    pty.send("g");
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn it_ends_when_the_terminal_goes_away() {
    let (_folder, path) = article();
    let pair = native_pty_system().openpty(size(80, 24)).unwrap();
    let mut child = pair.slave.spawn_command(command(&[BYLINE, &path])).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut chunk = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("Paragraph") {
        let count = reader.read(&mut chunk).unwrap();
        seen.extend_from_slice(&chunk[..count]);
    }
    drop((reader, pair.master));
    assert_eq!(wait_for_end(&mut *child), 129);
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_restores_the_terminal_before_its_message() {
    let (_folder, path) = article();
    let mut broken = command(&[BYLINE, &path]);
    broken.env("BYLINE_TEST_FAILURE", "ui");
    let mut pty = Pty::start(broken);
    pty.wait_for_reader(FIRST);
    pty.send("j");
    let pty = pty.ends_with(101);
    pty.wait_for_shell("asked for by the tests");
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_in_the_background_does_not_disturb_the_reader() {
    let (_folder, path) = article();
    let mut broken = command(&[BYLINE, &path]);
    broken.env("BYLINE_TEST_FAILURE", "worker");
    let mut pty = Pty::start(broken);
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    pty.send("q");
    let bytes = pty.ends_with(0).bytes();
    assert!(!bytes.contains("panicked"), "it is printed over the screen");
}

#[test]
#[cfg(debug_assertions)]
fn a_second_signal_ends_it_when_it_is_stuck() {
    let (_folder, path) = article();
    let mut broken = command(&[BYLINE, &path]);
    broken.env("BYLINE_TEST_FAILURE", "stuck");
    let mut pty = Pty::start(broken);
    pty.wait_for_reader(FIRST);
    pty.send("j");
    // Two signals at once may arrive as one, so send them until it ends.
    for _ in 0..1_000 {
        if pty.has_ended() {
            break;
        }
        pty.signal(Signal::TERM);
    }
    pty.ends_with(143);
}

#[test]
fn ctrl_z_stops_it_and_fg_continues_it() {
    let (_folder, mut pty) = shell("\"$BYLINE\" \"$ARTICLE\"");
    for _ in 0..3 {
        pty.send("\x1a");
        pty.wait_for_shell("Stopped");
        pty.send("clear; echo ba''ck\r");
        pty.wait_for_shell("back");
        pty.send("fg\r");
        pty.wait_for_reader(FIRST);
        keys_work(&mut pty);
    }
    quit_both(pty);
}

/// Protects: what the user types once the shell's screen is back goes to the shell, even if the reader takes a while to end.
#[test]
#[cfg(debug_assertions)]
fn input_after_quitting_goes_to_the_shell() {
    let (_folder, pty) = shell_with("\"$BYLINE\" \"$ARTICLE\"", "slow end");
    quit_both(pty);
}

#[test]
fn ctrl_z_stops_the_script_around_it_too() {
    let (_folder, mut pty) = shell("sh -c '\"$BYLINE\" \"$ARTICLE\"; exit $?'");
    pty.send("\x1a");
    pty.wait_for_shell("Stopped");
    pty.send("fg\r");
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    quit_both(pty);
}

#[test]
fn ctrl_z_does_nothing_without_a_shell_to_continue_it() {
    let (_folder, mut pty) = reader();
    pty.send("\x1a");
    keys_work(&mut pty);
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn the_stop_signal_is_obeyed() {
    let (_folder, mut pty) = shell("\"$BYLINE\" \"$ARTICLE\"");
    pty.signal_foreground(Signal::TSTP);
    pty.wait_for_shell("Stopped");
    pty.send("fg\r");
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    quit_both(pty);
}

#[test]
fn it_recovers_from_a_stop_signal_that_cannot_be_caught() {
    let (_folder, mut pty) = shell("\"$BYLINE\" \"$ARTICLE\"");
    pty.signal_foreground(Signal::STOP);
    // The modes could not be restored, so the shell's message appears on the reader's screen.
    pty.wait("the shell's message", |screen| {
        screen.contents().contains("Stopped")
    });
    // The terminal is still in raw mode, in which Enter would not end the shell's line.
    pty.send("fg\n");
    pty.wait("a redrawn screen", |screen| {
        !screen.contents().contains("Stopped") && screen.contents().contains(FIRST)
    });
    keys_work(&mut pty);
    quit_both(pty);
}

#[test]
fn after_many_resizes_the_last_size_counts() {
    let (_folder, mut pty) = reader();
    for step in 0..200_u16 {
        pty.resize_terminal(1 + step * 7 % 130, 1 + step * 5 % 50);
    }
    pty.resize(100, 40);
    // Only a screen of this height shows that many paragraphs.
    pty.wait_for_reader("Paragraph 15 ");
    keys_work(&mut pty);
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: an invalid configuration ends it before the terminal is touched; a valid one takes effect.
#[test]
fn an_invalid_configuration_leaves_the_terminal_untouched() {
    let (folder, path) = article();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[keys.text]\nX = \"leave\"\nq = \"frobnicate\"\n").unwrap();
    let config_path = config.to_str().unwrap();
    let pty = Pty::start(command(&[BYLINE, "--config", config_path, &path]));
    let pty = pty.ends_with(2);
    pty.wait_for_shell("config.toml:3:5: there is no action");
    assert!(!pty.bytes().contains('\x1b'), "{:?}", pty.bytes());
    std::fs::write(&config, "[keys.text]\nX = \"leave\"\nq = \"nop\"\n").unwrap();
    let mut pty = Pty::start(command(&[BYLINE, "--config", config_path, &path]));
    pty.wait_for_reader(FIRST);
    pty.send("qX");
    pty.ends_with(0);
}
