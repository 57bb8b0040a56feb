//! The user's themes: a table `[themes.NAME]` for each, which lists how it differs from its base.

use super::spanned::{TomlEntry, boolean, describe_value, integer_in_range};
use super::suggest::{suggestion, unknown_name};
use super::{InvalidSetting, Settings};
use crate::app::palette::{COLOUR_NAMES, Colour, Palette, Role, TextStyle, built_in_palette};
use std::sync::Arc;
use toml_edit::{Item, TableLike};

/// The properties of a style.
const STYLE_KEYS: [&str; 7] = ["fg", "bg", "bold", "italic", "underline", "dim", "reverse"];

/// Reads the table `themes`, in its order. The base of a theme can be any of those above it.
pub(super) fn read_themes(item: &Item) -> Result<Vec<(String, Arc<Palette>)>, InvalidSetting> {
    let Some(table) = item.as_table_like() else {
        let message = format!(
            "themes must be a table of themes, not {}",
            describe_value(item)
        );
        return Err(InvalidSetting::at(item, message));
    };
    let mut known = Settings::default();
    for (name, item) in table.iter() {
        let entry = TomlEntry(table, name);
        if built_in_palette(name).is_some() {
            let message = format!("“{name}” is a built-in theme; choose another name");
            return Err(InvalidSetting::at(&entry, message));
        }
        let Some(theme) = item.as_table_like() else {
            let message = format!(
                "a theme must be a table of styles, not {}",
                describe_value(item)
            );
            return Err(InvalidSetting::at(item, message));
        };
        let palette = read_theme(&known, theme)?;
        known.themes.push((name.to_owned(), Arc::new(palette)));
    }
    Ok(known.themes)
}

/// Reads one theme. Those above it are in `known`.
fn read_theme(known: &Settings, theme: &dyn TableLike) -> Result<Palette, InvalidSetting> {
    let mut palette = match theme.get("base") {
        None => Palette::default(),
        Some(item) => {
            let Some(base) = item.as_str() else {
                let message = format!(
                    "base must be the name of a theme, not {}",
                    describe_value(item)
                );
                return Err(InvalidSetting::at(item, message));
            };
            let palette = known
                .find_theme(base)
                .map_err(|message| InvalidSetting::at(item, message))?;
            Palette::clone(&palette)
        }
    };
    for (name, item) in theme.iter().filter(|(name, _)| *name != "base") {
        let Some(role) = Role::from_name(name) else {
            let mut names: Vec<&str> = Role::all().map(Role::name).collect();
            names.push("base");
            let message = unknown_name("style", name, &names);
            return Err(InvalidSetting::at(&TomlEntry(theme, name), message));
        };
        let style = read_style(palette.style(role), item)?;
        palette.set_style(role, style);
    }
    Ok(palette)
}

/// `style`, changed by `item`: a foreground colour, or a table of the properties that differ.
fn read_style(mut style: TextStyle, item: &Item) -> Result<TextStyle, InvalidSetting> {
    let Some(properties) = item.as_table_like() else {
        style.fg = read_colour(item)?;
        return Ok(style);
    };
    for (name, item) in properties.iter() {
        let flag = || {
            let message = || format!("{name} must be true or false, not {}", describe_value(item));
            boolean(item).ok_or_else(|| InvalidSetting::at(item, message()))
        };
        match name {
            "fg" => style.fg = read_colour(item)?,
            "bg" => style.bg = read_colour(item)?,
            "bold" => style.bold = flag()?,
            "italic" => style.italic = flag()?,
            "underline" => style.underline = flag()?,
            "dim" => style.dim = flag()?,
            "reverse" => style.reverse = flag()?,
            _ => {
                let message = unknown_name("style property", name, &STYLE_KEYS);
                return Err(InvalidSetting::at(&TomlEntry(properties, name), message));
            }
        }
    }
    Ok(style)
}

/// Reads a colour; `None` for "default", which inherits.
fn read_colour(item: &Item) -> Result<Option<Colour>, InvalidSetting> {
    let indexed = || {
        let index = integer_in_range(item, 0, 255)?;
        u8::try_from(index).ok().map(Colour::Indexed)
    };
    let wrong = |message: String| InvalidSetting::at(item as &Item, message);
    match item.as_str() {
        Some("default") => Ok(None),
        Some(text) => Colour::parse(text).map(Some).ok_or_else(|| {
            wrong(if text.starts_with('#') {
                format!(
                    "“{text}” is not a colour; write # and six hexadecimal digits, like #88c0d0"
                )
            } else {
                let mut names = COLOUR_NAMES.to_vec();
                names.push("default");
                unknown_colour(text, &names)
            })
        }),
        None => indexed().map(Some).ok_or_else(|| {
            let value = describe_value(item);
            wrong(format!(
                "a colour must be a name, #rrggbb or a number from 0 to 255, not {value}"
            ))
        }),
    }
}

/// The message for a colour that does not exist.
fn unknown_colour(text: &str, known: &[&str]) -> String {
    match suggestion(text, known) {
        Some(similar) => format!("there is no colour “{text}”; did you mean {similar}?"),
        None => format!("there is no colour “{text}”; write one like red, bright-red or #88c0d0"),
    }
}
