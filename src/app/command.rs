//! A command of the user: an action, with the count typed before its key.

use super::action::Action;

/// An action, and the number typed before its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// The action.
    pub action: Action,
    /// The number, if there was one.
    pub count: Option<usize>,
}

impl Command {
    /// How often to do it: the number, or once.
    pub(crate) fn times(self) -> usize {
        self.count.unwrap_or(1)
    }

    /// The number of rows that it moves down (up if negative) in a list with `visible_rows`; `None` if it is not a movement.
    pub(crate) fn rows(self, visible_rows: usize) -> Option<isize> {
        let rows = |rows: usize| {
            let rows = rows.saturating_mul(self.times());
            isize::try_from(rows).unwrap_or(isize::MAX)
        };
        Some(match self.action {
            Action::LineDown => rows(1),
            Action::LineUp => -rows(1),
            Action::HalfPageDown => rows((visible_rows / 2).max(1)),
            Action::HalfPageUp => -rows((visible_rows / 2).max(1)),
            Action::PageDown => rows(visible_rows),
            Action::PageUp => -rows(visible_rows),
            Action::GoToStart => -isize::MAX,
            Action::GoToEnd => isize::MAX,
            _ => return None,
        })
    }
}
