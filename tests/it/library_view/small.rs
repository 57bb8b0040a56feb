//! The lists of the library on a small screen, and what they leave out where it says nothing.

use super::lists;
use crate::common::library::{library, lists as all_lists, question};
use crate::common::reader::{keys, reader};
use crate::common::screen::{rows, screen};
use byline::app::overlays::library::{LibraryAnswer, NameRow};
use byline::app::{Event, State, update};
use std::sync::Arc;

/// Protects: on a small screen the columns have heads, too, and what is seen of a long list is counted; the key that searches is in the
/// footer, as there is no row for it.
#[test]
fn a_small_screen_has_heads_and_counts() {
    let mut state = library(reader((40, 12)));
    let shown = rows(&state);
    assert!(shown[1].ends_with("articles   last read"), "{shown:?}");
    assert!(shown[2].contains("▶ Angela Merkel         12   yesterday"));
    assert!(shown[11].contains("/ search"), "{shown:?}");
    keys(&mut state, "left");
    let shown = rows(&state);
    assert!(shown[1].starts_with(" 1–9 of 12"), "{shown:?}");
    assert!(shown[1].ends_with("last read") && !shown[1].contains("articles"));
    keys(&mut state, "G");
    assert!(rows(&state)[1].starts_with(" 4–12 of 12"));
    keys(&mut state, "/");
    assert_eq!(lists(&state).cursor().chosen, 11);
    assert!(screen(&state).contains("last read"));
    // The smallest screens have the rows alone.
    let state = library(reader((40, 6)));
    assert!(!screen(&state).contains("last read"));
    assert!(screen(&state).contains("▶ Angela Merkel"));
}

/// Protects: the key that searches is named once.
#[test]
fn the_search_is_named_once() {
    for size in [(80, 24), (120, 40), (40, 12)] {
        let state = library(reader(size));
        assert_eq!(screen(&state).matches("/ search").count(), 1, "{size:?}");
    }
}

/// Protects: no number of rows is cut off: on a small screen only the open list has its number if there are many.
#[test]
fn no_number_of_rows_is_cut_off() {
    let mut state = reader((40, 12));
    let effects = keys(&mut state, "L");
    let mut all = all_lists();
    all.people = vec![all.people[0].clone(); 8351];
    all.countries = vec![all.countries[0].clone(); 226];
    all.articles = vec![all.articles[0].clone(); 10_002];
    let id = question(&effects).unwrap().id;
    let answer = LibraryAnswer::Lists(Arc::new(all));
    update(&mut state, Event::LibraryAnswered(id, answer));
    let first = rows(&state)[0].trim().to_owned();
    assert_eq!(first, "People 8351 Countries Articles");
    keys(&mut state, "left");
    assert!(rows(&state)[0].ends_with("Articles 10002"));
}

/// The lists in which the articles about each person were first read in one of the last months.
fn read_in(months: [usize; 4]) -> State {
    let mut state = reader((80, 24));
    let effects = keys(&mut state, "L");
    let mut all = all_lists();
    let set = |(row, month): (&mut NameRow, usize)| {
        row.by_month = Default::default();
        row.by_month[month] = 3;
    };
    all.people.iter_mut().zip(months).for_each(set);
    let id = question(&effects).unwrap().id;
    let answer = LibraryAnswer::Lists(Arc::new(all));
    update(&mut state, Event::LibraryAnswered(id, answer));
    state
}

/// Protects: where all was read in one month, no sparkline says the same in each row; with two months there is one, also if each person
/// is only in one of them.
#[test]
fn months_are_shown_where_they_differ() {
    for (months, has_months) in [([11, 11, 11, 11], false), ([11, 3, 11, 11], true)] {
        let shown = screen(&read_in(months));
        assert_eq!(shown.contains("12 months"), has_months, "{shown}");
        assert_eq!(shown.contains('█') || shown.contains('▇'), has_months);
        assert!(
            shown.contains("articles    last read") != has_months,
            "{shown}"
        );
    }
}
