//! The reader's configuration: text in, settings out.
//!
//! Owns what can be set, how it is written, and what is said of a text that makes no sense: one sentence, with the line and
//! the column. Promises that what `byline config` prints is what is understood here, because both come from one table. Only
//! `config/file.rs` reads a file.

mod amount;
mod choice;
mod file;
mod keys;
mod listing;
mod near;
mod option;
mod theme;
mod written;

pub use amount::{bytes, user_agent};
pub use choice::{COLORS, Color, MARKS, ORDERS};
pub use file::read;
pub use listing::{keys, template};

use crate::app::Keymap;
use crate::app::palette::{BUILT_IN, Palette, built_in};
use crate::app::panel::Order;
use crate::app::state::{DEFAULT_MEASURE, Marks};
use crate::entities::SURE;
use crate::load::fetch;
use std::fmt;
use std::sync::Arc;
use toml_edit::{Document, TomlError};
use written::Written;

/// Everything that can be set.
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
    /// Cells of a full line.
    pub measure: u16,
    /// Whether the panel shows at the beginning.
    pub panel: bool,
    /// The order of its rows.
    pub order: Order,
    /// Which marks show.
    pub marks: Marks,
    /// How sure the engine must be, 0 to 100.
    pub sure: u8,
    /// Whether to listen to the mouse.
    pub mouse: bool,
    /// Whether the reader's corrections count.
    pub corrections: bool,
    /// Whether it is remembered what was read, and how far.
    pub history: bool,
    /// What opens a page, if not what the system has for it.
    pub browser: Option<String>,
    /// What puts text on the system's clipboard, if not what is found.
    pub copy: Option<String>,
    /// Seconds that an address may take.
    pub timeout: u64,
    /// Bytes that may come from an address.
    pub max_bytes: u64,
    /// What to call itself at an address, if not byline.
    pub user_agent: Option<String>,
    /// Columns of printed lines, if not the terminal's.
    pub width: Option<u16>,
    /// What keys mean.
    pub keymap: Keymap,
    /// The reader's own themes.
    themes: Vec<(String, Arc<Palette>)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            palette: Arc::default(),
            color: Color::Auto,
            measure: DEFAULT_MEASURE,
            panel: true,
            order: Order::default(),
            marks: Marks::Both,
            sure: SURE,
            mouse: true,
            corrections: true,
            history: true,
            browser: None,
            copy: None,
            timeout: fetch::SECONDS,
            max_bytes: fetch::BYTES,
            user_agent: None,
            width: None,
            keymap: Keymap::default(),
            themes: Vec::new(),
        }
    }
}

impl Settings {
    /// Take the theme of that name: one that comes with the program, or one of the reader's own.
    ///
    /// # Errors
    /// If there is none; what to say then.
    pub fn choose_theme(&mut self, name: &str) -> Result<(), String> {
        self.palette = self.theme(name)?;
        Ok(())
    }

    fn theme(&self, name: &str) -> Result<Arc<Palette>, String> {
        let own = self.themes.iter().find(|(known, _)| known == name);
        if let Some((_, palette)) = own {
            return Ok(Arc::clone(palette));
        }
        if let Some(palette) = built_in(name) {
            return Ok(Arc::new(palette.clone()));
        }
        let own = self.themes.iter().map(|(name, _)| name.as_str());
        let known: Vec<&str> = BUILT_IN.iter().map(|t| t.name).chain(own).collect();
        Err(near::unknown("theme", name, &known))
    }
}

/// What makes no sense, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where, in bytes.
    at: usize,
    /// A sentence without its full stop, as it stands in the file: whoever shows it makes it safe.
    pub what: String,
}

impl Wrong {
    fn at(place: &impl Written, what: impl fmt::Display) -> Self {
        Self {
            at: place.start(),
            what: what.to_string(),
        }
    }

    /// Line and column in `text`, both from 1, the column in characters.
    pub fn place(&self, text: &str) -> (usize, usize) {
        place(text.as_bytes(), self.at)
    }
}

/// Line and column of the byte at `at`.
fn place(text: &[u8], at: usize) -> (usize, usize) {
    let before = text.get(..at.min(text.len())).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let lines: Vec<&str> = before.split('\n').collect();
    let last = lines.last().copied().unwrap_or_default();
    (lines.len(), last.chars().count() + 1)
}

/// What `text` sets; what it leaves out is as usual.
///
/// # Errors
/// At the first thing that makes no sense.
pub fn parse(text: &str) -> Result<Settings, Wrong> {
    let document = Document::parse(text).map_err(|error| no_toml(text, &error))?;
    let mut settings = Settings::default();
    let root = document.as_table();
    // First, because an option may ask for one.
    if let Some((_, themes)) = root.get_key_value("themes") {
        settings.themes = theme::read(themes)?;
    }
    if let Some((_, keys)) = root.get_key_value("keys") {
        settings.keymap = keys::read(keys)?;
    }
    for (name, item) in root {
        if !matches!(name, "themes" | "keys") {
            let key = root.key(name);
            option::take(&mut settings, (key, name), item)?;
        }
    }
    Ok(settings)
}

/// The text is not TOML at all.
fn no_toml(text: &str, error: &TomlError) -> Wrong {
    let span = error.span().unwrap_or(text.len()..text.len());
    let said = error.message();
    let what = if said.starts_with("duplicate key") {
        let twice = text.get(span.clone()).unwrap_or_default();
        let twice = twice.trim_matches(['"', '\'']);
        format!("“{twice}” stands here a second time; leave one of them out")
    } else {
        let said: Vec<&str> = said.lines().collect();
        format!("this is no TOML: {}", said.join(", "))
    };
    Wrong {
        at: span.start,
        what,
    }
}

#[cfg(test)]
mod tests;
