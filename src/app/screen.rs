//! The screen: its size, where its parts are, what is open on top of the article and what has the keyboard.

use super::drag::Drag;
use super::overlays::Overlay;
use crate::layout::{Areas, LayoutOptions, Rect, Size};

/// Which part of the screen has the keyboard focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The article.
    Text,
    /// The panel.
    Panel,
}

/// The screen.
#[derive(Debug, Clone)]
pub struct Screen {
    /// The columns and rows of the terminal.
    pub size: Size,
    /// What the user wants to see: panel, text width, text only.
    pub layout_options: LayoutOptions,
    /// Where each part of the screen is; follows from `size` and `layout_options`.
    pub areas: Areas,
    /// What has the keyboard focus.
    pub focus: Focus,
    /// The overlays on top of the article, the topmost last.
    pub overlays: Vec<Overlay>,
    /// What the mouse button was pressed on, while it is held.
    pub(super) drag: Option<Drag>,
    /// Whether the keys that may follow a number or a first key are shown: the user has paused after it.
    pub shows_next_keys: bool,
    /// The lines that a smooth movement is still to scroll; negative if it goes up.
    pub(super) lines_to_scroll: isize,
    /// Whether the last click followed a link, so that a second and third one at once do nothing.
    pub(super) followed_link: bool,
}

impl Screen {
    /// A screen of `size` columns and rows with nothing open on it.
    pub(super) fn new(size: Size, layout_options: LayoutOptions) -> Self {
        Self {
            size,
            layout_options,
            areas: Areas::new(size.columns, size.rows, layout_options),
            focus: Focus::Text,
            overlays: Vec::new(),
            drag: None,
            shows_next_keys: false,
            lines_to_scroll: 0,
            followed_link: false,
        }
    }

    /// The whole screen but the status line.
    pub fn body(&self) -> Rect {
        let whole = Rect::from(self.size);
        whole.rows(0, whole.height.saturating_sub(self.areas.status.height))
    }

    /// Closes all overlays, ends any drag, and gives the keys to the text.
    pub(super) fn close_everything(&mut self) {
        self.overlays.clear();
        (self.focus, self.drag) = (Focus::Text, None);
        self.lines_to_scroll = 0;
    }
}
