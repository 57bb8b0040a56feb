//! What the user has configured about the terminal.

use crate::options::CommandOptions;
use crate::terminal::{GraphicsOptions, Questions, SessionOptions};

/// What the user has configured about the terminal and the programs around the reader.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct TerminalOptions {
    /// Whether wheel, clicks and drags are reported.
    pub mouse: bool,
    /// Whether the terminal is asked for its background.
    pub asks_background: bool,
    /// Whether the terminal is asked which modes it knows.
    pub asks_modes: bool,
    /// Whether the terminal is sent the addresses of links.
    pub hyperlinks: bool,
    /// Whether the terminal is asked whether it can show pictures.
    pub asks_graphics: bool,
    /// Whether the terminal is one that shows pictures as iTerm2 does.
    pub iterm2_pictures: bool,
    /// Whether the file of the open article is watched for changes.
    pub follows_file: bool,
    /// The external commands that replace the usual ones.
    pub commands: CommandOptions,
}

impl TerminalOptions {
    /// Those that the session on the terminal needs.
    pub(super) fn session(&self) -> SessionOptions {
        SessionOptions {
            mouse: self.mouse,
            questions: Questions {
                background: self.asks_background,
                modes: self.asks_modes,
            },
            hyperlinks: self.hyperlinks,
            graphics: GraphicsOptions {
                asks: self.asks_graphics,
                iterm2: self.iterm2_pictures,
            },
        }
    }
}
