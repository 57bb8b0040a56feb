//! A list to choose one of.

use super::theme::Theme;
use crate::app::State;
use crate::app::pick::Pick;
use ratatui::buffer::Buffer;

/// Paint it.
pub(super) fn draw(_state: &State, _sheet: &Pick, _theme: Theme, _buffer: &mut Buffer) {}
