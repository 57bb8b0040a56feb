//! Key bindings: a table `[keys.MODE]` for each mode, from keys to actions.
//!
//! Checks which keys and actions can be bound in which mode, and that every mode keeps a key that leaves it.

use super::InvalidSetting;
use super::spanned::{Spanned, TomlEntry, boolean, describe_value, required};
use super::suggest::{only, suggestion, unknown_name};
use crate::app::action::{Action, CommandSpec, Mode, command_for};
use crate::app::key::{Key, KeyCode};
use crate::app::{KeyBinding, Keymap};
use crate::options::join;
use toml_edit::{Item, TableLike};

/// The action of a key that does nothing.
const NO_ACTION: &str = "nop";
/// In a mode's table, whether to drop all of its default keys.
pub(super) const CLEAR: &str = "clear";

/// Reads the table `keys`.
pub(super) fn read_keymap(item: &Item) -> Result<Keymap, InvalidSetting> {
    let table = required(item.as_table_like(), item, "keys must be a table of modes")?;
    let (mut cleared, mut bindings, mut configured) = (Vec::new(), Vec::new(), Vec::new());
    for (name, item) in table.iter() {
        let entry = TomlEntry(table, name);
        let Some(mode) = Mode::from_name(name) else {
            return Err(InvalidSetting::at(&entry, unknown_mode(name, item)));
        };
        let rule = format!("keys.{name} must be a table of keys");
        let keys = required(item.as_table_like(), item, rule)?;
        configured.push((mode, entry.start()));
        if read_mode(mode, keys, &mut bindings)? {
            cleared.push(mode);
        }
    }
    let keymap = Keymap::with_bindings(&cleared, &bindings);
    // Last, because keys of the text can leave the panel, too.
    for (mode, offset) in configured {
        if !has_way_out(&keymap, mode) {
            let advice = match mode {
                Mode::Text | Mode::FeedList | Mode::NoArticle => "bind quit or leave",
                _ => "bind close or quit",
            };
            let message = format!(
                "no key would leave this mode; {advice} in keys.{}",
                mode.name()
            );
            return Err(InvalidSetting { offset, message });
        }
    }
    Ok(keymap)
}

/// Reads the table of a mode into `bindings`. Returns whether its default keys are dropped.
fn read_mode(
    mode: Mode,
    keys: &dyn TableLike,
    bindings: &mut Vec<KeyBinding>,
) -> Result<bool, InvalidSetting> {
    let mut clear = false;
    for (name, item) in keys.iter() {
        if name == CLEAR {
            clear = required(boolean(item), item, "clear must be true or false")?;
            continue;
        }
        let entry = TomlEntry(keys, name);
        let key = parse_key(name).map_err(|message| InvalidSetting::at(&entry, message))?;
        check_bindable(mode, key, name).map_err(|message| InvalidSetting::at(&entry, message))?;
        let is_same = |binding: &KeyBinding| (binding.mode, binding.key) == (mode, key);
        if bindings.iter().any(is_same) {
            let mode = mode.name();
            let message = format!("“{name}” is bound twice in keys.{mode}; remove one of them");
            return Err(InvalidSetting::at(&entry, message));
        }
        let is_rival = |binding: &&KeyBinding| {
            binding.mode == mode && Some(binding.key) == key.rival() && binding.action.is_some()
        };
        if let Some(rival) = bindings.iter().find(is_rival)
            && item.as_str() != Some(NO_ACTION)
        {
            let message = format!(
                "“{name}” and “{}” cannot both be bound in keys.{}; remove one of them",
                rival.key,
                mode.name()
            );
            return Err(InvalidSetting::at(&entry, message));
        }
        let Some(action_name) = item.as_str() else {
            let message = format!(
                "a key is bound to the name of an action, like \"line-down\", not to {}",
                describe_value(item)
            );
            return Err(InvalidSetting::at(item, message));
        };
        let action =
            parse_action(mode, action_name).map_err(|message| InvalidSetting::at(item, message))?;
        bindings.push(KeyBinding { mode, key, action });
    }
    Ok(clear)
}

/// The message for an entry of `keys` that is not a mode.
fn unknown_mode(name: &str, item: &Item) -> String {
    // A key bound without a mode.
    if item.is_str() {
        return format!(
            "“{name}” is bound outside a mode; put it under [keys.text] or another mode"
        );
    }
    let known = Mode::ALL.map(Mode::name);
    unknown_name("mode", name, &known, &only(&known))
}

/// Parses a key. A letter with Ctrl becomes lower case, as terminals send it.
fn parse_key(text: &str) -> Result<Key, String> {
    let key: Key = text.parse().map_err(|error| {
        let names: Vec<&str> = Key::names().collect();
        match suggestion(text, &names) {
            Some(similar) => format!("there is no key “{text}”; did you mean {similar}?"),
            None => format!("{error}"),
        }
    })?;
    let code = match key.code {
        KeyCode::Char(c) if key.ctrl => KeyCode::Char(c.to_ascii_lowercase()),
        code => code,
    };
    Ok(Key { code, ..key })
}

/// Checks that `key`, written as `written`, can be bound in `mode`.
fn check_bindable(mode: Mode, key: Key, written: &str) -> Result<(), String> {
    let sent_as = match (key.ctrl, key.code) {
        (true, KeyCode::Char('i')) => Some("tab"),
        (true, KeyCode::Char('m' | 'j')) => Some("enter"),
        (true, KeyCode::Char('h')) => Some("backspace"),
        (true, KeyCode::Char('[')) => Some("esc"),
        _ => None,
    };
    if let Some(other) = sent_as {
        return Err(format!(
            "terminals send “{written}” as {other}; bind {other} instead"
        ));
    }
    match key.code {
        KeyCode::Char(c) | KeyCode::Twice(c) if mode.types(c) && !key.ctrl && !key.alt => {
            Err(format!(
                "“{written}” is typed as text in keys.{}; use a key with ctrl or alt, or one like f5",
                mode.name()
            ))
        }
        KeyCode::Char('1'..='9') if mode.accepts_count() && !key.ctrl && !key.alt => Err(format!(
            "“{written}” cannot be bound in keys.{}, because digits repeat a key, as in 5j",
            mode.name()
        )),
        _ => Ok(()),
    }
}

/// Parses an action and checks that it can be used in `mode`; `None` for a key that does nothing.
fn parse_action(mode: Mode, name: &str) -> Result<Option<Action>, String> {
    if name == NO_ACTION {
        return Ok(None);
    }
    let Some(action) = Action::from_name(name) else {
        let mut known: Vec<&str> = Action::all().map(Action::name).collect();
        known.push(NO_ACTION);
        let otherwise = "; byline keys lists them";
        return Err(unknown_name("action", name, &known, otherwise));
    };
    if is_bindable(mode, action) {
        return Ok(Some(action));
    }
    let modes = Mode::ALL
        .into_iter()
        .filter(|&mode| is_bindable(mode, action));
    let modes: Vec<String> = modes.map(|m| format!("keys.{}", m.name())).collect();
    let modes: Vec<&str> = modes.iter().map(String::as_str).collect();
    Err(format!(
        "“{name}” does nothing in keys.{}; it works in {}",
        mode.name(),
        join(&modes, "and")
    ))
}

/// Whether `action` can be bound in `mode`: if it has a default key there.
pub(super) fn is_bindable(mode: Mode, action: Action) -> bool {
    let has_key = |command: &CommandSpec| {
        let in_mode = !command.keys_in(mode).is_empty();
        in_mode || mode == Mode::Panel && !command.text_keys.is_empty()
    };
    command_for(action).is_some_and(has_key)
}

/// Whether some key leaves `mode` or quits.
fn has_way_out(keymap: &Keymap, mode: Mode) -> bool {
    let exits: &[Action] = match mode {
        Mode::Text | Mode::FeedList | Mode::NoArticle => &[Action::Quit, Action::Leave],
        Mode::Panel => &[
            Action::Quit,
            Action::Leave,
            Action::Close,
            Action::SwitchFocus,
        ],
        _ => &[Action::Close, Action::Quit],
    };
    let keys = |mode: Mode, action: &Action| keymap.keys_for(mode, *action).iter();
    exits.iter().any(|action| {
        let mut keys = keys(mode, action).chain(keys(Mode::Text, action));
        keys.any(|key| keymap.action_for(mode, *key) == Some(*action))
    })
}
