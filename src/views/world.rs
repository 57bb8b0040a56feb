//! The world map.

use super::theme::Theme;
use crate::app::State;
use crate::app::world::World;
use ratatui::buffer::Buffer;

/// Paint it.
pub(super) fn draw(_state: &State, _sheet: &World, _theme: Theme, _buffer: &mut Buffer) {}
