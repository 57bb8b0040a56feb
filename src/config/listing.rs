//! The output of `byline config` and `byline keys`.

use super::keys::{CLEAR, is_bindable};
use crate::app::Keymap;
use crate::app::action::{COMMANDS, CommandGroup, Mode};
use crate::app::key::Key;
use crate::options::{Options, table};
use crate::palette::{BUILT_IN_THEMES, Role};
use std::fmt::Write as _;

/// The width of the keys in the list of keys, in cells, and that of an action's name.
const KEYS_CELLS: usize = 26;
const NAME_CELLS: usize = 24;

/// The output of `byline config`: every option with its description and default, what a theme can set, and every default key.
/// Comments begin with ##, everything else with #: without the first # of every line it is a configuration, equal to the
/// defaults.
pub fn template() -> String {
    let mut out = String::from(
        "## Configuration of byline, with every option at its default. Save it as\n\
         ## $XDG_CONFIG_HOME/byline/config.toml (~/.config/byline/config.toml) and remove the #\n\
         ## before what you want to change. Options on the command line override it.\n",
    );
    for row in table(&mut Options::default()) {
        let (name, description, field) = (row.name, row.description, row.field);
        let (note, expected, value) = (field.file_note, field.expected, field.value);
        // Writing to a String never fails.
        let _ = writeln!(
            out,
            "\n## {description}{note} ({expected})\n# {name} = {value}"
        );
    }
    push_themes(&mut out);
    push_default_keys(&mut out);
    out
}

/// Adds the themes, and what a theme can set, all in comments.
fn push_themes(out: &mut String) {
    out.push_str("\n## Built-in themes:\n");
    for theme in BUILT_IN_THEMES {
        let _ = writeln!(out, "##   {:<18} {}", theme.name, theme.description);
    }
    out.push_str(
        "##\n\
         ## A theme of your own lists what differs from another theme, its base:\n\
         ##\n\
         ##   [themes.mine]\n\
         ##   base = \"dusk\"\n\
         ##   text = { fg = \"#e5e9f0\", bg = \"#2e3440\" }\n\
         ##   person = { fg = \"#88c0d0\", underline = true }\n\
         ##   country = { fg = \"bright-yellow\", bold = true }\n\
         ##\n\
         ## A colour is one of the terminal's sixteen (black, red, green, yellow, blue, magenta, cyan,\n\
         ## white, or one of these after bright-), #rrggbb, a number from 0 to 255, or default. A style\n\
         ## can also set bold, italic, underline, dim and reverse. Styles can be set for:\n",
    );
    for role in Role::ALL {
        let _ = writeln!(out, "##   {:<18} {}", role.name(), role.description());
    }
}

/// Adds the default keys, as a configuration would bind them.
fn push_default_keys(out: &mut String) {
    out.push_str(
        "\n## Key bindings, a table for each mode. A key that you bind replaces its default there, and the\n\
         ## other keys stay; \"nop\" unbinds a key, and clear = true unbinds all default keys of the mode.\n\
         ## Keys are written like j, G, ctrl-d, alt-left, space or f1. In the panel, a key that is not\n\
         ## bound does what it does in the text. To list the keys as they are bound, run byline keys.\n",
    );
    for mode in Mode::ALL {
        let name = mode.name();
        let _ = write!(out, "\n# [keys.{name}]\n# {CLEAR} = false\n");
        for command in COMMANDS {
            for key in command.keys_in(mode) {
                let key = format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""));
                let action = format!("\"{}\"", command.action.name());
                let description = command.description_in(mode);
                let _ = writeln!(out, "# {key:<12} = {action:<26} # {description}");
            }
        }
    }
}

/// The output of `byline keys`: for each mode, in the groups of the help screen, the keys, name and description of every
/// action.
pub fn key_listing(keymap: &Keymap) -> String {
    let mut out = String::new();
    for mode in Mode::ALL {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "[keys.{}] {}", mode.name(), mode.location());
        for group in CommandGroup::ALL {
            let of_group = COMMANDS.iter().filter(|command| {
                let is_bound = !keymap.keys_for(mode, command.action).is_empty();
                // For the panel, list only keys of its own. The others are those of the text.
                let is_available = mode != Mode::Panel && is_bindable(mode, command.action);
                command.group == group && (is_bound || is_available)
            });
            for (n, command) in of_group.enumerate() {
                if n == 0 {
                    let _ = writeln!(out, "  {}", group.title());
                }
                let keys = keymap.keys_for(mode, command.action).iter();
                let keys: Vec<String> = keys.map(Key::to_string).collect();
                let keys = if keys.is_empty() {
                    "(none)".to_owned()
                } else {
                    keys.join(" ")
                };
                let (name, description) = (command.action.name(), command.description_in(mode));
                let _ = writeln!(
                    out,
                    "    {keys:<KEYS_CELLS$} {name:<NAME_CELLS$} {description}"
                );
            }
        }
    }
    out
}
