//! The options that the reader starts with. They come from the command line, the configuration and the environment.

use super::keymap::Keymap;
use crate::options::{AnalysisOptions, ReadingOptions};
use crate::palette::{ColourDepth, Palette};
use std::sync::Arc;

/// The options that the reader starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct ReaderOptions {
    /// Whether colours may be used.
    pub colour: bool,
    /// Whether the colours are to fit the background of the terminal, once it is known.
    pub fits_background: bool,
    /// How many colours the terminal has, for pictures.
    pub colours: ColourDepth,
    /// Whether lines, blocks, dots and the like are drawn in ASCII.
    pub ascii: bool,
    /// Whether half pages scroll smoothly.
    pub smooth_scroll: bool,
    /// Where the first article comes from.
    pub origin: Origin,
    /// The colours and text styles.
    pub palette: Arc<Palette>,
    /// The key bindings.
    pub keymap: Keymap,
    /// What the reader shows at startup, and what it does.
    pub reading: ReadingOptions,
    /// Which names are found.
    pub analysis: AnalysisOptions,
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
    /// The list of the feeds that were opened before.
    Feeds,
}

impl Default for ReaderOptions {
    fn default() -> Self {
        Self {
            colour: true,
            fits_background: false,
            colours: ColourDepth::default(),
            ascii: false,
            smooth_scroll: false,
            origin: Origin::Named,
            palette: Arc::default(),
            keymap: Keymap::default(),
            reading: ReadingOptions::default(),
            analysis: AnalysisOptions::default(),
        }
    }
}
