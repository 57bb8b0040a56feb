//! The reader on the loop: the app's state, and whether its picture is due.

use super::Program;
use crate::app::effect::Effect;
use crate::app::state::Options;
use crate::app::{Event, State, update};
use crate::document::Document;
use crate::error::Error;
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

/// Open the reader on `document`; returns the exit code once it is closed.
///
/// # Errors
/// If there is no terminal, or one that cannot show the reader.
pub fn read(document: Document, options: Options, mouse: bool) -> Result<u8, Error> {
    let document = Arc::new(document);
    let state = State::new(Arc::clone(&document), terminal::size(), options);
    super::run(
        &mut Reader {
            state,
            changed: true,
        },
        &document,
        mouse,
    )
}
