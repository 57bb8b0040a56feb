//! The manual page.
//!
//! Owns its order, and what the flags don't say: keys, files, variables, exit codes. The flags come from the definitions that
//! the command line is parsed by, the keys from the table of commands. Promises that no text in it is a command of roff.

use super::EXAMPLES;
use crate::app::action::{COMMANDS, Group, shown};
use clap::Command;
use clap_mangen::Man;

/// What is kept, and where: the path, and what is there.
const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/byline/config.toml",
        "Options, keys and themes; byline config prints it with every default (~/.config).",
    ),
    (
        "$XDG_CONFIG_HOME/byline/always.toml",
        "Corrections that hold in every article.",
    ),
    (
        "$XDG_DATA_HOME/byline/articles/",
        "Corrections of single articles (~/.local/share).",
    ),
    (
        "$XDG_STATE_HOME/byline/",
        "Articles read and the places in them (~/.local/state).",
    ),
];

/// Variables of the environment that count.
const VARIABLES: &[(&str, &str)] = &[
    ("NO_COLOR", "If it is set to anything, no colours are used."),
    (
        "COLORTERM",
        "truecolor or 24bit: themes show in their own colours.",
    ),
    (
        "COLUMNS",
        "How wide printed lines are, if no terminal says so.",
    ),
    (
        "BROWSER",
        "What opens pages, where the configuration does not say.",
    ),
    (
        "https_proxy, http_proxy, all_proxy, no_proxy",
        "Through which server addresses are fetched.",
    ),
];

/// Exit codes.
const CODES: &[(&str, &str)] = &[
    (
        "0",
        "All went well; nobody listening to the end is well, too.",
    ),
    (
        "1",
        "Something could not be opened, or --grep found nothing.",
    ),
    ("2", "The command line or the configuration makes no sense."),
    ("128+n", "Ended by the signal n."),
];

/// The page of the program that `flags` describe, in roff.
pub(super) fn page(flags: &Command) -> String {
    let man = Man::new(flags.clone());
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = man.render_title(&mut out);
    let _ = man.render_name_section(&mut out);
    let _ = man.render_synopsis_section(&mut out);
    let _ = man.render_description_section(&mut out);
    let _ = man.render_options_section(&mut out);
    let mut page = String::from_utf8_lossy(&out).into_owned();
    section(&mut page, "TOOLS");
    for tool in flags.get_subcommands() {
        let about = tool.get_about().map(ToString::to_string);
        item(
            &mut page,
            &format!("byline {}", tool.get_name()),
            &about.unwrap_or_default(),
        );
    }
    section(&mut page, "KEYS");
    plain(
        &mut page,
        "As they are by default; byline keys prints them as they are bound.",
    );
    for group in Group::ALL {
        page.push_str(".SS ");
        page.push_str(&escaped(group.title()));
        page.push('\n');
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            let keys: Vec<String> = command.keys_shown().iter().map(|key| shown(key)).collect();
            item(&mut page, &keys.join("  "), command.sentence);
        }
    }
    for (title, rows) in [
        ("FILES", FILES),
        ("ENVIRONMENT", VARIABLES),
        ("EXIT STATUS", CODES),
    ] {
        section(&mut page, title);
        for (what, about) in rows {
            item(&mut page, what, about);
        }
    }
    section(&mut page, "EXAMPLES");
    page.push_str(".nf\n");
    for line in EXAMPLES.lines().skip(1).take_while(|line| !line.is_empty()) {
        page.push_str(&escaped(line));
        page.push('\n');
    }
    page.push_str(".fi\n");
    page
}

fn section(page: &mut String, title: &str) {
    page.push_str(".SH ");
    page.push_str(title);
    page.push('\n');
}

fn plain(page: &mut String, words: &str) {
    page.push_str(&escaped(words));
    page.push('\n');
}

/// A word and what it means, with a hanging indent.
fn item(page: &mut String, word: &str, about: &str) {
    page.push_str(".TP\n\\fB");
    page.push_str(&escaped(word));
    page.push_str("\\fR\n");
    plain(page, about);
}

/// `words` so that roff takes them for words: a dot or a quote that begins a line is a command, a backslash an escape, and a
/// hyphen would be a typographer's.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    if words.starts_with(['.', '\'']) {
        out.push_str("\\&");
    }
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\e"),
            '-' => out.push_str("\\-"),
            '\'' => out.push_str("\\(aq"),
            '^' => out.push_str("\\(ha"),
            '~' => out.push_str("\\(ti"),
            c => out.push(c),
        }
    }
    out
}
