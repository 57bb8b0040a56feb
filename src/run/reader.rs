//! The reader on the loop: the app's state, and whether its picture is due.

use super::sitting::{recall, recent};
use super::{Commands, Program, Start};
use crate::app::effect::Effect;
use crate::app::memory::Memory;
use crate::app::state::Options;
use crate::app::{Event, State, update};
use crate::error::Error;
use crate::load::{self, Opening, Source};
use crate::store::{History, Store};
use crate::{terminal, views};
use ratatui::Frame;
use std::sync::Arc;

/// The state, and whether anything happened since it was last drawn.
struct Reader {
    state: State,
    changed: bool,
}

impl Program for Reader {
    fn update(&mut self, event: Event) -> Vec<Effect> {
        self.changed = true;
        update(&mut self.state, event)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        views::draw(&self.state, frame);
    }

    fn changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn memory(&self) -> Option<Memory> {
        self.state.memory()
    }

    fn searches(&self) -> &[String] {
        self.state.searches()
    }
}

/// Open the reader on what there is of `source`: an article, of which perhaps only the beginning is there yet, a feed, or
/// nothing, and then it is opened before the reader's eyes. Corrections are kept in `store`, what is read is remembered in
/// `history`; `ways` are whether the mouse is listened to, and the ways out. Returns the exit code once the reader is closed.
///
/// # Errors
/// If there is no terminal, or one that cannot show the reader.
pub fn read(
    opening: Option<Opening>,
    (source, store, history): (Source, Store, History),
    load: load::Options,
    options: Options,
    ways: (bool, Commands),
) -> Result<u8, Error> {
    let start = Start::of(opening);
    let size = terminal::size();
    let mut state = match &start {
        Start::Article(document, _) => State::new(document.clone(), size, options),
        Start::Feed(feed) => State::choosing(feed.clone(), size, options),
        Start::Nothing => State::waiting(load::name(&source).as_str().to_owned(), size, options),
    };
    if let Start::Article(document, rest) = &start {
        let again = load::again(&source);
        let found = recall(&history, document, again.as_deref(), rest.is_none());
        if let Some(found) = found {
            update(&mut state, found);
        }
        if source == Source::Sample {
            offer(&mut state, &history);
        }
    }
    update(&mut state, Event::Searches(history.searches()));
    let kept = (store, Arc::new(history));
    let mut reader = Reader {
        state,
        changed: true,
    };
    super::run(&mut reader, start, (source, load, kept), ways)
}

/// Nothing was named: what was read lately lies over the sample, if there is anything.
fn offer(state: &mut State, history: &History) {
    let entries = recent(history, None).unwrap_or_default();
    if entries.len() > 1 {
        update(state, Event::Recent(entries));
    }
}
