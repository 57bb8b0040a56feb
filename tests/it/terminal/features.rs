//! What the terminal can show, and its background. Protects: colours fit the background, nothing waits for an answer, and
//! terminals without UTF-8 or colours get none.

use super::{BYLINE, FIRST, Pty, article, command, keys_work, shell};
use portable_pty::CommandBuilder;
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;
use vt100::{Color, Screen};

/// The question for the background.
const QUERY: &str = "\x1b]11;?\x1b\\";

/// The command that opens an article with a person and a country, with `arguments`.
fn people(arguments: &[&str]) -> (TempDir, CommandBuilder) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    std::fs::write(&path, "Barack Obama spoke in France.\n").unwrap();
    let argv = [&[BYLINE, path.to_str().unwrap()], arguments].concat();
    let command = command(&argv);
    (folder, command)
}

/// Starts `command` and waits until the names have been found.
fn start(command: CommandBuilder) -> Pty {
    let pty = Pty::start(command);
    pty.wait("the names", |screen| {
        let contents = screen.contents();
        contents.contains("PEOPLE  1") && contents.contains("COUNTRIES  1")
    });
    pty
}

/// The colour of the first letter of `text` in the article.
fn colour_of(screen: &Screen, text: &str) -> Option<Color> {
    let (rows, columns) = screen.size();
    let row =
        (0..rows).find(|&row| screen.contents_between(row, 0, row, columns).contains(text))?;
    let line = screen.contents_between(row, 0, row, columns);
    let column = line.find(text).map(|at| line[..at].chars().count())?;
    Some(screen.cell(row, column as u16)?.fgcolor())
}

/// Protects: names have colours that fit the background as soon as the terminal reports it, and not before.
#[test]
fn colours_fit_the_background() {
    let (_folder, command) = people(&[]);
    let mut pty = start(command);
    pty.wait("the terminal's own colour", |screen| {
        colour_of(screen, "Obama spoke") == Some(Color::Default)
    });
    assert_eq!(pty.bytes().matches(QUERY).count(), 1);
    for (answer, colour) in [
        ("ffff/ffff/ffff\x1b\\", Color::Idx(24)),
        ("0000/0000/0000\x07", Color::Idx(117)),
        ("8080/8080/8080\x07", Color::Default),
    ] {
        pty.send(&format!("\x1b]11;rgb:{answer}"));
        pty.wait(answer, |screen| {
            colour_of(screen, "Obama spoke") == Some(colour)
        });
    }
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: the terminal is asked after the first frame, and only where the answer would change something.
#[test]
fn the_background_is_asked_for_where_it_matters() {
    let (_folder, command) = people(&[]);
    let mut pty = start(command);
    pty.send("q");
    let bytes = pty.ends_with(0).bytes();
    let (frame, query) = (bytes.find("Obama").unwrap(), bytes.find(QUERY).unwrap());
    assert!(frame < query, "the first frame does not wait");
    for arguments in [
        &["--theme", "paper"][..],
        &["--theme", "terminal"],
        &["--color", "never"],
    ] {
        let (_folder, command) = people(arguments);
        let mut pty = start(command);
        // Nor does an answer that nobody asked for change anything.
        pty.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
        pty.send("q");
        assert!(!pty.ends_with(0).bytes().contains("]11;"), "{arguments:?}");
    }
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "linux"), ("TERM", "vt100")] {
        let (_folder, mut command) = people(&[]);
        command.env(name, value);
        let mut pty = start(command);
        pty.send("q");
        assert!(!pty.ends_with(0).bytes().contains("]11;"), "{name}={value}");
    }
}

/// Protects: an answer to the question of a program that has just ended does not reach the shell.
#[test]
fn the_answer_does_not_reach_the_shell() {
    let (_folder, path) = article();
    let mut interactive = command(&["/bin/sh", "-i"]);
    interactive.env("BYLINE", BYLINE);
    interactive.env("ARTICLE", path);
    let mut pty = Pty::start(interactive);
    pty.wait_for_shell("ready>");
    pty.send("\"$BYLINE\" \"$ARTICLE\"\r");
    pty.wait_for_bytes(QUERY);
    pty.send("q");
    sleep(Duration::from_millis(50));
    pty.send("\x1b]11;rgb:1111/2222/3333\x1b\\");
    pty.wait_for_shell("ready>");
    pty.send("echo do''ne\r");
    pty.wait_for_shell("done");
    assert!(!pty.contents().contains("2222"), "{}", pty.contents());
    pty.send("exit\r");
    pty.ends_with(0);
}

/// Protects: the question is asked again after a suspension: the user may have changed the colours.
#[test]
fn the_background_is_asked_for_again_after_a_suspension() {
    let (_folder, mut pty) = shell("\"$BYLINE\" \"$ARTICLE\"");
    pty.send("\x1a");
    pty.wait_for_shell("Stopped");
    pty.send("fg\r");
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    assert_eq!(pty.bytes().matches(QUERY).count(), 2);
    super::quit_both(pty);
}

/// Protects: consoles get ASCII, and no colours that they do not have; so do terminals without UTF-8.
#[test]
fn consoles_get_ascii_and_their_own_colours() {
    for (name, value) in [("TERM", "linux"), ("TERM", "vt100"), ("LC_ALL", "C")] {
        let (_folder, mut command) = people(&[]);
        command.env(name, value);
        let mut pty = start(command);
        pty.send(".");
        pty.wait("the current mention", |screen| {
            screen.contents().contains("1/1")
        });
        // The screen of the shell is gone, and so are the reader's colours, once it ends.
        pty.wait("a screen in ASCII", |screen| screen.contents().is_ascii());
        pty.wait("colours that it has", |screen| {
            let (rows, columns) = screen.size();
            let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
            let cells = cells.filter_map(|(row, column)| screen.cell(row, column));
            let mut colours = cells.flat_map(|cell| [cell.fgcolor(), cell.bgcolor()]);
            colours.all(|colour| match (colour, value) {
                (Color::Default, _) | (_, "C") => true,
                (Color::Idx(index), "linux") => index < 8,
                _ => false,
            })
        });
        pty.send("q");
        pty.ends_with(0);
    }
}

/// Protects: a pause after a number, and nothing else, shows what may follow, and the command still works then.
#[test]
fn a_pause_after_a_number_shows_what_may_follow() {
    let (_folder, command) = people(&[]);
    let mut pty = start(command);
    pty.send("2");
    pty.wait("the keys that may follow", |screen| {
        screen.contents().contains("2, and then")
    });
    pty.send(".");
    pty.wait("the second mention", |screen| {
        let contents = screen.contents();
        contents.contains("France 1/1") && !contents.contains("and then")
    });
    pty.send("ZZ");
    pty.ends_with(0);
}

/// What synchronized updates and kitty's keyboard protocol are switched on and off with.
const MODES: [&str; 4] = ["\x1b[?2026h", "\x1b[?2026l", "\x1b[>1u", "\x1b[<u"];

/// Protects: the terminal is asked for synchronized updates and kitty's keyboard protocol, and neither is used unless it says
/// that it knows it: not if it is silent, nor if it says no.
#[test]
fn modes_are_used_only_where_they_are_offered() {
    for answer in ["", "\x1b[?2026;0$y", "\x1b[?2026;4$y\x1b[?62;4c"] {
        let (_folder, command) = people(&[]);
        let mut pty = start(command);
        let asked = pty.bytes();
        assert!(asked.contains("\x1b[?u") && asked.contains("\x1b[?2026$p"));
        pty.send(answer);
        pty.send(".");
        pty.wait("the current mention", |screen| {
            screen.contents().contains("1/1")
        });
        pty.send("q");
        let bytes = pty.ends_with(0).bytes();
        for mode in MODES {
            assert!(!bytes.contains(mode), "{answer:?} {mode:?}");
        }
    }
    for (name, value) in [
        ("TERM", "linux"),
        ("TERM", "screen-256color"),
        ("TERM_PROGRAM", "Apple_Terminal"),
    ] {
        let (_folder, mut command) = people(&[]);
        command.env(name, value);
        let mut pty = start(command);
        pty.send("q");
        let bytes = pty.ends_with(0).bytes();
        assert!(
            !bytes.contains("\x1b[?u") && !bytes.contains("$p"),
            "{name}={value}"
        );
    }
}

/// Protects: where they are offered, frames are synchronized updates and keys arrive as kitty's protocol sends them; both are
/// off again at the end.
#[test]
fn offered_modes_are_used_and_switched_off() {
    let (_folder, command) = people(&[]);
    let mut pty = start(command);
    pty.send("\x1b[?0u\x1b[?2026;2$y");
    pty.send(".");
    pty.wait_for_bytes("\x1b[>1u");
    pty.wait("the current mention", |screen| {
        screen.contents().contains("1/1")
    });
    // Esc, with num lock on; Ctrl-L; `.` as text; Ctrl-[.
    pty.send("\x1b[27;129u");
    pty.wait("no mention", |screen| !screen.contents().contains("1/1"));
    pty.send("\x1b[108;5u.");
    pty.wait("the current mention", |screen| {
        screen.contents().contains("1/1")
    });
    pty.send("\x1b[91;5u");
    pty.wait("no mention", |screen| !screen.contents().contains("1/1"));
    pty.send("\x1b[99;5u");
    let bytes = pty.ends_with(0).bytes();
    let [begin, end, on, off] = MODES.map(|mode| bytes.matches(mode).count());
    assert!(begin > 0 && end >= begin, "{begin} {end}");
    assert_eq!((on, off), (1, 1));
    let (off, leave) = (bytes.find(MODES[3]), bytes.rfind("\x1b[?1049l"));
    assert!(off < leave, "the stack of modes is that of the screen");
}

/// Protects: after a suspension the terminal is asked again, and kitty's protocol is off for the shell.
#[test]
fn the_shell_has_its_own_keyboard_mode() {
    let (_folder, mut pty) = shell("\"$BYLINE\" \"$ARTICLE\"");
    pty.send("\x1b[?0u");
    keys_work(&mut pty);
    pty.wait_for_bytes("\x1b[>1u");
    pty.send("\x1b[122;5u");
    pty.wait_for_shell("Stopped");
    assert_eq!(pty.bytes().matches("\x1b[<u").count(), 1);
    pty.send("fg\r");
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    assert_eq!(
        pty.bytes().matches("\x1b[>1u").count(),
        1,
        "not yet offered again"
    );
    super::quit_both(pty);
}

/// Protects: a variable tells a dark from a light background where the terminal does not say; what it says counts more.
#[test]
fn the_background_may_come_from_a_variable() {
    for (value, colour) in [("0;15", 24), ("15;0", 117)] {
        let (_folder, mut command) = people(&[]);
        command.env("COLORFGBG", value);
        let mut pty = start(command);
        pty.wait(value, |screen| {
            colour_of(screen, "Obama spoke") == Some(Color::Idx(colour))
        });
        pty.send("\x1b]11;rgb:8080/8080/8080\x07");
        pty.wait("the terminal's answer", |screen| {
            colour_of(screen, "Obama spoke") == Some(Color::Default)
        });
        pty.send("q");
        pty.ends_with(0);
    }
}

/// Protects: links are links of the terminal where it is known to have them, or the user says so; parts of a wrapped link are
/// one, and hostile addresses are none.
#[test]
fn links_are_made_known_to_terminals_that_have_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.html");
    let words =
        "a link of so many words that it stands in several lines of the text on this screen ";
    let page = format!(
        "<article><p>One <a href='https://example.org/é'>{}</a> and <a href='javascript:alert(1)'>two</a>, \
         <a href='https://x.example/&#27;]8;;&#7;'>three</a> <a href='https://me:secret@x.example/'>four</a>.</p></article>",
        words.repeat(2)
    );
    std::fs::write(&path, page).unwrap();
    let argv = [BYLINE, path.to_str().unwrap()];
    let run = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = command(&[&argv[..], arguments].concat());
        for (name, value) in variables {
            command.env(name, value);
        }
        let mut pty = Pty::start(command);
        pty.wait_for_reader("three");
        pty.send("jkq");
        pty.ends_with(0).bytes()
    };
    for (variables, arguments) in [
        (&[][..], &[][..]),
        (&[("TERM", "xterm-kitty"), ("TMUX", "x")], &[]),
        (&[("TERM", "xterm-kitty")], &["--hyperlinks", "off"]),
    ] {
        assert!(
            !run(variables, arguments).contains("\x1b]8;"),
            "{variables:?} {arguments:?}"
        );
    }
    for (variables, arguments) in [
        (&[("TERM", "xterm-kitty")][..], &[][..]),
        (&[], &["--hyperlinks", "on"]),
    ] {
        let bytes = run(variables, arguments);
        let begins: Vec<&str> = bytes
            .split("\x1b]8;id=byline-")
            .skip(1)
            .map(|rest| rest.split("\x1b\\").next().unwrap())
            .collect();
        let wrapped = begins
            .iter()
            .filter(|begin| begin.ends_with(";https://example.org/%C3%A9"));
        let ids: Vec<&str> = wrapped
            .map(|begin| begin.split(';').next().unwrap())
            .collect();
        assert!(
            !ids.is_empty() && ids.iter().all(|id| *id == ids[0]),
            "{begins:?}"
        );
        assert!(
            begins
                .iter()
                .any(|begin| begin.ends_with(";https://x.example/")),
            "{begins:?}"
        );
        assert!(
            !bytes.contains("javascript") && !bytes.contains("secret"),
            "{bytes:?}"
        );
        let begun = bytes.matches("\x1b]8;id=").count();
        assert_eq!(bytes.matches("\x1b]8;;\x1b\\").count(), begun, "each ends");
    }
}
