//! The card of an entity.

use super::theme::Theme;
use crate::app::State;
use crate::app::card::Card;
use ratatui::buffer::Buffer;

/// Paint it.
pub(super) fn draw(_state: &State, _sheet: &Card, _theme: Theme, _buffer: &mut Buffer) {}
