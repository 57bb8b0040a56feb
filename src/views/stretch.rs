//! A stretch of the text being taken.

use super::theme::Theme;
use crate::app::State;
use crate::app::stretch::Stretch;
use ratatui::buffer::Buffer;

/// Paint it.
pub(super) fn draw(_state: &State, _sheet: &Stretch, _theme: Theme, _buffer: &mut Buffer) {}
