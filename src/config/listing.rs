//! What `byline config` and `byline keys` print.

use super::keys::{CLEAR, means};
use super::option::SETTINGS;
use crate::app::Keymap;
use crate::app::action::{COMMANDS, Group, Mode};
use crate::app::help;
use crate::app::key::Key;
use crate::app::palette::{BUILT_IN, Role};
use std::fmt::Write as _;

/// Cells of the keys in the list of keys, and of an action's name.
const KEYS_CELLS: usize = 26;
const NAME_CELLS: usize = 20;

/// Every option with its sentence and what it is by default, every key, and what a theme may set. Words begin with ##, what
/// is meant for the program with #: without the first # of every line it is a configuration, and that of the defaults.
pub fn template() -> String {
    let mut out = String::from(
        "## The configuration of byline, every option as it is by default. It belongs in\n\
         ## $XDG_CONFIG_HOME/byline/config.toml (~/.config/byline/config.toml). Take the # before\n\
         ## what you want to change; what is left out stays as it is. Flags win over it.\n",
    );
    for setting in SETTINGS {
        let (name, is, default) = (setting.name, setting.is, setting.default);
        let sentence = setting.sentence;
        // Writing to a string does not fail.
        let _ = write!(out, "\n## {sentence} ({is}).\n# {name} = {default}\n");
    }
    themes(&mut out);
    keys_of_modes(&mut out);
    out
}

/// What may be said of themes, in words.
fn themes(out: &mut String) {
    out.push_str("\n## Themes that byline has:\n");
    for theme in BUILT_IN {
        let _ = writeln!(out, "##   {:<18} {}", theme.name, theme.sentence);
    }
    out.push_str(
        "##\n\
         ## A theme of your own says what is different from another one, its base:\n\
         ##\n\
         ##   [themes.mine]\n\
         ##   base = \"dusk\"\n\
         ##   text = { fg = \"#e5e9f0\", bg = \"#2e3440\" }\n\
         ##   person = { fg = \"#88c0d0\", underline = true }\n\
         ##   country = { fg = \"bright-yellow\", bold = true }\n\
         ##\n\
         ## A colour is one of the terminal's sixteen (black, red, green, yellow, blue, magenta, cyan,\n\
         ## white, and each with bright- before it), #rrggbb, a number from 0 to 255, or default. A look\n\
         ## may also say bold, italic, underline, dim and reverse. What has a look:\n",
    );
    for role in Role::all() {
        let _ = writeln!(out, "##   {:<18} {}", role.name(), role.sentence());
    }
}

/// The default keys, as they would be bound.
fn keys_of_modes(out: &mut String) {
    out.push_str(
        "\n## Keys, a table for each mode. A key that you bind takes the place of what it meant there, the\n\
         ## others stay; \"nop\" lets it mean nothing, and clear = true lets a mode begin without any. Keys\n\
         ## are written like j, G, ctrl-d, alt-left, space or f1. In the panel a key that is not bound means\n\
         ## what it means in the text. byline keys shows them as they are.\n",
    );
    for mode in Mode::ALL {
        let name = mode.name();
        let _ = write!(out, "\n# [keys.{name}]\n# {CLEAR} = false\n");
        for command in COMMANDS {
            for key in command.keys_in(mode) {
                let key = format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""));
                let action = format!("\"{}\"", command.action.name());
                let sentence = command.sentence;
                let _ = writeln!(out, "# {key:<12} = {action:<22} # {sentence}");
            }
        }
    }
}

/// The keys as they are bound: for each mode, in the groups of the help, keys, action and sentence.
pub fn keys(keymap: &Keymap) -> String {
    let mut out = String::new();
    for mode in Mode::ALL {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "[keys.{}] {}", mode.name(), mode.place());
        for group in Group::ALL {
            let of_group = COMMANDS.iter().filter(|command| {
                let bound = !keymap.keys(mode, command.action).is_empty();
                // In the panel only what is its own; all else is the text's.
                let own = mode != Mode::Panel && means(mode, command.action);
                command.group == group && (bound || own)
            });
            for (n, command) in of_group.enumerate() {
                if n == 0 {
                    let _ = writeln!(out, "  {}", group.title());
                }
                let keys = keymap.keys(mode, command.action).iter();
                let keys: Vec<String> = keys.map(Key::to_string).collect();
                let keys = if keys.is_empty() {
                    "(none)".to_owned()
                } else {
                    keys.join(" ")
                };
                let (name, sentence) = (command.action.name(), help::sentence(mode, command));
                let _ = writeln!(
                    out,
                    "    {keys:<KEYS_CELLS$} {name:<NAME_CELLS$} {sentence}"
                );
            }
        }
    }
    out
}
