//! The configuration: parsed from TOML into [`Settings`].
//!
//! The parser and the output of `byline config` are both made from the [table of options](crate::options::table), so
//! that what is printed is what is understood. A mistake is reported as one sentence with its line and column. Only
//! `config/file.rs` reads a file.
//!
//! Options, actions, modes, theme roles and values have had other names in earlier versions; the parser still accepts these,
//! but nothing prints them.

mod file;
mod keys;
mod listing;
mod option;
mod spanned;
mod suggest;
mod theme;

pub use file::read;
pub use listing::{key_listing, template};

use crate::app::Keymap;
use crate::options::Options;
use crate::palette::{BUILT_IN_THEMES, Palette, built_in_palette};
use spanned::Spanned;
use std::fmt;
use std::sync::Arc;
use suggest::{only, unknown_name};
use toml_edit::{Document, TomlError};

/// What the configuration says: the options, and what they choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The options.
    pub options: Options,
    /// The colours of the theme.
    pub palette: Arc<Palette>,
    /// The key bindings.
    pub keymap: Keymap,
    /// The themes defined in the configuration.
    themes: Vec<Theme>,
}

/// A theme defined in the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Theme {
    name: String,
    palette: Arc<Palette>,
}

impl Settings {
    /// Takes the colours of the theme that the options name, which is built in or from the configuration.
    ///
    /// # Errors
    /// If there is no such theme; the message to show.
    pub fn apply_theme(&mut self) -> Result<(), String> {
        self.palette = self.find_theme(&self.options.display.theme)?;
        Ok(())
    }

    /// The theme called `name`, or the message to show if there is none.
    fn find_theme(&self, name: &str) -> Result<Arc<Palette>, String> {
        if let Some(theme) = self.themes.iter().find(|theme| theme.name == name) {
            return Ok(Arc::clone(&theme.palette));
        }
        if let Some(palette) = built_in_palette(name) {
            return Ok(Arc::new(palette.clone()));
        }
        let custom = self.themes.iter().map(|theme| theme.name.as_str());
        let known: Vec<&str> = BUILT_IN_THEMES
            .iter()
            .map(|t| t.name)
            .chain(custom)
            .collect();
        Err(unknown_name("theme", name, &known, &only(&known)))
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

    /// Where in `text` it is.
    pub fn position(&self, text: &str) -> Position {
        position(text.as_bytes(), self.offset)
    }
}

/// A position in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
}

/// The position of the byte `at`.
fn position(text: &[u8], at: usize) -> Position {
    let before = text.get(..at.min(text.len())).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let lines: Vec<&str> = before.split('\n').collect();
    let last = lines.last().copied().unwrap_or_default();
    Position {
        line: lines.len(),
        column: last.chars().count() + 1,
    }
}

/// Parses a configuration. Options that it leaves out have their defaults.
///
/// ```
/// use byline::app::action::{Action, Mode};
/// use byline::app::key::Key;
///
/// let text = "text-width = 80\n\n[keys.text]\nctrl-n = \"next-mention\"\n";
/// let settings = byline::config::parse(text).expect("a configuration");
/// assert_eq!(settings.options.reading.text_width, 80);
/// assert!(settings.options.reading.mouse);
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
    if let Some((_, themes)) = root.get_key_value("themes") {
        settings.themes = theme::read_themes(themes)?;
    }
    if let Some((_, keys)) = root.get_key_value("keys") {
        settings.keymap = keys::read_keymap(keys)?;
    }
    option::read_options(&mut settings.options, root)?;
    let offset = root.get("theme").map_or(0, Spanned::start);
    let unknown = |message| InvalidSetting { offset, message };
    settings.apply_theme().map_err(unknown)?;
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
