//! The reader on the loop: the app's state, and whether its picture is due.

use super::Program;
use crate::app::effect::Effect;
use crate::app::state::Options;
use crate::app::{Event, State, update};
use crate::error::Error;
use crate::load::Opening;
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
}

/// Open the reader on an article, of which perhaps only the beginning is there yet; returns the exit code once it is closed.
///
/// # Errors
/// If there is no terminal, or one that cannot show the reader.
pub fn read(opening: Opening, options: Options, mouse: bool) -> Result<u8, Error> {
    let document = Arc::new(opening.head);
    let state = State::new(Arc::clone(&document), terminal::size(), options);
    let mut reader = Reader {
        state,
        changed: true,
    };
    super::run(&mut reader, &document, opening.rest, mouse)
}
