//! The table of options: the name, description, default and parser of each.
//!
//! The parser of the configuration and the output of `byline config` are both made from it.

use super::choices::{COLORS, HIGHLIGHTS, ORDER_ALIASES, ORDERS};
use super::spanned::{Spanned, boolean, describe_value, integer_in_range};
use super::suggest::{join_with_and, suggestion, unknown_name};
use super::{InvalidSetting, Settings, values};
use crate::app::state::{MAX_TEXT_WIDTH, MIN_TEXT_WIDTH};
use toml_edit::{Item, Key};

/// An option that has a single value.
pub(super) struct OptionSpec {
    /// Its name.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) description: &'static str,
    /// What its value must be: "a number from 20 to 200".
    pub(super) expected: &'static str,
    /// Its default, as written in the configuration.
    pub(super) default: &'static str,
    /// Parses a value and sets the option.
    parser: OptionParser,
}

/// How the value of an option is parsed.
enum OptionParser {
    /// From any value. For `None`, the error names what was expected.
    Value(fn(&mut Settings, &Item) -> Option<()>),
    /// From one of a few words, for which a misspelt one gets a suggestion.
    Keyword(
        &'static [&'static str],
        fn(&mut Settings, &str) -> Option<()>,
    ),
    /// From a name, with an error message of its own.
    Name(fn(&mut Settings, &str) -> Result<(), String>),
}

/// Every option.
pub(super) const OPTIONS: &[OptionSpec] = &[
    OptionSpec {
        name: "theme",
        description: "Colour theme: one of those listed below, or your own",
        expected: "the name of a theme",
        default: r#""terminal""#,
        parser: OptionParser::Name(Settings::set_theme),
    },
    OptionSpec {
        name: "color",
        description: "When to use colours; auto honours NO_COLOR in the environment",
        expected: "auto, always or never",
        default: r#""auto""#,
        parser: OptionParser::Keyword(&["auto", "always", "never"], |settings, word| {
            settings.color = lookup(&COLORS, word)?;
            Some(())
        }),
    },
    OptionSpec {
        name: "text-width",
        description: "Longest line of text, in columns",
        expected: "a number from 20 to 200",
        default: "68",
        parser: OptionParser::Value(|settings, item| {
            let cells =
                integer_in_range(item, i64::from(MIN_TEXT_WIDTH), i64::from(MAX_TEXT_WIDTH))?;
            settings.text_width = u16::try_from(cells).ok()?;
            Some(())
        }),
    },
    OptionSpec {
        name: "panel",
        description: "Show the panel at startup",
        expected: "true or false",
        default: "true",
        parser: OptionParser::Value(|settings, item| {
            settings.panel = boolean(item)?;
            Some(())
        }),
    },
    OptionSpec {
        name: "order",
        description: "Order of the panel: by number of mentions, first appearance or name",
        expected: "mentions, appearance or name",
        default: r#""mentions""#,
        parser: OptionParser::Keyword(&["mentions", "appearance", "name"], |settings, word| {
            settings.order = lookup(&ORDERS, word).or_else(|| lookup(&ORDER_ALIASES, word))?;
            Some(())
        }),
    },
    OptionSpec {
        name: "highlight",
        description: "Names to highlight in the text",
        expected: "both, people, countries or none",
        default: r#""both""#,
        parser: OptionParser::Keyword(
            &["both", "people", "countries", "none"],
            |settings, word| {
                settings.highlights = lookup(&HIGHLIGHTS, word)?;
                Some(())
            },
        ),
    },
    OptionSpec {
        name: "min-confidence",
        description: "Lowest confidence of the mentions to show, in percent",
        expected: "a number from 0 to 100",
        default: "60",
        parser: OptionParser::Value(|settings, item| {
            settings.min_confidence = u8::try_from(integer_in_range(item, 0, 100)?).ok()?;
            Some(())
        }),
    },
    OptionSpec {
        name: "mouse",
        description: "Use the mouse in the reader",
        expected: "true or false",
        default: "true",
        parser: OptionParser::Value(|settings, item| {
            settings.mouse = boolean(item)?;
            Some(())
        }),
    },
    OptionSpec {
        name: "corrections",
        description: "Apply your corrections, and save new ones",
        expected: "true or false",
        default: "true",
        parser: OptionParser::Value(|settings, item| {
            settings.corrections = boolean(item)?;
            Some(())
        }),
    },
    OptionSpec {
        name: "history",
        description: "Remember the articles you read, and your position in them",
        expected: "true or false",
        default: "true",
        parser: OptionParser::Value(|settings, item| {
            settings.history = boolean(item)?;
            Some(())
        }),
    },
    OptionSpec {
        name: "browser",
        description: "Command that opens a page, with its address as last argument; if empty, that in $BROWSER, else the system's default",
        expected: "a command on one line",
        default: r#""""#,
        parser: OptionParser::Value(|settings, item| {
            settings.browser = non_empty(command_line(item)?);
            Some(())
        }),
    },
    OptionSpec {
        name: "copy-command",
        description: "Command that copies its standard input to the clipboard; if empty, byline looks for one",
        expected: "a command on one line",
        default: r#""""#,
        parser: OptionParser::Value(|settings, item| {
            settings.copy_command = non_empty(command_line(item)?);
            Some(())
        }),
    },
    OptionSpec {
        name: "timeout",
        description: "Time limit for a download, in seconds",
        expected: "a number from 1 to 86400",
        default: "30",
        parser: OptionParser::Value(|settings, item| {
            settings.timeout = u64::try_from(integer_in_range(item, 1, 86_400)?).ok()?;
            Some(())
        }),
    },
    OptionSpec {
        name: "max-bytes",
        description: "Size limit for a download, after decompression",
        expected: "a size like \"500K\" or \"5M\", up to \"256M\"",
        default: r#""64M""#,
        parser: OptionParser::Value(|settings, item| {
            let size = item.as_integer().map(|number| number.to_string());
            let size = size.or_else(|| item.as_str().map(str::to_owned))?;
            settings.max_bytes = values::parse_byte_size(&size).ok()?;
            Some(())
        }),
    },
    OptionSpec {
        name: "user-agent",
        description: "User-Agent to send; if empty, byline and its version",
        expected: "printable ASCII",
        default: r#""""#,
        parser: OptionParser::Value(|settings, item| {
            let name = item.as_str()?;
            settings.user_agent = match name {
                "" => None,
                name => Some(values::parse_user_agent(name).ok()?),
            };
            Some(())
        }),
    },
    OptionSpec {
        name: "width",
        description: "Width of printed lines in columns; auto: that of the terminal, or 80",
        expected: "a number from 1 to 1000, or \"auto\"",
        default: r#""auto""#,
        parser: OptionParser::Value(|settings, item| {
            settings.width = match item.as_str() {
                Some("auto") => None,
                _ => Some(u16::try_from(integer_in_range(item, 1, 1000)?).ok()?),
            };
            Some(())
        }),
    },
];

/// Names that options had in earlier versions, and their names now. They are still accepted, but never printed.
const ALIASES: [(&str, &str); 4] = [
    ("measure", "text-width"),
    ("marks", "highlight"),
    ("sure", "min-confidence"),
    ("copy", "copy-command"),
];

/// The value that `word` stands for.
fn lookup<T: Copy>(choices: &[(&str, T)], word: &str) -> Option<T> {
    let found = choices.iter().find(|(known, _)| *known == word);
    found.map(|(_, choice)| *choice)
}

/// A command line without control characters.
fn command_line(item: &Item) -> Option<&str> {
    let command = item.as_str().map(str::trim);
    command.filter(|command| !command.chars().any(char::is_control))
}

/// `None` for an empty text.
fn non_empty(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Sets the option called `name`, written as `key`, to the value `item`. `already_set` has the options set before, and gets
/// this one: a table of TOML has no key twice, but may have both the name and the old name of an option.
pub(super) fn set_option(
    settings: &mut Settings,
    already_set: &mut Vec<&'static str>,
    (key, name): (Option<&Key>, &str),
    item: &Item,
) -> Result<(), InvalidSetting> {
    let at_key = |message| InvalidSetting {
        offset: key.map_or(0, Spanned::start),
        message,
    };
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    let current_name = alias.map_or(name, |(_, current_name)| *current_name);
    let Some(option) = OPTIONS.iter().find(|option| option.name == current_name) else {
        return Err(at_key(unknown_option(name)));
    };
    if already_set.contains(&option.name) {
        return Err(at_key(set_twice(option.name)));
    }
    already_set.push(option.name);
    let wrong_value = |suggestion: &str| {
        let (expected, value) = (option.expected, describe_value(item));
        InvalidSetting::at(
            item,
            format!("{name} must be {expected}, not {value}{suggestion}"),
        )
    };
    match (&option.parser, item.as_str()) {
        (OptionParser::Value(set), _) => set(settings, item).ok_or_else(|| wrong_value("")),
        (OptionParser::Keyword(words, set), Some(word)) => set(settings, word).ok_or_else(|| {
            let similar = suggestion(word, words);
            let similar = similar.map(|word| format!("; did you mean {word}?"));
            wrong_value(&similar.unwrap_or_default())
        }),
        (OptionParser::Name(set), Some(value)) => {
            set(settings, value).map_err(|message| InvalidSetting::at(item, message))
        }
        (OptionParser::Keyword(..) | OptionParser::Name(_), None) => Err(wrong_value("")),
    }
}

/// The message for an option that is set twice.
pub(super) fn set_twice(name: &str) -> String {
    format!("“{name}” is set a second time here; remove one of them")
}

/// The message for an option that does not exist.
fn unknown_option(name: &str) -> String {
    let mut known: Vec<&str> = OPTIONS.iter().map(|option| option.name).collect();
    known.extend(["keys", "themes"]);
    match suggestion(name, &known) {
        Some(_) => unknown_name("option", name, &known),
        None => format!(
            "there is no option “{name}”, only {}",
            join_with_and(&known)
        ),
    }
}
