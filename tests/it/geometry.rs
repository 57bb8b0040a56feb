//! Geometry, checked over many sizes and screens:
//!
//! 1. nothing panics, from 1×1 to 250×60;
//! 2. nothing is drawn outside the screen, and no wide character is cut in half;
//! 3. a line takes as many cells on the screen as were measured.

use crate::common::modes::enter_mode;
use crate::common::reader::{keys, reader, reader_of};
use crate::common::screen::picture;
use byline::app::action::Mode;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder};
use byline::layout::{Size, measure};
use byline::views;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

const WIDTHS: [u16; 22] = [
    1, 2, 3, 5, 8, 13, 20, 24, 25, 39, 40, 41, 60, 79, 80, 81, 100, 120, 160, 200, 249, 250,
];
const HEIGHTS: [u16; 12] = [1, 2, 3, 5, 7, 8, 9, 12, 24, 40, 50, 60];

/// The keys that open variants of the screens that the modes have, one after the other.
const OVERLAY_KEYS: [&str; 54] = [
    "",
    "z ' q",
    "w t",
    "?",
    "e",
    "tab G",
    "z",
    ". . *",
    "G H",
    "+ + + - s J",
    ". enter",
    ". . enter G",
    "J enter g enter k",
    ". p",
    "G , p",
    "J p",
    "c",
    ". c G",
    ". enter c tab ?",
    ". c enter n",
    "w",
    "w + + l",
    "w tab j",
    ". x",
    ". S",
    ". M m e end",
    ". R x",
    "G . R ctrl-t",
    "v j v 9l",
    "v j + down",
    ". . * &",
    "J tab space j space &",
    "/ m o s",
    "/ ( a",
    "/ d u m enter n n",
    "G / t enter",
    "t",
    "t / p a r down",
    "? s e a r c h",
    ": 5 0",
    ": w o r l d down",
    "5",
    "Z",
    "G ) . T",
    "m a G m b '",
    "m a m",
    "tab / a n",
    "tab / m e r k enter",
    "tab / q q q",
    "G F",
    ". . * & F",
    "e F",
    "| w c",
    "G . v l |",
];

/// The reader in every mode, and after each of [`OVERLAY_KEYS`].
fn screens(size: (u16, u16)) -> impl Iterator<Item = State> {
    let after = move |pressed: &str| {
        let mut state = reader(size);
        keys(&mut state, pressed);
        update(&mut state, Event::KeyPause);
        state
    };
    let modes = Mode::ALL
        .into_iter()
        .map(move |mode| enter_mode(mode, size));
    modes.chain(OVERLAY_KEYS.into_iter().map(after))
}

/// Paints the state and checks what holds for any screen.
fn draw(state: &State) {
    let Size {
        columns: width,
        rows: height,
    } = state.screen.size;
    let buffer = picture(state);
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let cell = &buffer[(x, y)];
            let cells = measure::cells(cell.symbol()).max(1) as u16;
            assert!(
                !cell.symbol().chars().any(char::is_control),
                "a control character at {x},{y}"
            );
            assert!(
                x + cells <= width,
                "half a character at {x},{y} of {width}x{height}: {:?}",
                cell.symbol()
            );
            x += cells;
        }
    }
}

#[test]
fn every_screen_at_every_size() {
    for mut state in screens((100, 30)) {
        for width in WIDTHS {
            for height in HEIGHTS {
                update(&mut state, Event::Resize { width, height });
                draw(&state);
            }
        }
    }
}

#[test]
fn keys_on_tiny_screens() {
    for (width, height) in [(1, 1), (2, 3), (10, 2), (39, 7), (40, 8), (41, 9)] {
        let mut state = reader((width, height));
        for key in [
            "j",
            "space",
            "G",
            ".",
            "n",
            "J",
            "tab",
            "j",
            "enter",
            "e",
            "?",
            "j",
            "esc",
            "z",
            "+",
            "-",
            "backspace",
        ] {
            keys(&mut state, key);
            draw(&state);
        }
    }
}

#[test]
fn a_buffer_smaller_than_the_screen_is_clipped() {
    for state in screens((120, 40)) {
        for (width, height) in [(1, 1), (50, 10), (119, 39)] {
            views::paint(&state, &mut Buffer::empty(Rect::new(0, 0, width, height)));
        }
    }
}

/// Texts that are hard to lay out.
fn hostile() -> Vec<String> {
    vec![
        "x".repeat(5000),
        " ".repeat(3000),
        "👨‍👩‍👧👍🏽❤️1️⃣⁉️🏳️‍🌈 ".repeat(200),
        format!("a{}", "\u{301}".repeat(800)),
        "漢字かなカナ한글。".repeat(300),
        "مرحبا بالعالم لا إله ".repeat(200),
        "\u{200d}\u{200d}\u{fe0f}".repeat(100),
        "ｶﾞｷﾞ ﾊﾟ".repeat(100),
        "🏽🏽🏽🏽".to_owned(),
        "a\u{7f}b\u{1b}[31mc\u{9b}d".to_owned(),
        "\n\n\n".to_owned(),
    ]
}

#[test]
fn hostile_texts_stay_within_the_screen() {
    for text in hostile() {
        for kind in [
            BlockKind::Paragraph,
            BlockKind::Code,
            BlockKind::ListItem {
                marker: "漢字1️⃣".to_owned(),
                depth: 3,
            },
        ] {
            let mut builder = Builder::new(&text);
            builder.push(&text);
            builder.end(kind.clone());
            let mut state = reader_of(&Arc::new(builder.finish()), (30, 9));
            for (width, height) in [(30, 9), (7, 3), (1, 1), (90, 20)] {
                update(&mut state, Event::Resize { width, height });
                for key in [
                    "j", "space", "G", "g", ".", "p", "enter", "c", "esc", "esc", "Y",
                ] {
                    keys(&mut state, key);
                    draw(&state);
                }
            }
        }
    }
}

#[test]
fn a_line_takes_as_many_cells_as_measured() {
    for text in hostile()
        .into_iter()
        .chain(["Vladimir Putin — “naïve” façade".to_owned()])
    {
        for line in text.split('\n') {
            let measured = measure::cells(line);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20_000, 1));
            let (end, _) = buffer.set_stringn(0, 0, line, 20_000, ratatui::style::Style::new());
            assert_eq!(usize::from(end), measured, "{line:?}");
        }
    }
}
