//! Actions and modes, and the table of commands: every action with its default keys, its description and its group.
//!
//! [`COMMANDS`], in `action/table.rs`, is the only place that names default keys. The keymap, the help screen, `byline keys`
//! and the manual are made from it.

mod name;
mod rows;
mod table;

use super::key::Key;
use super::overlays::link_hints::is_label_letter;
use std::fmt::Write as _;
pub use table::{Action, COMMANDS, COUNTED_KEYS, CommandGroup, Mode, READING_KEYS};

impl Mode {
    /// Whether digits are a count in this mode, so that 1 to 9 cannot be bound to a command.
    pub fn accepts_count(self) -> bool {
        !self.is_text_input()
    }

    /// Whether `c` is typed as text in this mode, so that it cannot be bound to a command. Where links are chosen, only the
    /// letters of their labels are; in the help, where `?` closes it and `/` begins a search, all but those.
    pub fn types(self, c: char) -> bool {
        match self {
            Self::LinkHints => is_label_letter(c),
            Self::Help => !matches!(c, '?' | '/'),
            _ => self.is_text_input(),
        }
    }
}

/// Some commands whose keys are shown in one row, and what they do, in at most 38 cells.
#[derive(Debug, Clone, Copy)]
pub struct KeyRow(pub &'static [Action], pub &'static str);

/// One row of the table of commands.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    /// The action.
    pub action: Action,
    /// Its keys in the text, written as [`Key`] parses them. The first is the one shown in hints.
    pub text_keys: &'static [&'static str],
    /// Its keys in other modes. No mode is in more than one of these.
    pub mode_keys: &'static [ModeKeys],
    /// What it does, in at most 38 cells.
    pub description: &'static str,
    /// Its group on the help screen.
    pub group: CommandGroup,
}

/// The keys of a command in some modes, and what it does there.
#[derive(Debug, Clone, Copy)]
pub struct ModeKeys {
    /// The modes.
    pub modes: &'static [Mode],
    /// The keys in all of them.
    pub keys: &'static [&'static str],
    /// What it does in these modes, in at most 38 cells.
    pub description: &'static str,
}

impl CommandSpec {
    /// Its row for `mode`, if it has keys of its own there.
    fn row_in(&self, mode: Mode) -> Option<&'static ModeKeys> {
        self.mode_keys.iter().find(|row| row.modes.contains(&mode))
    }

    /// Whether it can be run from the text by its name, bound or not.
    pub fn runs_in_text(&self) -> bool {
        !self.text_keys.is_empty()
            || matches!(self.action, Action::ShowManual | Action::SearchPanel)
    }

    /// Its default keys in `mode`.
    pub fn keys_in(&self, mode: Mode) -> &'static [&'static str] {
        match mode {
            Mode::Text => self.text_keys,
            _ => self.row_in(mode).map_or(&[], |row| row.keys),
        }
    }

    /// What it does in `mode`, in at most 38 cells.
    pub fn description_in(&self, mode: Mode) -> &'static str {
        self.row_in(mode)
            .map_or(self.description, |row| row.description)
    }

    /// The default keys to show in a list of all commands: those in the text, or if it has none there, those in the first
    /// mode where it has.
    pub fn keys_for_help(&self) -> &'static [&'static str] {
        match self.mode_keys.first() {
            Some(row) if self.text_keys.is_empty() => row.keys,
            _ => self.text_keys,
        }
    }
}

impl Action {
    /// All actions, in the order of the help screen.
    pub fn all() -> impl Iterator<Item = Self> {
        COMMANDS.iter().map(|command| command.action)
    }
}

/// The row of `action` in the table.
pub fn command_for(action: Action) -> Option<&'static CommandSpec> {
    COMMANDS.iter().find(|command| command.action == action)
}

/// The default keys in Markdown: for each group a heading and a table of its commands.
pub fn key_tables() -> String {
    let mut tables = String::new();
    for group in CommandGroup::ALL {
        let title = group.title();
        // Writing to a String never fails.
        let _ = write!(
            tables,
            "\n## {title}\n\n| keys | what they do |\n| --- | --- |\n"
        );
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let keys = command
                .keys_for_help()
                .iter()
                .filter_map(|key| key.parse().ok());
            // A bar would end the cell.
            let keys: Vec<String> = keys
                .map(|key: Key| format!("`{}`", key.label().replace('|', "\\|")))
                .collect();
            let _ = writeln!(tables, "| {} | {} |", keys.join(" "), command.description);
        }
    }
    tables
}
