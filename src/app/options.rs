//! The options that the reader starts with. They come from the command line, the configuration and the environment.

use super::keymap::Keymap;
use super::palette::Palette;
use super::reading::panel::PanelOrder;
use super::session::Highlights;
use std::sync::Arc;

/// The default width of the text, in cells.
pub const DEFAULT_TEXT_WIDTH: u16 = 68;
/// The smallest width of the text, in cells.
pub const MIN_TEXT_WIDTH: u16 = 20;
/// The largest width of the text, in cells.
pub const MAX_TEXT_WIDTH: u16 = 200;

/// The options that the reader starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderOptions {
    /// Whether colours may be used.
    pub colour: bool,
    /// Where the first article comes from.
    pub origin: Origin,
    /// The colours and text styles.
    pub palette: Arc<Palette>,
    /// The key bindings.
    pub keymap: Keymap,
    /// The width of the text in cells: at startup, and when it is reset.
    pub text_width: u16,
    /// Whether the panel is open at startup.
    pub panel: bool,
    /// The order of the panel at startup.
    pub order: PanelOrder,
    /// Which mentions are highlighted at startup.
    pub highlights: Highlights,
    /// The lowest confidence of a mention that is shown, 0 to 100, at startup.
    pub min_confidence: u8,
}

/// Where the first article comes from, which decides whether it can be reloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A file or a URL.
    Named,
    /// Standard input.
    Stdin,
    /// The article that comes with the program.
    Sample,
    /// The manual that comes with the program.
    Manual,
}

impl Default for ReaderOptions {
    fn default() -> Self {
        Self {
            colour: true,
            origin: Origin::Named,
            palette: Arc::default(),
            keymap: Keymap::default(),
            text_width: DEFAULT_TEXT_WIDTH,
            panel: true,
            order: PanelOrder::default(),
            highlights: Highlights::Both,
            min_confidence: crate::entities::LISTED_CONFIDENCE,
        }
    }
}
