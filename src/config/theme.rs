//! The reader's own themes: `[themes.NAME]`, made from another one by what is different.

use super::near::unknown;
use super::written::{Entry, number, switch, told};
use super::{Settings, Wrong};
use crate::app::palette::{Colour, Look, NAMES, Palette, Role, built_in};
use std::sync::Arc;
use toml_edit::{Item, TableLike};

/// What a look may say.
const PARTS: [&str; 7] = ["fg", "bg", "bold", "italic", "underline", "dim", "reverse"];

/// The themes in the table `item`, in its order: one may stand upon those above it.
pub(super) fn read(item: &Item) -> Result<Vec<(String, Arc<Palette>)>, Wrong> {
    let Some(table) = item.as_table_like() else {
        let what = format!("themes is a table of themes, not {}", told(item));
        return Err(Wrong::at(item, what));
    };
    let mut read = Settings::default();
    for (name, item) in table.iter() {
        let place = Entry(table, name);
        if built_in(name).is_some() {
            let what = format!("“{name}” is a theme that byline has; call yours something else");
            return Err(Wrong::at(&place, what));
        }
        let Some(theme) = item.as_table_like() else {
            let what = format!("a theme is a table of looks, not {}", told(item));
            return Err(Wrong::at(item, what));
        };
        let palette = one(&read, theme)?;
        read.themes.push((name.to_owned(), Arc::new(palette)));
    }
    Ok(read.themes)
}

/// One theme; those above it are in `read`.
fn one(read: &Settings, theme: &dyn TableLike) -> Result<Palette, Wrong> {
    let mut palette = match theme.get("base") {
        None => Palette::default(),
        Some(item) => {
            let Some(base) = item.as_str() else {
                let what = format!("base is the name of a theme, not {}", told(item));
                return Err(Wrong::at(item, what));
            };
            let palette = read.theme(base).map_err(|what| Wrong::at(item, what))?;
            Palette::clone(&palette)
        }
    };
    for (name, item) in theme.iter().filter(|(name, _)| *name != "base") {
        let Some(role) = Role::of_name(name) else {
            let mut known: Vec<&str> = Role::all().map(Role::name).collect();
            known.push("base");
            let what = unknown("part of a theme", name, &known);
            return Err(Wrong::at(&Entry(theme, name), what));
        };
        let look = look(palette.look(role), item)?;
        palette.set(role, look);
    }
    Ok(palette)
}

/// `look`, but for what `item` says: a colour for its ink, or a table of what is different.
fn look(mut look: Look, item: &Item) -> Result<Look, Wrong> {
    let Some(parts) = item.as_table_like() else {
        look.fg = colour(item)?;
        return Ok(look);
    };
    for (name, item) in parts.iter() {
        let truth = || {
            let what = || format!("{name} is true or false, not {}", told(item));
            switch(item).ok_or_else(|| Wrong::at(item, what()))
        };
        match name {
            "fg" => look.fg = colour(item)?,
            "bg" => look.bg = colour(item)?,
            "bold" => look.bold = truth()?,
            "italic" => look.italic = truth()?,
            "underline" => look.underline = truth()?,
            "dim" => look.dim = truth()?,
            "reverse" => look.reverse = truth()?,
            _ => {
                let what = unknown("part of a look", name, &PARTS);
                return Err(Wrong::at(&Entry(parts, name), what));
            }
        }
    }
    Ok(look)
}

/// A colour; nothing for "default", which is that of what lies beneath.
fn colour(item: &Item) -> Result<Option<Colour>, Wrong> {
    let indexed = || {
        let index = number(item, 0, 255)?;
        u8::try_from(index).ok().map(Colour::Indexed)
    };
    let wrong = |what: String| Wrong::at(item as &Item, what);
    match item.as_str() {
        Some("default") => Ok(None),
        Some(text) => Colour::of(text).map(Some).ok_or_else(|| {
            wrong(if text.starts_with('#') {
                format!("“{text}” is no colour: write # and six hexadecimal digits, like #88c0d0")
            } else {
                let mut known = NAMES.to_vec();
                known.push("default");
                no_colour(text, &known)
            })
        }),
        None => indexed().map(Some).ok_or_else(|| {
            let told = told(item);
            wrong(format!(
                "a colour is a name, #rrggbb or a number from 0 to 255, not {told}"
            ))
        }),
    }
}

fn no_colour(text: &str, known: &[&str]) -> String {
    match super::near::near(text, known) {
        Some(meant) => format!("there is no colour “{text}”; did you mean {meant}?"),
        None => format!("there is no colour “{text}”; write one like red, bright-red or #88c0d0"),
    }
}
