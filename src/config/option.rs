//! Reads the options that have a single value.

use super::InvalidSetting;
use super::spanned::{TomlEntry, describe_value};
use super::suggest::{suggestion, unknown_name};
use crate::options::{Options, Written, join, table};
use toml_edit::{Item, Table, Value};

/// The tables, which are read elsewhere.
const TABLES: [&str; 2] = ["keys", "themes"];

/// Reads the options in `root` into `options`.
pub(super) fn read_options(options: &mut Options, root: &Table) -> Result<(), InvalidSetting> {
    let mut rows = table(options);
    // A table of TOML has no key twice, but may have both the name and the old name of an option.
    let mut already_set = Vec::new();
    for (name, item) in root.iter().filter(|(name, _)| !TABLES.contains(name)) {
        let entry = TomlEntry(root, name);
        let Some(row) = rows.iter_mut().find(|row| row.is_called(name)) else {
            let known = rows.iter().map(|row| row.name).chain(TABLES);
            let known: Vec<&str> = known.collect();
            let otherwise = format!(", only {}", join(&known, "and"));
            let message = unknown_name("option", name, &known, &otherwise);
            return Err(InvalidSetting::at(&entry, message));
        };
        if already_set.contains(&row.name) {
            return Err(InvalidSetting::at(&entry, set_twice(row.name)));
        }
        already_set.push(row.name);
        if row.field.set(written(item)).is_err() {
            let words: Vec<&str> = row.field.words.iter().map(|word| word.word).collect();
            let similar = item.as_str().and_then(|text| suggestion(text, &words));
            let similar = similar.map(|word| format!("; did you mean {word}?"));
            let (value, similar) = (describe_value(item), similar.unwrap_or_default());
            let expected = &row.field.expected;
            let message = format!("{name} must be {expected}, not {value}{similar}");
            return Err(InvalidSetting::at(item, message));
        }
    }
    Ok(())
}

/// `item` as the table of options understands it.
fn written(item: &Item) -> Written<'_> {
    match item {
        Item::Value(Value::Integer(number)) => Written::Integer(*number.value()),
        Item::Value(Value::Boolean(truth)) => Written::Boolean(*truth.value()),
        Item::Value(Value::String(text)) => Written::Text(text.value()),
        _ => Written::Other,
    }
}

/// The message for an option that is set twice.
pub(super) fn set_twice(name: &str) -> String {
    format!("“{name}” is set a second time here; remove one of them")
}
