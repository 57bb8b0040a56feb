//! What stands in the file: where, and what it is when it is not what it should be.

use toml_edit::{Item, Key, TableLike, Value};

/// Something that stands somewhere in the file.
pub(super) trait Written {
    /// Its first byte.
    fn start(&self) -> usize;
}

impl Written for Key {
    fn start(&self) -> usize {
        self.span().map_or(0, |span| span.start)
    }
}

impl Written for Item {
    fn start(&self) -> usize {
        self.span().map_or(0, |span| span.start)
    }
}

/// Where the entry called `name` begins.
pub(super) struct Entry<'a>(pub(super) &'a dyn TableLike, pub(super) &'a str);

impl Written for Entry<'_> {
    fn start(&self) -> usize {
        self.0.key(self.1).map_or(0, Written::start)
    }
}

/// `item` as a sentence names it: "68", "“wide”", "a list".
pub(super) fn told(item: &Item) -> String {
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

/// A number from `least` to `most`.
pub(super) fn number(item: &Item, least: i64, most: i64) -> Option<i64> {
    item.as_integer()
        .filter(|number| (least..=most).contains(number))
}

/// True or false, also as "on" or "off".
pub(super) fn switch(item: &Item) -> Option<bool> {
    match item.as_str() {
        Some("on") => Some(true),
        Some("off") => Some(false),
        _ => item.as_bool(),
    }
}
