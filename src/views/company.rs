//! Who is mentioned with whom.

use super::theme::Theme;
use crate::app::State;
use crate::app::company::Company;
use ratatui::buffer::Buffer;

/// Paint it.
pub(super) fn draw(_state: &State, _sheet: &Company, _theme: Theme, _buffer: &mut Buffer) {}
