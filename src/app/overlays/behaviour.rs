//! What every overlay does: the trait that its own file implements.

use super::list::{Hit, List, ListFrame, WHEEL_ROWS};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::app::{MouseEvent, MouseEventKind};
use crate::entities::Entities;

/// Keys worth a hint, each with a short label, the most important first.
pub type KeyHints = &'static [(Action, &'static str)];

/// How much of the screen an overlay takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// So much that what is beneath is not painted.
    Screen,
    /// A part; the text stays visible.
    Part,
}

/// What came of an event: whether the overlay stays open, and what has to happen outside.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(super) closes: bool,
    pub(super) effects: Vec<Effect>,
}

impl Outcome {
    /// The overlay stays open.
    pub(crate) fn stay() -> Self {
        Self::default()
    }

    /// The overlay closes.
    pub(crate) fn close() -> Self {
        Self {
            closes: true,
            effects: Vec::new(),
        }
    }

    /// The same, with `effects`.
    pub(crate) fn with(self, effects: Vec<Effect>) -> Self {
        Self { effects, ..self }
    }
}

/// All that an overlay does. While one of these functions runs, the overlay is not on the stack.
pub(crate) trait OverlayBehaviour {
    /// The mode whose keys apply while it is on top.
    fn mode(&self) -> Mode;

    /// The most useful keys.
    fn key_hints(&self, state: &State) -> KeyHints;

    /// How much of the screen it takes.
    fn extent(&self) -> Extent {
        Extent::Part
    }

    /// Does what `command` means here; `None` if that is what it means in every overlay.
    fn on_command(&mut self, _: &mut State, _: Command) -> Option<Outcome> {
        None
    }

    /// Does what Enter and a click on the chosen row do.
    fn on_choose(&mut self, _: &mut State) -> Outcome {
        Outcome::stay()
    }

    /// Closes it, on Esc or a click beside it.
    fn on_close(&mut self, _: &mut State) -> Outcome {
        Outcome::close()
    }

    /// The list in it, and where that is.
    fn list(&mut self, _: &State) -> Option<(&mut List, ListFrame)> {
        None
    }

    /// The line of text typed in it.
    fn input(&mut self) -> Option<&mut TextInput> {
        None
    }

    /// Follows a change of the text typed in it.
    fn on_input(&mut self, _: &mut State) -> Outcome {
        Outcome::stay()
    }

    /// Applies `edit` to the text typed in it; `None` if nothing is typed here.
    fn edit(&mut self, state: &mut State, edit: &dyn Fn(&mut TextInput)) -> Option<Outcome> {
        let input = self.input()?;
        let before = input.text().to_owned();
        edit(input);
        if input.text() == before {
            return Some(Outcome::stay());
        }
        Some(self.on_input(state))
    }

    /// Handles a key that is not bound: types it.
    fn on_key(&mut self, state: &mut State, key: Key) -> Outcome {
        let typed = self.edit(state, &|input| {
            input.handle_key(key);
        });
        typed.unwrap_or_default()
    }

    /// Handles a mouse event: the wheel moves the choice, a click chooses a row, a click on the chosen row does what Enter
    /// does, a click beside the overlay closes it.
    fn on_mouse(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        match mouse.kind {
            MouseEventKind::WheelDown => self.move_choice(state, WHEEL_ROWS),
            MouseEventKind::WheelUp => self.move_choice(state, -WHEEL_ROWS),
            MouseEventKind::Press => return self.on_press(state, mouse),
            MouseEventKind::Drag | MouseEventKind::Release => {}
        }
        Outcome::stay()
    }

    /// Handles a click.
    fn on_press(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        let Some((list, frame)) = self.list(state) else {
            return self.on_close(state);
        };
        match frame.hit(list, mouse) {
            Hit::Beside => self.on_close(state),
            Hit::Row(row) if row == list.chosen => self.on_choose(state),
            Hit::Row(row) => {
                list.chosen = row;
                Outcome::stay()
            }
            Hit::Nothing => Outcome::stay(),
        }
    }

    /// Moves the chosen row by `rows`, stopping at the ends.
    fn move_choice(&mut self, state: &State, rows: isize) {
        if let Some((list, frame)) = self.list(state) {
            list.step(rows, frame);
        }
    }

    /// The number of rows on the screen, at least one.
    fn visible_rows(&mut self, state: &State) -> usize {
        self.list(state).map_or(1, |(_, frame)| frame.fit.max(1))
    }

    /// Scrolls so that the chosen row shows, after the screen or the content has changed. Returns whether there is still
    /// room for the overlay.
    fn reveal(&mut self, state: &mut State) -> bool {
        self.move_choice(state, 0);
        true
    }

    /// Follows the replacement of the entities `old` by those of `state`. Returns whether there is still something to show.
    fn remap(&mut self, _: &State, _: &Entities) -> bool {
        true
    }
}
