//! THE table of options: name, sentence, what it is by default, and how it is understood.
//!
//! What `byline config` prints and what a file may say both come from here.

use super::choice::{COLORS, MARKS, ORDERS};
use super::near::{list, near, unknown};
use super::written::{Written, number, switch, told};
use super::{Settings, Wrong, amount};
use crate::app::state::{MAX_MEASURE, MIN_MEASURE};
use toml_edit::{Item, Key};

/// An option that is one value.
pub(super) struct Setting {
    /// Its name.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) sentence: &'static str,
    /// What it is: "a number from 20 to 200".
    pub(super) is: &'static str,
    /// What it is by default, as it is written.
    pub(super) default: &'static str,
    /// Set it, or say that the value is none that it can have.
    set: Set,
}

/// How an option is understood.
enum Set {
    /// From a value of which nothing is to be said but that it is another.
    Value(fn(&mut Settings, &Item) -> Option<()>),
    /// From one of a few words.
    Word(
        &'static [&'static str],
        fn(&mut Settings, &str) -> Option<()>,
    ),
    /// From a name that may be unknown.
    Name(fn(&mut Settings, &str) -> Result<(), String>),
}

/// Every option.
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        name: "theme",
        sentence: "The colours: one of the themes that are listed below, or your own",
        is: "the name of a theme",
        default: r#""terminal""#,
        set: Set::Name(Settings::choose_theme),
    },
    Setting {
        name: "color",
        sentence: "When to use colours; NO_COLOR in the environment is honoured by auto",
        is: "auto, always or never",
        default: r#""auto""#,
        set: Set::Word(&["auto", "always", "never"], |settings, word| {
            settings.color = chosen(&COLORS, word)?;
            Some(())
        }),
    },
    Setting {
        name: "measure",
        sentence: "How long a line is at most, in cells",
        is: "a number from 20 to 200",
        default: "68",
        set: Set::Value(|settings, item| {
            let cells = number(item, i64::from(MIN_MEASURE), i64::from(MAX_MEASURE))?;
            settings.measure = u16::try_from(cells).ok()?;
            Some(())
        }),
    },
    Setting {
        name: "panel",
        sentence: "Whether the panel shows at the beginning",
        is: "true or false",
        default: "true",
        set: Set::Value(|settings, item| {
            settings.panel = switch(item)?;
            Some(())
        }),
    },
    Setting {
        name: "order",
        sentence: "The order of its rows: by how often, where first, or how they are called",
        is: "mentions, place or name",
        default: r#""mentions""#,
        set: Set::Word(&["mentions", "place", "name"], |settings, word| {
            settings.order = chosen(&ORDERS, word)?;
            Some(())
        }),
    },
    Setting {
        name: "marks",
        sentence: "What is marked in the text",
        is: "both, people, countries or none",
        default: r#""both""#,
        set: Set::Word(
            &["both", "people", "countries", "none"],
            |settings, word| {
                settings.marks = chosen(&MARKS, word)?;
                Some(())
            },
        ),
    },
    Setting {
        name: "sure",
        sentence: "How sure byline must be of what it marks, in per cent",
        is: "a number from 0 to 100",
        default: "60",
        set: Set::Value(|settings, item| {
            settings.sure = u8::try_from(number(item, 0, 100)?).ok()?;
            Some(())
        }),
    },
    Setting {
        name: "mouse",
        sentence: "Whether the reader listens to the mouse",
        is: "true or false",
        default: "true",
        set: Set::Value(|settings, item| {
            settings.mouse = switch(item)?;
            Some(())
        }),
    },
    Setting {
        name: "corrections",
        sentence: "Whether your corrections count, and new ones are kept",
        is: "true or false",
        default: "true",
        set: Set::Value(|settings, item| {
            settings.corrections = switch(item)?;
            Some(())
        }),
    },
    Setting {
        name: "history",
        sentence: "Whether byline remembers what you read, and how far",
        is: "true or false",
        default: "true",
        set: Set::Value(|settings, item| {
            settings.history = switch(item)?;
            Some(())
        }),
    },
    Setting {
        name: "browser",
        sentence: "The command that opens a page, its address behind it; if empty, what the system has for it",
        is: "a command in one line",
        default: r#""""#,
        set: Set::Value(|settings, item| {
            settings.browser = said(command(item)?);
            Some(())
        }),
    },
    Setting {
        name: "copy",
        sentence: "The command that takes what is copied from its standard input; if empty, the one that is found",
        is: "a command in one line",
        default: r#""""#,
        set: Set::Value(|settings, item| {
            settings.copy = said(command(item)?);
            Some(())
        }),
    },
    Setting {
        name: "timeout",
        sentence: "How long an address may take, all in all, in seconds",
        is: "a number from 1 to 86400",
        default: "30",
        set: Set::Value(|settings, item| {
            settings.timeout = u64::try_from(number(item, 1, 86_400)?).ok()?;
            Some(())
        }),
    },
    Setting {
        name: "max-bytes",
        sentence: "How long what is at an address may be, unpacked",
        is: "a size like \"500K\" or \"5M\", up to \"256M\"",
        default: r#""64M""#,
        set: Set::Value(|settings, item| {
            let written = item.as_integer().map(|number| number.to_string());
            let written = written.or_else(|| item.as_str().map(str::to_owned))?;
            settings.max_bytes = amount::bytes(&written).ok()?;
            Some(())
        }),
    },
    Setting {
        name: "user-agent",
        sentence: "What byline calls itself at an address; if empty, byline and its version",
        is: "plain ASCII in one line",
        default: r#""""#,
        set: Set::Value(|settings, item| {
            let name = item.as_str()?;
            settings.user_agent = match name {
                "" => None,
                name => Some(amount::user_agent(name).ok()?),
            };
            Some(())
        }),
    },
    Setting {
        name: "width",
        sentence: "How many columns printed lines take; auto: the terminal's, or 80",
        is: "a number from 1 to 1000, or \"auto\"",
        default: r#""auto""#,
        set: Set::Value(|settings, item| {
            settings.width = match item.as_str() {
                Some("auto") => None,
                _ => Some(u16::try_from(number(item, 1, 1000)?).ok()?),
            };
            Some(())
        }),
    },
];

/// What `word` chooses.
fn chosen<T: Copy>(choices: &[(&str, T)], word: &str) -> Option<T> {
    let found = choices.iter().find(|(known, _)| *known == word);
    found.map(|(_, choice)| *choice)
}

/// A command.
fn command(item: &Item) -> Option<&str> {
    let words = item.as_str().map(str::trim);
    words.filter(|words| !words.chars().any(char::is_control))
}

/// Nothing, if nothing is said.
fn said(words: &str) -> Option<String> {
    Some(words.to_owned()).filter(|words| !words.is_empty())
}

/// Set the option called `name` to what `item` says.
pub(super) fn take(
    settings: &mut Settings,
    (key, name): (Option<&Key>, &str),
    item: &Item,
) -> Result<(), Wrong> {
    let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
        return Err(Wrong {
            at: key.map_or(0, Written::start),
            what: no_option(name),
        });
    };
    let is = |rest: &str| {
        let (name, is, told) = (setting.name, setting.is, told(item));
        Wrong::at(item, format!("{name} is {is}, not {told}{rest}"))
    };
    match (&setting.set, item.as_str()) {
        (Set::Value(set), _) => set(settings, item).ok_or_else(|| is("")),
        (Set::Word(words, set), Some(word)) => set(settings, word).ok_or_else(|| {
            let meant = near(word, words).map(|meant| format!("; did you mean {meant}?"));
            is(&meant.unwrap_or_default())
        }),
        (Set::Name(set), Some(name)) => set(settings, name).map_err(|what| Wrong::at(item, what)),
        (Set::Word(..) | Set::Name(_), None) => Err(is("")),
    }
}

fn no_option(name: &str) -> String {
    let mut known: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
    known.extend(["keys", "themes"]);
    match near(name, &known) {
        Some(_) => unknown("option", name, &known),
        None => format!("there is no option “{name}”, only {}", list(&known)),
    }
}
