//! A line being typed.

use super::theme::Theme;
use crate::app::State;
use crate::app::prompt::Prompt;
use ratatui::buffer::Buffer;

/// Paint it.
pub(super) fn draw(_state: &State, _sheet: &Prompt, _theme: Theme, _buffer: &mut Buffer) {}
