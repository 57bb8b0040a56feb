//! Brings a reader into each of its modes.

use super::library::page;
use super::reader::{keys, reader_with};
use byline::app::action::{Action, COMMANDS, Mode};
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::document::{Feed, FeedItem};
use std::sync::Arc;

/// The reader in `mode`, as a user comes to it.
pub(crate) fn enter_mode(mode: Mode, size: (u16, u16)) -> State {
    let mut state = start_for(mode, ReaderOptions::default(), size);
    keys(&mut state, &keys_to(mode));
    update(&mut state, Event::KeyPause);
    assert_eq!(state.mode(), mode);
    state
}

/// The reader from which the keys of [`keys_to`] lead to `mode`.
pub(crate) fn start_for(mode: Mode, options: ReaderOptions, size: (u16, u16)) -> State {
    match mode {
        Mode::FeedList => State::from_feed(feed(), size, options),
        Mode::NoArticle => State::opening("somewhere".to_owned(), size, options),
        Mode::LibraryPage => page(reader_with(options, size)),
        _ => reader_with(options, size),
    }
}

/// The default keys that lead to `mode`: those of the actions in its row of the table.
pub(crate) fn keys_to(mode: Mode) -> String {
    let key = |&action: &Action| {
        let command = COMMANDS.iter().find(|command| command.action == action);
        let before = |earlier: &&Mode| earlier.opened_by() == [Action::SwitchFocus];
        let modes = [Mode::Text]
            .into_iter()
            .chain(Mode::ALL.iter().filter(before).copied());
        let mut keys = modes.flat_map(|mode| command.unwrap().keys_in(mode));
        *keys
            .next()
            .expect("an action that leads to a mode has a key")
    };
    let keys: Vec<&str> = mode.opened_by().iter().map(key).collect();
    keys.join(" ")
}

/// A feed with more articles than a screen has room for.
fn feed() -> Arc<Feed> {
    let item = |n: usize| FeedItem {
        title: format!("Article {n}"),
        date: None,
        url: Some(format!("https://example.org/{n}")),
        lead: "Words.".to_owned(),
        ..FeedItem::default()
    };
    Arc::new(Feed {
        title: "A feed".to_owned(),
        source: "https://example.org".to_owned(),
        items: (0..30).map(item).collect(),
    })
}
