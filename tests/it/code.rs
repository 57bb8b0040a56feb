//! Program code, which is not wrapped but panned, and tables, as they are drawn.

use crate::common::reader::{keys, reader_of, type_text};
use crate::common::screen::rows;
use byline::app::overlays::Overlay;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, Builder};
use std::sync::Arc;

/// A line of code that is wider than the column of a narrow screen.
const LONG: &str =
    "let everything = first_of_all + second_of_all + third_of_all + fourth_of_all + last_of_all;";

/// The reader with a paragraph and code, in a narrow column.
fn code() -> State {
    let mut builder = Builder::new("code");
    builder.push("Some words before the code, which stay where they are.");
    builder.end(BlockKind::Paragraph);
    builder.push(&format!("fn short() {{\n{LONG}\n}}"));
    builder.end(BlockKind::Code);
    reader_of(&Arc::new(builder.finish()), (52, 14))
}

/// The part of the screen's row with the long line that is in the column of text.
fn long_row(state: &State) -> String {
    let column = state.screen.areas.column;
    let is_long = |row: &String| row.contains("_of_all");
    let row = rows(state).into_iter().find(is_long).expect("the line");
    let cells = row.chars().skip(usize::from(column.x));
    cells.take(usize::from(column.width)).collect()
}

/// Protects: a line of code stays whole, a mark shows that it goes on, and the arrow keys pan it, but no other text.
#[test]
fn code_is_panned_instead_of_wrapped() {
    let mut state = code();
    let prose = rows(&state)[0].clone();
    assert_eq!(
        state
            .reading
            .view
            .lines
            .iter()
            .filter(|line| !line.blank)
            .count(),
        5
    );
    let first = long_row(&state);
    assert!(
        first.starts_with("  let everything") && first.ends_with('›'),
        "{first}"
    );
    keys(&mut state, "right");
    let second = long_row(&state);
    assert!(
        second.starts_with(" ‹") && second.ends_with('›'),
        "{second}"
    );
    assert!(!second.contains("let everything"));
    keys(&mut state, "right right right");
    let last = long_row(&state);
    assert!(last.trim_end().ends_with("last_of_all;"), "{last}");
    assert_eq!(rows(&state)[0], prose);
    keys(&mut state, "right");
    let notice = state.messages.current_notice();
    assert_eq!(notice, Some("This is the end of the longest line"));
    keys(&mut state, "9left");
    assert_eq!(long_row(&state), first);
    assert!(state.reading.view.lines.iter().all(|line| !line.cut_left));
}

/// Protects: without a long line on the screen, the keys say so and change nothing.
#[test]
fn panning_without_a_long_line_says_so() {
    let mut state = code();
    update(
        &mut state,
        Event::Resize {
            width: 200,
            height: 20,
        },
    );
    keys(&mut state, "9+");
    while state.screen.areas.column.width < 100 {
        keys(&mut state, "+");
    }
    keys(&mut state, "right");
    let notice = state.messages.current_notice();
    assert_eq!(notice, Some("No line goes on at the right"));
    assert!(long_row(&state).contains("last_of_all;"));
}

/// Protects: a match of the search that is panned off the screen is panned back.
#[test]
fn a_match_in_code_is_panned_to() {
    let mut state = code();
    keys(&mut state, "/");
    type_text(&mut state, "fourth_of_all");
    keys(&mut state, "enter");
    assert!(
        long_row(&state).contains("fourth_of_all"),
        "{}",
        long_row(&state)
    );
    assert!(
        state
            .reading
            .search
            .active
            .as_ref()
            .unwrap()
            .current
            .is_some()
    );
    keys(&mut state, "esc /");
    type_text(&mut state, "everything");
    keys(&mut state, "enter");
    assert!(
        long_row(&state).contains("let everything"),
        "{}",
        long_row(&state)
    );
}

/// Protects: a double click on panned code selects the word under it.
#[test]
fn a_click_on_panned_code_hits_the_word_that_is_shown() {
    let mut state = code();
    keys(&mut state, "right");
    let row = rows(&state)
        .iter()
        .position(|row| row.contains("third_of_all"))
        .unwrap();
    let before = rows(&state)[row]
        .split("third")
        .next()
        .unwrap()
        .chars()
        .count();
    let (x, y) = (before as u16 + 2, row as u16);
    let mouse = MouseEvent {
        x,
        y,
        kind: MouseEventKind::Press,
    };
    update(&mut state, Event::Mouse(mouse));
    update(&mut state, Event::MultiClick { mouse, clicks: 2 });
    let Some(Overlay::Selection(selection)) = state.top_overlay() else {
        panic!("nothing is selected")
    };
    assert_eq!(
        state.reading.document.slice(selection.range()),
        "third_of_all"
    );
}

/// Protects: a table has a rule under its head, and numbers stand at the right of their column, below its heading.
#[test]
fn tables_have_a_rule_and_aligned_numbers() {
    let mut builder = Builder::new("table");
    builder.push("Before");
    builder.end(BlockKind::Paragraph);
    for (cells, heading) in [
        ("Country\nPeople\nCapital", true),
        ("Norway\n5\nOslo", false),
        ("Malta\n1,200\nValletta", false),
    ] {
        builder.push(cells);
        builder.end(BlockKind::TableRow {
            columns: 3,
            heading,
            is_first: heading,
        });
    }
    let mut state = reader_of(&Arc::new(builder.finish()), (60, 12));
    let table: Vec<String> = rows(&state)[2..6]
        .iter()
        .map(|row| row.trim_matches(|c: char| " │┃◆".contains(c)).to_owned())
        .collect();
    assert_eq!(
        table,
        [
            "Country  People  Capital",
            "─────────────────────────",
            "Norway        5  Oslo",
            "Malta     1,200  Valletta",
        ]
    );
    keys(&mut state, "j j j G");
    assert!(rows(&state).iter().any(|row| row.contains("Valletta")));
}
