//! Pictures on terminals that show pixels, and on those that do not. Protects: nothing is asked before a picture is shown, a picture is
//! removed when it is closed, covered, resized away or left, and a terminal that does not answer gets half blocks.

use super::{BYLINE, Pty, command};
use portable_pty::CommandBuilder;
use std::path::Path;
use tempfile::TempDir;

/// The question whether the terminal knows kitty's protocol.
const QUERY: &str = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[c";
/// What a terminal answers that does.
const KITTY: &str = "\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;c";
/// The picture, and its end.
const SHOWN: &str = "\x1b_Ga=T,f=100,t=d,i=6453612,p=1,";
const DELETED: &str = "\x1b_Ga=d,d=I,i=6453612,q=2\x1b\\";
const SIXEL: &str = "\x1bP0;1;0q\"1;1;";

/// The command that opens an article with two pictures.
fn article() -> (TempDir, CommandBuilder) {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures");
    for (from, to) in [("rgb.png", "one.png"), ("baseline.jpg", "two.jpg")] {
        std::fs::copy(fixtures.join(from), folder.path().join(to)).unwrap();
    }
    let path = folder.path().join("article.md");
    let text = "# Lamps\n\nThe first paragraph has a few words.\n\n![A lamp on a table](one.png)\n\n![](two.jpg)\n\nThe end.\n";
    std::fs::write(&path, text).unwrap();
    let command = command(&[BYLINE, path.to_str().unwrap()]);
    (folder, command)
}

/// Starts the reader and opens the first picture.
fn open(command: CommandBuilder) -> Pty {
    let mut pty = Pty::start(command);
    pty.wait_for_reader("The first paragraph");
    assert!(
        !pty.bytes().contains(QUERY),
        "nothing is asked before a picture is shown"
    );
    pty.send("i");
    pty.wait("half blocks", |screen| screen.contents().contains('▀'));
    pty
}

fn count(pty: &Pty, text: &str) -> usize {
    pty.bytes().matches(text).count()
}

/// Waits until `text` has been written `times` times.
fn wait_for(pty: &Pty, text: &str, times: usize) {
    pty.wait_for_times(text, times);
    assert_eq!(count(pty, text), times, "{text:?}");
}

/// Protects: a terminal that knows kitty's protocol is sent each picture once, and asked to delete it when another one is shown, when
/// it is closed or covered, and in the end; the text is on the screen again.
#[test]
fn kitty_is_sent_pictures_and_deletes_them() {
    let (_folder, command) = article();
    let mut pty = open(command);
    wait_for(&pty, QUERY, 1);
    pty.send(KITTY);
    wait_for(&pty, SHOWN, 1);
    pty.wait("no half blocks", |screen| !screen.contents().contains('▀'));
    pty.send("n");
    wait_for(&pty, SHOWN, 2);
    wait_for(&pty, DELETED, 1);
    pty.send("?");
    wait_for(&pty, DELETED, 2);
    pty.send("\x1b");
    wait_for(&pty, SHOWN, 3);
    pty.resize(100, 30);
    wait_for(&pty, SHOWN, 4);
    pty.send("q");
    wait_for(&pty, DELETED, 4);
    pty.wait_for_reader("The first paragraph");
    pty.wait("the text", |screen| !screen.contents().contains("2 of 2"));
    pty.send("i");
    wait_for(&pty, SHOWN, 5);
    assert_eq!(count(&pty, QUERY), 1);
    pty.send("\x03");
    let pty = pty.ends_with(0);
    let bytes = pty.bytes();
    let (deleted, left) = (
        bytes.rfind(DELETED).unwrap(),
        bytes.rfind("\x1b[?1049l").unwrap(),
    );
    assert!(bytes.rfind(SHOWN).unwrap() < deleted && deleted < left);
}

/// Protects: half blocks stay where the terminal does not answer or knows no pictures, and within tmux and GNU screen nothing is asked.
#[test]
fn other_terminals_get_half_blocks() {
    for (variable, answer) in [
        ("", ""),
        ("", "\x1b[?1;2c"),
        ("", "\x1b_Gi=31;ENOTSUPPORTED\x1b\\\x1b[?6c"),
        ("TMUX", KITTY),
        ("STY", KITTY),
    ] {
        let (_folder, mut command) = article();
        if !variable.is_empty() {
            command.env(variable, "x");
        }
        let mut pty = open(command);
        pty.send(answer);
        pty.send("n");
        pty.wait("the second picture", |screen| {
            screen.contents().contains("2 of 2")
        });
        assert_eq!(count(&pty, QUERY), usize::from(variable.is_empty()));
        pty.wait("half blocks", |screen| screen.contents().contains('▀'));
        pty.send("qq");
        let bytes = pty.ends_with(0).bytes();
        assert!(!bytes.contains("a=T") && !bytes.contains("a=d") && !bytes.contains(SIXEL));
    }
}

/// Protects: a terminal that says so gets Sixel, and one that is known to be like iTerm2 a file, without being asked.
#[test]
fn sixel_and_iterm2_are_known() {
    let (_folder, command) = article();
    let mut pty = open(command);
    wait_for(&pty, QUERY, 1);
    pty.send("\x1b[6;20;10t\x1b[?62;4c");
    wait_for(&pty, SIXEL, 1);
    pty.send("qq");
    pty.ends_with(0);
    let (_folder, mut command) = article();
    command.env("TERM_PROGRAM", "iTerm.app");
    let mut pty = Pty::start(command);
    pty.wait_for_reader("The first paragraph");
    pty.send("i");
    wait_for(&pty, "\x1b]1337;File=inline=1;", 1);
    pty.send("qq");
    let bytes = pty.ends_with(0).bytes();
    assert!(!bytes.contains("_G") && !bytes.contains('▀'));
}

/// Protects: a picture is sent again when the whole screen is drawn again.
#[test]
fn a_picture_is_sent_again_when_the_screen_is_redrawn() {
    let (_folder, command) = article();
    let mut pty = open(command);
    pty.send(KITTY);
    wait_for(&pty, SHOWN, 1);
    pty.send("\x0c");
    wait_for(&pty, SHOWN, 2);
    pty.send("qq");
    pty.ends_with(0);
}
