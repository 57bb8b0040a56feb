//! What comes from the terminal. Protects: no key is lost or misread, and whatever else a terminal sends, the keyboard goes on
//! answering.

use super::{
    BYLINE, FIRST, Pty, article, command, is_scrolled, keys_work, quit_both, reader, shell,
};
use std::thread::sleep;
use std::time::Duration;

#[test]
fn the_wheel_scrolls() {
    let (_folder, mut pty) = reader();
    pty.send(&"\x1b[<65;20;10M".repeat(10));
    pty.wait("a scrolled text", is_scrolled);
    pty.send(&"\x1b[<64;20;10M".repeat(10));
    pty.wait_for_reader(FIRST);
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn keys_typed_before_the_first_frame_are_handled() {
    let (_folder, path) = article();
    let mut pty = Pty::start(command(&[BYLINE, &path]));
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn keys_come_from_the_terminal_when_the_article_comes_through_a_pipe() {
    let (_folder, path) = article();
    let line = "cat \"$1\" | \"$0\" -; echo code=$?";
    let mut pty = Pty::start(command(&["/bin/sh", "-c", line, BYLINE, &path]));
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    pty.send("q");
    pty.ends_with(0).wait_for_shell("code=0");
}

#[test]
fn pasted_text_does_not_act_as_keys() {
    let (_folder, mut pty) = reader();
    pty.send("\x1b[200~q\rq\x03\x1b[201~");
    keys_work(&mut pty);
    pty.send("q");
    pty.ends_with(0);
}

#[test]
fn a_burst_of_keys_is_handled_completely() {
    let (_folder, mut pty) = reader();
    // More than is read from the terminal at a time.
    pty.send(&"jk".repeat(1_900));
    pty.wait_for_reader(FIRST);
    pty.send("jjjjjjjjjj");
    pty.wait("a scrolled text", is_scrolled);
    pty.send("kkkkkkkkkk");
    pty.wait_for_reader(FIRST);
    pty.send("q");
    pty.ends_with(0);
}

/// Answers that come late, and sequences that are cut off; after each of them some keyboards used to be dead.
const SEQUENCES: [&str; 12] = [
    "\x1b[?997;1n",
    "\x1b[?2026;2$y",
    "\x1b[?1;1;1R",
    "\x1b[<0;5;",
    "\x1b[M",
    "\x1b[?",
    "\x1b[",
    "\x1b]11;rgb:2020/rrrr/qqqq\x07",
    "\x1b]52;c;cXFx",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b_Gi=31;quiet\x1b",
    "\u{9d}10;rgb:2020/2020/2020\u{9c}",
];

/// Waits as long as a person takes at least to the next key.
fn pause() {
    sleep(Duration::from_millis(80));
}

/// Protects: late answers and cut sequences neither act as keys nor swallow those that follow.
#[test]
fn late_answers_and_cut_sequences_leave_the_keyboard_alive() {
    let (_folder, mut pty) = reader();
    for sequence in SEQUENCES {
        pty.send(sequence);
        pause();
        keys_work(&mut pty);
    }
    // Within a prompt, their letters are not typed.
    pty.send("/");
    for sequence in SEQUENCES {
        pty.send(sequence);
        pause();
    }
    pty.send("Paragraph 44\r");
    pty.wait("the match", |screen| {
        let contents = screen.contents();
        contents.contains("Paragraph 44 ") && !contents.contains(FIRST)
    });
    pty.send("\x1b");
    pause();
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: Ctrl-C quits at once, whatever has been cut off before it.
#[test]
fn ctrl_c_quits_after_any_cut_sequence() {
    for sequence in SEQUENCES {
        let (_folder, mut pty) = reader();
        pty.send(&format!("{sequence}\x03"));
        pty.ends_with(0);
    }
}

/// Protects: a paste without its end does not keep the keyboard, and Ctrl-C quits even during it.
#[test]
fn a_paste_without_its_end_ends() {
    let (_folder, mut pty) = reader();
    pty.send("\x1b[200~qqq");
    pause();
    pty.send("\x03");
    pty.ends_with(0);
    let (_folder, mut pty) = reader();
    pty.send("\x1b[200~qqq");
    sleep(Duration::from_millis(1_500));
    keys_work(&mut pty);
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: Alt and a key, Esc and a key, and keys whose bytes come one by one are told apart.
#[test]
fn a_sequence_may_come_in_pieces() {
    let (_folder, mut pty) = reader();
    pty.send("j".repeat(10).as_str());
    pty.wait("a scrolled text", is_scrolled);
    for byte in "\x1b[1~".chars() {
        pty.send(byte.encode_utf8(&mut [0; 4]));
        sleep(Duration::from_millis(1));
    }
    pty.wait_for_reader(FIRST);
    pty.send("q");
    pty.ends_with(0);
}

/// Protects: after any mixture of keys with answers, whole and cut, the reader still shows the article and obeys.
#[test]
fn keys_among_answers_are_obeyed() {
    const KEYS: [&str; 12] = [
        "j",
        "k",
        "d",
        "u",
        ".",
        ",",
        "n",
        "?",
        "\x1b[A",
        "\x1bOB",
        "\x1b[<65;20;10M",
        "g",
    ];
    let (_folder, mut pty) = reader();
    let mut number = 1_u32;
    let mut next = |limit: usize| {
        // Marsaglia's xorshift: the same in every run.
        number ^= number << 13;
        number ^= number >> 17;
        number ^= number << 5;
        number as usize % limit
    };
    for _ in 0..100 {
        let sequence = SEQUENCES[next(SEQUENCES.len())];
        let end = (0..=next(sequence.len() + 1))
            .rev()
            .find(|&at| sequence.is_char_boundary(at));
        let cut = &sequence[..end.unwrap()];
        pty.send(&format!("{}{cut}", KEYS[next(KEYS.len())]));
        if next(4) == 0 {
            pause();
        }
    }
    pause();
    for _ in 0..3 {
        pty.send("\x1b");
        pause();
    }
    pty.send("g");
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    pty.send("\x03");
    pty.ends_with(0);
}

/// Protects: what had begun when the terminal was given back does not go on when it is taken again.
#[test]
fn a_suspension_ends_what_has_begun() {
    let (_folder, mut pty) = shell("\"$BYLINE\" \"$ARTICLE\"");
    pty.send("\x1a\x1b[200~");
    pty.wait_for_shell("Stopped");
    pty.send("fg\r");
    pty.wait_for_reader(FIRST);
    keys_work(&mut pty);
    quit_both(pty);
}
