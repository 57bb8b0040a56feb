//! Maps in braille.

use super::theme::Theme;
use crate::layout::Rect;
use ratatui::buffer::Buffer;

/// The country with the code lit among its neighbours, in `area`; nothing where there is no room.
pub(super) fn small(_code: &str, _area: Rect, _theme: Theme, _buffer: &mut Buffer) {}
