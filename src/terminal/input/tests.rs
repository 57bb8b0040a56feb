//! What comes in and what it means. Protects: no sequence, complete or not, keeps later keys from acting or acts as keys
//! itself, and all keys have the names that the keymap uses.

use super::super::query::{Answer, CellSize};
use super::parser::{Parser, SILENCE};
use super::paste::MAX_SILENCES;
use crate::app::{Event, MouseEvent};
use proptest::prelude::*;

/// Answers to queries and other things that terminals send, none of which is a key, the mouse or a paste.
const ANSWERS: [&[u8]; 40] = [
    // Light or dark, as terminals report it unasked.
    b"\x1b[?997;1n",
    // Modes, private and not.
    b"\x1b[?2026;2$y",
    b"\x1b[4;2$y",
    // The position of the cursor.
    b"\x1b[?1;1;1R",
    b"\x1b[12;40R",
    b"\x1b[1;2R",
    // Device attributes and status, the version.
    b"\x1b[?64;1;2;6;22c",
    b"\x1b[>41;354;0c",
    b"\x1bP!|7E565445\x1b\\",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1b[0n",
    b"\x1b[?6c",
    // Colours.
    b"\x1b]10;rgb:dddd/dddd/dddd\x07",
    b"\x1b]10;rgb:dddd/dddd/dddd\x1b\\",
    b"\x1b]12;rgb:1c1c/1c1c/1c1c\x07",
    b"\x1b]4;1;rgb:cccc/0000/0000\x07",
    b"\x1b]4;1;rgb:cccc/0000/0000\x1b\\",
    // The clipboard, the title, the icon.
    b"\x1b]52;c;cXVpdA==\x1b\\",
    b"\x1b]lqrx\xc3\xa9\xe5\x8c\x9c\x1b\\",
    b"\x1b]Lqrx\x1b\\",
    // Capabilities and settings.
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP1$r0 q\x1b\\",
    b"\x1bP0$r\x1b\\",
    // Graphics.
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b_Gi=31;ENODATA:Insufficient image data\x1b\\",
    b"\x9fGi=31;OK\x9c",
    b"\xc2\x9fGi=31;OK\xc2\x9c",
    b"\x1b[6;20;10t",
    b"\x1b[?1;0;256S",
    // The keyboard protocol.
    b"\x1b[?1u",
    b"\x1b[>4;2m",
    // The focus.
    b"\x1b[I",
    b"\x1b[O",
    // The size of the window.
    b"\x1b[8;24;80t",
    // Strings that nobody reads.
    b"\x1bXrqx\x07\x1b\\",
    b"\x1b^rqx\x1b\\",
    // C1 control characters of eight bits, and in UTF-8.
    b"\x9b?997;1n",
    b"\x9d13;rgb:0000/0000/0000\x9c",
    b"\x90>|XTerm(379)\x9c",
    b"\xc2\x9d12;rgb:0000/0000/0000\xc2\x9c",
];

/// What begins and goes on.
const OTHERS: [&[u8]; 10] = [
    b"\x1b[<0;5;7M",
    b"\x1b[<35;5;7m",
    b"\x1b[M !!",
    b"\x1b[M\xa0\xff\x9c",
    b"\x1b[32;5;7M",
    b"\x1b[200~qr\x03x",
    b"\x1b[200~qr\x1b[201~",
    b"\x1b[1;5A",
    b"\x1bOP",
    b"\x1b[97;5u",
];

fn describe(event: &Event) -> String {
    match event {
        Event::Key(key) => key.to_string(),
        Event::Paste(text) => format!("paste {text:?}"),
        Event::Mouse(MouseEvent { x, y, kind }) => format!("{kind:?} {x} {y}"),
        other => format!("{other:?}"),
    }
}

/// What has been found since the last call, one word for each event.
fn found(parser: &mut Parser) -> Vec<String> {
    parser.take_events().iter().map(describe).collect()
}

/// Lets time pass until nothing is pending any more.
fn rest(parser: &mut Parser) {
    let silences = (0..=MAX_SILENCES).find(|_| {
        parser.note_silence();
        !parser.is_pending()
    });
    assert!(silences.is_some(), "it waits forever");
}

/// The events for `bytes`, followed by silence, one word each.
fn read(bytes: &[u8]) -> String {
    let mut parser = Parser::default();
    parser.feed(bytes);
    rest(&mut parser);
    found(&mut parser).join(" ")
}

/// Asserts that after `bytes` and a silence, keys act; and Ctrl-C even at once, or in a paste after a moment.
fn assert_alive(bytes: &[u8]) {
    let mut parser = Parser::default();
    parser.feed(bytes);
    rest(&mut parser);
    found(&mut parser);
    parser.feed(b"q");
    assert_eq!(found(&mut parser), ["q"], "{:?}", bytes.escape_ascii());
    let mut parser = Parser::default();
    parser.feed(bytes);
    parser.note_silence();
    found(&mut parser);
    parser.feed(b"\x03");
    let events = found(&mut parser);
    let last = events.last().map(String::as_str);
    assert_eq!(last, Some("ctrl-c"), "{:?}", bytes.escape_ascii());
}

/// Asserts that Ctrl-C is seen at once after `bytes`, unless they are part of a paste.
fn assert_stoppable(bytes: &[u8]) {
    let mut parser = Parser::default();
    parser.feed(bytes);
    parser.feed(b"\x03");
    let events = found(&mut parser);
    if !bytes.starts_with(b"\x1b[200~") {
        let last = events.last().map(String::as_str);
        assert_eq!(last, Some("ctrl-c"), "{:?}", bytes.escape_ascii());
    }
}

/// Protects: an answer is no key, and the keys around it act.
#[test]
fn answers_are_no_keys() {
    for answer in ANSWERS {
        let shown = answer.escape_ascii();
        assert_eq!(read(answer), "", "{shown}");
        assert_eq!(read(&[b"j", answer, b"kq"].concat()), "j k q", "{shown}");
        assert_eq!(read(&[answer, answer, b"q"].concat()), "q", "{shown}");
        let split: Vec<u8> = [b"\xc3\xa9", answer, b"\x1b[A", answer, b"\x03"].concat();
        assert_eq!(read(&split), "é up ctrl-c", "{shown}");
        // However it is cut into reads.
        for at in 0..answer.len() {
            let (before, after) = answer.split_at(at);
            let mut parser = Parser::default();
            parser.feed(before);
            parser.feed(after);
            parser.feed(b"q");
            assert_eq!(found(&mut parser), ["q"], "{shown} cut at {at}");
        }
    }
}

/// Protects: the background is understood among keys, however the answer ends.
#[test]
fn the_background_is_reported() {
    for answer in [
        &b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"[..],
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        b"\x9d11;rgb:1e1e/1e1e/2e2e\x9c",
        b"\xc2\x9d11;rgb:1e1e/1e1e/2e2e\xc2\x9c",
    ] {
        let found = read(&[b"j", answer, b"k"].concat());
        assert_eq!(
            found,
            "j Background(True(30, 30, 46)) k",
            "{}",
            answer.escape_ascii()
        );
    }
}

/// Protects: a sequence cut off anywhere leaves no letter behind, and the keys after it act.
#[test]
fn cut_sequences_end() {
    for sequence in ANSWERS.into_iter().chain(OTHERS) {
        for length in 1..=sequence.len() {
            let (cut, _) = sequence.split_at(length);
            let shown = cut.escape_ascii();
            assert_alive(cut);
            assert_stoppable(cut);
            assert_alive(&[b"j\x1b[B", cut].concat());
            assert_alive(&[cut, b"jkr\x1b[B"].concat());
            assert_alive(&[cut, cut].concat());
            assert_stoppable(&[cut, cut].concat());
            // Nothing but the introducer is a key with Alt.
            let is_introducer = length <= 2 && cut.first() == Some(&0x1b);
            if length < sequence.len() && !is_introducer && !cut.starts_with(b"\x1b[200~") {
                assert_eq!(read(cut), "", "{shown}");
            }
        }
    }
}

/// Protects: what has no end is dropped, and takes no memory.
#[test]
fn endless_sequences_end() {
    for beginning in [
        &b"\x1b["[..],
        b"\x1bO",
        b"\x1b]11;",
        b"\x1bP",
        b"\x9b",
        b"\x1b_G",
    ] {
        let long = [beginning, &b"1".repeat(700 << 10)].concat();
        assert_eq!(read(&long), "");
        assert_alive(&long);
        assert_stoppable(&long);
        // Even without any silence.
        let mut parser = Parser::default();
        parser.feed(&[beginning, &b"1".repeat(1 << 20)].concat());
        parser.feed(b"q");
        assert_eq!(found(&mut parser).last().map(String::as_str), Some("q"));
    }
}

/// Protects: a paste may hold anything, may pause, and ends even if its end is lost. Ctrl-C typed after it acts.
#[test]
fn pastes_end() {
    assert_eq!(
        read(b"\x1b[200~q\r\x03\x1b[A\x1b[201~j"),
        "paste \"q\\n[A\" j"
    );
    assert_eq!(read(b"\x1b[200~q\x1b[20"), "paste \"q\"");
    assert_eq!(read(b"\x1b[200~\x1b[201~"), "paste \"\"");
    assert_eq!(read(b"\x1b[201~q"), "q");
    let mut parser = Parser::default();
    parser.feed(b"\x1b[200~one ");
    (1..MAX_SILENCES).for_each(|_| parser.note_silence());
    parser.feed(b"two\x03");
    (1..MAX_SILENCES).for_each(|_| parser.note_silence());
    assert!(parser.is_pending() && found(&mut parser).is_empty());
    parser.feed(b"\x03");
    assert_eq!(found(&mut parser), ["paste \"one two\"", "ctrl-c"]);
    assert!(SILENCE * MAX_SILENCES as u32 <= std::time::Duration::from_secs(1));
}

/// Protects: the keys of all common terminals have the names of the keymap.
#[test]
fn keys_have_the_names_of_the_keymap() {
    #[rustfmt::skip]
    let cases: &[(&[u8], &str)] = &[
        (b"jG?- ", "j G ? - space"),
        (b"\r\n\t\x7f\x08", "enter enter tab backspace backspace"),
        (b"\x01\x03\x1a\0\x1c\x1d\x1e\x1f", "ctrl-a ctrl-c ctrl-z ctrl-space ctrl-\\ ctrl-] ctrl-^ ctrl-_"),
        ("éßЖ北👩".as_bytes(), "é ß Ж 北 👩"),
        (b"\x1b", "esc"), (b"\x1b\x1b", "esc esc"),
        (b"\x1bj\x1bG\x1b\xc3\xa9", "alt-j alt-G alt-é"),
        (b"\x1b[", "alt-["), (b"\x1bO", "alt-O"), (b"\x1bP", "alt-P"), (b"\x1b]", "alt-]"), (b"\x1b_", "alt-_"),
        (b"\x1b\r\x1b\x7f\x1b\x18", "alt-enter alt-backspace ctrl-alt-x"),
        (b"\x1b\x03", "esc ctrl-c"),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D\x1bOA\x1bOD", "up down right left up left"),
        (b"\x1b[H\x1b[F\x1bOH\x1bOF\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "home end home end home end home end"),
        (b"\x1b[3~\x1b[5~\x1b[6~\x1b[2~", "delete pgup pgdn"),
        (b"\x1b[1;2B\x1b[1;3D\x1b[1;5C\x1b[1;9A\x1b[1;7A\x1b[5A", "down alt-left ctrl-right alt-up ctrl-alt-up ctrl-up"),
        (b"\x1b[3;5~\x1b[5;3~", "ctrl-delete alt-pgup"),
        (b"\x1bOP\x1bOS\x1b[[A\x1b[[E\x1b[11~\x1b[15~\x1b[17~\x1b[24~\x1b[25~\x1b[34~", "f1 f4 f1 f5 f1 f5 f6 f12 f13 f20"),
        (b"\x1b[P\x1b[S\x1b[1;2P\x1b[15;5~\x1bO5Q", "f1 f4 f1 ctrl-f5 ctrl-f2"),
        (b"\x1b[Z\x1b[1;2Z\x1b[9;2u", "shift-tab shift-tab shift-tab"),
        (b"\x1b[a\x1bOb\x1b[5^\x1b[6@", "up ctrl-down ctrl-pgup ctrl-pgdn"),
        (b"\x1b\x1b[D\x1b\x1bOC\x1b\x1bj", "alt-left alt-right esc alt-j"),
        (b"\x1bOM\x1bOq\x1bOk\x1bO ", "enter 1 + space"),
        // The protocols of kitty and of xterm's modifyOtherKeys.
        (b"\x1b[106u\x1b[106;2u\x1b[97:65;2u\x1b[223;2u", "j J A ß"),
        (b"\x1b[99;5u\x1b[108;6u\x1b[104;5u\x1b[120;7u\x1b[106;3u", "ctrl-c ctrl-l backspace ctrl-alt-x alt-j"),
        (b"\x1b[27u\x1b[13u\x1b[9u\x1b[127u\x1b[127;3u\x1b[32u", "esc enter tab backspace alt-backspace space"),
        (b"\x1b[57399u\x1b[57412u\x1b[57413u\x1b[57414u\x1b[57417u\x1b[57376u\x1b[57426u", "0 - + enter left f13 delete"),
        (b"\x1b[27;5;99~\x1b[27;2;74~\x1b[27;3;13~", "ctrl-c J alt-enter"),
        (b"\x1b[106;65u\x1b[106;1:1u\x1b[106;1:2u", "j j j"),
        // Released keys, modifiers alone, keys of the window system.
        (b"\x1b[106;1:3u\x1b[1;1:3A\x1b[57441u\x1b[113;9u\x1b[1;9:3B", ""),
        // Sequences that are none.
        (b"\x1b[999~\x1b[A1\x1b[1;2;3A\x1b[55555555555555u\x1bO!", "up 1"),
        (b"\xff\xfe\xc3j\xed\xa0\x80k\xc0\xaf", "j k"),
    ];
    for (bytes, names) in cases {
        assert_eq!(read(bytes), *names, "{}", bytes.escape_ascii());
    }
}

/// Protects: the mouse is understood in every encoding that terminals use, at every place.
#[test]
fn mouse_reports_are_understood() {
    #[rustfmt::skip]
    let cases: &[(&[u8], &str)] = &[
        (b"\x1b[<0;1;1M\x1b[<32;300;2M\x1b[<0;300;2m", "Press 0 0 Drag 299 1 Release 299 1"),
        (b"\x1b[<64;2;3M\x1b[<65;2;3M\x1b[<81;2;3M", "WheelUp 1 2 WheelDown 1 2 WheelDown 1 2"),
        (b"\x1b[<2;2;3M\x1b[<1;2;3M\x1b[<35;2;3M\x1b[<66;2;3M\x1b[<128;1;1M", ""),
        (b"\x1b[<0;0;1M\x1b[<0;1M\x1b[<0;99999;1M\x1b[<M\x1b[<0;1;1q", ""),
        (b"\x1b[M !\"\x1b[M#!\"\x1b[Maqq", "Press 0 1 Release 0 1 WheelDown 80 80"),
        (b"\x1b[M !\xff\x1b[M   ", "Press 0 222"),
        (b"\x1b[32;5;7M\x1b[35;5;7M\x1b[97;5;7M\x1b[1;5;7M", "Press 4 6 Release 4 6 WheelDown 4 6"),
    ];
    for (bytes, events) in cases {
        assert_eq!(read(bytes), *events, "{}", bytes.escape_ascii());
    }
}

/// A piece of input: bytes that mean something, whole or cut, or any bytes.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<&[u8]> = ANSWERS.into_iter().chain(OTHERS).collect();
    let whole = proptest::sample::select(known);
    prop_oneof![
        2 => whole.clone().prop_map(<[u8]>::to_vec),
        2 => (whole, 0..30_usize).prop_map(|(bytes, length)| {
            bytes.iter().copied().take(length).collect()
        }),
        1 => proptest::collection::vec(any::<u8>(), 0..12),
        2 => "[ -~]{0,4}".prop_map(String::into_bytes),
        1 => Just(vec![0x1b]),
    ]
}

proptest! {
    /// Protects: whatever has come, after a silence keys act, and Ctrl-C does at once or after a moment.
    #[test]
    fn keys_act_whatever_came_before(pieces in proptest::collection::vec(piece(), 0..12)) {
        assert_alive(&pieces.concat());
    }

    /// Protects: how the bytes are cut into reads changes nothing.
    #[test]
    fn reads_may_be_cut_anywhere(pieces in proptest::collection::vec(piece(), 0..8)) {
        let mut cut = Parser::default();
        for piece in &pieces {
            cut.feed(piece);
        }
        rest(&mut cut);
        prop_assert_eq!(found(&mut cut).join(" "), read(&pieces.concat()));
    }
}

/// Protects: what the terminal says about pictures is an answer, in each of its forms, and nothing else is.
#[test]
fn answers_about_pictures_are_noted() {
    let answers = |bytes: &[u8]| {
        let mut parser = Parser::default();
        parser.feed(bytes);
        assert!(parser.take_events().is_empty());
        parser.take_answers()
    };
    let size = CellSize::new(10, 20).map(Answer::CellSize);
    let all = answers(b"\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;4;22c");
    let attributes = Answer::Attributes { sixel: true };
    assert_eq!(all, [Answer::KittyGraphics, size.unwrap(), attributes]);
    for bytes in [&b"\x9fGi=31;OK\x9c"[..], b"\xc2\x9fGi=31;OK\xc2\x9c"] {
        assert_eq!(answers(bytes), [Answer::KittyGraphics]);
    }
    for bytes in [
        &b"\x1b_Gi=31;EINVAL\x1b\\"[..],
        b"\x1b_Gi=32;OK\x1b\\",
        b"\x1bPGi=31;OK\x1b\\",
        b"\x1b]Gi=31;OK\x07",
        b"\x1b[6;20t",
        b"\x1b[8;20;10t",
        b"\x1b[6;0;10t",
        b"\x1b[>62;4c",
    ] {
        assert_eq!(answers(bytes), [], "{}", bytes.escape_ascii());
    }
}
