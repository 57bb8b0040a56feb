//! The reader on the loop: the app's state, and whether its picture is due.

use super::{Program, Start};
use crate::app::effect::Effect;
use crate::app::state::Options;
use crate::app::{Event, State, update};
use crate::error::Error;
use crate::load::{self, Opening, Source};
use crate::store::Store;
use crate::{terminal, views};
use ratatui::Frame;

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
}

/// Open the reader on what there is of `source`: an article, of which perhaps only the beginning is there yet, a feed, or
/// nothing, and then it is opened before the reader's eyes. Corrections are kept in `store`. Returns the exit code once the reader is closed.
///
/// # Errors
/// If there is no terminal, or one that cannot show the reader.
pub fn read(
    opening: Option<Opening>,
    (source, store): (Source, Store),
    load: load::Options,
    options: Options,
    mouse: bool,
) -> Result<u8, Error> {
    let start = Start::of(opening);
    let size = terminal::size();
    let state = match &start {
        Start::Article(document, _) => State::new(document.clone(), size, options),
        Start::Feed(feed) => State::choosing(feed.clone(), size, options),
        Start::Nothing => State::waiting(load::name(&source).as_str().to_owned(), size, options),
    };
    let mut reader = Reader {
        state,
        changed: true,
    };
    super::run(&mut reader, start, (source, load, store), mouse)
}
