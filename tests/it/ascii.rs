//! The screen in ASCII. Protects: on a terminal that cannot show lines, blocks, dots and braille, the interface has none of
//! them, in any mode.

use crate::common::modes::{keys_to, start_for};
use crate::common::reader::keys;
use crate::common::screen::{picture, screen};
use byline::app::action::Mode;
use byline::app::state::ReaderOptions;

/// The options for a terminal that shows only ASCII.
fn options() -> ReaderOptions {
    ReaderOptions {
        ascii: true,
        ..ReaderOptions::default()
    }
}

/// Protects: nothing but letters is beyond ASCII, at any size, with any overlay and with any number of mentions.
#[test]
fn every_mode_is_drawn_in_ascii() {
    for mode in Mode::ALL {
        for size in [(120, 40), (80, 24), (39, 9)] {
            let mut state = start_for(mode, options(), size);
            keys(&mut state, &keys_to(mode));
            for cell in &picture(&state).content {
                let is_shown = cell
                    .symbol()
                    .chars()
                    .all(|c| c.is_ascii() || c.is_alphabetic());
                assert!(
                    is_shown,
                    "{:?} in {mode:?} at {size:?}\n{}",
                    cell.symbol(),
                    screen(&state)
                );
            }
        }
    }
}

/// Protects: what the lines, bars and marks say is still there.
#[test]
fn ascii_says_the_same() {
    let mut state = start_for(Mode::Text, options(), (100, 30));
    keys(&mut state, ".");
    insta::assert_snapshot!(screen(&state));
}
