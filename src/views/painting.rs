//! What everything on the screen is painted with.

mod area;
mod list;
mod row;

pub(super) use area::{Title, clear, clear_popup, clip, draw_message, draw_rule, draw_title};
pub(super) use list::{CURSOR_CELLS, ListRow, NO_CHOICE, range_text, visible_rows};
pub(super) use row::Row;

use super::theme::Theme;
use crate::app::State;

/// What every part of the screen is painted from.
#[derive(Clone, Copy)]
pub(super) struct DrawContext<'a> {
    pub(super) state: &'a State,
    pub(super) theme: Theme<'a>,
}
