//! The flags that override the configuration.

use crate::app::reading::panel::PanelOrder;
use crate::app::state::Highlights;
use crate::config::{COLORS, Color, HIGHLIGHTS, ORDER_ALIASES, ORDERS, Settings};
use crate::error::{Error, SafeText};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::path::PathBuf;

/// Flags that override options of the configuration.
#[derive(Debug, Args)]
pub(super) struct SettingsFlags {
    /// Configuration file [default: $XDG_CONFIG_HOME/byline/config.toml or ~/.config/byline/config.toml]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Colour theme: terminal, paper, daylight, dusk, lantern, or your own
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,

    /// When to use colours and styles; auto: if the output is a terminal
    #[arg(long, value_name = "auto|always|never", hide_possible_values = true)]
    #[arg(value_parser = choice_parser(&COLORS, &[]))]
    color: Option<Color>,

    /// Longest line of text, in columns [default: 68]
    #[arg(long, alias = "measure", value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u16).range(20..=200))]
    text_width: Option<u16>,

    /// Show the panel at startup
    #[arg(long, value_name = "on|off", hide_possible_values = true, value_parser = choice_parser(&ON_OFF, &[]))]
    panel: Option<bool>,

    /// Order of the panel
    #[arg(
        long,
        value_name = "mentions|appearance|name",
        hide_possible_values = true
    )]
    #[arg(value_parser = choice_parser(&ORDERS, &ORDER_ALIASES))]
    order: Option<PanelOrder>,

    /// Names to highlight in the text
    #[arg(
        long,
        alias = "marks",
        value_name = "both|people|countries|none",
        hide_possible_values = true
    )]
    #[arg(value_parser = choice_parser(&HIGHLIGHTS, &[]))]
    highlight: Option<Highlights>,

    /// Lowest confidence of the mentions to show, in percent [default: 60]
    #[arg(long, alias = "sure", value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u8).range(0..=100))]
    min_confidence: Option<u8>,

    /// Use the mouse in the reader
    #[arg(long, value_name = "on|off", hide_possible_values = true, value_parser = choice_parser(&ON_OFF, &[]))]
    mouse: Option<bool>,

    /// Do not apply your corrections, nor save new ones
    #[arg(long)]
    no_corrections: bool,

    /// Do not remember what you read, nor go on where you left off
    #[arg(long)]
    no_history: bool,

    /// Width of printed lines in columns [default: that of the terminal, or 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    width: Option<u16>,
}

/// The values of a flag that is on or off.
const ON_OFF: [(&str, bool); 2] = [("on", true), ("off", false)];

/// A parser for one of the words in `choices`, or in `aliases`, which are not listed in help and errors.
fn choice_parser<T>(
    choices: &'static [(&'static str, T)],
    aliases: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let listed = choices.iter().map(|(word, _)| PossibleValue::new(*word));
    let hidden = aliases
        .iter()
        .map(|(word, _)| PossibleValue::new(*word).hide(true));
    PossibleValuesParser::new(listed.chain(hidden)).try_map(move |word| {
        let chosen = choices
            .iter()
            .chain(aliases)
            .find(|(known, _)| *known == word);
        chosen.map(|(_, choice)| *choice).ok_or("unknown value")
    })
}

impl SettingsFlags {
    /// Applies the flags to `settings`.
    ///
    /// # Errors
    /// If there is no such theme.
    pub(super) fn apply_to(self, mut settings: Settings) -> Result<Settings, Error> {
        if let Some(theme) = &self.theme {
            let unknown = |message| Error::Usage(SafeText::new(format!("--theme: {message}")));
            settings.set_theme(theme).map_err(unknown)?;
        }
        settings.color = self.color.unwrap_or(settings.color);
        settings.text_width = self.text_width.unwrap_or(settings.text_width);
        settings.panel = self.panel.unwrap_or(settings.panel);
        settings.order = self.order.unwrap_or(settings.order);
        settings.highlights = self.highlight.unwrap_or(settings.highlights);
        settings.min_confidence = self.min_confidence.unwrap_or(settings.min_confidence);
        settings.mouse = self.mouse.unwrap_or(settings.mouse);
        settings.corrections &= !self.no_corrections;
        settings.history &= !self.no_history;
        settings.width = self.width.or(settings.width);
        Ok(settings)
    }
}
