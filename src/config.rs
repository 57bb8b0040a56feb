//! The configuration: parsed from TOML into [`Settings`].
//!
//! The options are one table (`config/option.rs`), from which the parser and the output of `byline config` are both made, so
//! that what is printed is what is understood. A mistake is reported as one sentence with its line and column. Only
//! `config/file.rs` reads a file.
//!
//! Options, actions, modes, theme roles and values have had other names in earlier versions; the parser still accepts these
//! (see the `ALIASES` tables), but nothing prints them.

mod choices;
mod file;
mod keys;
mod listing;
mod option;
mod spanned;
mod suggest;
mod theme;
mod values;

pub use choices::{COLORS, Color, HIGHLIGHTS, ORDER_ALIASES, ORDERS};
pub use file::read;
pub use listing::{key_listing, template};
pub use values::{parse_byte_size, parse_user_agent};

use crate::app::Keymap;
use crate::app::palette::{BUILT_IN_THEMES, Palette, built_in_palette};
use crate::app::reading::panel::PanelOrder;
use crate::app::state::{DEFAULT_TEXT_WIDTH, Highlights};
use crate::entities::LISTED_CONFIDENCE;
use crate::load::fetch;
use spanned::Spanned;
use std::fmt;
use std::sync::Arc;
use toml_edit::{Document, TomlError};

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option, and they go in any combination"
)]
pub struct Settings {
    /// The colours.
    pub palette: Arc<Palette>,
    /// When to use colours.
    pub color: Color,
    /// The width of the text, in cells.
    pub text_width: u16,
    /// Whether the panel is open at startup.
    pub panel: bool,
    /// The order of the panel.
    pub order: PanelOrder,
    /// Which mentions are highlighted.
    pub highlights: Highlights,
    /// The lowest confidence of a mention that is shown, 0 to 100.
    pub min_confidence: u8,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether the user's corrections are applied, and new ones saved.
    pub corrections: bool,
    /// Whether the articles read, and the position in them, are remembered.
    pub history: bool,
    /// The command that opens a page; `None` for the system's default.
    pub browser: Option<String>,
    /// The command that copies its input to the clipboard; `None` to look for one.
    pub copy_command: Option<String>,
    /// The time limit for a download, in seconds.
    pub timeout: u64,
    /// The size limit of a download, in bytes after decompression.
    pub max_bytes: u64,
    /// The User-Agent to send; `None` for byline and its version.
    pub user_agent: Option<String>,
    /// The columns of printed lines; `None` for those of the terminal.
    pub width: Option<u16>,
    /// The key bindings.
    pub keymap: Keymap,
    /// The themes defined in the configuration.
    themes: Vec<(String, Arc<Palette>)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            palette: Arc::default(),
            color: Color::Auto,
            text_width: DEFAULT_TEXT_WIDTH,
            panel: true,
            order: PanelOrder::default(),
            highlights: Highlights::Both,
            min_confidence: LISTED_CONFIDENCE,
            mouse: true,
            corrections: true,
            history: true,
            browser: None,
            copy_command: None,
            timeout: fetch::DEFAULT_TIMEOUT_SECONDS,
            max_bytes: fetch::DEFAULT_MAX_BYTES,
            user_agent: None,
            width: None,
            keymap: Keymap::default(),
            themes: Vec::new(),
        }
    }
}

impl Settings {
    /// Chooses the theme called `name`, built in or from the configuration.
    ///
    /// # Errors
    /// If there is none; the message to show.
    pub fn set_theme(&mut self, name: &str) -> Result<(), String> {
        self.palette = self.find_theme(name)?;
        Ok(())
    }

    /// The theme called `name`, or the message to show if there is none.
    fn find_theme(&self, name: &str) -> Result<Arc<Palette>, String> {
        let custom = self.themes.iter().find(|(known, _)| known == name);
        if let Some((_, palette)) = custom {
            return Ok(Arc::clone(palette));
        }
        if let Some(palette) = built_in_palette(name) {
            return Ok(Arc::new(palette.clone()));
        }
        let custom = self.themes.iter().map(|(name, _)| name.as_str());
        let known: Vec<&str> = BUILT_IN_THEMES
            .iter()
            .map(|t| t.name)
            .chain(custom)
            .collect();
        Err(suggest::unknown_name("theme", name, &known))
    }
}

/// A mistake in the configuration, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidSetting {
    /// Where it is, in bytes from the start of the text.
    offset: usize,
    /// The message. It quotes the file as it is, so control characters must be replaced before it is shown.
    pub message: String,
}

impl InvalidSetting {
    /// The mistake `message` at `place`.
    fn at(place: &impl Spanned, message: impl fmt::Display) -> Self {
        Self {
            offset: place.start(),
            message: message.to_string(),
        }
    }

    /// The line and column in `text`, counted from 1, the column in characters.
    pub fn line_and_column(&self, text: &str) -> (usize, usize) {
        line_and_column(text.as_bytes(), self.offset)
    }
}

/// The line and column of a byte, counted from 1, the column in characters.
fn line_and_column(text: &[u8], at: usize) -> (usize, usize) {
    let before = text.get(..at.min(text.len())).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let lines: Vec<&str> = before.split('\n').collect();
    let last = lines.last().copied().unwrap_or_default();
    (lines.len(), last.chars().count() + 1)
}

/// Parses a configuration. Options that it leaves out have their defaults.
///
/// ```
/// use byline::app::action::{Action, Mode};
/// use byline::app::key::Key;
///
/// let text = "text-width = 80\n\n[keys.text]\nctrl-n = \"next-mention\"\n";
/// let settings = byline::config::parse(text).expect("a configuration");
/// assert_eq!(settings.text_width, 80);
/// assert!(settings.mouse);
/// let action = settings.keymap.action_for(Mode::Text, Key::ctrl('n'));
/// assert_eq!(action, Some(Action::NextMention));
///
/// let error = byline::config::parse("text-with = 80").expect_err("a misspelt option");
/// assert_eq!(error.message, "there is no option “text-with”; did you mean text-width?");
/// ```
///
/// # Errors
/// At the first mistake.
pub fn parse(text: &str) -> Result<Settings, InvalidSetting> {
    let document = Document::parse(text).map_err(|error| toml_error(text, &error))?;
    let mut settings = Settings::default();
    let root = document.as_table();
    // First, because the option `theme` may name one of them.
    if let Some((_, themes)) = root.get_key_value("themes") {
        settings.themes = theme::read_themes(themes)?;
    }
    if let Some((_, keys)) = root.get_key_value("keys") {
        settings.keymap = keys::read_keymap(keys)?;
    }
    let mut already_set = Vec::new();
    for (name, item) in root {
        if !matches!(name, "themes" | "keys") {
            let key = root.key(name);
            option::set_option(&mut settings, &mut already_set, (key, name), item)?;
        }
    }
    Ok(settings)
}

/// The mistake that makes `text` invalid TOML.
fn toml_error(text: &str, error: &TomlError) -> InvalidSetting {
    let span = error.span().unwrap_or(text.len()..text.len());
    let reason = error.message();
    let message = if reason.starts_with("duplicate key") {
        let key = text.get(span.clone()).unwrap_or_default();
        option::set_twice(key.trim_matches(['"', '\'']))
    } else {
        let lines: Vec<&str> = reason.lines().collect();
        format!("this is not valid TOML: {}", lines.join(", "))
    };
    InvalidSetting {
        offset: span.start,
        message,
    }
}

#[cfg(test)]
mod tests;
