//! The keys: `[keys.MODE]`, a table for each mode, of keys and what they mean.
//!
//! Owns what may be bound where. Promises that wherever the keys lead, a key leads out again.

use super::Wrong;
use super::near::{list, near, unknown};
use super::written::{Entry, Written, switch, told};
use crate::app::action::{Action, Command, Mode, command};
use crate::app::key::{Code, Key};
use crate::app::{Binding, Keymap};
use toml_edit::{Item, TableLike};

/// What a key is bound to that is to mean nothing.
const NOTHING: &str = "nop";
/// What a mode's table says to begin without the keys that it has by default.
pub(super) const CLEAR: &str = "clear";

/// What keys mean as `item` says it.
pub(super) fn read(item: &Item) -> Result<Keymap, Wrong> {
    let Some(table) = item.as_table_like() else {
        let what = format!("keys is a table of modes, not {}", told(item));
        return Err(Wrong::at(item, what));
    };
    let (mut cleared, mut bindings, mut touched) = (Vec::new(), Vec::new(), Vec::new());
    for (name, item) in table.iter() {
        let place = Entry(table, name);
        let Some(mode) = Mode::of_name(name) else {
            return Err(Wrong::at(&place, no_mode(name, item)));
        };
        let Some(keys) = item.as_table_like() else {
            let what = format!("keys.{name} is a table of keys, not {}", told(item));
            return Err(Wrong::at(item, what));
        };
        touched.push((mode, place.start()));
        if one(mode, keys, &mut bindings)? {
            cleared.push(mode);
        }
    }
    let keymap = Keymap::with(&cleared, &bindings);
    // Whoever is in the panel leaves by keys of the text, too.
    for (mode, at) in touched {
        if !leads_out(&keymap, mode) {
            let what = match mode {
                Mode::Text | Mode::List | Mode::Notice => "bind quit or leave",
                _ => "bind close or quit",
            };
            let what = format!(
                "no key would lead out of here: {what} in keys.{}",
                mode.name()
            );
            return Err(Wrong { at, what });
        }
    }
    Ok(keymap)
}

/// A mode's table; whether its default keys go.
fn one(mode: Mode, keys: &dyn TableLike, bindings: &mut Vec<Binding>) -> Result<bool, Wrong> {
    let mut clear = false;
    for (name, item) in keys.iter() {
        if name == CLEAR {
            let what = || format!("clear is true or false, not {}", told(item));
            clear = switch(item).ok_or_else(|| Wrong::at(item, what()))?;
            continue;
        }
        let place = Entry(keys, name);
        let key = key(name).map_err(|what| Wrong::at(&place, what))?;
        fits(mode, key, name).map_err(|what| Wrong::at(&place, what))?;
        let twice = |b: &&Binding| (b.mode, b.key) == (mode, key);
        if bindings.iter().any(|binding| twice(&binding)) {
            let mode = mode.name();
            let what = format!("“{name}” is a key that is bound already in keys.{mode}");
            return Err(Wrong::at(&place, what));
        }
        let Some(meant) = item.as_str() else {
            let what = format!(
                "a key means an action, like \"line-down\", not {}",
                told(item)
            );
            return Err(Wrong::at(item, what));
        };
        let action = action(mode, meant).map_err(|what| Wrong::at(item, what))?;
        bindings.push(Binding { mode, key, action });
    }
    Ok(clear)
}

fn no_mode(name: &str, item: &Item) -> String {
    // Whoever binds a key without saying where.
    if item.is_str() {
        return format!("“{name}” is bound in no mode; put it under [keys.text], or another");
    }
    unknown("mode", name, &Mode::ALL.map(Mode::name))
}

/// The key that is written so: letters with control are small, as every terminal sends them.
fn key(text: &str) -> Result<Key, String> {
    let key: Key = text.parse().map_err(|error| {
        let names: Vec<&str> = Key::names().collect();
        match near(text, &names) {
            Some(meant) => format!("there is no key “{text}”; did you mean {meant}?"),
            None => format!("{error}"),
        }
    })?;
    let code = match key.code {
        Code::Char(c) if key.ctrl => Code::Char(c.to_ascii_lowercase()),
        code => code,
    };
    Ok(Key { code, ..key })
}

/// Whether `key` can be bound in `mode` at all.
fn fits(mode: Mode, key: Key, written: &str) -> Result<(), String> {
    let same = match (key.ctrl, key.code) {
        (true, Code::Char('i')) => Some("tab"),
        (true, Code::Char('m' | 'j')) => Some("enter"),
        (true, Code::Char('h')) => Some("backspace"),
        (true, Code::Char('[')) => Some("esc"),
        _ => None,
    };
    if let Some(same) = same {
        return Err(format!("terminals send “{written}” as {same}; bind that"));
    }
    match key.code {
        Code::Char(_) if mode.types() && !key.ctrl && !key.alt => Err(format!(
            "“{written}” is text that is typed in keys.{}; take a key with ctrl or alt, or one like f5",
            mode.name()
        )),
        Code::Char('1'..='9') if mode.counts() && !key.ctrl && !key.alt => Err(format!(
            "“{written}” begins a number in keys.{}, which repeats the next key; take another key",
            mode.name()
        )),
        _ => Ok(()),
    }
}

/// The action of that name, if it means anything in `mode`; nothing, if the key is to mean nothing.
fn action(mode: Mode, name: &str) -> Result<Option<Action>, String> {
    if name == NOTHING {
        return Ok(None);
    }
    let Some(action) = Action::of_name(name) else {
        let mut known: Vec<&str> = Action::all().map(Action::name).collect();
        known.push(NOTHING);
        return Err(match near(name, &known) {
            Some(_) => unknown("action", name, &known),
            None => format!("there is no action “{name}”; byline keys lists them"),
        });
    };
    if means(mode, action) {
        return Ok(Some(action));
    }
    let elsewhere = Mode::ALL.into_iter().filter(|&mode| means(mode, action));
    let elsewhere: Vec<String> = elsewhere.map(|m| format!("keys.{}", m.name())).collect();
    let elsewhere: Vec<&str> = elsewhere.iter().map(String::as_str).collect();
    Err(format!(
        "“{name}” does nothing in keys.{}; it belongs in {}",
        mode.name(),
        list(&elsewhere)
    ))
}

/// Whether `action` does anything in `mode`: if it has a key there by default.
pub(super) fn means(mode: Mode, action: Action) -> bool {
    let has = |command: &Command| {
        let own = !command.keys_in(mode).is_empty();
        own || mode == Mode::Panel && !command.keys.is_empty()
    };
    command(action).is_some_and(has)
}

/// Whether a key leads out of `mode`.
fn leads_out(keymap: &Keymap, mode: Mode) -> bool {
    let out: &[Action] = match mode {
        Mode::Text | Mode::List | Mode::Notice => &[Action::Quit, Action::Leave],
        Mode::Panel => &[Action::Quit, Action::Leave, Action::Close, Action::Focus],
        _ => &[Action::Close, Action::Quit],
    };
    let own = |mode: Mode, action: &Action| keymap.keys(mode, *action).iter();
    out.iter().any(|action| {
        let mut keys = own(mode, action).chain(own(Mode::Text, action));
        keys.any(|key| keymap.action(mode, *key) == Some(*action))
    })
}
