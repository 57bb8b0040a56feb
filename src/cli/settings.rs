//! The flags that win over the configuration.
//!
//! Owns how they are written, and what remains of the configuration beside them.

use crate::app::panel::Order;
use crate::app::state::Marks;
use crate::config::{COLORS, Color, MARKS, ORDERS, Settings};
use crate::error::{Error, Name};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::path::PathBuf;

/// Flags that say what the configuration could say, too.
#[derive(Debug, Args)]
pub(super) struct SettingsFlags {
    /// The configuration [default: byline/config.toml in $XDG_CONFIG_HOME, which is ~/.config]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// The colours: terminal, paper, daylight, dusk, lantern, or your own
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,

    /// Colours and styles; auto: when the output is a terminal
    #[arg(long, value_name = "auto|always|never", hide_possible_values = true)]
    #[arg(value_parser = one_of(&COLORS))]
    color: Option<Color>,

    /// How long a line is at most, in cells [default: 68]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=200))]
    measure: Option<u16>,

    /// Whether the panel shows at the beginning
    #[arg(long, value_name = "on|off", hide_possible_values = true, value_parser = one_of(&SWITCH))]
    panel: Option<bool>,

    /// The order of its rows
    #[arg(long, value_name = "mentions|place|name", hide_possible_values = true)]
    #[arg(value_parser = one_of(&ORDERS))]
    order: Option<Order>,

    /// What is marked in the text
    #[arg(
        long,
        value_name = "both|people|countries|none",
        hide_possible_values = true
    )]
    #[arg(value_parser = one_of(&MARKS))]
    marks: Option<Marks>,

    /// How sure byline must be of what it marks, in per cent [default: 60]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    sure: Option<u8>,

    /// Whether the reader listens to the mouse
    #[arg(long, value_name = "on|off", hide_possible_values = true, value_parser = one_of(&SWITCH))]
    mouse: Option<bool>,

    /// Leave out the corrections you made in the reader, and keep no new ones
    #[arg(long)]
    no_corrections: bool,

    /// Remember nothing of what you read, and don't go on where you left off
    #[arg(long)]
    no_history: bool,

    /// How many columns printed lines take [default: the terminal's, or 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    width: Option<u16>,
}

/// On or off.
const SWITCH: [(&str, bool); 2] = [("on", true), ("off", false)];

/// A parser of one of a few words.
fn one_of<T>(choices: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let words = choices.iter().map(|(word, _)| *word);
    PossibleValuesParser::new(words).try_map(|word| {
        let chosen = choices.iter().find(|(known, _)| *known == word);
        chosen.map(|(_, choice)| *choice).ok_or("it is no choice")
    })
}

impl SettingsFlags {
    /// `settings`, but for what is said here.
    ///
    /// # Errors
    /// If there is no such theme.
    pub(super) fn upon(self, mut settings: Settings) -> Result<Settings, Error> {
        if let Some(theme) = &self.theme {
            let unknown = |what| Error::Usage(Name::of(format!("--theme: {what}")));
            settings.choose_theme(theme).map_err(unknown)?;
        }
        settings.color = self.color.unwrap_or(settings.color);
        settings.measure = self.measure.unwrap_or(settings.measure);
        settings.panel = self.panel.unwrap_or(settings.panel);
        settings.order = self.order.unwrap_or(settings.order);
        settings.marks = self.marks.unwrap_or(settings.marks);
        settings.sure = self.sure.unwrap_or(settings.sure);
        settings.mouse = self.mouse.unwrap_or(settings.mouse);
        settings.corrections &= !self.no_corrections;
        settings.history &= !self.no_history;
        settings.width = self.width.or(settings.width);
        Ok(settings)
    }
}
