//! Messages and key hints: that a key without effect says why, on any screen, and that every overlay shows how to leave
//! it.

use crate::common::reader::{keys, reader, reader_of};
use crate::common::screen::{last_row, rows, screen};
use byline::app::State;
use byline::document::{BlockKind, Builder};
use std::collections::HashSet;
use std::sync::Arc;

/// The reader on a screen of that size, after the keys `pressed`.
fn after(size: (u16, u16), pressed: &str) -> State {
    let mut state = reader(size);
    keys(&mut state, pressed);
    state
}

/// Protects: messages are visible on screens without a status line, and disappear with the next key.
#[test]
fn messages_are_visible_without_a_status_line() {
    for (size, first) in [
        ((80, 24), "z"),
        ((39, 24), ""),
        ((60, 7), ""),
        ((20, 6), ""),
    ] {
        for (pressed, expected) in [
            ("' q", "No bookmark q"),
            ("\\", "No jump to go forward"),
            ("1 2", "12 …"),
        ] {
            let mut state = after(size, first);
            let before = rows(&state);
            keys(&mut state, pressed);
            let text = rows(&state).join(" ");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(expected), "{size:?} {pressed}: {text}");
            keys(&mut state, "esc");
            if first.is_empty() {
                assert_eq!(rows(&state), before, "{size:?} {pressed}");
            }
        }
    }
}

/// Protects: a rule separates a message from the text if there is room, so that it is not read as part of the article.
#[test]
fn messages_are_separated_from_the_text() {
    for (size, is_separated) in [((80, 24), true), ((39, 7), true), ((20, 4), false)] {
        let rows = rows(&after(size, "z ' q"));
        let last = rows.len() - 1;
        assert!(rows[last].contains("No bookmark q"), "{rows:#?}");
        assert_eq!(
            rows[last - 1].starts_with("────"),
            is_separated,
            "{rows:#?}"
        );
    }
}

/// Protects: with a status line, a message never covers the text.
#[test]
fn messages_on_the_status_line_do_not_cover_the_text() {
    let before = rows(&after((80, 24), ""));
    let expected = rows(&after((80, 24), "' q"));
    assert_eq!(before[..23], expected[..23]);
    assert!(expected[23].contains("No bookmark q"), "{}", expected[23]);
}

/// Protects: jumps that start on the same screen can be distinguished in the jump list.
#[test]
fn jumps_from_one_screen_can_be_told_apart() {
    let state = after((80, 24), ". . . . . T");
    let rows: Vec<String> = rows(&state)
        .into_iter()
        .filter(|row| row.contains("% │"))
        .map(|row| row.rsplit_once("  ").unwrap_or_default().0.to_owned())
        .collect();
    assert!(rows.len() > 3, "{rows:#?}");
    assert_eq!(
        rows.iter().collect::<HashSet<_>>().len(),
        rows.len(),
        "{rows:#?}"
    );
}

/// Protects: at 80 columns the status line or the frame shows how to leave the map, the search and the lists.
#[test]
fn leaving_an_overlay_is_hinted_at_80_columns() {
    for pressed in [
        "w", "tab /", ". . w", "t", ". T", ". enter", "c", ". x", "m", "F", "/", "|",
    ] {
        let state = after((80, 24), pressed);
        let shown = screen(&state);
        assert!(shown.contains("Esc "), "{pressed}: {shown}");
    }
}

/// Protects: a key of the text that does nothing on an overlay says so, and which key returns to the text.
#[test]
fn text_keys_on_overlays_are_explained() {
    for (open, key) in [("w", "t"), (". enter", "/"), ("c", "z"), (". x", "e")] {
        let state = after((80, 24), &format!("{open} {key}"));
        let text = state.messages.current_notice().unwrap_or_default();
        assert!(text.contains("(Esc)"), "{open} {key}: {text}");
    }
    let notice = after((80, 24), "w %");
    let notice = notice.messages.current_notice();
    assert_eq!(notice, Some("% does nothing here: ? shows the keys"));
}

/// Protects: on a screen of 80 columns the status line of an article just opened says how to get help and how to quit.
#[test]
fn help_and_quit_fit_into_80_columns() {
    let mut builder = Builder::new("test");
    builder.meta_mut().title = Some("The island that keeps two times".to_owned());
    builder.push(&"The ferry comes at noon, and at eleven. ".repeat(200));
    builder.end(BlockKind::Paragraph);
    let status = last_row(&reader_of(&Arc::new(builder.finish()), (80, 24)));
    for hint in ["? help", ". next mention", "q quit"] {
        assert!(status.contains(hint), "{status}");
    }
}
