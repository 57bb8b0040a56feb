//! The place of a popup with a title, a line that is typed, and rows.
//!
//! `update` (rows, clicks) and the views (painting) both use these rectangles, so they cannot disagree.

use super::popup::Popup;
use crate::app::state::State;
use crate::layout::Rect;

/// The rectangles of the parts of the popup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetLayout {
    /// The popup as a whole.
    pub popup: Popup,
    /// The title, with the number of rows.
    pub title: Rect,
    /// What is typed.
    pub input: Rect,
    /// The rows.
    pub list: Rect,
}

impl SheetLayout {
    /// Lays out a popup for `rows` rows on the current screen. It is tall enough for all of them, so that it does not jump
    /// while a query is typed.
    pub fn new(state: &State, rows: usize) -> Self {
        let popup = Popup::for_screen(state);
        let spacing = u16::from(popup.framed);
        // The title of a popup with a frame is on the frame.
        let header_rows = match popup.inner.height {
            0..=1 => 0,
            _ if popup.framed => 1 + spacing,
            2 => 1,
            _ => 2,
        };
        let rows = rows.clamp(1, usize::from(u16::MAX - 8)) as u16;
        let popup = popup.shrunk_to(header_rows + rows);
        let inner = popup.inner;
        let title_rows = u16::from(header_rows >= 2 && !popup.framed);
        let title = if popup.framed {
            popup.title()
        } else {
            inner.rows(0, title_rows)
        };
        Self {
            popup,
            title,
            input: inner.rows(title_rows, u16::from(header_rows >= 1)),
            list: inner.rows(header_rows, inner.height),
        }
    }
}
