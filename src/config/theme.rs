//! The user's themes: a table `[themes.NAME]` for each, which lists how it differs from its base.

use super::spanned::{TomlEntry, boolean, required};
use super::suggest::{only, unknown_name};
use super::{InvalidSetting, Settings, Theme};
use crate::palette::{COLOUR_NAMES, Colour, Palette, Role, TERMINAL, TextStyle, built_in_palette};
use std::sync::Arc;
use toml_edit::{Item, TableLike};

/// The properties of a style.
const STYLE_KEYS: [&str; 7] = ["fg", "bg", "bold", "italic", "underline", "dim", "reverse"];

/// Reads the table `themes`, in its order. The base of a theme can be any of those above it.
pub(super) fn read_themes(item: &Item) -> Result<Vec<Theme>, InvalidSetting> {
    let rule = "themes must be a table of themes";
    let table = required(item.as_table_like(), item, rule)?;
    let mut known = Settings::default();
    for (name, item) in table.iter() {
        let entry = TomlEntry(table, name);
        if built_in_palette(name).is_some() {
            let message = format!("“{name}” is a built-in theme; choose another name");
            return Err(InvalidSetting::at(&entry, message));
        }
        let rule = "a theme must be a table of styles";
        let theme = required(item.as_table_like(), item, rule)?;
        known.themes.push(Theme {
            name: name.to_owned(),
            palette: Arc::new(read_theme(&known, theme)?),
        });
    }
    Ok(known.themes)
}

/// Reads one theme. Those above it are in `known`.
fn read_theme(known: &Settings, theme: &dyn TableLike) -> Result<Palette, InvalidSetting> {
    let mut palette = match theme.get("base") {
        None => TERMINAL,
        Some(item) => {
            let base = required(item.as_str(), item, "base must be the name of a theme")?;
            let palette = known
                .find_theme(base)
                .map_err(|message| InvalidSetting::at(item, message))?;
            Palette::clone(&palette)
        }
    };
    for (name, item) in theme.iter().filter(|(name, _)| *name != "base") {
        let Some(role) = Role::from_name(name) else {
            let mut names: Vec<&str> = Role::ALL.map(Role::name).to_vec();
            names.push("base");
            let message = unknown_name("style", name, &names, &only(&names));
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
        let rule = format!("{name} must be true or false");
        let flag = || required(boolean(item), item, &rule);
        match name {
            "fg" => style.fg = read_colour(item)?,
            "bg" => style.bg = read_colour(item)?,
            "bold" => style.bold = flag()?,
            "italic" => style.italic = flag()?,
            "underline" => style.underline = flag()?,
            "dim" => style.dim = flag()?,
            "reverse" => style.reverse = flag()?,
            _ => {
                let message = unknown_name("style property", name, &STYLE_KEYS, &only(&STYLE_KEYS));
                return Err(InvalidSetting::at(&TomlEntry(properties, name), message));
            }
        }
    }
    Ok(style)
}

/// Reads a colour; `None` for "default", which inherits.
fn read_colour(item: &Item) -> Result<Option<Colour>, InvalidSetting> {
    let Some(text) = item.as_str() else {
        let index = item.as_integer().and_then(|index| u8::try_from(index).ok());
        let rule = "a colour must be a name, #rrggbb or a number from 0 to 255";
        return required(index, item, rule).map(|index| Some(Colour::Indexed(index)));
    };
    if text == "default" {
        return Ok(None);
    }
    let unknown = || {
        if text.starts_with('#') {
            return format!(
                "“{text}” is not a colour; write # and six hexadecimal digits, like #88c0d0"
            );
        }
        let known = [&COLOUR_NAMES[..], &["default"]].concat();
        unknown_name(
            "colour",
            text,
            &known,
            "; write one like red, bright-red or #88c0d0",
        )
    };
    let colour = Colour::parse(text).ok_or_else(|| InvalidSetting::at(item, unknown()))?;
    Ok(Some(colour))
}
