//! Answers of terminals: what is taken for one, and when it counts.

use super::*;

/// Protects: a background is understood in every form, and nothing else is taken for one.
#[test]
fn the_background_is_read() {
    for (text, colour) in [
        ("11;rgb:ffff/ffff/ffff", Some("#ffffff")),
        ("11;rgb:1c1c/2d2d/0000", Some("#1c2d00")),
        ("11;rgb:ff/80/00", Some("#ff8000")),
        ("11;rgb:f/0/8", Some("#ff0088")),
        ("11;rgba:0000/0000/0000/ffff", Some("#000000")),
        ("11;#fdf6e3", Some("#fdf6e3")),
        ("10;rgb:ffff/ffff/ffff", None),
        ("11;?", None),
        ("11;rgb:ffff/ffff", None),
        ("11;rgb:fffff/0/0", None),
        ("11;rgb:+f/0/0", None),
        ("11;rgb://", None),
    ] {
        let found = background(text.as_bytes()).map(|colour| colour.to_string());
        assert_eq!(found.as_deref(), colour, "{text}");
    }
    assert_eq!(background(b"11;rgb:\xff\xff/0/0"), None);
}

/// Protects: an answer that has come is not waited for, nor is one that never will.
#[test]
fn the_end_waits_only_for_an_answer_that_may_come() {
    let queries = Queries::default();
    queries.wait();
    queries.note_questions(2);
    queries.note_answer(Answer::SynchronizedOutput(false));
    queries.note_answer(Answer::Background);
    queries.wait();
    queries.note_questions(2);
    queries.note_answer(Answer::KittyKeyboard);
    assert_eq!(
        *lock(&queries.pending),
        2,
        "not every terminal answers that"
    );
    queries.wait();
    assert_eq!(*lock(&queries.pending), 0);
}

/// Protects: nothing is assumed of the terminal that it has not said, in time and when asked, since the last question.
#[test]
fn answers_count_only_in_time_and_when_asked() {
    let queries = Queries::default();
    let known = |queries: &Queries| {
        (
            queries.has_kitty_keyboard(),
            queries.has_synchronized_output(),
        )
    };
    queries.note_answer(Answer::KittyKeyboard);
    queries.note_answer(Answer::SynchronizedOutput(true));
    assert_eq!(known(&queries), (false, false), "unasked");
    queries.note_questions(1);
    queries.note_answer(Answer::KittyKeyboard);
    assert_eq!(known(&queries), (true, false));
    queries.note_answer(Answer::SynchronizedOutput(true));
    assert_eq!(known(&queries), (true, true));
    queries.note_answer(Answer::SynchronizedOutput(false));
    assert_eq!(known(&queries), (true, false));
    queries.note_questions(1);
    assert_eq!(
        known(&queries),
        (false, false),
        "it may be another terminal"
    );
    *lock(&queries.asked) = Instant::now().checked_sub(MAX_AGE * 2);
    queries.note_answer(Answer::KittyKeyboard);
    assert_eq!(known(&queries), (false, false), "too late");
}

/// Protects: only the answer to our own question says that kitty's protocol is known, and only in time.
#[test]
fn graphics_answers_are_read() {
    for (text, is_known) in [
        ("Gi=31;OK", true),
        ("Gi=31,p=1;OK", true),
        ("Gi=31;ENOTSUPPORTED:no", false),
        ("Gi=3;OK", false),
        ("Gi=310;OK", false),
        ("i=31;OK", false),
        ("Gi=31", false),
        ("", false),
    ] {
        assert_eq!(graphics(text.as_bytes()).is_some(), is_known, "{text}");
    }
    assert_eq!(graphics(b"Gi=31;\xff"), None);
    assert_eq!(CellSize::new(0, 20), None);
    assert_eq!(CellSize::new(10, 4_000_000_000), None);
    let queries = Queries::default();
    let answers = [
        Answer::KittyGraphics,
        Answer::CellSize(CellSize::new(9, 18).unwrap()),
        Answer::Attributes { sixel: true },
    ];
    let answer = || {
        for answer in answers {
            queries.note_answer(answer);
        }
    };
    answer();
    assert_eq!(queries.graphics(), GraphicsAnswers::default(), "unasked");
    queries.note_graphics_questions();
    assert_eq!(*lock(&queries.pending), 1);
    answer();
    let known = queries.graphics();
    assert!(known.kitty && known.sixel && known.cell.is_some());
    assert_eq!(*lock(&queries.pending), 0);
    queries.forget_graphics();
    assert_eq!(queries.graphics(), GraphicsAnswers::default());
    queries.note_graphics_questions();
    *lock(&queries.graphics_asked) = Instant::now().checked_sub(MAX_AGE * 2);
    answer();
    assert_eq!(queries.graphics(), GraphicsAnswers::default(), "too late");
}

/// Protects: only the answers that were meant are taken for them.
#[test]
fn answers_are_read() {
    for (parameters, last, answer) in [
        ("0", b'u', Some(Answer::KittyKeyboard)),
        ("31", b'u', Some(Answer::KittyKeyboard)),
        ("", b'u', None),
        ("1;2", b'u', None),
        ("2026;1$", b'y', Some(Answer::SynchronizedOutput(true))),
        ("2026;2$", b'y', Some(Answer::SynchronizedOutput(true))),
        ("2026;0$", b'y', Some(Answer::SynchronizedOutput(false))),
        ("2026;4$", b'y', Some(Answer::SynchronizedOutput(false))),
        ("2004;1$", b'y', None),
        ("2026;1", b'y', None),
        ("62;4", b'c', Some(Answer::Attributes { sixel: true })),
        ("62;4;22", b'c', Some(Answer::Attributes { sixel: true })),
        ("6", b'c', Some(Answer::Attributes { sixel: false })),
        ("4", b'c', Some(Answer::Attributes { sixel: false })),
        ("62;14;44", b'c', Some(Answer::Attributes { sixel: false })),
        ("", b'c', None),
        ("25", b'h', None),
    ] {
        assert_eq!(Answer::read(parameters, last), answer, "{parameters}");
    }
}
