//! Where things are in the configuration file, and how values are described and parsed.

use super::InvalidSetting;
use std::fmt::Display;
use toml_edit::{Item, Key, TableLike, Value};

/// Something with a position in the file.
pub(super) trait Spanned {
    /// The offset of its first byte.
    fn start(&self) -> usize;
}

impl Spanned for Key {
    fn start(&self) -> usize {
        self.span().map_or(0, |span| span.start)
    }
}

impl Spanned for Item {
    fn start(&self) -> usize {
        self.span().map_or(0, |span| span.start)
    }
}

/// The entry of a table with a key, positioned at that key.
pub(super) struct TomlEntry<'a>(pub(super) &'a dyn TableLike, pub(super) &'a str);

impl Spanned for TomlEntry<'_> {
    fn start(&self) -> usize {
        self.0.key(self.1).map_or(0, Spanned::start)
    }
}

/// `item` as an error message names it: "68", "“wide”", "a list".
pub(super) fn describe_value(item: &Item) -> String {
    match item {
        Item::Value(Value::String(text)) => format!("“{}”", text.value()),
        Item::Value(Value::Integer(number)) => number.value().to_string(),
        Item::Value(Value::Float(number)) => number.value().to_string(),
        Item::Value(Value::Boolean(truth)) => truth.value().to_string(),
        Item::Value(Value::Datetime(_)) => "a date".to_owned(),
        Item::Value(Value::Array(_)) | Item::ArrayOfTables(_) => "a list".to_owned(),
        Item::Value(Value::InlineTable(_)) | Item::Table(_) => "a table".to_owned(),
        Item::None => "nothing".to_owned(),
    }
}

/// What was `read` from `item`.
///
/// # Errors
/// If it is nothing, because the item is not what `rule` says.
pub(super) fn required<T>(
    read: Option<T>,
    item: &Item,
    rule: impl Display,
) -> Result<T, InvalidSetting> {
    let mistake = || InvalidSetting::at(item, format!("{rule}, not {}", describe_value(item)));
    read.ok_or_else(mistake)
}

/// A boolean, which can also be written as "on" or "off".
pub(super) fn boolean(item: &Item) -> Option<bool> {
    match item.as_str() {
        Some("on") => Some(true),
        Some("off") => Some(false),
        _ => item.as_bool(),
    }
}
